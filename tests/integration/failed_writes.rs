//! Writes that fail or that nobody reads, in every format that there is.

#![cfg(unix)]
use std::io::Read;
use std::path::Path;

use kami::internals::output::Format;

use crate::support::{Kami, Run};

/// A folder with `in.csv`, of which every format makes more than a pipe holds.
fn place() -> tempfile::TempDir {
    let folder = tempfile::tempdir().unwrap();
    let row = |number: usize| format!("{number},jd,bound,2026-11-01\n");
    let rows: String = (0..3000).map(row).collect();
    std::fs::write(folder.path().join("in.csv"), format!("id,platform,state,bound_at\n{rows}")).unwrap();
    folder
}

fn shell(folder: &Path, line: &str) -> Run {
    Kami::shell(line).dir(folder).run()
}

/// The formats that go to standard output.
fn streamed() -> impl Iterator<Item = &'static str> {
    Format::ALL.into_iter().filter(|format| *format != Format::Xlsx).map(Format::name)
}

#[test]
fn every_format_says_that_a_disk_is_full() {
    if !Path::new("/dev/full").exists() {
        return;
    }
    let folder = place();
    let lines = streamed().map(|format| format!("-f {format} > /dev/full"));
    for line in lines.chain(["-f xlsx -o /dev/full".to_owned()]) {
        let run = shell(folder.path(), &format!("kami check-unbind in.csv {line}"));
        assert_eq!((run.code, run.out.as_str()), (2, ""), "{line}: {}", run.err);
        // In the program's own words, and in no library's.
        assert_eq!(run.err, "kami: output: cannot be written: no space is left\n", "{line}");
    }
}

#[test]
fn every_format_ends_quietly_where_nobody_reads() {
    let folder = place();
    for format in streamed() {
        let kami = Kami::new(["check-unbind", "in.csv", "-f", format]).dir(folder.path());
        let mut child = kami.command().spawn().unwrap();
        let mut out = child.stdout.take().unwrap();
        out.read_exact(&mut [0; 10]).unwrap();
        drop(out);
        let run = Run::from(child.wait_with_output().unwrap());
        assert_eq!((run.code, run.err.as_str()), (0, ""), "{format}");
    }
}

#[test]
fn a_workbook_without_room_for_its_rows_is_no_mistake() {
    let folder = place();
    std::fs::write(folder.path().join("out.xlsx"), "old").unwrap();
    for (lang, says) in [("en", "kept in a temporary file"), ("zh", "暂存在同一目录的临时文件里")]
    {
        let line = format!("ulimit -f 8; exec kami check-unbind in.csv -o out.xlsx --lang {lang}");
        let run = shell(folder.path(), &line);
        assert_eq!((run.code, run.err.lines().count()), (2, 1), "{}", run.err);
        assert!(run.err.contains(says), "{}", run.err);
    }
    let names: Vec<_> =
        std::fs::read_dir(folder.path()).unwrap().map(|entry| entry.unwrap().file_name()).collect();
    assert_eq!(names.len(), 2, "{names:?}");
    assert_eq!(std::fs::read_to_string(folder.path().join("out.xlsx")).unwrap(), "old");
}

#[test]
fn closed_streams_take_nothing_with_them() {
    let folder = place();
    let whole = shell(folder.path(), "kami check-unbind in.csv -f csv").out;
    for closed in [">&-", "2>&-", ">&- 2>&-", "<&- >&- 2>&-"] {
        // Where the system does not show that it is closed, output goes nowhere.
        let run = shell(folder.path(), &format!("kami check-unbind in.csv -f csv {closed}"));
        assert!([0, 2].contains(&run.code), "{closed}: {}", run.err);
        assert!(!run.err.contains("mistake"), "{closed}: {}", run.err);
        // No file that is opened stands in the place of a stream that is closed.
        let run = shell(folder.path(), &format!("kami check-unbind in.csv -f csv -o new.csv {closed}"));
        assert_eq!(run.code, 0, "{closed}: {}", run.err);
        assert_eq!(std::fs::read_to_string(folder.path().join("new.csv")).unwrap(), whole, "{closed}");
    }
}

#[test]
#[cfg(target_os = "linux")]
fn what_others_leave_under_a_name_of_ours_does_no_harm() {
    let folder = place();
    for left in ["mkfifo .kami-0", "ln -s in.csv .kami-0", "mkdir .kami-0"] {
        // Opening a pipe would be to wait for ever.
        let line = format!("{left}; timeout 60 kami check-unbind id=1 platform=jd -f csv -o new.csv");
        let run = shell(folder.path(), &line);
        assert_eq!(run.code, 0, "{left}: {}", run.err);
        assert_eq!(std::fs::read_to_string(folder.path().join("new.csv")).unwrap().lines().count(), 2);
        assert_eq!(shell(folder.path(), "rm -r .kami-0").code, 0, "{left}");
        assert!(folder.path().join("in.csv").exists());
    }
}
