//! Rows that are no records: totals, and rows without anything.

use crate::support::{Kami, Run};

fn run(command: &str, lang: &str, args: &[&str], input: &str) -> Run {
    let usual = [command, "-", "-f", "jsonl", "--now", "2026-11-22 10:00", "--lang", lang];
    Kami::new(usual.iter().chain(args)).stdin(input).run()
}

fn sources(run: &Run) -> Vec<String> {
    let source = |line: &str| {
        let result: serde_json::Value = serde_json::from_str(line).unwrap();
        format!("{} {}", result["record"], result["source"].as_str().unwrap())
    };
    run.out.lines().map(source).collect()
}

#[test]
fn rows_without_anything_are_no_records() {
    for input in [
        "id,platform\n1,jd\n,,\n,\n\n  \n2,jd\n, ,\"\"\n",
        "id,platform\r\n1,jd\r\n,,\r\n,\r\n\r\n  \r\n2,\"jd\"\r\n",
        "id\tplatform\n1\tjd\n\t\n\t\t\n\n\n2\tjd\n\t",
    ] {
        let run = run("check-unbind", "en", &[], input);
        assert_eq!((run.code, run.err.as_str()), (0, ""), "{input:?}");
        assert_eq!(sources(&run), ["1 -:2", "2 -:7"], "{input:?}");
    }
}

#[test]
fn rows_of_totals_are_no_records_and_told_of() {
    for total in ["合计,,1500", "\"合 计：\",,1500", ",,总计（元）", "Total:,-,1500", "小計,", "TOTAL (CNY)"]
    {
        for quoted in ["2,jd,5", "2,\"jd\",5"] {
            let input = format!("id,platform,debt\n1,jd,5\n{total}\n{quoted}\n");
            for (lang, told) in [
                ("en", "-:3: a row of totals is no record, and was left out"),
                ("zh", "-:3：合计行不是记录，已略过"),
            ] {
                // A value of the arguments is not the row's.
                let run = run("check-unbind", lang, &["platform=jd"], &input);
                assert_eq!((run.code, sources(&run)), (0, vec!["1 -:2".into(), "2 -:4".into()]), "{input}");
                assert!(run.err.contains(told) && run.err.lines().count() == 1, "{}", run.err);
            }
        }
    }
    let required = run("check-unbind", "en", &[], "platform,debt\njd,5\n合计,5\n");
    assert_eq!((required.code, sources(&required).len()), (0, 1), "{}", required.err);
    for record in ["合计,jd,5", "合计金额,,5", "Totals,,5", "1,,合计"] {
        let kept = run("check-unbind", "en", &[], &format!("id,platform,debt\n{record}\n"));
        assert_eq!(kept.out.lines().count(), 1, "{record}");
    }
}

#[test]
fn a_quote_leaves_out_rows_with_nothing_but_amounts() {
    let input = "id,face_value,state,note\n1,500,new,x\n合计,\"1,500.00\",,3张\n合计,500,new,\n";
    let quoted = run("recycle-quote", "en", &[], input);
    assert_eq!((quoted.code, sources(&quoted)), (0, vec!["1 -:2".into(), "2 -:4".into()]), "{}", quoted.err);
    assert!(quoted.err.contains("-:3: a row of totals"), "{}", quoted.err);
}

#[test]
fn many_rows_keep_their_numbers_and_lines() {
    let block = |n: usize| format!("{n},jd,5\n{n}b,jd,5\n,,\n小计,,10\n\n");
    let input = "id,platform,debt\n".to_owned() + &(0..3000).map(block).collect::<String>();
    let outs = ["1", "3"].map(|threads| run("check-unbind", "en", &["--threads", threads], &input).out);
    assert_eq!(outs[0], outs[1]);
    let sources = sources(&Run { code: 0, out: outs[0].clone(), raw: Vec::new(), err: String::new() });
    let want =
        |n: usize| [format!("{} -:{}", 2 * n + 1, 5 * n + 2), format!("{} -:{}", 2 * n + 2, 5 * n + 3)];
    assert_eq!(sources, (0..3000).flat_map(want).collect::<Vec<_>>());
}
