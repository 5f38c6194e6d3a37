//! HTML: one file that needs no other, no network and no script. A card for one record, a summary
//! and rows for many, a section for each comparison.

mod blocks;
mod comparisons;
mod page;
mod rows;
mod summary;

use super::document::{Document, Run};
use crate::command::Command;
use crate::output::human::{Detail, Screen};
use crate::output::text::Style;

use page::Page;

/// What writes a run as a page.
pub(super) fn document<'p>(run: &Run<'p>) -> Box<dyn Document + 'p> {
    // The browser wraps, and the page brings its own colours.
    let detail = if run.screen.detail == Detail::Blocks { Detail::Wide } else { run.screen.detail };
    let screen = Screen { width: usize::MAX / 2, style: Style(false), detail, ..run.screen };
    let page = Page::new(run, screen);
    match run.command {
        _ if run.summary => Box::new(summary::SummaryPage::new(run, page)),
        Command::ComparePlatforms => Box::new(comparisons::Comparisons::new(run, page)),
        _ => Box::new(rows::Results::new(run, page)),
    }
}
