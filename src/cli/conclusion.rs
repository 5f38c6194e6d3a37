//! How a run ends: its exit code, and what the user should know of it as a whole.

use super::args::gate_name;
use super::exit;
use crate::command::Verdict;
use crate::decide::{Gate, Gates, Totals};
use crate::input::Notices;
use crate::lang::{Lang, Text};
use crate::output::text::LeftOut;
use crate::value::figure;

/// The exit code of a run that nobody reads any more.
pub(super) fn code_of_unread(totals: &Totals) -> u8 {
    if totals.of(Verdict::Invalid) > 0 { exit::INVALID } else { exit::OK }
}

/// Says what the user should know of the run as a whole, and gives the exit code.
pub(super) fn conclude(totals: &Totals, gates: &Gates, left_out: &LeftOut, notices: &Notices<'_>) -> u8 {
    for text in [controls(left_out.controls()), cut(left_out.cut())].into_iter().flatten() {
        notices.tell(text, false);
    }
    let invalid = totals.of(Verdict::Invalid);
    if let Some(text) = without_entry(left_out.without_entry(), totals.records, invalid) {
        notices.tell(text, false);
    }
    let is_tripped = totals.trip(gates);
    if is_tripped {
        notices.tell(tripped(totals, gates), false);
    }
    if invalid > 0 {
        let names_columns = notices.details() > 0;
        notices.tell(invalid_records(invalid, totals.records, names_columns), false);
        return exit::INVALID;
    }
    if is_tripped { exit::GATE_TRIPPED } else { exit::OK }
}

/// How many records tripped which gate.
fn tripped(totals: &Totals, gates: &Gates) -> Text {
    let tripped = totals.tripped();
    let tripped: Vec<(&Gate, u64)> =
        tripped.into_iter().filter_map(|(place, count)| Some((gates.all().get(place)?, count))).collect();
    let listed = |lang: Lang, between: &str| {
        let text = |(gate, count): &(&Gate, u64)| {
            let (name, count) = (gate_name(gate), figure(*count));
            match (gate, lang) {
                (Gate::Verdict(verdict), Lang::Zh) => format!("{}（{name}）{count} 条", verdict.short().zh),
                (_, Lang::Zh) => format!("{name} {count} 条"),
                (_, Lang::En) => format!("{count} {name}"),
            }
        };
        tripped.iter().map(text).collect::<Vec<_>>().join(between)
    };
    let records = figure(totals.records);
    let noun = if totals.records == 1 { "record" } else { "records" };
    Text::new(
        format!("the gate tripped (--fail-on): {} of {records} {noun}", listed(Lang::En, ", ")),
        format!("--fail-on 条件成立：{}（共 {records} 条）", listed(Lang::Zh, "，")),
    )
}

/// How many records are invalid; `names_columns` says whether -v has columns to name.
fn invalid_records(invalid: u64, records: u64, names_columns: bool) -> Text {
    let verb = if invalid == 1 { "is" } else { "are" };
    if records == 1 {
        return Text::new("the record is invalid", "这条记录无效");
    }
    // Where nothing at all is right, the headings or the file may be wrong.
    let (en, zh) = match names_columns && invalid == records {
        true => (", and -v which columns are not known", "；-v 可列出不认识的列"),
        false => ("", ""),
    };
    let (invalid, records) = (figure(invalid), figure(records));
    Text::new(
        format!("{invalid} of {records} records {verb} invalid; the results say why{en}"),
        format!("{records} 条记录中有 {invalid} 条无效，原因见各自的结果{zh}"),
    )
}

/// That control characters were left out of so many cells.
fn controls(cells: u64) -> Option<Text> {
    let count = figure(cells);
    match cells {
        0 => None,
        1 => Some(Text::new(
            "control characters were left out of 1 cell",
            "有 1 个单元格含控制字符，已去掉这些字符",
        )),
        _ => Some(Text::new(
            format!("control characters were left out of {count} cells"),
            format!("有 {count} 个单元格含控制字符，已去掉这些字符"),
        )),
    }
}

/// How many records a calendar has no entry of.
fn without_entry(records: u64, of: u64, invalid: u64) -> Option<Text> {
    let (count, of, invalid) = (figure(records), figure(of), figure(invalid));
    (records > 0).then(|| {
        Text::new(
            format!("{count} of {of} records gave no calendar entry; {invalid} of all are invalid"),
            format!("{of} 条记录中有 {count} 条没有日历条目；无效记录共 {invalid} 条"),
        )
    })
}

/// That so many cells were too long for a sheet.
fn cut(cells: u64) -> Option<Text> {
    let count = figure(cells);
    let (noun, were) = if cells == 1 { ("cell", "was") } else { ("cells", "were") };
    (cells > 0).then(|| {
        Text::new(
            format!("{count} {noun} {were} cut: a cell of a sheet holds at most 32,767 characters"),
            format!("有 {count} 个单元格过长，已截断：工作表的单元格最多 32,767 个字符"),
        )
    })
}
