//! Cells on their way from the workers, which render them, to the workbook, which takes one row
//! after the other: a kind, and a number or a text.

use std::str;

use super::{LeftOut, Tone};

/// A cell of a sheet.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(in crate::output) enum SheetCell<'t> {
    /// Nothing.
    Empty,
    /// A text, whatever it looks like.
    Text(&'t str),
    /// A verdict in words, and what it means for the holder.
    Verdict(Tone, &'t str),
    /// A number, and how it is shown.
    Number(NumberKind, f64),
    /// Nothing more stands in the row.
    RowEnd,
}

/// What a number is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in crate::output) enum NumberKind {
    /// A count or a rate.
    Plain,
    /// An amount of money.
    Money,
    /// A date, as spreadsheets count days.
    Date,
    /// A moment, as spreadsheets count days.
    Time,
    /// A moment that is exact to the millisecond.
    Millisecond,
}

impl NumberKind {
    const ALL: [Self; 5] = [Self::Plain, Self::Money, Self::Date, Self::Time, Self::Millisecond];
}

const TONES: [Tone; 3] = [Tone::Good, Tone::Warn, Tone::Bad];

const EMPTY: u8 = 0;
const TEXT: u8 = 1;
const ROW_END: u8 = 2;
const VERDICT: u8 = 3;
const NUMBER: u8 = VERDICT + TONES.len() as u8;

impl<'t> SheetCell<'t> {
    /// Writes the cell.
    pub(in crate::output) fn write(self, out: &mut Vec<u8>) {
        let text = |out: &mut Vec<u8>, kind: u8, text: &str| {
            out.push(kind);
            out.extend_from_slice(&(text.len() as u32).to_le_bytes());
            out.extend_from_slice(text.as_bytes());
        };
        match self {
            Self::Empty | Self::Text("") => out.push(EMPTY),
            Self::Text(cell) => text(out, TEXT, cell),
            Self::Verdict(tone, cell) => {
                let place = TONES.iter().position(|known| *known == tone);
                text(out, place.map_or(TEXT, |place| VERDICT + place as u8), cell);
            }
            Self::Number(kind, number) => {
                out.push(NUMBER + kind as u8);
                out.extend_from_slice(&number.to_le_bytes());
            }
            Self::RowEnd => out.push(ROW_END),
        }
    }

    /// Takes the first cell of what was written.
    pub(in crate::output) fn take(bytes: &mut &'t [u8]) -> Option<Self> {
        let (kind, rest) = bytes.split_first()?;
        *bytes = rest;
        if let Some(kind) = kind.checked_sub(NUMBER) {
            let (number, rest) = bytes.split_first_chunk::<8>()?;
            *bytes = rest;
            return Some(Self::Number(*NumberKind::ALL.get(usize::from(kind))?, f64::from_le_bytes(*number)));
        }
        match *kind {
            EMPTY => return Some(Self::Empty),
            ROW_END => return Some(Self::RowEnd),
            _ => {}
        }
        let (length, rest) = bytes.split_first_chunk::<4>()?;
        let (text, rest) = rest.split_at_checked(u32::from_le_bytes(*length) as usize)?;
        *bytes = rest;
        let text = str::from_utf8(text).ok()?;
        let tone = kind.checked_sub(VERDICT).and_then(|place| TONES.get(usize::from(place)));
        Some(tone.map_or(Self::Text(text), |tone| Self::Verdict(*tone, text)))
    }
}

/// How many UTF-16 units a cell of a sheet holds.
const MOST_UNITS: usize = 32_767;

/// Writes a text as a cell: without control characters, and cut where a cell holds no more.
pub(in crate::output) fn text_cell(out: &mut Vec<u8>, text: &str, left_out: &LeftOut) {
    let text = left_out.clean(text);
    // Each unit takes a byte or more.
    if text.len() <= MOST_UNITS || text.encode_utf16().count() <= MOST_UNITS {
        return SheetCell::Text(&text).write(out);
    }
    left_out.count_cut();
    let mut units = 1;
    let fits = |c: &char| {
        units += c.len_utf16();
        units <= MOST_UNITS
    };
    let mut start: String = text.chars().take_while(fits).collect();
    start.push('…');
    SheetCell::Text(&start).write(out);
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_written_is_taken() {
        let kinds = NumberKind::ALL.map(|kind| SheetCell::Number(kind, 46_348.416_666));
        let tones = TONES.map(|tone| SheetCell::Verdict(tone, "可解绑"));
        let others = [SheetCell::Empty, SheetCell::Text("=1+1"), SheetCell::RowEnd];
        let cells: Vec<SheetCell<'_>> = kinds.into_iter().chain(tones).chain(others).collect();
        let mut written = Vec::new();
        cells.iter().for_each(|cell| cell.write(&mut written));
        let mut rest = written.as_slice();
        let taken: Vec<SheetCell<'_>> = std::iter::from_fn(|| SheetCell::take(&mut rest)).collect();
        assert_eq!(taken, cells);
        assert!(rest.is_empty());
    }

    #[test]
    fn a_cell_holds_so_many_units() {
        let left_out = LeftOut::default();
        for (text, units, cut) in [
            ("x".repeat(32_767), 32_767, 0),
            ("卡".repeat(32_767), 32_767, 0),
            ("卡".repeat(32_768), 32_767, 1),
            ("😀".repeat(16_384), 32_767, 2),
        ] {
            let mut out = Vec::new();
            text_cell(&mut out, &text, &left_out);
            let Some(SheetCell::Text(cell)) = SheetCell::take(&mut out.as_slice()) else { panic!() };
            assert_eq!((cell.encode_utf16().count(), left_out.cut()), (units, cut));
        }
    }
}
