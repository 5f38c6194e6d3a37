//! JUnit: a test case for each record, in XML.

use std::fs::File;
use std::io::{self, Seek, Write};

use quick_xml::Writer;
use quick_xml::events::{BytesDecl, BytesEnd, BytesStart, BytesText, Event};

use super::document::{Document, Run};
use crate::command::Verdict;
use crate::decide::{Gate, Gates, Plan, Totals};
use crate::input::Place;
use crate::lang::Text;
use crate::output::human::Screen;
use crate::output::human::cells::why;
use crate::output::human::shown::shown;
use crate::output::human::summary::summary;
use crate::output::text::Style;
use crate::output::{Column, Decided, View};
use crate::value::{escaped, shown as shown_text};

/// A report in JUnit's XML, a test case for each record.
///
/// Records of a gated verdict are failures, invalid ones are errors, unknown ones are skipped.
/// The numbers stand before the cases and are only known behind them: in a file they are there, for
/// the cases wait in a temporary one; in a stream they are left out, and every reader counts for itself.
pub(super) struct Junit<'p> {
    plan: &'p Plan<'p>,
    screen: Screen,
    gates: Gates,
    policy_note: Option<Text>,
    counts: Counts,
    /// Where cases wait whose numbers are to stand before them.
    waiting: Option<File>,
    /// Why they cannot wait.
    failed: Option<io::Error>,
}

/// How many cases there are, and of which kind.
#[derive(Default)]
struct Counts {
    tests: u64,
    failures: u64,
    errors: u64,
    skipped: u64,
}

impl<'p> Junit<'p> {
    /// A report of results of a plan. Without a gate the worst verdict of the command fails.
    pub(super) fn new(run: &Run<'p>) -> Self {
        let gates = if run.gates.is_empty() {
            let worst = run.command.verdicts().iter().copied().filter(|verdict| verdict.rank() == 3);
            Gates::new(worst.map(Gate::Verdict)).unwrap_or_default()
        } else {
            run.gates.clone()
        };
        let screen = Screen { width: usize::MAX / 2, style: Style(false), ..run.screen };
        let (waiting, failed) = match waiting(run) {
            Ok(waiting) => (waiting, None),
            Err(error) => (None, Some(error)),
        };
        let counts = Counts::default();
        Self { counts, waiting, failed, plan: run.plan, screen, gates, policy_note: run.policy_note.clone() }
    }

    fn head(&self, counts: Option<&Counts>, out: &mut Vec<u8>) {
        let counts = counts.map(|counts| {
            let Counts { tests, failures, errors, skipped } = counts;
            [("tests", tests), ("failures", failures), ("errors", errors), ("skipped", skipped)]
        });
        let name = format!("kami {}", self.plan.command.name());
        write(out, |xml| {
            xml.write_event(Event::Decl(BytesDecl::new("1.0", Some("UTF-8"), None)))?;
            xml.write_event(Event::Text(BytesText::from_escaped("\n")))?;
            let counted = |element: &'static str| {
                let mut start = BytesStart::new(element);
                for (name, count) in counts.iter().flatten() {
                    start.push_attribute((*name, count.to_string().as_str()));
                }
                start
            };
            xml.write_event(Event::Start(counted("testsuites")))?;
            let mut suite = counted("testsuite");
            suite.push_attribute(("name", name.as_str()));
            xml.write_event(Event::Start(suite))?;
            let Some(note) = &self.policy_note else { return Ok(()) };
            let note = shown_text(note.get(self.screen.lang));
            let property = [("name", "policy"), ("value", note.as_ref())];
            xml.write_event(Event::Start(BytesStart::new("properties")))?;
            xml.write_event(Event::Empty(BytesStart::new("property").with_attributes(property)))?;
            xml.write_event(Event::End(BytesEnd::new("properties")))
        });
        out.push(b'\n');
    }

    fn case(&mut self, view: &View<'_>, out: &mut Vec<u8>) {
        let verdict = view.decision.verdict;
        let source = shown(view, Column::Source, &self.screen);
        let name = [Column::Id, Column::CardNo].map(|column| shown(view, column, &self.screen));
        let name = name.into_iter().find(|name| !name.is_empty()).unwrap_or_else(|| source.clone());
        let title = verdict.title().get(self.screen.lang);
        let element = match verdict {
            _ if self.gates.tripped(self.plan, view.decision, view.warnings()) != 0 => Some("failure"),
            Verdict::Invalid => Some("error"),
            Verdict::Unknown => Some("skipped"),
            _ => None,
        };
        self.counts.tests += 1;
        match element {
            Some("failure") => self.counts.failures += 1,
            Some("error") => self.counts.errors += 1,
            Some(_) => self.counts.skipped += 1,
            None => {}
        }
        let why = why(view, &self.screen);
        let lines = [why.as_str(), &source, &shown(view, Column::Rules, &self.screen)].join("\n");
        let input = escaped(view.meta.input);
        let mut case = BytesStart::new("testcase").with_attributes([
            ("classname", input.as_ref()),
            ("name", name.as_str()),
            ("file", input.as_ref()),
        ]);
        if let Place::Line(line) = view.meta.place {
            case.push_attribute(("line", line.to_string().as_str()));
        }
        write(out, |xml| {
            let Some(element) = element else { return xml.write_event(Event::Empty(case)) };
            xml.write_event(Event::Start(case))?;
            let attributes = [("message", title), ("type", verdict.code())];
            let attributes =
                attributes.into_iter().filter(|(name, _)| element != "skipped" || *name == "message");
            xml.write_event(Event::Start(BytesStart::new(element).with_attributes(attributes)))?;
            xml.write_event(Event::Text(BytesText::new(&lines)))?;
            xml.write_event(Event::End(BytesEnd::new(element)))?;
            xml.write_event(Event::End(BytesEnd::new("testcase")))
        });
        out.push(b'\n');
    }
}

impl Document for Junit<'_> {
    fn begin(&mut self, out: &mut Vec<u8>) {
        if self.waiting.is_none() {
            self.head(None, out);
        }
    }

    fn result(&mut self, decided: Decided, out: &mut Vec<u8>) {
        if self.waiting.is_none() {
            return self.case(&decided.view(self.plan), out);
        }
        let mut case = Vec::new();
        self.case(&decided.view(self.plan), &mut case);
        if let Some(waiting) = &mut self.waiting
            && let Err(error) = waiting.write_all(&case)
        {
            self.failed.get_or_insert(error);
        }
    }

    fn finish(&mut self, totals: &Totals, out: &mut (dyn Write + Send)) -> io::Result<()> {
        if let Some(error) = self.failed.take() {
            return Err(error);
        }
        let mut text = Vec::new();
        if let Some(mut waiting) = self.waiting.take() {
            self.head(Some(&self.counts), &mut text);
            out.write_all(&text)?;
            text.clear();
            waiting.rewind()?;
            io::copy(&mut waiting, out)?;
        }
        self.end(totals, &mut text);
        out.write_all(&text)
    }

    fn end(&mut self, totals: &Totals, out: &mut Vec<u8>) {
        let summary = summary(self.plan.command, totals, &self.screen);
        write(out, |xml| {
            xml.write_event(Event::Start(BytesStart::new("system-out")))?;
            xml.write_event(Event::Text(BytesText::new(summary.trim_end())))?;
            for name in ["system-out", "testsuite", "testsuites"] {
                xml.write_event(Event::End(BytesEnd::new(name)))?;
            }
            Ok(())
        });
        out.push(b'\n');
    }
}

/// Where cases wait, if the output is a file.
fn waiting(run: &Run<'_>) -> io::Result<Option<File>> {
    match &run.folder {
        _ if !run.to_file => Ok(None),
        Some(folder) => tempfile::tempfile_in(folder).or_else(|_| tempfile::tempfile()).map(Some),
        None => tempfile::tempfile().map(Some),
    }
}

/// Writes XML to memory, which does not fail.
fn write(out: &mut Vec<u8>, events: impl FnOnce(&mut Writer<&mut Vec<u8>>) -> std::io::Result<()>) {
    let result = events(&mut Writer::new(out));
    debug_assert!(result.is_ok());
}
