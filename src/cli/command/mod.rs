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

/// The command line, with a line of help for each option.
pub(super) fn grammar(lang: Lang) -> Clap {
    let mut grammar = Clap::new("kami")
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
    for command in Command::ALL {
        grammar = grammar.subcommand(records::command(command, lang));
    }
    grammar
        .subcommand(ask::command(lang))
        .subcommand(policy::command(lang))
        .subcommand(others::verify(lang))
        .subcommand(others::template(lang))
        .subcommand(others::schema(lang))
        .subcommand(others::completions(lang))
        .subcommand(others::man(lang))
}
