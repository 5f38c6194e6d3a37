//! How the results of a run look: for people, in rows, and beside the input's own columns.

use std::sync::Arc;

use super::parts::Session;
use crate::cli::args::RecordArgs;
use crate::cli::error::Failure;
use crate::cli::sheet_size::most_rows;
use crate::decide::Plan;
use crate::engine::RuleSet;
use crate::input::PassthroughColumn;
use crate::output::human::Screen;
use crate::output::{Column, Own, OwnStyle, RowStyle, Rows, Run};
use crate::policy::Topic;

impl<'s> Session<'s> {
    /// How people see the results.
    pub(in crate::cli) fn screen(&self) -> Screen {
        let output = &self.args.output;
        let terminal = output.terminal();
        Screen {
            lang: self.lang,
            style: terminal.style(),
            width: terminal.width(),
            detail: output.detail,
            explain: output.explain,
            steps: output.steps,
            letter: output.letter,
            questions: self.args.questions,
            ascii: output.ascii,
            all_quotes: output.all_quotes,
        }
    }

    /// How workers render rows of these columns, which go by these names.
    pub(in crate::cli) fn rows(&self, columns: &[Column], names: &[String]) -> Rows {
        if self.args.output.summary {
            return Rows::Counted;
        }
        self.args.output.format.rows(self.row_style(columns, names), columns)
    }

    /// What there is to choose in rows of these columns, which go by these names.
    pub(in crate::cli) fn row_style(&self, columns: &[Column], names: &[String]) -> RowStyle {
        let Self { lang, args: RecordArgs { output, .. }, .. } = *self;
        let renamed = columns.iter().zip(names).filter(|(column, name)| column.name() != **name);
        RowStyle {
            lang,
            explain: output.explain,
            all_quotes: output.all_quotes,
            renamed: renamed.map(|(column, name)| (*column, name.clone())).collect(),
            labels: output.labels,
            guards_numbers: output.bom,
            left_out: Arc::clone(&self.left_out),
        }
    }

    /// How the input's own columns are written, where they are passed through.
    pub(in crate::cli) fn own(&self, passed: Vec<PassthroughColumn>, names: &[String]) -> Option<Own> {
        let style: OwnStyle = self.args.output.format.own(&self.row_style(&[], &[]));
        (!passed.is_empty()).then(|| Own::new(passed, names, style))
    }

    /// Whether headings are words.
    pub(in crate::cli) fn has_labels(&self) -> bool {
        self.args.output.labels || self.args.output.format.has_labels()
    }

    /// The input's own columns, where they are passed through.
    ///
    /// # Errors
    /// When the input cannot be read.
    pub(in crate::cli) fn passed(&mut self) -> Result<Vec<PassthroughColumn>, Failure> {
        if self.args.output.passthrough { Ok(self.feed.own_columns()?) } else { Ok(Vec::new()) }
    }

    /// What formats need to know of this run.
    pub(in crate::cli) fn run<'r>(
        &self,
        plan: &'r Plan<'r>,
        topic: Option<&'r Topic>,
        header: impl Iterator<Item = String>,
    ) -> Run<'r>
    where
        's: 'r,
    {
        Run {
            command: self.args.command,
            plan,
            pack: self.pack,
            topic,
            now: self.args.now,
            screen: self.screen(),
            record: self.args.output.record,
            gates: self.args.gates.clone(),
            header: header.collect(),
            bom: self.args.output.bom,
            policy_note: self.policy_note.clone(),
            labels: self.has_labels(),
            inputs: self.names_of_inputs.clone(),
            only: self.args.only.clone(),
            folder: self.args.output.folder(),
            to_file: self.args.output.file.is_some(),
            summary: self.args.output.summary,
            most_rows: most_rows(),
            cited: RuleSet::EMPTY,
            left_out: Arc::clone(&self.left_out),
        }
    }
}
