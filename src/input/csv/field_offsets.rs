//! The field offsets of CSV without quotes, or with simple ones: where its fields and lines end.

use fearless_simd::{Simd, SimdBase, SimdMask, u8x64};

use crate::input::simd::{BEFORE_START, BlockVisitor, Positions, visit_blocks};

/// Where the fields and lines of a text end.
#[derive(Debug, Default)]
pub(super) struct FieldOffsets {
    /// Where fields end: at delimiters, before line ends, and at the text's end.
    pub fields: Positions,
    /// Where lines end: before the first one, at line feeds, and at the text's end.
    pub lines: Positions,
}

impl FieldOffsets {
    /// Finds the offsets of a text; with `has_quotes`, of one with quoted cells in which there are
    /// neither quotes nor line ends. Returns whether all of it is ASCII.
    pub(super) fn find(&mut self, text: &[u8], delimiter: u8, has_quotes: bool) -> bool {
        self.fields.clear();
        self.lines.clear();
        self.lines.put_one(BEFORE_START);
        let finder = Finder { offsets: self, delimiter };
        let is_ascii = if has_quotes {
            visit_blocks(text, &mut QuotedFinder { finder, inside: 0 })
        } else {
            visit_blocks(text, &mut { finder })
        };
        if !text.ends_with(b"\n") {
            self.fields.put(1, text.len());
            self.lines.put(1, text.len());
        }
        if memchr::memchr(b'\r', text).is_some() {
            self.leave_out_returns(text);
        }
        is_ascii
    }

    /// Ends the last field of a line before its carriage return.
    fn leave_out_returns(&mut self, text: &[u8]) {
        let mut fields = self.fields.get_mut().iter_mut();
        for line_end in &self.lines.get()[1..] {
            let last = fields.find(|field| *field == line_end);
            if let Some(last) = last {
                *last = without_return(text, *last as usize) as u32;
            }
        }
    }
}

/// Where the text of a line ends that ends here: before a carriage return, if there is one.
#[inline(always)]
pub(super) fn without_return(text: &[u8], line_end: usize) -> usize {
    let is_return = line_end.checked_sub(1).and_then(|before| text.get(before)) == Some(&b'\r');
    line_end - usize::from(is_return)
}

/// Finds the offsets of a text.
struct Finder<'m> {
    offsets: &'m mut FieldOffsets,
    delimiter: u8,
}

impl BlockVisitor for Finder<'_> {
    #[inline(always)]
    fn visit<S: Simd>(&mut self, block: u8x64<S>, within: u64, start: usize) {
        let is_line_end = block.simd_eq(b'\n');
        let is_field_end = block.simd_eq(self.delimiter) | is_line_end;
        self.offsets.fields.put(is_field_end.to_bitmask() & within, start);
        self.offsets.lines.put_few(is_line_end.to_bitmask() & within, start);
    }
}

/// Finds the offsets of a text with quotes.
struct QuotedFinder<'m> {
    finder: Finder<'m>,
    /// All ones where the text before ends within quotes.
    inside: u64,
}

impl BlockVisitor for QuotedFinder<'_> {
    #[inline(always)]
    fn visit<S: Simd>(&mut self, block: u8x64<S>, within: u64, start: usize) {
        let Finder { offsets, delimiter } = &mut self.finder;
        let line_ends = block.simd_eq(b'\n').to_bitmask() & within;
        let quotes = block.simd_eq(b'"').to_bitmask();
        let mut field_ends = block.simd_eq(*delimiter).to_bitmask() & within | line_ends;
        if quotes | self.inside != 0 {
            // Each bit becomes that of how many quotes there are up to it, odd or even.
            let mut odd = quotes;
            for shift in [1, 2, 4, 8, 16, 32] {
                odd ^= odd << shift;
            }
            odd ^= self.inside;
            self.inside = 0u64.wrapping_sub(odd >> 63);
            field_ends &= !odd;
        }
        offsets.fields.put(field_ends, start);
        offsets.lines.put_few(line_ends, start);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_carriage_return_before_the_line_feed_is_no_part_of_a_field() {
        let mut offsets = FieldOffsets::default();
        offsets.find(b"a;b\r\nc\rd;\r\n\r\ne;f", b';', false);
        assert_eq!(offsets.fields.get(), [1, 3, 8, 9, 11, 14, 16]);
        assert_eq!(offsets.lines.get(), [BEFORE_START, 4, 10, 12, 16]);
    }

    #[test]
    fn every_offset_is_found_wherever_it_stands() {
        let mut offsets = FieldOffsets::default();
        for length in [0, 1, 15, 16, 63, 64, 65, 127, 128, 200, 5000] {
            for (step, line) in [(1, 2), (2, 3), (3, 4), (7, 5), (64, 2), (65, 1), (5, 1000), (1, 1000)] {
                for delimiter in [b';', 0] {
                    let is_end = |at: usize| at.is_multiple_of(step);
                    let byte = |at: usize| match (is_end(at), at / step % line == 1) {
                        (true, true) => b'\n',
                        (true, false) => delimiter,
                        _ => b'x',
                    };
                    let mut text: Vec<u8> = (0..length).map(byte).collect();
                    assert!(offsets.find(&text, delimiter, false));
                    let end = Some(length).filter(|_| !text.ends_with(b"\n"));
                    let places = |is: &dyn Fn(u8) -> bool| -> Vec<u32> {
                        let places = (0..length).filter(|at| is(text[*at])).chain(end);
                        places.map(|at| at as u32).collect()
                    };
                    assert_eq!(offsets.fields.get(), places(&|byte| byte != b'x'), "{length} {step} {line}");
                    let lines = [vec![BEFORE_START], places(&|byte| byte == b'\n')].concat();
                    assert_eq!(offsets.lines.get(), lines, "{length} {step} {line}");
                    if let Some(byte) = text.last_mut() {
                        *byte = 0x80;
                        assert!(!offsets.find(&text, delimiter, false));
                    }
                }
            }
        }
    }
}
