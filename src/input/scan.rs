use memchr::{memchr, memchr3};

use crate::value::ValueError;

/// What a first look at a piece of CSV finds: where its whole records end, and how many there are.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Scan {
    /// The end of the last whole record.
    pub end: usize,
    /// The end of the first one.
    pub first_end: Option<usize>,
    /// Records up to there.
    pub records: u64,
    /// Lines up to there.
    pub lines: u64,
    /// Whether every line is a record and no cell is quoted.
    pub is_plain: bool,
    /// What is wrong with the record behind the end, if it is no good. Nothing was looked at behind.
    pub fault: Option<RowFault>,
}

/// A record that cannot be read. It goes on to the first line end behind `from`, which counts from
/// its start.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct RowFault {
    /// Where to look for the line end.
    pub from: usize,
    /// What is wrong.
    pub why: ValueError,
}

/// Looks at a piece that begins at a record's start. At the end of the input the last record needs
/// no line end.
///
/// A quote opens a cell only at the cell's start; elsewhere it is a character like any other. One
/// that is not closed, by the end of the input or within `limit` bytes, costs the line that it
/// stands on and no more. A record is cut at `limit` bytes, wherever the pieces of input end.
pub(super) fn scan(bytes: &[u8], delimiter: u8, at_end: bool, limit: usize) -> Scan {
    let mut scan = Scan { is_plain: true, ..Scan::default() };
    let mut at = 0;
    let mut lines = 0;
    while at < bytes.len() {
        let Some(found) = memchr3(b'\n', b'\r', b'"', &bytes[at..]) else { break };
        let found = at + found;
        if found - scan.end > limit {
            break;
        }
        at = found + 1;
        match bytes[found] {
            b'"' => {
                scan.is_plain = false;
                let opens = found == scan.end || bytes[found - 1] == delimiter;
                if opens {
                    let most = bytes.len().min(scan.end.saturating_add(limit));
                    match closing_quote(&bytes[..most], at, &mut lines) {
                        Some(after) => at = after,
                        None => return scan.in_open_quote(bytes, at_end, limit),
                    }
                }
            }
            b'\r' if bytes.get(at) == Some(&b'\n') => {
                at += 1;
                scan.end_record(bytes, found, at, &mut lines, delimiter);
            }
            // Whether a line feed follows is in the next piece.
            b'\r' if at == bytes.len() && !at_end => return scan,
            byte => {
                scan.is_plain &= byte == b'\n';
                scan.end_record(bytes, found, at, &mut lines, delimiter);
            }
        }
    }
    if bytes.len() - scan.end > limit {
        scan.fault = Some(RowFault { from: limit, why: ValueError::TooLarge });
    } else if at_end && scan.end < bytes.len() {
        let end = bytes.len();
        scan.end_record(bytes, end, end, &mut lines, delimiter);
    }
    scan
}

impl Scan {
    fn end_record(&mut self, bytes: &[u8], text_end: usize, end: usize, lines: &mut u64, delimiter: u8) {
        if is_blank(&bytes[self.end..text_end], delimiter) {
            self.is_plain = false;
        } else {
            self.records += 1;
            self.first_end.get_or_insert(end);
        }
        self.end = end;
        self.lines += 1 + *lines;
        *lines = 0;
    }

    /// Says what is wrong with a record that has a quote open, if nothing that follows can close it.
    fn in_open_quote(mut self, bytes: &[u8], at_end: bool, limit: usize) -> Self {
        let record = &bytes[self.end..];
        let is_too_large = record.len() > limit;
        if is_too_large || at_end {
            let within = &record[..record.len().min(limit)];
            let has_line_end = memchr::memchr2(b'\n', b'\r', within).is_some();
            self.fault = Some(if has_line_end || !is_too_large {
                RowFault { from: 0, why: ValueError::OpenQuote }
            } else {
                RowFault { from: limit, why: ValueError::TooLarge }
            });
        }
        self
    }
}

/// Whether a line has nothing on it. With tabs between cells, a tab is something.
pub(super) fn is_blank(line: &[u8], delimiter: u8) -> bool {
    line.iter().all(|b| matches!(b, b' ' | b'\r' | b'\n') || (*b == b'\t' && delimiter != b'\t'))
}

/// How many lines end in a text: with a line feed, a carriage return, or both.
pub(super) fn line_ends(text: &[u8]) -> u64 {
    let feeds = memchr::memchr_iter(b'\n', text).count();
    let alone = memchr::memchr_iter(b'\r', text).filter(|at| text.get(at + 1) != Some(&b'\n')).count();
    (feeds + alone) as u64
}

/// The place after the quote that closes a cell, counting the lines within it.
fn closing_quote(bytes: &[u8], mut at: usize, lines: &mut u64) -> Option<usize> {
    loop {
        let quote = at + memchr(b'"', bytes.get(at..)?)?;
        *lines += line_ends(&bytes[at..quote]);
        at = quote + 1;
        if bytes.get(at) != Some(&b'"') {
            return Some(at);
        }
        at += 1;
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const FAR: usize = 1 << 20;

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
            ("a,b\rc,d\r", 4, 1, 1, false),
            ("a,\"b\n", 0, 0, 0, false),
        ] {
            let found = scan(text.as_bytes(), b',', false, FAR);
            let seen = (found.end, found.records, found.lines, found.is_plain, found.fault);
            assert_eq!(seen, (end, records, lines, is_plain, None), "{text:?}");
        }
        assert_eq!(scan(b"a,b\nc,d", b',', true, FAR).records, 2);
        assert_eq!(scan(b"a,b\rc,d\r", b',', true, FAR).records, 2);
    }

    #[test]
    fn a_record_without_end_is_a_fault() {
        let fault = |from, why| Some(RowFault { from, why });
        for (text, at_end, limit, end, want) in [
            ("a\n\"b\nc\n", true, 10, 2, fault(0, ValueError::OpenQuote)),
            ("a\n\"b\nc\n", false, 10, 2, None),
            ("a\n\"b\nc\nd\n", false, 5, 2, fault(0, ValueError::OpenQuote)),
            ("a\n\"bcdefg", false, 5, 2, fault(5, ValueError::TooLarge)),
            ("a\nabcdef\nb\n", false, 5, 2, fault(5, ValueError::TooLarge)),
            ("a\nabcde\nb\n", false, 5, 10, None),
            ("a\nabcdef", false, 5, 2, fault(5, ValueError::TooLarge)),
        ] {
            let found = scan(text.as_bytes(), b',', at_end, limit);
            assert_eq!((found.end, found.fault), (end, want), "{text:?}");
        }
    }
}
