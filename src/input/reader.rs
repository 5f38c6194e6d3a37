//! Hands out the records of all inputs, batch by batch, in order.

use std::collections::VecDeque;
use std::sync::Arc;

use super::batch::Batch;
use super::buffer::Buffer;
use super::csv::{self, Sieve};
use super::error::{InputError, InputFault};
use super::header::{ColumnMap, Header, HeaderSearch, check_size};
use super::json::{self, Framer, MemberFramer};
use super::notice::Notices;
use super::options::{Opening, ReadOptions, SheetChoice};
use super::passthrough::{PassthroughColumn, columns_of_header, passthrough_columns};
use super::source::{Format, Input, Mode, Opened, Origin, Source};
use super::workbook::Sheets;
use crate::lang::Text;
use crate::value::Epoch;

/// Hands out the records of all inputs, batch by batch, in order.
pub struct BatchReader<'f> {
    options: ReadOptions,
    map: &'f ColumnMap,
    notices: &'f Notices<'f>,
    inputs: VecDeque<Input>,
    source: Option<Source>,
    /// The workbook whose sheets are being read.
    sheets: Option<Sheets>,
    /// Whether any input so far was a workbook.
    has_workbook: bool,
    first_columns: Option<(String, Vec<String>)>,
    next_record: u64,
    next_sequence: u64,
}

impl<'f> BatchReader<'f> {
    /// A reader of these inputs.
    pub fn new(
        inputs: Vec<Input>,
        options: ReadOptions,
        map: &'f ColumnMap,
        notices: &'f Notices<'f>,
    ) -> Self {
        Self {
            options,
            map,
            notices,
            inputs: inputs.into(),
            source: None,
            sheets: None,
            has_workbook: false,
            first_columns: None,
            next_record: 1,
            next_sequence: 0,
        }
    }

    /// Whether it is known that all was handed out.
    pub fn is_done(&self) -> bool {
        let is_read = self.source.as_ref().is_none_or(Source::is_done);
        is_read && self.inputs.is_empty() && self.sheets.is_none()
    }

    /// Opens the first input, so that what is wrong with it shows before anything is written.
    ///
    /// # Errors
    /// When it cannot be read.
    pub fn begin(&mut self) -> Result<Option<Arc<Header>>, InputError> {
        if self.source.is_none() {
            self.source = self.next_sheet()?;
        }
        if self.source.is_none() {
            let Some(input) = self.inputs.pop_front() else { return Ok(None) };
            self.source = self.open(&input)?;
        }
        Ok(self.source.as_ref().map(|source| Arc::clone(&source.header)))
    }

    /// The columns of the first input, once it is open: its header, or the keys of its first record.
    ///
    /// # Errors
    /// When it cannot be read.
    pub fn own_columns(&mut self) -> Result<Vec<PassthroughColumn>, InputError> {
        let Some(source) = &mut self.source else { return Ok(Vec::new()) };
        if !matches!(source.mode, Mode::Lines | Mode::Elements(_) | Mode::Member(_)) {
            return Ok(columns_of_header(&source.header));
        }
        let keys = source.first_keys(self.options.max_record_bytes)?;
        check_size(&keys).map_err(|fault| InputError::new(&source.header.name, fault))?;
        self.first_columns = Some((source.header.name.clone(), keys.clone()));
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
        match &mut self.source {
            Some(source) => source.has_more(),
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
            (self.source, self.sheets) = (None, None);
            (self.next_sequence, error)
        })
    }

    fn next_batch(&mut self, spare: Buffer) -> Result<Option<Batch>, InputError> {
        let mut bytes = spare;
        while self.begin()?.is_some() {
            let Some(source) = &mut self.source else { break };
            bytes.clear();
            let cut = source.fill(&mut bytes, &self.options)?;
            Self::tell_totals(source, self.notices);
            if let Some((layout, records)) = cut {
                bytes.pad();
                let batch = Batch {
                    sequence: self.next_sequence,
                    header: Arc::clone(&source.header),
                    first_record: self.next_record,
                    bytes,
                    layout,
                };
                self.next_sequence += 1;
                self.next_record += records;
                return Ok(Some(batch));
            }
            self.source = None;
        }
        Ok(None)
    }

    fn open(&mut self, input: &Input) -> Result<Option<Source>, InputError> {
        let opening = Opening {
            from: self.options.from,
            encoding: self.options.encoding,
            sheets: &self.options.sheets,
            width: self.options.columns.as_ref().map_or(0, Vec::len),
            max_record_bytes: self.options.max_record_bytes,
            max_unpacked: self.options.max_unpacked,
        };
        let no_member = || InputError::new(&input.name, InputFault::NoDocument);
        let text = match input.origin {
            Origin::Args => None,
            _ => match input.open(opening)? {
                Opened::Text(text) => Some(text),
                Opened::Sheets(_) if self.options.at.is_some() => return Err(no_member()),
                Opened::Sheets(sheets) => {
                    sheets.unread.iter().for_each(|text| self.notices.tell(text.clone(), false));
                    (self.has_workbook, self.sheets) = (true, Some(sheets));
                    return self.next_sheet();
                }
            },
        };
        // Sheets were asked for, and no input has any.
        if self.options.sheets != SheetChoice::First && !self.has_workbook && self.inputs.is_empty() {
            return Err(InputError::new(&input.name, InputFault::NoWorkbook));
        }
        let Some(text) = text else {
            return Ok(Some(Source::new(&input.name, Box::new(std::io::empty()), Mode::Args)));
        };
        let mut source = Source::new(&input.name, text, Mode::Rows);
        source.read_start()?;
        let named = self.options.from.or_else(|| Format::of_name(&input.name));
        let format = named.unwrap_or_else(|| Format::of_content(&source.remainder));
        match (&self.options.at, format) {
            (Some(path), Format::Json | Format::Jsonl) => {
                source.mode = Mode::Member(Box::new(MemberFramer::new(path)));
            }
            (Some(_), _) => return Err(no_member()),
            (None, Format::Jsonl) => source.mode = Mode::Lines,
            (None, Format::Json) => {
                let is_lines = json::is_object_a_line(&source.remainder);
                source.mode = if is_lines { Mode::Lines } else { Mode::Elements(Framer::default()) };
            }
            (None, Format::Tsv) => {
                self.open_rows(&mut source, self.options.delimiter.or(Some(b'\t')), None)?
            }
            (None, Format::Csv | Format::Xlsx | Format::Xls | Format::Ods) => {
                self.open_rows(&mut source, self.options.delimiter, None)?
            }
        }
        Ok(Some(source))
    }

    /// Opens the next sheet of the workbook, if there is one.
    fn next_sheet(&mut self) -> Result<Option<Source>, InputError> {
        let Some(sheets) = &mut self.sheets else { return Ok(None) };
        let epoch = sheets.epoch;
        let Some((name, text)) = sheets.next() else {
            self.sheets = None;
            return Ok(None);
        };
        let mut source = Source::new(&name, text, Mode::Rows);
        // A sheet is read as rows with commas, whatever the other inputs have.
        self.open_rows(&mut source, Some(b','), Some(epoch))?;
        Ok(Some(source))
    }

    /// Reads what stands before the first row, of a sheet if its dates count from an epoch.
    fn open_rows(
        &mut self,
        source: &mut Source,
        mut delimiter: Option<u8>,
        sheet: Option<Epoch>,
    ) -> Result<(), InputError> {
        let name = &source.header.name.clone();
        let limit = self.options.max_record_bytes;
        for _ in 0..self.options.skip_lines {
            source.drop_line()?;
        }
        if sheet.is_none() {
            let first = source.first_record(delimiter, false, limit)?;
            if let Some(separator) = csv::separator_line(&source.remainder[..first]) {
                delimiter = self.options.delimiter.or(Some(separator));
                source.drop_text(first);
            }
        }
        let is_header = self.options.columns.is_none();
        let first = source.first_record(delimiter, is_header, limit)?;
        let (names, delimiter) = match &self.options.columns {
            Some(names) => {
                let found = || csv::find_delimiter(&source.remainder[..first]);
                (names.clone(), delimiter.unwrap_or_else(found))
            }
            None => {
                let is_first = self.options.skip_lines > 0;
                let search = HeaderSearch { map: self.map, delimiter, is_first, limit };
                let row = search.find(source, first, self.notices)?;
                source.drop_text(row.end);
                (row.names, row.delimiter)
            }
        };
        self.check_columns(name, &names)?;
        let header = Header::new(name, names, delimiter, self.map, self.notices)?;
        source.sieve = Sieve::new(&header, self.map.command());
        source.header = Arc::new(Header { sheet, ..header });
        Ok(())
    }

    /// Tells the user of rows of totals that are no records.
    fn tell_totals(source: &mut Source, notices: &Notices<'_>) {
        let name = &source.header.name;
        for line in source.totals.drain(..).take_while(|_| !notices.are_enough()) {
            notices.tell(
                Text::new(
                    format!("{name}:{line}: a row of totals is no record, and was left out"),
                    format!("{name}:{line}：合计行不是记录，已略过"),
                ),
                false,
            );
        }
    }

    /// Whether no input is left to be opened, and the columns of all of them are known.
    pub fn knows_all_columns(&self) -> bool {
        self.inputs.is_empty()
            && self.sheets.is_none()
            && self.source.as_ref().is_none_or(|source| matches!(source.mode, Mode::Rows | Mode::Args))
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
