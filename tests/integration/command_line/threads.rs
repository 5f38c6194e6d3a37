//! One worker or as many as are asked for: the results are the same, and where no thread can be had,
//! one worker is enough.

use crate::support::{Kami, NOW};

const ROWS: usize = 1_500;

fn rows() -> String {
    let note = "a note, so long that there are several batches".repeat(4);
    let row = |number| format!("{number},jd,\"{note}\"\n");
    "id,platform,note\n".to_owned() + &(0..ROWS).map(row).collect::<String>()
}

fn sheet() -> Vec<u8> {
    let mut workbook = rust_xlsxwriter::Workbook::new();
    let sheet = workbook.add_worksheet();
    for (column, name) in (0..).zip(["id", "platform"]) {
        sheet.write_string(0, column, name).unwrap();
    }
    for row in 1..2_000 {
        sheet.write_number(row, 0, row).unwrap();
        sheet.write_string(row, 1, "jd").unwrap();
    }
    workbook.save_to_buffer().unwrap()
}

#[test]
fn far_more_workers_than_can_be_had() {
    let rows = rows();
    for format in ["csv", "json", "table"] {
        let run = |threads: &str| {
            let args = ["check-unbind", "-", "-f", format, "--now", NOW, "--threads", threads];
            let run = Kami::new(args).stdin(&rows).run();
            assert_eq!(run.code, 0, "{threads}: {}", run.err);
            run.out
        };
        let one = run("1");
        for threads in ["0", "4", "100000", "1000000", "4294967295"] {
            assert!(run(threads) == one, "{format} {threads}");
        }
    }
}

/// A stack that no thread can be given stands for a system that has no thread to give.
#[cfg(unix)]
#[test]
fn no_thread_can_be_started() {
    const HUGE: &str = "70368744177664";
    let folder = tempfile::tempdir().unwrap();
    std::fs::write(folder.path().join("in.csv"), rows()).unwrap();
    std::fs::write(folder.path().join("in.xlsx"), sheet()).unwrap();
    for (input, records) in [("in.csv", ROWS), ("in.xlsx", 1_999)] {
        for format in ["csv", "jsonl", "table"] {
            let args = ["check-unbind", input, "-f", format, "--now", NOW, "--threads", "4", "-o", "out"];
            let run = |stack: &str| {
                let run = Kami::new(args).dir(folder.path()).env("RUST_MIN_STACK", stack).run();
                assert_eq!((run.code, run.err.as_str()), (0, ""), "{input} {format}");
                std::fs::read_to_string(folder.path().join("out")).unwrap()
            };
            let out = run(HUGE);
            assert!(out.lines().count() >= records, "{input} {format}: {}", out.lines().count());
            assert!(out == run("2097152"), "{input} {format}");
        }
    }
    for threads in ["1", "4"] {
        let args = ["compare-platforms", "in.csv", "-f", "csv", "--now", NOW, "--threads", threads];
        let run = Kami::new(args).dir(folder.path()).env("RUST_MIN_STACK", HUGE).run();
        assert_eq!((run.code, run.err.as_str()), (0, ""), "{threads}");
    }
}
