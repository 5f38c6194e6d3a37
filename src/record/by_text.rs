//! Finding texts of a long list: the words of a large policy, in every spelling.

/// The places of a list's texts, by their text.
#[derive(Clone, Debug)]
pub(super) struct ByText(Vec<u32>);

/// Shorter lists are gone through one by one.
pub(super) const FEW: usize = 64;

impl ByText {
    /// Of the texts of a list.
    pub(super) fn new<T>(list: &[T], text: impl Fn(&T) -> &[u8]) -> Self {
        let mut places: Vec<u32> = (0..list.len() as u32).collect();
        // Of the same text twice the first counts.
        places.sort_by_key(|place| text(&list[*place as usize]));
        Self(places)
    }

    /// The first item of a text.
    pub(super) fn find<'l, T>(
        &self,
        list: &'l [T],
        text: impl Fn(&T) -> &[u8],
        wanted: &[u8],
    ) -> Option<&'l T> {
        let at = self.0.partition_point(|place| text(&list[*place as usize]) < wanted);
        let found = self.0.get(at).map(|place| &list[*place as usize]);
        found.filter(|item| text(item) == wanted)
    }
}
