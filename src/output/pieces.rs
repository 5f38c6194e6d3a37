use super::column::Column;
use super::view::View;

/// How a format writes a value under its column's name.
pub trait ColumnWriter {
    /// Writes one column; `is_first` where nothing of the record stands before it.
    fn column(&self, out: &mut Vec<u8>, view: &View<'_>, column: Column, is_first: bool);
}

/// Columns of a record, in runs of those that are the same for all records of the same classes,
/// and single ones that vary. The runs can be written once and kept.
#[derive(Clone, Debug)]
pub struct Pieces {
    pieces: Vec<Piece>,
    /// The same where nothing is worked out from a record's own values.
    constant: Vec<Piece>,
}

#[derive(Clone, Debug)]
enum Piece {
    Fixed(Vec<(Column, bool)>),
    Varying(Column, bool),
}

/// The runs of columns that do not vary, written.
#[derive(Clone, Debug, Default)]
pub struct Fixed {
    bytes: Vec<u8>,
    ends: Vec<u32>,
    is_constant: bool,
}

impl Fixed {
    /// The bytes that are kept.
    pub fn size(&self) -> usize {
        self.bytes.capacity() + self.ends.capacity() * size_of::<u32>()
    }
}

impl Pieces {
    /// The pieces of these columns; `has_more` where something of the record stands before them.
    pub fn new(columns: &[Column], has_more: bool) -> Self {
        Self {
            pieces: Self::cut(columns, has_more, Column::varies),
            constant: Self::cut(columns, has_more, Column::is_of_record),
        }
    }

    fn cut(columns: &[Column], has_more: bool, varies: impl Fn(Column) -> bool) -> Vec<Piece> {
        let mut pieces: Vec<Piece> = Vec::new();
        for (index, column) in columns.iter().enumerate() {
            let is_first = index == 0 && !has_more;
            match pieces.last_mut() {
                _ if varies(*column) => pieces.push(Piece::Varying(*column, is_first)),
                Some(Piece::Fixed(run)) => run.push((*column, is_first)),
                _ => pieces.push(Piece::Fixed(vec![(*column, is_first)])),
            }
        }
        pieces
    }

    fn of(&self, fixed: &Fixed) -> &[Piece] {
        if fixed.is_constant { &self.constant } else { &self.pieces }
    }

    /// Writes the columns that do not vary: all but the record's own, where nothing is worked out
    /// from its values.
    pub fn fix(&self, writer: &impl ColumnWriter, view: &View<'_>, is_constant: bool, fixed: &mut Fixed) {
        fixed.is_constant = is_constant;
        fixed.bytes.clear();
        fixed.ends.clear();
        let pieces = if is_constant { &self.constant } else { &self.pieces };
        for piece in pieces {
            if let Piece::Fixed(run) = piece {
                for (column, is_first) in run {
                    writer.column(&mut fixed.bytes, view, *column, *is_first);
                }
                fixed.ends.push(fixed.bytes.len() as u32);
            }
        }
        // It is kept for long, among thousands.
        fixed.bytes.shrink_to_fit();
    }

    /// Writes all columns, with those that do not vary as they were written before.
    pub fn write(&self, writer: &impl ColumnWriter, view: &View<'_>, fixed: &Fixed, out: &mut Vec<u8>) {
        let mut runs = 0;
        let mut start = 0;
        for piece in self.of(fixed) {
            match piece {
                Piece::Fixed(_) => {
                    let end = fixed.ends[runs] as usize;
                    out.extend_from_slice(&fixed.bytes[start..end]);
                    start = end;
                    runs += 1;
                }
                Piece::Varying(column, is_first) => {
                    writer.column(out, view, *column, *is_first);
                }
            }
        }
    }
}
