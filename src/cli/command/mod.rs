//! The command line as clap knows it: commands, their options and what each can be.
//!
//! The larger part of the help is added by `help`, for it takes longer to put together than most
//! runs.

mod ask;
mod option;
mod others;
mod policy;
mod records;
mod shared;

pub(crate) use option::{Given, Opt};
pub(crate) use others::SchemaOf;
pub(crate) use policy::{DiffFormat, Gate, GraphFormat, ReportFormat, diff};
pub(crate) use shared::When;

use clap::Command as Clap;

use crate::command::Command;
use crate::lang::Lang;

/// Puts a command together.
type Make = fn(Lang) -> Clap;

/// The commands beside those that read records, in the order of the help.
const OTHERS: [(&str, Make); 7] = [
    ("ask", ask::command),
    ("policy", policy::command),
    ("verify", others::verify),
    ("template", others::template),
    ("schema", others::schema),
    ("completions", others::completions),
    ("man", others::man),
];

/// The command line, with a line of help for each option.
pub(super) fn grammar(lang: Lang) -> Clap {
    grammar_of(lang, |_| true)
}

/// The command line with those of the commands that are wanted, by their names: to put all of them
/// together takes longer than to decide a record.
pub(super) fn grammar_of(lang: Lang, is_wanted: impl Fn(&str) -> bool) -> Clap {
    let grammar = Clap::new("kami")
        .version(env!("CARGO_PKG_VERSION"))
        .term_width(0)
        .about(lang.pick(
            "What can still be done with a gift card, bound bank card or recycling order",
            "判断礼品卡、绑定的银行卡或回收订单还能怎么处理，并给出依据",
        ))
        .subcommand_required(true)
        .arg_required_else_help(true)
        // An option that cannot be repeated counts as it is given last.
        .args_override_self(true)
        .arg(shared::lang(lang).global(true))
        .arg(shared::color(lang).global(true));
    let records = Command::ALL.into_iter().filter(|command| is_wanted(command.name()));
    let others = OTHERS.into_iter().filter(|(name, _)| is_wanted(name));
    let commands = records.map(|command| records::command(command, lang));
    grammar.subcommands(commands).subcommands(others.map(|(_, command)| command(lang)))
}
