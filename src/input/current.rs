//! The input that is being read: how batches are cut from it.

use std::io::{ErrorKind, Read};
use std::sync::Arc;

use super::Place;
use super::buffer::Buffer;
use super::csv;
use super::error::{InputError, InputFault};
use super::feed::{FeedOptions, Layout};
use super::header::Header;
use super::json::{BrokenElement, Framer, json_members};
use super::quoted::Ahead;
use super::scan::{line_ends, scan};
use crate::value::ValueError;

/// The input that is being read.
pub(super) struct Current {
    pub head: Arc<Header>,
    /// The start of a record whose end has not been read yet.
    pub carry: Vec<u8>,
    pub mode: Mode,
    reader: Box<dyn Read + Send>,
    /// What is known of the quotes in what is carried over.
    ahead: Ahead,
    next_line: u64,
    is_at_end: bool,
}

/// How its records are told from each other.
pub(super) enum Mode {
    Rows,
    Lines,
    Elements(Framer),
    Args,
}

/// What stands at the start of a text.
enum Cut {
    /// Whole records: how they stand, how many, and where they end.
    Records(Layout, u64, usize),
    /// A row or line that is too large, and goes on to the first line end from a place on.
    TooLarge(usize),
    /// A JSON value that cannot be read, and where it starts.
    Element(BrokenElement, usize),
    /// Not enough to say.
    Nothing,
}

/// How many bytes are looked at to find out the format.
const START: usize = 64 * 1024;

impl Current {
    /// An input of which nothing was read yet.
    pub(super) fn new(name: &str, reader: Box<dyn Read + Send>, mode: Mode) -> Self {
        let head = Arc::new(Header::bare(name));
        Self {
            head,
            carry: Vec::new(),
            mode,
            reader,
            ahead: Ahead::default(),
            next_line: 1,
            is_at_end: false,
        }
    }

    /// Reads the first line with anything on it, or as much of it as tells the format.
    pub(super) fn read_start(&mut self, bytes_read: &mut u64) -> Result<(), InputError> {
        loop {
            let text = self.carry.trim_ascii_start();
            let has_line = memchr::memchr(b'\n', text).is_some();
            if self.is_at_end || has_line || text.len() >= START {
                return Ok(());
            }
            self.read_some(bytes_read)?;
        }
    }

    /// Whether there is anything but white space, reading on until it is known.
    pub(super) fn has_more(&mut self, bytes_read: &mut u64) -> Result<bool, InputError> {
        while self.carry.trim_ascii().is_empty() && !self.is_at_end {
            self.read_some(bytes_read)?;
        }
        Ok(!self.carry.trim_ascii().is_empty())
    }

    /// Reads once more into what is carried over.
    fn read_some(&mut self, bytes_read: &mut u64) -> Result<(), InputError> {
        let mut some = Buffer::default();
        self.read_into(&mut some, 64 * 1024, bytes_read)?;
        self.carry.extend_from_slice(&some);
        Ok(())
    }

    /// Reads up to `wanted` bytes behind what is there.
    fn read_into(
        &mut self,
        bytes: &mut Buffer,
        wanted: usize,
        bytes_read: &mut u64,
    ) -> Result<(), InputError> {
        let room = bytes.room(wanted);
        let count = loop {
            match self.reader.read(room) {
                Ok(count) => break count,
                Err(error) if error.kind() == ErrorKind::Interrupted => {}
                Err(error) => return Err(InputError::io(&self.head.name, error)),
            }
        };
        bytes.take(count);
        self.is_at_end = count == 0;
        *bytes_read += count as u64;
        Ok(())
    }

    /// Drops text at the start of what is carried over.
    pub(super) fn drop_text(&mut self, end: usize) {
        self.next_line += line_ends(&self.carry[..end]);
        self.carry.drain(..end);
    }

    /// Drops the first line; in JSON only a line feed ends it.
    pub(super) fn drop_line(&mut self, bytes_read: &mut u64) -> Result<(), InputError> {
        let is_rows = matches!(self.mode, Mode::Rows);
        loop {
            let found = match is_rows {
                true => memchr::memchr2(b'\n', b'\r', &self.carry),
                false => memchr::memchr(b'\n', &self.carry),
            };
            match found {
                Some(at) if self.carry[at] == b'\r' && at + 1 == self.carry.len() && !self.is_at_end => {
                    // Whether a line feed follows has to be read first.
                    self.carry.drain(..at);
                }
                Some(at) => {
                    let is_pair = self.carry[at..].starts_with(b"\r\n");
                    self.carry.drain(..=at + usize::from(is_pair));
                    self.next_line += 1;
                    return Ok(());
                }
                None => self.carry.clear(),
            }
            if self.is_at_end {
                return Ok(());
            }
            self.read_some(bytes_read)?;
        }
    }

    /// The end of the first record in what is carried over, reading on until it is there.
    ///
    /// # Errors
    /// When it is a header that cannot be read.
    pub(super) fn first_record(
        &mut self,
        delimiter: Option<u8>,
        is_header: bool,
        limit: usize,
        bytes_read: &mut u64,
    ) -> Result<usize, InputError> {
        let mut ahead = Ahead::default();
        loop {
            // The delimiter only matters to tell a quote that opens or closes a cell from one that
            // does not, and in a first record any of the usual ones may be it.
            let delimiter = delimiter.unwrap_or_else(|| csv::find_delimiter(&self.carry));
            let found = scan(&self.carry, delimiter, self.is_at_end, limit, &mut ahead);
            let first = found.faults.first().filter(|fault| Some(fault.end) == found.first_end);
            match first.map(|fault| fault.why) {
                Some(why) if is_header => return Err(self.no_header(why)),
                None if found.is_too_large && is_header && found.first_end.is_none() => {
                    return Err(self.no_header(ValueError::TooLarge));
                }
                _ => {}
            }
            if let Some(end) = found.first_end {
                return Ok(end);
            }
            if self.is_at_end || found.is_too_large {
                return Ok(self.carry.len());
            }
            if found.records == 0 && found.end > 0 {
                // Blank lines; they may be many.
                self.drop_text(found.end);
            }
            self.read_some(bytes_read)?;
        }
    }

    fn no_header(&self, why: ValueError) -> InputError {
        let fault = match why {
            ValueError::TextBehindQuote => InputFault::HeaderQuotes,
            _ => InputFault::EndlessHeader,
        };
        InputError::new(&self.head.name, fault)
    }

    /// The keys of the first JSON object, reading on until it is there.
    pub(super) fn first_keys(
        &mut self,
        limit: usize,
        bytes_read: &mut u64,
    ) -> Result<Vec<String>, InputError> {
        loop {
            let mut elements = Vec::new();
            let mut line = 0;
            let mut scan = Framer::default();
            let found = scan.cut(&self.carry, self.is_at_end, limit, &mut line, &mut elements);
            let objects =
                elements.iter().map(|element| json_members(&self.carry[element.start..element.end]));
            let first = objects.into_iter().find(|members| !members.is_empty());
            if let Some(members) = first {
                let mut keys: Vec<String> = Vec::with_capacity(members.len());
                for (key, _) in members {
                    if !keys.iter().any(|known| *known == key) {
                        keys.push(key.into_owned());
                    }
                }
                return Ok(keys);
            }
            let is_enough = found.fault.is_some() || self.is_at_end || self.carry.len() > limit;
            if is_enough {
                return Ok(Vec::new());
            }
            self.read_some(bytes_read)?;
        }
    }

    /// Fills a batch: how its records stand, and how many they are. `None` at the end of the input.
    pub(super) fn fill(
        &mut self,
        bytes: &mut Buffer,
        options: &FeedOptions,
        bytes_read: &mut u64,
    ) -> Result<Option<(Layout, u64)>, InputError> {
        if matches!(self.mode, Mode::Args) {
            let is_first = !self.is_at_end;
            self.is_at_end = true;
            return Ok(is_first.then_some((Layout::Args, 1)));
        }
        bytes.push(&self.carry);
        self.carry.clear();
        let batch_bytes = options.batch_bytes.max(1);
        loop {
            if !self.is_at_end && bytes.len() < batch_bytes {
                let wanted = batch_bytes - bytes.len();
                self.read_into(bytes, wanted, bytes_read)?;
            }
            match self.cut(bytes, options.max_record_bytes) {
                Cut::Records(layout, records, end) => {
                    self.carry.extend_from_slice(&bytes[end..]);
                    self.ahead.shift(end);
                    bytes.truncate(end);
                    return Ok(Some((layout, records)));
                }
                Cut::TooLarge(from) => {
                    let (place, why) = (Place::Line(self.next_line), ValueError::TooLarge);
                    self.ahead = Ahead::default();
                    self.carry.extend_from_slice(bytes);
                    bytes.clear();
                    self.drop_text(from);
                    self.drop_line(bytes_read)?;
                    return Ok(Some((Layout::Faulty { place, why }, 1)));
                }
                Cut::Element(fault, start) => {
                    self.carry.extend_from_slice(&bytes[start..]);
                    bytes.clear();
                    let (place, why) = (fault.place, fault.why);
                    if why == ValueError::TooLarge {
                        self.drop_value(fault, bytes_read)?;
                    }
                    return Ok(Some((Layout::Faulty { place, why }, 1)));
                }
                Cut::Nothing => {}
            }
            if self.is_at_end {
                return Ok(None);
            }
            // A record larger than a batch: read on until it ends, far enough at a time that its start
            // is not looked at over and over.
            let enough = bytes.len() + batch_bytes.max(bytes.len() / 2);
            while bytes.len() >= batch_bytes && bytes.len() < enough && !self.is_at_end {
                self.read_into(bytes, enough - bytes.len(), bytes_read)?;
            }
        }
    }

    /// Drops a JSON value, however large.
    fn drop_value(&mut self, mut fault: BrokenElement, bytes_read: &mut u64) -> Result<(), InputError> {
        loop {
            if let Some(end) = fault.scan.end(&self.carry) {
                self.drop_feeds(end);
                return Ok(());
            }
            self.drop_feeds(self.carry.len());
            if self.is_at_end {
                return Ok(());
            }
            self.read_some(bytes_read)?;
        }
    }

    fn drop_feeds(&mut self, end: usize) {
        self.next_line += memchr::memchr_iter(b'\n', &self.carry[..end]).count() as u64;
        self.carry.drain(..end);
    }

    /// What stands at the start of a text.
    fn cut(&mut self, bytes: &[u8], limit: usize) -> Cut {
        let first_line = self.next_line;
        match &mut self.mode {
            Mode::Rows => {
                let found = scan(bytes, self.head.delimiter, self.is_at_end, limit, &mut self.ahead);
                self.next_line += found.lines;
                if found.end > 0 {
                    let layout = Layout::Rows { first_line, is_plain: found.is_plain, faults: found.faults };
                    Cut::Records(layout, found.records, found.end)
                } else if found.is_too_large {
                    Cut::TooLarge(limit)
                } else {
                    Cut::Nothing
                }
            }
            Mode::Lines => {
                let (mut end, mut records) = (0, 0);
                while end < bytes.len() {
                    let rest = &bytes[end..];
                    let text = memchr::memchr(b'\n', rest);
                    if text.unwrap_or(rest.len()) > limit {
                        if end == 0 {
                            return Cut::TooLarge(0);
                        }
                        break;
                    }
                    let length = match text {
                        Some(text) => text + 1,
                        None if self.is_at_end => rest.len(),
                        None => break,
                    };
                    records += u64::from(!rest[..length].trim_ascii().is_empty());
                    end += length;
                    self.next_line += 1;
                }
                if end == 0 { Cut::Nothing } else { Cut::Records(Layout::Lines { first_line }, records, end) }
            }
            Mode::Elements(scan) => {
                let mut elements = Vec::new();
                let found = scan.cut(bytes, self.is_at_end, limit, &mut self.next_line, &mut elements);
                let records = elements.len() as u64;
                match found.fault {
                    Some(fault) => Cut::Element(fault, found.end),
                    None if found.end > 0 => Cut::Records(Layout::Elements(elements), records, found.end),
                    None => Cut::Nothing,
                }
            }
            Mode::Args => Cut::Nothing,
        }
    }
}
