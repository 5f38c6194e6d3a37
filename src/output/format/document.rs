//! What a format is told of a run, and what it does with it.

use std::io::{self, Write};
use std::path::PathBuf;
use std::sync::Arc;

use crate::command::{Command, Verdict};
use crate::decide::{Gates, Plan, Totals};
use crate::engine::RuleSet;
use crate::lang::Text;
use crate::output::comparison::{RecordComparison, TopicTable};
use crate::output::human::Screen;
use crate::output::result::view::Decided;
use crate::output::text::LeftOut;
use crate::policy::{Pack, Topic};
use crate::value::Moment;

/// What a format may need to know of a run.
#[derive(Clone)]
pub struct Run<'p> {
    /// The command.
    pub command: Command,
    /// The plan that records are decided by.
    pub plan: &'p Plan<'p>,
    /// The policy.
    pub pack: &'p Pack,
    /// The topic that records are compared on, if they are.
    pub topic: Option<&'p Topic>,
    /// The moment of the decision.
    pub now: Moment,
    /// How people see it.
    pub screen: Screen,
    /// The one record that is asked for, by its number over all inputs.
    pub record: Option<u64>,
    /// What makes the run fail.
    pub gates: Gates,
    /// The names of all columns, the input's own among them.
    pub header: Vec<String>,
    /// Whether to begin with a byte order mark.
    pub bom: bool,
    /// That the results rest on a policy which is not the one that ships.
    pub policy_note: Option<Text>,
    /// Whether codes and headings are written as words.
    pub labels: bool,
    /// The names of the inputs.
    pub inputs: Vec<String>,
    /// The verdicts whose results are written, where not all are.
    pub only: Option<Vec<Verdict>>,
    /// Where temporary files are made, where that is not the system's place.
    pub folder: Option<PathBuf>,
    /// Whether output goes to a file.
    pub to_file: bool,
    /// Whether the summary is written in place of the results.
    pub summary: bool,
    /// How many results a sheet of a workbook holds beside its header.
    pub most_rows: u32,
    /// Rules that are cited beside those of the results.
    pub cited: RuleSet,
    /// Counts what is left out of cells.
    pub left_out: Arc<LeftOut>,
}

/// What writes a run in a format: begin, one record after the other, end.
///
/// Formats that workers render are given no records, only the bytes between.
pub trait Document: Send {
    /// Writes what stands before the first record.
    fn begin(&mut self, out: &mut Vec<u8>) {
        let _ = out;
    }

    /// What stands between rows that workers render, before each of them; not before the first.
    fn between(&self) -> &'static [u8] {
        &[]
    }

    /// Takes rows that workers have rendered, where the format is not written as they are. Says
    /// whether it did.
    ///
    /// # Errors
    /// When they cannot be taken.
    fn rows(&mut self, rows: &[u8]) -> io::Result<bool> {
        let _ = rows;
        Ok(false)
    }

    /// Takes the next result.
    fn result(&mut self, decided: Decided, out: &mut Vec<u8>) {
        let _ = (decided, out);
    }

    /// Takes what all platforms would make of the next record.
    fn comparison(&mut self, compared: RecordComparison, out: &mut Vec<u8>) {
        let _ = (compared, out);
    }

    /// Takes a topic.
    fn topic(&mut self, topic: &TopicTable<'_>, out: &mut Vec<u8>) {
        let _ = (topic, out);
    }

    /// No more records are at hand for now: writes what is ready.
    fn pause(&mut self, out: &mut Vec<u8>) {
        let _ = out;
    }

    /// Writes what stands behind the last record.
    fn end(&mut self, totals: &Totals, out: &mut Vec<u8>) {
        let _ = (totals, out);
    }

    /// Writes all that is left, for formats that are larger than memory and known only at their end.
    ///
    /// # Errors
    /// When it cannot be written.
    fn finish(&mut self, totals: &Totals, out: &mut (dyn Write + Send)) -> io::Result<()> {
        let mut end = Vec::new();
        self.end(totals, &mut end);
        out.write_all(&end)
    }
}
