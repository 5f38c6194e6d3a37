//! Encodings, and how they are told from each other.

use encoding_rs::Encoding as Codec;

/// How the characters of an input are written as bytes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Encoding {
    /// UTF-8.
    Utf8,
    /// GB18030, and with it GBK and GB2312: what spreadsheets save in China.
    Gb18030,
    /// UTF-16, the low byte first.
    Utf16Le,
    /// UTF-16, the high byte first.
    Utf16Be,
}

/// How many bytes from the first that is not ASCII are looked at, where fewer do not tell.
pub(super) const WINDOW: usize = 64 * 1024;

/// So many characters of three bytes or more, one after the other, are UTF-8 and nothing else.
const WIDE_ENOUGH: usize = 8;

impl Encoding {
    /// Every encoding with its name; GBK is the part of GB18030 without four-byte characters.
    pub const ALL: [(&str, Self); 5] = [
        ("utf-8", Self::Utf8),
        ("gb18030", Self::Gb18030),
        ("gbk", Self::Gb18030),
        ("utf-16le", Self::Utf16Le),
        ("utf-16be", Self::Utf16Be),
    ];

    /// The byte order mark of the encoding.
    pub(super) const fn mark(self) -> &'static [u8] {
        match self {
            Self::Utf8 => b"\xef\xbb\xbf",
            Self::Gb18030 => b"\x84\x31\x95\x33",
            Self::Utf16Le => b"\xff\xfe",
            Self::Utf16Be => b"\xfe\xff",
        }
    }

    /// The encoding that the first four bytes speak for: by their mark, or because every other
    /// byte is zero, which text in no other encoding has.
    pub(super) fn of_start(start: &[u8]) -> Option<Self> {
        let marked = [Self::Utf8, Self::Gb18030, Self::Utf16Le, Self::Utf16Be];
        marked.into_iter().find(|encoding| start.starts_with(encoding.mark())).or(match start {
            [1..=127, 0, 1..=127, 0] => Some(Self::Utf16Le),
            [0, 1..=127, 0, 1..=127] => Some(Self::Utf16Be),
            _ => None,
        })
    }

    pub(super) fn codec(self) -> &'static Codec {
        match self {
            Self::Utf8 => encoding_rs::UTF_8,
            Self::Gb18030 => encoding_rs::GB18030,
            Self::Utf16Le => encoding_rs::UTF_16LE,
            Self::Utf16Be => encoding_rs::UTF_16BE,
        }
    }

    /// The encoding of text from its first byte on that is not ASCII: UTF-8 if it is that, GB18030
    /// if it makes more sense so. `None` where more has to be seen; the answer depends on the text
    /// alone, not on the pieces that it comes in.
    ///
    /// Some characters of GB18030 are UTF-8 by chance (the whole word 平台 is), and some text in
    /// UTF-8 has a broken byte in it, so neither the first character nor the first error tells.
    pub(super) fn of_text(text: &[u8], is_all: bool) -> Option<Self> {
        let window = &text[..text.len().min(WINDOW)];
        let is_cut = text.len() > WINDOW || !is_all;
        let (mut wide, mut broken) = (0usize, 0usize);
        for chunk in window.utf8_chunks() {
            wide += chunk.valid().chars().filter(|c| c.len_utf8() > 2).count();
            if broken == 0 && wide >= WIDE_ENOUGH {
                return Some(Self::Utf8);
            }
            let is_last_cut = is_cut && is_unfinished(chunk.invalid());
            broken += usize::from(!chunk.invalid().is_empty() && !is_last_cut);
        }
        if !is_all && text.len() < WINDOW {
            return None;
        }
        let is_gb = wide < broken && malformed(Self::Gb18030, window) < broken;
        Some(if is_gb { Self::Gb18030 } else { Self::Utf8 })
    }
}

/// Whether bytes may be the start of a character.
fn is_unfinished(bytes: &[u8]) -> bool {
    std::str::from_utf8(bytes).is_err_and(|error| error.error_len().is_none())
}

/// How many places of a text are no characters of an encoding.
fn malformed(encoding: Encoding, mut text: &[u8]) -> usize {
    let mut decoder = encoding.codec().new_decoder_without_bom_handling();
    let mut scratch = [0; 4096];
    let mut count = 0;
    loop {
        let (result, read, _) = decoder.decode_to_utf8_without_replacement(text, &mut scratch, false);
        text = &text[read..];
        match result {
            encoding_rs::DecoderResult::InputEmpty => return count,
            encoding_rs::DecoderResult::OutputFull => {}
            encoding_rs::DecoderResult::Malformed(..) => count += 1,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn gb(text: &str) -> Vec<u8> {
        encoding_rs::GB18030.encode(text).0.into_owned()
    }

    #[test]
    fn text_tells_its_encoding() {
        for (text, want) in [
            ("京东,未激活".as_bytes().to_vec(), Encoding::Utf8),
            (gb("卡号,面额\n1,500\n"), Encoding::Gb18030),
            // The first two characters are UTF-8 by chance.
            (gb("平台,状态,面额\n京东,未激活,500\n"), Encoding::Gb18030),
            // One broken byte does not turn UTF-8 into anything else.
            ([b"\xe4\xba\xac\xe4\xb8\x9c,1\n\xff\n".as_slice()].concat(), Encoding::Utf8),
            ([b"\xc3\xa9,1\n\xff\n".as_slice()].concat(), Encoding::Utf8),
            ([b"\xff\n".as_slice()].concat(), Encoding::Utf8),
        ] {
            assert_eq!(Encoding::of_text(&text, true), Some(want), "{text:x?}");
        }
    }

    #[test]
    fn pieces_do_not_matter() {
        let texts = [gb("平台,状态,面额\n京东,未激活,500\n"), "京东，未激活，已绑定".as_bytes().to_vec()];
        for text in texts {
            let whole = Encoding::of_text(&text, true);
            for end in 1..text.len() {
                let early = Encoding::of_text(&text[..end], false);
                assert!(early.is_none() || early == whole, "{end}");
            }
        }
    }
}
