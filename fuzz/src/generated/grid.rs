//! Records as a grid of cells, before anyone writes them in a format.

use kami::internals::command::Command;

use super::super::dice::Dice;

/// What stands in columns of secrets, and must not come out again.
pub const SECRET: &str = "S3CR3TX9";

/// What a card number is masked down to nothing of.
pub const CARD: &str = "62220202001122";

/// Records of one command.
pub struct Grid {
    pub command: Command,
    pub names: Vec<&'static str>,
    pub rows: Vec<Vec<String>>,
}

/// Columns, with values that they take and refuse.
const COLUMNS: &[(&str, &[&str])] = &[
    ("platform", &["jd", "京东", "taobao", "pdd", "nowhere"]),
    ("channel", &["suhuishou", "jd-official", "quiet", "nothing"]),
    ("state", &["new", "bound", "已使用", "未使用", "x"]),
    ("face_value", &["500", "1,000", "１００", "-5", "0", "1.5万", "9223372036854775807", "1e3", "-0"]),
    ("balance", &["0", "50.00", "500", "92233720368547758.07"]),
    ("bound_at", &["2026-11-01 09:00", "2024-01-01", "0000-01-01", "9999-12-31 23:59:60", "09:58"]),
    ("expires_on", &["2027-06-01", "2026-02-30", "46348", "9999-12-31"]),
    ("documents", &["none", "id-photos;id-handheld", "、、；", "-"]),
    ("promo_ends_on", &["9999-12-31", "2026-11-30"]),
    ("offered_rate", &["0.95", "95折", "105%", "１０折"]),
    ("submitted_at", &["2026-11-22 09:58:00", "2分钟前", "2026-11-22"]),
];

/// Texts that trip over something: quotes, guards, marks, what cannot be seen, and escape sequences.
const HOSTILE: &[&str] = &[
    "\"",
    "a\"b",
    "\"a\"",
    "\"\"",
    "=1+1",
    "+5",
    "＋5",
    "－5",
    "@x",
    "\u{feff}+5",
    "\u{feff}",
    "\u{200b}=1",
    "\u{a0}=1",
    "\u{3000}@",
    "'7",
    "=\"0012\"",
    "a,b;c",
    "a\tb",
    "\t=1",
    "|x",
    "𠮷",
    "\u{202e}x",
    "\u{2028}",
    "<b>&amp;]]>",
    "{\"pin\":1}",
    "a\\u0000",
    "合计",
    "NULL",
    "6.22E+18",
    "4111111111111111",
    "sep=;",
];

/// The same, with what only some formats can hold.
const CONTROLS: &[&str] =
    &["\u{1b}[31mred", "\u{9b}2J", "a\nb", "a\r\nb", "\r", "\u{0}", "\u{7}\u{8}", "\u{b}=1"];

/// Columns that nobody knows, and such as must not be read.
const OTHERS: &[&str] = &["备注", "note", "col,umn", "sum \"x\"", "=cmd"];
pub(super) const SECRETS: &[&str] = &["pin", "支付密碼", "otpcode", "p\u{200b}in"];

impl Grid {
    /// Whether one of the columns is of secrets.
    pub fn has_secrets(&self) -> bool {
        self.names.iter().any(|name| SECRETS.contains(name))
    }

    /// Records; with control characters and line ends in the cells if a format takes them.
    pub fn of(dice: &mut Dice<'_>, has_controls: bool) -> Self {
        let command = *dice.pick(&Command::DECIDING);
        let mut columns: Vec<(&str, &[&str])> = vec![("id", &[]), ("card_no", &[])];
        for (name, values) in COLUMNS {
            if dice.roll(3) != 1 {
                columns.push((name, values));
            }
        }
        for name in OTHERS {
            if dice.once_in(3) {
                columns.push((name, HOSTILE));
            }
        }
        let secrets_from = columns.len();
        if dice.roll(2) == 1 {
            columns.push((*dice.pick(SECRETS), &[]));
        }
        let count = dice.roll(12);
        let mut rows = Vec::with_capacity(count);
        for number in 0..count {
            let mut row = Vec::with_capacity(columns.len());
            for (at, (_, values)) in columns.iter().enumerate() {
                row.push(match at {
                    0 => format!("R{number}{}", if dice.once_in(6) { *dice.pick(HOSTILE) } else { "" }),
                    1 => format!("{CARD}{number:04}"),
                    at if at >= secrets_from => format!("{SECRET}{number}"),
                    _ => match dice.roll(8) {
                        0 => String::new(),
                        7 if has_controls => (*dice.pick(CONTROLS)).to_owned(),
                        6 | 7 => (*dice.pick(HOSTILE)).to_owned(),
                        _ => (*dice.pick(values)).to_owned(),
                    },
                });
            }
            rows.push(row);
        }
        Self { command, names: columns.into_iter().map(|(name, _)| name).collect(), rows }
    }
}
