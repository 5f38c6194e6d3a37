//! What every worker does, whatever it makes of a batch: takes the next, and passes on what came of it, in order.

use std::sync::{Mutex, PoisonError};

use super::order::Ordered;
use super::sink::{Rendered, Sink};
use crate::input::{Batch, BatchReader, Buffer, InputError, InputFault};

/// The batches of an input, of which the first is read before there are workers: most inputs have no more.
pub(super) struct Batches<'f> {
    reader: BatchReader<'f>,
    first: Option<Next>,
}

/// The next batch; an error comes with the number of batches before it.
type Next = Result<Option<Batch>, (u64, InputError)>;

impl<'f> Batches<'f> {
    pub(super) fn new(mut reader: BatchReader<'f>) -> Self {
        let first = Some(reader.next(Buffer::default()));
        Self { reader, first }
    }

    /// Whether there is nothing behind the first.
    pub(super) fn are_read(&self) -> bool {
        self.reader.is_done()
    }

    fn next(&mut self, spare: Buffer) -> Next {
        self.first.take().unwrap_or_else(|| self.reader.next(spare))
    }
}

/// Works on batches until there are no more or the run has failed. `work` renders one, says how many records it has in
/// `rendered.records`, and what ends the run, if anything does.
pub(super) fn each_batch<S: Sink>(
    batches: &Mutex<Batches<'_>>,
    order: &Ordered<S>,
    mut work: impl FnMut(&Batch, &mut Rendered) -> Option<InputFault>,
) {
    let mut spare = Buffer::default();
    let mut rendered = Rendered::default();
    loop {
        let next = batches.lock().unwrap_or_else(PoisonError::into_inner).next(spare);
        let batch = match next {
            Ok(Some(batch)) => batch,
            Ok(None) => break,
            Err((after, error)) => {
                order.fail(after, error);
                break;
            }
        };
        rendered.bytes.clear();
        rendered.results.clear();
        rendered.comparisons.clear();
        if let Some(fault) = work(&batch, &mut rendered) {
            order.fail(batch.sequence, InputError::new(&batch.header.name, fault));
            break;
        }
        rendered.read = batch.bytes.len() as u64;
        let goes_on = order.put(batch.sequence, &mut rendered);
        spare = batch.bytes;
        if !goes_on {
            break;
        }
    }
}
