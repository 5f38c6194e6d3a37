use memchr::{memchr, memchr3};

/// What a first look at a piece of CSV finds: where its whole records end, and how many there are.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Scan {
    /// The end of the last whole record.
    pub end: usize,
    /// Records up to there.
    pub records: u64,
    /// Lines up to there.
    pub lines: u64,
    /// Whether every line is a record and no cell is quoted.
    pub is_plain: bool,
}

/// Looks at a piece that begins at a record's start. At the end of the input the last record needs
/// no line end.
///
/// A quote opens a cell only at the cell's start; elsewhere it is a character like any other.
pub(super) fn scan(bytes: &[u8], delimiter: u8, at_end: bool) -> Scan {
    let mut scan = Scan { is_plain: true, ..Scan::default() };
    let mut at = 0;
    let mut lines = 0;
    while at < bytes.len() {
        let Some(found) = memchr3(b'\n', b'\r', b'"', &bytes[at..]) else { break };
        let found = at + found;
        at = found + 1;
        match bytes[found] {
            b'"' => {
                scan.is_plain = false;
                let opens = found == scan.end || bytes[found - 1] == delimiter;
                if opens {
                    match closing_quote(bytes, at, &mut lines) {
                        Some(after) => at = after,
                        None => break,
                    }
                }
            }
            b'\r' if bytes.get(at) == Some(&b'\n') => {
                at += 1;
                scan.end_record(bytes, found, at, &mut lines, delimiter);
            }
            // Whether a line feed follows is in the next piece.
            b'\r' if at == bytes.len() && !at_end => break,
            byte => {
                scan.is_plain &= byte == b'\n';
                scan.end_record(bytes, found, at, &mut lines, delimiter);
            }
        }
    }
    if at_end && scan.end < bytes.len() {
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
        }
        self.end = end;
        self.lines += 1 + *lines;
        *lines = 0;
    }
}

/// Whether a line has nothing on it. With tabs between cells, a tab is something.
pub(super) fn is_blank(line: &[u8], delimiter: u8) -> bool {
    line.iter().all(|b| matches!(b, b' ' | b'\r' | b'\n') || (*b == b'\t' && delimiter != b'\t'))
}

/// The place after the quote that closes a cell, counting the lines within it.
fn closing_quote(bytes: &[u8], mut at: usize, lines: &mut u64) -> Option<usize> {
    loop {
        let quote = at + memchr(b'"', &bytes[at..])?;
        *lines += memchr::memchr_iter(b'\n', &bytes[at..quote]).count() as u64;
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
            let want = Scan { end, records, lines, is_plain };
            assert_eq!(scan(text.as_bytes(), b',', false), want, "{text:?}");
        }
        assert_eq!(scan(b"a,b\nc,d", b',', true).records, 2);
        assert_eq!(scan(b"a,b\rc,d\r", b',', true).records, 2);
        assert_eq!(scan(b"a,\"b\n", b',', true).records, 1);
    }
}
