//! Damage: bytes changed, lost, doubled, moved and cut off.

use super::super::dice::Dice;
use super::packed::Parts;

/// What parsers trip over, put in at random.
const TRIPPING: &[&[u8]] = &[
    b"\"",
    b"\"\"",
    b",",
    b"\n",
    b"\r",
    b"\r\n",
    b"\0",
    b"\xff",
    b"\xef\xbb\xbf",
    b"\\",
    b"\\ud800",
    b"{",
    b"}",
    b"[",
    b"]",
    b":",
    b"<",
    b">",
    b"&#0;",
    b"&a;",
    b"]]>",
    b"-1",
    b"4294967295",
    b"99999999999999999999",
    b"\x1b[2J",
    b"\xe2\x80\xae",
    b"\t",
    b";",
    b"=",
];

/// Damages a text in a few places.
pub fn damaged(text: &mut Vec<u8>, dice: &mut Dice<'_>) {
    for _ in 0..=dice.roll(4) {
        if text.is_empty() {
            return;
        }
        let at = dice.roll(text.len());
        let count = (1 + dice.roll(40)).min(text.len() - at);
        match dice.roll(7) {
            0 => text[at] ^= 1 << dice.roll(8),
            1 => text[at] = dice.byte(),
            2 => drop(text.drain(at..at + count)),
            3 => {
                let copy = text[at..at + count].to_vec();
                let to = dice.roll(text.len());
                text.splice(to..to, copy);
            }
            4 => drop(text.splice(at..at, dice.pick(TRIPPING).iter().copied())),
            5 => drop(text.splice(at..at + count, dice.pick(TRIPPING).iter().copied())),
            _ => text.truncate(at),
        }
    }
}

/// Damages a part of an archive: its text, or what says of it that it is there.
pub fn damaged_part(parts: &mut Parts, dice: &mut Dice<'_>) {
    if parts.is_empty() {
        return;
    }
    let at = dice.roll(parts.len());
    match dice.roll(8) {
        0 => drop(parts.remove(at)),
        1 => parts[at].0.push('x'),
        2 => {
            let other = dice.roll(parts.len());
            parts[at].1 = parts[other].1.clone();
        }
        _ => damaged(&mut parts[at].1, dice),
    }
}
