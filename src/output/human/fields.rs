//! All that a result has, a field a line.

use super::cells::{What, cell};
use super::document::Document;
use super::screen::Screen;
use crate::output::text::Tone;
use crate::output::{Column, View};

/// What stands where a column is empty.
const NOTHING: &str = "-";

/// Every column of a result with what it holds, also where that is nothing.
pub(super) fn fields(view: &View<'_>, screen: &Screen) -> Vec<(String, String)> {
    let lang = screen.lang;
    let pair = |column: Column| {
        let text = cell(view, What::One(column), screen).text;
        let text = if text.is_empty() { NOTHING.to_owned() } else { text };
        (format!("{}{}", column.title().get(lang), lang.pick(":", "：")), text)
    };
    Column::of(view.plan.command).into_iter().map(pair).collect()
}

/// One result as a block of fields, under what tells it from the others.
pub(in crate::output) fn block<'s>(view: &View<'_>, screen: &'s Screen) -> Document<'s> {
    let mut doc = Document::new(screen);
    let id = cell(view, What::One(Column::Id), screen).text;
    let about = [cell(view, What::One(Column::Source), screen).text, id];
    let about: Vec<String> = about.into_iter().filter(|text| !text.is_empty()).collect();
    doc.line(&about.join(" · "), Tone::Heading);
    doc.pairs(&fields(view, screen));
    doc
}
