//! JUnit: a test case for each record, in XML.

use quick_xml::Writer;
use quick_xml::events::{BytesDecl, BytesEnd, BytesStart, BytesText, Event};

use super::document::{Document, Run};
use crate::command::Verdict;
use crate::decide::{Gate, Gates, Plan, Totals};
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
/// The numbers, which stand before the cases in a file, are left out, for they are only known
/// behind them; every reader counts for itself.
pub(super) struct Junit<'p> {
    plan: &'p Plan<'p>,
    screen: Screen,
    gates: Gates,
    policy_note: Option<Text>,
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
        Self { plan: run.plan, screen, gates, policy_note: run.policy_note.clone() }
    }

    fn head(&self, out: &mut Vec<u8>) {
        let name = format!("kami {}", self.plan.command.name());
        write(out, |xml| {
            xml.write_event(Event::Decl(BytesDecl::new("1.0", Some("UTF-8"), None)))?;
            xml.write_event(Event::Text(BytesText::from_escaped("\n")))?;
            xml.write_event(Event::Start(BytesStart::new("testsuites")))?;
            let suite = BytesStart::new("testsuite").with_attributes([("name", name.as_str())]);
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

    fn case(&self, view: &View<'_>, out: &mut Vec<u8>) {
        let verdict = view.settled.verdict;
        let source = shown(view, Column::Source, &self.screen);
        let name = [Column::Id, Column::CardNo].map(|column| shown(view, column, &self.screen));
        let name = name.into_iter().find(|name| !name.is_empty()).unwrap_or_else(|| source.clone());
        let title = verdict.title().get(self.screen.lang);
        let element = match verdict {
            _ if self.gates.tripped(self.plan, view.settled, view.warnings()) != 0 => Some("failure"),
            Verdict::Invalid => Some("error"),
            Verdict::Unknown => Some("skipped"),
            _ => None,
        };
        let why = why(view, &self.screen);
        let lines = [why.as_str(), &source, &shown(view, Column::Rules, &self.screen)].join("\n");
        let input = escaped(view.stamp.input);
        let case = BytesStart::new("testcase").with_attributes([
            ("classname", input.as_ref()),
            ("name", name.as_str()),
            ("file", source.as_str()),
        ]);
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
        self.head(out);
    }

    fn result(&mut self, decided: Decided, out: &mut Vec<u8>) {
        self.case(&decided.view(self.plan), out);
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

/// Writes XML to memory, which does not fail.
fn write(out: &mut Vec<u8>, events: impl FnOnce(&mut Writer<&mut Vec<u8>>) -> std::io::Result<()>) {
    let result = events(&mut Writer::new(out));
    debug_assert!(result.is_ok());
}
