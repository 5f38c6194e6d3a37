//! The facts of the one record that is asked about.

use super::super::args::RecordArgs;
use super::super::error::{Failure, While};
use super::super::policies;
use crate::command::Command;
use crate::decide::Plan;
use crate::field::Field;
use crate::lang::{Lang, Text};
use crate::output::{error_text, field_title};
use crate::policy::Pack;
use crate::questions::contradiction;
use crate::record::{Facts, Lexicons, Reading, Record};

use anyhow::Context;

/// The policy of a run, and its words.
///
/// # Errors
/// When the policy cannot be read.
pub(super) fn policy(args: &RecordArgs) -> anyhow::Result<(Pack, Lexicons)> {
    let pack =
        policies::policy(&args.policies).context(While::new("while reading the policy", "读取策略时"))?;
    let lexicons = Lexicons::new(&pack).with_missing(&args.missing);
    Ok((pack, lexicons))
}

/// The plan of a run.
///
/// # Errors
/// When the policy is larger than decisions can be made from.
pub(super) fn plan<'p>(
    args: &RecordArgs,
    pack: &'p Pack,
    lexicons: &'p Lexicons,
) -> Result<Plan<'p>, Failure> {
    let command: Command = args.command;
    Plan::new(command, pack, lexicons, args.now, args.options.clone())
        .map_err(|what| Failure::new(format!("the policy has {what}"), format!("策略超出上限：{what}")))
}

/// How the values of arguments and answers are read.
pub(super) fn reading<'p>(args: &RecordArgs, lexicons: &'p Lexicons) -> Reading<'p> {
    Reading { lexicons, now: args.now, offset: args.offset }
}

/// The record that the arguments make.
pub(super) fn record(args: &RecordArgs, lexicons: &Lexicons) -> Record {
    let reading = reading(args, lexicons);
    let mut record = Record::default();
    for fill in &args.positional.fills {
        record.fill(&reading, fill.field, fill.text.as_bytes());
    }
    record.finish();
    record
}

/// What is wrong with a record, if anything is.
pub(super) fn error_of(record: &Record, lexicons: &Lexicons) -> Option<Text> {
    let error = record.error.as_deref()?;
    Some(Text::new(error_text(error, lexicons, Lang::En), error_text(error, lexicons, Lang::Zh)))
}

/// Which two facts contradict each other, in words.
pub(super) fn contradicting(plan: &Plan<'_>, facts: &Facts) -> Option<Text> {
    let (one, other) = contradiction(plan, facts)?;
    let value = |field: Field| {
        facts.get(field).map(|value| crate::questions::value_text(plan, field, value)).unwrap_or_default()
    };
    let en = |field: Field| format!("{}={}", field.name(), value(field));
    let zh = |field: Field| format!("{}={}（{}）", field.name(), value(field), field_title(field, Lang::Zh));
    Some(Text::new(
        format!("{} and {} contradict each other", en(one), en(other)),
        format!("{} 与 {} 互相矛盾", zh(one), zh(other)),
    ))
}
