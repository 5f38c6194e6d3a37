//! Inputs that are packed: unpacked as they are read, so that they may come to any size.

use std::io::{self, BufRead, ErrorKind, Read};

use flate2::bufread::GzDecoder;
use ruzstd::decoding::errors::{FrameDecoderError, ReadFrameHeaderError};
use ruzstd::decoding::{BlockDecodingStrategy, FrameDecoder};

use crate::input::error::InputFault;

const GZIP_MAGIC: &[u8] = b"\x1f\x8b";
const ZSTD_MAGIC: &[u8] = b"\x28\xb5\x2f\xfd";

/// How an input is packed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Packing {
    Gzip,
    Zstd,
}

impl Packing {
    /// How an input is packed that begins with these bytes.
    pub(super) fn of(start: &[u8]) -> Option<Self> {
        match start {
            _ if start.starts_with(GZIP_MAGIC) => Some(Self::Gzip),
            _ if start.starts_with(ZSTD_MAGIC) => Some(Self::Zstd),
            // A frame that is to be skipped may come first.
            [0x50..=0x5f, 0x2a, 0x4d, 0x18, ..] => Some(Self::Zstd),
            _ => None,
        }
    }

    /// The ending of the names of files that are packed so.
    pub(super) const fn endings(self) -> &'static [&'static str] {
        match self {
            Self::Gzip => &[".gz"],
            Self::Zstd => &[".zst", ".zstd"],
        }
    }

    /// The input as it was before it was packed. What has to be held of it to go on is limited.
    pub(super) fn unpacked(self, packed: impl BufRead + Send + 'static, most: u64) -> Box<dyn Read + Send> {
        match self {
            Self::Gzip => Box::new(Gzip::new(packed)),
            Self::Zstd => Box::new(Zstd::new(Counted::new(packed), most)),
        }
    }
}

/// A packed input without the ending that says so.
pub(super) fn without_ending(name: &str) -> &str {
    let endings = [Packing::Gzip, Packing::Zstd].into_iter().flat_map(Packing::endings);
    endings.into_iter().find_map(|ending| name.strip_suffix(ending)).unwrap_or(name)
}

/// A packed input, and how much of it was read.
struct Counted<R> {
    packed: R,
    read: u64,
}

impl<R: BufRead> Counted<R> {
    const fn new(packed: R) -> Self {
        Self { packed, read: 0 }
    }

    /// That what stands here is not packed, where what is packed has come to an end.
    fn not_packed(&self, end: u64) -> io::Error {
        InputFault::BehindPacked { bytes: end }.into()
    }
}

impl<R: BufRead> Read for Counted<R> {
    fn read(&mut self, out: &mut [u8]) -> io::Result<usize> {
        let count = self.packed.read(out)?;
        self.read += count as u64;
        Ok(count)
    }
}

impl<R: BufRead> BufRead for Counted<R> {
    fn fill_buf(&mut self) -> io::Result<&[u8]> {
        self.packed.fill_buf()
    }

    fn consume(&mut self, count: usize) {
        self.read += count as u64;
        self.packed.consume(count);
    }
}

/// Gzip: one member after the other. Only zeros may stand behind the last one, with which tapes and
/// blocks are filled up.
enum Gzip<R: BufRead> {
    Member(Box<GzDecoder<Counted<R>>>),
    End,
}

impl<R: BufRead> Gzip<R> {
    fn new(packed: R) -> Self {
        Self::Member(Box::new(GzDecoder::new(Counted::new(packed))))
    }

    /// Goes on behind a member.
    fn next(mut packed: Counted<R>) -> io::Result<Self> {
        let end = packed.read;
        let mut is_filled = false;
        loop {
            let (zeros, other) = match packed.fill_buf()? {
                [] => return Ok(Self::End),
                rest => {
                    let zeros = rest.iter().take_while(|byte| **byte == 0).count();
                    (zeros, rest.get(zeros).copied())
                }
            };
            packed.consume(zeros);
            is_filled |= zeros > 0;
            match other {
                None => {}
                Some(first) if !is_filled && Some(&first) == GZIP_MAGIC.first() => {
                    return Ok(Self::Member(Box::new(GzDecoder::new(packed))));
                }
                Some(_) => return Err(packed.not_packed(end)),
            }
        }
    }
}

impl<R: BufRead> Read for Gzip<R> {
    fn read(&mut self, out: &mut [u8]) -> io::Result<usize> {
        while let Self::Member(member) = self {
            let count = member.read(out).map_err(|error| match error.kind() {
                // The library says in its own words what is wrong.
                ErrorKind::InvalidData | ErrorKind::InvalidInput => InputFault::DamagedPacking.into(),
                _ => error,
            })?;
            if count > 0 || out.is_empty() {
                return Ok(count);
            }
            let Self::Member(member) = std::mem::replace(self, Self::End) else { break };
            *self = Self::next(member.into_inner())?;
        }
        Ok(0)
    }
}

/// Zstandard: one frame after the other.
struct Zstd<R> {
    packed: Counted<R>,
    decoder: FrameDecoder,
    /// Whether a frame was begun whose bytes have not all been handed out.
    is_in_frame: bool,
    most: u64,
}

impl<R: BufRead> Zstd<R> {
    fn new(packed: Counted<R>, most: u64) -> Self {
        let mut decoder = FrameDecoder::new();
        // Frames refer back to what they had before, which has to be held as far as they say.
        decoder.set_max_window_size(most);
        Self { packed, decoder, is_in_frame: false, most }
    }

    /// Begins the next frame. Returns whether there is one.
    fn begin_frame(&mut self) -> io::Result<bool> {
        while let Some(first) = self.packed.fill_buf()?.first().copied() {
            let end = self.packed.read;
            if end > 0 && !matches!(first, 0x28 | 0x50..=0x5f) {
                return Err(self.packed.not_packed(end));
            }
            match self.decoder.reset(&mut self.packed) {
                Ok(()) => {
                    self.is_in_frame = true;
                    return Ok(true);
                }
                Err(FrameDecoderError::ReadFrameHeaderError(ReadFrameHeaderError::SkipFrame {
                    length,
                    ..
                })) => {
                    let length = u64::from(length);
                    let skipped = io::copy(&mut self.packed.by_ref().take(length), &mut io::sink())?;
                    if skipped < length {
                        return Err(ErrorKind::UnexpectedEof.into());
                    }
                }
                Err(FrameDecoderError::ReadFrameHeaderError(ReadFrameHeaderError::BadMagicNumber(_)))
                    if end > 0 =>
                {
                    return Err(self.packed.not_packed(end));
                }
                Err(error) => return Err(self.failure(&error)),
            }
        }
        Ok(false)
    }

    fn failure(&mut self, error: &FrameDecoderError) -> io::Error {
        if let FrameDecoderError::WindowSizeTooBig { .. } = error {
            return InputFault::TooMuchUnpacked { most: self.most }.into();
        }
        match self.packed.fill_buf() {
            Ok([]) => ErrorKind::UnexpectedEof.into(),
            Ok(_) => InputFault::DamagedPacking.into(),
            Err(error) => error,
        }
    }
}

impl<R: BufRead> Read for Zstd<R> {
    fn read(&mut self, out: &mut [u8]) -> io::Result<usize> {
        while self.is_in_frame || self.begin_frame()? {
            let count = self.decoder.read(out)?;
            if count > 0 || out.is_empty() {
                return Ok(count);
            }
            if self.decoder.is_finished() {
                let stated = self.decoder.get_checksum_from_data();
                if stated.is_some() && stated != self.decoder.get_calculated_checksum() {
                    return Err(InputFault::DamagedPacking.into());
                }
                self.is_in_frame = false;
            } else {
                let some = BlockDecodingStrategy::UptoBlocks(1);
                let outcome = self.decoder.decode_blocks(&mut self.packed, some);
                outcome.map_err(|error| self.failure(&error))?;
            }
        }
        Ok(0)
    }
}

#[cfg(test)]
mod tests {
    use ruzstd::encoding::{CompressionLevel, compress_to_vec};

    use super::*;

    fn unpacked(packed: &[u8]) -> io::Result<Vec<u8>> {
        let mut text = Vec::new();
        Packing::Zstd.unpacked(io::Cursor::new(packed.to_vec()), 1 << 20).read_to_end(&mut text)?;
        Ok(text)
    }

    #[test]
    fn frames_are_read_one_after_the_other() {
        let text = "1,京东\n".repeat(100_000);
        let frame = compress_to_vec(text.as_bytes(), CompressionLevel::Fastest);
        let skipped = b"\x50\x2a\x4d\x18\x03\0\0\0abc";
        assert_eq!(unpacked(&frame).unwrap(), text.as_bytes());
        let twice = [skipped, frame.as_slice(), skipped, &frame].concat();
        assert_eq!(unpacked(&twice).unwrap(), text.repeat(2).as_bytes());
        for cut in [5, 20, frame.len() - 1] {
            assert_eq!(unpacked(&frame[..cut]).unwrap_err().kind(), ErrorKind::UnexpectedEof, "{cut}");
        }
        for behind in [b"rubbish".as_slice(), b"(rubbish", b"x"] {
            let error = unpacked(&[&frame, behind].concat()).unwrap_err();
            let InputFault::BehindPacked { bytes } = error.downcast().unwrap() else {
                panic!("another fault")
            };
            assert_eq!(bytes, frame.len() as u64);
        }
        // A frame that would have a gigabyte held.
        let wide = b"\x28\xb5\x2f\xfd\0\xa0\x01\0\0";
        let error = unpacked(wide).unwrap_err().downcast::<InputFault>().unwrap();
        assert!(matches!(error, InputFault::TooMuchUnpacked { .. }), "{error}");
    }

    #[test]
    fn members_are_read_one_after_the_other() {
        let text = b"id,platform\n1,jd\n";
        let mut packing = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::fast());
        io::Write::write_all(&mut packing, text).unwrap();
        let member = packing.finish().unwrap();
        let unpacked = |packed: &[u8]| {
            let mut text = Vec::new();
            // A byte at a time: what ends anywhere ends as it does in one piece.
            let packed = io::BufReader::with_capacity(1, io::Cursor::new(packed.to_vec()));
            Packing::Gzip.unpacked(packed, 1 << 20).read_to_end(&mut text).map(|_| text)
        };
        assert_eq!(unpacked(&[&member[..], &member].concat()).unwrap(), text.repeat(2));
        assert_eq!(unpacked(&[&member[..], &[0; 600]].concat()).unwrap(), text);
        for behind in [&b"rubbish"[..], b"x", b"\0\0x", &[&b"\0"[..], &member].concat()] {
            let error = unpacked(&[&member, behind].concat()).unwrap_err();
            let InputFault::BehindPacked { bytes } = error.downcast().unwrap() else {
                panic!("another fault")
            };
            assert_eq!(bytes, member.len() as u64);
        }
        for cut in [3, member.len() - 1] {
            assert_eq!(unpacked(&member[..cut]).unwrap_err().kind(), ErrorKind::UnexpectedEof, "{cut}");
        }
        let error = unpacked(&[&member[..], b"\x1f\x8b\xff and more than a header"].concat()).unwrap_err();
        assert!(matches!(error.downcast().unwrap(), InputFault::DamagedPacking));
    }

    #[test]
    fn endings_say_how_it_is_packed() {
        for (name, want) in
            [("a.csv.gz", "a.csv"), ("a.csv.zst", "a.csv"), ("a.zstd", "a"), ("a.csv", "a.csv")]
        {
            assert_eq!(without_ending(name), want);
        }
    }
}
