//! The deciders and the key, by small policies of their own: a few rules, and facts as pairs.

mod cancel;
mod key;
mod quote;
mod unbind;

use super::{Options, Plan};
use crate::command::Command;
use crate::field::Field;
use crate::lang::Lang;
use crate::policy::{Layer, LayerFile, load};
use crate::record::{Facts, Lexicons, Reading, Record};
use crate::value::{CHINA, Moment};

/// A Sunday, 2026-11-22T10:00:00+08:00.
const NOW: Moment = Moment(1_795_312_800_000);

const WORDS: &str = r#"
format = 1
name = "small"
version = "1"
source = [{ id = "tests", title = "tests" }]
year = [{ year = 2026, holidays = [], workdays = [] }]
word = [
  { field = "platform", id = "p", title = { en = "P", zh = "甲" } },
  { field = "platform", id = "q", title = { en = "Q", zh = "乙" } },
  { field = "channel", id = "c", title = { en = "C", zh = "丙" } },
  { field = "recycler", id = "a", title = { en = "A", zh = "子" } },
  { field = "recycler", id = "b", title = { en = "B", zh = "丑" } },
  { field = "flag", id = "low", title = { en = "low", zh = "低" } },
  { field = "documents", id = "photo", title = { en = "photo", zh = "照片" } },
  { field = "documents", id = "receipt", title = { en = "receipt", zh = "凭证" } },
]
"#;

/// A rule as a policy has it.
fn rule(id: &str, command: Command, when: &str, effect: &str) -> String {
    format!(
        "[[rule]]\nid = \"{id}\"\ncommand = \"{}\"\nwhen = {{ {when} }}\neffect = {{ {effect} }}\n\
         grade = \"stated\"\nsource = \"tests\"\ntitle = {{ en = \"{id}\", zh = \"{id}\" }}\n\
         message = {{ en = \"{id}.\", zh = \"{id}。\" }}\n",
        command.name()
    )
}

/// Makes rules ready, each a condition and an effect, called r0, r1 and so on.
fn with_plan<T>(
    command: Command,
    rules: &[(&str, &str)],
    options: Options,
    then: impl FnOnce(&Plan<'_>) -> T,
) -> T {
    let rules = rules.iter().enumerate();
    let rules: String =
        rules.map(|(number, (when, effect))| rule(&format!("r{number}"), command, when, effect)).collect();
    let file = LayerFile { name: "small.toml".into(), text: format!("{WORDS}{rules}").into() };
    let pack = load(&[Layer { name: "small".into(), hash: String::new(), files: vec![file] }]);
    let pack = pack.unwrap_or_else(|problems| {
        panic!("{}", problems.lines(Lang::En).collect::<Vec<_>>().join("\n"));
    });
    let lexicons = Lexicons::new(&pack);
    then(&Plan::new(command, &pack, &lexicons, NOW, options).unwrap())
}

/// The facts of a record.
fn facts(plan: &Plan<'_>, facts: &[(&str, &str)]) -> Facts {
    let reading = Reading { lexicons: plan.lexicons, now: plan.now, offset: CHINA };
    let mut record = Record::default();
    for (name, text) in facts {
        record.set_text(&reading, Field::from_name(name).unwrap(), text.as_bytes());
    }
    assert_eq!(record.error, None);
    record.facts
}
