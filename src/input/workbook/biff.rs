//! The records of an old workbook, checked before they are read: what a file claims must not decide
//! what is held, nor end the program.

/// What is wrong with a stream of records.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Flaw {
    Broken,
    Encrypted,
    /// More would have to be held than may be.
    TooMuch,
}

/// What a cell takes up while it is held, beside its text.
const CELL: u64 = 64;

/// How many columns a sheet of an old workbook has.
const COLUMNS: u16 = 256;

/// A record that is passed over.
const PASSED_OVER: u16 = 0xffff;

const CONTINUE: u16 = 0x003c;
const BEGIN: u16 = 0x0809;
const END: u16 = 0x000a;
const ENCRYPTED: u16 = 0x002f;
const SHEET: u16 = 0x0085;
const SHARED_TEXTS: u16 = 0x00fc;

/// A record: its type, and where its data are.
#[derive(Clone, Copy, Debug)]
struct Record {
    kind: u16,
    start: usize,
    end: usize,
}

/// Checks the records of a workbook that holds so many bytes at most, and has those passed over
/// that no cell is made of.
///
/// # Errors
/// When they are broken, or come to more.
pub(super) fn check(stream: &mut [u8], most: u64) -> Result<(), Flaw> {
    let mut held = Held { left: most, texts: Vec::new() };
    let mut sheets = Vec::new();
    let mut at = 0;
    let mut last = PASSED_OVER;
    loop {
        let record = record(stream, at)?;
        let data = &stream[record.start..record.end];
        let least = match record.kind {
            BEGIN => Some(4),
            // Code page, dates from 1904.
            0x0042 | 0x0022 => Some(2),
            // Order of sheets, number formats, styles.
            0x013d => Some(0),
            0x041e => Some(5),
            0x00e0 => Some(4),
            SHEET => Some(8),
            SHARED_TEXTS => Some(8),
            CONTINUE if last == SHARED_TEXTS => Some(1),
            END => Some(0),
            ENCRYPTED => return Err(Flaw::Encrypted),
            _ => None,
        };
        if least.is_some_and(|least| data.len() < least) {
            return Err(Flaw::Broken);
        }
        match record.kind {
            SHEET => sheets.push(u32_at(data, 0).ok_or(Flaw::Broken)? as usize),
            SHARED_TEXTS => held.texts = shared_texts(stream, record)?,
            _ => {}
        }
        if record.kind != CONTINUE {
            last = record.kind;
        }
        if least.is_none() {
            pass_over(stream, at);
        }
        at = record.end;
        if record.kind == END {
            break;
        }
    }
    let texts = held.texts.iter().sum();
    held.take(texts)?;
    sheets.into_iter().try_for_each(|start| held.sheet(stream, start))
}

/// What may still be held, and how long the texts are that cells share.
struct Held {
    left: u64,
    texts: Vec<u64>,
}

impl Held {
    fn take(&mut self, bytes: u64) -> Result<(), Flaw> {
        self.left = self.left.checked_sub(bytes).ok_or(Flaw::TooMuch)?;
        Ok(())
    }

    /// Checks the records of a sheet.
    fn sheet(&mut self, stream: &mut [u8], start: usize) -> Result<(), Flaw> {
        let (mut at, mut depth) = (start, 0u32);
        // The area that has cells, which is held with all that are empty in it.
        let mut area: Option<[u16; 4]> = None;
        loop {
            let record = record(stream, at)?;
            let data = &mut stream[record.start..record.end];
            let mut is_cell = depth == 1;
            let least = match record.kind {
                BEGIN => 4,
                END => 0,
                0x0203 => 14,
                0x0204 | 0x00d6 => 8,
                0x0205 => 8,
                0x027e | 0x00fd => 10,
                0x00bd => 12,
                0x0006 => 22,
                // The text that a formula comes to.
                0x0207 => 2,
                _ => {
                    pass_over(stream, at);
                    at = record.end;
                    continue;
                }
            };
            if data.len() < least || (depth == 0 && record.kind != BEGIN) {
                return Err(Flaw::Broken);
            }
            self.take(4)?;
            match record.kind {
                BEGIN => (depth, is_cell) = (depth + 1, false),
                END => (depth, is_cell) = (depth.checked_sub(1).ok_or(Flaw::Broken)?, false),
                0x0207 => {
                    self.take(data.len() as u64 * 3)?;
                    is_cell = false;
                }
                0x0204 | 0x00d6 => self.take(data.len() as u64 * 3)?,
                0x00fd => {
                    let text = u32_at(data, 6).and_then(|text| self.texts.get(text as usize).copied());
                    self.take(text.ok_or(Flaw::Broken)?)?;
                }
                // How the result came about does not matter.
                0x0006 => {
                    data[20..].fill(0);
                    self.take(2 * CELL)?;
                }
                _ => {}
            }
            if is_cell {
                let (row, first, last) = places(record.kind, data)?;
                let [top, bottom, left, right] = area.unwrap_or([row, row, first, last]);
                area = Some([top.min(row), bottom.max(row), left.min(first), right.max(last)]);
                self.take(CELL * u64::from(last - first + 1))?;
            }
            at = record.end;
            if record.kind == END && depth == 0 {
                break;
            }
        }
        let cells = area.map_or(0, |[top, bottom, left, right]| {
            u64::from(bottom - top + 1) * u64::from(right - left + 1)
        });
        self.take(CELL * cells)
    }
}

/// The row of a cell's record, and its first and last column.
fn places(kind: u16, data: &[u8]) -> Result<(u16, u16, u16), Flaw> {
    const SEVERAL: u16 = 0x00bd;
    let at = |at| u16_at(data, at).ok_or(Flaw::Broken);
    let (row, first) = (at(0)?, at(2)?);
    let last = if kind == SEVERAL { at(data.len() - 2)? } else { first };
    let is_whole = kind != SEVERAL || last >= first && data.len() == 6 + 6 * (usize::from(last - first) + 1);
    if last < COLUMNS && is_whole { Ok((row, first, last)) } else { Err(Flaw::Broken) }
}

/// How many bytes each of the texts takes up that cells share.
fn shared_texts(stream: &[u8], record: Record) -> Result<Vec<u64>, Flaw> {
    let mut texts = Vec::new();
    let mut pieces = Pieces { stream, at: record.start + 8, end: record.end };
    while !pieces.is_at_end() {
        texts.push(pieces.text()?);
    }
    Ok(texts)
}

/// The data of a record and of those that go on with it.
struct Pieces<'s> {
    stream: &'s [u8],
    at: usize,
    end: usize,
}

impl Pieces<'_> {
    /// Goes on to the next record where this one is at its end. Returns whether there is more.
    fn go_on(&mut self) -> bool {
        while self.at == self.end {
            match record(self.stream, self.end) {
                Ok(next) if next.kind == CONTINUE && next.end > next.start => {
                    (self.at, self.end) = (next.start, next.end);
                }
                _ => return false,
            }
        }
        true
    }

    fn is_at_end(&mut self) -> bool {
        !self.go_on()
    }

    /// Some bytes that stand in one record.
    fn bytes(&mut self, count: usize) -> Result<&[u8], Flaw> {
        let end = self.at + count;
        let bytes = self.stream[..self.end].get(self.at..end).ok_or(Flaw::Broken)?;
        self.at = end;
        Ok(bytes)
    }

    fn skip(&mut self, mut count: usize) -> Result<(), Flaw> {
        while count > 0 {
            if !self.go_on() {
                return Err(Flaw::Broken);
            }
            let some = count.min(self.end - self.at);
            (self.at, count) = (self.at + some, count - some);
        }
        Ok(())
    }

    /// Passes over a text. Returns how many bytes it takes up once it is read.
    fn text(&mut self) -> Result<u64, Flaw> {
        let head = self.bytes(3)?;
        let (mut left, flags) = (usize::from(u16_at(head, 0).ok_or(Flaw::Broken)?), head[2]);
        let size = left as u64 * 3 + CELL;
        let mut wide = flags & 1 != 0;
        let runs = if flags & 8 != 0 { u16_at(self.bytes(2)?, 0).ok_or(Flaw::Broken)? } else { 0 };
        let more = if flags & 4 != 0 { u32_at(self.bytes(4)?, 0).ok_or(Flaw::Broken)? } else { 0 };
        while left > 0 {
            let width = if wide { 2 } else { 1 };
            let some = left.min((self.end - self.at) / width);
            self.at += some * width;
            left -= some;
            if left > 0 {
                // The next record says anew how wide its characters are.
                self.at = self.end;
                if !self.go_on() {
                    return Err(Flaw::Broken);
                }
                wide = self.bytes(1)?[0] & 1 != 0;
            }
        }
        self.skip(4 * usize::from(runs))?;
        self.skip(more as usize)?;
        Ok(size)
    }
}

fn record(stream: &[u8], at: usize) -> Result<Record, Flaw> {
    let head = stream.get(at..).ok_or(Flaw::Broken)?;
    let (kind, length) = (u16_at(head, 0).ok_or(Flaw::Broken)?, u16_at(head, 2).ok_or(Flaw::Broken)?);
    let start = at + 4;
    let end = start + usize::from(length);
    if end <= stream.len() { Ok(Record { kind, start, end }) } else { Err(Flaw::Broken) }
}

fn pass_over(stream: &mut [u8], at: usize) {
    if let Some(kind) = stream.get_mut(at..at + 2) {
        kind.copy_from_slice(&PASSED_OVER.to_le_bytes());
    }
}

fn u16_at(data: &[u8], at: usize) -> Option<u16> {
    Some(u16::from_le_bytes(data.get(at..)?.first_chunk().copied()?))
}

fn u32_at(data: &[u8], at: usize) -> Option<u32> {
    Some(u32::from_le_bytes(data.get(at..)?.first_chunk().copied()?))
}
