//! How far a run is, on a terminal.

use std::io::{self, IsTerminal};
use std::sync::OnceLock;
use std::time::{Duration, Instant};

use indicatif::{HumanCount, ProgressBar, ProgressStyle};

use super::args::OutputArgs;
use crate::input::{Input, Origin};
use crate::lang::Lang;
use crate::pipeline::{Rendered, Sink};

/// How far a run is, on a terminal, once it takes long enough to be asked for.
pub(crate) struct Progress {
    lang: Lang,
    is_wanted: bool,
    bytes: Option<u64>,
    begun: Instant,
    bar: OnceLock<ProgressBar>,
}

/// Runs shorter than this need no bar.
const PATIENCE: Duration = Duration::from_secs(1);

impl Progress {
    /// The progress of reading these inputs.
    ///
    /// There is none with `-q`, where standard error is no terminal, and where the results
    /// themselves scroll over that terminal.
    pub(crate) fn new(args: &OutputArgs, inputs: &[Input], lang: Lang) -> Self {
        let to_terminal = args.terminal().is_output;
        let is_wanted = !args.quiet && io::stderr().is_terminal() && !to_terminal;
        let size = |input: &Input| match &input.origin {
            Origin::File(path) => {
                std::fs::metadata(path).ok().filter(|meta| meta.is_file()).map(|meta| meta.len())
            }
            _ => None,
        };
        let bytes = inputs.iter().map(size).sum();
        Self { lang, is_wanted, bytes, begun: Instant::now(), bar: OnceLock::new() }
    }

    /// Does something on standard error without the bar in the way.
    pub(crate) fn aside<T>(&self, act: impl FnOnce() -> T) -> T {
        match self.bar.get() {
            Some(bar) => bar.suspend(act),
            None => act(),
        }
    }

    /// Takes the bar away.
    pub(crate) fn end(&self) {
        if let Some(bar) = self.bar.get() {
            bar.finish_and_clear();
        }
    }

    fn show(&self, read: u64, records: u64) {
        if !self.is_wanted || (self.bar.get().is_none() && self.begun.elapsed() < PATIENCE) {
            return;
        }
        let bar = self.bar.get_or_init(|| self.new_bar());
        // Text can be longer than the file it was packed in.
        bar.set_length(self.bytes.unwrap_or(read).max(read));
        bar.set_position(read);
        let seconds = self.begun.elapsed().as_secs().max(1);
        let (records, rate) = (HumanCount(records), HumanCount(records / seconds));
        bar.set_message(match self.lang {
            Lang::En => format!("{records} records, {rate}/s"),
            Lang::Zh => format!("{records} 条，每秒 {rate} 条"),
        });
    }

    fn new_bar(&self) -> ProgressBar {
        let template = match (self.bytes, self.lang) {
            (Some(_), Lang::En) => "{bar:24} {bytes}/{total_bytes}  {msg}  {eta} left",
            (Some(_), Lang::Zh) => "{bar:24} {bytes}/{total_bytes}  {msg}  还需 {eta}",
            (None, _) => "{spinner} {bytes}  {msg}",
        };
        let style = ProgressStyle::with_template(template).unwrap_or_else(|_| ProgressStyle::default_bar());
        let bar = ProgressBar::new(self.bytes.unwrap_or(0)).with_elapsed(self.begun.elapsed());
        bar.set_style(style.progress_chars("█░"));
        bar
    }
}

impl Drop for Progress {
    /// A run that fails leaves no bar behind either.
    fn drop(&mut self) {
        self.end();
    }
}

/// A sink that says how far it is.
pub(crate) struct Watched<'p, S> {
    /// The sink that does the work.
    pub(crate) sink: S,
    progress: &'p Progress,
    read: u64,
    records: u64,
}

impl<'p, S> Watched<'p, S> {
    /// Watches a sink.
    pub(crate) fn new(sink: S, progress: &'p Progress) -> Self {
        Self { sink, progress, read: 0, records: 0 }
    }
}

impl<S: Sink> Sink for Watched<'_, S> {
    fn put(&mut self, rendered: &mut Rendered) -> io::Result<()> {
        self.read += rendered.read;
        self.records += rendered.records;
        self.sink.put(rendered)?;
        self.progress.show(self.read, self.records);
        Ok(())
    }
}
