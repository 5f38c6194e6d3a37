//! Records decided by two policies in one read of the input.

use std::io::{self, Write};

use super::args::DiffArgs;
use super::{Pair, document, show};
use crate::cli::args::RecordArgs;
use crate::cli::command::{DiffFormat, Gate};
use crate::cli::error::Failure;
use crate::cli::exit;
use crate::cli::nothing_seen::{blind_gate, nothing_seen};
use crate::cli::output_file::Target;
use crate::cli::progress::Watched;
use crate::cli::session::{self, Session};
use crate::decide::{Counting, Plan};
use crate::lang::Lang;
use crate::output::{Column, Format};
use crate::pipeline::{Difference, Job, Rendered, Sink, Twice, run_twice};
use crate::record::{Lexicons, Reading};
use crate::value::shown_lines;

/// Decides all records by both policies and writes those whose results differ.
pub(super) fn run(
    args: &DiffArgs,
    pair: &Pair,
    wanted: RecordArgs,
    lang: Lang,
    out: Box<dyn Write + Send>,
    err: &mut (dyn Write + Send),
) -> anyhow::Result<u8> {
    let new = |_: &[String]| Ok(pair.new.pack.clone());
    session::run_by(wanted, new, lang, out, err, |session| compare(args, pair, session))
}

/// How a record that differs is written.
type Render = fn(&mut Vec<u8>, &Difference<'_>);

fn compare(args: &DiffArgs, pair: &Pair, mut session: Session<'_>) -> anyhow::Result<u8> {
    let wanted = session.args;
    let lexicons = Lexicons::new(&pair.old.pack).with_missing(&wanted.missing);
    let (now, later) = args.moments;
    let old = Plan::new(wanted.command, &pair.old.pack, &lexicons, now, wanted.options.clone());
    let new = Plan::new(wanted.command, &pair.new.pack, session.lexicons, later, wanted.options.clone());
    let (old, new) = (old.map_err(session::too_large)?, new.map_err(session::too_large)?);
    session.open_input()?;
    let columns = Column::of(wanted.command);
    // Results are compared as objects, whatever the comparison itself is written as.
    let rows = || Format::Jsonl.rows(session.row_style(&[], &[]), &columns);
    let by = |plan, lexicons| {
        let reading = Reading { lexicons, now, offset: wanted.offset };
        let job = session.job(plan, rows(), None);
        Job { reading, counting: Counting { cites: true, ..job.counting.clone() }, ..job }
    };
    let twice = Twice {
        // Times that count from now are read once, at the first of two moments.
        old: by(&old, &lexicons),
        new: by(&new, session.lexicons),
        is_changed: &|id| pair.diff.names(id),
        render: &|difference, out| {
            let (render, begin, end): (Render, &[u8], &[u8]) = match args.format {
                DiffFormat::Json => (|out, difference| document::record(out, difference), b",\n", b""),
                DiffFormat::Jsonl => (|out, difference| document::record(out, difference), b"", b"\n"),
                DiffFormat::Table => (|out, difference| show::record(out, difference), b"", b""),
            };
            out.extend_from_slice(begin);
            render(out, difference);
            out.extend_from_slice(end);
        },
    };
    let target = session.target()?;
    let (threads, lang) = (session.args.threads, session.lang);
    let (notices, progress, names) = (session.notices, session.progress, session.names_of_inputs.clone());
    let sink = Watched::new(Output::begin(target, args.format, pair, lang)?, progress);
    let (feed, map) = (session.feed, session.map);
    let (totals, found, watched) = run_twice(&twice, feed, threads, sink).map_err(Failure::from)?;
    // The process ends soon and gives all its memory back at once, which is faster than result by result.
    std::mem::forget((twice.old.results, twice.new.results));
    progress.end();
    let mut sink = watched.sink;
    let mut end = Vec::new();
    match args.format {
        DiffFormat::Json => document::end(&mut end, &pair.diff, totals.records, &found, &[]),
        DiffFormat::Jsonl => {}
        DiffFormat::Table if wanted.output.quiet => {}
        DiffFormat::Table => end.extend_from_slice(show::summary(totals.records, &found, lang).as_bytes()),
    }
    sink.target.write_all(&end).map_err(failed)?;
    map.unseen().map_or(Ok(()), |text| Err(Failure::from(text)))?;
    let nothing = nothing_seen(&totals, &names, wanted.command);
    if let Some(nothing) = nothing.as_ref().filter(|_| !args.gates.is_empty()) {
        return Err(blind_gate(nothing).into());
    }
    sink.target.finish()?;
    if let Some(nothing) = nothing.filter(|_| totals.records == 0 || !notices.names_cause()) {
        notices.tell(nothing, false);
    }
    let is_tripped = args.gates.iter().any(|gate| match gate {
        Gate::Changed => found.records > 0,
        Gate::Worse => found.worse > 0,
    });
    Ok(if is_tripped { exit::GATE_TRIPPED } else { exit::OK })
}

/// Where the records that differ go.
struct Output {
    target: Target,
    format: DiffFormat,
    is_first: bool,
}

impl Output {
    fn begin(mut target: Target, format: DiffFormat, pair: &Pair, lang: Lang) -> Result<Self, Failure> {
        let mut begin = Vec::new();
        match format {
            DiffFormat::Json => document::begin(&mut begin, &pair.diff),
            DiffFormat::Jsonl => {}
            DiffFormat::Table => {
                begin.extend_from_slice(shown_lines(&show::rules(&pair.diff, lang)).as_bytes())
            }
        }
        target.write_all(&begin).map_err(failed)?;
        Ok(Self { target, format, is_first: true })
    }
}

impl Sink for Output {
    fn put(&mut self, rendered: &mut Rendered) -> io::Result<()> {
        let mut bytes = rendered.bytes.as_slice();
        if self.format == DiffFormat::Json && self.is_first && !bytes.is_empty() {
            // No comma stands before the first.
            bytes = bytes.strip_prefix(b",").unwrap_or(bytes);
            self.is_first = false;
        }
        self.target.write_all(bytes)?;
        self.target.flush()
    }
}

fn failed(error: io::Error) -> Failure {
    Failure::of_write("output", error)
}
