//! Inputs none of whose columns is known: one warning says so, and nothing is lost.

use crate::support::{Kami, Run};

fn run(args: &[&str], input: &str) -> Run {
    let all = ["check-unbind", "-", "-f", "csv", "--now", "2026-11-22 10:00"].iter().chain(args);
    Kami::new(all).stdin(input).run()
}

/// How many warnings there are beside the last, which counts invalid records.
fn warnings(run: &Run) -> usize {
    run.err.lines().filter(|line| !line.contains("invalid;") && !line.contains("条无效")).count()
}

#[test]
fn no_known_column_is_told_once() {
    let input = "卡品,备注,plat from\nx,y,jd\nx,y,jd\n";
    for (lang, parts) in [
        (
            "en",
            [
                "none of its columns (`卡品`, `备注`, `plat from`) is a field of check-unbind",
                "--map platform=",
                "--columns",
            ],
        ),
        (
            "zh",
            ["没有一列是 check-unbind 的字段（现有“卡品”、“备注”、“plat from”）", "--map 平台=", "--columns"],
        ),
    ] {
        let run = run(&["--lang", lang], input);
        assert_eq!((run.code, run.out.lines().count(), warnings(&run)), (3, 3, 1), "{}", run.err);
        assert_eq!(run.out.matches("platform").count(), 3, "{}", run.out);
        assert!(parts.iter().all(|part| run.err.contains(part)), "{}", run.err);
        assert!(!run.err.contains("-v"), "all is said: {}", run.err);
    }
    assert_eq!(run(&["-q"], input).err, "");
    // What the warning says helps.
    let mapped = run(&["--map", "platform=plat from"], input);
    assert_eq!((mapped.code, warnings(&mapped)), (0, 0), "{}", mapped.err);
    // One known column is enough for the others to be details.
    let known = run(&[], "id,卡品\n1,x\n2,x\n");
    assert!(known.code == 3 && warnings(&known) == 0 && known.err.contains("-v"), "{}", known.err);
}

#[test]
fn a_record_in_the_header_s_place_is_not_shown() {
    for input in
        ["jd,6222020200112233,S3CR3T,bound\n".repeat(3), "jd\t6222020200112233\tS3CR3T\tbound\n".repeat(3)]
    {
        for more in [&["--lang", "en"][..], &["--lang", "en", "-v"], &["--lang", "zh", "-v"]] {
            let run = run(more, &input);
            assert_eq!((run.code, run.out.lines().count(), warnings(&run)), (3, 3, 1), "{}", run.err);
            assert!(run.err.contains("--columns") && run.err.contains('4'), "{}", run.err);
            for text in ["6222", "2233", "S3CR3T", "bound"] {
                assert!(!run.err.contains(text), "{}", run.err);
            }
        }
        let named = run(&["--columns", "platform,card_no,pin,state"], &input);
        assert_eq!((named.code, named.out.lines().count()), (0, 4), "{}", named.err);
    }
}

#[test]
fn many_columns_are_listed_in_part() {
    let names: Vec<String> = (0..30).map(|n| format!("{}x", char::from(b'a' + n % 26))).collect();
    let run = run(&["--lang", "en"], &format!("{}\n{}\n", names.join(","), ",".repeat(29)));
    assert!(run.err.contains("`lx` and 18 more") && !run.err.contains("`mx`"), "{}", run.err);
}

#[test]
fn a_card_number_among_names_is_masked() {
    let run = run(&["-v", "--lang", "en"], "platform,6222020200112233\njd,x\n");
    assert!(run.err.contains("`************2233` is not known"), "{}", run.err);
}
