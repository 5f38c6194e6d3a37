//! `kami policy graph`: from conditions to outcomes, of a command, a platform or a channel.

mod draw;

use std::io::Write;

use draw::Graph;

use crate::cli::args::PolicyArgs;
use crate::cli::command::{Given, GraphFormat, Opt};
use crate::cli::error::Failure;
use crate::cli::{exit, policies};
use crate::command::{Command, Verdict};
use crate::field::Field;
use crate::lang::{Lang, Str, Text, suggest};
use crate::policy::{Clause, Fact, Kind, Operand, Pack, Rule, Test, describe};

/// What a graph is of.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Of<'p> {
    /// A command: what its platforms or channels can come to.
    Command(Command),
    /// A platform or channel: its rules.
    Word(Command, Field, &'p str),
}

/// `kami policy graph`.
///
/// # Errors
/// When there is nothing of the name, or output cannot be written.
pub(super) fn run(given: Given<'_>, lang: Lang, out: Box<dyn Write + Send>) -> Result<u8, Failure> {
    let args = PolicyArgs::resolve(given)?;
    let pack = policies::policy(&args.policies)?;
    let today = args.now(given)?.day();
    let name = given.text(Opt::Subject).unwrap_or_default();
    let of = Of::named(name, &pack).ok_or_else(|| nothing_called(name, &pack))?;
    let rules = pack.rules_on(today);
    let graph = match of {
        Of::Command(command) => match Field::subject_of(command) {
            Some(field) => of_subjects(command, field, &pack, &rules, lang),
            None => of_rules(command, None, &pack, &rules, lang),
        },
        Of::Word(command, field, word) => of_rules(command, Some((field, word)), &pack, &rules, lang),
    };
    let text = match given.value(Opt::Format).copied().unwrap_or(GraphFormat::Mermaid) {
        GraphFormat::Mermaid => graph.mermaid(),
        GraphFormat::Dot => graph.dot(),
    };
    super::write(&args, out, text.as_bytes())?;
    Ok(exit::OK)
}

impl<'p> Of<'p> {
    fn named(name: &str, pack: &'p Pack) -> Option<Self> {
        let command = Command::DECIDING.into_iter().find(|command| command.name() == name);
        command.map(Self::Command).or_else(|| {
            Command::DECIDING.into_iter().find_map(|command| {
                let field = Field::subject_of(command)?;
                let word = pack.word(field.name(), name)?;
                Some(Self::Word(command, field, &word.id))
            })
        })
    }
}

fn nothing_called(name: &str, pack: &Pack) -> Failure {
    let mut known: Vec<&str> = Command::DECIDING.map(Command::name).to_vec();
    for field in Command::DECIDING.into_iter().filter_map(Field::subject_of) {
        known.extend(pack.words(field.name()).map(|word| word.id.as_str()));
    }
    let Text { en, zh } = suggest::hint(suggest::nearest(name, known.iter().copied()));
    Failure::new(
        format!("{name}: is no command, platform or channel; there are {}{en}", known.join(", ")),
        format!("{name}：不是命令、平台或渠道；可用：{}{zh}", known.join("、")),
    )
}

/// What a rule asks of the subject: `None` where it does not speak of it at all.
fn speaks_of(clauses: &[Clause], field: Field, word: &str, pack: &Pack) -> Option<bool> {
    let is_of = |clause: &&Clause| clause.of == Operand::Fact(Fact::Field(field));
    clauses.iter().find(is_of).map(|clause| match &clause.test {
        Test::Words { words, none_of } => {
            let groups = pack.word(field.name(), word).map(|word| word.groups.as_slice()).unwrap_or_default();
            let is_named = |known: &Str| {
                known == word
                    || known.strip_prefix('@').is_some_and(|group| groups.iter().any(|own| own == group))
            };
            words.iter().any(is_named) != *none_of
        }
        Test::Given(given) => *given,
        Test::Bounds(_) => true,
    })
}

/// The rules that settle or open something: the others only say how.
fn decides(rule: &Rule) -> bool {
    let effect = &rule.effect;
    rule.kind == Kind::Effect && (effect.verdict.is_some() || effect.window.is_some() || effect.declines)
}

/// The rules of a command, or of one of its subjects, each with its condition and outcome.
fn of_rules(
    command: Command,
    subject: Option<(Field, &str)>,
    pack: &Pack,
    rules: &[&Rule],
    lang: Lang,
) -> Graph {
    let title = match subject {
        Some((field, word)) => {
            let title = pack.word(field.name(), word).map(|word| word.title.get(lang).to_owned());
            title.unwrap_or_else(|| word.to_owned())
        }
        None => command.name().to_owned(),
    };
    let mut graph = Graph::new(&title);
    for rule in rules.iter().filter(|rule| decides(rule)) {
        let Some(mut clauses) = rule.clauses_for(command) else { continue };
        if let Some((field, word)) = subject {
            if speaks_of(&clauses, field, word, pack) == Some(false) {
                continue;
            }
            // What all of them ask is the root of the graph.
            clauses.retain(|clause| clause.of != Operand::Fact(Fact::Field(field)));
        }
        // What an effect implies, such as that the time is known which a window counts from.
        clauses.retain(|clause| rule.when.contains(clause) || rule.command != command);
        let words: Vec<String> =
            describe::condition(&clauses, pack).iter().map(|text| text.get(lang).to_owned()).collect();
        let condition =
            if words.is_empty() { lang.pick("always", "始终").to_owned() } else { words.join("\n") };
        graph.rule(&rule.id, &condition, &outcome(rule, pack, lang));
    }
    graph
}

/// What a rule comes to: its verdict, or else what it does.
fn outcome(rule: &Rule, pack: &Pack, lang: Lang) -> String {
    match rule.effect.verdict {
        Some(verdict) => named(verdict, lang),
        None => {
            let effects = describe::effects(rule, pack);
            let effects: Vec<&str> = effects.iter().map(|text| text.get(lang)).collect();
            effects.join("\n")
        }
    }
}

fn named(verdict: Verdict, lang: Lang) -> String {
    verdict.short().get(lang).to_owned()
}

/// The subjects of a command, and what rules can make of each.
fn of_subjects(command: Command, field: Field, pack: &Pack, rules: &[&Rule], lang: Lang) -> Graph {
    let mut graph = Graph::new(command.name());
    for word in pack.words(field.name()) {
        for verdict in command.verdicts() {
            let of_verdict = rules.iter().filter(|rule| {
                rule.kind == Kind::Effect
                    && rule.effect.verdict == Some(*verdict)
                    && rule
                        .clauses_for(command)
                        .is_some_and(|clauses| speaks_of(&clauses, field, &word.id, pack) != Some(false))
            });
            let count = of_verdict.count();
            if count > 0 {
                let rules = match lang {
                    Lang::En => format!("{count} rule{}", if count == 1 { "" } else { "s" }),
                    Lang::Zh => format!("{count} 条规则"),
                };
                graph.subject(word.title.get(lang), &rules, &named(*verdict, lang));
            }
        }
    }
    graph
}
