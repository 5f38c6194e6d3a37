//! Turning the bytes of an input into UTF-8, piece by piece.

use std::io::{self, ErrorKind, Read};

use encoding_rs::{Decoder, DecoderResult};

use super::encoding::{Encoding, WINDOW};
use crate::input::buffer::Buffer;

/// Wraps an input so that it reads as UTF-8 without a byte order mark.
///
/// Bytes that are no character of the encoding come out as bytes that are no UTF-8, so that the
/// record they stand in is seen to be broken, and no other.
pub(super) fn decoded(raw: Box<dyn Read + Send>, told: Option<Encoding>) -> Box<dyn Read + Send> {
    Box::new(Decoded { raw, told, held: Vec::new(), at: 0, state: State::Start })
}

/// How many bytes the longest mark has.
const START: usize = 4;

/// What stands for bytes that are no character: it is in no UTF-8.
const BROKEN: u8 = 0xff;

struct Decoded<R> {
    raw: R,
    told: Option<Encoding>,
    /// What was read ahead; what was handed out of it ends at `at`.
    held: Vec<u8>,
    at: usize,
    state: State,
}

enum State {
    /// Nothing was read.
    Start,
    /// All was ASCII up to here, which is the same in every encoding that has no mark.
    Ascii,
    /// It is UTF-8: bytes go through as they are.
    Utf8,
    /// It is something else.
    Other(Box<Transcoder>),
}

impl<R: Read> Read for Decoded<R> {
    fn read(&mut self, out: &mut [u8]) -> io::Result<usize> {
        if matches!(self.state, State::Start) {
            self.start()?;
        }
        match &mut self.state {
            State::Utf8 => self.through(out),
            State::Other(transcoder) => {
                let held = &self.held[self.at..];
                self.at += transcoder.push(held);
                transcoder.read(&mut self.raw, out)
            }
            State::Start | State::Ascii => self.ascii(out),
        }
    }
}

impl<R: Read> Decoded<R> {
    /// Looks for a mark.
    fn start(&mut self) -> io::Result<()> {
        (&mut self.raw).take(START as u64).read_to_end(&mut self.held)?;
        let encoding = self.told.or_else(|| Encoding::of_start(&self.held));
        if let Some(encoding) = encoding
            && self.held.starts_with(encoding.mark())
        {
            self.at = encoding.mark().len();
        }
        self.state = match encoding {
            None => State::Ascii,
            Some(encoding) => State::of(encoding),
        };
        Ok(())
    }

    /// What was read ahead, then what there is to read.
    fn through(&mut self, out: &mut [u8]) -> io::Result<usize> {
        let held = &self.held[self.at..];
        if held.is_empty() {
            return self.raw.read(out);
        }
        let count = held.len().min(out.len());
        out[..count].copy_from_slice(&held[..count]);
        self.at += count;
        Ok(count)
    }

    /// Passes ASCII through, and finds out the encoding at the first byte that is not.
    fn ascii(&mut self, out: &mut [u8]) -> io::Result<usize> {
        let count = self.through(out)?;
        let read = &out[..count];
        if read.is_ascii() {
            return Ok(count);
        }
        let ascii = read.iter().take_while(|b| b.is_ascii()).count();
        let mut ahead = Buffer::default();
        ahead.push(&read[ascii..]);
        ahead.push(&self.held[self.at..]);
        let mut is_all = false;
        let encoding = loop {
            if let Some(encoding) = Encoding::of_text(&ahead, is_all) {
                break encoding;
            }
            is_all = read_more(&mut self.raw, &mut ahead, WINDOW)? == 0;
        };
        self.held = ahead.to_vec();
        self.at = 0;
        self.state = State::of(encoding);
        if ascii > 0 { Ok(ascii) } else { self.read(out) }
    }
}

impl State {
    fn of(encoding: Encoding) -> Self {
        match encoding {
            Encoding::Utf8 => Self::Utf8,
            other => Self::Other(Box::new(Transcoder::new(other))),
        }
    }
}

/// Turns another encoding into UTF-8, piece by piece.
struct Transcoder {
    decoder: Decoder,
    source: Buffer,
    /// UTF-8 that is ready; what was handed out of it ends at `at`.
    ready: Buffer,
    at: usize,
    is_over: bool,
}

/// How many bytes are turned at a time.
const PIECE: usize = 64 * 1024;

impl Transcoder {
    fn new(encoding: Encoding) -> Self {
        let decoder = encoding.codec().new_decoder_without_bom_handling();
        Self { decoder, source: Buffer::default(), ready: Buffer::default(), at: 0, is_over: false }
    }

    /// Takes what was read before. Returns how much of it.
    fn push(&mut self, held: &[u8]) -> usize {
        self.source.push(held);
        held.len()
    }

    fn read(&mut self, raw: &mut impl Read, out: &mut [u8]) -> io::Result<usize> {
        while self.at == self.ready.len() && !(self.is_over && self.source.is_empty()) {
            let mut is_end = false;
            if self.source.is_empty() {
                is_end = read_more(raw, &mut self.source, PIECE)? == 0;
            }
            self.turn(is_end);
        }
        let ready = &self.ready[self.at..];
        let count = ready.len().min(out.len());
        out[..count].copy_from_slice(&ready[..count]);
        self.at += count;
        Ok(count)
    }

    /// Makes a piece ready.
    fn turn(&mut self, is_end: bool) {
        self.at = 0;
        self.ready.clear();
        let mut source = &*self.source;
        loop {
            let room = self.decoder.max_utf8_buffer_length_without_replacement(source.len().min(PIECE));
            let room = self.ready.room(room.unwrap_or(PIECE));
            let (result, read, written) =
                self.decoder.decode_to_utf8_without_replacement(source, room, is_end);
            self.ready.take(written);
            source = &source[read..];
            match result {
                DecoderResult::InputEmpty => break,
                DecoderResult::OutputFull => {}
                DecoderResult::Malformed(..) => self.ready.push(&[BROKEN]),
            }
        }
        self.source.clear();
        self.is_over = is_end;
    }
}

/// Reads once, behind what is there.
fn read_more(raw: &mut impl Read, bytes: &mut Buffer, most: usize) -> io::Result<usize> {
    let room = bytes.room(most);
    let count = loop {
        match raw.read(room) {
            Err(error) if error.kind() == ErrorKind::Interrupted => {}
            other => break other?,
        }
    };
    bytes.take(count);
    Ok(count)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::tries::tries;

    /// Hands out a few bytes at a time.
    struct Drops(Vec<u8>, usize);

    impl Read for Drops {
        fn read(&mut self, out: &mut [u8]) -> io::Result<usize> {
            let count = self.0.len().min(self.1).min(out.len());
            out[..count].copy_from_slice(&self.0[..count]);
            self.0.drain(..count);
            Ok(count)
        }
    }

    fn all(bytes: &[u8], told: Option<Encoding>, step: usize) -> Vec<u8> {
        let mut reader = decoded(Box::new(Drops(bytes.to_vec(), step)), told);
        let mut text = Vec::new();
        let mut piece = vec![0; step];
        loop {
            let count = reader.read(&mut piece).unwrap();
            if count == 0 {
                return text;
            }
            text.extend_from_slice(&piece[..count]);
        }
    }

    fn utf16(text: &str, encoding: Encoding) -> Vec<u8> {
        let bytes = |unit: u16| match encoding {
            Encoding::Utf16Be => unit.to_be_bytes(),
            _ => unit.to_le_bytes(),
        };
        text.encode_utf16().flat_map(bytes).collect()
    }

    #[test]
    fn every_encoding_reads_the_same_in_pieces_of_any_size() {
        let text = "id,平台,备注\n1,京东,𠮷\n".repeat(tries(50, 12));
        let gb = encoding_rs::GB18030.encode(&text).0.into_owned();
        let with_mark = |encoding: Encoding, bytes: Vec<u8>| [encoding.mark(), &bytes].concat();
        for (bytes, told) in [
            (text.as_bytes().to_vec(), None),
            (with_mark(Encoding::Utf8, text.as_bytes().to_vec()), None),
            (with_mark(Encoding::Utf8, text.as_bytes().to_vec()), Some(Encoding::Utf8)),
            (gb.clone(), None),
            (gb.clone(), Some(Encoding::Gb18030)),
            (with_mark(Encoding::Gb18030, gb), None),
            (with_mark(Encoding::Utf16Le, utf16(&text, Encoding::Utf16Le)), None),
            (with_mark(Encoding::Utf16Be, utf16(&text, Encoding::Utf16Be)), None),
            (utf16(&text, Encoding::Utf16Le), Some(Encoding::Utf16Le)),
            (utf16(&text, Encoding::Utf16Be), None),
        ] {
            for step in [1, 2, 3, 7, 100_000] {
                assert_eq!(all(&bytes, told, step), text.as_bytes(), "{told:?} {step}");
            }
        }
    }

    #[test]
    fn the_first_other_byte_may_come_late() {
        let ascii = "1,2\n".repeat(100_000);
        let gb = encoding_rs::GB18030.encode("京东,未激活\n").0.into_owned();
        let bytes = [ascii.as_bytes(), &gb].concat();
        assert_eq!(all(&bytes, None, 4096), [ascii.as_bytes(), "京东,未激活\n".as_bytes()].concat());
    }

    #[test]
    fn what_is_no_character_is_broken_and_the_rest_is_not() {
        let mut bytes = encoding_rs::GB18030.encode("京东,未激活,一二三四五六\n").0.into_owned();
        bytes.extend_from_slice(b"\xff,x\n");
        let want = ["京东,未激活,一二三四五六\n".as_bytes(), b"\xff,x\n"].concat();
        assert_eq!(all(&bytes, None, 5), want);
        // A lone surrogate, and a byte too few at the end.
        let bytes = [b"\xff\xfe".as_slice(), b"\x00\xd8a\x00b"].concat();
        assert_eq!(all(&bytes, None, 3), b"\xffa\xff");
    }
}
