//! What a record costs, part by part and from end to end: `cargo bench`.

#![allow(missing_docs, clippy::unwrap_used, reason = "a benchmark may panic")]

mod common;

use std::io;
use std::sync::Arc;

use common::{RECORDS, Rows, Setup};
use divan::{Bencher, black_box, counter::ItemsCount};
use kami::internals::command::Command;
use kami::internals::decide::{Computed, Counting, Dependents};
use kami::internals::input::{BatchReader, ColumnMap, Format, Input, Notices, Origin, Place, ReadOptions};
use kami::internals::lang::Lang;
use kami::internals::output::{
    Column, ColumnWriter, CsvWriter, JsonWriter, RecordMeta, Rows as Rendering, Segments, Shared, View,
};
use kami::internals::pipeline::{self, Job, Rendered, Sink};
use kami::internals::questions::Answers;
use kami::internals::record::Record;

const COMMANDS: [Command; 3] = [Command::CheckUnbind, Command::CancelWindow, Command::RecycleQuote];

fn main() {
    divan::main();
}

/// The texts of a record into facts.
#[divan::bench(args = COMMANDS.map(Command::name))]
fn parse(bencher: Bencher<'_, '_>, name: &str) {
    let (setup, rows) = (Setup::new(), Rows::of(command(name)));
    let reading = setup.reading();
    let mut record = Record::default();
    bencher.counter(ItemsCount::new(RECORDS)).bench_local(|| {
        for row in &rows.rows {
            record.clear();
            for (field, text) in rows.fields.iter().zip(row) {
                record.set_text(&reading, *field, text.as_bytes());
            }
            record.finish();
            black_box(&record);
        }
    });
}

/// Facts into a decision, without keeping any.
#[divan::bench(args = COMMANDS.map(Command::name))]
fn decide(bencher: Bencher<'_, '_>, name: &str) {
    let setup = Setup::new();
    let plan = setup.plan(command(name));
    let records = setup.records(&Rows::of(command(name)));
    bencher.counter(ItemsCount::new(RECORDS)).bench_local(|| {
        for record in &records {
            let mut facts = record.facts.clone();
            let prepared = plan.prepare(&mut facts);
            let decision = plan.settle(&facts, &prepared);
            black_box(plan.compute(&facts, &prepared, &decision));
        }
    });
}

/// Facts into the key by which decisions are kept.
#[divan::bench(args = COMMANDS.map(Command::name))]
fn key(bencher: Bencher<'_, '_>, name: &str) {
    let setup = Setup::new();
    let plan = setup.plan(command(name));
    let records = setup.records(&Rows::of(command(name)));
    bencher.counter(ItemsCount::new(RECORDS)).bench_local(|| {
        for record in &records {
            black_box(plan.key(&record.facts));
        }
    });
}

/// A decision into a row of CSV, without keeping any of it.
#[divan::bench(args = COMMANDS.map(Command::name))]
fn render_csv(bencher: Bencher<'_, '_>, name: &str) {
    render(bencher, command(name), CsvWriter::plain(Lang::En, false));
}

/// A decision into a JSON object, without keeping any of it.
#[divan::bench(args = COMMANDS.map(Command::name))]
fn render_json(bencher: Bencher<'_, '_>, name: &str) {
    render(bencher, command(name), json());
}

/// CSV in, CSV out, through the pipeline.
#[divan::bench(args = COMMANDS.map(Command::name), consts = [1, 2])]
fn csv_to_csv<const THREADS: usize>(bencher: Bencher<'_, '_>, name: &str) {
    let command = command(name);
    let rows = Rendering::csv(CsvWriter::plain(Lang::En, false), &Column::of(command));
    end_to_end(bencher, command, Rows::of(command).csv(), Format::Csv, rows, THREADS);
}

/// JSON lines in, JSON lines out, through the pipeline.
#[divan::bench(args = COMMANDS.map(Command::name), consts = [1, 2])]
fn jsonl_to_jsonl<const THREADS: usize>(bencher: Bencher<'_, '_>, name: &str) {
    let command = command(name);
    let rows = Rendering::json(json(), &Column::of(command), false);
    end_to_end(bencher, command, Rows::of(command).jsonl(), Format::Jsonl, rows, THREADS);
}

fn command(name: &str) -> Command {
    COMMANDS.into_iter().find(|command| command.name() == name).unwrap()
}

fn json() -> JsonWriter {
    JsonWriter { lang: Lang::En, explain: false, all_quotes: false, renamed: Vec::new() }
}

fn render(bencher: Bencher<'_, '_>, command: Command, writer: impl ColumnWriter) {
    let setup = Setup::new();
    let plan = setup.plan(command);
    let records = setup.records(&Rows::of(command));
    let decided: Vec<_> = records
        .iter()
        .map(|record| {
            let mut facts = record.facts.clone();
            let prepared = plan.prepare(&mut facts);
            let decision = plan.settle(&facts, &prepared);
            let computed: Computed = plan.compute(&facts, &prepared, &decision);
            (record, decision, computed)
        })
        .collect();
    let segments = Segments::new(writer, &Column::of(command));
    let (mut runs, mut out) = (Vec::new(), Vec::new());
    bencher.counter(ItemsCount::new(RECORDS)).bench_local(|| {
        out.clear();
        for (index, (record, decision, computed)) in decided.iter().enumerate() {
            let number = index as u64 + 1;
            let (input, place) = ("cards.csv", Place::Line(number + 1));
            let meta = RecordMeta { number, input, is_plain_input: true, place, record };
            let view = View { plan: &plan, meta, earlier: None, decision, computed, answers: &Answers::NONE };
            runs.clear();
            segments.render_static(&view, Dependents::NONE, &mut runs);
            segments.write(&view, Dependents::NONE, &runs, &mut out);
        }
        black_box(&out);
    });
}

/// Takes everything and keeps nothing.
struct Nowhere;

impl Sink for Nowhere {
    fn put(&mut self, rendered: &mut Rendered) -> io::Result<()> {
        black_box(&rendered.bytes);
        Ok(())
    }
}

fn end_to_end(
    bencher: Bencher<'_, '_>,
    command: Command,
    text: Vec<u8>,
    from: Format,
    rows: Rendering,
    threads: usize,
) {
    let setup = Setup::new();
    let plan = setup.plan(command);
    let map = ColumnMap::new(command, Vec::new());
    let tell = |_: &_| {};
    let notices = Notices::new(&tell);
    let bytes: Arc<[u8]> = text.into();
    let reading = setup.reading();
    let job = Job {
        results: Shared::default(),
        plan: &plan,
        reading,
        map: &map,
        notices: &notices,
        fills: Vec::new(),
        counting: Counting::default(),
        only: None,
        comparing: None,
        rows,
        own: None,
        questions: Default::default(),
        duplicates: None,
        leaves: None,
    };
    bencher.counter(ItemsCount::new(RECORDS)).bench_local(|| {
        let input = Input { name: "cards".to_owned(), origin: Origin::Bytes(Arc::clone(&bytes)) };
        let options = ReadOptions { from: Some(from), ..ReadOptions::default() };
        let mut feed = BatchReader::new(vec![input], options, &map, &notices);
        feed.begin().unwrap();
        let (totals, written) = pipeline::run(&job, feed, Some(threads), Nowhere);
        assert!(written.is_ok());
        assert_eq!(totals.records, RECORDS as u64);
    });
}
