//! Arguments: whatever they are, what is said of them steers no terminal and shows no secret.

use std::ffi::OsString;

/// One argument a line.
pub fn arguments(data: &[u8]) {
    let text = String::from_utf8_lossy(data);
    let args = text.split('\n').take(40).filter(|arg| !arg.contains('\0'));
    let args: Vec<OsString> = std::iter::once("kami").chain(args).map(OsString::from).collect();
    if let Some(said) = kami::internals::cli::refusal(args) {
        check_message(&said);
    }
}

/// A message has no long number and nothing that steers a terminal.
fn check_message(said: &str) {
    assert_eq!(kami::internals::value::shown_lines(said), said);
}

/// Secrets stand behind names of every kind, and none of them is shown.
pub fn secret_arguments(name: &str, sign: char, secret: &str) {
    for option in [
        None,
        Some("--map"),
        Some("-f"),
        Some("--fail-on"),
        Some("--only"),
        Some("--turn"),
        Some("--tz"),
        Some("--now"),
    ] {
        let given = [Some("check-unbind"), option].into_iter().flatten().map(str::to_owned);
        let args = std::iter::once("kami".to_owned()).chain(given).chain([format!("{name}{sign}{secret}")]);
        if let Some(said) = kami::internals::cli::refusal(args.map(OsString::from).collect()) {
            assert!(!said.contains(secret), "{said}");
            check_message(&said);
        }
    }
}
