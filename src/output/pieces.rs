use super::column::Column;
use super::stamp::Stamp;
use super::view::View;

/// How a format writes a value under its column's name.
pub trait ColumnWriter {
    /// Writes one column; `is_first` where nothing of the record stands before it.
    fn column(&self, out: &mut Vec<u8>, view: &View<'_>, column: Column, is_first: bool);

    /// Writes a column that is about the record itself.
    fn stamp(&self, out: &mut Vec<u8>, stamp: &Stamp<'_>, column: Column, is_first: bool);
}

/// Columns of a record, in runs of those that are the same for all records of the same classes,
/// and single ones that vary. The runs can be written once and kept: each behind its length, as
/// four bytes.
#[derive(Clone, Debug)]
pub struct Pieces {
    pieces: Vec<Piece>,
    /// The same where nothing is worked out from a record's own values.
    constant: Vec<Piece>,
}

#[derive(Clone, Debug)]
enum Piece {
    Run(Vec<(Column, bool)>),
    Stamp(Column, bool),
    Varying(Column, bool),
}

impl Pieces {
    /// The pieces of these columns.
    pub fn new(columns: &[Column]) -> Self {
        Self { pieces: Self::cut(columns, Column::varies), constant: Self::cut(columns, |_| false) }
    }

    fn cut(columns: &[Column], varies: impl Fn(Column) -> bool) -> Vec<Piece> {
        let mut pieces: Vec<Piece> = Vec::new();
        for (index, column) in columns.iter().enumerate() {
            let (column, is_first) = (*column, index == 0);
            match pieces.last_mut() {
                _ if column.is_of_record() => pieces.push(Piece::Stamp(column, is_first)),
                _ if varies(column) => pieces.push(Piece::Varying(column, is_first)),
                Some(Piece::Run(run)) => run.push((column, is_first)),
                _ => pieces.push(Piece::Run(vec![(column, is_first)])),
            }
        }
        pieces
    }

    /// Writes the runs: of all columns but the record's own where `is_constant`, for then nothing
    /// is worked out from the record's values.
    pub fn fix(&self, writer: &impl ColumnWriter, view: &View<'_>, is_constant: bool, runs: &mut Vec<u8>) {
        for piece in if is_constant { &self.constant } else { &self.pieces } {
            let Piece::Run(run) = piece else { continue };
            let start = runs.len();
            runs.extend_from_slice(&[0; 4]);
            for (column, is_first) in run {
                writer.column(runs, view, *column, *is_first);
            }
            let length = (runs.len() - start - 4) as u32;
            runs[start..start + 4].copy_from_slice(&length.to_le_bytes());
        }
    }

    /// Writes all columns, with the runs as they were written before.
    pub fn write(&self, writer: &impl ColumnWriter, view: &View<'_>, mut runs: &[u8], out: &mut Vec<u8>) {
        for piece in &self.pieces {
            match piece {
                Piece::Run(_) => out.extend_from_slice(next(&mut runs)),
                Piece::Stamp(column, is_first) => writer.stamp(out, &view.stamp, *column, *is_first),
                Piece::Varying(column, is_first) => writer.column(out, view, *column, *is_first),
            }
        }
    }

    /// Writes all columns of a record that differs from others in nothing but its own.
    pub fn write_constant(
        &self,
        writer: &impl ColumnWriter,
        stamp: &Stamp<'_>,
        mut runs: &[u8],
        out: &mut Vec<u8>,
    ) {
        for piece in &self.constant {
            match piece {
                Piece::Stamp(column, is_first) => writer.stamp(out, stamp, *column, *is_first),
                Piece::Run(_) | Piece::Varying(..) => out.extend_from_slice(next(&mut runs)),
            }
        }
    }
}

/// The next run.
fn next<'r>(runs: &mut &'r [u8]) -> &'r [u8] {
    let Some((length, rest)) = runs.split_first_chunk::<4>() else { return &[] };
    let (run, rest) = rest.split_at_checked(u32::from_le_bytes(*length) as usize).unwrap_or_default();
    *runs = rest;
    run
}
