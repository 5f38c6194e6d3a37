//! Lines and columns of a text by offset, in time that does not grow with the text.

/// How many bytes are looked at to count the characters before an offset.
const STEP: usize = 1024;

/// Where the lines of a text begin, and how many characters stand before each step of it.
pub(super) struct LineTable<'t> {
    text: &'t str,
    lines: Vec<usize>,
    chars: Vec<u32>,
}

impl<'t> LineTable<'t> {
    /// The table of a text.
    pub(super) fn new(text: &'t str) -> Self {
        let ends = text.bytes().enumerate().filter(|(_, byte)| *byte == b'\n').map(|(at, _)| at + 1);
        let lines = std::iter::once(0).chain(ends).collect();
        let mut count = 0;
        let chars = text
            .as_bytes()
            .chunks(STEP)
            .map(|bytes| {
                let before = count;
                count += begun(bytes);
                before
            })
            .collect();
        Self { text, lines, chars }
    }

    /// The line and the column in characters of an offset, both from 1.
    pub(super) fn of(&self, offset: usize) -> (u32, u32) {
        let offset = offset.min(self.text.len());
        let line = self.lines.partition_point(|start| *start <= offset);
        let start = self.lines.get(line.saturating_sub(1)).copied().unwrap_or(0);
        let chars = match self.text.as_bytes().get(start..offset) {
            // Nearly every line is short.
            Some(line) if line.len() <= STEP => begun(line),
            _ => self.chars_before(offset) - self.chars_before(start),
        };
        (u32::try_from(line).unwrap_or(u32::MAX), chars + 1)
    }

    fn chars_before(&self, offset: usize) -> u32 {
        let step = (offset / STEP).min(self.chars.len().saturating_sub(1));
        let bytes = self.text.as_bytes().get(step * STEP..offset).unwrap_or_default();
        self.chars.get(step).copied().unwrap_or(0) + begun(bytes)
    }
}

/// How many characters begin in some bytes.
fn begun(bytes: &[u8]) -> u32 {
    bytes.iter().filter(|byte| **byte & 0xc0 != 0x80).count() as u32
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lines_and_columns_are_those_of_counting() {
        let text = "卡号 = 1\nx\n\n密 = \"é\"\n".repeat(400) + &"密 é".repeat(600);
        let table = LineTable::new(&text);
        for (offset, _) in text.char_indices().chain([(text.len(), ' ')]) {
            let before = text.get(..offset).unwrap();
            let line = before.matches('\n').count() + 1;
            let column = before.rsplit('\n').next().unwrap().chars().count() + 1;
            assert_eq!(table.of(offset), (line as u32, column as u32), "{offset}");
        }
        assert_eq!(LineTable::new("").of(7), (1, 1));
    }
}
