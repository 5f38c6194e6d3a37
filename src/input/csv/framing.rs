//! Framing CSV: where its records end, and which of them cannot be read.

use memchr::{memchr2, memchr3};

use super::quoted::{Ahead, Quoted, Within};
use super::sieve::{Sieve, Sifted};
use crate::input::batch::{RowFault, RowLayout};
use crate::input::steps::looked_at;
use crate::value::ValueError;

/// What framing a piece of CSV finds: where its whole records end, and how many there are.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(in crate::input) struct Framed {
    /// The end of the last whole record.
    pub end: usize,
    /// The end of the first one.
    pub first_end: Option<usize>,
    /// Records up to there.
    pub records: u64,
    /// Lines up to there.
    pub lines: u64,
    /// Which of them the fast path reads.
    pub rows: RowLayout,
    /// Rows of totals: how many lines stand before each.
    pub totals: Vec<u64>,
    /// Whether the record behind the end is too large, and goes on to the first line end behind the
    /// limit, which was not found. Nothing was looked at behind.
    pub is_too_large: bool,
}

/// The record that is looked at.
#[derive(Default)]
struct OpenRecord {
    /// Whether it runs over line ends.
    is_long: bool,
    /// Whether there is text behind a closing quote.
    has_text_behind: bool,
    /// Whether only the general reader reads it.
    is_slow: bool,
}

/// Looks at a piece that begins at a record's start. At the end of the input the last record needs
/// no line end. What is known of the text ahead is kept for the next look, which has to begin at
/// the same place or at the end that was found.
///
/// A quote opens a cell only at the cell's start; elsewhere it is a character like any other. One
/// that is not closed, by the end of the input or within `limit` bytes, costs the line that it
/// stands on and no more; so does one with text behind the quote that closes it lines further down.
/// A record is cut at `limit` bytes, wherever the pieces of input end.
pub(in crate::input) fn frame(
    bytes: &[u8],
    sieve: &Sieve,
    at_end: bool,
    limit: usize,
    ahead: &mut Ahead,
) -> Framed {
    let delimiter = sieve.delimiter;
    let mut framed = Framed::default();
    let mut record = OpenRecord::default();
    let mut at = 0;
    loop {
        let found = memchr3(b'\n', b'\r', b'"', &bytes[at..]).map_or(bytes.len(), |found| at + found);
        looked_at(found + 1 - at);
        if found - framed.end > limit {
            match line_end(bytes, framed.end + limit, at_end) {
                Some(end) => at = framed.end_fault(bytes, end, ValueError::TooLarge),
                None => {
                    framed.is_too_large = true;
                    return framed;
                }
            }
            record = OpenRecord::default();
            continue;
        }
        at = found + 1;
        match bytes.get(found) {
            None => break,
            Some(b'"') => {
                if found != framed.end && bytes[found - 1] != delimiter {
                    record.is_slow = true;
                    continue;
                }
                let within = within(bytes, framed.end, delimiter, at_end, limit);
                if let Some(after) = simple_quote(within, at) {
                    framed.rows.has_quotes = true;
                    at = after;
                    continue;
                }
                record.is_slow = true;
                match ahead.follow(within, at) {
                    Quoted::Closed { after, is_long, has_text_behind } => {
                        record.is_long |= is_long;
                        record.has_text_behind |= has_text_behind;
                        at = after;
                        continue;
                    }
                    Quoted::Open if !within.is_final => return framed,
                    Quoted::Open | Quoted::OpensNothing => {}
                }
                let first_line = memchr2(b'\n', b'\r', &bytes[framed.end..within.most]);
                looked_at(first_line.unwrap_or(within.most - framed.end));
                let (from, why) = match first_line {
                    None if within.most < bytes.len() => (within.most, ValueError::TooLarge),
                    _ => (framed.end, ValueError::OpenQuote),
                };
                match line_end(bytes, from, at_end).or(at_end.then_some(bytes.len())) {
                    Some(end) => at = framed.end_fault(bytes, end, why),
                    None => {
                        framed.is_too_large = true;
                        return framed;
                    }
                }
                record = OpenRecord::default();
            }
            Some(byte) => {
                match (byte, bytes.get(at)) {
                    (b'\n', _) => {}
                    (_, Some(b'\n')) => at += 1,
                    // Whether a line feed follows is in the next piece.
                    (_, None) if !at_end => return framed,
                    _ => record.is_slow = true,
                }
                framed.end_record(bytes, found, at, sieve, &record);
                record = OpenRecord::default();
            }
        }
    }
    if at_end && framed.end < bytes.len() {
        let end = bytes.len();
        framed.end_record(bytes, end, end, sieve, &record);
    }
    framed
}

/// How many bytes a simply quoted cell has at most.
const SIMPLE: usize = 256;

/// The place behind the quote that closes a cell which begins before `at`, if nothing but its two
/// quotes need be taken off.
#[inline]
fn simple_quote(within: Within<'_>, at: usize) -> Option<usize> {
    let text = within.text.get(at..within.most)?;
    let end = text.iter().take(SIMPLE).position(|byte| matches!(byte, b'"' | b'\n' | b'\r'))?;
    let behind = within.text.get(at + end + 1)?;
    let closes = text[end] == b'"' && (*behind == within.delimiter || matches!(behind, b'\n' | b'\r'));
    closes.then_some(at + end + 1)
}

/// What a record that begins at `start` may take up.
fn within(bytes: &[u8], start: usize, delimiter: u8, at_end: bool, limit: usize) -> Within<'_> {
    let most = bytes.len().min(start.saturating_add(limit));
    let text = &bytes[..bytes.len().min(most + 1)];
    Within { text, most, is_final: at_end || most < bytes.len(), delimiter }
}

impl Framed {
    /// Where the first record begins: behind what is no record.
    pub(in crate::input) fn first_start(&self) -> usize {
        self.rows
            .faults
            .first()
            .filter(|fault| fault.start == 0 && fault.why.is_none())
            .map_or(0, |fault| fault.end)
    }

    fn end_record(&mut self, bytes: &[u8], text_end: usize, end: usize, sieve: &Sieve, record: &OpenRecord) {
        if record.has_text_behind {
            self.end_fault(bytes, end, ValueError::TextBehindQuote);
            return;
        }
        match sieve.sift(&bytes[self.end..text_end]) {
            Sifted::Record => {
                if record.is_slow {
                    self.slow(end);
                }
                self.records += 1;
                self.first_end.get_or_insert(end);
            }
            sifted => self.leave_out(end, sifted == Sifted::Totals),
        }
        self.lines += if record.is_long { lines(&bytes[self.end..end]) } else { 1 };
        self.end = end;
    }

    /// Leaves out what is no record, up to a place.
    #[cold]
    fn leave_out(&mut self, end: usize, is_totals: bool) {
        if is_totals {
            self.totals.push(self.lines);
        }
        match self.rows.faults.last_mut() {
            Some(last) if last.why.is_none() && last.end == self.end => last.end = end,
            _ => self.rows.faults.push(RowFault { start: self.end, end, why: None }),
        }
        self.slow(end);
    }

    /// Notes that what ends here is slow.
    #[cold]
    fn slow(&mut self, end: usize) {
        match self.rows.slow.last_mut() {
            Some(run) if run.end == self.end => run.end = end,
            _ => self.rows.slow.push(self.end..end),
        }
    }

    /// Takes up a record that cannot be read. Returns where the next one starts.
    #[cold]
    fn end_fault(&mut self, bytes: &[u8], end: usize, why: ValueError) -> usize {
        self.rows.faults.push(RowFault { start: self.end, end, why: Some(why) });
        self.slow(end);
        self.records += 1;
        self.first_end.get_or_insert(end);
        self.lines += lines(&bytes[self.end..end]);
        self.end = end;
        end
    }
}

/// How many lines end in a text: with a line feed, a carriage return, or both.
pub(in crate::input) fn line_ends(text: &[u8]) -> u64 {
    let feeds = memchr::memchr_iter(b'\n', text).count();
    let alone = memchr::memchr_iter(b'\r', text).filter(|at| text.get(at + 1) != Some(&b'\n')).count();
    (feeds + alone) as u64
}

/// How many lines there are in a text, of which the last may lack its end.
fn lines(text: &[u8]) -> u64 {
    line_ends(text) + u64::from(!text.ends_with(b"\n") && !text.ends_with(b"\r"))
}

/// The place behind the first line end from a place on, if all of it is there.
fn line_end(bytes: &[u8], from: usize, at_end: bool) -> Option<usize> {
    let found = from + memchr2(b'\n', b'\r', bytes.get(from..)?)?;
    match (bytes[found], bytes.get(found + 1)) {
        (b'\r', Some(b'\n')) => Some(found + 2),
        (b'\r', None) if !at_end => None,
        _ => Some(found + 1),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::tries::tries;

    const FAR: usize = 1 << 20;

    fn look(text: &[u8], at_end: bool, limit: usize) -> Framed {
        frame(text, &Sieve::of_preamble(b','), at_end, limit, &mut Ahead::default())
    }

    #[test]
    fn records_end_where_csv_says() {
        for (text, end, records, lines, is_plain) in [
            ("a,b\nc,d\n", 8, 2, 2, true),
            ("a,b\r\nc,d\r\n", 10, 2, 2, true),
            ("a,b\nc,d", 4, 1, 1, true),
            ("a,\"b\nc\"\nd,e\n", 12, 2, 3, false),
            ("a,\"b\"\"\n\"\nd\n", 11, 2, 3, false),
            ("a,5\" disc\nb,c\n", 14, 2, 2, false),
            ("a,b\n\nc,d\n", 9, 2, 3, false),
            ("a,b\n,\n \nc,d\n", 12, 2, 4, false),
            ("a,b\rc,d\r", 4, 1, 1, false),
            ("a,\"b\n", 0, 0, 0, true),
            ("a,\"b\" ,c\n\"d\ne\"\t\n", 16, 2, 3, false),
        ] {
            let found = look(text.as_bytes(), false, FAR);
            let was_plain = !found.rows.has_quotes && found.rows.slow.is_empty();
            let seen = (found.end, found.records, found.lines, was_plain);
            assert_eq!(seen, (end, records, lines, is_plain), "{text:?}");
            let faults = found.rows.faults.iter().filter(|fault| fault.why.is_some()).count();
            assert_eq!((faults, found.is_too_large), (0, false), "{text:?}");
        }
        assert_eq!(look(b"a,b\nc,d", true, FAR).records, 2);
        assert_eq!(look(b"a,b\rc,d\r", true, FAR).records, 2);
    }

    #[test]
    fn a_record_without_end_is_a_fault() {
        use ValueError::{OpenQuote, TextBehindQuote, TooLarge};
        type Faults = &'static [(usize, usize, ValueError)];
        let cases: [(&str, bool, usize, usize, Faults, bool); 10] = [
            ("a\n\"b\nc\n", true, 10, 7, &[(2, 5, OpenQuote)], false),
            ("a\n\"b\nc\n", false, 10, 2, &[], false),
            ("a\n\"b\nc\nd\n", false, 5, 9, &[(2, 5, OpenQuote)], false),
            ("a\n\"bcdefg", false, 5, 2, &[], true),
            ("a\nabcdef\nb\n", false, 5, 11, &[(2, 9, TooLarge)], false),
            ("a\nabcde\nb\n", false, 5, 10, &[], false),
            ("a\nabcdef", false, 5, 2, &[], true),
            ("\"a\"b,c\nd\n", false, 50, 9, &[(0, 7, TextBehindQuote)], false),
            ("\"a\"b,\"c\nd\"\ne\n", false, 50, 13, &[(0, 11, TextBehindQuote)], false),
            ("\"a\n\"b\nd\n", false, 50, 3, &[(0, 3, OpenQuote)], false),
        ];
        for (text, at_end, limit, end, faults, is_too_large) in cases {
            let found = look(text.as_bytes(), at_end, limit);
            let faults: Vec<_> = faults
                .iter()
                .map(|(start, end, why)| RowFault { start: *start, end: *end, why: Some(*why) })
                .collect();
            assert_eq!((found.end, found.is_too_large), (end, is_too_large), "{text:?}");
            assert_eq!(found.rows.faults, faults, "{text:?}");
        }
    }

    /// The same, one byte at a time, each record from its own start.
    fn plainly(text: &[u8], limit: usize) -> Vec<(usize, usize, Option<ValueError>)> {
        let mut records = Vec::new();
        let mut start = 0;
        while start < text.len() {
            let (end, why) = one(text, start, limit);
            let sifted = Sieve::of_preamble(b',').sift(&text[start..end]);
            if why.is_some() || sifted == Sifted::Record {
                records.push((start, end, why));
            }
            start = end;
        }
        records
    }

    fn one(text: &[u8], start: usize, limit: usize) -> (usize, Option<ValueError>) {
        let line = |from: usize| line_end(text, from, true).unwrap_or(text.len());
        let has_line_end = |from: usize, to: usize| memchr2(b'\n', b'\r', &text[from..to]).is_some();
        let end_of_limit = text.len().min(start + limit);
        let not_closed = || match has_line_end(start, end_of_limit) || end_of_limit == text.len() {
            true => (line(start), Some(ValueError::OpenQuote)),
            false => (line(end_of_limit), Some(ValueError::TooLarge)),
        };
        let mut why = None;
        let mut at = start;
        while at < text.len() && !matches!(text[at], b'\n' | b'\r') {
            if at - start > limit {
                return (line(start + limit), Some(ValueError::TooLarge));
            }
            if text[at] != b'"' || (at > start && text[at - 1] != b',') {
                at += 1;
                continue;
            }
            let cell = at + 1;
            at = cell;
            loop {
                match (text.get(at), text.get(at + 1)) {
                    _ if at >= end_of_limit => return not_closed(),
                    (Some(b'"'), Some(b'"')) => at += 2,
                    (Some(b'"'), _) => break,
                    _ => at += 1,
                }
            }
            let last = text.len().min(end_of_limit + 1);
            let behind = text[at + 1..last].iter().find(|byte| **byte != b' ');
            if behind.is_some_and(|byte| !matches!(byte, b',' | b'\n' | b'\r')) {
                if has_line_end(cell, at) {
                    return (line(start), Some(ValueError::OpenQuote));
                }
                why = Some(ValueError::TextBehindQuote);
            }
            at += 1;
        }
        if at - start > limit {
            return (line(start + limit), Some(ValueError::TooLarge));
        }
        (line(at), why)
    }

    /// The records of a text that is read so many bytes at a time, as the input does it.
    fn in_pieces(text: &[u8], limit: usize, step: usize) -> Vec<(usize, usize, Option<ValueError>)> {
        let mut ahead = Ahead::default();
        let (mut start, mut read, mut records) = (0, 0, Vec::new());
        while start < text.len() {
            read = text.len().min(read + step);
            let sieve = Sieve::of_preamble(b',');
            let found = frame(&text[start..read], &sieve, read == text.len(), limit, &mut ahead);
            let mut at = start;
            let end = start + found.end;
            let faults = found.rows.faults.iter().map(|f| (start + f.start, start + f.end, f.why));
            for fault in faults.chain([(end, end, None)]) {
                records.extend(plainly(&text[at..fault.0], FAR).into_iter().map(|(s, e, why)| {
                    assert!(why.is_none() && e - s <= limit + 2);
                    (at + s, at + e, why)
                }));
                records.extend(Some(fault).filter(|fault| fault.2.is_some()));
                at = fault.1;
            }
            start = end;
            ahead.shift(found.end);
            if found.is_too_large && found.end == 0 {
                let Some(end) = line_end(&text[start..read], limit, read == text.len()) else {
                    if read == text.len() {
                        records.push((start, read, Some(ValueError::TooLarge)));
                        return records;
                    }
                    continue;
                };
                panic!("the line end at {end} was there");
            }
        }
        records
    }

    #[test]
    fn every_short_text_is_cut_the_same_in_pieces_of_any_size() {
        const BYTES: &[u8] = b"a,\"\n ";
        for length in 1..=tries(7, 6) as u32 {
            for number in 0..5usize.pow(length) {
                let digits = (0..length).map(|digit| number / 5usize.pow(digit) % 5);
                let text: Vec<u8> = digits.map(|digit| BYTES[digit]).collect();
                for limit in [1, 3, FAR] {
                    let want = plainly(&text, limit);
                    for step in [1, 3, 8] {
                        let found = in_pieces(&text, limit, step);
                        assert_eq!(found, want, "{:?} {limit} {step}", String::from_utf8_lossy(&text));
                    }
                }
            }
        }
    }

    #[test]
    fn quotes_that_open_and_never_close_are_not_followed_over_and_over() {
        let lines = tries(100_000, 25_000);
        // Each of these lines opens a quote, and goes on in the middle of one; every look at the
        // rest of so many would take long.
        for line in ["a\",\"c\n", "a\"b,\"c\n", "\"\n", ",\"\"\"x\n"] {
            let text = line.repeat(lines);
            for limit in [FAR, usize::MAX] {
                let found = look(text.as_bytes(), true, limit);
                assert_eq!(found.end, text.len(), "{line:?} {limit}");
                assert!(found.records > 0 && found.lines == lines as u64, "{line:?} {limit}");
            }
        }
    }
}
