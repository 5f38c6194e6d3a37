//! `kami --version -v`: what was built from what, and for which machine.

use std::ffi::OsString;

use crate::embedded;
use crate::lang::Lang;

/// What `--version -v` says, where that is what is asked for.
pub(super) fn details(args: &[OsString], lang: Lang) -> Option<String> {
    let texts: Vec<&str> = args.iter().skip(1).filter_map(|arg| arg.to_str()).collect();
    let has = |short: &str, long: &str| texts.iter().any(|text| *text == short || *text == long);
    // Before a command they are the program's own.
    let options = texts.first().is_some_and(|first| first.starts_with('-'));
    if !options || !has("-V", "--version") || !(has("-v", "--verbose") || has("-vv", "--verbose")) {
        return None;
    }
    let pack = embedded::pack();
    let pairs = [
        (lang.pick("policy", "策略"), format!("{} {}", pack.name, pack.version)),
        (lang.pick("commit", "提交"), env!("KAMI_COMMIT").to_owned()),
        (lang.pick("target", "平台"), env!("KAMI_TARGET").to_owned()),
    ];
    let joint = lang.pick(": ", "：");
    let lines: Vec<String> =
        pairs.into_iter().map(|(name, value)| format!("{name}{joint}{value}\n")).collect();
    Some(format!("kami {}\n{}", env!("CARGO_PKG_VERSION"), lines.concat()))
}
