//! Reuse of decisions, tried with policies that nobody wrote: whatever rules ask and do, the
//! records before one change nothing of its result.

use crate::support::tries;
use std::collections::BTreeSet;

use kami::internals::command::Command;
use kami::internals::decide::{Options, Plan};
use kami::internals::field::Field;
use kami::internals::input::Format;
use kami::internals::lang::Lang;
use kami::internals::output::{Column, JsonWriter, Rows};
use kami::internals::policy::{Layer, LayerFile, load};
use kami::internals::record::Lexicons;
use proptest::prelude::*;
use proptest::sample::{Index, subsequence};

use crate::targets::harness::{Knobs, NOW, run_by};

/// What a command's rules may ask and do, and the values that its records may have.
struct Pool {
    command: Command,
    /// The effects, each under a name: two rules with parts of one name contradict each other.
    effects: &'static [(&'static str, &'static str)],
    /// What conditions may ask: a fact, and what of it.
    clauses: &'static [(&'static str, &'static str)],
    /// Verdicts that disputes may carry.
    verdicts: &'static [&'static str],
    records: &'static [(&'static str, &'static [&'static str])],
}

const BOOLS: &[&str] = &["true", "false"];
const SUMS: &[&str] = &["100", "499.99", "500", "20000"];
const PAST: &[&str] =
    &["2026-11-22 09:58:00", "2026-11-22 09:50:00", "2026-11-21 10:00:00", "2026-11-10 10:00:00"];

const POOLS: [Pool; 3] = [
    Pool {
        command: Command::CheckUnbind,
        effects: &[
            ("blocked", r#"verdict = "blocked""#),
            ("conditional", r#"verdict = "conditional""#),
            ("unknown", r#"verdict = "unknown""#),
            ("route", r#"route = "desk""#),
            ("documents", r#"documents = ["id-photos", "receipt"]"#),
            ("more-documents", r#"verdict = "conditional", documents = ["receipt", "name-proof"]"#),
            ("review", "days = [2, 5]"),
            ("review", "stages = { first-review = [1, 3], second-review = [2, 5], final-review = [3, 7] }"),
            ("priority", r#"priority = "high""#),
            ("priority", r#"verdict = "conditional", priority = "very-low""#),
            ("not-before", r#"verdict = "conditional", not_before = { day_after = "promo_ends_on" }"#),
            ("not-before", r#"not_before = { day_after = "expires_on" }"#),
            ("confirm-by", r#"confirm_by = { from = "stage_since", lasts = "72h" }, concludes = true"#),
            ("confirm-by", r#"confirm_by = { from = "bound_at", lasts = "30d" }"#),
            ("restart", r#"verdict = "conditional", restart = true"#),
            ("revocable", r#"revocable_for = "24h""#),
            ("remind", r#"remind_after = { months = 3 }"#),
            ("retry", r#"retry = { from = "09:00", until = "11:00", unless_phase = "clear" }"#),
            ("excludes", r#"excludes = ["r0", "r1"]"#),
            ("speaks-for", r#"verdict = "conditional", speaks_for = ["r0"]"#),
        ],
        clauses: &[
            ("platform", r#""p""#),
            ("platform", r#"{ not = "p" }"#),
            ("state", r#"["bound", "used"]"#),
            ("state", r#"{ not = "new" }"#),
            ("form", r#""electronic""#),
            ("face_value", r#"{ at_least = "500" }"#),
            ("face_value", r#"{ below = "500", or_missing = true }"#),
            ("balance", r#"{ below = { fact = "face_value" } }"#),
            ("balance+debt", r#"{ above = "100" }"#),
            ("expires_on", r#"{ before = "today" }"#),
            ("bound_at", r#"{ older_than = "24h" }"#),
            ("account_status", r#"{ is = "frozen", given = true }"#),
            ("order_linked", "true"),
            ("documents", "{ given = true }"),
            ("stage", r#"{ given = true }"#),
            ("running_stage", r#"["first-review", "final-review"]"#),
            ("stage_since", r#"{ within = "72h", or_missing = true }"#),
            ("failed_attempts", "{ at_least = 3 }"),
        ],
        verdicts: &["blocked", "eligible", "conditional"],
        records: &[
            ("platform", &["p", "q"]),
            ("state", &["new", "bound", "used"]),
            ("form", &["electronic", "physical"]),
            ("face_value", SUMS),
            ("balance", &["0", "50", "100"]),
            ("debt", &["0", "60"]),
            ("expires_on", &["2026-11-21", "2026-11-24", "2027-06-01"]),
            ("bound_at", PAST),
            ("account_status", &["normal", "frozen"]),
            ("order_linked", BOOLS),
            ("documents", &["none", "id-photos;receipt", "name-proof"]),
            ("stage", &["first-review", "final-review", "awaiting-confirmation"]),
            ("stage_since", PAST),
            ("promo_ends_on", &["2026-11-30", "2026-11-01", "9999-12-31"]),
            ("failed_attempts", &["1", "4"]),
        ],
    },
    Pool {
        command: Command::CancelWindow,
        effects: &[
            ("closed", r#"verdict = "closed""#),
            ("open", r#"verdict = "open""#),
            ("urgent", r#"verdict = "urgent", speaks_for = ["r0"]"#),
            ("unknown", r#"verdict = "unknown""#),
            ("window", r#"window = { from = "submitted_at", lasts = "10m", urgent_after = "5m" }"#),
            (
                "other-window",
                r#"window = { from = "submitted_at", lasts = "15m", urgent_from = "3m", urgent_when = { order_stage = "verifying" } }"#,
            ),
            ("scheduled", r#"window = { from = "scheduled_at", lasts = "-1h" }"#),
            (
                "longer",
                r#"window = { from = "submitted_at", lasts = "24h", no_later_than = "scheduled_at", only_lengthens = true }"#,
            ),
            ("fee", r#"fee = { rate = "10%" }"#),
            ("fee", r#"fee = { amount = "5.00" }"#),
            (
                "exclusive",
                r#"verdict = "open", exclusive = { but = ["r0", { rule = "r1", when = { vip_level = { at_least = 3 } } }] }"#,
            ),
            ("expected", r#"expected = { from = "submitted_at", otherwise = ["3m", "8m"] }"#),
            (
                "expected",
                r#"expected = { from = "submitted_at", client = { app = ["7s", "9s"] }, otherwise = ["11s", "12s"] }"#,
            ),
            ("odds", r#"odds = ["0%", "30%"]"#),
            ("excludes", r#"excludes = ["r0", "r2"]"#),
        ],
        clauses: &[
            ("channel", r#""c""#),
            ("channel", r#"{ not = "c" }"#),
            ("order_stage", r#"["submitted", "verifying"]"#),
            ("order_stage", r#"{ not = "draft" }"#),
            ("face_value", r#"{ above = "500" }"#),
            ("face_value+cancelled_today", r#"{ above = "1000" }"#),
            ("submitted_at", r#"{ within = "12h" }"#),
            ("scheduled_at", r#"{ given = true }"#),
            ("client", r#""app""#),
            ("issue", r#""theft""#),
            ("vip_level", r#"{ at_least = 3, or_missing = true }"#),
            ("recipient_activated", "true"),
        ],
        verdicts: &["closed", "open"],
        records: &[
            ("channel", &["c", "d"]),
            ("face_value", SUMS),
            ("cancelled_today", SUMS),
            ("submitted_at", PAST),
            ("scheduled_at", &["2026-11-22 10:30:00", "2026-11-23 10:00:00"]),
            ("order_stage", &["draft", "submitted", "verifying"]),
            ("client", &["app", "web"]),
            ("issue", &["theft", "duplicate"]),
            ("vip_level", &["1", "6"]),
            ("recipient_activated", BOOLS),
        ],
    },
    Pool {
        command: Command::RecycleQuote,
        effects: &[
            ("rejected", r#"verdict = "rejected""#),
            ("declines", r#"verdict = "rejected", declines = true"#),
            ("flag", r#"verdict = "flagged", flag = "low""#),
            ("stop", r#"verdict = "flagged", flag = "scam", even_if_rejected = ["r0"]"#),
            ("a", r#"quote = { platform = "a", rate = ["92%", "95%"], least = "100", arrival = "1-3wd" }"#),
            ("b", r#"quote = { platform = "b", rate = ["90%", "93%"], fee = "1%", arrival = "instant" }"#),
            ("c", r#"quote = { platform = "c", rate = ["88%", "91%"], least = "200", arrival = "24h" }"#),
            ("shift", r#"shift = ["-3%", "-1%"]"#),
            ("excludes", r#"excludes = ["r0"]"#),
        ],
        clauses: &[
            ("form", r#""electronic""#),
            ("state", r#"["bound", "used"]"#),
            ("face_value", r#"{ at_least = "500" }"#),
            ("balance", r#"{ below = { fact = "face_value" } }"#),
            ("expires_on", r#"{ before = "today" }"#),
            ("bound_at", r#"{ older_than = "24h" }"#),
            ("offered_rate", r#"{ above = { fact = "market_rate_max" } }"#),
            ("offered_rate", r#"{ below = { fact = "market_rate_min" } }"#),
            ("platforms_quoting", "{ at_least = 2 }"),
            ("deposit_requested", "true"),
        ],
        verdicts: &["rejected", "quoted"],
        records: &[
            ("form", &["electronic", "physical"]),
            ("state", &["new", "bound", "used"]),
            ("face_value", SUMS),
            ("balance", &["0", "50", "100"]),
            ("expires_on", &["2026-11-21", "2027-06-01"]),
            ("bound_at", PAST),
            ("issuer", &["jd", "elsewhere"]),
            ("offered_rate", &["0.99", "0.9", "0.5"]),
            ("offered_price", &["450", "99"]),
            ("deposit_requested", BOOLS),
        ],
    },
];

const WORDS: &str = r#"
format = 1
name = "generated"
version = "1"
source = [{ id = "tests", title = "tests", as_of = 2026-11-20 }]
year = [{ year = 2026, holidays = ["2026-10-01..2026-10-07"], workdays = [2026-11-29] }]
word = [
  { field = "platform", id = "p", title = { en = "P", zh = "甲" }, needs = ["debt"], binds = "gift-cards" },
  { field = "platform", id = "q", title = { en = "Q", zh = "乙" } },
  { field = "channel", id = "c", title = { en = "C", zh = "丙" } },
  { field = "channel", id = "d", title = { en = "D", zh = "丁" } },
  { field = "recycler", id = "a", title = { en = "A", zh = "子" } },
  { field = "recycler", id = "b", title = { en = "B", zh = "丑" } },
  { field = "recycler", id = "c", title = { en = "C", zh = "寅" } },
  { field = "route", id = "desk", title = { en = "desk", zh = "柜台" } },
  { field = "flag", id = "low", title = { en = "low", zh = "低" } },
  { field = "flag", id = "scam", title = { en = "scam", zh = "骗" }, stop = true },
  { field = "documents", id = "none", title = { en = "none", zh = "无" } },
  { field = "documents", id = "id-photos", title = { en = "ID", zh = "证件" } },
  { field = "documents", id = "receipt", title = { en = "receipt", zh = "凭证" } },
  { field = "documents", id = "name-proof", title = { en = "name", zh = "姓名" } },
  { field = "issuer", id = "jd", title = { en = "JD", zh = "京东" }, default = true },
]
"#;

/// A condition that is drawn from a pool: the places of its clauses.
type When = Vec<Index>;

/// A rule that is drawn from a pool.
#[derive(Clone, Debug)]
struct Drawn {
    effect: Index,
    when: When,
    asks: Option<When>,
    open_ended: Option<When>,
    regrade: Option<When>,
    dispute: Option<(When, Index)>,
    message: Option<When>,
}

fn when(clauses: usize) -> impl Strategy<Value = When> {
    prop::collection::vec(any::<Index>(), clauses.min(1)..=clauses)
}

fn drawn() -> impl Strategy<Value = Drawn> {
    let part = || prop::option::weighted(0.2, when(1));
    (
        any::<Index>(),
        when(2),
        part(),
        part(),
        part(),
        prop::option::weighted(0.2, (when(1), any::<Index>())),
        part(),
    )
        .prop_map(|(effect, when, asks, open_ended, regrade, dispute, message)| Drawn {
            effect,
            when,
            asks,
            open_ended,
            regrade,
            dispute,
            message,
        })
}

impl Pool {
    /// A condition as it is written, with one clause for each fact; none where it says nothing
    /// beyond another condition.
    fn when(&self, drawn: &When, beyond: &When) -> Option<String> {
        let mut asked: BTreeSet<&str> = beyond.iter().map(|index| index.get(self.clauses).0).collect();
        let clauses = drawn.iter().map(|index| index.get(self.clauses));
        let clauses = clauses.filter(|(fact, _)| asked.insert(*fact));
        let clauses: Vec<String> = clauses.map(|(fact, test)| format!("\"{fact}\" = {test}")).collect();
        (!clauses.is_empty()).then(|| format!("{{ {} }}", clauses.join(", ")))
    }

    fn policy(&self, rules: &[Drawn]) -> String {
        let mut text = WORDS.to_owned();
        let (mut set, mut number) = (BTreeSet::new(), 0);
        for rule in rules {
            let (name, effect) = rule.effect.get(self.effects);
            // What another rule of the same set does already, would contradict it.
            if !set.insert(*name) {
                continue;
            }
            let mut line = |text_of_line: String| text.push_str(&(text_of_line + "\n"));
            let part = |part: &Option<When>| part.as_ref().and_then(|when| self.when(when, &rule.when));
            let when = self.when(&rule.when, &Vec::new()).unwrap_or_else(|| "{}".to_owned());
            line(format!("[[rule]]\nid = \"r{number}\"\ncommand = \"{}\"", self.command.name()));
            line(format!("when = {when}\neffect = {{ {effect} }}"));
            line("grade = \"stated\"\nsource = \"tests\"".to_owned());
            line(format!("title = {{ en = \"{number}\", zh = \"{number}\" }}"));
            line(format!("message = {{ en = \"{number}.\", zh = \"{number}。\" }}"));
            if let Some(when) = part(&rule.asks) {
                line(format!("asks = {{ phase = \"clear\", when = {when} }}"));
            }
            if let Some(when) = part(&rule.open_ended) {
                line(format!("open_ended = {{ when = {when} }}"));
            }
            if let Some(when) = part(&rule.regrade) {
                line(format!("regrade = {{ grade = \"claimed\", when = {when} }}"));
            }
            if let Some((when, verdict)) = &rule.dispute
                && let Some(when) = self.when(when, &rule.when)
            {
                let verdict = verdict.get(self.verdicts);
                line(format!(
                    "dispute = {{ en = \"No.\", zh = \"否。\", verdict = \"{verdict}\", when = {when} }}"
                ));
            }
            if let Some(when) = part(&rule.message) {
                line(format!("messages = [{{ when = {when}, en = \"Other.\", zh = \"其他。\" }}]"));
            }
            number += 1;
        }
        // Rules that others name exist, whatever was drawn.
        for number in number..3 {
            text.push_str(&format!(
                "[[rule]]\nid = \"r{number}\"\ncommand = \"{}\"\nkind = \"note\"\nwhen = {{}}\n\
                 grade = \"stated\"\nsource = \"tests\"\ntitle = {{ en = \"n\", zh = \"n\" }}\n\
                 message = {{ en = \"n.\", zh = \"n。\" }}\n",
                self.command.name()
            ));
        }
        text
    }

    /// Records of which some facts are given; a row without any would be none.
    fn rows(&self) -> impl Strategy<Value = Vec<String>> + use<> {
        let records = self.records;
        let columns = (0..records.len()).collect::<Vec<_>>();
        let row = (
            subsequence(columns, 1..=records.len() / 2),
            prop::collection::vec(any::<Index>(), records.len()),
        );
        let row = row.prop_map(move |(given, values)| {
            let cell = |column: usize| {
                let (name, words) = records[column];
                let is_given = given.contains(&column) || matches!(name, "platform" | "channel");
                if is_given { *values[column].get(words) } else { "" }
            };
            (0..records.len()).map(cell).collect::<Vec<_>>().join(",")
        });
        prop::collection::vec(row, 60)
    }

    /// Decides rows in their order, back to front and the first of them alone, and compares.
    fn holds(&self, rules: &[Drawn], rows: &[String]) -> Result<(), TestCaseError> {
        let text = self.policy(rules);
        let file = LayerFile { name: "generated.toml".into(), text: text.clone().into() };
        let layer = Layer { name: "generated".to_owned(), hash: String::new(), files: vec![file] };
        let pack = match load(&[layer]) {
            Ok(pack) => pack,
            Err(problems) => {
                let problems: Vec<String> = problems.lines(Lang::En).collect();
                return Err(TestCaseError::reject(problems.join("\n")));
            }
        };
        let lexicons = Lexicons::new(&pack);
        let plan = Plan::new(self.command, &pack, &lexicons, NOW, Options::default())
            .map_err(TestCaseError::fail)?;
        let knobs = Knobs::of(self.command, Format::Csv);
        let names: Vec<&str> = self.records.iter().map(|(name, _)| *name).collect();
        prop_assert!(names.iter().all(|name| Field::from_name(name).is_some()));
        let results = |rows: &mut dyn Iterator<Item = &String>| {
            let text: String = rows.map(|row| format!("{row}\n")).collect();
            let text = format!("{}\n{text}", names.join(","));
            let columns = Column::of(self.command).into_iter().chain([Column::Steps]);
            let columns: Vec<Column> =
                columns.filter(|column| !matches!(column, Column::Record | Column::Source)).collect();
            let writer = JsonWriter { lang: Lang::En, explain: true, all_quotes: true, renamed: Vec::new() };
            let outcome =
                run_by(&plan, &lexicons, text.as_bytes(), knobs, Rows::json(writer, &columns, false));
            outcome.out.lines().map(str::to_owned).collect::<Vec<String>>()
        };
        let (forth, mut back) = (results(&mut rows.iter()), results(&mut rows.iter().rev()));
        back.reverse();
        prop_assert_eq!(forth.len(), rows.len());
        for (row, (one, other)) in rows.iter().zip(forth.iter().zip(&back)) {
            prop_assert_eq!(one, other, "{}\nby\n{}", row, text);
        }
        for (row, result) in rows.iter().zip(&forth).take(4) {
            prop_assert_eq!(
                &results(&mut std::iter::once(row))[..],
                std::slice::from_ref(result),
                "{}",
                text
            );
        }
        Ok(())
    }
}

fn config() -> ProptestConfig {
    ProptestConfig {
        cases: tries(40) as u32,
        max_global_rejects: 400,
        failure_persistence: None,
        ..ProptestConfig::default()
    }
}

proptest! {
    #![proptest_config(config())]

    #[test]
    fn check_unbind(rules in prop::collection::vec(drawn(), 1..14), rows in POOLS[0].rows()) {
        POOLS[0].holds(&rules, &rows)?;
    }

    #[test]
    fn cancel_window(rules in prop::collection::vec(drawn(), 1..12), rows in POOLS[1].rows()) {
        POOLS[1].holds(&rules, &rows)?;
    }

    #[test]
    fn recycle_quote(rules in prop::collection::vec(drawn(), 1..10), rows in POOLS[2].rows()) {
        POOLS[2].holds(&rules, &rows)?;
    }
}
