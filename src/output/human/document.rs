//! What a card or an appendix says, block by block; terminals, Markdown and HTML write the blocks in
//! their own ways.

use super::cell::Cell;
use super::screen::Screen;
use super::table::Head;
use crate::lang::Phrase;
use crate::output::text::Tone;

/// A piece of a document.
#[derive(Clone, Debug)]
pub(in crate::output) enum Block {
    /// A heading.
    Heading(String),
    /// A sentence that must not be missed, with a sign before it whose colour says what it means.
    Signed { sign: &'static str, tone: Tone, text: String },
    /// A line of text.
    Line(String, Tone),
    /// A remark on how to see more, apart from what it follows.
    Hint(String),
    /// An item of a list: a marker, and a text that hangs under itself.
    Item { marker: String, text: String, tone: Tone },
    /// A paragraph under a heading.
    Paragraph(String, Tone),
    /// More on the item above.
    More(String, Tone),
    /// A text of lines to copy as they are.
    Verbatim(String),
    /// Labels with their texts.
    Pairs(Vec<(String, String)>),
    /// A table of a few rows.
    Table { heads: Vec<Head>, rows: Vec<Vec<Cell>> },
}

/// Collects the blocks of a document for a screen.
pub(in crate::output) struct Document<'s> {
    /// What was said so far.
    pub blocks: Vec<Block>,
    /// Where it is to be read.
    pub screen: &'s Screen,
}

impl<'s> Document<'s> {
    /// An empty document.
    pub fn new(screen: &'s Screen) -> Self {
        Self { blocks: Vec::new(), screen }
    }

    /// A heading.
    pub fn heading(&mut self, title: Phrase) {
        self.blocks.push(Block::Heading(title.get(self.screen.lang).to_owned()));
    }

    /// A line of text, wrapped without an indent.
    pub fn line(&mut self, text: &str, tone: Tone) {
        self.blocks.push(Block::Line(text.to_owned(), tone));
    }

    /// How to see more.
    pub fn hint(&mut self, text: &str) {
        self.blocks.push(Block::Hint(text.to_owned()));
    }

    /// A sentence that must not be missed, with a sign before it whose colour says what it means.
    pub fn signed(&mut self, sign: &'static str, tone: Tone, text: &str) {
        self.blocks.push(Block::Signed { sign, tone, text: text.to_owned() });
    }

    /// An item of a list: a marker, and a text that hangs under itself.
    pub fn item(&mut self, marker: &str, text: &str, tone: Tone) {
        self.blocks.push(Block::Item { marker: marker.to_owned(), text: text.to_owned(), tone });
    }

    /// A paragraph under a heading.
    pub fn paragraph(&mut self, text: &str, tone: Tone) {
        self.blocks.push(Block::Paragraph(text.to_owned(), tone));
    }

    /// More on the item above.
    pub fn more(&mut self, text: &str, tone: Tone) {
        self.blocks.push(Block::More(text.to_owned(), tone));
    }

    /// A text of lines to copy as they are.
    pub fn verbatim(&mut self, text: &str) {
        self.blocks.push(Block::Verbatim(text.to_owned()));
    }

    /// Labels with their texts, the texts under each other.
    pub fn pairs(&mut self, pairs: &[(String, String)]) {
        self.blocks.push(Block::Pairs(pairs.to_vec()));
    }

    /// A table of a few rows.
    pub fn table(&mut self, heads: Vec<Head>, rows: Vec<Vec<Cell>>) {
        self.blocks.push(Block::Table { heads, rows });
    }
}
