//! Telling rows that are no records: those whose cells are all empty, and rows of totals.

use crate::command::Command;
use crate::field::{Field, bare, compared};
use crate::input::header::Header;
use crate::input::workbook::cell_fault;
use crate::record::MISSING_WORDS;
use crate::value::{Money, ValueError, parse_count, trim_cell};

/// What a row of totals says in its first cell that is not empty.
const TOTALS: [&str; 4] = ["合计", "总计", "小计", "total"];

/// How the Chinese words for totals begin, traditional forms as well.
const STARTS: [&str; 4] = ["合", "总", "總", "小"];

/// Measure words that may stand behind a count.
const MEASURES: [char; 12] = ['张', '張', '笔', '筆', '条', '個', '个', '份', '枚', '件', '项', '单'];

/// Whether a line has nothing on it. With tabs between cells, a tab is something.
pub(super) fn is_blank(line: &[u8], delimiter: u8) -> bool {
    line.iter().all(|b| matches!(b, b' ' | b'\r' | b'\n') || (*b == b'\t' && delimiter != b'\t'))
}

/// What a row is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Sifted {
    Record,
    /// Its cells are all empty.
    Empty,
    /// It sums up other rows.
    Totals,
}

/// What makes a row of totals, beside its first cell.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Totals {
    /// There is no telling, for what stands above the first record has no columns.
    Unknown,
    /// It lacks what a record has to have, which is in this column, if there is one.
    Lacks(Option<usize>),
    /// It has but amounts and counts.
    OnlyAmounts,
}

/// Tells rows that are no records from those that are.
#[derive(Debug)]
pub(in crate::input) struct Sieve {
    pub(super) delimiter: u8,
    totals: Totals,
    /// The bytes that a row which is no record can begin with.
    starts: [bool; 256],
}

impl Sieve {
    /// Sifts the rows of an input with this header.
    pub(in crate::input) fn new(header: &Header, command: Command) -> Self {
        let column = |field| header.columns.iter().position(|column| column.field() == Some(field));
        let totals =
            Field::subject_of(command).map_or(Totals::OnlyAmounts, |field| Totals::Lacks(column(field)));
        Self::with(header.delimiter, totals)
    }

    /// Sifts rows before the columns are known.
    pub(in crate::input) fn of_preamble(delimiter: u8) -> Self {
        Self::with(delimiter, Totals::Unknown)
    }

    fn with(delimiter: u8, totals: Totals) -> Self {
        let mut starts = [false; 256];
        let words = STARTS.iter().filter_map(|word| word.as_bytes().first());
        // White space, in any script, and full-width letters.
        let spaces = [b' ', b'\t', b'\r', b'\n', b'"', b'\'', 0xc2, 0xe2, 0xe3, 0xef];
        for byte in words.chain(&spaces).chain([&delimiter, &b'T', &b't']) {
            starts[usize::from(*byte)] = true;
        }
        Self { delimiter, totals, starts }
    }

    /// What a row is; its line end is not part of it. Nearly every record is told by its first byte.
    #[inline]
    pub(super) fn sift(&self, row: &[u8]) -> Sifted {
        match row.first() {
            Some(first) if !self.starts[usize::from(*first)] => Sifted::Record,
            Some(_) => self.look(row),
            None => Sifted::Empty,
        }
    }

    #[inline(never)]
    fn look(&self, row: &[u8]) -> Sifted {
        let is_quote_or_gap = |byte: &u8| {
            *byte == self.delimiter || matches!(byte, b' ' | b'\t' | b'\r' | b'\n' | b'"' | b'\'')
        };
        let start = row.iter().position(|byte| !is_quote_or_gap(byte)).unwrap_or(row.len());
        let rest = &row[start..];
        match rest.first() {
            None if !row.contains(&b'"') && !row.contains(&b'\'') => Sifted::Empty,
            Some(first) if first.is_ascii() || matches!(first, 0xe4..=0xe9) => {
                if may_be_totals(rest) {
                    self.parse(row)
                } else {
                    Sifted::Record
                }
            }
            _ => self.parse(row),
        }
    }

    #[cold]
    fn parse(&self, row: &[u8]) -> Sifted {
        let mut builder = ::csv::ReaderBuilder::new();
        let builder = builder.has_headers(false).delimiter(self.delimiter).buffer_capacity(row.len());
        let mut reader = builder.from_reader(row);
        let mut record = ::csv::ByteRecord::new();
        if !reader.read_byte_record(&mut record).unwrap_or(false) {
            return Sifted::Empty;
        }
        let cells: Vec<&[u8]> = record.iter().map(trim_cell).collect();
        let Some(first) = cells.iter().position(|cell| !cell.is_empty()) else {
            // White space in quotes that stands alone is given.
            let is_given = cells.len() == 1 && !is_blank(row, self.delimiter) && !record[0].is_empty();
            return if is_given { Sifted::Record } else { Sifted::Empty };
        };
        let is_totals = is_totals_word(cells[first])
            && match self.totals {
                Totals::Unknown => false,
                Totals::Lacks(None) => true,
                Totals::Lacks(Some(column)) => {
                    column == first || cells.get(column).is_none_or(|cell| is_missing(cell))
                }
                Totals::OnlyAmounts => cells[first + 1..].iter().all(|cell| is_amount(cell)),
            };
        if is_totals { Sifted::Totals } else { Sifted::Record }
    }
}

/// Whether a text begins as a word for totals does.
fn may_be_totals(text: &[u8]) -> bool {
    match text {
        [b'T' | b't', rest @ ..] => rest.trim_ascii_start().first().is_some_and(|o| matches!(o, b'O' | b'o')),
        _ => STARTS.iter().any(|start| text.starts_with(start.as_bytes())),
    }
}

fn is_totals_word(cell: &[u8]) -> bool {
    std::str::from_utf8(cell).is_ok_and(|text| TOTALS.contains(&compared(bare(text)).as_str()))
}

fn is_missing(cell: &[u8]) -> bool {
    cell.is_empty()
        || std::str::from_utf8(cell).is_ok_and(|text| MISSING_WORDS.contains(&text.to_lowercase().as_str()))
}

fn is_amount(cell: &[u8]) -> bool {
    let is_money = |text: &[u8]| {
        matches!(Money::parse(text), Ok(_) | Err(ValueError::MoneyNegative | ValueError::MoneyDecimals))
    };
    let is_count = |text: &str| {
        let digits = text.trim_start_matches('共').trim_end_matches(MEASURES).trim();
        digits.len() < text.len() && parse_count(digits.as_bytes()).is_ok()
    };
    // The sum may be a formula whose result the sheet does not have.
    let is_no_value = cell_fault(cell).is_some();
    is_no_value || is_missing(cell) || is_money(cell) || std::str::from_utf8(cell).is_ok_and(is_count)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn sift(row: &str, totals: Totals) -> Sifted {
        Sieve::with(b',', totals).sift(row.as_bytes())
    }

    #[test]
    fn rows_without_anything_are_empty() {
        for row in ["", " ", ",,", " , ,\t", "\"\",\"\"", "\u{3000},\u{a0}", ",\"  \","] {
            assert_eq!(sift(row, Totals::Unknown), Sifted::Empty, "{row:?}");
        }
        for row in ["0", ",,-", "\"\"\"\"", "\",\"", "\" \"", "jd", ",合计"] {
            assert_eq!(sift(row, Totals::Unknown), Sifted::Record, "{row:?}");
        }
    }

    #[test]
    fn rows_of_totals_lack_what_a_record_has() {
        for row in [
            "合计,,500",
            ",合 计：,500",
            "\"总计（元）\",,500",
            "TOTAL:",
            "Total (CNY),-,3",
            "小計,",
            ",,T otal",
            "　合计",
        ] {
            assert_eq!(sift(row, Totals::Lacks(Some(1))), Sifted::Totals, "{row}");
            assert_eq!(sift(row, Totals::Lacks(None)), Sifted::Totals, "{row}");
        }
        for row in ["合计,jd,500", "合计金额,,500", "Totals,,", "小计算机,,", "Tom,,", "1,合计,5"]
        {
            assert_eq!(sift(row, Totals::Lacks(Some(1))), Sifted::Record, "{row}");
        }
    }

    #[test]
    fn in_a_quote_rows_of_totals_have_but_amounts() {
        for row in ["合计,,500", "合计,\"1,500.00\",3张,¥20,-5,共3笔,—", "Total,,1500元,"] {
            assert_eq!(sift(row, Totals::OnlyAmounts), Sifted::Totals, "{row}");
        }
        for row in ["合计,500,new", "合计,jd,500", "Total,2026-11-22"] {
            assert_eq!(sift(row, Totals::OnlyAmounts), Sifted::Record, "{row}");
        }
    }
}
