//! `--receipt FILE`: what was decided, from what and by which rules, to be verified later.

mod inputs;

use std::collections::BTreeMap;
use std::io::Write;

use sha2::{Digest, Sha256};

pub(super) use inputs::{HashedInputs, hash_of_file};

use super::args::{GivenOption, RecordArgs};
use super::command::Opt;
use super::error::Failure;
use super::output_file::Target;
use crate::lang::Lang;
use crate::output::Format;
use crate::output::text::written;
use crate::pipeline::Fill;
use crate::policy::Pack;
use crate::receipt::{Hashed, Named, OptionValue, Receipt, Results, SCHEMA, Tree, hex};

/// Options that change nothing of the output, or stand in a place of their own in a receipt.
const ELSEWHERE: [Opt; 9] = [
    Opt::Threads,
    Opt::Quiet,
    Opt::Verbose,
    Opt::Color,
    Opt::Output,
    Opt::Receipt,
    Opt::Policy,
    Opt::Now,
    Opt::FailOn,
];

/// What a receipt says of the options of a run.
pub(super) fn options(given: &[GivenOption], format: Format, lang: Lang) -> BTreeMap<String, OptionValue> {
    // Reports for CI say whether a gate tripped.
    let says_gates = matches!(format, Format::Github | Format::Junit);
    let is_elsewhere = |option: &&GivenOption| {
        let is_gate = option.name == Opt::FailOn.id();
        !(is_gate && says_gates) && ELSEWHERE.iter().any(|opt| opt.id() == option.name)
    };
    let value = |option: &GivenOption| match option.values.as_slice() {
        values if option.is_repeatable => OptionValue::List(values.to_vec()),
        [] => OptionValue::Text("true".to_owned()),
        [.., last] => OptionValue::Text(last.clone()),
    };
    let options = given.iter().filter(|option| !is_elsewhere(option));
    let mut options: BTreeMap<String, OptionValue> =
        options.map(|option| (option.name.clone(), value(option))).collect();
    // What the environment says is no option, but another environment may say something else. `auto`
    // stands for what it came to.
    options.remove(Opt::Lang.id());
    let said = given.iter().any(|option| {
        option.name == Opt::Lang.id() && option.values.last().is_some_and(|value| value != "auto")
    });
    if said || lang == Lang::Zh {
        options.insert(Opt::Lang.id().to_owned(), OptionValue::Text(lang.pick("en", "zh").to_owned()));
    }
    options
}

/// The options of a receipt, to be given again.
pub(super) fn given_again(options: &BTreeMap<String, OptionValue>) -> Vec<GivenOption> {
    let option = |(name, value): (&String, &OptionValue)| {
        let (values, is_repeatable) = match value {
            OptionValue::Text(text) if text == "true" => (Vec::new(), false),
            OptionValue::Text(text) => (vec![text.clone()], false),
            OptionValue::List(values) => (values.clone(), true),
        };
        GivenOption { name: name.clone(), values, is_repeatable }
    };
    options.iter().map(option).collect()
}

/// The hash of values that were given as arguments, in whatever order; of none there is none.
pub(super) fn facts(fills: &[Fill]) -> Option<Hashed> {
    let mut fills: Vec<&Fill> = fills.iter().collect();
    fills.sort_by_key(|fill| fill.field as usize);
    let mut hasher = Sha256::new();
    for fill in &fills {
        hasher.update(format!("{}={}\n", fill.field.name(), fill.text));
    }
    (!fills.is_empty()).then(|| Hashed { sha256: hex(&hasher.finalize()) })
}

/// The layers of a policy with their hashes.
pub(super) fn layers(pack: &Pack) -> Vec<Named> {
    let layers = pack.layers.iter();
    layers.map(|layer| Named { name: layer.name.clone(), sha256: layer.hash.clone() }).collect()
}

/// Writes the receipt of a run that is through.
///
/// # Errors
/// When an input changed while it was read, or the receipt cannot be written.
pub(super) fn write(
    args: &RecordArgs,
    pack: &Pack,
    lang: Lang,
    inputs: HashedInputs,
    output: String,
    tree: &Tree,
    mut target: Target,
) -> Result<(), Failure> {
    let Some(wanted) = &args.receipt else { return Ok(()) };
    let receipt = Receipt {
        schema: SCHEMA.to_owned(),
        version: env!("CARGO_PKG_VERSION").to_owned(),
        command: args.command.name().to_owned(),
        options: options(&wanted.given, args.output.format, lang),
        now: written(|out| args.now.write(out)),
        layers: layers(pack),
        inputs: inputs.finish()?,
        facts: facts(&args.positional.fills),
        output: Hashed { sha256: output },
        results: Results { count: tree.leaves(), merkle_root: hex(&tree.root()) },
    };
    let failed = |error| Failure::of_write(&wanted.file, error);
    target.write_all(receipt.text().as_bytes()).map_err(failed)?;
    target.finish()
}
