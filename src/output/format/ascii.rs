//! Signs and rules in ASCII, for terminals that cannot show others or show them too wide.

use std::io::{self, Write};

use super::document::Document;
use crate::decide::Totals;
use crate::output::comparison::{RecordComparison, TopicTable};
use crate::output::result::view::Decided;

/// Replaces what another document writes, sign by sign, so that all stays in its place.
pub(super) struct Ascii<'p> {
    /// What writes.
    pub document: Box<dyn Document + 'p>,
}

/// The sign of ASCII that stands for another of the same width; letters stay.
const fn plain(c: char) -> char {
    match c {
        '✓' => '+',
        '✗' => 'x',
        '─' | '–' | '—' => '-',
        '█' => '#',
        '░' | '·' => '.',
        '…' => '~',
        '→' => '>',
        '“' | '”' => '"',
        '‘' | '’' => '\'',
        c => c,
    }
}

impl Ascii<'_> {
    fn write(&mut self, out: &mut Vec<u8>, act: impl FnOnce(&mut dyn Document, &mut Vec<u8>)) {
        let mut written = Vec::new();
        act(self.document.as_mut(), &mut written);
        out.extend_from_slice(in_ascii(&written).as_bytes());
    }
}

fn in_ascii(text: &[u8]) -> String {
    String::from_utf8_lossy(text).chars().map(plain).collect()
}

impl Document for Ascii<'_> {
    fn begin(&mut self, out: &mut Vec<u8>) {
        self.write(out, |document, out| document.begin(out));
    }

    fn result(&mut self, decided: Decided, out: &mut Vec<u8>) {
        self.write(out, |document, out| document.result(decided, out));
    }

    fn comparison(&mut self, compared: RecordComparison, out: &mut Vec<u8>) {
        self.write(out, |document, out| document.comparison(compared, out));
    }

    fn topic(&mut self, topic: &TopicTable<'_>, out: &mut Vec<u8>) {
        self.write(out, |document, out| document.topic(topic, out));
    }

    fn pause(&mut self, out: &mut Vec<u8>) {
        self.write(out, |document, out| document.pause(out));
    }

    fn finish(&mut self, totals: &Totals, out: &mut (dyn Write + Send)) -> io::Result<()> {
        let mut end = Vec::new();
        self.document.finish(totals, &mut end)?;
        out.write_all(in_ascii(&end).as_bytes())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn signs_change_and_words_stay() {
        assert_eq!(in_ascii("✓ 可解绑 460–475 ██░ “a…”".as_bytes()), "+ 可解绑 460-475 ##. \"a~\"");
    }
}
