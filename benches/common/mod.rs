//! What all benchmarks share: a policy, a plan, and records that look like real ones.

#![allow(clippy::unwrap_used, reason = "a benchmark may panic")]

use kami::internals::command::Command;
use kami::internals::decide::{Options, Plan};
use kami::internals::embedded;
use kami::internals::field::Field;
use kami::internals::policy::Pack;
use kami::internals::record::{Lexicons, Reading, Record};
use kami::internals::value::{CHINA, Moment};

/// How many records a benchmark goes through.
pub const RECORDS: usize = 5_000;

/// A policy, and the moment at which everything is decided.
pub struct Setup {
    pub pack: Pack,
    pub lexicons: Lexicons,
    pub now: Moment,
}

impl Setup {
    pub fn new() -> Self {
        let pack = embedded::pack();
        let lexicons = Lexicons::new(&pack);
        let now = Moment::parse(b"2026-11-22T10:00:00+08:00", CHINA).unwrap();
        Self { pack, lexicons, now }
    }

    pub fn plan(&self, command: Command) -> Plan<'_> {
        Plan::new(command, &self.pack, &self.lexicons, self.now, Options::default()).unwrap()
    }

    pub fn reading(&self) -> Reading<'_> {
        Reading { lexicons: &self.lexicons, now: self.now, offset: CHINA }
    }

    /// The records of rows, read.
    pub fn records(&self, rows: &Rows) -> Vec<Record> {
        let reading = self.reading();
        let read = |row: &Vec<String>| {
            let mut record = Record::default();
            for (field, text) in rows.fields.iter().zip(row) {
                record.set_text(&reading, *field, text.as_bytes());
            }
            record.finish();
            record
        };
        rows.rows.iter().map(read).collect()
    }
}

/// Records as texts, a column for each field.
pub struct Rows {
    pub fields: Vec<Field>,
    pub rows: Vec<Vec<String>>,
}

impl Rows {
    /// Records for a command.
    pub fn of(command: Command) -> Self {
        let columns = columns(command);
        let fields = columns.iter().map(|(name, _)| Field::from_name(name).unwrap()).collect();
        let mut random = 20_261_122;
        let row = |number: usize| {
            let cell = |&(name, texts): &(&str, &str)| match name {
                "id" => format!("K{number:09}"),
                "card_no" => format!("62{:017}", next(&mut random) % 100_000_000_000_000_000),
                _ => {
                    let texts: Vec<&str> = texts.split(' ').collect();
                    // The first text is what most records have.
                    let at = (next(&mut random) % (8 * texts.len() as u64)) as usize;
                    texts[if at < texts.len() { at } else { 0 }]
                        .replace('_', " ")
                        .trim_matches('-')
                        .to_owned()
                }
            };
            columns.iter().map(cell).collect()
        };
        Self { fields, rows: (0..RECORDS).map(row).collect() }
    }

    /// The records as CSV with a header.
    pub fn csv(&self) -> Vec<u8> {
        let names: Vec<&str> = self.fields.iter().map(|field| field.name()).collect();
        let rows = self.rows.iter().map(|row| row.join(","));
        let lines: Vec<String> = std::iter::once(names.join(",")).chain(rows).collect();
        (lines.join("\n") + "\n").into_bytes()
    }

    /// The records as JSON lines; what is missing is left out.
    pub fn jsonl(&self) -> Vec<u8> {
        let line = |row: &Vec<String>| {
            let cells = self.fields.iter().zip(row).filter(|(_, text)| !text.is_empty());
            let members: Vec<String> =
                cells.map(|(field, text)| format!("\"{}\":\"{text}\"", field.name())).collect();
            format!("{{{}}}\n", members.join(","))
        };
        self.rows.iter().map(line).collect::<String>().into_bytes()
    }
}

fn next(random: &mut u64) -> u64 {
    *random = random.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
    *random >> 33
}

/// Names, and the texts that a column may have; `-` stands for none, `_` for a space.
fn columns(command: Command) -> Vec<(&'static str, &'static str)> {
    let own: &[(&str, &str)] = match command {
        Command::CancelWindow => &[
            ("channel", "kaquanmao jd-official suhuishou duidui other jd-enterprise"),
            ("face_value", "500.00 100.00 1000.00 -"),
            ("submitted_at", "2026-11-22_09:58:00 2026-11-22_09:52:30 2026-11-21_18:00:00 -"),
            ("order_stage", "submitted verifying verified decision draft"),
            ("client", "app web -"),
            ("discount_rate", "0.93 0.95 0.91 -"),
            ("payout", "original jd-balance bank-card"),
            ("issue", "- duplicate theft"),
        ],
        Command::RecycleQuote => &[
            ("form", "electronic physical"),
            ("state", "new bound used -"),
            ("face_value", "500.00 100.00 1000.00 10000.00"),
            ("issuer", "jd - other-shop"),
            ("offered_rate", "- 0.93 0.99 0.80"),
        ],
        _ => &[
            ("platform", "jd jd taobao pdd jd-finance kameng"),
            ("form", "electronic physical -"),
            ("state", "bound new partially-used used -"),
            ("face_value", "500.00 100.00 1000.00 20000.00 -"),
            ("balance", "100.00 0.00 -"),
            ("expires_on", "2028-01-31 2026-01-31 -"),
            ("bound_at", "2026-03-04_11:12:13 -"),
            ("real_name_verified", "true false -"),
            ("name_matches", "true false -"),
            ("violations", "false true -"),
            ("unusual_login", "false true -"),
            ("account_status", "normal frozen dormant -"),
            ("order_linked", "false true -"),
            ("promo_linked", "false true -"),
            ("transferred", "false true -"),
            ("documents", "id-photos;id-handheld;serial-screenshot;proof-of-purchase id-photos none -"),
            ("stage", "- first-review final-review awaiting-confirmation"),
            ("stage_since", "- 2026-11-18_09:30:00"),
        ],
    };
    [("id", ""), ("card_no", "")].into_iter().chain(own.iter().copied()).collect()
}
