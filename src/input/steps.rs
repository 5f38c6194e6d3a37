//! Counts the bytes of an input that are looked at, so that a test can hold that they grow with the
//! input and no faster. Outside of tests this is nothing.

#[cfg(test)]
use std::cell::Cell;

#[cfg(test)]
thread_local! {
    static LOOKED_AT: Cell<u64> = const { Cell::new(0) };
}

/// So many bytes are looked at, perhaps not for the first time.
#[inline(always)]
pub(super) fn looked_at(bytes: usize) {
    #[cfg(test)]
    LOOKED_AT.with(|count| count.set(count.get() + bytes as u64));
    let _ = bytes;
}

/// How many bytes this thread has looked at since it was last asked.
#[cfg(test)]
pub(super) fn take() -> u64 {
    LOOKED_AT.take()
}
