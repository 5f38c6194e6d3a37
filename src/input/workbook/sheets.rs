//! The sheets of a workbook, one after the other, each read as an input of its own.

use std::collections::VecDeque;
use std::io::{self, Read};
use std::sync::mpsc::{Receiver, channel, sync_channel};
use std::sync::{Arc, Mutex, PoisonError};
use std::thread::Builder;

use super::ReadSeek;
use super::book::Workbook;
use super::choice::{Sheet, choose, shown_sheet};
use super::kind::{Kind, kind_of};
use super::ods::OdsBook;
use super::rows::{Bounds, Piece, Rows, Take};
use super::xls::XlsBook;
use super::xlsx::XlsxBook;
use crate::input::error::{InputError, InputFault};
use crate::input::options::{Opening, SheetChoice};
use crate::lang::Text;
use crate::value::Epoch;

/// How many pieces may wait.
const WAITING: usize = 4;

/// The sheets of a workbook that are read.
///
/// They are read by a thread of their own, a few pieces ahead: their text is never in memory as a
/// whole. (The texts that cells share are; that is how the formats store them.)
pub(in crate::input) struct Sheets {
    /// The names of those that are to come.
    names: VecDeque<String>,
    pieces: Arc<Mutex<Receiver<io::Result<Piece>>>>,
    /// The day from which the workbook counts dates.
    pub(in crate::input) epoch: Epoch,
    /// What is to be said of the sheets that are not read.
    pub(in crate::input) unread: Option<Text>,
}

impl Sheets {
    /// Opens a workbook at the sheets that are to be read.
    ///
    /// # Errors
    /// When it is no workbook, has no such sheet, or more would have to be held than may be.
    pub(in crate::input) fn open(
        name: &str,
        source: Box<dyn ReadSeek>,
        opening: &Opening<'_>,
    ) -> Result<Self, InputError> {
        let book = open(source, opening.max_unpacked).map_err(|fault| InputError::new(name, fault))?;
        let (sheets, epoch) = (book.sheets(), book.epoch());
        let chosen = choose(name, &sheets, opening.sheets)?;
        let read: Vec<Sheet> = chosen.places.iter().map(|place| sheets[*place].clone()).collect();
        let is_named = *opening.sheets != SheetChoice::First;
        let shown = |sheet: &Sheet| {
            if is_named { format!("{name}[{}]", shown_sheet(&sheet.name)) } else { name.to_owned() }
        };
        let names = read.iter().map(shown).collect();
        let bounds = Bounds { width: opening.width, max_row: opening.max_record_bytes };
        let job = Job { book, read, bounds };
        let pieces = Arc::new(Mutex::new(start(job, opening.max_unpacked)));
        Ok(Self { names, pieces, epoch, unread: chosen.unread })
    }

    /// The next sheet, by the name that results give it. The one before it was read to its end.
    pub(in crate::input) fn next(&mut self) -> Option<(String, Box<dyn Read + Send>)> {
        let name = self.names.pop_front()?;
        let pieces = Arc::clone(&self.pieces);
        Some((name, Box::new(SheetReader { pieces, piece: Vec::new(), at: 0, is_over: false })))
    }
}

/// Opens a workbook of any kind, of which so many bytes at most may be held.
fn open(mut source: Box<dyn ReadSeek>, most: u64) -> Result<Box<dyn Workbook>, InputFault> {
    Ok(match kind_of(&mut source)? {
        Kind::Xlsx => Box::new(XlsxBook::open(source, most)?),
        Kind::Ods => Box::new(OdsBook::open(source)?),
        Kind::Xls => Box::new(XlsBook::open(&mut source, most)?),
    })
}

/// What the thread does.
struct Job {
    book: Box<dyn Workbook>,
    read: Vec<Sheet>,
    bounds: Bounds,
}

impl Job {
    fn run(mut self, take: &mut Take<'_>) {
        let epoch = self.book.epoch();
        for sheet in &self.read {
            let mut rows = Rows::new(self.bounds, epoch, take);
            let outcome = self.book.read(sheet, &mut rows);
            match outcome {
                Ok(()) if rows.end() => {}
                Ok(()) => return,
                Err(fault) => {
                    // Whether anybody is there to hear it does not matter.
                    take(Err(fault.into()));
                    return;
                }
            }
        }
    }
}

/// Begins to read, in a thread or, where there is none to be had, here and now.
fn start(job: Job, max_unpacked: u64) -> Receiver<io::Result<Piece>> {
    let (sender, pieces) = sync_channel(WAITING);
    // The workbook is handed over once there is a thread to take it.
    let (hand, taken) = channel::<Job>();
    let thread = Builder::new().spawn(move || {
        if let Ok(job) = taken.recv() {
            job.run(&mut |piece| sender.send(piece).is_ok());
        }
    });
    if thread.is_ok() {
        let _ = hand.send(job);
        return pieces;
    }
    let (sender, pieces) = channel();
    let mut held = 0;
    job.run(&mut |piece| {
        if let Ok(Piece::Rows(rows)) = &piece {
            held += rows.len() as u64;
        }
        if held <= max_unpacked {
            return sender.send(piece).is_ok();
        }
        let _ = sender.send(Err(InputFault::TooMuchUnpacked { most: max_unpacked }.into()));
        false
    });
    pieces
}

/// A sheet as a text of CSV.
struct SheetReader {
    pieces: Arc<Mutex<Receiver<io::Result<Piece>>>>,
    piece: Vec<u8>,
    at: usize,
    is_over: bool,
}

impl Read for SheetReader {
    fn read(&mut self, out: &mut [u8]) -> io::Result<usize> {
        while self.at == self.piece.len() && !self.is_over {
            let pieces = self.pieces.lock().unwrap_or_else(PoisonError::into_inner);
            match pieces.recv() {
                Ok(Ok(Piece::Rows(rows))) => (self.piece, self.at) = (rows, 0),
                Ok(Err(error)) => return Err(error),
                // The sheet ends, or the thread is done.
                Ok(Ok(Piece::End)) | Err(_) => self.is_over = true,
            }
        }
        let ready = &self.piece[self.at..];
        let count = ready.len().min(out.len());
        out[..count].copy_from_slice(&ready[..count]);
        self.at += count;
        Ok(count)
    }
}
