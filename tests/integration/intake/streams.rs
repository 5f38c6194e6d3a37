//! Standard input, pipes and threads change nothing of the results.

use crate::support::{Kami, NOW};

#[test]
fn records_made_of_arguments_leave_standard_input_alone() {
    let run = Kami::new(["check-unbind", "platform=pdd", "-f", "csv"]).stdin("platform\njd\n").run();
    assert_eq!(run.code, 0);
    assert_eq!(run.out.lines().count(), 2);
    assert!(run.err.contains("add `-`"), "{}", run.err);
    let run = Kami::new(["check-unbind", "platform=pdd", "-", "-f", "csv"]).stdin("id\na\nb\n").run();
    assert_eq!(run.out.lines().count(), 3);
    assert_eq!(run.err, "");
}

#[test]
fn threads_and_pipes_change_nothing() {
    let rows: String = (0..12_000)
        .map(|n| {
            format!(
                "{n},{},{},{}.00\n",
                ["jd", "pdd", "kameng", "x"][n % 4],
                ["new", "bound", ""][n % 3],
                n % 97
            )
        })
        .collect();
    let csv = format!("id,platform,state,face_value\n{rows}");
    let dir = tempfile::tempdir().unwrap();
    std::fs::write(dir.path().join("cards.csv"), &csv).unwrap();
    let of_file = |threads: &str| {
        let args = ["check-unbind", "cards.csv", "-f", "csv", "--now", NOW, "--threads", threads];
        Kami::new(args).dir(dir.path()).run().out
    };
    let one = of_file("1");
    assert_eq!(one.lines().count(), 12_001);
    assert!(one == of_file("2") && one == of_file("5"));
    let piped = Kami::new(["check-unbind", "-", "-f", "csv", "--now", NOW]).stdin(&csv).run().out;
    assert!(piped.replace(",-:", ",cards.csv:") == one);
}

#[test]
fn where_a_record_of_standard_input_stands_is_no_formula() {
    for (text, source) in [("id,platform\n1,jd\n", "-:2"), ("[{\"id\":1,\"platform\":\"jd\"}]", "-[1]")] {
        for format in ["csv", "tsv"] {
            let run = Kami::new(["check-unbind", "-", "-f", format]).stdin(text).run();
            let cells: Vec<&str> = run.out.lines().nth(1).unwrap().split([',', '\t']).collect();
            assert_eq!(cells.get(1), Some(&source), "{}", run.err);
        }
    }
}
