//! What happens when something fails around the program: disks, pipes, files, signals.

#![cfg(unix)]
use std::io::{Read, Write};
use std::path::Path;
use std::process::Stdio;
use std::time::{Duration, Instant};

use crate::support::{Kami, Run, gzip};

/// A folder with `in.csv` of many records, and an old `out.csv`.
fn place() -> tempfile::TempDir {
    let folder = tempfile::tempdir().unwrap();
    let mut rows = "id,platform\n".to_owned();
    for number in 0..20_000 {
        rows += &format!("{number},jd\n");
    }
    std::fs::write(folder.path().join("in.csv"), rows).unwrap();
    std::fs::write(folder.path().join("out.csv"), "old").unwrap();
    folder
}

/// The old output is as it was, and nothing else was left behind.
fn is_untouched(folder: &Path) {
    assert_eq!(std::fs::read_to_string(folder.join("out.csv")).unwrap(), "old");
    let hidden = std::fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().file_name());
    let hidden: Vec<_> = hidden.filter(|name| name.to_string_lossy().starts_with('.')).collect();
    assert!(hidden.is_empty(), "{hidden:?}");
}

fn shell(folder: &Path, line: &str) -> Run {
    Kami::shell(line).dir(folder).run()
}

#[test]
fn a_full_disk() {
    if !Path::new("/dev/full").exists() {
        return;
    }
    let folder = place();
    for line in [
        "kami check-unbind in.csv -f csv > /dev/full",
        "kami check-unbind in.csv -f json -o /dev/full",
        "kami check-unbind in.csv > /dev/full",
        "kami check-unbind platform=jd -f csv > /dev/full",
        "kami --help > /dev/full",
        "kami check-unbind -h > /dev/full",
        "kami --version > /dev/full",
        "kami --version -v > /dev/full",
        "kami schema check-unbind > /dev/full",
        "kami policy list > /dev/full",
        "kami completions bash > /dev/full",
        "kami man > /dev/full",
    ] {
        let run = shell(folder.path(), line);
        assert_eq!(run.code, 2, "{line}: {}", run.err);
        assert!(run.err.contains("cannot be written"), "{line}: {}", run.err);
    }
    is_untouched(folder.path());
    // A device is written to, not replaced.
    assert_eq!(shell(folder.path(), "kami check-unbind in.csv -f csv -o /dev/null").code, 0);
    assert!(!std::fs::metadata("/dev/null").unwrap().is_file());
}

#[test]
fn a_link_to_a_pipe_is_written_to() {
    if !Path::new("/dev/stdout").exists() {
        return;
    }
    let folder = place();
    let run = shell(folder.path(), "kami check-unbind id=1 platform=jd -f csv -o /dev/stdout | cat");
    assert_eq!((run.code, run.out.lines().count()), (0, 2), "{}", run.err);
    is_untouched(folder.path());
}

#[test]
fn a_limit_on_the_size_of_files() {
    let folder = place();
    for trap in ["", "trap '' XFSZ; "] {
        let line = format!("{trap}ulimit -f 8; exec kami check-unbind in.csv -f csv -o out.csv --lang en");
        let run = shell(folder.path(), &line);
        assert_eq!(run.code, 2, "{}", run.err);
        assert!(run.err.contains("larger than is allowed"), "{}", run.err);
        is_untouched(folder.path());
    }
}

#[test]
fn a_closed_pipe() {
    let folder = place();
    for format in ["csv", "json", "jsonl", "table"] {
        let kami = Kami::new(["check-unbind", "in.csv", "-f", format]).dir(folder.path());
        let mut child = kami.command().spawn().unwrap();
        let mut start = [0; 10];
        let mut out = child.stdout.take().unwrap();
        out.read_exact(&mut start).unwrap();
        drop(out);
        let run = Run::from(child.wait_with_output().unwrap());
        assert_eq!((run.code, run.err.as_str()), (0, ""), "{format}");
    }
}

#[test]
fn inputs_that_cannot_be_read() {
    let folder = place();
    std::fs::create_dir(folder.path().join("cards")).unwrap();
    std::fs::write(folder.path().join("old.xls"), b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1rest").unwrap();
    std::fs::write(folder.path().join("no.xlsx"), "id,platform\n").unwrap();
    std::fs::write(folder.path().join("damaged.xlsx"), b"PK\x03\x04 and no more").unwrap();
    for (input, says) in [
        ("none.csv", "no such file"),
        ("cards", "is a directory"),
        ("old.xls", "its records are broken or cut off"),
        ("no.xlsx", "is named a workbook and is none"),
        ("damaged.xlsx", "is no readable workbook: it cannot be unpacked"),
        ("/proc/self/mem", "cannot be read"),
    ] {
        if input.starts_with('/') && !Path::new(input).exists() {
            continue;
        }
        // Behind another input as well, of which results were written already.
        for inputs in [vec![input], vec!["in.csv", input]] {
            let mut args = vec!["check-unbind", "-f", "csv", "-o", "out.csv"];
            args.extend(inputs);
            let run = Kami::new(args).dir(folder.path()).run();
            assert_eq!(run.code, 2, "{input}: {}", run.err);
            assert!(run.err.contains(says) && run.err.contains(input), "{}", run.err);
            is_untouched(folder.path());
        }
    }
}

#[test]
fn a_header_that_never_ends() {
    let run = Kami::new(["check-unbind", "/dev/zero", "-f", "csv", "--max-record-size", "1M"]).run();
    assert_eq!(run.code, 2, "{}", run.err);
    assert!(run.err.contains("header never ends"), "{}", run.err);
}

#[test]
fn packed_files_that_are_cut_off_or_damaged() {
    let folder = place();
    let rows = std::fs::read(folder.path().join("in.csv")).unwrap();
    let packed = gzip(&rows);
    let mut damaged = packed.clone();
    for byte in &mut damaged[packed.len() / 2..packed.len() / 2 + 20] {
        *byte ^= 0x55;
    }
    for (name, bytes) in [("cut.csv.gz", &packed[..packed.len() / 2]), ("damaged.csv.gz", &damaged)] {
        std::fs::write(folder.path().join(name), bytes).unwrap();
        let run = Kami::new(["check-unbind", name, "-f", "csv", "-o", "out.csv"]).dir(folder.path()).run();
        assert_eq!(run.code, 2, "{name}: {}", run.err);
        assert!(run.err.contains(name), "{}", run.err);
        is_untouched(folder.path());
    }
}

/// Whether a process has set its handlers, of which that of `SIGTERM` is not the first.
fn catches_signals(process: u32) -> bool {
    const SIGTERM: u32 = 15;
    let Ok(status) = std::fs::read_to_string(format!("/proc/{process}/status")) else {
        // Not every system says so: a moment has to do.
        std::thread::sleep(Duration::from_millis(200));
        return true;
    };
    let caught = status.lines().find_map(|line| line.strip_prefix("SigCgt:")).unwrap();
    u64::from_str_radix(caught.trim(), 16).unwrap() >> (SIGTERM - 1) & 1 == 1
}

#[test]
fn interrupted() {
    for (signal, code) in [("INT", 130), ("TERM", 143)] {
        let folder = place();
        let kami = Kami::new(["check-unbind", "-", "-f", "csv", "-o", "out.csv"]).dir(folder.path());
        let mut child = kami.command().stdin(Stdio::piped()).spawn().unwrap();
        let mut pipe = child.stdin.take().unwrap();
        pipe.write_all(b"id,platform\n1,jd\n").unwrap();
        pipe.flush().unwrap();
        let start = Instant::now();
        while !catches_signals(child.id()) {
            assert!(start.elapsed() < Duration::from_secs(20), "no handler was set");
            std::thread::sleep(Duration::from_millis(10));
        }
        assert_eq!(Kami::shell(&format!("kill -{signal} {}", child.id())).run().code, 0);
        assert_eq!(child.wait().unwrap().code(), Some(code));
        is_untouched(folder.path());
        drop(pipe);
    }
}

#[test]
fn out_of_file_handles() {
    let folder = place();
    let run = shell(folder.path(), "ulimit -n 4; exec kami check-unbind in.csv -f csv -o out.csv");
    assert_eq!(run.code, 2, "{}", run.err);
    assert!(run.err.contains("open files"), "{}", run.err);
    is_untouched(folder.path());
}

#[test]
fn an_output_that_cannot_be_placed() {
    let folder = place();
    std::fs::create_dir(folder.path().join("cards")).unwrap();
    for (output, says) in [("cards", "is a directory"), ("none/out.csv", "cannot be written")] {
        let run = Kami::new(["check-unbind", "in.csv", "-f", "csv", "-o", output]).dir(folder.path()).run();
        assert_eq!(run.code, 2, "{output}: {}", run.err);
        assert!(run.err.contains(says), "{}", run.err);
    }
    is_untouched(folder.path());
}

#[test]
fn an_output_behind_a_link() {
    let folder = place();
    std::os::unix::fs::symlink("out.csv", folder.path().join("link.csv")).unwrap();
    let run = Kami::new(["check-unbind", "in.csv", "-f", "csv", "-o", "link.csv"]).dir(folder.path()).run();
    assert_eq!(run.code, 0, "{}", run.err);
    assert!(std::fs::symlink_metadata(folder.path().join("link.csv")).unwrap().is_symlink());
    assert_eq!(std::fs::read_to_string(folder.path().join("out.csv")).unwrap().lines().count(), 20_001);
}

#[test]
fn the_output_is_no_file_that_is_read() {
    let folder = place();
    let path = folder.path();
    std::os::unix::fs::symlink("in.csv", path.join("link.csv")).unwrap();
    std::fs::hard_link(path.join("in.csv"), path.join("hard.csv")).unwrap();
    std::fs::create_dir(path.join("sub")).unwrap();
    std::fs::write(path.join("own.toml"), "").unwrap();
    std::os::unix::fs::symlink("own.toml", path.join("own-link.toml")).unwrap();
    let kept = std::fs::read(path.join("in.csv")).unwrap();
    let full = path.join("in.csv").to_string_lossy().into_owned();
    let mut lines: Vec<String> = Vec::new();
    for output in ["in.csv", "./in.csv", "sub/../in.csv", "link.csv", "hard.csv", &full] {
        for command in ["check-unbind", "compare-platforms"] {
            lines.push(format!("kami {command} in.csv -f csv -o {output}"));
            lines.push(format!("kami {command} - -f csv -o {output} < in.csv"));
            lines.push(format!("kami {command} /dev/stdin -f json -o {output} < in.csv"));
        }
        lines.push(format!("kami check-unbind out.csv link.csv --threads 4 -o {output}"));
    }
    lines.push("kami check-unbind -f csv -o in.csv < link.csv".to_owned());
    for output in ["own.toml", "own-link.toml"] {
        for line in [
            "kami check-unbind platform=jd --policy own.toml -o",
            "KAMI_POLICY=own-link.toml kami check-unbind platform=jd -o",
            "kami compare-platforms --topic unbind --policy own.toml -o",
            "kami policy check own.toml -o",
            "kami policy test own.toml -o",
            "kami policy list --policy own.toml -o",
            "KAMI_POLICY=own.toml kami policy export -o",
            "kami policy check - < own.toml -o",
        ] {
            lines.push(format!("{line} {output}"));
        }
    }
    for line in lines {
        let run = shell(path, &line);
        assert_eq!((run.code, run.out.as_str()), (2, ""), "{line}: {}", run.err);
        assert!(run.err.contains("which it would replace; name another file"), "{line}: {}", run.err);
    }
    // Nothing is read first: the pipe still has all of it.
    let run = shell(path, "cat in.csv | { kami check-unbind - in.csv -o hard.csv; wc -l; }");
    assert!(run.out.trim() == "20001", "{} {}", run.out, run.err);
    assert_eq!(std::fs::read(path.join("in.csv")).unwrap(), kept);
    assert_eq!(std::fs::read_to_string(path.join("own.toml")).unwrap(), "");
    is_untouched(path);
    // What is not replaced may well be read and written.
    assert_eq!(shell(path, "kami check-unbind in.csv /dev/null -f csv -o /dev/null").code, 0);
    assert_eq!(shell(path, "kami check-unbind platform=jd -o in.csv < in.csv").code, 0);
}

#[test]
fn a_dash_is_standard_output() {
    let folder = place();
    let dash = shell(folder.path(), "kami check-unbind in.csv -f csv -o -");
    let plain = shell(folder.path(), "kami check-unbind in.csv -f csv");
    assert_eq!((dash.code, &dash.out), (0, &plain.out), "{}", dash.err);
    assert!(shell(folder.path(), "kami policy export -o -").out.contains("[[rule]]"));
    assert!(shell(folder.path(), "kami compare-platforms --topic unbind -o -").out.contains("Taobao"));
    assert!(!folder.path().join("-").exists());
}

#[test]
fn a_link_whose_target_is_not_there() {
    let folder = place();
    std::fs::create_dir(folder.path().join("other")).unwrap();
    std::os::unix::fs::symlink("other/new.csv", folder.path().join("link.csv")).unwrap();
    let run = Kami::new(["check-unbind", "in.csv", "-f", "csv", "-o", "link.csv"]).dir(folder.path()).run();
    assert_eq!(run.code, 0, "{}", run.err);
    assert!(std::fs::symlink_metadata(folder.path().join("link.csv")).unwrap().is_symlink());
    let made = std::fs::read_to_string(folder.path().join("other/new.csv")).unwrap();
    assert_eq!(made.lines().count(), 20_001);
}

/// The mode of a file, and whose it is.
fn mode_and_owner(path: &Path) -> (u32, u32, u32) {
    use std::os::unix::fs::MetadataExt;
    let meta = std::fs::metadata(path).unwrap();
    (meta.mode() & 0o777, meta.uid(), meta.gid())
}

#[test]
fn a_file_keeps_who_may_read_it() {
    use std::os::unix::fs::PermissionsExt;
    let folder = place();
    let out = folder.path().join("out.csv");
    for mode in [0o600, 0o640, 0o604] {
        std::fs::set_permissions(&out, std::fs::Permissions::from_mode(mode)).unwrap();
        // Only root may give a file away; for all others it stays theirs.
        let _ = std::os::unix::fs::chown(&out, Some(12), Some(34));
        let before = mode_and_owner(&out);
        let run = shell(folder.path(), "umask 0; exec kami check-unbind in.csv -f csv -o out.csv");
        assert_eq!(run.code, 0, "{}", run.err);
        assert_eq!(mode_and_owner(&out), before);
    }
    // A new file is as the user's own mask says.
    assert_eq!(shell(folder.path(), "umask 027; exec kami check-unbind in.csv -f csv -o new.csv").code, 0);
    assert_eq!(mode_and_owner(&folder.path().join("new.csv")).0, 0o640);
}

#[test]
#[cfg(target_os = "linux")]
fn nothing_is_left_of_a_run_that_is_killed() {
    let folder = place();
    let kami = Kami::new(["check-unbind", "-", "-f", "csv", "-o", "out.csv"]).dir(folder.path());
    let mut child = kami.command().stdin(Stdio::piped()).spawn().unwrap();
    let mut pipe = child.stdin.take().unwrap();
    pipe.write_all(b"id,platform\n1,jd\n").unwrap();
    let start = Instant::now();
    while !catches_signals(child.id()) {
        assert!(start.elapsed() < Duration::from_secs(20), "no handler was set");
        std::thread::sleep(Duration::from_millis(10));
    }
    child.kill().unwrap();
    child.wait().unwrap();
    is_untouched(folder.path());
    // What was killed in the very moment before its file took its place is removed by the next run.
    std::fs::write(folder.path().join(".kami-0"), "left").unwrap();
    assert_eq!(shell(folder.path(), "kami check-unbind platform=pdd -f csv -o new.csv").code, 0);
    is_untouched(folder.path());
}

#[test]
fn dates_beyond_the_last_are_empty_and_told_of() {
    let args = ["check-unbind", "platform=jd", "state=bound", "promo_linked=yes", "promo_ends_on=9999-12-31"];
    let run = Kami::new(args.iter().chain(&["-f", "jsonl", "--now", crate::support::NOW])).run();
    assert_eq!(run.code, 0, "{}", run.err);
    let result = &run.results()[0];
    assert_eq!(result["warnings"], serde_json::json!(["calendar-unknown"]));
    for column in ["eta_earliest", "eta_latest", "not_before", "retry_after"] {
        assert!(result[column].is_null(), "{column}: {result}");
    }
}
