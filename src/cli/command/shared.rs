//! Options that several commands have.

use clap::{Arg, ArgAction};

use super::option::{Opt, one_of};
use crate::lang::Lang;

/// When to use colours.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum When {
    /// On a terminal, unless the environment says no.
    Auto,
    Always,
    Never,
}

/// The language of help, messages and what people read.
pub(super) fn lang(lang: Lang) -> Arg {
    let languages = [("auto", None), ("en", Some(Lang::En)), ("zh", Some(Lang::Zh))];
    Opt::Lang
        .value("LANG", lang, "Language of help and messages", "帮助和消息的语言")
        .value_parser(one_of(languages))
        .default_value("auto")
}

/// When to use colours.
pub(super) fn color(lang: Lang) -> Arg {
    let when = [("auto", When::Auto), ("always", When::Always), ("never", When::Never)];
    Opt::Color
        .value("WHEN", lang, "When to use colours", "何时使用颜色")
        .value_parser(one_of(when))
        .default_value("auto")
}

/// Lays a policy of the user's own over the built-in one.
pub(super) fn policy(lang: Lang) -> Arg {
    Opt::Policy
        .value(
            "FILE",
            lang,
            "Lay a policy file over the built-in policy (repeatable)",
            "叠加策略文件（可重复，后者优先）",
        )
        .action(ArgAction::Append)
}

/// Where output goes.
pub(super) fn output(lang: Lang) -> Arg {
    Opt::Output
        .value(
            "FILE",
            lang,
            "Write to a file, which changes only once all is written",
            "写入文件（写完才替换，不留半截文件）",
        )
        .short('o')
}

/// Says less.
pub(super) fn quiet(lang: Lang) -> Arg {
    Opt::Quiet.flag(lang, "Print errors only", "只输出错误").short('q')
}
