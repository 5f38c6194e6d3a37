use std::io::{self, Read};

/// Wraps an input so that it reads as UTF-8 without a byte order mark.
pub(super) fn decoded(raw: Box<dyn Read + Send>) -> Box<dyn Read + Send> {
    Box::new(WithoutMark { raw, start: Vec::new(), is_begun: false })
}

const MARK: &[u8] = b"\xef\xbb\xbf";

/// Drops a byte order mark at the start.
struct WithoutMark<R> {
    raw: R,
    /// What was read to look for the mark and has still to be handed out.
    start: Vec<u8>,
    is_begun: bool,
}

impl<R: Read> Read for WithoutMark<R> {
    fn read(&mut self, out: &mut [u8]) -> io::Result<usize> {
        if !self.is_begun {
            self.is_begun = true;
            (&mut self.raw).take(MARK.len() as u64).read_to_end(&mut self.start)?;
            if self.start == MARK {
                self.start.clear();
            }
        }
        if self.start.is_empty() {
            return self.raw.read(out);
        }
        let count = self.start.len().min(out.len());
        out[..count].copy_from_slice(&self.start[..count]);
        self.start.drain(..count);
        Ok(count)
    }
}
