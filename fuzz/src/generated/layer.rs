//! Policy layers from other people's hands.

use super::super::dice::Dice;

const PIECES: &[&str] = &[
    "[[source]]\nid = \"s\"\ntitle = \"a source\"\nas_of = 2026-01-01\n",
    "[[rule]]\nid = \"mine.a\"\ncommand = \"check-unbind\"\nkind = \"block\"\ngrade = \"stated\"\nsource = \"s\"\n\
     when = { platform = \"jd\" }\ntitle = { en = \"T\", zh = \"题\" }\nmessage = { en = \"M {face_value}\", zh = \"文\" }\n",
    "[[platform]]\nid = \"mine\"\nname = { en = \"Mine\", zh = \"我的\" }\n",
    "off = [\"jd.route\"]\n",
    "[figures]\n\"jd.review.days\" = 3\n",
    "[[override]]\nid = \"jd.route\"\ngrade = \"derived\"\n",
    "[[case]]\ncommand = \"check-unbind\"\nnow = 2026-11-22T10:00:00+08:00\nrecord = { platform = \"jd\" }\n",
];

/// What must not reach anybody's eyes, raw and escaped.
const HARMFUL: &[&str] = &[
    "\u{1b}[31m",
    "\\u001b[31m",
    "\u{9b}2J",
    "\\u009b",
    "\u{202e}",
    "\\u202E",
    "\u{200b}",
    "\\u2066",
    "\\u0000",
    "\u{feff}",
    "\r",
    "\\r",
    "\u{7f}",
    "\\b",
    "\\U000E0041",
    "\u{fff9}",
    "\u{2028}",
];

/// A layer, with what is harmful where there is text.
pub fn layer(dice: &mut Dice<'_>) -> String {
    let mut text = String::new();
    for _ in 0..=dice.roll(4) {
        text += *dice.pick(PIECES);
    }
    for _ in 0..dice.roll(4) {
        let places: Vec<usize> = text.char_indices().map(|(at, _)| at).collect();
        let at = *dice.pick(&places);
        text.insert_str(at, dice.pick::<&str>(HARMFUL));
    }
    text
}
