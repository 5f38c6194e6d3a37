use clap::{Arg, ArgAction, Command as Clap};

use super::examples;
use crate::command::Command;
use crate::field::{Field, Kind, Vocabulary};
use crate::lang::Lang;
use crate::output::people::{field_title, padded, width};
use crate::policy::Pack;

/// Options that the short help shows; the long one shows all.
const USUAL: &[&str] = &[
    "format", "output", "explain", "steps", "fail-on", "now", "lang", "topic", "platform", "source",
    "disputed",
];

/// Gives the command line its help: in the language of the run, grouped, with examples, the usual
/// options on one screen and all of them in the long form.
pub(super) fn dress(mut tree: Clap, lang: Lang, pack: &Pack) -> Clap {
    let name = tree.get_name().to_owned();
    let is_root = name == "kami";
    let is_deciding = Command::from_name(&name).is_some();
    let usage = tree.get_override_usage_text(lang);
    let more = lang.pick("The whole of it: ", "完整帮助：");
    let path = if is_root { "kami --help".to_owned() } else { format!("kami {name} --help") };
    let shown = examples::shown(&name, lang);
    let heading = lang.pick("Examples:", "示例：");
    let after = if shown.is_empty() { String::new() } else { format!("{heading}\n{shown}") };
    let long = format!("{after}{}{}", fields(&name, lang, pack), exits(&name, is_root, lang));
    let template =
        format!("{{about}}\n\n{} {{usage}}\n\n{{all-args}}{{after-help}}", lang.pick("Usage:", "用法："));
    tree = tree
        .help_template(template)
        .subcommand_help_heading(lang.pick("Commands", "命令"))
        .disable_help_flag(true)
        .disable_help_subcommand(true)
        .after_help(format!("{after}\n{more}{path}"))
        .after_long_help(long.trim_end().to_owned());
    if let Some(usage) = usage {
        tree = tree.override_usage(usage);
    }
    tree = tree.mut_args(|arg| argument(arg, lang, is_deciding));
    let others = lang.pick("Help", "帮助");
    let help = lang.pick("Help; -h is shorter", "帮助，-h 为简要版");
    tree = tree.arg(
        Arg::new("help").short('h').long("help").action(ArgAction::Help).help(help).help_heading(others),
    );
    if is_root {
        let help = lang.pick("Version", "版本");
        let version = Arg::new("version").short('V').long("version").action(ArgAction::Version);
        tree = tree.disable_version_flag(true).arg(version.help(help).help_heading(others));
    }
    tree.mut_subcommands(|sub| dress(sub, lang, pack))
}

/// How a command is called, in words of the language.
trait UsageText {
    fn get_override_usage_text(&self, lang: Lang) -> Option<String>;
}

impl UsageText for Clap {
    fn get_override_usage_text(&self, lang: Lang) -> Option<String> {
        let name = self.get_name();
        if name == "kami" {
            return Some(lang.pick("kami COMMAND [OPTIONS]", "kami 命令 [选项]").to_owned());
        }
        Command::from_name(name)?;
        let rest = lang.pick("[INPUT]... [FIELD=VALUE]... [OPTIONS]", "[输入]... [字段=值]... [选项]");
        Some(format!("kami {name} {rest}"))
    }
}

/// Says what an argument can be and is by itself in the language of the run.
fn argument(arg: Arg, lang: Lang, is_deciding: bool) -> Arg {
    let name = arg.get_id().as_str().to_owned();
    let heading = match arg.get_help_heading() {
        Some(_) => None,
        None if arg.is_positional() => Some(lang.pick("Arguments", "参数")),
        None if is_deciding => Some(lang.pick("Deciding", "判断")),
        None => Some(lang.pick("Options", "选项")),
    };
    let help = arg.get_help().map(ToString::to_string).unwrap_or_default();
    let takes_value = arg.get_action().takes_values();
    let values: Vec<String> =
        arg.get_possible_values().iter().map(|value| value.get_name().to_owned()).collect();
    let default: Vec<String> =
        arg.get_default_values().iter().map(|value| value.to_string_lossy().into_owned()).collect();
    let mut notes = Vec::new();
    if takes_value && !values.is_empty() {
        notes.push(values.join(lang.pick(", ", "、")));
    }
    if takes_value && !default.is_empty() {
        notes.push(format!("{}{}", lang.pick("default ", "默认 "), default.join(",")));
    }
    let help = match (notes.is_empty(), lang) {
        (true, _) => help,
        (_, Lang::En) => format!("{help} ({})", notes.join("; ")),
        (_, Lang::Zh) => format!("{help}（{}）", notes.join("；")),
    };
    // Commands with few options show them all.
    let is_lesser = is_deciding && !USUAL.contains(&name.as_str());
    let arg = arg.help(help).hide_short_help(is_lesser);
    let arg = if takes_value { arg.hide_default_value(true).hide_possible_values(true) } else { arg };
    match heading {
        Some(heading) => arg.help_heading(heading),
        None => arg,
    }
}

/// The fields that a command's records may have.
fn fields(command: &str, lang: Lang, pack: &Pack) -> String {
    let Some(command) = Command::from_name(command) else { return String::new() };
    let mut text = format!("\n{}\n", lang.pick("Fields of a record:", "记录的字段："));
    let names: Vec<(String, Field)> = Field::of(command)
        .map(|field| match lang {
            Lang::En => (field.name().to_owned(), field),
            Lang::Zh => (format!("{}（{}）", field.name(), field_title(field, lang)), field),
        })
        .collect();
    let room = names.iter().map(|(name, _)| width(name)).max().unwrap_or(0);
    for (name, field) in names {
        let spec = field.spec();
        let kind = spec.kind.title().get(lang);
        let ids: Vec<&str> = match spec.kind {
            Kind::Choice(Vocabulary::Fixed(words)) | Kind::List(Vocabulary::Fixed(words)) => {
                words.iter().map(|word| word.id).collect()
            }
            Kind::Choice(Vocabulary::Policy) | Kind::List(Vocabulary::Policy) => {
                pack.words(spec.name).map(|word| word.id.as_str()).collect()
            }
            _ => Vec::new(),
        };
        let words = match ids.is_empty() {
            true => String::new(),
            false => format!("{}{}", lang.pick(": ", "："), ids.join(lang.pick(", ", "、"))),
        };
        let doc = spec.doc.get(lang);
        text.push_str(&format!("  {}  {doc} [{kind}{words}]\n", padded(&name, room, false)));
    }
    text
}

/// What the exit codes mean.
fn exits(name: &str, is_root: bool, lang: Lang) -> String {
    if !is_root && Command::from_name(name).is_none() {
        return String::new();
    }
    lang.pick(
        "\nExit codes:\n  0  every record came through, no gate tripped\n  1  a record has a verdict of --fail-on\n  2  usage, unreadable input or policy, failed write\n  3  at least one record is invalid; all others were processed\n",
        "\n退出码：\n  0  全部记录处理完毕，没有触发关卡\n  1  有记录的结论在 --fail-on 之列\n  2  用法错误、输入或策略读不了、写入失败\n  3  至少一条记录无效，其余照常处理\n",
    )
    .to_owned()
}
