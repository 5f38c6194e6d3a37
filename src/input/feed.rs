//! Hands out the records of all inputs, batch by batch, in order.

use std::collections::VecDeque;
use std::sync::Arc;

use super::Place;
use super::buffer::Buffer;
use super::csv;
use super::current::{Current, Mode};
use super::error::{InputError, InputFault};
use super::header::ColumnMap;
use super::header::Header;
use super::json::{self, Element, Framer};
use super::notice::Notices;
use super::passthrough::{PassthroughColumn, columns_of_header, passthrough_columns};
use super::scan::RowFault;
use super::source::Encoding;
use super::source::Format;
use super::source::{Input, Opening, Origin};
use crate::value::ValueError;

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
    /// The encoding, where it is not to be found out.
    pub encoding: Option<Encoding>,
    /// The sheet of a workbook, where it is not the first.
    pub sheet: Option<String>,
    /// How many bytes a record may have.
    pub max_record_bytes: usize,
    /// How many bytes may be held unpacked: what is streamed is not.
    pub max_unpacked: u64,
}

impl Default for FeedOptions {
    fn default() -> Self {
        Self {
            from: None,
            delimiter: None,
            columns: None,
            skip_lines: 0,
            batch_bytes: 128 * 1024,
            same_columns: false,
            encoding: None,
            sheet: None,
            max_record_bytes: 16 << 20,
            max_unpacked: 1 << 30,
        }
    }
}

/// A batch of whole records.
#[derive(Debug)]
pub struct Batch {
    /// Its place in the order of batches, from 0.
    pub sequence: u64,
    /// What is known of its input.
    pub head: Arc<Header>,
    /// The number of its first record, over all inputs, from 1.
    pub first_record: u64,
    /// Its text.
    pub bytes: Buffer,
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
        /// Those of them that cannot be read.
        faults: Vec<RowFault>,
    },
    /// A JSON object a line; blank lines are no records.
    Lines {
        /// The line the batch begins on.
        first_line: u64,
    },
    /// JSON values at these places.
    Elements(Vec<Element>),
    /// One record that cannot be read, without its text.
    Faulty {
        /// Where it stands.
        place: Place,
        /// What is wrong with it.
        why: ValueError,
    },
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

    /// Whether what is left is made of arguments, and so is one record at most.
    pub fn is_of_arguments(&self) -> bool {
        self.inputs.iter().all(|input| input.origin == Origin::Args)
            && self.current.as_ref().is_none_or(|current| matches!(current.mode, Mode::Args))
    }

    /// Opens the first input, so that what is wrong with it shows before anything is written.
    ///
    /// # Errors
    /// When it cannot be read.
    pub fn begin(&mut self) -> Result<Option<Arc<Header>>, InputError> {
        if self.current.is_none() {
            let Some(input) = self.inputs.pop_front() else { return Ok(None) };
            self.current = Some(self.open(&input)?);
        }
        Ok(self.current.as_ref().map(|current| Arc::clone(&current.head)))
    }

    /// The columns of the first input, once it is open: its header, or the keys of its first record.
    ///
    /// # Errors
    /// When it cannot be read.
    pub fn own_columns(&mut self) -> Result<Vec<PassthroughColumn>, InputError> {
        let Some(current) = &mut self.current else { return Ok(Vec::new()) };
        if !matches!(current.mode, Mode::Lines | Mode::Elements(_)) {
            return Ok(columns_of_header(&current.head));
        }
        let keys = current.first_keys(self.options.max_record_bytes, &mut self.bytes_read)?;
        self.first_columns = Some((current.head.name.clone(), keys.clone()));
        let map = self.map;
        Ok(passthrough_columns(keys.into_iter().map(|key| {
            let role = map.role(&key);
            (key, role)
        })))
    }

    /// Whether the first input has anything in it beside white space.
    ///
    /// # Errors
    /// When it cannot be read.
    pub fn has_more(&mut self) -> Result<bool, InputError> {
        match &mut self.current {
            Some(current) => current.has_more(&mut self.bytes_read),
            None => Ok(false),
        }
    }

    /// The next batch, in the memory of an old one.
    ///
    /// # Errors
    /// When an input cannot be read; with the number of batches handed out before.
    pub fn next(&mut self, spare: Buffer) -> Result<Option<Batch>, (u64, InputError)> {
        self.next_batch(spare).map_err(|error| {
            self.inputs.clear();
            self.current = None;
            (self.next_sequence, error)
        })
    }

    fn next_batch(&mut self, spare: Buffer) -> Result<Option<Batch>, InputError> {
        let mut bytes = spare;
        while self.begin()?.is_some() {
            let Some(current) = &mut self.current else { break };
            bytes.clear();
            let cut = current.fill(&mut bytes, &self.options, &mut self.bytes_read)?;
            if let Some((layout, records)) = cut {
                bytes.pad();
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
            return Ok(Current::new(&input.name, Box::new(std::io::empty()), Mode::Args));
        }
        let opening = Opening {
            from: self.options.from,
            encoding: self.options.encoding,
            sheet: self.options.sheet.as_deref(),
            width: self.options.columns.as_ref().map_or(0, Vec::len),
            max_record_bytes: self.options.max_record_bytes,
            max_unpacked: self.options.max_unpacked,
        };
        let opened = input.open(opening)?;
        let mut current = Current::new(&input.name, opened.text, Mode::Rows);
        if opened.is_sheet {
            self.open_rows(&mut current, Format::Xlsx, input)?;
            return Ok(current);
        }
        current.read_start(&mut self.bytes_read)?;
        let named = self.options.from.or_else(|| Format::of_name(&input.name));
        let format = named.unwrap_or_else(|| Format::of_content(&current.carry));
        match format {
            Format::Jsonl => current.mode = Mode::Lines,
            Format::Json => {
                let is_lines = json::is_object_a_line(&current.carry);
                current.mode = if is_lines { Mode::Lines } else { Mode::Elements(Framer::default()) };
            }
            Format::Csv | Format::Tsv | Format::Xlsx => self.open_rows(&mut current, format, input)?,
        }
        Ok(current)
    }

    /// Reads what stands before the first row.
    fn open_rows(&mut self, current: &mut Current, format: Format, input: &Input) -> Result<(), InputError> {
        let name = &input.name;
        let limit = self.options.max_record_bytes;
        for _ in 0..self.options.skip_lines {
            current.drop_line(&mut self.bytes_read)?;
        }
        let mut delimiter = match format {
            // A sheet is read as rows with commas, whatever the other inputs have.
            Format::Xlsx => Some(b','),
            Format::Tsv => self.options.delimiter.or(Some(b'\t')),
            _ => self.options.delimiter,
        };
        if format != Format::Xlsx {
            let first = current.first_record(delimiter, false, limit, &mut self.bytes_read)?;
            if let Some(separator) = csv::separator_line(&current.carry[..first]) {
                delimiter = self.options.delimiter.or(Some(separator));
                current.drop_text(first);
            }
        }
        let is_header = self.options.columns.is_none();
        let first = current.first_record(delimiter, is_header, limit, &mut self.bytes_read)?;
        let header = &current.carry[..first];
        let delimiter = delimiter.unwrap_or_else(|| csv::find_delimiter(header));
        let names = match &self.options.columns {
            Some(names) => names.clone(),
            None => {
                let names = csv::header(name, header, delimiter)?;
                current.drop_text(first);
                names
            }
        };
        self.check_columns(name, &names)?;
        let header = Header::new(name, names, delimiter, self.map, self.notices)?;
        current.head = Arc::new(Header { is_sheet: format == Format::Xlsx, ..header });
        Ok(())
    }

    fn check_columns(&mut self, name: &str, names: &[String]) -> Result<(), InputError> {
        match &self.first_columns {
            None => self.first_columns = Some((name.to_owned(), names.to_vec())),
            Some((first, columns)) if self.options.same_columns && columns != names => {
                return Err(InputError::new(name, InputFault::OtherColumns { than: first.clone() }));
            }
            Some(_) => {}
        }
        Ok(())
    }
}
