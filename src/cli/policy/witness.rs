//! `policy check --witness`: what contradicts, shadows or is missing, each with commands that show it.

use std::collections::BTreeSet;
use std::ops::ControlFlow::{Break, Continue};

use serde_json::Value;

use super::findings::{Finding, FindingKind, Findings};
use crate::command::Command;
use crate::decide::{Options, Plan};
use crate::engine::RuleSet;
use crate::field::Field;
use crate::lang::Text;
use crate::output::text::written;
use crate::policy::{Kind, Layer, Loaded, Node, Pack, Rule, load_without};
use crate::policy_tests::{
    Compared, Written, cites, explore, result, result_of_facts, shrunk, written as as_written,
};
use crate::record::{Facts, Lexicons};
use crate::value::Moment;

/// What is looked for, and in what.
pub(super) struct Sought<'s> {
    pub(super) layers: &'s [Layer],
    /// The user's files, as they were named.
    pub(super) files: &'s [String],
    pub(super) now: Moment,
}

/// Lists of a result that name rules, and say nothing else.
const NAMING: [&str; 6] = ["rules", "notes", "actions", "aftercare", "remedies", "steps"];

impl Sought<'_> {
    /// Finds rules that others shadow, and words without rules, in a policy that loads.
    ///
    /// # Errors
    /// When the policy is larger than decisions can be made from.
    pub(super) fn silent(&self, loaded: &Loaded) -> Result<Vec<Finding>, String> {
        let pack = &loaded.pack;
        let lexicons = Lexicons::new(pack);
        let mut found = Vec::new();
        for command in Command::DECIDING {
            let plan = Plan::new(command, pack, &lexicons, self.now, options())?;
            found.extend(self.gaps(&plan, loaded));
            for rule in pack.rules_on(self.now.day()) {
                if rule.kind == Kind::Effect && rule.command == command && self.is_own(rule, pack) {
                    found.extend(self.shadow(&plan, rule)?);
                }
            }
        }
        Ok(found)
    }

    /// Whether a rule is to be looked at: of the user's files, if there are any.
    fn is_own(&self, rule: &Rule, pack: &Pack) -> bool {
        self.files.is_empty()
            || pack.layer_of(rule.at.file) > 0
            || rule.changes.iter().any(|(_, file)| pack.layer_of(*file) > 0)
    }

    /// Platforms or channels on which no rule has a say.
    fn gaps(&self, plan: &Plan<'_>, loaded: &Loaded) -> Vec<Finding> {
        let Some(field) = Field::subject_of(plan.command) else { return Vec::new() };
        let tables =
            loaded.others.iter().find(|(name, _)| *name == "word").map_or(&[][..], |(_, tables)| tables);
        let mut found = Vec::new();
        for word in loaded.pack.words(field.name()) {
            let record: Written = vec![(field, word.id.to_string())];
            if has_rules(&result(plan, &record)) || is_covered(plan, field, &word.id) {
                continue;
            }
            let is_it = |table: &&Node| {
                let is = |key: &str, value: &str| table.get(key).and_then(Node::str) == Some(value);
                is("field", field.name()) && is("id", &word.id)
            };
            let id = &word.id;
            found.push(Finding {
                kind: FindingKind::Gap,
                at: tables.iter().find(is_it).map(|table| table.at).unwrap_or_default(),
                what: Text::new(
                    format!("no rule of {} has a say on `{id}`", plan.command.name()),
                    format!("{} 没有任何规则涉及 `{id}`", plan.command.name()),
                ),
                fix: Text::new("add a [[rule]] for it", "请为它补上 [[rule]]"),
                rules: Vec::new(),
                word: Some(id.to_string()),
                witness: vec![self.line(plan.command, &record, &[])],
            });
        }
        found
    }

    /// A rule that changes nothing, since others match wherever it does.
    fn shadow(&self, plan: &Plan<'_>, rule: &Rule) -> Result<Option<Finding>, String> {
        let mut without = plan.pack.clone();
        without.rules.iter_mut().filter(|other| other.id == rule.id).for_each(|other| other.off = true);
        let lexicons = Lexicons::new(&without);
        let off = Plan::new(plan.command, &without, &lexicons, self.now, options())?;
        let compared = Compared::new(plan, &off, &[rule]);
        let differ =
            |with: &Value, without: &Value| without_names(with, &rule.id) != without_names(without, &rule.id);
        let mut matched: Option<Facts> = None;
        let mut beside: Option<RuleSet> = None;
        let shows = explore(plan, &off, &[rule], |facts| {
            if compared.differ(facts, differ) {
                return Break(());
            }
            let cited = plan.of_kind(&plan.decision(facts).matched, Kind::Effect);
            if plan.ids(cited.clone()).any(|id| id == rule.id) {
                beside = Some(beside.as_ref().map_or_else(|| cited.clone(), |known| known.and(&cited)));
                matched.get_or_insert_with(|| facts.clone());
            }
            Continue(())
        });
        // Nothing is said of a rule that was never seen to match, or that nothing stands beside.
        let (None, Some(facts), Some(beside)) = (shows, matched, beside) else { return Ok(None) };
        let others = plan.ids(beside).filter(|id| *id != rule.id).map(str::to_owned);
        let beside: BTreeSet<String> = others.collect();
        let record = as_written(plan, &facts);
        if beside.is_empty() {
            return Ok(None);
        }
        let record = shrunk(record, |record| cites(plan, record, &[rule]));
        let others: Vec<&str> = beside.iter().map(String::as_str).collect();
        let (id, others) = (&rule.id, others.join(", "));
        Ok(Some(Finding {
            kind: FindingKind::Shadow,
            at: rule.at,
            what: Text::new(
                format!("`{id}` changes no result: wherever it matches, so do {others}"),
                format!("`{id}` 不改变任何结果：它匹配时，{others} 也都匹配"),
            ),
            fix: Text::new("narrow the others, or take it out", "请收窄其他规则，或删去这一条"),
            rules: std::iter::once(id.to_string()).chain(beside).collect(),
            word: None,
            witness: vec![
                self.line(plan.command, &record, &[]),
                self.line(plan.command, &record, &[id.to_string()]),
            ],
        }))
    }

    /// Gives overlaps their witnesses: a record on which both rules match, each while the other is off.
    pub(super) fn overlaps(&self, findings: &mut Findings<'_>) {
        let all: BTreeSet<String> = findings.overlaps().flat_map(|finding| finding.rules.clone()).collect();
        for finding in findings.overlaps() {
            let [one, other] = finding.rules.as_slice() else { continue };
            // With one of two rules off the policy loads, unless there are further contradictions.
            let off = |rule: &String, kept: &String| {
                let alone = vec![rule.clone()];
                let others = || all.iter().filter(|id| *id != kept).cloned().collect();
                let loads = load_without(self.layers, &alone).ok().map(|pack| (pack, alone));
                loads.or_else(|| {
                    let more: Vec<String> = others();
                    load_without(self.layers, &more).ok().map(|pack| (pack, more))
                })
            };
            let (Some((first, off_first)), Some((second, off_second))) = (off(one, other), off(other, one))
            else {
                continue;
            };
            if let Some((command, record)) = self.both_match((&first, other), (&second, one)) {
                finding.witness =
                    vec![self.line(command, &record, &off_first), self.line(command, &record, &off_second)];
            }
        }
    }

    /// A record on which one rule matches by one policy, and the other by the other.
    fn both_match(&self, first: (&Pack, &str), second: (&Pack, &str)) -> Option<(Command, Written)> {
        let rule = |(pack, id): (&'_ Pack, &str)| {
            let rules = pack.rules_on(self.now.day());
            rules.into_iter().find(|rule| rule.id == id).cloned()
        };
        let (one, two) = (rule(first)?, rule(second)?);
        let (lexicons, other_lexicons) = (Lexicons::new(first.0), Lexicons::new(second.0));
        Command::DECIDING.into_iter().filter(|command| one.counts_for(*command)).find_map(|command| {
            let plan = Plan::new(command, first.0, &lexicons, self.now, options()).ok()?;
            let other = Plan::new(command, second.0, &other_lexicons, self.now, options()).ok()?;
            let both = |record: &Written| cites(&plan, record, &[&one]) && cites(&other, record, &[&two]);
            let matches = |plan: &Plan<'_>, facts: &Facts, rule: &Rule| {
                plan.ids(plan.decision(facts).matched).any(|id| id == rule.id)
            };
            let found = explore(&plan, &other, &[&one, &two], |facts| {
                let is_both = matches(&plan, facts, &one) && matches(&other, facts, &two);
                if is_both { Break(as_written(&plan, facts)) } else { Continue(()) }
            })?;
            Some((command, shrunk(found, both)))
        })
    }

    /// A command line that decides a record.
    fn line(&self, command: Command, record: &Written, off: &[String]) -> String {
        let mut words = vec!["kami".to_owned(), command.name().to_owned()];
        words.extend(record.iter().map(|(field, text)| format!("{}={text}", field.name())));
        words.extend(["--now".to_owned(), written(|out| self.now.write(out))]);
        for file in self.files {
            words.extend(["--policy".to_owned(), file.clone()]);
        }
        for id in off {
            words.extend(["--off".to_owned(), id.clone()]);
        }
        words.iter().map(|word| quoted(word)).collect::<Vec<_>>().join(" ")
    }
}

fn options() -> Options {
    Options { urgent_within_s: 120, ..Options::default() }
}

/// Whether a result cites a rule.
fn has_rules(result: &Value) -> bool {
    result["rules"].as_array().is_some_and(|rules| !rules.is_empty())
}

/// Whether some rule has a say on a word of a field, beside whatever else it looks at.
fn is_covered(plan: &Plan<'_>, field: Field, word: &str) -> bool {
    let code = plan.lexicons.of(field).code_of_id(word);
    let can_match = |place: &usize| plan.rules[*place].kind == Kind::Effect && plan.can_match(code, *place);
    (0..plan.rules.len()).filter(can_match).any(|place| {
        let is_cited = |facts: &Facts| {
            facts.get(field) == code.map(i64::from) && has_rules(&result_of_facts(plan, facts))
        };
        let visit = |facts: &Facts| if is_cited(facts) { Break(()) } else { Continue(()) };
        explore(plan, plan, &[plan.rules[place]], visit).is_some()
    })
}

/// A result in which a rule is named nowhere.
fn without_names(result: &Value, id: &str) -> Value {
    let mut result = result.clone();
    for name in NAMING {
        if let Some(ids) = result.get_mut(name).and_then(Value::as_array_mut) {
            ids.retain(|known| known != id);
        }
    }
    result
}

/// A word of a command line as a shell reads it.
fn quoted(word: &str) -> String {
    let is_plain = |c: char| c.is_ascii_alphanumeric() || "-_=.,:/+@%".contains(c);
    if !word.is_empty() && word.chars().all(is_plain) {
        word.to_owned()
    } else {
        format!("'{}'", word.replace('\'', "'\\''"))
    }
}
