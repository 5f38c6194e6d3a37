//! The page of comparisons: a section for each record, or for each topic.

use super::super::document::{Document, Run};
use super::blocks::{blocks, paragraph, section, stacked as table};
use super::page::Page;
use crate::command::Verdict;
use crate::decide::{Computed, Plan, Totals};
use crate::output::comparison::{RecordComparison, RowView, TopicTable};
use crate::output::human::comparison::Comparison;
use crate::output::human::document::Document as Doc;
use crate::output::human::guide::{self, Appendix};
use crate::output::human::shown::{mark_of, tone_of};
use crate::output::text::Tone;
use crate::policy::{Pack, Topic};

/// A page of comparisons.
pub(super) struct Comparisons<'p> {
    plan: &'p Plan<'p>,
    pack: &'p Pack,
    topic: Option<&'p Topic>,
    page: Page<'p>,
    appendix: Appendix,
}

impl<'p> Comparisons<'p> {
    pub(super) fn new(run: &Run<'p>, page: Page<'p>) -> Self {
        Self { plan: run.plan, pack: run.pack, topic: run.topic, page, appendix: Appendix::default() }
    }
}

impl Document for Comparisons<'_> {
    fn begin(&mut self, out: &mut Vec<u8>) {
        out.extend_from_slice(self.page.head().as_bytes());
    }

    fn comparison(&mut self, compared: RecordComparison, out: &mut Vec<u8>) {
        let Some(topic) = self.topic else { return };
        let screen = &self.page.screen;
        let words = Comparison { pack: self.pack, topic, lang: screen.lang };
        let computed = Computed::default();
        let rows: Vec<RowView<'_>> = compared.views(self.plan, &topic.id, &computed).collect();
        let body = match rows.first().and_then(|row| words.invalid(row)) {
            Some(why) => {
                let mut doc = Doc::new(screen);
                doc.signed(mark_of(Verdict::Invalid), tone_of(Verdict::Invalid), &why);
                blocks(&doc)
            }
            None => {
                for row in &rows {
                    self.appendix.add(self.plan, &row.cited(), &row.row.decision.matched);
                }
                table(&words.of_record(self.plan.command, &rows, screen))
            }
        };
        out.extend_from_slice(section(&words.title(&compared), &body).as_bytes());
    }

    fn topic(&mut self, topic: &TopicTable<'_>, out: &mut Vec<u8>) {
        let screen = &self.page.screen;
        let lang = screen.lang;
        let words = Comparison { pack: self.pack, topic: topic.topic, lang };
        let mut body = table(&words.of_topic(topic));
        if !screen.is_brief() {
            let sources = topic.topic.sources.join(lang.pick(", ", "、"));
            paragraph(&mut body, &format!("{}{sources}", lang.pick("source: ", "来源：")), Tone::Faint);
        }
        if screen.explain {
            let mut doc = Doc::new(screen);
            guide::of_topic(&mut doc, topic);
            body.push_str(&blocks(&doc));
        }
        out.extend_from_slice(section(topic.topic.title.get(lang), &body).as_bytes());
    }

    fn end(&mut self, _: &Totals, out: &mut Vec<u8>) {
        let mut doc = Doc::new(&self.page.screen);
        self.appendix.write(self.plan, &mut doc);
        out.extend_from_slice(blocks(&doc).as_bytes());
        out.extend_from_slice(self.page.foot().as_bytes());
    }
}
