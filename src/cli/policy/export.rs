//! `kami policy export`: the built-in policy as one file.

use std::io::Write;

use crate::cli::args::PolicyArgs;
use crate::cli::command::Given;
use crate::cli::error::Failure;
use crate::cli::exit;
use crate::policy::BUILTIN_FILES;

/// `kami policy export`: the built-in policy as one file.
///
/// # Errors
/// When output cannot be written.
pub(crate) fn run(given: Given<'_>, out: Box<dyn Write + Send>) -> Result<u8, Failure> {
    let args = PolicyArgs::resolve(given)?;
    super::write(&args, out, exported().as_bytes())?;
    Ok(exit::OK)
}

/// The files of the built-in policy one after the other, which together are one document.
fn exported() -> String {
    let mut text = String::from(HEAD);
    for (name, file) in BUILTIN_FILES {
        text.push_str(&format!("\n# ==== {name} ====\n\n{}", file.trim_start_matches('\n')));
    }
    text
}

const HEAD: &str = "\
# The built-in policy of kami, as one file to start from. Lay it over the built-in one with
#     kami check-unbind --policy this-file.toml cards.csv
# A file of your own needs only what differs from it; see kami policy check --help.
#
# 这是 kami 的内置策略，可在此基础上修改，并用 --policy 叠加使用。
# 自己的策略文件只需写出不同之处。
";
