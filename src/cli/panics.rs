//! Panics that say where they happened, and nothing of the input.

use std::io::Write;
use std::panic::{Location, PanicHookInfo};

use super::{exit, interrupt};
use crate::lang::Lang;

/// The library that writes workbooks. The rows of one go to a temporary file, and where that cannot
/// be written it has no error to return but a panic that begins with these words.
const WORKBOOKS: (&str, &str) = ("rust_xlsxwriter", "Couldn't write to xml file");

/// Makes a panic say where it happened and nothing else: what it has to say for itself may quote a
/// piece of the input, and that may be a secret. A write that failed is told as one.
pub(super) fn keep_panics_quiet(lang: Lang) {
    std::panic::set_hook(Box::new(move |info| {
        interrupt::remove_unfinished();
        let place = info.location().map_or("", Location::file);
        if is_failed_write(place, said(info)) {
            let _ = writeln!(std::io::stderr(), "{}", failed_write(lang));
            std::process::exit(exit::FAILURE.into());
        }
        let _ = writeln!(std::io::stderr(), "{}", line(info.location()));
    }));
}

fn said<'i>(info: &'i PanicHookInfo<'_>) -> &'i str {
    let payload = info.payload();
    payload.downcast_ref::<String>().map(String::as_str).or(payload.downcast_ref().copied()).unwrap_or("")
}

fn is_failed_write(place: &str, said: &str) -> bool {
    let (library, words) = WORKBOOKS;
    place.contains(library) && said.starts_with(words)
}

fn failed_write(lang: Lang) -> &'static str {
    lang.pick(
        "kami: output: cannot be written: the rows of a workbook are kept in a temporary file in its folder until \
         its end, and that file cannot be written (is the disk full?)",
        "kami：output：无法写入：工作簿写完之前，各行暂存在同一目录的临时文件里，而该文件写入失败（磁盘已满？）",
    )
}

fn line(location: Option<&Location<'_>>) -> String {
    let place = location.map_or_else(String::new, |place| format!(" at {}:{}", place.file(), place.line()));
    format!("kami: this is a mistake in kami itself{place}; please report it / 程序内部错误，请反馈")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_panic_says_where_it_was() {
        let line = line(Some(Location::caller()));
        assert!(line.contains("panics.rs:"), "{line}");
    }

    #[test]
    fn a_failed_write_is_no_mistake() {
        let said = "Couldn't write to xml file: Os { code: 28 }";
        assert!(is_failed_write("/x/rust_xlsxwriter-0.102.0/src/worksheet.rs", said));
        assert!(!is_failed_write("/x/rust_xlsxwriter-0.102.0/src/worksheet.rs", "index out of bounds"));
        assert!(!is_failed_write("src/cli/mod.rs", said));
    }
}
