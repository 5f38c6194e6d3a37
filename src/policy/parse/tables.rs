//! Reads the tables of a policy document into their types.

use super::condition;
use super::effect;
use super::node::{Node, Value};
use super::reader::{self, Reader};
use crate::command::{Command, Verdict};
use crate::field::Field;
use crate::lang::{Str, Text};
use crate::policy::layer_names::layer_names;
use crate::policy::model::{
    Allowed, Asks, Binds, Change, Clause, Dispute, FactSpec, Grade, Kind, Letter, OpenEnded, Phase, Regrade,
    Rule, Slot, Source, Template, Topic, TopicCell, TopicRow, Variant, Word, Year,
};
use crate::policy::problem::Problems;
use crate::value::Day;

/// Reads a `[[rule]]`.
pub fn rule(node: &Node, problems: &mut Problems) -> Rule {
    let commands = Command::DECIDING.map(|command| (command.name(), command));
    let mut r = Reader::new(node, problems);
    let id = r.need_str("id");
    r.need("command");
    let command = r.one_of("command", &commands).unwrap_or(Command::CheckUnbind);
    let kind = r.one_of("kind", &Kind::ALL).unwrap_or(Kind::Effect);
    let when = r.need("when").map(|node| condition::read(node, r.problems)).unwrap_or_default();
    let also = r.get("also").map(|node| also(node, r.problems)).unwrap_or_default();
    let effect = r.get("effect").map(|n| effect::read(n, command, r.problems)).unwrap_or_default();
    let asks = asks(node, &mut r);
    let open_ended = open_ended(&mut r);
    r.need("grade");
    let grade = r.one_of("grade", &Grade::ALL).unwrap_or(Grade::Claimed);
    let regrade = r.get("regrade").map(|node| regrade(node, r.problems));
    let source = r.need_str("source");
    let title = r.need_text("title");
    let message = r.need_text("message");
    let variants = r.get("messages").map(|node| variants(node, r.problems)).unwrap_or_default();
    let over = r.text("over");
    let entry = r.text("entry");
    let place = r.text("place").unwrap_or_default();
    let caution = r.text("caution");
    // A layer can take a dispute away.
    let dispute = r.get("dispute").filter(|node| node.str() != Some("none"));
    let dispute = dispute.map(|node| dispute_of(node, command, r.problems));
    let valid_from = r.day("valid_from");
    let valid_until = r.day("valid_until");
    let off = r.flag("off");
    if let (Some(from), Some(until)) = (valid_from, valid_until)
        && from > until
    {
        let at = node.get("valid_until").map_or(node.at, |n| n.at);
        r.problems.push(
            at,
            Text::new(
                "`valid_until` lies before `valid_from`, so the rule never holds",
                "`valid_until` 早于 `valid_from`，规则永远不会生效",
            ),
            Text::new("swap the two dates", "请对调两个日期"),
        );
    }
    r.finish();
    Rule {
        id,
        command,
        kind,
        when,
        also,
        effect,
        asks,
        open_ended,
        grade,
        regrade,
        source,
        place,
        title,
        message,
        variants,
        over,
        entry,
        caution,
        dispute,
        valid_from,
        valid_until,
        off,
        at: node.at,
        changes: Vec::new(),
    }
}

/// Further commands that a rule counts for: `[{ command = "…", when = { … } }]`.
fn also(node: &Node, problems: &mut Problems) -> Vec<(Command, Vec<Clause>)> {
    let commands = Command::DECIDING.map(|command| (command.name(), command));
    let mut found = Vec::new();
    for item in node.items() {
        let mut r = Reader::new(item, problems);
        r.need("command");
        let command = r.one_of("command", &commands);
        r.need("when");
        let when = when(&mut r);
        r.finish();
        found.extend(command.map(|command| (command, when)));
    }
    found
}

/// What a rule asks: `phase = "…"`, or `asks = { phase = "…", when = { … } }`.
fn asks(node: &Node, r: &mut Reader<'_, '_>) -> Option<Asks> {
    let phase = r.one_of("phase", &Phase::ALL).map(|phase| Asks { phase, when: Vec::new() });
    let long = r.get("asks").and_then(|node| {
        let mut inner = Reader::new(node, r.problems);
        inner.need("phase");
        let phase = inner.one_of("phase", &Phase::ALL);
        let when = when(&mut inner);
        inner.finish();
        Some(Asks { phase: phase?, when })
    });
    effect::one_of_two(node, "phase", "asks", r.problems);
    phase.or(long)
}

/// `open_ended = true`, or a table that says where.
fn open_ended(r: &mut Reader<'_, '_>) -> Option<OpenEnded> {
    let node = r.get("open_ended")?;
    match node.value {
        Value::Bool(is_open) => is_open.then(OpenEnded::default),
        _ => {
            let mut inner = Reader::new(node, r.problems);
            let when = when(&mut inner);
            inner.finish();
            Some(OpenEnded { when })
        }
    }
}

fn variants(node: &Node, problems: &mut Problems) -> Vec<Variant> {
    let read = |node: &Node, problems: &mut Problems| {
        let mut r = Reader::new(node, problems);
        r.need("when");
        let when = when(&mut r);
        let message = reader::languages(&mut r);
        r.finish();
        Variant { when, message }
    };
    node.items().iter().map(|item| read(item, problems)).collect()
}

/// The further condition of a part of a rule.
fn when(r: &mut Reader<'_, '_>) -> Vec<Clause> {
    r.get("when").map(|node| condition::read(node, r.problems)).unwrap_or_default()
}

fn regrade(node: &Node, problems: &mut Problems) -> Regrade {
    let mut r = Reader::new(node, problems);
    r.need("grade");
    let grade = r.one_of("grade", &Grade::ALL).unwrap_or(Grade::Claimed);
    r.need("when");
    let when = when(&mut r);
    r.finish();
    Regrade { grade, when }
}

fn dispute_of(node: &Node, command: Command, problems: &mut Problems) -> Dispute {
    let codes: Vec<(&str, Verdict)> =
        command.verdicts().iter().map(|verdict| (verdict.code(), *verdict)).collect();
    let mut r = Reader::new(node, problems);
    let text = reader::languages(&mut r);
    // A layer that settles what is disputed takes the effect away, and leaves the text.
    let is_settled = node.get("verdict").and_then(Node::str) == Some("none");
    let verdict = if is_settled { r.str("verdict").and(None) } else { r.one_of("verdict", &codes) };
    let when = when(&mut r);
    let drops_window = r.flag("drops_window");
    let drops_rule = r.flag("drops_rule");
    let see_also = layer_named(&mut r);
    r.finish();
    Dispute { text, verdict, when, drops_window, drops_rule, see_also }
}

/// The built-in layer that a dispute names.
fn layer_named(r: &mut Reader<'_, '_>) -> Option<Str> {
    let node = r.get("see_also")?;
    let name = reader::string(node, r.problems)?;
    let known = layer_names;
    if !known().any(|known| name == known) {
        let known = known().collect::<Vec<_>>().join(", ");
        let (en, zh) = (format!("a built-in layer: {known}"), format!("内置策略层：{known}"));
        reader::bad_value(node, &name, &en, &zh, r.problems);
    }
    Some(name)
}

/// Reads a `[[source]]`.
pub fn source(node: &Node, problems: &mut Problems) -> Source {
    let mut r = Reader::new(node, problems);
    let source = Source {
        id: r.need_str("id"),
        title: r.need_str("title"),
        place: r.str("where"),
        as_of: r.day("as_of"),
        checked_on: r.day("checked_on"),
        figures_of: r.get("figures_of").and_then(|n| reader::count(n, r.problems)).map(|year| year as i32),
    };
    r.finish();
    source
}

/// Reads a `[[word]]`.
pub fn word(node: &Node, problems: &mut Problems) -> Word {
    let mut r = Reader::new(node, problems);
    let field = r.need_str("field");
    let id = r.need_str("id");
    let is_fixed = Field::from_name(&field).is_some_and(|field| field.has_fixed_word(&id));
    // The program has the title of a word that it fixes; a policy may add spellings.
    let title = if is_fixed { r.text("title").unwrap_or_default() } else { r.need_text("title") };
    let also = r.strings("also");
    let unclear = r.strings("unclear");
    let binds = r.one_of("binds", &Binds::ALL);
    let stop = r.flag("stop");
    let mut needs = Vec::new();
    if let Some(node) = r.get("needs") {
        for item in node.items() {
            let Some(name) = reader::string(item, r.problems) else { continue };
            match Field::from_name(&name) {
                Some(field) => needs.push(field),
                None => {
                    let known: Vec<&str> = Field::ALL.iter().map(|f| f.name()).collect();
                    reader::not_among(item, &name, &known, r.problems);
                }
            }
        }
    }
    let groups = r.strings("groups");
    let default = r.flag("default");
    let letter = r.get("letter").map(|node| letter(node, r.problems));
    r.finish();
    Word { field, id, title, also, unclear, binds, stop, needs, groups, default, letter }
}

/// A letter, whose text names facts between braces.
fn letter(node: &Node, problems: &mut Problems) -> Letter {
    let text = reader::both_languages(node, problems);
    let mut template = |key: &str, text: &str| {
        Template::parse(text).unwrap_or_else(|name| {
            let at = node.get(key).unwrap_or(node);
            reader::not_among(at, &name, &Slot::names().collect::<Vec<_>>(), problems);
            Template::default()
        })
    };
    Letter { en: template("en", &text.en), zh: template("zh", &text.zh) }
}

/// Reads a `[[year]]`.
pub fn year(node: &Node, problems: &mut Problems) -> Year {
    let mut r = Reader::new(node, problems);
    let number = r.need("year").and_then(|n| reader::count(n, r.problems)).unwrap_or_default();
    let holidays = r.get("holidays").map(|n| days(n, number as i32, r.problems)).unwrap_or_default();
    let workdays = r.get("workdays").map(|n| days(n, number as i32, r.problems)).unwrap_or_default();
    r.finish();
    Year { year: number as i32, holidays, workdays }
}

/// Dates and ranges of dates `a..b`, all of one year.
fn days(node: &Node, year: i32, problems: &mut Problems) -> Vec<Day> {
    let mut days = Vec::new();
    for item in node.items() {
        let en = "a date or a range of dates such as 2026-10-01..2026-10-07";
        let range = reader::parsed(
            item,
            en,
            "日期或日期范围（如 2026-10-01..2026-10-07）",
            problems,
            |text| {
                let day = |text: &str| Day::parse(text.trim().as_bytes(), crate::value::CHINA).ok();
                match text.split_once("..") {
                    Some((from, until)) => Some((day(from)?, day(until)?)),
                    None => day(text).map(|day| (day, day)),
                }
            },
        );
        let Some((from, until)) = range else { continue };
        let what = if from > until {
            Text::new("the range of dates is the wrong way round", "日期范围前后颠倒")
        } else if from.year() != year || until.year() != year {
            Text::new(format!("a date outside the year {year}"), format!("日期不在 {year} 年内"))
        } else {
            days.extend((from.0..=until.0).map(Day));
            continue;
        };
        problems.push(item.at, what, Text::default());
    }
    days.sort_unstable();
    days
}

/// Reads `[calendar]`: the days that are off in every year.
pub fn calendar(node: &Node, problems: &mut Problems) -> Vec<(u32, u32)> {
    let mut r = Reader::new(node, problems);
    let days = r.get("fixed_days_off").map(|node| fixed_days(node, r.problems)).unwrap_or_default();
    r.finish();
    days
}

/// Days of any year, as `01-01`, and ranges of them.
fn fixed_days(node: &Node, problems: &mut Problems) -> Vec<(u32, u32)> {
    let mut found = Vec::new();
    for item in node.items() {
        let en = "a day of the year such as 05-01, or a range such as 05-01..05-02";
        let zh = "月日（如 05-01）或其范围（如 05-01..05-02）";
        let range = reader::parsed(item, en, zh, problems, |text| {
            // Any year that has all days will do.
            let day =
                |text: &str| Day::parse(format!("2024-{}", text.trim()).as_bytes(), crate::value::CHINA).ok();
            let (from, until) = text.split_once("..").unwrap_or((text, text));
            let (from, until) = (day(from)?, day(until)?);
            (from <= until).then_some((from, until))
        });
        let Some((from, until)) = range else { continue };
        found.extend((from.0..=until.0).map(|day| Day(day).month_and_day()));
    }
    found
}

/// Reads a `[[topic]]`.
pub fn topic(node: &Node, problems: &mut Problems) -> Topic {
    let mut r = Reader::new(node, problems);
    let id = r.need_str("id");
    let title = r.need_text("title");
    let sources = r.strings("sources");
    let names = r.strings("columns");
    let headings = r.need("headings");
    let mut columns = Vec::new();
    for name in names {
        match headings.and_then(|headings| headings.get(&name)) {
            Some(heading) => columns.push((name, reader::both_languages(heading, r.problems))),
            None => {
                let what =
                    Text::new(format!("column `{name}` has no heading"), format!("列 `{name}` 没有标题"));
                let at = r.at();
                r.problems.push(at, what, Text::new("add it under `headings`", "请在 `headings` 中补上"));
            }
        }
    }
    let rows = r
        .get("row")
        .map(|node| node.items().iter().map(|row| topic_row(row, &columns, r.problems)).collect());
    r.finish();
    Topic { id, title, sources, columns, rows: rows.unwrap_or_default() }
}

fn topic_row(node: &Node, columns: &[(Str, Text)], problems: &mut Problems) -> TopicRow {
    let mut row = TopicRow::default();
    let own = ["key", "rules", "grade", "source"];
    let known: Vec<&str> = own.into_iter().chain(columns.iter().map(|(name, _)| name.as_str())).collect();
    for entry in node.entries() {
        let is_column = columns.iter().any(|(name, _)| *name == entry.key);
        match (&*entry.key, &entry.node.value) {
            ("key", _) => row.key = reader::string(&entry.node, problems).unwrap_or_default(),
            ("rules", _) => {
                row.rules = entry.node.items().iter().filter_map(|n| reader::string(n, problems)).collect();
            }
            ("grade", _) => row.grade = reader::word(&entry.node, &Grade::ALL, problems),
            ("source", _) => {
                row.source = reader::string(&entry.node, problems);
                if let (true, Some(source)) = (is_column, &row.source) {
                    row.cells.push((
                        entry.key.clone(),
                        TopicCell::Text(Text { en: source.clone(), zh: source.clone() }),
                    ));
                }
            }
            (name, _) if !is_column => reader::unknown_key(name, entry.at, &known, problems),
            (_, Value::Str(code)) => row.cells.push((entry.key.clone(), TopicCell::Code(code.clone()))),
            (_, Value::Int(count)) => row.cells.push((entry.key.clone(), TopicCell::Count(*count))),
            _ => {
                let text = reader::both_languages(&entry.node, problems);
                row.cells.push((entry.key.clone(), TopicCell::Text(text)));
            }
        }
    }
    row
}

/// Reads a `[[fact]]`.
pub fn fact(node: &Node, problems: &mut Problems) -> Option<FactSpec> {
    let mut r = Reader::new(node, problems);
    let known: Vec<(&str, Field)> = Field::ALL.iter().map(|field| (field.name(), *field)).collect();
    r.need("field");
    let field = r.one_of("field", &known);
    r.need("change");
    let change = r.one_of("change", &Change::ALL).unwrap_or(Change::Never);
    let worse_only = r.flag("worse_only");
    let never_from = r.strings("never_from");
    let never_given = r.flag("never_given");
    let in_order = r.get("in_order").and_then(Node::figure);
    let ask = r.need_text("ask");
    let commands = Command::DECIDING.map(|command| (command.name(), command));
    let mut allow = Vec::new();
    for item in r.get("allow").map(Node::items).unwrap_or_default() {
        let mut inner = Reader::new(item, r.problems);
        inner.need("command");
        let command = inner.one_of("command", &commands);
        let (from, to) = (inner.need_str("from"), inner.need_str("to"));
        inner.finish();
        allow.extend(command.map(|command| Allowed { command, from, to }));
    }
    r.finish();
    Some(FactSpec { field: field?, change, worse_only, never_from, never_given, in_order, ask, allow })
}
