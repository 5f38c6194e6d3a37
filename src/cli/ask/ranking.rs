//! The ranking of what to ask for next about one record.

use std::io::Write;

use super::super::args::RecordArgs;
use super::super::error::Failure;
use super::super::output_file::Target;
use super::super::{exit, message};
use super::facts;
use super::written::Written;
use crate::command::Verdict;
use crate::decide::VerdictRange;
use crate::lang::Lang;
use crate::output::asking::{Asked, ranking_json, ranking_table};
use crate::questions::{counts, lacks_subject, ranking};

/// Writes the ranking.
///
/// # Errors
/// When the policy cannot be read or the output not be written.
pub(super) fn run(
    args: &RecordArgs,
    written: Written,
    lang: Lang,
    out: Box<dyn Write + Send>,
    err: &mut (dyn Write + Send),
) -> anyhow::Result<u8> {
    let (pack, lexicons) = facts::policy(args)?;
    let plan = facts::plan(args, &pack, &lexicons)?;
    let record = facts::record(args, &lexicons);
    let wrong = facts::error_of(&record, &lexicons);
    let told = facts::contradicting(&plan, &record.facts).or_else(|| wrong.clone());
    if let Some(text) = told.filter(|_| !args.output.quiet) {
        message::warn(err, &text, lang);
    }
    let is_invalid = wrong.is_some();
    let facts = &record.facts;
    let questions = if is_invalid { Vec::new() } else { ranking(&plan, facts) };
    let asked = Asked {
        plan: &plan,
        facts,
        outcome: match is_invalid || lacks_subject(&plan, facts) {
            true => VerdictRange { verdict: Verdict::Invalid, at_worst: Verdict::Invalid },
            false => plan.outcome(facts),
        },
        questions: &questions,
        counts: counts(&plan, facts, &questions),
        lang,
    };
    let terminal = args.output.terminal();
    let text = match written {
        Written::Json => ranking_json(&asked),
        Written::Table => ranking_table(&asked, terminal.width(), terminal.style()).into_bytes(),
    };
    let failed = |error| Failure::of_write("output", error);
    let mut target = Target::open(args.output.file.as_deref(), out)?;
    target.write_all(&text).and_then(|()| target.flush()).map_err(failed)?;
    target.finish()?;
    Ok(if is_invalid { exit::INVALID } else { exit::OK })
}
