//! The fast path for rows is held to the general reader, and that to the csv crate.

use std::sync::Arc;

use proptest::prelude::*;

use super::*;
use crate::input::Notices;
use crate::input::batch::Layout;
use crate::input::buffer::Buffer;
use crate::input::csv::{Ahead, Sieve, frame};
use crate::input::header::{ColumnMap, Header};
use crate::value::trim_cell;

/// Rows of some columns: their lines and cells, or why they cannot be read.
type Found = Vec<(u64, Result<Vec<Vec<u8>>, RecordError>)>;

fn batch(text: &[u8], columns: usize, delimiter: u8) -> Batch {
    let map = ColumnMap::new(crate::command::Command::CheckUnbind, Vec::new());
    let names = (0..columns).map(|number| format!("column {number}")).collect();
    let header = Header::new("in", names, delimiter, &map, &Notices::new(&|_| {})).unwrap();
    let framed = frame(text, &Sieve::of_preamble(delimiter), true, 1 << 20, &mut Ahead::default());
    let layout = Layout::Rows { first_line: 1, rows: framed.rows };
    Batch { sequence: 0, header: Arc::new(header), first_record: 1, bytes: Buffer::from(text), layout }
}

/// The rows of a batch, and how many of them the fast path read.
fn read(batch: &Batch, is_fast_path_on: bool) -> (Found, usize) {
    let Layout::Rows { first_line, rows } = &batch.layout else { return (Found::new(), 0) };
    let (mut found, mut fast) = (Found::new(), 0);
    RowReader::default().each(batch, *first_line, rows, is_fast_path_on, |next| match next {
        Next::Any(line, row) => {
            found.push((line, row.map(|cells| cells.iter().map(<[u8]>::to_vec).collect())));
        }
        Next::Fast(mut line, mut reader) => {
            while let Some(Plain::Rows(some) | Plain::Misfit(some)) = reader.next(3) {
                for cells in some.rows() {
                    found.push((line, Ok(cells.map(<[u8]>::to_vec).collect())));
                    line += 1;
                    fast += 1;
                }
            }
        }
    });
    (found, fast)
}

fn by_the_csv_crate(text: &[u8], delimiter: u8) -> Vec<Vec<Vec<u8>>> {
    // A line that the reader takes no byte order mark from.
    let text = [b"\n", text].concat();
    let mut reader = ::csv::ReaderBuilder::new();
    let mut reader = reader.has_headers(false).flexible(true).delimiter(delimiter).from_reader(&*text);
    let rows = reader.byte_records().map(|row| row.unwrap().iter().map(<[u8]>::to_vec).collect());
    rows.collect()
}

fn line() -> impl Strategy<Value = Vec<u8>> {
    let plain = "[a0 \t'=;,é京\u{feff}]{0,9}".prop_map(String::into_bytes);
    let cell = prop_oneof![
        3 => "[a0 é]{0,3}".prop_map(|text| text),
        3 => "[a0, ;é]{0,5}".prop_map(|text| format!("\"{text}\"")),
        1 => "[a0,\n\"]{0,5}".prop_map(|text| format!("\"{}\"", text.replace('"', "\"\""))),
        1 => "[a\"= ]{0,4}".prop_map(|text| text),
    ];
    let quoted = prop::collection::vec(cell, 1..4).prop_map(|cells| cells.join(",").into_bytes());
    let broken = prop::collection::vec(prop::sample::select(b"a,\xff\xe4\xba\"".as_slice()), 0..6);
    prop_oneof![4 => plain, 4 => quoted, 1 => broken]
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(1000))]

    /// Whatever is cut from a text, both readers read alike.
    #[test]
    fn the_fast_path_reads_what_the_general_reader_reads(
        lines in prop::collection::vec((line(), prop_oneof![4 => Just("\n"), 2 => Just("\r\n"), 1 => Just("\r")]), 1..12),
        is_ended in any::<bool>(),
        columns in 1usize..4,
        delimiter in prop_oneof![3 => Just(b','), 1 => Just(b';'), 1 => Just(b'\t')],
    ) {
        let mut text: Vec<u8> = lines.iter().flat_map(|(line, end)| [line, end.as_bytes()].concat()).collect();
        while !is_ended && text.ends_with(b"\n") {
            text.pop();
        }
        let batch = batch(&text, columns, delimiter);
        let (general, none) = read(&batch, false);
        prop_assert_eq!(none, 0);
        prop_assert_eq!(read(&batch, true).0, general);
    }

    /// Where every row can be read, the general reader reads what the csv crate does, but for rows without anything
    /// in them, which are no records.
    #[test]
    fn the_general_reader_reads_what_the_csv_crate_reads(
        lines in prop::collection::vec((line(), prop_oneof![Just("\n"), Just("\r\n"), Just("\r")]), 1..12),
    ) {
        let text: Vec<u8> = lines.iter().flat_map(|(line, end)| [b"x", &**line, end.as_bytes()].concat()).collect();
        let batch = batch(&text, 2, b',');
        let rows: Option<Vec<_>> = read(&batch, false).0.into_iter().map(|(_, row)| row.ok()).collect();
        if let Some(rows) = rows {
            let is_record = |row: &Vec<Vec<u8>>| row.iter().any(|cell| !trim_cell(cell).is_empty());
            let read: Vec<_> = by_the_csv_crate(&text, b',').into_iter().filter(is_record).collect();
            prop_assert_eq!(rows, read);
        }
    }
}

#[test]
fn only_what_is_not_simple_is_left_to_the_general_reader() {
    for (text, fast) in [
        (&b"1,2\n\"3\",\"4,5\"\n\"\",\"x\"\r\n6,7\n"[..], 4),
        (b"1,2\n\"3\"\"\",4\n5,6\n", 2),
        (b"1,2\n\"3\n\",4\n5,\"6\"\n", 2),
        (b"1,2\n=\"3\",4\n5,6\n", 2),
        (b"1,2\n\n5,6\n", 2),
        (b"1,2\r3,4\r\n5,6\n", 2),
        (b"1,\xff\n2,\xe4\xba\xac\n\xff,3\n\xff,\xff\n4,5", 2),
        (b"1,2\n\"3\"x,4\n5,6\n", 2),
    ] {
        let (rows, found) = read(&batch(text, 2, b','), true);
        assert_eq!(found, fast, "{rows:?}");
        assert_eq!(rows, read(&batch(text, 2, b','), false).0);
    }
}

#[test]
fn misfits_come_one_by_one() {
    let batch = batch(b"1,2\n3\n4,5,6\r\n7,8\n", 2, b',');
    let cells = |text: &str| Ok(text.split(',').map(|cell| cell.as_bytes().to_vec()).collect::<Vec<_>>());
    let want = vec![(1, cells("1,2")), (2, cells("3")), (3, cells("4,5,6")), (4, cells("7,8"))];
    assert_eq!(read(&batch, true), (want.clone(), 4));
    assert_eq!(read(&batch, false), (want, 0));
}
