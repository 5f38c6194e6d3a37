use crate::record::PlainCell;

/// Where values stand in a text, by key and by record, for some records.
#[derive(Debug, Default)]
pub(super) struct Spans {
    /// By key, for each of so many records.
    spans: Vec<[Span; RECORDS]>,
    /// Texts of strings that are written with escapes, one after the other.
    unescaped: Vec<u8>,
}

/// How many records there are room for.
pub(super) const RECORDS: usize = 16;

/// A value's text. One that begins behind the end of the text is among the unescaped.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Span {
    pub start: u32,
    /// None where there is no value.
    pub length: u32,
}

impl Spans {
    /// Makes room for so many keys.
    pub(super) fn hold(&mut self, keys: usize) {
        if self.spans.len() < keys {
            self.spans.resize(keys, Default::default());
        }
    }

    /// Forgets all values.
    pub(super) fn clear(&mut self) {
        self.spans.fill(Default::default());
        self.unescaped.clear();
    }

    /// Forgets the values of a record.
    pub(super) fn clear_record(&mut self, record: usize) {
        self.spans.iter_mut().for_each(|spans| spans[record % RECORDS] = Span::default());
    }

    #[inline(always)]
    pub(super) fn put(&mut self, key: usize, record: usize, span: Span) {
        if let Some(spans) = self.spans.get_mut(key) {
            spans[record % RECORDS] = span;
        }
    }

    /// Keeps a text that does not stand in the text as it is, which has so many bytes.
    pub(super) fn keep(&mut self, text: &str, of: usize) -> Option<Span> {
        let start = u32::try_from(of + self.unescaped.len()).ok()?;
        self.unescaped.extend_from_slice(text.as_bytes());
        Some(Span { start, length: u32::try_from(text.len()).ok()? })
    }

    /// The values of a key, record by record.
    #[inline(always)]
    pub(super) fn cells<'s>(&'s self, key: usize, text: &'s [u8]) -> impl Iterator<Item = PlainCell<'s>> {
        let spans = self.spans.get(key).map_or(&[] as &[Span], |spans| spans);
        spans.iter().map(move |span| {
            let start = span.start as usize;
            let rest = match start.checked_sub(text.len()) {
                None => text.get(start..),
                Some(start) => self.unescaped.get(start..),
            };
            PlainCell::new(rest.unwrap_or_default(), span.length as usize)
        })
    }
}
