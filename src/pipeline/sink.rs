//! What workers hand over, and where it goes.

use std::io;

use crate::output::{Decided, RecordComparison};
use crate::receipt::Hash;

/// What a worker made of a batch.
#[derive(Debug, Default)]
pub struct Rendered {
    /// Finished output, for formats that need to see one record at a time.
    pub bytes: Vec<u8>,
    /// How many bytes of input they were made from.
    pub read: u64,
    /// How many records there are.
    pub records: u64,
    /// Results, for formats that look at more than one at a time.
    pub results: Vec<Decided>,
    /// The hashes of the results, where a receipt is asked for.
    pub leaves: Vec<Hash>,
    /// Comparisons of records, for formats that look at more than one at a time.
    pub comparisons: Vec<RecordComparison>,
}

/// Where rendered batches go, in order.
pub trait Sink: Send {
    /// Takes a batch.
    ///
    /// # Errors
    /// When it cannot be written.
    fn put(&mut self, rendered: &mut Rendered) -> io::Result<()>;
}
