//! An open input, cut into batches of whole records.

use std::io::{ErrorKind, Read};
use std::sync::Arc;

use crate::input::batch::{Element, Layout, Place};
use crate::input::buffer::Buffer;
use crate::input::csv::{self, Ahead, Sieve, frame, line_ends};
use crate::input::error::{InputError, InputFault};
use crate::input::header::Header;
use crate::input::json::{self, BrokenElement, Framer, MemberFramer, json_members};
use crate::input::options::ReadOptions;
use crate::input::steps::looked_at;
use crate::value::ValueError;

/// The input that is being read.
pub(in crate::input) struct Source {
    pub header: Arc<Header>,
    /// The start of a record whose end has not been read yet.
    pub remainder: Vec<u8>,
    pub mode: Mode,
    /// Tells rows that are no records.
    pub sieve: Sieve,
    /// The lines of rows of totals that were left out and nobody was told of yet.
    pub totals: Vec<u64>,
    reader: Box<dyn Read + Send>,
    /// What was read and put back, and how much of it was read again.
    put_back: (Vec<u8>, usize),
    /// What is known of the quotes in the remainder.
    ahead: Ahead,
    next_line: u64,
    is_at_end: bool,
}

/// How its records are told from each other.
pub(in crate::input) enum Mode {
    Rows,
    Lines,
    Elements(Framer),
    /// The elements of a member of JSON objects.
    Member(Box<MemberFramer>),
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
    /// Nothing more can be read of the input.
    Failed(InputFault),
    /// Not enough to say.
    Nothing,
}

impl Cut {
    fn of_elements(found: json::Framed, elements: Vec<Element>) -> Self {
        let records = elements.len() as u64;
        match found.fault {
            // Those in front of it are handed out first.
            Some(fault) if records == 0 => Self::Element(fault, found.end),
            _ if found.end > 0 => Self::Records(Layout::Elements(elements), records, found.end),
            _ => Self::Nothing,
        }
    }
}

/// How many bytes are looked at to find out the format.
const START: usize = 64 * 1024;

/// How many of them are read first.
const FIRST: usize = 8 * 1024;

/// How much white space may stand before them.
const MOST_SPACE: usize = 1 << 20;

/// Looks ahead for the first object, with no effect on how the input is read.
enum FirstKeys {
    Elements(Framer),
    Member(Box<MemberFramer>),
}

impl FirstKeys {
    fn cut(
        &mut self,
        text: &[u8],
        at_end: bool,
        limit: usize,
        out: &mut Vec<Element>,
    ) -> Result<json::Framed, InputFault> {
        let line = &mut 0;
        match self {
            Self::Elements(framer) => Ok(framer.cut(text, at_end, limit, line, out)),
            Self::Member(framer) => framer.cut(text, at_end, limit, line, out),
        }
    }
}

impl Source {
    /// An input of which nothing was read yet.
    pub(in crate::input) fn new(name: &str, reader: Box<dyn Read + Send>, mode: Mode) -> Self {
        let header = Arc::new(Header::bare(name));
        Self {
            header,
            remainder: Vec::new(),
            mode,
            sieve: Sieve::of_preamble(b','),
            totals: Vec::new(),
            reader,
            put_back: Default::default(),
            ahead: Ahead::default(),
            next_line: 1,
            is_at_end: false,
        }
    }

    /// Whether it is known that nothing is left.
    pub(in crate::input) fn is_done(&self) -> bool {
        let (put_back, at) = &self.put_back;
        self.is_at_end && self.remainder.is_empty() && put_back.len() <= *at
    }

    /// Reads the first line with anything on it, or as much of it as tells the format.
    pub(in crate::input) fn read_start(&mut self) -> Result<(), InputError> {
        loop {
            let text = self.remainder.trim_ascii_start();
            looked_at(self.remainder.len());
            let has_line = memchr::memchr(b'\n', text).is_some();
            if self.is_at_end || has_line || text.len() >= START || self.remainder.len() >= MOST_SPACE {
                return Ok(());
            }
            self.read_more()?;
        }
    }

    /// Whether there is anything but white space, reading on until it is known.
    pub(in crate::input) fn has_more(&mut self) -> Result<bool, InputError> {
        while self.remainder.trim_ascii().is_empty() && !self.is_at_end {
            looked_at(self.remainder.len());
            if self.remainder.len() >= MOST_SPACE {
                self.drop_space();
            }
            self.read_more()?;
        }
        Ok(!self.remainder.trim_ascii().is_empty())
    }

    /// Drops white space, which may go on for ever.
    fn drop_space(&mut self) {
        match self.mode {
            // A line feed may follow a carriage return.
            Mode::Rows => self.drop_text(self.remainder.len() - usize::from(self.remainder.ends_with(b"\r"))),
            _ => self.drop_feeds(self.remainder.len()),
        }
    }

    /// Reads once more into the remainder: little at first, as many inputs have no more.
    fn read_some(&mut self) -> Result<(), InputError> {
        let mut some = Buffer::default();
        self.read_into(&mut some, if self.remainder.is_empty() { FIRST } else { START })?;
        self.remainder.extend_from_slice(&some);
        Ok(())
    }

    /// Reads on in a record whose end is not there yet: far enough at a time that its start is not
    /// looked at over and over.
    fn read_more(&mut self) -> Result<(), InputError> {
        let enough =
            self.remainder.len() + if self.remainder.len() < START { 1 } else { self.remainder.len() / 2 };
        while self.remainder.len() < enough && !self.is_at_end {
            self.read_some()?;
        }
        Ok(())
    }

    /// Reads up to `wanted` bytes behind what is there.
    fn read_into(&mut self, bytes: &mut Buffer, wanted: usize) -> Result<(), InputError> {
        let room = bytes.room(wanted);
        let (text, at) = &mut self.put_back;
        if let Some(rest) = text.get(*at..).filter(|rest| !rest.is_empty()) {
            let count = rest.len().min(room.len());
            room[..count].copy_from_slice(&rest[..count]);
            *at += count;
            bytes.take(count);
            return Ok(());
        }
        self.put_back = Default::default();
        let count = loop {
            match self.reader.read(room) {
                Ok(count) => break count,
                Err(error) if error.kind() == ErrorKind::Interrupted => {}
                Err(error) => return Err(InputError::io(&self.header.name, error)),
            }
        };
        bytes.take(count);
        self.is_at_end = count == 0;
        Ok(())
    }

    /// Puts the remainder back, to be read again a batch at a time: a record far ahead, or a large one,
    /// may have brought millions of small ones along.
    fn put_remainder_back(&mut self) {
        let remainder = std::mem::take(&mut self.remainder);
        let (text, at) = std::mem::take(&mut self.put_back);
        self.is_at_end = false;
        self.put_back = match at.checked_sub(remainder.len()) {
            // That is where it was read from.
            Some(start) => (text, start),
            None => ([&remainder, text.get(at..).unwrap_or_default()].concat(), 0),
        };
    }

    /// Drops text at the start of the remainder.
    pub(in crate::input) fn drop_text(&mut self, end: usize) {
        self.next_line += line_ends(&self.remainder[..end]);
        self.remainder.drain(..end);
    }

    /// Drops the first line; in JSON only a line feed ends it.
    pub(in crate::input) fn drop_line(&mut self) -> Result<(), InputError> {
        let is_rows = matches!(self.mode, Mode::Rows);
        loop {
            let found = match is_rows {
                true => memchr::memchr2(b'\n', b'\r', &self.remainder),
                false => memchr::memchr(b'\n', &self.remainder),
            };
            match found {
                Some(at)
                    if self.remainder[at] == b'\r' && at + 1 == self.remainder.len() && !self.is_at_end =>
                {
                    // Whether a line feed follows has to be read first.
                    self.remainder.drain(..at);
                }
                Some(at) => {
                    let is_pair = self.remainder[at..].starts_with(b"\r\n");
                    self.remainder.drain(..=at + usize::from(is_pair));
                    self.next_line += 1;
                    return Ok(());
                }
                None => self.remainder.clear(),
            }
            if self.is_at_end {
                return Ok(());
            }
            self.read_some()?;
        }
    }

    /// The end of the first record in the remainder, reading on until it is there.
    ///
    /// # Errors
    /// When it is a header that cannot be read.
    pub(in crate::input) fn first_record(
        &mut self,
        delimiter: Option<u8>,
        is_header: bool,
        limit: usize,
    ) -> Result<usize, InputError> {
        let mut ahead = Ahead::default();
        loop {
            // The delimiter only matters to tell a quote that opens or closes a cell from one that
            // does not, and in a first record any of the usual ones may be it.
            let delimiter = delimiter.unwrap_or_else(|| self.delimiter_of(0));
            let sieve = Sieve::of_preamble(delimiter);
            let found = frame(&self.remainder, &sieve, self.is_at_end, limit, &mut ahead);
            let first = found.rows.faults.first().filter(|fault| Some(fault.end) == found.first_end);
            match first.and_then(|fault| fault.why) {
                Some(why) if is_header => return Err(self.no_header(why)),
                None if found.is_too_large && is_header && found.first_end.is_none() => {
                    return Err(self.no_header(ValueError::TooLarge));
                }
                _ => {}
            }
            if let Some(end) = found.first_end {
                let start = found.first_start();
                self.drop_text(start);
                return Ok(end - start);
            }
            if self.is_at_end || found.is_too_large {
                return Ok(self.remainder.len());
            }
            if found.records == 0 && found.end > 0 {
                // Blank lines; they may be many.
                self.drop_text(found.end);
            }
            self.read_more()?;
        }
    }

    /// The delimiter that the record at a place in the remainder seems to have.
    fn delimiter_of(&self, start: usize) -> u8 {
        let rest = self.remainder.get(start..).unwrap_or_default();
        looked_at(rest.len());
        csv::find_delimiter(rest)
    }

    /// Where the record behind a place in the remainder begins and ends, reading on until it is there.
    pub(in crate::input) fn record_behind(
        &mut self,
        start: usize,
        delimiter: Option<u8>,
        limit: usize,
    ) -> Result<Option<(usize, usize)>, InputError> {
        loop {
            let rest = &self.remainder[start..];
            let sieve = Sieve::of_preamble(delimiter.unwrap_or_else(|| self.delimiter_of(start)));
            let found = frame(rest, &sieve, self.is_at_end, limit, &mut Ahead::default());
            if found.first_end.is_some() || self.is_at_end || found.is_too_large {
                return Ok(found.first_end.map(|end| (start + found.first_start(), start + end)));
            }
            self.read_more()?;
        }
    }

    /// The line that a place in the remainder is on.
    pub(in crate::input) fn line_at(&self, place: usize) -> u64 {
        self.next_line + line_ends(&self.remainder[..place])
    }

    fn no_header(&self, why: ValueError) -> InputError {
        let fault = match why {
            ValueError::TextBehindQuote => InputFault::HeaderQuotes,
            _ => InputFault::EndlessHeader,
        };
        InputError::new(&self.header.name, fault)
    }

    /// The keys of the first JSON object, reading on until it is there.
    pub(in crate::input) fn first_keys(&mut self, limit: usize) -> Result<Vec<String>, InputError> {
        let mut framer = match &self.mode {
            Mode::Member(framer) => FirstKeys::Member(framer.clone()),
            _ => FirstKeys::Elements(Framer::default()),
        };
        // What was looked at and had no keys.
        let mut passed = 0;
        loop {
            let mut elements = Vec::new();
            let text = self.remainder.get(passed..).unwrap_or_default();
            let found = framer.cut(text, self.is_at_end, limit, &mut elements);
            let found = found.map_err(|fault| InputError::new(&self.header.name, fault))?;
            let objects = elements.iter().map(|element| json_members(&text[element.start..element.end]));
            let first = objects.into_iter().find(|members| !members.is_empty());
            if let Some(members) = first {
                let keys: indexmap::IndexSet<String> =
                    members.into_iter().map(|(key, _)| key.into_owned()).collect();
                return Ok(keys.into_iter().collect());
            }
            passed += found.end;
            let is_enough = found.fault.is_some() || self.is_at_end || self.remainder.len() > limit;
            if is_enough {
                return Ok(Vec::new());
            }
            self.read_more()?;
        }
    }

    /// Fills a batch: how its records stand, and how many they are. `None` at the end of the input.
    pub(in crate::input) fn fill(
        &mut self,
        bytes: &mut Buffer,
        options: &ReadOptions,
    ) -> Result<Option<(Layout, u64)>, InputError> {
        if matches!(self.mode, Mode::Args) {
            let is_first = !self.is_at_end;
            self.is_at_end = true;
            return Ok(is_first.then_some((Layout::Args, 1)));
        }
        let batch_bytes = options.batch_bytes.max(1);
        if self.remainder.len() > START.max(2 * batch_bytes) {
            self.put_remainder_back();
        }
        // At once: memory that is new has its zeros, and what grows is filled with them.
        bytes.room(batch_bytes);
        bytes.push(&self.remainder);
        self.remainder.clear();
        loop {
            if !self.is_at_end && bytes.len() < batch_bytes {
                let wanted = batch_bytes - bytes.len();
                self.read_into(bytes, wanted)?;
            }
            match self.cut(bytes, options.max_record_bytes) {
                Cut::Records(layout, records, end) => {
                    self.remainder.extend_from_slice(&bytes[end..]);
                    self.ahead.shift(end);
                    bytes.truncate(end);
                    return Ok(Some((layout, records)));
                }
                Cut::TooLarge(from) => {
                    let (place, why) = (Place::Line(self.next_line), ValueError::TooLarge);
                    self.ahead = Ahead::default();
                    self.remainder.extend_from_slice(bytes);
                    bytes.clear();
                    self.drop_text(from);
                    self.drop_line()?;
                    return Ok(Some((Layout::Faulty { place, why }, 1)));
                }
                Cut::Element(fault, start) => {
                    self.remainder.extend_from_slice(&bytes[start..]);
                    bytes.clear();
                    let (place, why) = (fault.place, fault.why);
                    if why == ValueError::TooLarge {
                        self.drop_value(fault)?;
                    }
                    return Ok(Some((Layout::Faulty { place, why }, 1)));
                }
                Cut::Failed(fault) => return Err(InputError::new(&self.header.name, fault)),
                Cut::Nothing => {}
            }
            if self.is_at_end {
                return Ok(None);
            }
            // A record larger than a batch: read on until it ends, far enough at a time that its start
            // is not looked at over and over.
            let enough = bytes.len() + batch_bytes.max(bytes.len() / 2);
            while bytes.len() >= batch_bytes && bytes.len() < enough && !self.is_at_end {
                self.read_into(bytes, enough - bytes.len())?;
            }
        }
    }

    /// Drops a JSON value, however large.
    fn drop_value(&mut self, mut fault: BrokenElement) -> Result<(), InputError> {
        loop {
            if let Some(end) = fault.rest.end(&self.remainder) {
                self.drop_feeds(end);
                return Ok(());
            }
            self.drop_feeds(self.remainder.len());
            if self.is_at_end {
                return Ok(());
            }
            self.read_some()?;
        }
    }

    fn drop_feeds(&mut self, end: usize) {
        self.next_line += memchr::memchr_iter(b'\n', &self.remainder[..end]).count() as u64;
        self.remainder.drain(..end);
    }

    /// What stands at the start of a text.
    fn cut(&mut self, bytes: &[u8], limit: usize) -> Cut {
        let first_line = self.next_line;
        match &mut self.mode {
            Mode::Rows => {
                let found = frame(bytes, &self.sieve, self.is_at_end, limit, &mut self.ahead);
                self.totals.extend(found.totals.iter().map(|before| first_line + before));
                self.next_line += found.lines;
                if found.end > 0 {
                    let layout = Layout::Rows { first_line, rows: found.rows };
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
            Mode::Elements(framer) => {
                let mut elements = Vec::new();
                let found = framer.cut(bytes, self.is_at_end, limit, &mut self.next_line, &mut elements);
                Cut::of_elements(found, elements)
            }
            Mode::Member(framer) => {
                let mut elements = Vec::new();
                let found = framer.cut(bytes, self.is_at_end, limit, &mut self.next_line, &mut elements);
                found.map_or_else(Cut::Failed, |found| Cut::of_elements(found, elements))
            }
            Mode::Args => Cut::Nothing,
        }
    }
}
