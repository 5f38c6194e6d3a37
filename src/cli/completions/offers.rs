//! What shells can offer: fields and their words, rules, topics, verdicts.

use clap::{Arg, Command as Clap, ValueEnum, builder::PossibleValuesParser};
use clap_complete::Shell;

use crate::cli::command::Opt;
use crate::command::Command;
use crate::field::{Field, Kind, Vocabulary};
use crate::policy::Pack;

/// What a shell can offer for the positional arguments of a command.
pub(crate) struct Offer {
    /// The command, and its own command where it has one.
    pub(crate) path: Vec<&'static str>,
    /// The words.
    pub(crate) words: Vec<String>,
    /// Whether files will do as well.
    pub(crate) or_files: bool,
}

/// What shells can offer for positional arguments: `FIELD=` and `FIELD=word`, rules, commands, shells.
pub(crate) fn positional(pack: &Pack) -> Vec<Offer> {
    let fields = Command::ALL.map(|command| Offer {
        path: vec![command.name()],
        words: assignments(command, pack),
        or_files: true,
    });
    let rules = pack.rules.iter().map(|rule| rule.id.clone()).collect();
    let show = Offer { path: vec!["policy", "show"], words: rules, or_files: false };
    let schema = Offer {
        path: vec!["schema"],
        words: Command::ALL.map(|command| command.name().to_owned()).to_vec(),
        or_files: false,
    };
    let shells = Shell::value_variants().iter().map(ToString::to_string).collect();
    let completions = Offer { path: vec!["completions"], words: shells, or_files: false };
    fields.into_iter().chain([show, schema, completions]).collect()
}

/// Gives options the values that shells can offer, and positional arguments too where the script of
/// the shell makes something of them.
pub(crate) fn offered(tree: Clap, pack: &Pack, shell: Shell) -> Clap {
    let positional = positional(pack);
    let of_input = |command: Command| {
        let offer = positional.iter().find(|offer| offer.path == [command.name()]);
        offer.map(|offer| offer.words.clone()).unwrap_or_default()
    };
    tree.mut_subcommands(|sub| {
        if sub.get_name() == "ask" {
            return offered(sub, pack, shell);
        }
        let Some(command) = Command::from_name(sub.get_name()) else { return policy(sub, pack) };
        let verdicts: Vec<String> =
            command.verdicts().iter().map(|verdict| verdict.code().to_owned()).collect();
        sub.mut_args(|arg| match () {
            () if Opt::Input.is(&arg) && shell == Shell::Bash => offer(arg, of_input(command)),
            () if Opt::FailOn.is(&arg) => offer(arg, verdicts.clone()),
            () if Opt::Platform.is(&arg) => {
                offer(arg, pack.words("recycler").map(|word| word.id.clone()).collect())
            }
            () if Opt::Topic.is(&arg) => {
                offer(arg, pack.topics.iter().map(|topic| topic.id.clone()).collect())
            }
            () => arg,
        })
    })
}

fn policy(sub: Clap, pack: &Pack) -> Clap {
    if sub.get_name() != "policy" {
        return sub;
    }
    sub.mut_subcommands(|sub| {
        sub.mut_args(|arg| match () {
            () if Opt::Rule.is(&arg) => offer(arg, pack.rules.iter().map(|rule| rule.id.clone()).collect()),
            () if Opt::Source.is(&arg) => {
                offer(arg, pack.sources.iter().map(|source| source.id.clone()).collect())
            }
            () => arg,
        })
    })
}

fn offer(arg: Arg, values: Vec<String>) -> Arg {
    arg.value_parser(PossibleValuesParser::new(values))
}

fn owned(words: &[&str]) -> Vec<String> {
    words.iter().map(|word| (*word).to_owned()).collect()
}

/// `FIELD=` of every field that a command reads, and `FIELD=word` where its words are known.
fn assignments(command: Command, pack: &Pack) -> Vec<String> {
    let mut found = Vec::new();
    for field in Field::of(command) {
        let name = field.name();
        let words: Vec<String> = match field.spec().kind {
            Kind::Bool => owned(&["true", "false"]),
            Kind::Choice(Vocabulary::Fixed(words)) | Kind::List(Vocabulary::Fixed(words)) => {
                words.iter().map(|word| word.id.to_owned()).collect()
            }
            Kind::Choice(Vocabulary::Policy) | Kind::List(Vocabulary::Policy) | Kind::OpenChoice => {
                pack.words(name).map(|word| word.id.clone()).collect()
            }
            _ => Vec::new(),
        };
        if words.is_empty() {
            found.push(format!("{name}="));
        }
        found.extend(words.into_iter().map(|word| format!("{name}={word}")));
    }
    found
}
