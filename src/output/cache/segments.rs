//! A result row in segments: constant ones, which are cached as bytes, and columns that depend on the
//! record, which are rendered each time.

use std::sync::OnceLock;

use crate::decide::Dependents;
use crate::output::result::column::{Column, DependsOn, Own};
use crate::output::result::meta::RecordMeta;
use crate::output::result::view::View;
use crate::value::Label;

/// How a format writes values.
pub trait ColumnWriter {
    /// What stands before the value of a column; `is_first` where nothing of the record does.
    fn before(&self, column: Column, is_first: bool) -> Vec<u8>;

    /// Whether rules come with their messages.
    fn writes_messages(&self) -> bool;

    /// Writes the value of a column.
    fn value(&self, out: &mut Vec<u8>, view: &View<'_>, column: Column);

    /// Writes what the record has of its own.
    fn own(&self, out: &mut Vec<u8>, meta: &RecordMeta<'_>, own: Own);
}

/// A result row, split into segments: constant ones, which are cached as bytes, each behind its
/// length as four bytes, and record-dependent columns, which are rendered each time.
#[derive(Clone, Debug)]
pub struct Segments<W> {
    writer: W,
    columns: Vec<Column>,
    /// Whether what was written of a record can be kept for others of its key.
    can_be_kept: bool,
    /// By what is dependent; made when it is asked for.
    layouts: Vec<OnceLock<Vec<Segment>>>,
}

#[derive(Clone, Debug)]
enum Segment {
    Static(Vec<Place>),
    Own(Label, Own),
    Dependent(Place),
}

/// A column, and what stands before its value.
#[derive(Clone, Debug)]
struct Place {
    column: Column,
    before: Label,
}

impl<W: ColumnWriter> Segments<W> {
    /// The segments of a row of these columns.
    pub fn new(writer: W, columns: &[Column]) -> Self {
        let layouts = std::iter::repeat_with(OnceLock::new).take(Dependents::COUNT).collect();
        let can_be_kept = !columns.iter().any(|column| matches!(column.depends_on(), DependsOn::Everything));
        Self { writer, columns: columns.to_vec(), can_be_kept, layouts }
    }

    /// The writer of its values.
    pub fn writer(&self) -> &W {
        &self.writer
    }

    /// Whether what was written of a record can be kept for others of its key.
    pub fn can_be_kept(&self) -> bool {
        self.can_be_kept
    }

    fn layout(&self, dependents: Dependents) -> &[Segment] {
        self.layouts[dependents.index()].get_or_init(|| cut(&self.writer, &self.columns, dependents))
    }

    /// Writes the runs: of all columns but the record's own, and those that vary.
    pub fn render_static(&self, view: &View<'_>, dependents: Dependents, runs: &mut Vec<u8>) {
        for segment in self.layout(dependents) {
            let Segment::Static(run) = segment else { continue };
            let start = runs.len();
            runs.extend_from_slice(&[0; 4]);
            for place in run {
                self.value(place, view, runs);
            }
            let length = (runs.len() - start - 4) as u32;
            runs[start..start + 4].copy_from_slice(&length.to_le_bytes());
        }
    }

    /// Writes all columns, with the runs as they were written before for what is dependent.
    pub fn write(&self, view: &View<'_>, dependents: Dependents, mut runs: &[u8], out: &mut Vec<u8>) {
        for segment in self.layout(dependents) {
            match segment {
                Segment::Static(_) => out.extend_from_slice(next(&mut runs)),
                Segment::Own(before, own) => self.own(before, *own, &view.meta, out),
                Segment::Dependent(place) => self.value(place, view, out),
            }
        }
    }

    /// Writes all columns of a record of which nothing is dependent.
    #[inline(always)]
    pub fn write_constant(&self, meta: &RecordMeta<'_>, mut runs: &[u8], out: &mut Vec<u8>) {
        for segment in self.layout(Dependents::NONE) {
            match segment {
                Segment::Own(before, own) => self.own(before, *own, meta, out),
                Segment::Static(_) | Segment::Dependent(_) => out.extend_from_slice(next(&mut runs)),
            }
        }
    }

    fn value(&self, place: &Place, view: &View<'_>, out: &mut Vec<u8>) {
        place.before.write(out);
        self.writer.value(out, view, place.column);
    }

    #[inline(always)]
    fn own(&self, before: &Label, own: Own, meta: &RecordMeta<'_>, out: &mut Vec<u8>) {
        before.write(out);
        self.writer.own(out, meta, own);
    }
}

fn cut(writer: &impl ColumnWriter, columns: &[Column], dependents: Dependents) -> Vec<Segment> {
    let mut segments: Vec<Segment> = Vec::new();
    for (index, column) in columns.iter().enumerate() {
        let mut before = Label::default();
        before.set(&writer.before(*column, index == 0));
        let place = Place { column: *column, before };
        let is_dependent = match column.depends_on() {
            DependsOn::Record(own) => {
                segments.push(Segment::Own(place.before, own));
                continue;
            }
            DependsOn::Decision | DependsOn::Everything => false,
            DependsOn::Messages(parts) => writer.writes_messages() && dependents.meets(parts),
            DependsOn::Values(parts) => dependents.meets(parts),
        };
        match segments.last_mut() {
            _ if is_dependent => segments.push(Segment::Dependent(place)),
            Some(Segment::Static(run)) => run.push(place),
            _ => segments.push(Segment::Static(vec![place])),
        }
    }
    segments
}

/// The next run.
fn next<'r>(runs: &mut &'r [u8]) -> &'r [u8] {
    let Some((length, rest)) = runs.split_first_chunk::<4>() else { return &[] };
    let (run, rest) = rest.split_at_checked(u32::from_le_bytes(*length) as usize).unwrap_or_default();
    *runs = rest;
    run
}
