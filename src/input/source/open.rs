//! Opening inputs, whatever they are packed in.

use std::fmt;
use std::fs::File;
use std::io::{self, BufReader, Cursor, ErrorKind, Read, Seek, SeekFrom};
use std::path::PathBuf;
use std::sync::{Arc, Mutex, PoisonError};

use super::decode;
use super::foreign::{FOREIGN_BYTES, Foreign};
use super::format::Format;
use super::packed::{Packing, without_ending};
use crate::input::error::{InputError, InputFault};
use crate::input::options::Opening;
use crate::input::workbook::{self, ReadSeek, Sheets};

/// An input as it was named on the command line.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Input {
    /// Its name in results and messages.
    pub name: String,
    /// Where it is.
    pub origin: Origin,
}

/// Where an input is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Origin {
    /// A file.
    File(PathBuf),
    /// Standard input.
    Stdin,
    /// Something that is open already.
    Stream(Stream),
    /// Bytes at hand.
    Bytes(Arc<[u8]>),
    /// The arguments themselves: one record made of `FIELD=VALUE`.
    Args,
}

/// What is open already, and is read once.
#[derive(Clone)]
pub struct Stream(Arc<Mutex<Option<Box<dyn Read + Send>>>>);

impl Stream {
    /// A stream of what is to be read.
    pub fn new(from: Box<dyn Read + Send>) -> Self {
        Self(Arc::new(Mutex::new(Some(from))))
    }

    /// What is to be read; nothing, once it was taken.
    fn take(&self) -> Box<dyn Read + Send> {
        let taken = self.0.lock().unwrap_or_else(PoisonError::into_inner).take();
        taken.unwrap_or_else(|| Box::new(io::empty()))
    }
}

impl PartialEq for Stream {
    fn eq(&self, other: &Self) -> bool {
        Arc::ptr_eq(&self.0, &other.0)
    }
}

impl Eq for Stream {}

impl fmt::Debug for Stream {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Stream")
    }
}

/// An input that is open.
pub(in crate::input) enum Opened {
    /// Its text, in UTF-8.
    Text(Box<dyn Read + Send>),
    /// Its sheets, each of which reads as CSV with commas.
    Sheets(Sheets),
}

/// How many bytes tell what kind of file an input is.
const MAGIC_BYTES: usize = 8;

impl Input {
    /// The input of a name: `-` is standard input.
    pub fn named(name: &str) -> Self {
        let origin = if name == "-" { Origin::Stdin } else { Origin::File(name.into()) };
        Self { name: name.to_owned(), origin }
    }

    /// The record made of arguments.
    pub fn args() -> Self {
        Self { name: "args".to_owned(), origin: Origin::Args }
    }

    /// Opens the input for reading as UTF-8, whatever it is packed in.
    ///
    /// # Errors
    /// When it cannot be opened, or is not what its name or `--from` says.
    pub(in crate::input) fn open(&self, opening: Opening<'_>) -> Result<Opened, InputError> {
        let failed = |error| InputError::io(&self.name, error);
        let mut raw: Box<dyn ReadSeek> = match &self.origin {
            Origin::File(path) => self.open_file(path)?,
            Origin::Stdin => Box::new(Once(io::stdin())),
            Origin::Stream(stream) => Box::new(Once(stream.take())),
            Origin::Bytes(bytes) => Box::new(Cursor::new(Arc::clone(bytes))),
            Origin::Args => Box::new(io::empty()),
        };
        let mut start = peek(&mut raw).map_err(failed)?;
        if let Some(packing) = Packing::of(&start) {
            let packed = BufReader::with_capacity(64 * 1024, Cursor::new(start).chain(raw));
            raw = Box::new(Once(packing.unpacked(packed, opening.max_unpacked)));
            start = peek(&mut raw).map_err(failed)?;
            if Packing::of(&start).is_some() {
                return Err(InputError::new(&self.name, InputFault::Foreign(Foreign::PackedTwice)));
            }
        }
        let is_named = opening.from.or_else(|| Format::of_name(&self.name)).is_some_and(Format::is_workbook);
        if workbook::may_be_workbook(&start) {
            let source = whole(start, raw, opening.max_unpacked).map_err(failed)?;
            return Ok(Opened::Sheets(Sheets::open(&self.name, source, &opening)?));
        }
        if let Some(foreign) = Foreign::of(&start, without_ending(&self.name)) {
            return Err(InputError::new(&self.name, InputFault::Foreign(foreign)));
        }
        if is_named && !start.is_empty() {
            return Err(InputError::new(&self.name, InputFault::NotAWorkbook));
        }
        let text = decode::decoded(Box::new(Cursor::new(start).chain(raw)), opening.encoding);
        Ok(Opened::Text(text))
    }

    fn open_file(&self, path: &PathBuf) -> Result<Box<dyn ReadSeek>, InputError> {
        let failed = |error| InputError::io(&self.name, error);
        let file = File::open(path).map_err(failed)?;
        let meta = file.metadata().map_err(failed)?;
        if meta.is_dir() {
            return Err(InputError::new(&self.name, InputFault::Directory));
        }
        let size = if meta.is_file() { meta.len() } else { 0 };
        Ok(Box::new(Whole { file, left: size }))
    }
}

/// The first bytes of an input: so many as tell most formats, and what comes along with them.
fn peek(raw: &mut dyn Read) -> io::Result<Vec<u8>> {
    let mut start = Vec::with_capacity(FOREIGN_BYTES);
    (&mut *raw).take(MAGIC_BYTES as u64).read_to_end(&mut start)?;
    if start.len() == MAGIC_BYTES {
        // No more than is there: whoever writes into a pipe may wait for what comes of it.
        start.resize(FOREIGN_BYTES, 0);
        let count = loop {
            match raw.read(&mut start[MAGIC_BYTES..]) {
                Err(error) if error.kind() == ErrorKind::Interrupted => {}
                other => break other?,
            }
        };
        start.truncate(MAGIC_BYTES + count);
    }
    Ok(start)
}

/// An input that can be read at any place: itself if it can, else all of it in memory, if it is no
/// more than may be held there.
fn whole(start: Vec<u8>, mut raw: Box<dyn ReadSeek>, most: u64) -> io::Result<Box<dyn ReadSeek>> {
    if raw.seek(SeekFrom::Start(0)).is_ok() {
        return Ok(raw);
    }
    let mut bytes = start;
    let left = most.saturating_sub(bytes.len() as u64);
    raw.by_ref().take(left.saturating_add(1)).read_to_end(&mut bytes)?;
    if bytes.len() as u64 > most {
        return Err(InputFault::TooMuchUnpacked { most }.into());
    }
    Ok(Box::new(Cursor::new(bytes)))
}

/// An input that can only be read once, from start to end.
struct Once<R>(R);

impl<R: Read> Read for Once<R> {
    fn read(&mut self, out: &mut [u8]) -> io::Result<usize> {
        self.0.read(out)
    }
}

impl<R> Seek for Once<R> {
    fn seek(&mut self, _: SeekFrom) -> io::Result<u64> {
        Err(ErrorKind::Unsupported.into())
    }
}

/// A file that has to have as many bytes as when it was opened: if it shrinks, the last record
/// read may be cut off in the middle of a number.
struct Whole {
    file: File,
    left: u64,
}

impl Read for Whole {
    fn read(&mut self, out: &mut [u8]) -> io::Result<usize> {
        let count = self.file.read(out)?;
        self.left = self.left.saturating_sub(count as u64);
        if count == 0 && !out.is_empty() && self.left > 0 {
            return Err(io::Error::new(
                ErrorKind::UnexpectedEof,
                "the file became shorter while it was read",
            ));
        }
        Ok(count)
    }
}

impl Seek for Whole {
    fn seek(&mut self, to: SeekFrom) -> io::Result<u64> {
        // Who seeks reads here and there, and knows by itself what is missing.
        self.left = 0;
        self.file.seek(to)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::input::options::SheetChoice;

    fn text_of(input: &Input) -> Box<dyn Read + Send> {
        match input.open(OPENING).unwrap() {
            Opened::Text(text) => text,
            Opened::Sheets(_) => panic!("it is no workbook"),
        }
    }

    const FIRST: SheetChoice = SheetChoice::First;
    const OPENING: Opening<'_> = Opening {
        from: None,
        encoding: None,
        sheets: &FIRST,
        width: 0,
        max_record_bytes: 1 << 20,
        max_unpacked: 1 << 20,
    };

    #[test]
    fn a_file_that_shrinks_is_noticed() {
        let file = tempfile::NamedTempFile::new().unwrap();
        file.as_file().set_len(100_000).unwrap();
        let path = file.path().to_string_lossy().into_owned();
        let mut text = text_of(&Input::named(&path));
        let mut start = [0; 1000];
        text.read_exact(&mut start).unwrap();
        file.as_file().set_len(50_000).unwrap();
        let error = io::copy(&mut text, &mut io::sink()).unwrap_err();
        assert!(InputError::io(&path, error).to_string().contains("became shorter"));
        // One that grows is read as far as it goes.
        let mut text = text_of(&Input::named(&path));
        text.read_exact(&mut start).unwrap();
        file.as_file().set_len(60_000).unwrap();
        assert_eq!(io::copy(&mut text, &mut io::sink()).unwrap(), 59_000);
    }
}
