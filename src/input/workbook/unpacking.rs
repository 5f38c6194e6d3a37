//! Keeps watch on what a workbook's parts come to when they are unpacked.

use std::io::{self, Read, Seek, SeekFrom};
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, AtomicU64, Ordering};

use flate2::{Decompress, FlushDecompress, Status};

/// How many bytes may be unpacked before something is made of them.
#[derive(Debug)]
pub(super) struct Budget {
    spent: AtomicU64,
    most: AtomicU64,
    is_overspent: AtomicBool,
}

impl Budget {
    /// A budget of so many bytes.
    pub(super) fn new(most: u64) -> Arc<Self> {
        let (spent, most) = (AtomicU64::new(0), AtomicU64::new(most));
        Arc::new(Self { spent, most, is_overspent: AtomicBool::new(false) })
    }

    /// Begins anew, with so many bytes at most: what was unpacked has been passed on.
    pub(super) fn renew(&self, most: u64) {
        self.spent.store(0, Ordering::Relaxed);
        self.most.store(most, Ordering::Relaxed);
    }

    /// Whether it was not enough.
    pub(super) fn is_overspent(&self) -> bool {
        self.is_overspent.load(Ordering::Relaxed)
    }

    fn spend(&self, bytes: u64) -> io::Result<()> {
        let spent = self.spent.fetch_add(bytes, Ordering::Relaxed).saturating_add(bytes);
        if spent > self.most.load(Ordering::Relaxed) {
            self.is_overspent.store(true, Ordering::Relaxed);
            return Err(io::ErrorKind::QuotaExceeded.into());
        }
        Ok(())
    }
}

/// A part that is unpacked already, of which what is read is counted.
pub(super) struct Metered<R> {
    inner: R,
    budget: Arc<Budget>,
}

impl<R> Metered<R> {
    /// Counts what is read.
    pub(super) fn new(inner: R, budget: &Arc<Budget>) -> Self {
        Self { inner, budget: Arc::clone(budget) }
    }
}

impl<R: Read> Read for Metered<R> {
    fn read(&mut self, out: &mut [u8]) -> io::Result<usize> {
        let count = self.inner.read(out)?;
        self.budget.spend(count as u64)?;
        Ok(count)
    }
}

/// A packed part of an archive.
#[derive(Clone, Copy, Debug)]
pub(super) struct Part {
    /// Where its bytes start.
    pub start: u64,
    /// Whether they are packed, and not just there.
    pub is_packed: bool,
}

/// An archive of which what is read of its parts is counted as it unpacks.
///
/// The sizes that an archive states may be wrong, and whoever reads it unpacks as it goes: so the
/// bytes are unpacked once more on the way, and forgotten.
pub(super) struct Counted<R> {
    inner: R,
    at: u64,
    /// In the order of their starts.
    parts: Vec<Part>,
    /// The part that is being read, and where its next bytes are.
    current: Option<(u64, Option<Decompress>)>,
    scratch: Vec<u8>,
    budget: Arc<Budget>,
}

/// How many bytes are unpacked at a time.
const SCRATCH: usize = 32 * 1024;

impl<R: Read + Seek> Counted<R> {
    /// Counts what is read of these parts.
    pub(super) fn new(mut inner: R, mut parts: Vec<Part>, budget: &Arc<Budget>) -> io::Result<Self> {
        parts.sort_by_key(|part| part.start);
        let at = inner.seek(SeekFrom::Start(0))?;
        let (scratch, budget) = (vec![0; SCRATCH], Arc::clone(budget));
        Ok(Self { inner, at, parts, current: None, scratch, budget })
    }

    fn count(&mut self, read: &[u8]) -> io::Result<()> {
        if let Ok(index) = self.parts.binary_search_by_key(&self.at, |part| part.start) {
            let is_packed = self.parts[index].is_packed;
            self.current = Some((self.at, is_packed.then(|| Decompress::new(false))));
        }
        let Some((next, unpacker)) = &mut self.current else { return Ok(()) };
        if *next != self.at {
            return Ok(());
        }
        *next += read.len() as u64;
        let Some(unpacker) = unpacker else { return self.budget.spend(read.len() as u64) };
        let mut packed = read;
        loop {
            let (taken, made) = (unpacker.total_in(), unpacker.total_out());
            let status = unpacker.decompress(packed, &mut self.scratch, FlushDecompress::None);
            let taken = (unpacker.total_in() - taken) as usize;
            let made = unpacker.total_out() - made;
            self.budget.spend(made)?;
            packed = packed.get(taken..).unwrap_or_default();
            // What is damaged is noticed by whoever reads it.
            let is_over = !matches!(status, Ok(Status::Ok));
            if is_over || (taken == 0 && made == 0) || (packed.is_empty() && made < SCRATCH as u64) {
                return Ok(());
            }
        }
    }
}

impl<R: Read + Seek> Read for Counted<R> {
    fn read(&mut self, out: &mut [u8]) -> io::Result<usize> {
        let count = self.inner.read(out)?;
        if count > 0 {
            self.count(&out[..count])?;
            self.at += count as u64;
        }
        Ok(count)
    }
}

impl<R: Read + Seek> Seek for Counted<R> {
    fn seek(&mut self, to: SeekFrom) -> io::Result<u64> {
        self.at = self.inner.seek(to)?;
        Ok(self.at)
    }
}

#[cfg(test)]
mod tests {
    use std::io::{Cursor, Write};

    use flate2::Compression;
    use flate2::write::DeflateEncoder;

    use super::*;

    #[test]
    fn what_is_unpacked_is_counted_and_no_more() {
        let mut packer = DeflateEncoder::new(Vec::new(), Compression::best());
        packer.write_all(&vec![b'x'; 1_000_000]).unwrap();
        let packed = packer.finish().unwrap();
        let archive = [b"head".as_slice(), &packed, b"stored", b"tail"].concat();
        let stored = 4 + packed.len() as u64;
        let parts = vec![Part { start: stored, is_packed: false }, Part { start: 4, is_packed: true }];
        for (most, start, length, is_enough) in [
            (1_000_000, 4, packed.len(), true),
            (999_999, 4, packed.len(), false),
            (6, stored, 6, true),
            (5, stored, 6, false),
            (0, 0, 4, true),
        ] {
            for step in [1, 7, 100_000] {
                let budget = Budget::new(most);
                let mut counted = Counted::new(Cursor::new(&archive), parts.clone(), &budget).unwrap();
                counted.seek(SeekFrom::Start(start)).unwrap();
                let mut left = length;
                let outcome = loop {
                    let mut some = vec![0; left.min(step)];
                    match counted.read_exact(&mut some) {
                        Ok(()) if left > step => left -= step,
                        other => break other,
                    }
                };
                assert_eq!(outcome.is_ok(), is_enough, "{most} {step}");
                assert_eq!(budget.is_overspent(), !is_enough, "{most} {step}");
                budget.renew(10);
                assert!(budget.spend(10).is_ok() && budget.spend(1).is_err());
            }
        }
    }
}
