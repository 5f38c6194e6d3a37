//! Deciding once more what a receipt says was decided.

use std::io::Write;
use std::path::{Path, PathBuf};

use super::Verified;
use crate::cli::args::{GivenOption, resolve_again};
use crate::cli::command::Opt;
use crate::cli::error::Failure;
use crate::cli::{decide, receipt, session};
use crate::lang::Lang;
use crate::receipt::OptionValue;

/// What came of deciding again.
pub(super) struct Again {
    /// The folder that the results are in, for as long as they are needed.
    _folder: tempfile::TempDir,
    /// The results.
    pub(super) results: PathBuf,
    /// The receipt, as it was written.
    pub(super) receipt: String,
}

/// Decides again, into files of their own.
///
/// # Errors
/// When the options of the receipt make no sense, or the run fails.
pub(super) fn decide(verified: &Verified, err: &mut (dyn Write + Send)) -> anyhow::Result<Again> {
    let folder = tempfile::tempdir().map_err(|error| Failure::of_write("a temporary folder", error))?;
    // The ending of a name says the format where no option does.
    let ending = Path::new(&verified.results).extension().unwrap_or_default();
    let results = folder.path().join("results").with_extension(ending);
    let receipt = folder.path().join("receipt");
    let said = &verified.receipt;
    let mut options = receipt::given_again(&said.options);
    let option = |opt: Opt, value: &str| GivenOption {
        name: opt.id().to_owned(),
        values: vec![value.to_owned()],
        is_repeatable: false,
    };
    let lang = match said.options.get(Opt::Lang.id()) {
        Some(OptionValue::Text(name)) if name == "zh" => Lang::Zh,
        _ => Lang::En,
    };
    options.push(option(Opt::Now, &said.now));
    options.push(option(Opt::Output, &results.to_string_lossy()));
    options.push(option(Opt::Receipt, &receipt.to_string_lossy()));
    options.push(GivenOption { name: Opt::Quiet.id().to_owned(), values: Vec::new(), is_repeatable: false });
    let arguments: Vec<String> = verified.inputs.iter().chain(&verified.values).cloned().collect();
    let mut args = resolve_again(verified.command, &options, &arguments)?;
    args.policies.clone_from(&verified.policies);
    // Results name their inputs as these were named then.
    for (input, then) in args.positional.inputs.iter_mut().zip(&said.inputs) {
        input.name.clone_from(&then.name);
    }
    session::run(args, lang, Box::new(std::io::sink()), err, decide::run)?;
    let failed = |error| Failure::of_write("a temporary file", error);
    let text = std::fs::read_to_string(&receipt).map_err(failed)?;
    Ok(Again { _folder: folder, results, receipt: text })
}
