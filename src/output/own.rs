/// The input's own cells of a record, for passing them through.
#[derive(Clone, Debug, Default)]
pub struct OwnCells {
    /// Column names with their text, secrets left out and card numbers masked.
    pub cells: Vec<(String, Option<String>)>,
}
