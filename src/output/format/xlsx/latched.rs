//! A writer whose first failure is kept.

use std::io::{self, Write};

/// A writer that takes everything once it has failed, and gives the failure back in the end: the
/// library that packs a workbook has words of its own on standard error for one that comes twice.
pub(super) struct Latched<W> {
    writer: W,
    failed: Option<io::Error>,
}

impl<W: Write> Latched<W> {
    pub(super) const fn new(writer: W) -> Self {
        Self { writer, failed: None }
    }

    /// Why what was written is not all there, if it is not.
    ///
    /// # Errors
    /// The first failure.
    pub(super) fn finish(mut self) -> io::Result<()> {
        self.flush()?;
        self.failed.map_or(Ok(()), Err)
    }

    fn attempt<T>(&mut self, otherwise: T, write: impl FnOnce(&mut W) -> io::Result<T>) -> T {
        if self.failed.is_some() {
            return otherwise;
        }
        write(&mut self.writer).unwrap_or_else(|error| {
            self.failed = Some(error);
            otherwise
        })
    }
}

impl<W: Write> Write for Latched<W> {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        Ok(self.attempt(bytes.len(), |writer| writer.write_all(bytes).map(|()| bytes.len())))
    }

    fn flush(&mut self) -> io::Result<()> {
        self.attempt((), Write::flush);
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_first_failure_comes_out_at_the_end() {
        let mut room = [0; 3];
        let mut writer = Latched::new(&mut room[..]);
        assert!(writer.write_all(b"ab").is_ok() && writer.write_all(b"cd").is_ok());
        assert!(writer.write_all(b"e").is_ok());
        assert_eq!(writer.finish().unwrap_err().kind(), io::ErrorKind::WriteZero);
        assert_eq!(&room[..2], b"ab");
        assert!(Latched::new(Vec::new()).finish().is_ok());
    }
}
