//! `kami policy`: reading, checking, testing and writing out the rules.

mod check;
mod export;
mod list;
mod rules;
mod show;
mod test;

use std::io::Write;

use clap::{Arg, ArgAction, ArgMatches, Command as Clap};

use super::failure::Failure;
use super::options;
use super::output::Target;
use super::overwrite::check_output;
use super::tree::{choice, flag, lang_option, option, policy_option};
use crate::command::Command;
use crate::lang::Lang;
use crate::policy::Grade;

/// The subcommand's part of the command line.
pub fn tree(lang: Lang) -> Clap {
    Clap::new("policy")
        .about(
            lang.pick("The rules themselves: read, check, test, export", "规则本身：查看、检查、测试、导出"),
        )
        .subcommand_required(true)
        .arg_required_else_help(true)
        .arg(lang_option(lang))
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
                .about(lang.pick("All that is known of a rule", "查看一条规则的全部内容"))
                .arg(Arg::new("rule").value_name("RULE").required(true).help(lang.pick("Its id", "规则编号")))
                .args(shown(lang))
                .args(common(lang)),
        )
        .subcommand(
            Clap::new("check")
                .about(lang.pick(
                    "What is wrong in policy files, before anything is decided by them",
                    "在使用之前找出策略文件的全部问题",
                ))
                .arg(files(lang))
                .args(common(lang)),
        )
        .subcommand(
            Clap::new("test")
                .about(lang.pick(
                    "Decide the [[case]] tables of policy files and show what differs",
                    "按策略文件中的 [[case]]（缺省为内置用例）逐一判断并显示差异",
                ))
                .arg(files(lang))
                .args(common(lang)),
        )
        .subcommand(
            Clap::new("export")
                .about(lang.pick("The built-in policy as one file to start from", "把内置策略导出为一个文件"))
                .args(common(lang)),
        )
}

fn files(lang: Lang) -> Arg {
    Arg::new("file").value_name("FILE").action(ArgAction::Append).help(lang.pick(
        "Policy files, laid over the built-in one in this order; `-` for standard input",
        "策略文件，按顺序叠加在内置策略之上；“-”为标准输入",
    ))
}

fn filters(lang: Lang) -> Vec<Arg> {
    let commands = Command::DECIDING.map(Command::name);
    let grades = Grade::ALL.map(|(code, _)| code);
    vec![
        choice("command", "COMMAND", &commands, lang, "Rules of this command only", "只看该命令的规则"),
        option("source", "ID", lang, "Rules of this source only", "只看该来源的规则"),
        choice("grade", "GRADE", &grades, lang, "Rules of this grade only", "只看该可信度的规则"),
        flag("disputed", lang, "Disputed rules only", "只看有争议的规则"),
    ]
}

fn shown(lang: Lang) -> Vec<Arg> {
    let formats = ["table", "json", "markdown"];
    vec![
        choice("format", "FORMAT", &formats, lang, "Format", "格式").short('f').default_value("table"),
        option(
            "now",
            "TIME",
            lang,
            "The moment to judge age at (default: the clock)",
            "按此时刻判断是否过时（默认当前时间）",
        ),
    ]
}

fn common(lang: Lang) -> Vec<Arg> {
    vec![
        policy_option(lang),
        option(
            "output",
            "FILE",
            lang,
            "Write to a file, whole or not at all",
            "写入文件（写完才替换，不留半截文件）",
        )
        .short('o'),
        lang_option(lang),
        choice("color", "WHEN", &["auto", "always", "never"], lang, "Colours", "颜色").default_value("auto"),
        flag("quiet", lang, "Say nothing but errors", "只输出错误").short('q'),
    ]
}

/// Runs a subcommand of `kami policy`.
///
/// # Errors
/// When a policy cannot be read or output not be written.
pub fn run(matches: &ArgMatches, lang: Lang, out: Box<dyn Write + Send>) -> Result<u8, Failure> {
    let Some((name, matches)) = matches.subcommand() else { return Ok(super::exit::FAILURE) };
    check_output(matches, &[], &options::texts(matches, "file"))?;
    match name {
        "list" => list::run(matches, lang, out),
        "show" => show::run(matches, lang, out),
        "check" => check::run(matches, lang, out),
        "test" => test::run(matches, lang, out),
        _ => export::run(matches, out),
    }
}

/// Writes a whole output.
fn write(matches: &ArgMatches, out: Box<dyn Write + Send>, bytes: &[u8]) -> Result<(), Failure> {
    let mut target = Target::open(options::output(matches), out)?;
    target.write_all(bytes).map_err(|error| Failure::of_write("output", &error))?;
    target.finish()
}
