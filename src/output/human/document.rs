//! Headings, lists and pairs of a document that fits a screen.

use super::screen::Screen;
use crate::lang::Phrase;
use crate::output::text::Tone;
use crate::output::text::{padded, width, wrapped};

/// Writes headings, lists and pairs that fit a screen.
pub(in crate::output) struct Document<'s> {
    /// What is written so far.
    pub out: &'s mut String,
    /// Where it is to be read.
    pub screen: &'s Screen,
}

const INDENT: &str = "  ";

impl Document<'_> {
    /// A heading, with an empty line before it.
    pub fn heading(&mut self, title: Phrase) {
        let title = self.screen.style.apply(Tone::Heading, title.get(self.screen.lang));
        self.out.push('\n');
        self.out.push_str(&title);
        self.out.push('\n');
    }

    /// A line of text, wrapped without an indent.
    pub fn line(&mut self, text: &str, tone: Tone) {
        self.hang("", "", text, tone);
    }

    /// A sentence that must not be missed, with a sign before it whose colour says what it means.
    pub fn signed(&mut self, sign: &str, tone: Tone, text: &str) {
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

    /// An item of a list: a marker, and a text that hangs under itself.
    pub fn item(&mut self, marker: &str, text: &str, tone: Tone) {
        self.hang(INDENT, &format!("{marker} "), text, tone);
    }

    /// A paragraph under a heading.
    pub fn paragraph(&mut self, text: &str, tone: Tone) {
        self.hang(INDENT, "", text, tone);
    }

    /// More on the item above.
    pub fn more(&mut self, text: &str, tone: Tone) {
        self.hang(INDENT, INDENT, text, tone);
    }

    /// Labels with their texts, the texts under each other.
    pub fn pairs(&mut self, pairs: &[(String, String)]) {
        let room = pairs.iter().map(|(label, _)| width(label)).max().unwrap_or(0);
        for (label, text) in pairs {
            self.hang(INDENT, &format!("{}  ", padded(label, room, false)), text, Tone::Plain);
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
