//! The help: in the language of the run, grouped, with examples; the usual options on one screen
//! and all of them in the long form.

pub(super) mod examples;
mod fields;

use clap::{Arg, ArgAction, Command as Clap};

use super::command::{Opt, grammar};
use crate::command::Command;
use crate::lang::Lang;
use crate::output::text::width;
use crate::policy::Pack;

/// Options that the short help shows; the long one shows all.
const USUAL: [Opt; 10] = [
    Opt::Format,
    Opt::Output,
    Opt::Steps,
    Opt::FailOn,
    Opt::Now,
    Opt::Lang,
    Opt::Topic,
    Opt::Platform,
    Opt::Source,
    Opt::Disputed,
];

/// How wide a text of the short help may be, so that with the option before it 80 columns do.
const SHORT: usize = 51;

/// The whole command line, with its help in a language.
pub fn tree(lang: Lang) -> Clap {
    localize(grammar(lang), "kami", lang, &crate::embedded::pack())
}

/// Gives a command that is called by a path, such as `kami policy list`, its help.
fn localize(mut tree: Clap, path: &str, lang: Lang, pack: &Pack) -> Clap {
    let name = tree.get_name().to_owned();
    let is_root = name == "kami";
    let command = Command::from_name(&name);
    let usage = usage(&tree, path, lang);
    let more = match command {
        Some(_) => lang.pick("All options and fields: ", "全部选项和字段："),
        None => lang.pick("Full help: ", "完整帮助："),
    };
    let shown = examples::shown(&name, lang);
    let heading = lang.pick("Examples:", "示例：");
    let after = if shown.is_empty() { String::new() } else { format!("{heading}\n{shown}") };
    let fields = command.map(|command| fields::fields(command, lang, pack)).unwrap_or_default();
    let variables = environment(command.is_some() || is_root, lang);
    let long = format!("{after}{fields}{variables}{}", exits(&name, is_root, lang));
    let template =
        format!("{{about}}\n\n{}{{usage}}\n\n{{all-args}}{{after-help}}", lang.pick("Usage: ", "用法："));
    tree = tree
        .help_template(template)
        .subcommand_help_heading(lang.pick("Commands", "命令"))
        .disable_help_flag(true)
        .disable_help_subcommand(true)
        .after_help(format!("{after}\n{more}{path} --help").trim_start().to_owned())
        .after_long_help(long.trim_end().to_owned());
    tree = tree.override_usage(usage).mut_args(|arg| argument(arg, lang, command, pack));
    let others = lang.pick("Help", "帮助");
    let help = lang.pick("Help; -h is shorter", "帮助，-h 为简要版");
    let asks = Arg::new("help").short('h').long("help").action(ArgAction::Help).help(help).long_help(help);
    // Who reads the short help knows how to ask for it, and its last line names the long one.
    tree = tree.arg(asks.help_heading(others).hide_short_help(is_root || command.is_some()));
    if is_root {
        let help = lang.pick("Version", "版本");
        let version = Arg::new("version").short('V').long("version").action(ArgAction::Version);
        tree = tree
            .disable_version_flag(true)
            .arg(version.help(help).long_help(help).help_heading(others).hide_short_help(true));
        for opt in [Opt::Lang, Opt::Color] {
            tree = tree.mut_arg(opt.id(), |arg| arg.help_heading(others).hide_short_help(true));
        }
    }
    tree.mut_subcommands(|sub| {
        let path = format!("{path} {}", sub.get_name());
        localize(sub, &path, lang, pack)
    })
}

/// How a command is called, in words of the language.
fn usage(tree: &Clap, path: &str, lang: Lang) -> String {
    if Command::from_name(tree.get_name()).is_some() {
        let rest = lang.pick("[INPUT]... [FIELD=VALUE]... [OPTIONS]", "[输入]... [字段=值]... [选项]");
        return format!("{path} {rest}");
    }
    let mut usage = path.to_owned();
    if tree.has_subcommands() {
        usage.push_str(lang.pick(" COMMAND", " 命令"));
    }
    for arg in tree.get_positionals() {
        let name = arg.get_value_names().and_then(<[_]>::first).map(ToString::to_string);
        let name = name.map(|name| value_name(&name, lang).unwrap_or(&name).to_owned()).unwrap_or_default();
        let is_repeated = matches!(arg.get_action(), ArgAction::Append);
        match (arg.is_required_set(), is_repeated) {
            (true, _) => usage.push_str(&format!(" {name}")),
            (false, true) => usage.push_str(&format!(" [{name}]...")),
            (false, false) => usage.push_str(&format!(" [{name}]")),
        }
    }
    usage.push_str(lang.pick(" [OPTIONS]", " [选项]"));
    usage
}

/// The name of a value in another language than English, if it has one.
fn value_name(name: &str, lang: Lang) -> Option<&'static str> {
    let known = VALUE_NAMES.iter().filter(|_| lang == Lang::Zh);
    known.into_iter().find(|(en, _)| *en == name).map(|(_, zh)| *zh)
}

/// Names of values in usage and help; those that are not listed stay as they are.
const VALUE_NAMES: [(&str, &str); 34] = [
    ("INPUT|FIELD=VALUE", "输入|字段=值"),
    ("FORMAT", "格式"),
    ("A,B,C", "列,列,列"),
    ("N", "数"),
    ("CHAR", "字符"),
    ("ENCODING", "编码"),
    ("NAME", "名称"),
    ("SIZE", "大小"),
    ("MEMBER", "成员"),
    ("FIELD=COLUMN", "字段=列名"),
    ("OFFSET", "时区"),
    ("TIME", "时间"),
    ("FILE", "文件"),
    ("VERDICT", "结论"),
    ("VERDICT,…", "结论,…"),
    ("SPAN", "时长"),
    ("LANG", "语言"),
    ("WHEN", "何时"),
    ("DURATION", "时长"),
    ("TOPIC,…", "主题,…"),
    ("RULE", "规则"),
    ("COMMAND", "命令"),
    ("GRADE", "可信度"),
    ("BY", "依据"),
    ("ID", "编号"),
    ("PERCENT", "百分比"),
    ("GATE", "关卡"),
    ("INPUT", "输入"),
    ("OLD NEW|FIELD=VALUE", "旧策略 新策略|字段=值"),
    ("RECEIPT", "凭证"),
    ("INPUT|RESULTS|FIELD=VALUE", "输入|结果|字段=值"),
    ("COMMAND|PLATFORM|CHANNEL", "命令|平台|渠道"),
    ("WHAT,…", "条件,…"),
    ("TEXT,…", "写法,…"),
];

/// Says what an argument can be and is by itself in the language of the run.
fn argument(arg: Arg, lang: Lang, command: Option<Command>, pack: &Pack) -> Arg {
    let heading = match arg.get_help_heading() {
        Some(_) => None,
        None if arg.is_positional() => Some(lang.pick("Arguments", "参数")),
        None if command.is_some() => Some(lang.pick("Deciding", "判断")),
        None => Some(lang.pick("Options", "选项")),
    };
    let help = arg.get_help().map(ToString::to_string).unwrap_or_default();
    let takes_value = arg.get_action().takes_values();
    let values = known_values(&arg, command, lang, pack);
    let default: Vec<String> =
        arg.get_default_values().iter().map(|value| value.to_string_lossy().into_owned()).collect();
    let default = default.join(",");
    let default = Some(default).filter(|default| takes_value && !default.is_empty());
    let long = noted(&help, &values, default.as_deref(), lang);
    // The short help has a line for an option, and that shows as many values as it has room for.
    let fewer = (1..values.len()).rev().map(|count| {
        let some: Vec<String> = values[..count].iter().cloned().chain(["…".to_owned()]).collect();
        noted(&help, &some, None, lang)
    });
    let without_default = noted(&help, &values, None, lang);
    let short = [long.clone(), without_default].into_iter().chain(fewer).find(|text| width(text) <= SHORT);
    let short = short.unwrap_or_else(|| help.clone());
    // Commands with few options show them all.
    let is_lesser = command.is_some() && !USUAL.iter().any(|usual| usual.is(&arg));
    let mut arg = arg.help(short).long_help(long).hide_short_help(is_lesser);
    if takes_value {
        arg = arg.hide_default_value(true).hide_possible_values(true);
        let shown = arg.get_value_names().and_then(<[_]>::first).map(ToString::to_string);
        if let Some(name) = shown.and_then(|shown| value_name(&shown, lang)) {
            arg = arg.value_name(name);
        }
    }
    match heading {
        Some(heading) => arg.help_heading(heading),
        None => arg,
    }
}

/// A help text with the values and the default behind it.
fn noted(help: &str, values: &[String], default: Option<&str>, lang: Lang) -> String {
    let values = (!values.is_empty()).then(|| values.join(lang.pick(", ", "、")));
    let default = default.map(|default| format!("{}{default}", lang.pick("default ", "默认 ")));
    let notes: Vec<String> = values.into_iter().chain(default).collect();
    match (notes.is_empty(), lang) {
        (true, _) => help.to_owned(),
        (_, Lang::En) => format!("{help} ({})", notes.join("; ")),
        (_, Lang::Zh) => format!("{help}（{}）", notes.join("；")),
    }
}

/// The values that an option can have: those that it is limited to, and those that the command or
/// the policy knows.
fn known_values(arg: &Arg, command: Option<Command>, lang: Lang, pack: &Pack) -> Vec<String> {
    match command {
        Some(command) if Opt::FailOn.is(arg) => {
            let verdicts = command.verdicts().iter().map(|verdict| verdict.code());
            let kinds = match lang {
                Lang::En => ["disputed", "warning:CODE", "flag:CODE", "at-worst:VERDICT"],
                Lang::Zh => ["disputed", "warning:代码", "flag:代码", "at-worst:结论"],
            };
            let has_flags = command == Command::RecycleQuote;
            let kinds = kinds.into_iter().filter(|kind| has_flags || !kind.starts_with("flag"));
            verdicts.chain(kinds).map(str::to_owned).collect()
        }
        Some(command) if Opt::Only.is(arg) || Opt::Turn.is(arg) => {
            command.verdicts().iter().map(|verdict| verdict.code().to_owned()).collect()
        }
        _ if Opt::Topic.is(arg) => pack.topics.iter().map(|topic| topic.id.to_string()).collect(),
        Some(_) if Opt::Platform.is(arg) => pack.words("recycler").map(|word| word.id.to_string()).collect(),
        _ => arg.get_possible_values().iter().map(|value| value.get_name().to_owned()).collect(),
    }
}

/// The variables of the environment that are looked at.
fn environment(is_told: bool, lang: Lang) -> &'static str {
    if !is_told {
        return "";
    }
    lang.pick(
        "\nEnvironment:\n  KAMI_POLICY  policy files to lay over the built-in policy, below those of --policy\n  KAMI_LANG    language, unless --lang is given\n  KAMI_COLOR   colours (auto, always or never), unless --color is given\n  KAMI_PAGER   pager for a card taller than the terminal, instead of PAGER\n  NO_COLOR, CLICOLOR_FORCE, FORCE_COLOR, CLICOLOR, COLUMNS, LINES: as usual\n",
        "\n环境变量：\n  KAMI_POLICY  叠加在内置策略之上的策略文件，优先级低于 --policy\n  KAMI_LANG    未给出 --lang 时使用的语言\n  KAMI_COLOR   未给出 --color 时是否用颜色：auto、always 或 never\n  KAMI_PAGER   卡片超出屏幕时使用的分页程序，优先于 PAGER\n  NO_COLOR、CLICOLOR_FORCE、FORCE_COLOR、CLICOLOR、COLUMNS、LINES：与通常含义相同\n",
    )
}

/// What the exit codes mean.
fn exits(name: &str, is_root: bool, lang: Lang) -> String {
    let command = Command::from_name(name);
    if !is_root && command.is_none() {
        return String::new();
    }
    // A comparison has no verdicts that a gate could wait for.
    let has_gate = command.is_none_or(|command| !command.verdicts().is_empty());
    let codes = [
        Some(match has_gate {
            true => (
                "all records were processed, and none matched --fail-on",
                "全部记录处理完毕，没有命中 --fail-on",
            ),
            false => ("all records were processed", "全部记录处理完毕"),
        }),
        has_gate.then_some(("a record matched --fail-on", "有记录命中 --fail-on")),
        Some((
            "wrong usage, unreadable input or policy, or failed write",
            "用法错误、输入或策略读不了、写入失败",
        )),
        Some(("at least one record is invalid; all others were processed", "至少一条记录无效，其余照常处理")),
    ];
    let mut text = format!("\n{}\n", lang.pick("Exit codes:", "退出码："));
    for (code, meaning) in codes.into_iter().enumerate() {
        if let Some((en, zh)) = meaning {
            text.push_str(&format!("  {code}  {}\n", lang.pick(en, zh)));
        }
    }
    text
}
