//! Conditions that no record can satisfy: unknown facts and words, empty ranges, clauses that
//! contradict each other.

use super::region::{Region, is_word, spelled_out, vocabulary};
use super::{Checked, deepest, did_you_mean};
use crate::command::Command;
use crate::field::fixed_groups;
use crate::lang::{Str, Text};
use crate::policy::model::{Clause, DerivedFact, Fact, Missing, Operand, Pack, Test};
use crate::policy::parse::node::{Entry, Node, Value};
use crate::policy::problem::{At, Problems};
use crate::policy::tree::Tree;

/// Notes what no record can satisfy in a rule's conditions.
pub(super) fn check(pack: &Pack, checked: Checked<'_>, problems: &mut Problems) {
    let Checked { rule, tree } = checked;
    let before = problems.found.len();
    let mut conditions: Vec<(Vec<&str>, &[Clause])> = vec![(vec!["when"], &rule.when)];
    conditions.extend(rule.part_conditions());
    for (path, clauses) in &conditions {
        // What is said beside a rule may hold of any command that it counts for.
        let also = rule.also.iter().filter(|_| path[..] != ["when"]).map(|(command, _)| *command);
        let commands: Vec<Command> = std::iter::once(rule.command).chain(also).collect();
        for (index, clause) in clauses.iter().enumerate() {
            let written = Written { tree, path, index };
            facts(clause, &commands, written, problems);
            words(pack, clause, &commands, written, problems);
            alone(pack, clause, written, problems);
        }
    }
    if problems.found.len() > before {
        // What is wrong with a clause by itself explains why the whole never matches.
        return;
    }
    let own = rule.clauses();
    for (path, clauses) in &conditions {
        let is_own = path.len() == 1;
        let all: Vec<&Clause> =
            if is_own { own.iter().collect() } else { own.iter().chain(*clauses).collect() };
        if let Some(index) = Region::new(pack).first_contradiction(all.iter().copied()) {
            contradiction(checked, path, all[index], problems);
            break;
        }
    }
}

/// Where a clause is written.
#[derive(Clone, Copy)]
struct Written<'a> {
    tree: &'a Tree,
    /// The path of its condition.
    path: &'a [&'a str],
    /// Its place there.
    index: usize,
}

impl<'a> Written<'a> {
    fn entry(self) -> Option<&'a Entry> {
        let condition = self.path.iter().try_fold(&**self.tree, |node, key| node.get(key))?;
        condition.entries().get(self.index)
    }

    /// What it asks for, or as far down the path as there is something: parts that there are several of stand
    /// in a list.
    fn node(self) -> &'a Node {
        self.entry().map_or_else(|| deepest(self.tree, self.path), |entry| &entry.node)
    }

    fn at(self) -> At {
        self.entry().map_or_else(|| self.node().at, |entry| entry.at)
    }
}

/// A fact that the command never has.
fn facts(clause: &Clause, commands: &[Command], written: Written<'_>, problems: &mut Problems) {
    let fields: Vec<Fact> = match &clause.of {
        Operand::Fact(fact) => vec![*fact],
        Operand::Sum(fields) => fields.iter().copied().map(Fact::Field).collect(),
    };
    let is_unknown = |fact: &Fact| !commands.iter().any(|command| fact.is_known_to(*command));
    for fact in fields.into_iter().filter(is_unknown) {
        let (command, name) = (names(commands), fact.name());
        let users: Vec<&str> =
            Command::DECIDING.into_iter().filter(|c| fact.is_known_to(*c)).map(Command::name).collect();
        problems.push(
            written.at(),
            Text::new(
                format!("{command} knows no `{name}`, so the rule never matches"),
                format!("{command} 没有 `{name}`，规则永远不会匹配"),
            ),
            Text::new(
                format!("`{name}` belongs to {}", users.join(", ")),
                format!("`{name}` 属于 {}", users.join("、")),
            ),
        );
    }
}

/// Words and groups that the fact's vocabulary does not have.
fn words(pack: &Pack, clause: &Clause, commands: &[Command], written: Written<'_>, problems: &mut Problems) {
    let (Test::Words { words, .. }, Operand::Fact(fact)) = (&clause.test, &clause.of) else { return };
    let place = |word: &str| place_of(written.node(), word).unwrap_or_else(|| written.node().at);
    for word in words {
        let name = fact.name();
        if let Some(group) = word.strip_prefix('@') {
            if spelled_out(pack, *fact, word).is_empty() {
                let groups = groups(pack, *fact);
                let known: Vec<&str> = groups.iter().map(String::as_str).collect();
                let what = Text::new(
                    format!("no word of `{name}` is in a group `{group}`"),
                    format!("`{name}` 没有名为 `{group}` 的分组"),
                );
                let otherwise = Text::new(
                    format!("add groups = [\"{group}\"] to its words"),
                    format!("请在相应的 [[word]] 中写上 groups = [\"{group}\"]"),
                );
                problems.push(place(word), what, did_you_mean(word, &known, otherwise));
            }
        } else if !is_known(pack, *fact, commands, word) {
            let known = known_words(pack, *fact, commands);
            let known: Vec<&str> = known.iter().map(Str::as_str).filter(|w| !w.contains('\0')).collect();
            let what =
                Text::new(format!("`{name}` is never `{word}`"), format!("`{name}` 没有取值 `{word}`"));
            let otherwise =
                Text::new(format!("one of {}", known.join(", ")), format!("可用：{}", known.join("、")));
            problems.push(place(word), what, did_you_mean(word, &known, otherwise));
        }
    }
}

/// The names of commands, as a list.
fn names(commands: &[Command]) -> String {
    commands.iter().map(|command| command.name()).collect::<Vec<_>>().join(", ")
}

/// Where a word stands in a value.
fn place_of(node: &Node, word: &str) -> Option<At> {
    match &node.value {
        Value::Str(text) => (*text == word).then_some(node.at),
        Value::Array(items) => items.iter().find_map(|item| place_of(item, word)),
        Value::Table(entries) => entries.iter().find_map(|entry| place_of(&entry.node, word)),
        Value::Int(_) | Value::Float(_) | Value::Bool(_) | Value::Date(_) => None,
    }
}

fn is_known(pack: &Pack, fact: Fact, commands: &[Command], word: &str) -> bool {
    match fact {
        Fact::Derived(DerivedFact::Verdict) => verdicts(commands).any(|code| code == word),
        Fact::Derived(_) | Fact::Field(_) => is_word(pack, fact, word),
    }
}

fn verdicts(commands: &[Command]) -> impl Iterator<Item = &'static str> {
    commands.iter().flat_map(|command| command.verdicts()).map(|verdict| verdict.code())
}

fn known_words(pack: &Pack, fact: Fact, commands: &[Command]) -> Vec<Str> {
    match fact {
        Fact::Derived(DerivedFact::Verdict) => verdicts(commands).map(Str::from).collect(),
        Fact::Derived(_) | Fact::Field(_) => vocabulary(pack, fact).into_iter().collect(),
    }
}

fn groups(pack: &Pack, fact: Fact) -> Vec<String> {
    let Fact::Field(field) = fact else { return Vec::new() };
    let mut groups: Vec<String> =
        pack.words(field.name()).flat_map(|word| word.groups.iter().map(|g| format!("@{g}"))).collect();
    groups.extend(fixed_groups(field).map(|group| format!("@{group}")));
    groups.sort();
    groups.dedup();
    groups
}

/// A clause that nothing satisfies, whatever the others say.
fn alone(pack: &Pack, clause: &Clause, written: Written<'_>, problems: &mut Problems) {
    if clause.missing == Missing::Holds || Region::new(pack).add(clause) {
        return;
    }
    let (name, node) = (clause.of.name(), written.node());
    match &clause.test {
        Test::Bounds(_) => {
            let bounds: Vec<(&str, Str)> = node
                .entries()
                .iter()
                .filter_map(|entry| Some((entry.key.as_str(), entry.node.figure()?)))
                .collect();
            if let [(low, least), (high, most)] = &bounds[..] {
                let what = Text::new(
                    format!("the range of `{name}` is empty: {low} {least}, {high} {most}"),
                    format!("`{name}` 的范围为空：{low} {least}，{high} {most}"),
                );
                let swapped = format!("{low} = \"{most}\", {high} = \"{least}\"");
                let fix = Text::new(format!("write {swapped}"), format!("应写 {swapped}"));
                problems.push(node.at, what, fix);
            } else {
                let written: Vec<String> =
                    bounds.iter().map(|(key, value)| format!("{key} {value}")).collect();
                let written = written.join(", ");
                let what = Text::new(
                    format!("`{name}` can never be {written}"),
                    format!("`{name}` 不可能满足 {written}"),
                );
                problems.push(node.at, what, Text::default());
            }
        }
        Test::Words { words, none_of } if words.iter().all(|word| exists(pack, &clause.of, word)) => {
            let what = if *none_of {
                Text::new(format!("no word of `{name}` is left"), format!("`{name}` 的取值全部被排除"))
            } else {
                Text::new(format!("no word of `{name}` is named"), format!("没有写出 `{name}` 的任何取值"))
            };
            problems.push(node.at, what, Text::new("name at least one word", "请至少保留一个取值"));
        }
        _ => {}
    }
}

fn exists(pack: &Pack, of: &Operand, word: &str) -> bool {
    let Operand::Fact(fact) = of else { return true };
    let words = spelled_out(pack, *fact, word);
    !words.is_empty() && words.iter().all(|word| is_word(pack, *fact, word))
}

fn contradiction(checked: Checked<'_>, path: &[&str], clause: &Clause, problems: &mut Problems) {
    let (id, name) = (&checked.rule.id, clause.of.name());
    let at = checked.at(&[path, &[name.as_str()]].concat());
    let what = if path.len() == 1 {
        Text::new(
            format!("`{id}` can never match: no `{name}` satisfies all of its conditions"),
            format!("`{id}` 永远不会匹配：没有哪个 `{name}` 能同时满足它的各项条件"),
        )
    } else {
        Text::new(
            format!("this never applies: no `{name}` satisfies it and the conditions of `{id}`"),
            format!("这里永远不适用：没有哪个 `{name}` 能同时满足它和 `{id}` 的条件"),
        )
    };
    let fix = Text::new("take out one of the conditions that exclude each other", "请删去互相排斥的条件之一");
    problems.push(at, what, fix);
}
