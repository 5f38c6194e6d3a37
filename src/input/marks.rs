use fearless_simd::{Simd, SimdBase, SimdMask, u8x64};

use super::blocks::{BLOCK, Look, look};

/// The places where cells and lines end in a text without quotes.
///
/// They are found 64 bytes at a time, as the bits of a number, so that a short cell costs no more
/// than a long one.
#[derive(Debug, Default)]
pub(super) struct Marks {
    /// Where cells end: at delimiters, before line ends, and at the text's end.
    pub cells: Places,
    /// Where lines end: before the first one, at line feeds, and at the text's end.
    pub lines: Places,
}

/// Places in a text, in order.
#[derive(Debug, Default)]
pub(super) struct Places {
    places: Vec<u32>,
    count: usize,
}

/// The place before the text: one more is its start.
pub(super) const BEFORE: u32 = u32::MAX;

/// How many places are written at a time, needed or not, which spares a look at each.
const AT_ONCE: usize = 8;

/// How many places are kept memory for when there were more.
const USUAL: usize = 1 << 16;

impl Marks {
    /// Finds the marks of a text. Returns whether all of it is ASCII.
    pub(super) fn find(&mut self, text: &[u8], delimiter: u8) -> bool {
        self.cells.clear();
        self.lines.clear();
        self.lines.put_one(BEFORE);
        let is_ascii = look(text, &mut Finding { marks: self, delimiter });
        if !text.ends_with(b"\n") {
            self.cells.put(1, text.len());
            self.lines.put(1, text.len());
        }
        if memchr::memchr(b'\r', text).is_some() {
            self.leave_out_returns(text);
        }
        is_ascii
    }

    /// Ends the last cell of a line before its carriage return.
    fn leave_out_returns(&mut self, text: &[u8]) {
        let mut cells = self.cells.places[..self.cells.count].iter_mut();
        for line_end in &self.lines.get()[1..] {
            let last = cells.find(|cell| *cell == line_end);
            if let Some(last) = last {
                *last = without_return(text, *last as usize) as u32;
            }
        }
    }
}

impl Places {
    /// Forgets all places, and the memory of a text that had far more than others.
    pub(super) fn clear(&mut self) {
        self.count = 0;
        if self.places.len() > 4 * USUAL {
            self.places.truncate(USUAL);
            self.places.shrink_to_fit();
        }
    }

    /// Adds a place for every bit.
    #[inline(always)]
    pub(super) fn put(&mut self, mut bits: u64, start: usize) {
        if self.places.len() < self.count + BLOCK {
            self.places.resize(self.count + 64 * BLOCK, 0);
        }
        let count = self.count;
        self.count += bits.count_ones() as usize;
        for places in self.places[count..].chunks_exact_mut(AT_ONCE) {
            for place in places {
                *place = start as u32 + bits.trailing_zeros();
                bits &= bits.wrapping_sub(1);
            }
            if bits == 0 {
                return;
            }
        }
    }

    /// The same for bits that nearly always are one or none.
    #[inline(always)]
    fn put_few(&mut self, mut bits: u64, start: usize) {
        while bits != 0 {
            self.put_one(start as u32 + bits.trailing_zeros());
            bits &= bits - 1;
        }
    }

    #[inline(always)]
    fn put_one(&mut self, place: u32) {
        if self.places.len() == self.count {
            self.places.resize(self.count + 64 * BLOCK, 0);
        }
        self.places[self.count] = place;
        self.count += 1;
    }

    /// The places.
    pub(super) fn get(&self) -> &[u32] {
        &self.places[..self.count]
    }
}

/// Where the text of a line ends that ends here: before a carriage return, if there is one.
#[inline(always)]
pub(super) fn without_return(text: &[u8], line_end: usize) -> usize {
    let is_return = line_end.checked_sub(1).and_then(|before| text.get(before)) == Some(&b'\r');
    line_end - usize::from(is_return)
}

/// A text's marks while they are looked for.
struct Finding<'m> {
    marks: &'m mut Marks,
    delimiter: u8,
}

impl Look for Finding<'_> {
    #[inline(always)]
    fn look<S: Simd>(&mut self, block: u8x64<S>, within: u64, start: usize) {
        let is_line_end = block.simd_eq(b'\n');
        let is_cell_end = block.simd_eq(self.delimiter) | is_line_end;
        self.marks.cells.put(is_cell_end.to_bitmask() & within, start);
        self.marks.lines.put_few(is_line_end.to_bitmask() & within, start);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_carriage_return_before_the_line_feed_is_no_part_of_a_cell() {
        let mut marks = Marks::default();
        marks.find(b"a;b\r\nc\rd;\r\n\r\ne;f", b';');
        assert_eq!(marks.cells.get(), [1, 3, 8, 9, 11, 14, 16]);
        assert_eq!(marks.lines.get(), [BEFORE, 4, 10, 12, 16]);
    }

    #[test]
    fn every_mark_is_found_wherever_it_stands() {
        let mut marks = Marks::default();
        for length in [0, 1, 15, 16, 63, 64, 65, 127, 128, 200, 5000] {
            for (step, line) in [(1, 2), (2, 3), (3, 4), (7, 5), (64, 2), (65, 1), (5, 1000), (1, 1000)] {
                for delimiter in [b';', 0] {
                    let is_mark = |at: usize| at.is_multiple_of(step);
                    let byte = |at: usize| match (is_mark(at), at / step % line == 1) {
                        (true, true) => b'\n',
                        (true, false) => delimiter,
                        _ => b'x',
                    };
                    let mut text: Vec<u8> = (0..length).map(byte).collect();
                    assert!(marks.find(&text, delimiter));
                    let end = Some(length).filter(|_| !text.ends_with(b"\n"));
                    let places = |is: &dyn Fn(u8) -> bool| -> Vec<u32> {
                        let places = (0..length).filter(|at| is(text[*at])).chain(end);
                        places.map(|at| at as u32).collect()
                    };
                    assert_eq!(marks.cells.get(), places(&|byte| byte != b'x'), "{length} {step} {line}");
                    let lines = [vec![BEFORE], places(&|byte| byte == b'\n')].concat();
                    assert_eq!(marks.lines.get(), lines, "{length} {step} {line}");
                    if let Some(byte) = text.last_mut() {
                        *byte = 0x80;
                        assert!(!marks.find(&text, delimiter));
                    }
                }
            }
        }
    }
}
