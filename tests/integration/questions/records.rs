//! Records at random, of facts and values that this file lists by itself, and runs that decide them.

use std::collections::BTreeMap;

use serde_json::Value;

use crate::support::{Kami, NOW, Run};

/// A record: values by field.
pub type Facts = BTreeMap<&'static str, String>;

/// Whether a given fact can become another value.
#[derive(Clone, Copy, PartialEq, Eq)]
pub enum Changes {
    Never,
    /// It is neither changed nor given.
    NotEvenGiven,
    Yes,
    /// Only to a later value of the list.
    Later,
    /// Not from these.
    NotFrom(&'static [&'static str]),
}

/// A fact with the values that are tried.
pub struct FactOf {
    pub name: &'static str,
    pub changes: Changes,
    /// Whether one that is missing may be given.
    pub is_given: bool,
    pub values: &'static [&'static str],
}

use Changes::{Later, Never, NotEvenGiven, NotFrom, Yes};

const fn fact(
    name: &'static str,
    changes: Changes,
    is_given: bool,
    values: &'static [&'static str],
) -> FactOf {
    FactOf { name, changes, is_given, values }
}

const BOOL: &[&str] = &["false", "true"];
const STATES: &[&str] = &["new", "bound", "partially-used", "expired", "used"];

pub const UNBIND: &[FactOf] = &[
    fact("form", Never, true, &["electronic", "physical"]),
    fact("state", Later, true, STATES),
    fact("face_value", Never, true, &["100", "20000"]),
    fact("balance", Never, true, &["0", "50", "100"]),
    fact("expires_on", Never, true, &["2026-11-21", "2027-01-01"]),
    fact("bound_at", Never, true, &["2026-11-01"]),
    fact("real_name_verified", Yes, true, BOOL),
    fact("name_matches", Yes, true, BOOL),
    fact("violations", Yes, true, BOOL),
    fact("account_status", Yes, true, &["normal", "abnormal", "frozen", "dormant"]),
    fact("order_linked", Yes, true, BOOL),
    fact("promo_linked", Yes, true, BOOL),
    fact("transferred", Never, true, BOOL),
    fact("via_agent", Never, true, BOOL),
    fact("split_used", Never, true, BOOL),
    fact("promo_ends_on", Never, true, &["2026-11-21", "2026-11-22", "2026-12-01"]),
    fact("stage", NotEvenGiven, false, &["first-review", "second-review", "awaiting-confirmation"]),
    fact("stage_since", NotEvenGiven, false, &["2026-11-16 10:00", "2026-11-19 10:30", "2026-11-21 10:00"]),
    fact("unsettled", Yes, true, BOOL),
    fact("maintenance", Yes, true, BOOL),
    fact("auto_debit", Yes, true, BOOL),
    fact("holder_matches", Yes, true, BOOL),
    fact("debt", Yes, true, &["0", "12.50"]),
    fact("pending_balance", Yes, true, &["0", "3"]),
    fact("card_status", NotFrom(&["lost", "cancelled"]), true, &["normal", "frozen", "lost", "cancelled"]),
    fact("failed_attempts", Yes, true, &["0", "1", "3"]),
];

pub const CANCEL: &[FactOf] = &[
    fact("face_value", Never, true, &["0.01", "300", "500.01"]),
    fact(
        "submitted_at",
        Never,
        true,
        &[
            "2026-11-22 09:59:57",
            "2026-11-22 09:58:00.250",
            "2026-11-22 09:56",
            "2026-11-22 09:54",
            "2026-11-22 09:53",
            "2026-11-22 09:51",
            "2026-11-22 09:46",
            "2026-11-22 09:40",
            "2026-11-21 10:01",
            "2026-11-20 10:00",
        ],
    ),
    fact(
        "scheduled_at",
        Yes,
        true,
        &["2026-11-22 09:59", "2026-11-22 10:01", "2026-11-22 10:30", "2026-11-22 11:01", "2026-11-25 10:00"],
    ),
    fact("order_stage", Never, true, &["draft", "submitted", "verifying", "verified", "settled", "failed"]),
    fact("discount_rate", Never, true, &["0.9", "0.96"]),
    fact("annual_purchases", Yes, true, &["0", "500000.01"]),
    fact("cancelled_today", Yes, true, &["0", "100", "499.99", "500"]),
    fact("recipient_activated", NotFrom(&["true"]), true, BOOL),
    fact("client", Yes, true, &["app", "web"]),
    fact("issue", Yes, false, &["theft"]),
];

pub const QUOTE: &[FactOf] = &[
    fact("form", Never, true, &["electronic", "physical"]),
    fact("state", Later, true, STATES),
    fact("face_value", Never, true, &["20", "60", "150", "500", "10000"]),
    fact("balance", Never, true, &["0", "10"]),
    fact("expires_on", Never, true, &["2026-11-21", "2027-01-01"]),
    fact("bound_at", Never, true, &["2026-11-01"]),
    fact("issuer", Never, false, &["jd", "somebody else"]),
    fact("offered_rate", Yes, false, &["0.5", "0.9", "0.93", "1"]),
    fact("offered_price", Yes, false, &["10", "460", "9300"]),
    fact("deposit_requested", Yes, false, BOOL),
];

pub const PAPERS: &[&str] = &[
    "id-photos",
    "id-handheld",
    "serial-screenshot",
    "proof-of-purchase",
    "name-proof",
    "address-and-device-history",
    "closure-certificate",
];

/// A command with its facts and the words that its records are about.
pub struct Kind {
    pub command: &'static str,
    pub facts: &'static [FactOf],
    pub subject: Option<(&'static str, &'static [&'static str])>,
    /// Verdicts, best first, each with its rank.
    pub verdicts: &'static [(&'static str, u8)],
}

pub const KINDS: [Kind; 3] = [
    Kind {
        command: "check-unbind",
        facts: UNBIND,
        subject: Some(("platform", &["jd", "jd", "jd", "taobao", "pdd", "jd-finance", "kameng"])),
        verdicts: &[("eligible", 0), ("conditional", 1), ("unknown", 2), ("blocked", 3), ("invalid", 4)],
    },
    Kind {
        command: "cancel-window",
        facts: CANCEL,
        subject: Some((
            "channel",
            &[
                "jd-official",
                "jd-enterprise",
                "jd-enterprise",
                "jd-global",
                "transfer",
                "kaquanmao",
                "duidui",
                "suhuishou",
                "paid-pilot",
                "paid-pilot",
                "other",
            ],
        )),
        verdicts: &[("open", 0), ("urgent", 1), ("unknown", 2), ("closed", 3), ("invalid", 4)],
    },
    Kind {
        command: "recycle-quote",
        facts: QUOTE,
        subject: None,
        verdicts: &[("quoted", 0), ("flagged", 1), ("unknown", 2), ("rejected", 3), ("invalid", 4)],
    },
];

impl Kind {
    pub fn rank(&self, verdict: &str) -> u8 {
        self.verdicts.iter().find(|(name, _)| *name == verdict).unwrap().1
    }

    fn header(&self) -> Vec<&'static str> {
        let subject = self.subject.map(|(field, _)| field).into_iter();
        let papers = (self.command == "check-unbind").then_some("documents");
        subject.chain(papers).chain(self.facts.iter().map(|fact| fact.name)).collect()
    }

    /// What the program decides of records, with these options.
    pub fn decide(&self, records: &[Facts], now: &str, options: &[&str]) -> Vec<Value> {
        let args = [&[self.command, "-", "--now", now, "-f", "jsonl", "-q"], options].concat();
        self.run(records, &args)
    }

    /// What the program would ask of records.
    pub fn ask(&self, records: &[Facts]) -> Vec<Value> {
        self.run(records, &["ask", self.command, "-", "--now", NOW, "-f", "jsonl", "-q"])
    }

    /// Some columns of what the program decides of records; one that the command lacks is empty.
    pub fn columns(
        &self,
        records: &[Facts],
        now: &str,
        options: &[&str],
        names: &[&str],
    ) -> Vec<Vec<String>> {
        let args = [&[self.command, "-", "--now", now, "-f", "csv", "-q"], options].concat();
        let rows = self.start(records, &args).rows();
        let (header, rows) = rows.split_first().unwrap();
        let places: Vec<_> = names.iter().map(|name| header.iter().position(|known| known == name)).collect();
        let cell = |row: &[String], at: &Option<usize>| at.map_or_else(String::new, |at| row[at].clone());
        rows.iter().map(|row| places.iter().map(|at| cell(row, at)).collect()).collect()
    }

    fn run(&self, records: &[Facts], args: &[&str]) -> Vec<Value> {
        self.start(records, args).results()
    }

    fn start(&self, records: &[Facts], args: &[&str]) -> Run {
        let header = self.header();
        let mut csv = header.join(",") + "\n";
        for record in records {
            let cells = header.iter().map(|name| record.get(name).map_or("", String::as_str));
            csv += &(cells.collect::<Vec<_>>().join(",") + "\n");
        }
        let run = Kami::new(args).stdin(csv).run();
        assert!(run.code == 0 || run.code == 3, "{} {}", run.code, run.err);
        run
    }

    /// The ranks of the verdicts of records.
    pub fn ranks(&self, records: &[Facts]) -> Vec<u8> {
        if records.is_empty() {
            return Vec::new();
        }
        let verdicts = self.columns(records, NOW, &[], &["verdict"]);
        verdicts.iter().map(|row| self.rank(&row[0])).collect()
    }

    /// A record at random; of each fact it is given as often as not.
    pub fn random(&self, random: &mut Random) -> Facts {
        let mut record = Facts::new();
        if let Some((field, words)) = self.subject {
            record.insert(field, words[random.below(words.len())].to_owned());
        }
        let missing = 1 + random.below(3);
        for fact in self.facts {
            if random.below(4) >= missing {
                record.insert(fact.name, fact.values[random.below(fact.values.len())].to_owned());
            }
        }
        if self.command == "check-unbind" && random.below(2) == 0 {
            let at_hand = PAPERS.iter().filter(|_| random.below(3) > 0).copied().collect::<Vec<_>>();
            let listed = if at_hand.is_empty() { "none".to_owned() } else { at_hand.join(";") };
            record.insert("documents", listed);
        }
        if record.is_empty() {
            // A row without a value is no record.
            record.insert("form", "electronic".to_owned());
        }
        record
    }
}

/// Numbers that look like chance and are the same in every run.
pub struct Random(pub u64);

impl Random {
    pub fn below(&mut self, bound: usize) -> usize {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        (self.0 >> 11) as usize % bound
    }
}

/// How many records are tried: so many, or as many as KAMI_BRUTE says.
pub fn tried(usually: usize) -> usize {
    std::env::var("KAMI_BRUTE").ok().and_then(|text| text.parse().ok()).unwrap_or(usually)
}
