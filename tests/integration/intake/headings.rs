//! Headings as people write them: decorated, traditional, mistyped, twice, below titles.

use crate::support::{Kami, Run};

fn run_as(command: &str, lang: &str, args: &[&str], input: &str) -> Run {
    let usual = [command, "-", "-f", "jsonl", "--now", "2026-11-22 10:00", "--lang", lang];
    Kami::new(usual.iter().chain(args)).stdin(input).run()
}

fn run(lang: &str, args: &[&str], input: &str) -> Run {
    run_as("check-unbind", lang, args, input)
}

/// The values of a member of all results.
fn values(run: &Run, member: &str) -> Vec<String> {
    let values = run.out.lines().map(|line| {
        let result: serde_json::Value = serde_json::from_str(line).unwrap();
        result[member].as_str().unwrap_or_default().to_owned()
    });
    values.collect()
}

#[test]
fn units_remarks_marks_and_scripts_are_passed_over() {
    let plain = run("en", &[], "编号,平台,状态,面额,余额\n1,京东,已绑定,500,500\n");
    assert_eq!((plain.code, plain.err.as_str()), (0, ""));
    for input in [
        "*编号:,平台（必填）,＊状态*,面额 [CNY],余额(元)\n1,京东,已绑定,500,500\n",
        "編號：,【平台】平台【必填】,狀態,*面額（元）：,餘額\n1,京東,已綁定,500,500\n",
        "ID,PLATFORM (required),State*,Face Value [CNY],balance:\n1,jd,bound,500,500\n",
    ] {
        let input = input.replace("【平台】", "");
        let decorated = run("en", &[], &input);
        assert_eq!((decorated.out, decorated.err), (plain.out.clone(), String::new()), "{input}");
    }
    let json = run(
        "en",
        &[],
        r#"{"編號":"1","平台（必填）":"京東","状态*":"已綁定","face_value [CNY]":500,"余额(元)":500}"#,
    );
    assert_eq!(json.out.replace(":1\"", ":2\""), plain.out);
}

#[test]
fn two_columns_for_one_field_are_told_of() {
    for (input, kept, left) in [
        ("id,platform,余额（元）,余额\n1,jd,9999,5\n", "余额", "余额（元）"),
        ("id,platform,*余额,余额(元)\n1,jd,5,9999\n", "*余额", "余额(元)"),
        (r#"[{"id":"1","platform":"jd","余额（元）":9999,"余额":5}]"#, "余额", "余额（元）"),
    ] {
        let en = run("en", &["face_value=500"], input);
        let told = format!("columns `{kept}` and `{left}` both hold balance; `{kept}` is used");
        assert!(en.code == 0 && en.err.contains(&told), "{}", en.err);
        let zh = run("zh", &["face_value=500"], input);
        let told = format!("列“{kept}”和“{left}”都是 balance；采用“{kept}”");
        assert!(zh.err.contains(&told), "{}", zh.err);
    }
    // A key that is there and null is the one that is read, as an empty cell is.
    let json = run_as("recycle-quote", "en", &[], r#"{"face_value":null,"面额":600}"#);
    assert_eq!(values(&json, "verdict"), ["unknown"]);
    for (lang, told) in [("en", "have the same name"), ("zh", "重名")] {
        let twice = run(lang, &[], "id,余额(元),platform,余额(元)\n1,5,jd,5\n");
        assert!(twice.code == 2 && twice.err.contains(told), "{}", twice.err);
    }
    let twice = run("en", &[], r#"[{"platform":"jd","余额(元)":5,"余额(元)":5}]"#);
    assert!(twice.code == 3 && twice.out.contains("balance"), "{}", twice.out);
}

#[test]
fn a_slip_of_the_finger_is_told_of_without_being_asked() {
    for (heading, meant) in [
        ("platfrom", "platform"),
        ("platfor", "platform"),
        ("real_name_verfied", "real_name_verified"),
        ("real_nmae_verfied", "real_name_verified"),
        ("实名人证", "实名认证"),
        ("實名人證（必填）", "實名認證"),
        ("有校期", "有效期"),
    ] {
        let others = if meant == "platform" { "state" } else { "platform" };
        let input = format!("id,{others},{heading}\n1,new,x\n");
        let en = run("en", &[], &input);
        let told = format!("column `{heading}` is not known and is ignored; did you mean `{meant}`?");
        assert!(en.err.contains(&told), "{heading}: {}", en.err);
        let zh = run("zh", &[], &input);
        assert!(zh.err.contains(&format!("列“{heading}”")), "{}", zh.err);
        assert!(zh.err.contains(&format!("是否想写“{meant}”")), "{}", zh.err);
    }
    let key = run("en", &[], "{\"id\":\"1\",\"platform\":\"jd\",\"stat\":\"new\"}");
    assert!(key.err.contains("did you mean `state`"), "{}", key.err);
    for input in [
        // Another word, a name of two characters, a field that has a column, a column of results.
        "id,platform,备注\n1,jd,x\n",
        "id,platform,状太\n1,jd,x\n",
        "id,platform,platfrom\n1,jd,x\n",
        "id,platform,stages\n1,jd,x\n",
    ] {
        let silent = run("en", &[], input);
        assert_eq!(silent.err, "", "{input}");
    }
    let detail = run("en", &["-v"], "id,platform,卡狀態,my_state\n1,jd,x,y\n");
    assert!(
        detail.err.contains("`卡狀態` is not known and is ignored; did you mean `狀態`?"),
        "{}",
        detail.err
    );
}

#[test]
fn a_header_below_titles_is_found() {
    for (input, line) in [
        ("二月清单\n\n编号,平台\n1,jd\n", 3),
        ("二月清单,,\n,,\n\"制表: 张三\n2026\",,\n编号;平台;x\n1;jd;y\n", 5),
        (&("x\n".repeat(20) + "id,platform\n1,jd\n"), 21),
    ] {
        let en = run("en", &[], input);
        assert_eq!((en.code, values(&en, "id")), (0, vec!["1".to_owned()]), "{input} {}", en.err);
        assert!(en.err.contains(&format!("the header was found on line {line};")), "{}", en.err);
        assert_eq!(values(&en, "source"), [format!("-:{}", line + 1)]);
        let zh = run("zh", &[], input);
        assert!(zh.err.contains(&format!("表头在第 {line} 行")), "{}", zh.err);
    }
    // What the arguments give counts as known.
    let given = run("en", &["platform=jd"], "title\nid,x\n1,y\n");
    assert_eq!((given.code, values(&given, "id")), (0, vec!["1".to_owned()]), "{}", given.err);
    let quote = run_as("recycle-quote", "en", &[], "清单\n面额,状态\n500,new\n");
    assert!(quote.code == 0 && quote.err.contains("line 2"), "{}", quote.err);
    for (args, input) in [
        (&[][..], "title\nid,x\n1,y\n".to_owned()),
        (&[], "title\nid,state\n1,new\n".to_owned()),
        (&[], "x\n".repeat(21) + "id,platform\n1,jd\n"),
        (&["--skip-lines", "1"], "a\nb\nid,platform\n1,jd\n".to_owned()),
        (&["--columns", "a,b"], "a,b\nid,platform\n1,jd\n".to_owned()),
    ] {
        let not_found = run("en", args, &input);
        assert!(not_found.code == 3 && !not_found.err.contains("was found"), "{input} {}", not_found.err);
    }
}

#[test]
fn the_delimiter_is_that_by_which_names_are_known() {
    let input = "id;platform;state;notes (a, b, c, d, e)\n1;jd;new;x\n";
    let run = run("en", &[], input);
    assert_eq!((run.code, values(&run, "verdict")), (0, vec!["eligible".to_owned()]), "{}", run.err);
}

#[test]
fn a_column_mapped_by_hand_has_to_be_there() {
    let input = "id,金额,情况（必填）\n1,500,new\n";
    let args = ["--map", "face_value=金额", "--map", "state=情况"];
    let mapped = run_as("recycle-quote", "en", &args, input);
    assert_eq!((mapped.code, values(&mapped, "verdict")), (0, vec!["quoted".to_owned()]), "{}", mapped.err);
    for (lang, told) in [
        ("en", "--map face_value=金颔: no input has such a column; did you mean `金额`?"),
        ("zh", "--map face_value=金颔：所有输入中都没有这一列；是否想写“金额”？"),
    ] {
        let missing = run_as("recycle-quote", lang, &["--map", "face_value=金颔"], input);
        assert_eq!((missing.code, missing.out.as_str()), (2, ""), "{}", missing.err);
        assert!(missing.err.contains(told), "{}", missing.err);
        let json = r#"[{"id":"1","金额":500}]"#;
        let missing = run_as("recycle-quote", lang, &["--map", "face_value=金颔"], json);
        assert!(missing.code == 2 && missing.err.contains(told), "{}", missing.err);
    }
    for wrong in ["pin=S3CR3T", "zzz=S3CR3T", "id"] {
        let refused = run("en", &["--map", wrong], input);
        assert!(refused.code == 2 && !refused.err.contains("S3CR3T"), "{}", refused.err);
    }
}

#[test]
fn strict_columns_refuse_what_is_not_known() {
    let input = "id,platform,备注,platfrom,pin,channel\n1,jd,x,y,1,z\n";
    for (lang, told) in [
        ("en", "columns `备注`, `platfrom` (did you mean `platform`?) are not known (--strict-columns)"),
        ("zh", "列“备注”、“platfrom”（是否想写“platform”？）不是已知字段（--strict-columns）"),
    ] {
        let refused = run(lang, &["--strict-columns"], input);
        assert_eq!((refused.code, refused.out.as_str()), (2, ""), "{}", refused.err);
        assert!(refused.err.contains(told), "{}", refused.err);
    }
    let objects = "{\"platform\":\"jd\"}\n{\"platform\":\"jd\",\"备注\":1}\n";
    let refused = run("en", &["--strict-columns"], objects);
    assert!(refused.code == 2 && refused.err.contains("column `备注` is not known"), "{}", refused.err);
    let known = "id,platform,pin,备注\n1,jd,1,new\n";
    let taken = run("en", &["--strict-columns", "--map", "state=备注"], known);
    assert_eq!(taken.code, 0, "{}", taken.err);
}

#[test]
fn a_report_says_what_becomes_of_each_column() {
    let input = "id,平台（必填）,platfrom,pin,卡号,channel,余额,balance\n\
                 1,jd,a,S3CR3T,6222020200112233,c,5,7\n2,,b,S3CR3T,,,6,8\n3,taobao,c,S3CR3T,,,7,9\n4,jd,d,,,,,\n";
    let report =
        Kami::new(["check-unbind", "-", "-f", "json", "--columns-report", "--lang", "en"]).stdin(input).run();
    assert_eq!(report.code, 0, "{}", report.err);
    let report: serde_json::Value = serde_json::from_str(&report.out).unwrap();
    let of = |name: &str| {
        let columns = report["columns"].as_array().unwrap();
        columns.iter().find(|column| column["column"] == name).unwrap().clone()
    };
    let seen = |name: &str| (of(name)["field"].clone(), of(name)["samples"].clone());
    use serde_json::json;
    assert_eq!(seen("平台（必填）"), (json!("platform"), json!(["jd", "taobao", "jd"])));
    assert_eq!(seen("卡号"), (json!("card_no"), json!(["************2233"])));
    assert_eq!(seen("pin"), (json!(null), json!([])));
    assert_eq!(seen("balance"), (json!("balance"), json!(["7", "8", "9"])));
    assert_eq!(seen("余额"), (json!(null), json!(["5", "6", "7"])));
    for (name, reason) in [
        ("余额", "balance is read from `balance`"),
        ("platfrom", "not known; did you mean `platform`?"),
        ("pin", "looks like a secret; never read"),
        ("channel", "check-unbind does not use it"),
    ] {
        assert_eq!(of(name)["reason"], reason);
    }
    let strict = Kami::new(["check-unbind", "-", "--columns-report", "--strict-columns", "--lang", "zh"]);
    let strict = strict.stdin(input).run();
    assert!(strict.code == 2 && strict.out.contains("不认识；是否想写“platform”？"), "{}", strict.out);
    assert!(strict.err.contains("“platfrom”") && !strict.out.contains("S3CR3T"), "{}", strict.err);
    for (lang, told) in [("en", "choose -f table or -f json"), ("zh", "请用 -f table 或 -f json")] {
        let refused = run(lang, &["--columns-report"], input);
        assert!(refused.code == 2 && refused.err.contains(told), "{}", refused.err);
    }
}
