//! What every worker does, whatever it makes of a batch: takes the next, and passes on what came of it, in order.

use std::sync::{Mutex, PoisonError};

use super::order::Ordered;
use super::sink::{Rendered, Sink};
use crate::input::{Batch, BatchReader, Buffer, InputError, InputFault};

/// Works on batches until there are no more or the run has failed. `work` renders one, says how many records it has in
/// `rendered.records`, and what ends the run, if anything does.
pub(super) fn each_batch<S: Sink>(
    batches: &Mutex<BatchReader<'_>>,
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
