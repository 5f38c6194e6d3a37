//! The language of a run, before its arguments are parsed.

use std::ffi::OsString;

use crate::lang::Lang;

/// The language of this run: `--lang`, else what the environment says, else what the system says.
///
/// It is looked for before the arguments are parsed, since help and errors of parsing speak it.
pub(crate) fn lang_of(args: &[OsString]) -> Lang {
    match last_value(args, "--lang") {
        Some("zh") => Lang::Zh,
        Some("en") => Lang::En,
        _ => of_environment(),
    }
}

/// The last value of an option, wherever it stands on the line.
pub(super) fn last_value<'a>(args: &'a [OsString], option: &str) -> Option<&'a str> {
    let texts: Vec<&str> = args.iter().map(|arg| arg.to_str().unwrap_or_default()).collect();
    let values = texts.iter().enumerate().take_while(|(_, text)| **text != "--");
    let values = values.filter_map(|(index, text)| match text.strip_prefix(option)? {
        "" => texts.get(index + 1).copied(),
        rest => rest.strip_prefix('='),
    });
    values.last()
}

fn of_environment() -> Lang {
    let set = |name: &str| std::env::var(name).ok().filter(|value| !value.is_empty());
    let named = set("KAMI_LANG").filter(|value| value != "auto");
    let locale = named.or_else(|| ["LC_ALL", "LC_MESSAGES", "LANG"].into_iter().find_map(set));
    locale.or_else(sys_locale::get_locale).map_or(Lang::En, |locale| Lang::of_locale(&locale))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_last_value_counts_wherever_it_stands() {
        let last = |line: &str| {
            let args: Vec<OsString> = line.split(' ').map(OsString::from).collect();
            last_value(&args, "--lang").map(str::to_owned)
        };
        assert_eq!(last("kami --lang en list --lang=zh").as_deref(), Some("zh"));
        assert_eq!(last("kami list --language zh -- --lang en"), None);
    }
}
