//! Reads, decides and writes the records of a run.

use std::io::{self, ErrorKind, IsTerminal};

use anyhow::Context;

use super::parts::Session;
use crate::cli::args::RecordArgs;
use crate::cli::conclusion::{code_of_unread, conclude};
use crate::cli::error::{Failure, While};
use crate::cli::nothing_seen::{blind_gate, nothing_seen};
use crate::cli::output::Output;
use crate::cli::output_file::Target;
use crate::cli::pager::Pager;
use crate::cli::progress::Watched;
use crate::cli::receipt;
use crate::decide::{Counting, Plan, Totals};
use crate::lang::Text;
use crate::output::{Document, Format, Own, Rows, Shared};
use crate::pipeline::{self, Job, Leaves, RunError, Sealed};
use crate::record::Reading;

/// What a run does with its records, beside what every run does.
pub(in crate::cli) struct Work<'w> {
    pub(in crate::cli) plan: &'w Plan<'w>,
    pub(in crate::cli) rows: Rows,
    pub(in crate::cli) own: Option<Own>,
    pub(in crate::cli) comparing: Option<pipeline::Comparing>,
    /// How results are hashed, where there is to be a receipt.
    pub(in crate::cli) leaves: Option<Leaves<'w>>,
    pub(in crate::cli) document: Box<dyn Document + 'w>,
}

impl<'s> Session<'s> {
    /// Deciding the records by a plan.
    pub(in crate::cli) fn job<'j>(&self, plan: &'j Plan<'j>, rows: Rows, own: Option<Own>) -> Job<'j>
    where
        's: 'j,
    {
        let args = self.args;
        Job {
            results: Shared::default(),
            plan,
            reading: Reading { lexicons: self.lexicons, now: args.now, offset: args.offset },
            map: self.map,
            notices: self.notices,
            fills: args.positional.fills.clone(),
            counting: Counting::default(),
            only: args.only.clone(),
            comparing: None,
            rows,
            own,
            questions: args.questions,
            duplicates: None,
            leaves: None,
        }
    }

    /// Where output goes.
    ///
    /// # Errors
    /// When the file cannot be made.
    pub(in crate::cli) fn target(&mut self) -> Result<Target, Failure> {
        let out = std::mem::replace(&mut self.out, Box::new(std::io::sink()));
        Target::open(self.args.output.file.as_deref(), out)
    }

    /// Reads, decides and writes all records, and gives the exit code.
    ///
    /// # Errors
    /// When an input cannot be read or output not be written.
    pub(in crate::cli) fn write_records(mut self, work: Work<'_>) -> anyhow::Result<u8> {
        let target = self.target()?;
        let args = self.args;
        // What cannot be written is known before anything is decided.
        let receipt =
            args.receipt.as_ref().map(|receipt| Target::open(Some(&receipt.file), Box::new(io::sink())));
        let receipt = receipt.transpose()?;
        let target = if receipt.is_some() { target.hashed() } else { target };
        let job = Job {
            counting: Counting {
                gates: args.gates.clone(),
                details: args.output.summary,
                cites: args.output.format == Format::Xlsx,
            },
            comparing: work.comparing,
            duplicates: args.output.flag_duplicates.then(pipeline::Duplicates::default),
            leaves: work.leaves,
            ..self.job(work.plan, work.rows, work.own)
        };
        let context = || While::new("while deciding the records", "判断记录时");
        let output = Output::begin(work.document, target, !args.gates.is_empty())?;
        let sink = Watched::new(Sealed::new(output), self.progress);
        let (totals, written) = pipeline::run(&job, self.feed, args.threads, sink);
        // The process ends soon and gives all its memory back at once, which is faster than result by result.
        std::mem::forget(job.results);
        let watched = match written {
            Err(RunError::Output(error)) if error.kind() == ErrorKind::BrokenPipe => {
                return Ok(code_of_unread(&totals));
            }
            written => written.map_err(Failure::from).with_context(context)?,
        };
        let wanted = args.output.record.filter(|number| *number > totals.records);
        if let Some(number) = wanted {
            return Err(beyond_the_last(number, totals.records).into());
        }
        let Sealed { sink, tree } = watched.sink;
        let target = sink.end(&totals, pager(args, &totals))?;
        self.progress.end();
        if target.is_closed() && args.gates.is_empty() {
            return Ok(code_of_unread(&totals));
        }
        self.map.unseen().map_or(Ok(()), |text| Err(Failure::from(text)))?;
        let nothing = nothing_seen(&totals, &self.names_of_inputs, args.command);
        if let Some(text) = nothing.as_ref().filter(|_| !args.gates.is_empty()) {
            return Err(blind_gate(text).into());
        }
        let sha256 = target.sha256();
        target.finish()?;
        if let (Some(receipt), Some(sha256)) = (receipt, sha256) {
            receipt::write(args, self.pack, self.lang, self.hashed, sha256, &tree, receipt)?;
        }
        if let Some(nothing) = nothing.filter(|_| totals.records == 0 || !self.notices.names_cause()) {
            self.notices.tell(nothing, false);
        }
        // Who reads a table at a terminal may have misspelt a heading; a script knows its columns.
        let untold = if args.output.verbose { 0 } else { self.notices.details() };
        if untold > 0 && args.output.format == Format::Table && io::stderr().is_terminal() {
            self.notices.tell(unread_columns(untold), false);
        }
        Ok(conclude(&totals, &args.gates, &self.left_out, self.notices))
    }
}

/// How a card is shown on a terminal.
fn pager(args: &RecordArgs, totals: &Totals) -> Option<Pager> {
    let output = &args.output;
    let is_card = totals.records == 1 || output.record.is_some();
    let is_shown = output.format == Format::Table && output.terminal().is_output;
    (is_card && is_shown).then(|| Pager::of_environment(!output.no_pager)).flatten()
}

fn beyond_the_last(number: u64, records: u64) -> Failure {
    let (en, zh) = match records {
        0 => ("there is no record".to_owned(), "没有记录".to_owned()),
        1 => ("there is 1 record".to_owned(), "只有 1 条记录".to_owned()),
        _ => (format!("there are {records} records"), format!("共有 {records} 条记录")),
    };
    Failure::new(format!("--record {number}: {en}"), format!("--record {number}：{zh}"))
}

fn unread_columns(count: usize) -> Text {
    let (columns, were) = if count == 1 { ("column", "was") } else { ("columns", "were") };
    Text::new(
        format!("{count} unrecognised {columns} {were} ignored; -v names them"),
        format!("有 {count} 列的列名不认识，已忽略，可用 -v 查看"),
    )
}
