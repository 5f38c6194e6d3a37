//! Markdown: one table of all results, or a section for each comparison.

use super::document::{Document, Run};
use super::markdown_document::in_sections;
use crate::command::{Command, Verdict};
use crate::decide::{Computed, Plan, Totals};
use crate::output::comparison::{RecordComparison, RowView, TopicTable};
use crate::output::human::Screen;
use crate::output::human::card::card;
use crate::output::human::cells::{What, cell, columns, head};
use crate::output::human::comparison::Comparison;
use crate::output::human::document::Document as Doc;
use crate::output::human::guide::{self, Appendix};
use crate::output::human::shown::mark_of;
use crate::output::human::summary::summary;
use crate::output::result::column::Column;
use crate::output::result::view::Decided;
use crate::output::text::{Style, in_markdown, markdown_row, markdown_rule};
use crate::policy::{Pack, Topic};

/// What writes a run in Markdown.
pub(super) fn document<'p>(run: &Run<'p>) -> Box<dyn Document + 'p> {
    // Markdown has no width, and colours are for terminals.
    let screen = Screen { width: usize::MAX / 2, style: Style(false), ..run.screen };
    match run.command {
        Command::ComparePlatforms => Box::new(Comparisons {
            plan: run.plan,
            pack: run.pack,
            topic: run.topic,
            screen,
            appendix: Appendix::default(),
        }),
        _ if run.record.is_some() => Box::new(Card { plan: run.plan, screen }),
        _ => Box::new(Markdown::new(run.plan, screen)),
    }
}

/// A table, row by row.
struct Markdown<'p> {
    plan: &'p Plan<'p>,
    screen: Screen,
    columns: Vec<What>,
    has_begun: bool,
    appendix: Appendix,
}

impl<'p> Markdown<'p> {
    fn new(plan: &'p Plan<'p>, screen: Screen) -> Self {
        let columns = columns(plan.command, &screen).into_iter().map(|(what, _)| what).collect();
        Self { plan, screen, columns, has_begun: false, appendix: Appendix::default() }
    }

    fn head(&mut self, out: &mut String) {
        self.has_begun = true;
        let heads: Vec<_> = self.columns.iter().map(|what| head(*what, 0, self.screen.lang)).collect();
        let letter = self.screen.letter.then(|| Column::Letter.title().get(self.screen.lang));
        markdown_row(out, heads.iter().map(|head| head.title.as_str()).chain(letter));
        markdown_rule(out, heads.iter().map(|head| head.right).chain(letter.map(|_| false)));
    }
}

impl Document for Markdown<'_> {
    fn result(&mut self, decided: Decided, out: &mut Vec<u8>) {
        let view = decided.view(self.plan);
        self.appendix.add(self.plan, &view.cited(), &view.decision.matched);
        let mut text = String::new();
        if !self.has_begun {
            self.head(&mut text);
        }
        let cells: Vec<_> = self.columns.iter().map(|what| cell(&view, *what, &self.screen)).collect();
        let letter = self.screen.letter.then(|| view.letter(self.screen.lang).unwrap_or_default());
        markdown_row(&mut text, cells.iter().map(|cell| cell.text.as_str()).chain(letter.as_deref()));
        out.extend_from_slice(text.as_bytes());
    }

    fn end(&mut self, totals: &Totals, out: &mut Vec<u8>) {
        if totals.records == 0 {
            return;
        }
        let mut text = String::new();
        if !self.screen.is_brief() {
            text = format!("\n{}", in_markdown(&summary(self.plan.command, totals, &self.screen)));
        }
        let mut appendix = Doc::new(&self.screen);
        self.appendix.write(self.plan, &mut appendix);
        text.push_str(&in_sections(&appendix));
        out.extend_from_slice(text.as_bytes());
    }
}

/// The card of a record.
struct Card<'p> {
    plan: &'p Plan<'p>,
    screen: Screen,
}

impl Document for Card<'_> {
    fn result(&mut self, decided: Decided, out: &mut Vec<u8>) {
        let card = card(&decided.view(self.plan), &self.screen);
        out.extend_from_slice(in_sections(&card).as_bytes());
    }
}

/// A section for each record, or for each topic.
struct Comparisons<'p> {
    plan: &'p Plan<'p>,
    pack: &'p Pack,
    topic: Option<&'p Topic>,
    screen: Screen,
    appendix: Appendix,
}

impl Document for Comparisons<'_> {
    fn comparison(&mut self, compared: RecordComparison, out: &mut Vec<u8>) {
        let Some(topic) = self.topic else { return };
        let words = Comparison { pack: self.pack, topic, lang: self.screen.lang };
        let computed = Computed::default();
        let rows: Vec<RowView<'_>> = compared.views(self.plan, &topic.id, &computed).collect();
        let body = match rows.first().and_then(|row| words.invalid(row)) {
            Some(why) => format!("{} {}\n", mark_of(Verdict::Invalid), in_markdown(&why)),
            None => {
                for row in &rows {
                    self.appendix.add(self.plan, &row.cited(), &row.row.decision.matched);
                }
                words.of_record(self.plan.command, &rows, &self.screen).markdown()
            }
        };
        let text = format!("## {}\n\n{body}\n", in_markdown(&words.title(&compared)));
        out.extend_from_slice(text.as_bytes());
    }

    fn topic(&mut self, table: &TopicTable<'_>, out: &mut Vec<u8>) {
        let lang = self.screen.lang;
        let words = Comparison { pack: self.pack, topic: table.topic, lang };
        let title = in_markdown(table.topic.title.get(lang));
        let sources = table.topic.sources.join(lang.pick(", ", "、"));
        let sources = format!("{}{sources}", lang.pick("source: ", "来源："));
        let body = words.of_topic(table).markdown();
        let mut text = format!("## {title}\n\n{body}");
        if !self.screen.is_brief() {
            text.push_str(&format!("\n{}\n", in_markdown(&sources)));
        }
        if self.screen.explain {
            let mut appendix = Doc::new(&self.screen);
            guide::of_topic(&mut appendix, table);
            text.push_str(&in_sections(&appendix));
        }
        text.push('\n');
        out.extend_from_slice(text.as_bytes());
    }

    fn end(&mut self, _: &Totals, out: &mut Vec<u8>) {
        let mut appendix = Doc::new(&self.screen);
        self.appendix.write(self.plan, &mut appendix);
        out.extend_from_slice(in_sections(&appendix).trim_start_matches('\n').as_bytes());
    }
}
