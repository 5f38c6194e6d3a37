//! passthrough FILE THREADS [BYTES]: writes 7 columns of a CSV file as they are, with a fast CSV library
//! and nothing else. What the machine allows for reading and writing.
//!
//! With BYTES, every row is filled up so that about so many are written in all.
//!
//! The pipeline is the usual one: workers read a batch of about 1 MiB in turn, cut it at the last
//! line end, write into a buffer of their own, and put that out in order.

use std::fs::File;
use std::io::{self, Read, Write};
use std::sync::{Condvar, Mutex, PoisonError};

use simd_csv::ZeroCopyReaderBuilder;

const BATCH: usize = 1 << 20;
const COLUMNS: usize = 7;

struct Feed {
    file: File,
    carry: Vec<u8>,
    next: u64,
}

impl Feed {
    /// Fills a buffer with whole lines and says which batch they are.
    fn next(&mut self, bytes: &mut Vec<u8>) -> io::Result<Option<u64>> {
        bytes.clear();
        bytes.append(&mut self.carry);
        let start = bytes.len();
        bytes.resize(start + BATCH, 0);
        let mut end = start;
        while end < bytes.len() {
            let count = self.file.read(&mut bytes[end..])?;
            if count == 0 {
                break;
            }
            end += count;
        }
        bytes.truncate(end);
        if bytes.is_empty() {
            return Ok(None);
        }
        if end == start + BATCH {
            let cut = bytes.iter().rposition(|b| *b == b'\n').map_or(end, |at| at + 1);
            self.carry.extend_from_slice(&bytes[cut..]);
            bytes.truncate(cut);
        }
        self.next += 1;
        Ok(Some(self.next - 1))
    }
}

fn work(feed: &Mutex<Feed>, turn: &Mutex<u64>, changed: &Condvar, share: f64) -> io::Result<()> {
    let (mut bytes, mut out) = (Vec::new(), Vec::new());
    loop {
        let batch = feed.lock().unwrap_or_else(PoisonError::into_inner).next(&mut bytes)?;
        let Some(batch) = batch else { return Ok(()) };
        out.clear();
        let mut reader = ZeroCopyReaderBuilder::with_capacity(64 * 1024)
            .has_headers(false)
            .flexible(true)
            .from_reader(bytes.as_slice());
        while let Some(record) = reader.read_byte_record().map_err(io::Error::other)? {
            for (index, cell) in record.iter().take(COLUMNS).enumerate() {
                if index > 0 {
                    out.push(b',');
                }
                out.extend_from_slice(cell);
            }
            // As many bytes for what was read as there are in all for all of it.
            let wanted = (share * reader.position() as f64) as usize;
            if wanted > out.len() {
                out.resize(wanted, b'-');
            }
            out.push(b'\n');
        }
        let mut next = turn.lock().unwrap_or_else(PoisonError::into_inner);
        while *next != batch {
            next = changed.wait(next).unwrap_or_else(PoisonError::into_inner);
        }
        io::stdout().lock().write_all(&out)?;
        *next += 1;
        changed.notify_all();
    }
}

fn main() -> io::Result<()> {
    let args: Vec<String> = std::env::args().collect();
    let (file, threads, bytes) = match args.as_slice() {
        [_, file, threads] => (file, threads, None),
        [_, file, threads, bytes] => (file, threads, Some(bytes)),
        _ => {
            eprintln!("passthrough FILE THREADS [BYTES]");
            std::process::exit(2);
        }
    };
    let bytes: f64 = bytes.map_or(Ok(0.0), |bytes| bytes.parse()).map_err(io::Error::other)?;
    let share = bytes / std::fs::metadata(file)?.len() as f64;
    let threads: usize = threads.parse().map_err(io::Error::other)?;
    let feed = Mutex::new(Feed { file: File::open(file)?, carry: Vec::new(), next: 0 });
    let (turn, changed) = (Mutex::new(0), Condvar::new());
    std::thread::scope(|scope| {
        let workers: Vec<_> =
            (0..threads).map(|_| scope.spawn(|| work(&feed, &turn, &changed, share))).collect();
        workers.into_iter().try_for_each(|worker| match worker.join() {
            Ok(result) => result,
            Err(_) => Err(io::Error::other("a worker failed")),
        })
    })
}
