//! Runs the pipeline in memory, in pieces of any size.

use std::io::Read;
use std::sync::{Arc, Mutex, OnceLock, PoisonError};

use kami::internals::command::Command;
use kami::internals::decide::{Counting, Options, Plan};
use kami::internals::input::{
    BatchReader, ColumnMap, Format, Input, Notices, Origin, PassthroughColumn, ReadOptions, Stream,
};
use kami::internals::lang::Lang;
pub use kami::internals::output::Format as Written;
use kami::internals::output::{Column, Own, RowStyle, Rows};
use kami::internals::pipeline::{self, Job, Rendered, RunError, Sink};
use kami::internals::policy::{Layer, LayerFile, Pack, builtin_layer, hash, load};
use kami::internals::record::{Lexicons, Reading};
use kami::internals::value::{CHINA, Moment, shown_lines};

/// 2026-11-22T10:00:00+08:00.
pub const NOW: Moment = Moment(1_795_312_800_000);

/// How an input is read.
#[derive(Clone, Copy, Debug)]
pub struct Knobs {
    pub command: Command,
    pub format: Format,
    pub limit: usize,
    pub batch: usize,
    pub threads: usize,
    /// How many bytes are read at a time; none: all that there are.
    pub read: usize,
    pub passthrough: bool,
}

impl Knobs {
    /// All in one piece, by one worker.
    pub fn of(command: Command, format: Format) -> Self {
        Self { command, format, limit: 16 << 20, batch: 256 * 1024, threads: 1, read: 0, passthrough: false }
    }
}

/// What a run came to.
#[derive(Debug, PartialEq, Eq)]
pub struct Outcome {
    pub out: String,
    pub records: u64,
    pub error: Option<String>,
    /// The warnings, in both languages, as they are shown.
    pub warnings: Vec<String>,
}

impl Outcome {
    fn refused(error: impl std::fmt::Display, warnings: Vec<String>) -> Self {
        let error = Some(shown_lines(&error.to_string()).into_owned());
        Self { out: String::new(), records: 0, error, warnings }
    }

    /// All that is told beside the results: the error that ended the run, and the warnings.
    pub fn messages(&self) -> impl Iterator<Item = &str> {
        self.error.iter().chain(&self.warnings).map(String::as_str)
    }

    /// A result for each record, in order, each of them JSON.
    pub fn check(&self) {
        let mut count = 0;
        for line in self.out.lines() {
            count += 1;
            let result: serde_json::Value = serde_json::from_str(line).expect("a result is JSON");
            assert_eq!(result["record"], count);
        }
        assert_eq!(count, self.records);
    }
}

struct Fixed {
    plans: Vec<Plan<'static>>,
    lexicons: &'static Lexicons,
}

fn fixed() -> &'static Fixed {
    static FIXED: OnceLock<Fixed> = OnceLock::new();
    FIXED.get_or_init(|| {
        let pack: &'static Pack = Box::leak(Box::new(kami::internals::embedded::pack()));
        let lexicons: &'static Lexicons = Box::leak(Box::new(Lexicons::new(pack)));
        let plan = |command| Plan::new(command, pack, lexicons, NOW, Options::default());
        let plans = Command::DECIDING.map(|command| plan(command).unwrap_or_else(|_| panic!("{command:?}")));
        Fixed { plans: plans.into(), lexicons }
    })
}

/// An input that comes a few bytes at a time.
struct Slow {
    text: Vec<u8>,
    at: usize,
    read: usize,
}

impl Read for Slow {
    fn read(&mut self, out: &mut [u8]) -> std::io::Result<usize> {
        let left = &self.text[self.at..];
        let count = left.len().min(self.read).min(out.len());
        out[..count].copy_from_slice(&left[..count]);
        self.at += count;
        Ok(count)
    }
}

struct Kept(Vec<u8>);

impl Sink for Kept {
    fn put(&mut self, rendered: &mut Rendered) -> std::io::Result<()> {
        self.0.extend_from_slice(&rendered.bytes);
        Ok(())
    }
}

/// Runs the pipeline over an input, to a JSON object a line.
pub fn outcome(text: &[u8], knobs: Knobs) -> Outcome {
    run(text, knobs, Written::Jsonl)
}

/// The same, to rows of CSV.
pub fn outcome_csv(text: &[u8], knobs: Knobs) -> Outcome {
    run(text, knobs, Written::Csv)
}

fn run(text: &[u8], knobs: Knobs, written: Written) -> Outcome {
    let fixed = fixed();
    let plan = fixed.plans.iter().find(|plan| plan.command == knobs.command).expect("a plan for it");
    let columns = Column::of(knobs.command);
    let rendering = |passed: Vec<PassthroughColumn>| {
        let names = Own::result_names(&passed, columns.iter().map(|column| column.name()));
        let renamed = columns.iter().zip(&names).filter(|(column, name)| column.name() != **name);
        let style = RowStyle {
            lang: Lang::En,
            explain: false,
            all_quotes: true,
            renamed: renamed.map(|(column, name)| (*column, name.clone())).collect(),
            labels: false,
            guards_numbers: false,
            left_out: Arc::default(),
        };
        let own = (!passed.is_empty()).then(|| Own::new(passed, &names, written.own(&style)));
        (written.rows(style, &columns), own)
    };
    run_rendered(plan, fixed.lexicons, text, knobs, rendering)
}

/// Runs the pipeline by a plan of one's own.
pub fn run_by(plan: &Plan<'_>, lexicons: &Lexicons, text: &[u8], knobs: Knobs, rows: Rows) -> Outcome {
    run_rendered(plan, lexicons, text, knobs, |_| (rows, None))
}

fn run_rendered(
    plan: &Plan<'_>,
    lexicons: &Lexicons,
    text: &[u8],
    knobs: Knobs,
    rendering: impl FnOnce(Vec<PassthroughColumn>) -> (Rows, Option<Own>),
) -> Outcome {
    let told = Mutex::new(Vec::new());
    let tell = |notice: &kami::internals::input::Notice| {
        let texts = [Lang::En, Lang::Zh].map(|lang| shown_lines(notice.text.get(lang)).into_owned());
        told.lock().unwrap_or_else(PoisonError::into_inner).extend(texts);
    };
    let warnings = || {
        let mut warnings = std::mem::take(&mut *told.lock().unwrap_or_else(PoisonError::into_inner));
        // In which order workers come upon them is left open.
        warnings.sort_unstable();
        warnings
    };
    let notices = Notices::new(&tell);
    let map = ColumnMap::new(knobs.command, Vec::new());
    let origin = match knobs.read {
        0 => Origin::Bytes(Arc::from(text)),
        read => Origin::Stream(Stream::new(Box::new(Slow { text: text.to_vec(), at: 0, read }))),
    };
    let input = Input { name: "in".to_owned(), origin };
    let options = ReadOptions {
        from: Some(knobs.format),
        batch_bytes: knobs.batch,
        max_record_bytes: knobs.limit,
        ..ReadOptions::default()
    };
    let mut feed = BatchReader::new(vec![input], options, &map, &notices);
    if let Err(error) = feed.begin() {
        return Outcome::refused(error, warnings());
    }
    let passed = match knobs.passthrough.then(|| feed.own_columns()).transpose() {
        Ok(passed) => passed.unwrap_or_default(),
        Err(error) => return Outcome::refused(error, warnings()),
    };
    let (rows, own) = rendering(passed);
    let reading = Reading { lexicons, now: NOW, offset: CHINA };
    let job = Job {
        results: Default::default(),
        plan,
        reading,
        map: &map,
        notices: &notices,
        fills: Vec::new(),
        counting: Counting::default(),
        only: None,
        comparing: None,
        rows,
        own,
        questions: Default::default(),
        duplicates: None,
        leaves: None,
    };
    let (totals, kept) = pipeline::run(&job, feed, Some(knobs.threads), Kept(Vec::new()));
    match kept {
        Ok(Kept(out)) => {
            let out = String::from_utf8(out).expect("output is text");
            Outcome { out, records: totals.records, error: None, warnings: warnings() }
        }
        Err(RunError::Input(error)) => Outcome::refused(error, warnings()),
        Err(RunError::Output(error)) => panic!("{error}"),
    }
}

/// Loads a policy file over the built-in pack, and plans with it if it is fine.
pub fn load_policy(text: &str) {
    let file = LayerFile { name: "mine.toml".into(), text: text.to_owned().into() };
    let layer = Layer { name: "mine.toml".to_owned(), hash: hash(std::iter::once(text)), files: vec![file] };
    match load(&[builtin_layer(), layer]) {
        Ok(pack) => {
            let lexicons = Lexicons::new(&pack);
            for command in Command::DECIDING {
                let _ = Plan::new(command, &pack, &lexicons, NOW, Options::default());
            }
        }
        Err(problems) => {
            for lang in [Lang::En, Lang::Zh] {
                assert!(problems.lines(lang).count() > 0, "refused without a reason");
            }
        }
    }
}
