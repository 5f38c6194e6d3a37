//! The language of a run, before its arguments are parsed.

use std::ffi::OsString;

use crate::lang::Lang;

/// The language of this run: `--lang`, else what the environment says.
///
/// It is looked for before the arguments are parsed, since help and errors of parsing speak it.
pub(crate) fn lang_of(args: &[OsString]) -> Lang {
    let texts: Vec<&str> = args.iter().filter_map(|arg| arg.to_str()).collect();
    let named = texts.iter().enumerate().find_map(|(index, text)| match text.strip_prefix("--lang") {
        Some("") => texts.get(index + 1).copied(),
        Some(rest) => rest.strip_prefix('='),
        None => None,
    });
    match named {
        Some("zh") => Lang::Zh,
        Some("en") => Lang::En,
        _ => of_environment(),
    }
}

fn of_environment() -> Lang {
    let set = |name: &str| std::env::var(name).ok().filter(|value| !value.is_empty());
    let locale = ["LC_ALL", "LC_MESSAGES", "LANG"].into_iter().find_map(set);
    locale.map_or(Lang::En, |locale| Lang::of_locale(&locale))
}
