use std::collections::VecDeque;
use std::io::{ErrorKind, Read};
use std::sync::Arc;

use super::columns::ColumnMap;
use super::csv;
use super::format::Format;
use super::head::Head;
use super::json::{self, Element, ElementScan};
use super::notice::{InputError, Notices};
use super::open::{Input, Origin};
use super::scan::{is_blank, scan};

/// How inputs are to be read.
#[derive(Clone, Debug)]
pub struct FeedOptions {
    /// The format, where it is not to be found out.
    pub from: Option<Format>,
    /// The byte between cells, where it is not to be found out.
    pub delimiter: Option<u8>,
    /// The names of the columns, where no header names them.
    pub columns: Option<Vec<String>>,
    /// Lines before the header that are passed over.
    pub skip_lines: u64,
    /// How many bytes a batch has, about.
    pub batch_bytes: usize,
    /// Whether all inputs need to have the same columns.
    pub same_columns: bool,
}

impl Default for FeedOptions {
    fn default() -> Self {
        Self {
            from: None,
            delimiter: None,
            columns: None,
            skip_lines: 0,
            batch_bytes: 256 * 1024,
            same_columns: false,
        }
    }
}

/// A batch of whole records.
#[derive(Debug)]
pub struct Batch {
    /// Its place in the order of batches, from 0.
    pub sequence: u64,
    /// What is known of its input.
    pub head: Arc<Head>,
    /// The number of its first record, over all inputs, from 1.
    pub first_record: u64,
    /// Its text.
    pub bytes: Vec<u8>,
    /// How its records stand in the text.
    pub layout: Layout,
}

/// How the records of a batch stand in its text.
#[derive(Debug)]
pub enum Layout {
    /// Rows of cells.
    Rows {
        /// The line the batch begins on.
        first_line: u64,
        /// Whether every line is a record and no cell is quoted.
        is_plain: bool,
    },
    /// A JSON object a line; blank lines are no records.
    Lines {
        /// The line the batch begins on.
        first_line: u64,
    },
    /// JSON values at these places.
    Elements(Vec<Element>),
    /// One record made of arguments, without text.
    Args,
}

/// Hands out the records of all inputs, batch by batch, in order.
pub struct Feed<'f> {
    options: FeedOptions,
    map: &'f ColumnMap,
    notices: &'f Notices<'f>,
    inputs: VecDeque<Input>,
    current: Option<Current>,
    first_columns: Option<(String, Vec<String>)>,
    next_record: u64,
    next_sequence: u64,
    bytes_read: u64,
}

struct Current {
    head: Arc<Head>,
    reader: Box<dyn Read + Send>,
    /// The start of a record whose end has not been read yet.
    carry: Vec<u8>,
    next_line: u64,
    mode: Mode,
    is_at_end: bool,
}

enum Mode {
    Rows,
    Lines,
    Elements(ElementScan),
    Args,
}

impl<'f> Feed<'f> {
    /// A feed of these inputs.
    pub fn new(
        inputs: Vec<Input>,
        options: FeedOptions,
        map: &'f ColumnMap,
        notices: &'f Notices<'f>,
    ) -> Self {
        Self {
            options,
            map,
            notices,
            inputs: inputs.into(),
            current: None,
            first_columns: None,
            next_record: 1,
            next_sequence: 0,
            bytes_read: 0,
        }
    }

    /// The bytes read so far, of all inputs.
    pub fn bytes_read(&self) -> u64 {
        self.bytes_read
    }

    /// Opens the first input, so that what is wrong with it shows before anything is written.
    ///
    /// # Errors
    /// When it cannot be read.
    pub fn begin(&mut self) -> Result<Option<Arc<Head>>, InputError> {
        if self.current.is_none() {
            let Some(input) = self.inputs.pop_front() else { return Ok(None) };
            self.current = Some(self.open(&input)?);
        }
        Ok(self.current.as_ref().map(|current| Arc::clone(&current.head)))
    }

    /// Whether the first input has anything in it beside white space.
    ///
    /// # Errors
    /// When it cannot be read.
    pub fn has_more(&mut self) -> Result<bool, InputError> {
        let Some(current) = &mut self.current else { return Ok(false) };
        while current.carry.trim_ascii().is_empty() && !current.is_at_end {
            current.read_some(&mut self.bytes_read)?;
        }
        Ok(!current.carry.trim_ascii().is_empty())
    }

    /// The next batch, in the memory of an old one.
    ///
    /// # Errors
    /// When an input cannot be read; with the number of batches handed out before.
    pub fn next(&mut self, spare: Vec<u8>) -> Result<Option<Batch>, (u64, InputError)> {
        self.next_batch(spare).map_err(|error| {
            self.inputs.clear();
            self.current = None;
            (self.next_sequence, error)
        })
    }

    fn next_batch(&mut self, spare: Vec<u8>) -> Result<Option<Batch>, InputError> {
        let mut bytes = spare;
        while self.begin()?.is_some() {
            let Some(current) = &mut self.current else { break };
            bytes.clear();
            let cut = current.fill(&mut bytes, &self.options, &mut self.bytes_read)?;
            if let Some((layout, records)) = cut {
                let batch = Batch {
                    sequence: self.next_sequence,
                    head: Arc::clone(&current.head),
                    first_record: self.next_record,
                    bytes,
                    layout,
                };
                self.next_sequence += 1;
                self.next_record += records;
                return Ok(Some(batch));
            }
            self.current = None;
        }
        Ok(None)
    }

    fn open(&mut self, input: &Input) -> Result<Current, InputError> {
        if input.origin == Origin::Args {
            let head = Arc::new(Head::bare(&input.name));
            let reader = Box::new(std::io::empty());
            return Ok(Current {
                head,
                reader,
                carry: Vec::new(),
                next_line: 1,
                mode: Mode::Args,
                is_at_end: false,
            });
        }
        let mut current = Current {
            head: Arc::new(Head::bare(&input.name)),
            reader: input.open()?,
            carry: Vec::new(),
            next_line: 1,
            mode: Mode::Rows,
            is_at_end: false,
        };
        current.read_some(&mut self.bytes_read)?;
        let named = self.options.from.or_else(|| Format::of_name(&input.name));
        let format = named.unwrap_or_else(|| Format::of_content(&current.carry));
        match format {
            Format::Jsonl => current.mode = Mode::Lines,
            Format::Json => {
                let is_lines = json::is_object_a_line(&current.carry);
                current.mode = if is_lines { Mode::Lines } else { Mode::Elements(ElementScan::default()) };
            }
            Format::Csv | Format::Tsv | Format::Xlsx => {
                self.open_rows(&mut current, format, input)?;
            }
        }
        Ok(current)
    }

    /// Reads what stands before the first row.
    fn open_rows(&mut self, current: &mut Current, format: Format, input: &Input) -> Result<(), InputError> {
        let name = &input.name;
        for _ in 0..self.options.skip_lines {
            current.drop_line(&mut self.bytes_read)?;
        }
        let mut delimiter = self.options.delimiter;
        if format == Format::Tsv {
            delimiter = delimiter.or(Some(b'\t'));
        }
        let first = current.first_record(&mut self.bytes_read)?;
        if let Some(separator) = csv::separator_line(&current.carry[..first]) {
            delimiter = delimiter.or(Some(separator));
            current.drop_line(&mut self.bytes_read)?;
        }
        let first = current.first_record(&mut self.bytes_read)?;
        let header = &current.carry[..first];
        let delimiter = delimiter.unwrap_or_else(|| csv::find_delimiter(header));
        let names = match &self.options.columns {
            Some(names) => names.clone(),
            None => {
                let names = csv::header(name, header, delimiter)?;
                current.next_line += memchr::memchr_iter(b'\n', header).count() as u64;
                current.carry.drain(..first);
                names
            }
        };
        self.check_columns(name, &names)?;
        let head = Head::new(name, names, delimiter, self.map, self.notices)?;
        current.head = Arc::new(head);
        Ok(())
    }

    fn check_columns(&mut self, name: &str, names: &[String]) -> Result<(), InputError> {
        match &self.first_columns {
            None => self.first_columns = Some((name.to_owned(), names.to_vec())),
            Some((first, columns)) if self.options.same_columns && columns != names => {
                return Err(InputError::of(
                    name,
                    format!(
                        "its columns differ from those of {first}; with --passthrough they must be the same"
                    ),
                    format!("列与 {first} 不同；使用 --passthrough 时各输入的列必须一致"),
                ));
            }
            Some(_) => {}
        }
        Ok(())
    }
}

impl Current {
    /// Reads once more into what is carried over.
    fn read_some(&mut self, bytes_read: &mut u64) -> Result<(), InputError> {
        let mut carry = std::mem::take(&mut self.carry);
        let result = self.read_into(&mut carry, 64 * 1024, bytes_read);
        self.carry = carry;
        result.map(|_| ())
    }

    /// Reads up to `wanted` bytes behind what is there. Returns whether that many came.
    fn read_into(
        &mut self,
        bytes: &mut Vec<u8>,
        wanted: usize,
        bytes_read: &mut u64,
    ) -> Result<bool, InputError> {
        let start = bytes.len();
        bytes.resize(start + wanted, 0);
        let count = loop {
            match self.reader.read(&mut bytes[start..]) {
                Ok(count) => break count,
                Err(error) if error.kind() == ErrorKind::Interrupted => {}
                Err(error) => return Err(InputError::io(&self.head.name, &error)),
            }
        };
        bytes.truncate(start + count);
        self.is_at_end = count == 0;
        *bytes_read += count as u64;
        Ok(count == wanted)
    }

    /// Drops the first line.
    fn drop_line(&mut self, bytes_read: &mut u64) -> Result<(), InputError> {
        loop {
            if let Some(end) = memchr::memchr(b'\n', &self.carry) {
                self.carry.drain(..=end);
                self.next_line += 1;
                return Ok(());
            }
            if self.is_at_end {
                self.carry.clear();
                return Ok(());
            }
            self.read_some(bytes_read)?;
        }
    }

    /// The end of the first record in what is carried over, reading on until it is there.
    fn first_record(&mut self, bytes_read: &mut u64) -> Result<usize, InputError> {
        loop {
            // The delimiter only matters to tell a quote that opens a cell from one that does not,
            // and in a first record any of the usual ones may be it.
            let delimiter = csv::find_delimiter(&self.carry);
            let mut end = 0;
            while let Some(found) = memchr::memchr2(b'\n', b'\r', &self.carry[end..]) {
                end += found + 1;
                let found = scan(&self.carry[..end], delimiter, false);
                if found.records > 0 {
                    return Ok(found.end);
                }
            }
            if self.is_at_end {
                return Ok(self.carry.len());
            }
            self.read_some(bytes_read)?;
        }
    }

    /// Fills a batch. `None` at the end of the input.
    fn fill(
        &mut self,
        bytes: &mut Vec<u8>,
        options: &FeedOptions,
        bytes_read: &mut u64,
    ) -> Result<Option<(Layout, u64)>, InputError> {
        if matches!(self.mode, Mode::Args) {
            let is_first = !self.is_at_end;
            self.is_at_end = true;
            return Ok(is_first.then_some((Layout::Args, 1)));
        }
        bytes.append(&mut self.carry);
        loop {
            if !self.is_at_end && bytes.len() < options.batch_bytes {
                let wanted = options.batch_bytes - bytes.len();
                let is_full = self.read_into(bytes, wanted, bytes_read)?;
                if is_full && bytes.len() < options.batch_bytes {
                    continue;
                }
            }
            if let Some((layout, records, end)) = self.cut(bytes) {
                self.carry.extend_from_slice(&bytes[end..]);
                bytes.truncate(end);
                return Ok(Some((layout, records)));
            }
            if self.is_at_end {
                return Ok(None);
            }
            if bytes.len() >= options.batch_bytes {
                // A record larger than a batch: read on until it ends.
                self.read_into(bytes, options.batch_bytes, bytes_read)?;
            }
        }
    }

    /// The whole records at the start of a text: how they stand, how many, and where they end.
    fn cut(&mut self, bytes: &[u8]) -> Option<(Layout, u64, usize)> {
        let first_line = self.next_line;
        match &mut self.mode {
            Mode::Rows => {
                let found = scan(bytes, self.head.delimiter, self.is_at_end);
                self.next_line += found.lines;
                let is_plain = found.is_plain;
                (found.end > 0).then_some((Layout::Rows { first_line, is_plain }, found.records, found.end))
            }
            Mode::Lines => {
                let end = match memchr::memrchr(b'\n', bytes) {
                    _ if self.is_at_end => bytes.len(),
                    Some(end) => end + 1,
                    None => 0,
                };
                let mut records = 0;
                for line in bytes[..end].split_inclusive(|b| *b == b'\n') {
                    records += u64::from(!is_blank(line, b','));
                    self.next_line += 1;
                }
                (end > 0).then_some((Layout::Lines { first_line }, records, end))
            }
            Mode::Elements(scan) => {
                let mut elements = Vec::new();
                let end = scan.cut(bytes, self.is_at_end, &mut self.next_line, &mut elements);
                let records = elements.len() as u64;
                let is_cut = end > 0 || records > 0;
                is_cut.then_some((Layout::Elements(elements), records, end))
            }
            Mode::Args => None,
        }
    }
}
