//! Whether colours are used: as asked for, else as the environment says, else on a terminal.

use std::ffi::OsString;

use super::command::When;

/// Whether to use colours on a stream that is a terminal, or is none.
pub(super) fn is_coloured(asked: When, is_terminal: bool) -> bool {
    decided(asked, is_terminal, |name| std::env::var(name).ok())
}

fn decided(asked: When, is_terminal: bool, variable: impl Fn(&str) -> Option<String>) -> bool {
    let set = |name: &str| variable(name).filter(|value| !value.is_empty());
    let is_forced = |name: &str| set(name).is_some_and(|value| value != "0" && value != "false");
    match asked {
        When::Always => return true,
        When::Never => return false,
        When::Auto => {}
    }
    if set("NO_COLOR").is_some() {
        return false;
    }
    match set("KAMI_COLOR").as_deref() {
        Some("always") => return true,
        Some("never") => return false,
        _ => {}
    }
    if is_forced("CLICOLOR_FORCE") || is_forced("FORCE_COLOR") {
        return true;
    }
    if set("CLICOLOR").is_some_and(|value| value == "0") {
        return false;
    }
    is_terminal && set("TERM").is_none_or(|term| term != "dumb")
}

/// What `--color` says, anywhere on the line, before the arguments are parsed: help and errors of
/// parsing are coloured as well.
pub(super) fn asked(args: &[OsString]) -> When {
    match super::locale::last_value(args, "--color") {
        Some("always") => When::Always,
        Some("never") => When::Never,
        _ => When::Auto,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_comes_first_counts() {
        let on = |asked, is_terminal, variables: &[(&str, &str)]| {
            decided(asked, is_terminal, |name| {
                let known = variables.iter().find(|(known, _)| *known == name);
                known.map(|(_, value)| (*value).to_owned())
            })
        };
        assert!(
            on(When::Always, false, &[("NO_COLOR", "1")]) && !on(When::Never, true, &[("FORCE_COLOR", "1")])
        );
        assert!(!on(When::Auto, true, &[("NO_COLOR", "1"), ("KAMI_COLOR", "always")]));
        assert!(on(When::Auto, true, &[("NO_COLOR", "")]), "an empty variable is none");
        assert!(!on(When::Auto, true, &[("KAMI_COLOR", "never"), ("CLICOLOR_FORCE", "1")]));
        assert!(on(When::Auto, false, &[("CLICOLOR_FORCE", "1"), ("CLICOLOR", "0")]));
        assert!(
            on(When::Auto, false, &[("FORCE_COLOR", "1")]) && !on(When::Auto, false, &[("FORCE_COLOR", "0")])
        );
        assert!(!on(When::Auto, true, &[("CLICOLOR", "0")]) && !on(When::Auto, true, &[("TERM", "dumb")]));
        assert!(on(When::Auto, true, &[]) && !on(When::Auto, false, &[]));
    }
}
