//! `kami verify`, `kami schema`, `kami completions`, `kami man`.

use clap::{ArgAction, Command as Clap, value_parser};
use clap_complete::Shell;

use super::option::{Opt, one_of};
use super::shared;
use crate::command::Command;
use crate::lang::Lang;

/// What there is a schema of.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum SchemaOf {
    Command(Command),
    /// Policy files.
    Policy,
}

pub(super) fn schema(lang: Lang) -> Clap {
    Clap::new("schema")
        .about(lang.pick(
            "JSON Schema of an input record, a result or policy files",
            "输出 JSON Schema：某个命令的输入记录或结果，或策略文件",
        ))
        .arg(
            Opt::Command
                .positional("COMMAND", lang, "The command, or policy", "命令，或 policy（策略文件）")
                .required(true)
                .value_parser(one_of(
                    Command::ALL
                        .map(|command| (command.name(), SchemaOf::Command(command)))
                        .into_iter()
                        .chain([("policy", SchemaOf::Policy)]),
                )),
        )
        .arg(Opt::OfResult.flag(
            lang,
            "Describe a result (a line of -f jsonl) instead of a record",
            "描述结果（-f jsonl 的一行），而不是输入记录",
        ))
        .arg(shared::policy(lang))
        .arg(shared::lang(lang))
        .arg(shared::color(lang))
}

pub(super) fn template(lang: Lang) -> Clap {
    Clap::new("template")
        .about(lang.pick("An empty sheet to fill in", "生成一张空白表格供填写"))
        .arg(
            Opt::Command
                .positional("COMMAND", lang, "The command", "命令")
                .required(true)
                .value_parser(one_of(Command::DECIDING.map(|command| (command.name(), command)))),
        )
        .arg(
            Opt::Output
                .value("FILE", lang, "A .xlsx or .csv file to write", "要写入的 .xlsx 或 .csv 文件")
                .short('o')
                .required(true),
        )
        .arg(shared::policy(lang))
        .arg(shared::lang(lang))
        .arg(shared::color(lang))
}

pub(super) fn verify(lang: Lang) -> Clap {
    Clap::new("verify")
        .about(
            lang.pick("Decide again from a receipt, and compare", "按凭证重新判断一遍，核对输入、策略和结果"),
        )
        .arg(
            Opt::Receipt
                .positional("RECEIPT", lang, "The file that --receipt wrote", "--receipt 写出的凭证")
                .required(true),
        )
        .arg(
            Opt::Results
                .positional(
                    "INPUT|RESULTS|FIELD=VALUE",
                    lang,
                    "The inputs in the same order, the results last; FIELD=VALUE as it was given, anywhere",
                    "按原顺序给出各输入，最后是结果文件；当时给出的“字段=值”放在任意位置",
                )
                .required(true)
                .action(ArgAction::Append),
        )
        .arg(shared::policy(lang))
        .arg(shared::lang(lang))
        .arg(shared::color(lang))
        .arg(shared::quiet(lang))
}

pub(super) fn completions(lang: Lang) -> Clap {
    Clap::new("completions")
        .about(lang.pick("Completion script for a shell", "生成 shell 自动补全脚本"))
        .arg(
            Opt::Shell
                .positional("SHELL", lang, "The shell", "shell 名称")
                .required(true)
                .value_parser(value_parser!(Shell)),
        )
        .arg(shared::lang(lang))
        .arg(shared::color(lang))
}

pub(super) fn man(lang: Lang) -> Clap {
    Clap::new("man")
        .about(lang.pick("Manual page in man format", "生成 man 手册页"))
        .arg(shared::lang(lang))
        .arg(shared::color(lang))
}
