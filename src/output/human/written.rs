//! A document as a terminal shows it: wrapped, indented, in colours.

use super::document::{Block, Document};
use super::screen::Screen;
use super::table::Layout;
use crate::output::text::{Tone, padded, width, wrapped};

const INDENT: &str = "  ";

impl Document<'_> {
    /// The document as a terminal shows it.
    pub(in crate::output) fn written(&self) -> String {
        let mut writer = Writer { out: String::new(), screen: self.screen };
        for block in &self.blocks {
            writer.block(block);
        }
        writer.out
    }
}

struct Writer<'s> {
    out: String,
    screen: &'s Screen,
}

impl Writer<'_> {
    fn block(&mut self, block: &Block) {
        match block {
            Block::Heading(title) => {
                self.out.push('\n');
                self.out.push_str(&self.screen.style.apply(Tone::Heading, title));
                self.out.push('\n');
            }
            Block::Signed { sign, tone, text } => self.signed(sign, *tone, text),
            Block::Line(text, tone) => self.hang("", "", text, *tone),
            Block::Hint(text) => {
                self.out.push('\n');
                self.hang("", "", text, Tone::Faint);
            }
            Block::Item { marker, text, tone } => self.hang(INDENT, &format!("{marker} "), text, *tone),
            Block::Paragraph(text, tone) => self.hang(INDENT, "", text, *tone),
            Block::More(text, tone) => self.hang(INDENT, INDENT, text, *tone),
            Block::Verbatim(text) => {
                for line in text.lines() {
                    self.hang(INDENT, "", line, Tone::Plain);
                }
            }
            Block::Pairs(pairs) => {
                let room = pairs.iter().map(|(label, _)| width(label)).max().unwrap_or(0);
                for (label, text) in pairs {
                    self.hang(INDENT, &format!("{}  ", padded(label, room, false)), text, Tone::Plain);
                }
            }
            Block::Table { heads, rows } => {
                let room = self.screen.width.saturating_sub(width(INDENT));
                let layout = Layout::fit(heads, rows.iter().map(Vec::as_slice), Some(room));
                let mut table = String::new();
                layout.head(&mut table, self.screen.style);
                layout.rows(&mut table, rows, self.screen.style);
                for line in table.lines() {
                    self.out.push_str(INDENT);
                    self.out.push_str(line);
                    self.out.push('\n');
                }
            }
        }
    }

    fn signed(&mut self, sign: &str, tone: Tone, text: &str) {
        let style = self.screen.style;
        for (index, line) in wrapped(&format!("{sign} {text}"), self.screen.prose()).iter().enumerate() {
            let rest = match line.strip_prefix(sign).filter(|_| index == 0) {
                Some(rest) => {
                    self.out.push_str(&style.apply(tone, sign));
                    self.out.push(' ');
                    rest.trim_start()
                }
                None => line,
            };
            self.out.push_str(&style.apply(Tone::Heading, rest));
            self.out.push('\n');
        }
    }

    fn hang(&mut self, indent: &str, marker: &str, text: &str, tone: Tone) {
        let taken = width(indent) + width(marker);
        let room = self.screen.prose().saturating_sub(taken).max(10);
        for (index, line) in wrapped(text, room).iter().enumerate() {
            self.out.push_str(indent);
            if index == 0 {
                self.out.push_str(marker);
            } else {
                self.out.push_str(&" ".repeat(width(marker)));
            }
            self.out.push_str(&self.screen.style.apply(tone, line));
            self.out.push('\n');
        }
    }
}
