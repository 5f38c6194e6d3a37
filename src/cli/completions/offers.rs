//! What there is to offer at the cursor: commands, options, values, fields, words, rules.

use clap::{Arg, Command as Clap};

use super::candidate::Candidate;
use super::facts::facts;
use super::line::Line;
use crate::cli::args::gate_names;
use crate::cli::command::Opt;
use crate::command::Command;
use crate::field::Field;
use crate::lang::Lang;
use crate::policy::{Pack, layer_names};

/// What a word could become.
#[derive(Default)]
pub(super) struct Offers {
    /// The texts to choose from.
    pub(super) candidates: Vec<Candidate>,
    /// Whether a file will do as well.
    pub(super) or_files: bool,
}

/// What the word at the cursor could become.
pub(super) fn offers(line: &Line<'_>, current: &str, pack: &Pack, lang: Lang) -> Offers {
    let mut offers = if let Some(arg) = line.pending {
        values(line, arg, current, pack, lang)
    } else if !line.is_ended && current.starts_with("--") && current.contains('=') {
        behind_equals(line, current, pack, lang)
    } else if !line.is_ended && current.starts_with('-') {
        Offers { candidates: options(line.command), or_files: false }
    } else if line.command.has_subcommands() {
        Offers { candidates: commands(line.command), or_files: false }
    } else {
        line.positional().map(|arg| values(line, arg, current, pack, lang)).unwrap_or_default()
    };
    offers.candidates.retain(|candidate| candidate.text.starts_with(current));
    offers
}

/// The value of an option that is joined to it: `--fail-on=blocked`.
fn behind_equals(line: &Line<'_>, current: &str, pack: &Pack, lang: Lang) -> Offers {
    let (name, value) = current.split_once('=').unwrap_or((current, ""));
    let offers = line.option(name).map(|arg| values(line, arg, value, pack, lang)).unwrap_or_default();
    let before = format!("{name}=");
    let candidates = offers.candidates.into_iter().map(|candidate| candidate.behind(&before));
    Offers { candidates: candidates.collect(), ..offers }
}

fn commands(command: &Clap) -> Vec<Candidate> {
    let commands = command.get_subcommands().filter(|sub| !sub.is_hide_set());
    commands.map(|sub| Candidate::new(sub.get_name(), &about(sub.get_about()))).collect()
}

fn options(command: &Clap) -> Vec<Candidate> {
    let options = command.get_arguments().filter(|arg| !arg.is_hide_set());
    options
        .filter_map(|arg| Some(Candidate::new(format!("--{}", arg.get_long()?), &about(arg.get_help()))))
        .collect()
}

fn about(text: Option<&clap::builder::StyledStr>) -> String {
    text.map(ToString::to_string).unwrap_or_default()
}

/// The values of an argument, behind those of the same word that are there already.
fn values(line: &Line<'_>, arg: &Arg, current: &str, pack: &Pack, lang: Lang) -> Offers {
    let command = Command::from_name(line.command.get_name());
    if let Some(command) = command.filter(|_| Opt::Input.is(arg)) {
        let candidates = facts(command, pack, current, lang);
        return Offers { candidates, or_files: !current.contains('=') };
    }
    let (before, _) = match arg.get_value_delimiter().and_then(|delimiter| current.rfind(delimiter)) {
        Some(at) => current.split_at_checked(at + 1).unwrap_or(("", current)),
        None => ("", current),
    };
    let chosen: Vec<&str> = before.split(',').collect();
    let words = words(arg, command, pack, lang).into_iter();
    let words = words.filter(|word| !chosen.contains(&word.text.as_str()));
    Offers { candidates: words.map(|word| word.behind(before)).collect(), or_files: takes_files(arg) }
}

/// The words that an argument takes.
fn words(arg: &Arg, command: Option<Command>, pack: &Pack, lang: Lang) -> Vec<Candidate> {
    let vocabulary = |field: &str| {
        pack.words(field).map(|word| Candidate::new(&word.id, word.title.get(lang))).collect::<Vec<_>>()
    };
    match () {
        () if Opt::Rule.is(arg) || Opt::Off.is(arg) => {
            pack.rules.iter().map(|rule| Candidate::new(&rule.id, rule.title.get(lang))).collect()
        }
        () if Opt::Source.is(arg) => {
            pack.sources.iter().map(|source| Candidate::new(&source.id, source.title.as_str())).collect()
        }
        () if Opt::Platform.is(arg) => vocabulary("recycler"),
        () if Opt::Topic.is(arg) => {
            pack.topics.iter().map(|topic| Candidate::new(&topic.id, topic.title.get(lang))).collect()
        }
        () if Opt::Map.is(arg) || Opt::Columns.is(arg) => {
            let end = if Opt::Map.is(arg) { "=" } else { "" };
            let fields = command.into_iter().flat_map(Field::of);
            fields
                .map(|field| Candidate::new(format!("{}{end}", field.name()), field.spec().doc.get(lang)))
                .collect()
        }
        () if Opt::FailOn.is(arg) && command.is_some() => {
            let flags: Vec<&str> = pack.words("flag").map(|word| word.id.as_str()).collect();
            let names = command.into_iter().flat_map(|command| gate_names(command, &flags));
            names.map(|name| Candidate::new(name, "")).collect()
        }
        () if Opt::Only.is(arg) || Opt::Turn.is(arg) => {
            let verdicts = command.into_iter().flat_map(|command| command.verdicts().iter());
            verdicts.map(|verdict| Candidate::new(verdict.code(), verdict.title().get(lang))).collect()
        }
        () if Opt::Policy.is(arg) => layer_names().map(|name| Candidate::new(name, "")).collect(),
        () if Opt::Policies.is(arg) => {
            std::iter::once("builtin").chain(layer_names()).map(|name| Candidate::new(name, "")).collect()
        }
        () if Opt::Subject.is(arg) => {
            let commands = Command::DECIDING.into_iter().map(|command| Candidate::new(command.name(), ""));
            commands.chain(vocabulary("platform")).chain(vocabulary("channel")).collect()
        }
        () => {
            let known = arg.get_possible_values().into_iter().filter(|value| !value.is_hide_set());
            known.map(|value| Candidate::new(value.get_name(), &about(value.get_help()))).collect()
        }
    }
}

/// Whether an argument names a file.
fn takes_files(arg: &Arg) -> bool {
    const FILES: [Opt; 8] = [
        Opt::Input,
        Opt::Output,
        Opt::Receipt,
        Opt::Results,
        Opt::File,
        Opt::Over,
        Opt::Policy,
        Opt::Policies,
    ];
    FILES.iter().any(|opt| opt.is(arg)) && arg.get_action().takes_values()
}
