//! `kami ask`: one command for each that decides, with the same arguments.

use clap::Command as Clap;

use super::option::Opt;
use super::{records, shared};
use crate::command::Command;
use crate::lang::Lang;

pub(super) fn command(lang: Lang) -> Clap {
    let mut ask = Clap::new("ask")
        .about(lang.pick("Which missing fact to ask for next", "没填的信息里，接下来该问哪一项"))
        .subcommand_required(true)
        .arg_required_else_help(true)
        .arg(shared::lang(lang))
        .arg(shared::color(lang));
    for command in Command::DECIDING {
        // Without a format it hangs on what is asked about.
        let clap = records::command(command, lang).mut_arg(Opt::Format.id(), |arg| arg.default_value(None));
        ask = ask.subcommand(clap.about(about(command, lang)));
    }
    ask
}

fn about(command: Command, lang: Lang) -> &'static str {
    match command {
        Command::CheckUnbind => lang.pick("What to ask about a card to unbind", "解绑一张卡还要问什么"),
        Command::CancelWindow => lang.pick("What to ask about an order to cancel", "取消一笔订单还要问什么"),
        Command::RecycleQuote | Command::ComparePlatforms => {
            lang.pick("What to ask about a card to sell", "回收一张卡还要问什么")
        }
    }
}
