//! What is wrong with the arguments, in the house's words instead of clap's.

use clap::error::{ContextKind, ContextValue, ErrorKind};

use crate::field::without_secret;
use crate::lang::{Lang, suggest};
use crate::value::shown;

/// What is wrong with the arguments, in the house's style: what, where, what would be right.
pub(super) fn complaint(error: &clap::Error, command: Option<&str>, lang: Lang) -> Option<String> {
    let text = |kind: ContextKind| match error.get(kind) {
        Some(ContextValue::String(text)) => Some(shown(&without_secret(text)).into_owned()),
        Some(ContextValue::Strings(texts)) => Some(shown(&texts.join(", ")).into_owned()),
        Some(ContextValue::StyledStr(text)) => Some(shown(&text.to_string()).into_owned()),
        _ => None,
    };
    // Of several suggestions the last one is the nearest.
    let near = |kind: ContextKind| match error.get(kind) {
        Some(ContextValue::String(text)) => Some(text.clone()),
        Some(ContextValue::Strings(texts)) => texts.last().cloned(),
        _ => None,
    };
    let hint = |kind: ContextKind| suggest::hint(near(kind).as_deref()).get(lang).to_owned();
    let arg = text(ContextKind::InvalidArg).unwrap_or_default();
    // A positional argument has no name that its user would know.
    let option = match arg.split([' ', '=']).next().unwrap_or_default() {
        positional if positional.starts_with(['<', '[']) => command.unwrap_or_default().to_owned(),
        option => option.to_owned(),
    };
    let value = text(ContextKind::InvalidValue).unwrap_or_default();
    let text = match error.kind() {
        ErrorKind::UnknownArgument => {
            let hint = hint(ContextKind::SuggestedArg);
            match lang {
                Lang::En => format!("{arg}: no such option{hint}"),
                Lang::Zh => format!("{arg}：没有这个选项{hint}"),
            }
        }
        ErrorKind::InvalidSubcommand => {
            let name = text(ContextKind::InvalidSubcommand).unwrap_or_default();
            let hint = hint(ContextKind::SuggestedSubcommand);
            match lang {
                Lang::En => format!("{name}: no such command{hint}"),
                Lang::Zh => format!("{name}：没有这个命令{hint}"),
            }
        }
        ErrorKind::MissingSubcommand => {
            let known = text(ContextKind::ValidSubcommand).unwrap_or_default();
            match lang {
                Lang::En => format!("a command is missing: {known}"),
                Lang::Zh => format!("缺少命令，可用：{}", known.replace(", ", "、")),
            }
        }
        ErrorKind::InvalidValue | ErrorKind::ValueValidation if value.is_empty() => match lang {
            Lang::En => format!("{option}: a value is missing"),
            Lang::Zh => format!("{option}：后面要有值"),
        },
        ErrorKind::InvalidValue => {
            let known = text(ContextKind::ValidValue).unwrap_or_default();
            let hint = hint(ContextKind::SuggestedValue);
            match lang {
                Lang::En => format!("{option} {value}: expected one of {known}{hint}"),
                Lang::Zh => format!("{option} {value}：应为以下之一：{}{hint}", known.replace(", ", "、")),
            }
        }
        ErrorKind::ValueValidation => match lang {
            Lang::En => format!("{option} {value}: expected a whole number"),
            Lang::Zh => format!("{option} {value}：应为整数"),
        },
        ErrorKind::ArgumentConflict => match lang {
            Lang::En => format!("{option}: given more than once, or along with what excludes it"),
            Lang::Zh => format!("{option}：重复给出，或与其他选项冲突"),
        },
        ErrorKind::MissingRequiredArgument => match lang {
            Lang::En => format!("{arg}: is missing"),
            Lang::Zh => format!("{arg}：缺少这个参数"),
        },
        ErrorKind::TooManyValues | ErrorKind::TooFewValues | ErrorKind::WrongNumberOfValues => match lang {
            Lang::En => format!("{option} {value}: not that many values"),
            Lang::Zh => format!("{option} {value}：值的个数不对"),
        },
        ErrorKind::InvalidUtf8 => {
            lang.pick("an argument is no UTF-8 text", "有参数不是 UTF-8 文本").to_owned()
        }
        _ => return None,
    };
    Some(text)
}
