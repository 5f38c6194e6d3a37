//! `kami ask`: held against every order in which questions can be put.

use std::collections::HashMap;

use serde_json::{Value, json};

use super::records::{FactOf, Facts, KINDS, Kind, PAPERS, Random, tried};
use crate::support::{Kami, NOW};

/// A fact that is asked for, with its answers.
type Asked = (&'static str, Vec<String>);

/// What can be asked of a platform or channel.
type Askable = (&'static str, &'static [&'static str]);

const CARDS: &[Askable] = &[
    (
        "jd",
        &[
            "state",
            "real_name_verified",
            "name_matches",
            "violations",
            "account_status",
            "order_linked",
            "promo_linked",
            "transferred",
            "expires_on",
            "form",
            "documents",
        ],
    ),
    (
        "kameng",
        &[
            "real_name_verified",
            "name_matches",
            "account_status",
            "maintenance",
            "auto_debit",
            "holder_matches",
            "debt",
            "pending_balance",
            "card_status",
            "failed_attempts",
            "documents",
        ],
    ),
    ("jd-finance", &["unsettled", "maintenance", "debt", "card_status", "failed_attempts", "account_status"]),
];

const ORDERS: &[Askable] = &[
    ("jd-official", &["order_stage", "submitted_at"]),
    ("jd-enterprise", &["order_stage", "scheduled_at", "annual_purchases"]),
    ("suhuishou", &["order_stage", "submitted_at"]),
    ("paid-pilot", &["order_stage", "submitted_at", "face_value"]),
    ("other", &["order_stage", "submitted_at", "discount_rate"]),
    ("transfer", &["recipient_activated"]),
];

const QUOTES: &[Askable] = &[("", &["state", "form", "face_value", "expires_on"])];

/// A value for each class that the rules of a platform or channel tell apart, where the values that are
/// tried elsewhere have more or fewer of them: the two minutes before a window closes are a class of
/// their own, and attempts count from another number on at each platform.
fn of_each_class(subject: &str, name: &str) -> Option<&'static [&'static str]> {
    let values: &[&str] = match (subject, name) {
        ("kameng", "failed_attempts") => &["0", "3"],
        ("jd-finance", "failed_attempts") => &["0", "1"],
        ("jd-official", "submitted_at") => &["2026-11-22 09:59:54", "2026-11-22 10:00"],
        ("suhuishou", "submitted_at") => {
            &["2026-11-22 09:44", "2026-11-22 09:46", "2026-11-22 09:50", "2026-11-22 10:00"]
        }
        ("paid-pilot", "submitted_at") => &["2026-11-22 09:49", "2026-11-22 09:51", "2026-11-22 10:00"],
        ("other", "submitted_at") => {
            &["2026-11-22 09:49", "2026-11-22 09:51", "2026-11-22 09:54", "2026-11-22 10:00"]
        }
        ("jd-enterprise", "scheduled_at") => &[
            "2026-11-22 09:59",
            "2026-11-22 10:01",
            "2026-11-22 10:30",
            "2026-11-22 11:01",
            "2026-11-22 12:00",
        ],
        ("paid-pilot", "face_value") => &["500", "500.01"],
        // With 20 yuan left a card is whole at 20, and has been used from there on.
        ("", "face_value") => &["20", "30", "60", "150", "500", "10000"],
        _ => return None,
    };
    Some(values)
}

/// Facts of a record that have an answer for each class, and what is known beside them.
fn askable(kind: &Kind, random: &mut Random, count: usize) -> (Facts, Vec<Asked>) {
    let all = match kind.command {
        "check-unbind" => CARDS,
        "cancel-window" => ORDERS,
        _ => QUOTES,
    };
    let (subject, names) = all[random.below(all.len())];
    let mut record = Facts::new();
    if let Some((field, _)) = kind.subject {
        record.insert(field, subject.to_owned());
    }
    if kind.command == "cancel-window" && !names.contains(&"submitted_at") && subject != "transfer" {
        record.insert("submitted_at", "2026-11-22 09:56".to_owned());
    }
    let mut names = names.to_vec();
    while names.len() > count {
        let name = names.remove(random.below(names.len()));
        // What is not asked for is known, and mostly in order.
        let values = values_of(kind, subject, name);
        let value = if random.below(4) == 0 { random.below(values.len()) } else { 0 };
        record.insert(name, values[value].clone());
    }
    // Whatever else could be asked for is known to be no matter.
    let known: &[(&str, &str)] = match kind.command {
        "check-unbind" if subject == "jd" => &[
            ("face_value", "100"),
            ("balance", "100"),
            ("promo_ends_on", "2026-11-21"),
            ("bound_at", "2026-11-01"),
        ],
        "cancel-window" if subject == "paid-pilot" => &[("cancelled_today", "0")],
        "recycle-quote" => &[("balance", "20")],
        _ => &[],
    };
    for (name, value) in known {
        record.insert(name, (*value).to_owned());
    }
    (record, names.iter().map(|name| (*name, values_of(kind, subject, name))).collect())
}

fn values_of(kind: &Kind, subject: &str, name: &str) -> Vec<String> {
    if let Some(values) = of_each_class(subject, name) {
        return values.iter().map(|value| (*value).to_owned()).collect();
    }
    if name == "documents" {
        return vec![PAPERS.join(";"), "none".to_owned()];
    }
    let fact = kind.facts.iter().find(|fact| fact.name == name).unwrap();
    fact.values.iter().map(|value| (*value).to_owned()).collect()
}

/// Every way in which some of the questions are answered: by question, the place of the answer from 1, or 0.
fn states(asked: &[Asked]) -> Vec<Vec<usize>> {
    asked.iter().fold(vec![Vec::new()], |states, (_, answers)| {
        states
            .iter()
            .flat_map(|state| (0..=answers.len()).map(|place| [state.as_slice(), &[place]].concat()))
            .collect()
    })
}

/// What is known of a state.
struct Known {
    outcome: (String, String),
    next: Option<String>,
    counts: (Value, Value),
    assumed: Vec<String>,
}

struct Tree<'a> {
    asked: &'a [Asked],
    known: HashMap<Vec<usize>, Known>,
}

impl Tree<'_> {
    fn after(&self, state: &[usize], question: usize) -> Vec<Vec<usize>> {
        let answered = |place: usize| {
            let mut next = state.to_vec();
            next[question] = place;
            next
        };
        (1..=self.asked[question].1.len()).map(answered).collect()
    }

    fn missing(&self, state: &[usize]) -> Vec<usize> {
        (0..state.len()).filter(|question| state[*question] == 0).collect()
    }

    /// Whether some answer changes the outcome.
    fn is_useful(&self, state: &[usize], question: usize) -> bool {
        let outcome = &self.known[state].outcome;
        self.after(state, question).iter().any(|next| self.known[next].outcome != *outcome)
    }

    /// The mean number of questions where each is chosen by `choose`; and the least and most.
    fn mean(
        &self,
        state: &[usize],
        choose: &dyn Fn(&Self, &[usize]) -> Option<usize>,
        memo: &mut HashMap<Vec<usize>, (f64, u64, u64)>,
    ) -> (f64, u64, u64) {
        if let Some(known) = memo.get(state) {
            return *known;
        }
        let found = choose(self, state).map_or((0.0, 0, 0), |question| {
            let next: Vec<_> =
                self.after(state, question).iter().map(|next| self.mean(next, choose, memo)).collect();
            let sum: f64 = next.iter().map(|(mean, ..)| mean).sum();
            let (least, most) =
                (next.iter().map(|(_, least, _)| *least).min(), next.iter().map(|(.., most)| *most).max());
            (1.0 + sum / next.len() as f64, 1 + least.unwrap(), 1 + most.unwrap())
        });
        memo.insert(state.to_vec(), found);
        found
    }

    /// The least mean of all orders.
    fn best(&self, state: &[usize], memo: &mut HashMap<Vec<usize>, f64>) -> f64 {
        if let Some(known) = memo.get(state) {
            return *known;
        }
        let missing = self.missing(state);
        let found = if missing.iter().any(|question| self.is_useful(state, *question)) {
            let of = |question: &usize, memo: &mut HashMap<Vec<usize>, f64>| {
                let next = self.after(state, *question);
                1.0 + next.iter().map(|next| self.best(next, memo)).sum::<f64>() / next.len() as f64
            };
            missing.iter().map(|question| of(question, memo)).fold(f64::INFINITY, f64::min)
        } else {
            0.0
        };
        memo.insert(state.to_vec(), found);
        found
    }
}

#[test]
fn questions_that_can_matter_are_asked_and_few_of_them() {
    follow_many(4, tried(6));
}

/// A slow test, run by hand with `cargo test --release -- --ignored questions_on_eight --nocapture`.
#[test]
#[ignore = "takes minutes"]
fn questions_on_eight_facts() {
    follow_many(8, tried(25));
}

fn follow_many(count: usize, trees: usize) {
    for (kind, seed) in KINDS.iter().zip(1..) {
        let mut random = Random(0x1234_5678_9abc_def1 ^ seed);
        let (mut sums, mut worst) = ((0.0, 0.0, 0.0), 1.0_f64);
        for _ in 0..trees {
            let (record, asked) = askable(kind, &mut random, count);
            let (followed, best, assumed) = follow(kind, &record, &asked);
            sums = (sums.0 + followed, sums.1 + best, sums.2 + assumed);
            assert!(followed >= best - 1e-9, "{} {record:?} {asked:?}: {followed} {best}", kind.command);
            if best > 0.0 {
                worst = worst.max(followed / best);
            }
        }
        println!(
            "{}, {count} facts: {:.3} questions on average, {:.3} at best (in one subset {worst:.2} times that), {:.3} in the order of `assumed`",
            kind.command,
            sums.0 / trees as f64,
            sums.1 / trees as f64,
            sums.2 / trees as f64
        );
        assert!(sums.0 <= sums.1 * 1.1 + 1e-9 && sums.0 <= sums.2 + 1e-9, "{} {sums:?}", kind.command);
    }
}

fn follow(kind: &Kind, record: &Facts, asked: &[Asked]) -> (f64, f64, f64) {
    let states = states(asked);
    let records: Vec<Facts> = states
        .iter()
        .map(|state| {
            let mut record = record.clone();
            for ((name, answers), place) in asked.iter().zip(state) {
                if *place > 0 {
                    record.insert(name, answers[*place - 1].clone());
                }
            }
            record
        })
        .collect();
    let results = kind.ask(&records);
    let text = |value: &Value| value.as_str().unwrap().to_owned();
    let known = |result: &Value| Known {
        outcome: (text(&result["verdict"]), text(&result["at_worst"])),
        next: result["next_question"].as_str().map(str::to_owned),
        counts: (result["questions_least"].clone(), result["questions_most"].clone()),
        assumed: result["assumed"].as_array().unwrap().iter().map(text).collect(),
    };
    let tree = Tree { asked, known: states.iter().cloned().zip(results.iter().map(known)).collect() };
    let place = |name: &str| asked.iter().position(|(known, _)| *known == name);
    let followed = |tree: &Tree<'_>, state: &[usize]| {
        let next = tree.known[state].next.as_deref()?;
        Some(place(next).unwrap_or_else(|| panic!("{next} is asked for in {record:?} {asked:?}")))
    };
    let in_order = |tree: &Tree<'_>, state: &[usize]| {
        let useful = |question: &usize| tree.is_useful(state, *question);
        let missing = tree.missing(state);
        missing.iter().find(|question| useful(question))?;
        let first = tree.known[state].assumed.iter().find_map(|name| place(name));
        first.filter(|question| state[*question] == 0).or_else(|| missing.into_iter().find(useful))
    };
    let mut memo = HashMap::new();
    for state in &states {
        let known = &tree.known[state];
        let useful: Vec<usize> =
            tree.missing(state).into_iter().filter(|question| tree.is_useful(state, *question)).collect();
        match followed(&tree, state) {
            None => assert!(useful.is_empty(), "{record:?} {asked:?} {state:?}: {useful:?}"),
            Some(next) => assert!(useful.contains(&next), "{record:?} {asked:?} {state:?}: {next}"),
        }
        let (_, least, most) = tree.mean(state, &followed, &mut memo);
        assert_eq!(known.counts, (json!(least), json!(most)), "{record:?} {asked:?} {state:?}");
    }
    let start = vec![0; asked.len()];
    (
        tree.mean(&start, &followed, &mut HashMap::new()).0,
        tree.best(&start, &mut HashMap::new()),
        tree.mean(&start, &in_order, &mut HashMap::new()).0,
    )
}

#[test]
fn whatever_is_asked_for_can_matter() {
    ask_of_many(tried(60));
}

/// A slow test, run by hand with `cargo test --release -- --ignored ask_of_two_thousand --nocapture`.
#[test]
#[ignore = "takes minutes"]
fn ask_of_two_thousand() {
    ask_of_many(tried(2000));
}

/// Tries every value of every missing fact: some value of what is asked for next makes a difference, and
/// where nothing is asked none does.
fn ask_of_many(count: usize) {
    for (kind, seed) in KINDS.iter().zip(1..) {
        let mut random = Random(0x6a09_e667_f3bc_c908 ^ seed);
        let records: Vec<Facts> = (0..count).map(|_| kind.random(&mut random)).collect();
        let outcome = ["verdict", "at_worst"];
        let now = kind.columns(&records, NOW, &[], &outcome);
        let next = kind.ask(&records);
        let mut tried = Vec::new();
        for (at, record) in records.iter().enumerate().filter(|(at, _)| now[*at][0] != "invalid") {
            // When a stage began is never given by what would turn a verdict, but it is asked for.
            let is_asked = |fact: &&FactOf| fact.is_given || fact.name == "stage_since";
            let missing = kind.facts.iter().filter(is_asked).filter(|fact| !record.contains_key(fact.name));
            for (fact, value) in missing.flat_map(|fact| fact.values.iter().map(move |value| (fact, value))) {
                let mut changed = record.clone();
                changed.insert(fact.name, (*value).to_owned());
                tried.push((at, fact.name, changed));
            }
            if kind.command == "check-unbind" && !record.contains_key("documents") {
                for listed in ["none".to_owned(), PAPERS.join(";")] {
                    let mut changed = record.clone();
                    changed.insert("documents", listed);
                    tried.push((at, "documents", changed));
                }
            }
        }
        let all: Vec<Facts> = tried.iter().map(|(.., changed)| changed.clone()).collect();
        let after = kind.columns(&all, NOW, &[], &outcome);
        let mut mattering = vec![Vec::new(); records.len()];
        for ((at, name, _), after) in tried.iter().zip(&after) {
            // A value that contradicts another makes the record invalid, and is no answer.
            if after[0] != "invalid" && *after != now[*at] {
                mattering[*at].push(*name);
            }
        }
        let asked = next.iter().filter(|result| result["next_question"].is_string()).count();
        println!("{}: of {count} records {asked} have a next question", kind.command);
        for ((record, result), mattering) in records.iter().zip(&next).zip(&mattering) {
            match result["next_question"].as_str() {
                Some(name) => assert!(mattering.contains(&name), "{name} {mattering:?} {record:?}\n{result}"),
                None => assert!(mattering.is_empty(), "{mattering:?} {record:?}\n{result}"),
            }
        }
    }
}

fn ask(args: &[&str]) -> Value {
    let run = Kami::new(["ask"].iter().chain(args).chain(&["--now", NOW, "-f", "json"])).run();
    assert_eq!(run.code, 0, "{}", run.err);
    run.document()
}

#[test]
fn a_ranking_has_questions_and_an_answer_for_each_class() {
    let found = ask(&["check-unbind", "platform=jd-finance", "maintenance=false", "unsettled=false"]);
    let keys: Vec<&String> = found.as_object().unwrap().keys().collect();
    let mut wanted = vec![
        "schema",
        "command",
        "now",
        "verdict",
        "at_worst",
        "questions",
        "questions_least",
        "questions_most",
    ];
    wanted.sort_unstable();
    let mut keys: Vec<&str> = keys.into_iter().map(String::as_str).collect();
    keys.sort_unstable();
    assert_eq!(keys, wanted);
    assert_eq!((&found["schema"], &found["verdict"]), (&json!("kami/ask/1"), &json!("eligible")));
    let question = |field: &str| {
        let questions = found["questions"].as_array().unwrap();
        questions.iter().find(|question| question["field"] == field).unwrap().clone()
    };
    let answers = json!([{"value": "0", "label": "0"}, {"value": "1", "label": "1 or more"}]);
    assert_eq!(question("failed_attempts")["answers"], answers);
    assert_eq!(question("card_status")["answers"][2], json!({"value": "lost", "label": "reported lost"}));
    // An answer brings the next ranking.
    let found = ask(&["check-unbind", "platform=jd", "state=used"]);
    assert_eq!(found["questions"], json!([]));
    assert_eq!((&found["questions_least"], &found["questions_most"]), (&json!(0), &json!(0)));
}

#[test]
fn without_a_platform_that_is_asked_for_first() {
    let found = ask(&["check-unbind"]);
    assert_eq!(found["questions"][0]["field"], "platform");
    let zh = Kami::new(["ask", "check-unbind", "--lang", "zh", "-f", "json"]).run().document();
    assert_eq!(zh["questions"][0]["question"], "卡绑定在哪个平台？");
    assert_eq!(zh["questions"][0]["answers"][0]["label"], "京东礼品卡");
}

#[test]
fn the_same_question_for_a_record_alone_and_among_many() {
    let kind = &KINDS[0];
    let mut random = Random(77);
    let records: Vec<Facts> = (0..25).map(|_| kind.random(&mut random)).collect();
    for (record, result) in records.iter().zip(kind.ask(&records)) {
        if result["verdict"] == "invalid" {
            assert!(result["next_question"].is_null() && result["questions_most"] == 0);
            continue;
        }
        let args: Vec<String> = record.iter().map(|(name, value)| format!("{name}={value}")).collect();
        let args: Vec<&str> = ["check-unbind"].into_iter().chain(args.iter().map(String::as_str)).collect();
        let alone = ask(&args);
        let next = alone["questions"].get(0).map_or(Value::Null, |question| question["field"].clone());
        assert_eq!(result["next_question"], next, "{record:?}");
        assert_eq!(result["questions_most"], alone["questions_most"], "{record:?}");
        assert_eq!(result["verdict"], alone["verdict"], "{record:?}");
    }
}

#[test]
fn answers_that_contradict_each_other_are_named() {
    let run =
        Kami::new(["ask", "check-unbind", "platform=jd", "state=new", "balance=0", "face_value=100"]).run();
    assert_eq!(run.code, 0, "{}", run.err);
    assert!(run.err.contains("state=new") && run.err.contains("balance=0.00"), "{}", run.err);
    let run = Kami::new(["ask", "recycle-quote", "balance=20", "face_value=10"]).run();
    assert_eq!(run.code, 3, "{}", run.err);
    assert!(run.err.contains("balance=20.00") && run.err.contains("face_value=10.00"), "{}", run.err);
}

#[test]
fn nothing_waits_for_input_without_a_terminal() {
    let run = Kami::new(["ask", "recycle-quote", "--now", NOW]).stdin("face_value\n5\n").run();
    assert_eq!(run.code, 0, "{}", run.err);
    assert!(run.out.contains("face_value"), "{}", run.out);
    let run = Kami::new(["ask", "check-unbind", "-", "--now", NOW]).stdin("platform\npdd\n").run();
    assert!(run.out.lines().next().unwrap().ends_with("error,next_question,questions_least,questions_most"));
    // Not even for a pipe that nobody writes to and nobody closes.
    let mut command = Kami::new(["ask", "check-unbind", "platform=jd", "--now", NOW]).command();
    let mut child = command.stdin(std::process::Stdio::piped()).spawn().unwrap();
    let held = child.stdin.take();
    let output = child.wait_with_output().unwrap();
    assert!(output.status.success() && !output.stdout.is_empty());
    drop(held);
}

#[test]
fn a_ranking_is_written_as_a_table_or_json_only() {
    let folder = tempfile::tempdir().unwrap();
    let file = |name: &str| folder.path().join(name).to_str().unwrap().to_owned();
    let ask = |more: &[&str]| {
        Kami::new(["ask", "recycle-quote", "face_value=5", "--now", NOW].iter().chain(more)).run()
    };
    for wrong in [&["-f", "csv"][..], &["-f", "jsonl"], &["-o", &file("x.csv")], &["-o", &file("x.html")]] {
        let run = ask(wrong);
        assert_eq!((run.code, run.out.as_str()), (2, ""), "{wrong:?}");
        assert!(run.err.contains("table or json"), "{}", run.err);
    }
    assert!(std::fs::read_dir(folder.path()).unwrap().next().is_none());
    let (table, json) = (ask(&[]).out, ask(&["-f", "json"]).out);
    for (args, wanted) in [
        (&["-o", &file("x.txt")][..], &table),
        (&["-o", &file("x.json")], &json),
        (&["-o", &file("y.csv"), "-f", "json"], &json),
    ] {
        assert_eq!(ask(args).code, 0);
        assert_eq!(std::fs::read_to_string(args[1]).unwrap(), *wanted);
    }
    assert_eq!(Kami::new(["ask", "compare-platforms", "-f", "json"]).run().code, 2);
    let rows = Kami::new(["ask", "check-unbind", "-", "-f", "html"]).stdin("platform\npdd\n").run();
    assert!(rows.code == 2 && rows.err.contains("csv, json or jsonl"), "{}", rows.err);
}
