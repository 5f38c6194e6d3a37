//! `kami policy diff`: what two policies, or two moments of one, make of the same records.

mod args;
mod document;
mod records;
mod show;
mod specs;
mod witness;

use std::io::Write;

use args::DiffArgs;

use super::super::args::PolicyArgs;
use crate::cli::command::{DiffFormat, Gate, Given};
use crate::cli::error::Failure;
use crate::cli::exit;
use crate::cli::overwrite::check_output;
use crate::lang::Lang;
use crate::pipeline::Differences;
use crate::policy::{Loaded, PolicyDiff};
use crate::value::shown_lines;

/// Two policies and what they differ in.
struct Pair {
    old: Loaded,
    new: Loaded,
    diff: PolicyDiff,
}

impl Pair {
    fn read(args: &DiffArgs) -> Result<Self, Failure> {
        let old = specs::policy(&args.old)?;
        let new = if args.new == args.old { old.clone() } else { specs::policy(&args.new)? };
        let (now, later) = args.moments;
        let days = args.compares_moments.then(|| (now.day(), later.day()));
        let diff = PolicyDiff::new(&old, &new, days);
        Ok(Self { old, new, diff })
    }
}

/// `kami policy diff`.
///
/// # Errors
/// When a policy or an input cannot be read, or output not be written.
pub(super) fn run(
    given: Given<'_>,
    lang: Lang,
    out: Box<dyn Write + Send>,
    err: &mut (dyn Write + Send),
) -> anyhow::Result<u8> {
    let mut args = DiffArgs::resolve(given)?;
    let own = PolicyArgs::without_layers(given);
    let files: Vec<String> = specs::files(&args.old).chain(specs::files(&args.new)).collect();
    let records = args.records.take();
    let inputs = records.as_ref().map_or(&[][..], |records| &records.positional.inputs);
    check_output(own.file.as_deref(), inputs, files.iter())?;
    let pair = Pair::read(&args)?;
    if let Some(mut wanted) = records {
        // The environment names no policy that is compared.
        wanted.policies.clear();
        return records::run(&args, &pair, wanted, lang, out, err);
    }
    let witnesses = if args.makes_witnesses { witness::of(&pair, args.moments)? } else { Vec::new() };
    let bytes = match args.format {
        DiffFormat::Json => {
            let mut bytes = Vec::new();
            document::begin(&mut bytes, &pair.diff);
            document::end(&mut bytes, &pair.diff, 0, &Differences::default(), &witnesses);
            bytes
        }
        // Without records there are no lines of them.
        DiffFormat::Table | DiffFormat::Jsonl => {
            let text = show::rules(&pair.diff, lang) + &show::witnesses(&witnesses, lang);
            shown_lines(&text).into_owned().into_bytes()
        }
    };
    super::write(&own, out, &bytes)?;
    let is_tripped = args.gates.iter().any(|gate| match gate {
        Gate::Changed => pair.diff.has_rules(),
        Gate::Worse => witnesses.iter().any(|witness| witness.is_worse),
    });
    Ok(if is_tripped { exit::GATE_TRIPPED } else { exit::OK })
}
