//! `kami policy` and its own commands.

use clap::{Arg, ArgAction, Command as Clap, value_parser};

use super::option::{Opt, one_of};
use super::{records, shared};
use crate::command::Command;
use crate::lang::Lang;
use crate::output::Format;
use crate::policy::Grade;

/// What makes a comparison of policies fail.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Gate {
    /// A record whose new verdict is worse.
    Worse,
    /// A record, or without records a rule, that differs.
    Changed,
}

/// The languages that graphs are written in.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum GraphFormat {
    Mermaid,
    Dot,
}

/// The formats that a comparison of policies is written in.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum DiffFormat {
    Table,
    Json,
    Jsonl,
}

impl DiffFormat {
    const ALL: [(&'static str, Self); 3] =
        [("table", Self::Table), ("json", Self::Json), ("jsonl", Self::Jsonl)];
}

/// How `check` and `test` report.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum ReportFormat {
    Table,
    Json,
    Github,
    Junit,
    Sarif,
}

impl ReportFormat {
    /// The formats of tests.
    const OF_TESTS: [(&'static str, Self); 4] =
        [("table", Self::Table), ("json", Self::Json), ("github", Self::Github), ("junit", Self::Junit)];

    /// Tests have no place in a file that code scanning could show.
    const OF_CHECKS: [(&'static str, Self); 5] = {
        let [table, json, github, junit] = Self::OF_TESTS;
        [table, json, github, junit, ("sarif", Self::Sarif)]
    };
}

/// The formats that rules are listed in.
const FORMATS: [Format; 3] = [Format::Table, Format::Json, Format::Markdown];

pub(super) fn command(lang: Lang) -> Clap {
    Clap::new("policy")
        .about(
            lang.pick("The rules themselves: read, check, test, compare", "规则本身：查看、检查、测试、比较"),
        )
        .subcommand_required(true)
        .arg_required_else_help(true)
        .arg(shared::lang(lang))
        .arg(shared::color(lang))
        .subcommand(
            Clap::new("list")
                .about(
                    lang.pick(
                        "The rules, with conditions, effects and sources",
                        "列出规则及其条件、效果和来源",
                    ),
                )
                .args(filters(lang))
                .args(shown(lang))
                .args(common(lang)),
        )
        .subcommand(
            Clap::new("show")
                .about(lang.pick("Everything about one rule", "查看一条规则的全部内容"))
                .arg(Opt::Rule.positional("RULE", lang, "The rule's id", "规则编号").required(true))
                .args(shown(lang))
                .args(common(lang)),
        )
        .subcommand(
            Clap::new("check")
                .about(lang.pick(
                    "Find mistakes in policy files before they are used",
                    "在使用之前找出策略文件的全部问题",
                ))
                .arg(files(lang))
                .arg(report(lang).value_parser(one_of(ReportFormat::OF_CHECKS)))
                .arg(Opt::Witness.flag(
                    lang,
                    "Find rules that others shadow and values without rules, with commands that show it",
                    "找出被其他规则遮蔽的规则和没有规则的平台或渠道，并给出可运行的命令",
                ))
                .arg(Opt::Stale.value(
                    "SPAN",
                    lang,
                    "Find sources of rules that are older than this, or undated",
                    "找出规则所依据的、早于此时长或未注明日期的来源",
                ))
                .arg(now_of_age(lang))
                .args(common(lang)),
        )
        .subcommand(
            Clap::new("test")
                .about(lang.pick(
                    "Run the [[case]] tables of policy files and show what differs",
                    "按策略文件中的 [[case]]（缺省为内置用例）逐一判断并显示差异",
                ))
                .arg(files(lang))
                .arg(report(lang).value_parser(one_of(ReportFormat::OF_TESTS)))
                .arg(Opt::Coverage.flag(
                    lang,
                    "List conditions that cases do not test both ways",
                    "指出哪些条件没有用例从两面检验",
                ))
                .arg(Opt::Mutate.flag(
                    lang,
                    "Change rules one thing at a time, and list the changes that no case notices",
                    "逐处改动规则，指出哪些改动没有用例能发现",
                ))
                .arg(
                    Opt::FailUnder
                        .value(
                            "PERCENT",
                            lang,
                            "Exit with 1 if cases notice fewer of the changes than this",
                            "能被发现的改动低于此百分比时以退出码 1 结束",
                        )
                        .requires(Opt::Mutate.id()),
                )
                .args(common(lang)),
        )
        .subcommand(diff(lang))
        .subcommand(
            Clap::new("graph")
                .about(lang.pick(
                    "From conditions to outcomes, as a graph of a command, platform or channel",
                    "把命令、平台或渠道的条件与结论画成图",
                ))
                .arg(
                    Opt::Subject
                        .positional(
                            "COMMAND|PLATFORM|CHANNEL",
                            lang,
                            "What the graph is of",
                            "画哪个命令、平台或渠道",
                        )
                        .required(true),
                )
                .arg(
                    Opt::Format
                        .value("FORMAT", lang, "Format", "格式")
                        .value_parser(one_of([("mermaid", GraphFormat::Mermaid), ("dot", GraphFormat::Dot)]))
                        .short('f')
                        .default_value("mermaid"),
                )
                .arg(Opt::Now.value(
                    "TIME",
                    lang,
                    "Draw the rules in force at this time (default: now)",
                    "画此时刻有效的规则（默认当前时间）",
                ))
                .args(common(lang)),
        )
        .subcommand(
            Clap::new("export")
                .about(lang.pick("The built-in policy as one file to start from", "把内置策略导出为一个文件"))
                .args(common(lang)),
        )
}

/// `kami policy diff`.
pub(crate) fn diff(lang: Lang) -> Clap {
    let gates = [("worse", Gate::Worse), ("changed", Gate::Changed)];
    Clap::new("diff")
        .about(lang.pick(
            "How two policies differ, and which records they decide differently",
            "比较两个策略：哪些规则不同，哪些记录的结果会变",
        ))
        .arg(
            Opt::Policies
                .positional(
                    "OLD NEW|FIELD=VALUE",
                    lang,
                    "Policies: a file, builtin, a built-in layer, or several joined by `+`; then FIELD=VALUE for records that lack the field",
                    "策略：文件、builtin、内置策略层，或用“+”相连的几个；之后可写“字段=值”，补给没有该字段的记录",
                )
                .action(ArgAction::Append),
        )
        .args([
            Opt::Over
                .value("INPUT", lang, "Decide these records by both (repeatable)", "用两个策略判断这些记录（可重复）")
                .action(ArgAction::Append),
            Opt::Command
                .value("COMMAND", lang, "What the records are for", "记录属于哪个命令")
                .value_parser(one_of(Command::DECIDING.map(|command| (command.name(), command)))),
            Opt::Now.value(
                "TIME",
                lang,
                "Decide as of this time (default: now)",
                "按哪个时刻判断（默认当前时间）",
            ),
            Opt::Then.value(
                "TIME",
                lang,
                "Decide by NEW as of this later time; OLD may then stand alone",
                "新策略按这个时刻判断；此时可以只给一个策略",
            ),
            Opt::Witness.flag(
                lang,
                "Without records, make up one for each changed rule that shows a different result",
                "没有记录时，为每条有变化的规则找出一条结果不同的记录",
            ),
            Opt::FailOn
                .value(
                    "GATE",
                    lang,
                    "Exit with 1 if a verdict gets worse, or if anything changes",
                    "结论变差（worse）或有任何变化（changed）时以退出码 1 结束",
                )
                .value_delimiter(',')
                .value_parser(one_of(gates)),
            Opt::Format
                .value("FORMAT", lang, "Format", "格式")
                .value_parser(one_of(DiffFormat::ALL))
                .short('f')
                .default_value("table"),
            Opt::Threads
                .value("N", lang, "Number of threads (default: all CPUs)", "线程数（默认等于处理器数）")
                .value_parser(value_parser!(usize)),
            shared::output(lang),
            shared::lang(lang),
            shared::color(lang),
            shared::quiet(lang),
        ])
        .args(records::input(lang))
}

fn files(lang: Lang) -> Arg {
    Opt::File
        .positional(
            "FILE",
            lang,
            "Policy files, laid over the built-in one in this order; `-` for standard input",
            "策略文件，按顺序叠加在内置策略之上；“-”为标准输入",
        )
        .action(ArgAction::Append)
}

fn report(lang: Lang) -> Arg {
    Opt::Format.value("FORMAT", lang, "Format", "格式").short('f').default_value("table")
}

fn now_of_age(lang: Lang) -> Arg {
    Opt::Now.value(
        "TIME",
        lang,
        "Judge the age of sources as of this time (default: now)",
        "按此时刻判断是否过时（默认当前时间）",
    )
}

fn filters(lang: Lang) -> Vec<Arg> {
    vec![
        Opt::Command
            .value("COMMAND", lang, "Only rules of this command", "只看该命令的规则")
            .value_parser(one_of(Command::DECIDING.map(|command| (command.name(), command)))),
        Opt::Source.value("ID", lang, "Only rules from this source", "只看该来源的规则"),
        Opt::Grade
            .value("GRADE", lang, "Only rules of this grade", "只看该可信度的规则")
            .value_parser(one_of(Grade::ALL)),
        Opt::Disputed.flag(lang, "Only disputed rules", "只看有争议的规则"),
        Opt::Changed.flag(
            lang,
            "Only rules that a layer adds, changes or switches off",
            "只看被策略层新增、修改或关闭的规则",
        ),
    ]
}

fn shown(lang: Lang) -> Vec<Arg> {
    vec![
        Opt::Format
            .value("FORMAT", lang, "Format", "格式")
            .value_parser(one_of(FORMATS.map(|format| (format.name(), format))))
            .short('f')
            .default_value(Format::Table.name()),
        now_of_age(lang),
    ]
}

fn common(lang: Lang) -> Vec<Arg> {
    vec![
        shared::policy(lang),
        shared::output(lang),
        shared::lang(lang),
        shared::color(lang),
        shared::quiet(lang),
    ]
}
