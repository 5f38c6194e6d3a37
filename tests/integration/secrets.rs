//! Secrets go in by every way there is, and come out by none.

use crate::support::{Kami, NOW, Run, in_turn, is_thorough, tries};

/// What must never be printed: a secret, and the part of a card number that is masked.
const SECRET: &str = "S3CR3T";
const CARD: &str = "62220202001122";

/// Inputs with secrets in them, well formed and not.
fn inputs() -> Vec<(&'static str, String)> {
    let header = "id,pin,card_no,platform,channel,form,face_value,备注,支付密码,卡号\n";
    let good = format!("1,{SECRET},{CARD}3344,jd,,electronic,500,x,{SECRET},{CARD}5566\n");
    vec![
        ("good.csv", format!("{header}{good}")),
        ("bad-value.csv", format!("{header}1,{SECRET},{CARD}3344,nowhere,nowhere,nothing,-5,x,{SECRET},\n")),
        ("destroyed.csv", "card_no,platform,channel\n6.222020200112E+18,jd,\n".to_owned()),
        ("too-few.csv", format!("{header}{SECRET},{CARD}3344,jd\n{SECRET}\njd,{SECRET}\n")),
        (
            "too-many.csv",
            format!(
                "{header}{good}1,{SECRET},a,b,c,d,e,f,g,h,{SECRET}\n{SECRET},{SECRET},,,,,,,,,,{SECRET}\n"
            ),
        ),
        ("no-secret-too-few.csv", format!("id,card_no,platform,channel\n{CARD}3344,jd,bound\n")),
        ("no-secret-too-many.csv", format!("card_no,id,platform,channel\nx,{CARD}3344,R1,jd,bound\n")),
        (
            "shifted.csv",
            format!(
                "{header}a,b,c,{SECRET},{SECRET},{SECRET},{SECRET},{SECRET},{SECRET},{SECRET},{SECRET}\n"
            ),
        ),
        ("open-quote.csv", format!("{header}1,\"{SECRET},{CARD}3344,jd\n2,{SECRET},{CARD}3344,jd,,,,,,\n")),
        ("no-text.csv", format!("{header}1,{SECRET},{CARD}3344,jd,,,,x\u{0},{SECRET},\n")),
        (
            "good.jsonl",
            format!(
                "{{\"id\":1,\"PIN\":\"{SECRET}\",\"card_no\":{CARD}3344,\"platform\":\"jd\",\"meta\":{{\"password\":\"{SECRET}\",\"卡号\":\"{CARD}3344\",\"list\":[{{\"cvv\":[\"{SECRET}\"]}}]}}}}\n"
            ),
        ),
        (
            "bad.jsonl",
            format!(
                "{{\"id\":\"1,\"pin\":\"{SECRET}\"}}\n{{\"pin\":\"{SECRET}\n{SECRET}\n[\"{SECRET}\"]\n\"{SECRET}\"\n{{\"card_no\":[\"{CARD}3344\",{{\"x\":\"{SECRET}\"}}],\"platform\":\"jd\"}}\n{{\"card_no\":{CARD}3344e5}}\n{{\"id\":1}} {{\"pin\":\"{SECRET}\"}}\n"
            ),
        ),
        (
            "cut-off.json",
            format!("[{{\"id\":1,\"pin\":\"{SECRET}\"}},{{\"id\":\"x\\\",\\\"pin\\\":\\\"{SECRET}"),
        ),
        ("deep.json", format!("[{{\"id\":{}\"{SECRET}\"{}}}]", "[".repeat(200), "]".repeat(200))),
        ("header-only.csv", format!("pin\n{SECRET}\n")),
    ]
}

fn check(what: &str, run: &Run) {
    for (name, stream) in [("output", &run.out), ("messages", &run.err)] {
        for secret in [SECRET, CARD] {
            assert!(!stream.contains(secret), "{what}: {secret} in the {name}:\n{stream}");
        }
    }
    assert!([0, 2, 3].contains(&run.code), "{what}: {}", run.code);
}

#[test]
fn no_way_leads_out() {
    let folder = tempfile::tempdir().unwrap();
    let (mut runs, mut tries) = (0, 0);
    let step = if is_thorough() { 1 } else { 4 };
    for (name, text) in inputs() {
        std::fs::write(folder.path().join(name), &text).unwrap();
        for command in ["check-unbind", "cancel-window", "recycle-quote", "compare-platforms"] {
            for format in ["csv", "json", "jsonl", "table", "markdown", "github", "junit"] {
                let options = [
                    &[][..],
                    &["--explain", "-v"],
                    &["--passthrough", "--flag-duplicates"],
                    &["--wide", "--lang", "zh"],
                ];
                tries += 1;
                for more in options.iter().skip(if is_thorough() { 0 } else { tries % 4 }).step_by(step) {
                    let mut args = vec![command, name, "-f", format, "--now", NOW];
                    args.extend(*more);
                    if command == "compare-platforms" {
                        if format == "github" || format == "junit" {
                            continue;
                        }
                        args.retain(|arg| *arg != "--explain");
                        args.extend(["--topic", "recycle"]);
                    }
                    let run = Kami::new(&args).dir(folder.path()).run();
                    check(&args.join(" "), &run);
                    runs += 1;
                }
            }
        }
        let run = Kami::new(["check-unbind", "-", "-f", "csv", "--passthrough"]).stdin(&text).run();
        check(name, &run);
    }
    assert!(runs > 500 / step);
}

#[test]
fn arguments_give_nothing_away() {
    for args in [
        vec!["check-unbind", "pin=S3CR3T"],
        vec!["check-unbind", "密码=S3CR3T", "platform=jd"],
        vec!["check-unbind", "platfrom=S3CR3T"],
        vec!["check-unbind", "nothing.like.it=S3CR3T"],
        vec!["check-unbind", "channel=S3CR3T"],
        vec!["check-unbind", "card_no=622202020011223344", "platform=jd", "-f", "json", "--explain"],
        vec!["check-unbind", "card_no=6.222020200112E+18", "platform=jd"],
        vec!["check-unbind", "-", "--map", "id=pin"],
        vec!["check-unbind", "-", "--map", "card_no=支付密码"],
    ] {
        check(&args.join(" "), &Kami::new(&args).stdin("id,pin,支付密码\n1,S3CR3T,S3CR3T\n").run());
    }
    let run = Kami::new(["check-unbind", "-", "--map", "id=pin"]).stdin("pin\nx\n").run();
    assert_eq!(run.code, 2);
    assert!(run.err.contains("looks like a secret"), "{}", run.err);
}

#[test]
fn a_warning_names_the_column() {
    let run = Kami::new(["check-unbind", "-", "-f", "csv"]).stdin("id,支付密码,platform\n1,x,jd\n").run();
    assert!(run.err.contains("`支付密码` looks like a secret"), "{}", run.err);
    let run =
        Kami::new(["check-unbind", "-", "-f", "csv"]).stdin("{\"cardPin\":1,\"platform\":\"jd\"}\n").run();
    assert!(run.err.contains("`cardPin` looks like a secret"), "{}", run.err);
}

#[test]
fn other_columns_of_a_card_number_are_masked_as_well() {
    let text = "card_no,卡号,platform\n,6222020200112233,jd\n";
    let run = Kami::new(["check-unbind", "-", "-f", "csv", "--passthrough"]).stdin(text).run();
    assert!(run.out.contains(",************2233,jd,"), "{}", run.out);
    assert!(run.err.contains("both hold card_no"), "{}", run.err);
}

/// The cells of the only row, by heading.
fn passed(header: &str, row: &str, more: &[&str]) -> (Vec<(String, String)>, Run) {
    let mut args = vec!["check-unbind", "-", "-f", "csv", "--passthrough", "--now", NOW];
    args.extend(more);
    let run = Kami::new(&args).stdin(format!("{header}\n{row}\n")).run();
    let mut reader = csv::Reader::from_reader(run.out.as_bytes());
    let headings = reader.headers().unwrap().clone();
    let row = reader.records().next().unwrap().unwrap();
    let cells = headings.iter().zip(row.iter()).map(|(heading, cell)| (heading.to_owned(), cell.to_owned()));
    (cells.collect(), run)
}

#[test]
fn headings_of_secrets_are_known_however_they_are_spelled() {
    for name in [
        "PIN码",
        "pin2",
        "pass",
        "otpcode",
        "密碼",
        "支付密碼",
        "驗證碼",
        "兌換碼",
        "券码",
        "提货码",
        "授权码",
        "助记词",
        "csc",
        "cv2",
        "access_key",
        "p.i.n",
        "p\u{200b}in",
        "рin",
        "𝐩𝐢𝐧",
        "ＰＩＮ",
    ] {
        let (cells, run) = passed(&format!("platform,{name}"), &format!("jd,{SECRET}"), &[]);
        check(name, &run);
        assert!(cells.iter().all(|(heading, _)| heading != name), "{name}: {}", run.out);
        assert!(run.err.contains("looks like a secret"), "{name}: {}", run.err);
        let text = format!("{{\"platform\":\"jd\",\"{name}\":\"{SECRET}\"}}\n");
        let run = Kami::new(["check-unbind", "-", "-f", "jsonl", "--passthrough"]).stdin(&text).run();
        check(name, &run);
        assert!(!run.out.contains(name), "{name}: {}", run.out);
    }
}

#[test]
fn passed_card_numbers_are_masked() {
    // A card number by its heading, whether or not its check digit is right.
    for name in ["card_number", "Card No.", "卡号1", "礼品卡号", "pan", "卡號"] {
        let (cells, run) = passed(&format!("platform,{name}"), &format!("jd,{CARD}33445"), &[]);
        check(name, &run);
        assert_eq!(cells[1], (name.to_owned(), "***************3445".to_owned()), "{}", run.err);
        // What is no number of that length is passed as it is, but for a cell that is read as the card number.
        let want = if name == "卡號" { "**** yet" } else { "none yet" };
        assert_eq!(passed(&format!("platform,{name}"), "jd,none yet", &[]).0[1].1, want);
    }
    // A card number by its check digit, whatever its heading.
    for (cell, want) in [
        ("4111111111111111", "************1111"),
        ("4111 1111-1111 1111", "***************1111"),
        ("4111111111111112", "4111111111111112"),
    ] {
        let (cells, _) = passed("platform,note", &format!("jd,{cell}"), &[]);
        assert_eq!(cells[1].1, want);
        let text = format!("{{\"platform\":\"jd\",\"note\":\"{cell}\",\"more\":[{{\"x\":\"{cell}\"}}]}}\n");
        let run = Kami::new(["check-unbind", "-", "-f", "jsonl", "--passthrough"]).stdin(&text).run();
        assert!(
            run.out.contains(&format!("\"note\":\"{want}\",\"more\":[{{\"x\":\"{want}\"}}]")),
            "{}",
            run.out
        );
    }
    let run = Kami::new(["check-unbind", "-", "-f", "jsonl", "--passthrough"])
        .stdin("{\"platform\":\"jd\",\"note\":4111111111111111}\n")
        .run();
    assert!(run.out.contains("\"note\":\"************1111\""), "{}", run.out);
    // An order number is as long as a card number.
    let (cells, run) = passed("订单号,platform", "4111111111111111,jd", &[]);
    assert_eq!(cells[0].1, "4111111111111111");
    assert!(run.out.contains(",4111111111111111,,"), "{}", run.out);
}

#[test]
fn an_id_that_is_a_card_number_is_masked() {
    for (format, text) in [
        ("csv", format!("卡号,platform\n{CARD}3344,jd\n{CARD}3345,jd\n{CARD}3344,jd\n")),
        ("jsonl", {
            let line = |end| format!("{{\"卡号\":\"{CARD}{end}\",\"platform\":\"jd\"}}\n");
            format!("{}{}{}", line("3344"), line("3345"), line("3344"))
        }),
    ] {
        for more in [&[][..], &["--passthrough"]] {
            let mut args = vec!["check-unbind", "-", "-f", format, "--map", "id=卡号", "--flag-duplicates"];
            args.extend(more);
            let run = Kami::new(&args).stdin(&text).run();
            check(format, &run);
            assert!(run.out.contains("**************3344"), "{}", run.out);
            // What is masked is still told apart.
            let flagged: Vec<bool> = run
                .out
                .lines()
                .filter(|line| line.contains("334"))
                .map(|line| line.contains("duplicate"))
                .collect();
            assert_eq!(flagged, [false, false, true], "{}", run.out);
        }
    }
}

#[test]
fn a_card_number_or_secret_in_the_headers_place_is_not_told() {
    let run = Kami::new(["check-unbind", "-", "-f", "jsonl", "--passthrough", "-v"])
        .stdin(format!("{{\"{CARD}33445\":\"x\",\"{CARD}93445\":\"y\",\"platform\":\"jd\"}}\n"))
        .run();
    check("a card number as a key", &run);
    assert!(run.out.contains("\"***************3445\":\"*\",\"***************3445_2\":\"*\""), "{}", run.out);
    let run = Kami::new(["check-unbind", "-", "-f", "csv", "--passthrough", "-v"])
        .stdin("A1,S3CR3T99,platform\nA2,x,jd\n")
        .run();
    assert!(!run.err.contains(SECRET) && run.err.contains("`S3*`"), "{}", run.err);
    assert!(run.out.starts_with("A1,S3CR3T99,platform,"), "{}", run.out);
}

#[test]
fn no_key_is_written_twice() {
    for text in [
        "{\"platform\":\"jd\",\"input_verdict\":1}\n{\"platform\":\"jd\",\"input_verdict\":1,\"verdict\":2}\n",
        "{\"platform\":\"jd\"}\n{\"platform\":\"jd\",\"verdict\":2,\"input_verdict\":1}\n",
    ] {
        let run = Kami::new(["check-unbind", "-", "-f", "jsonl", "--passthrough"]).stdin(text).run();
        let line = run.out.lines().nth(1).unwrap();
        for key in ["\"verdict\":", "\"input_verdict\":", "\"input_input_verdict\":"] {
            assert_eq!(line.matches(key).count(), 1, "{key} in {line}");
        }
    }
}

/// Runs a command on a text from a file and from a pipe, with one thread and four, in every format,
/// and checks that nothing of `hidden` is shown anywhere.
fn never_shows(name: &str, text: &str, args: &[&str], hidden: &[&str]) -> Vec<Run> {
    let folder = tempfile::tempdir().unwrap();
    std::fs::write(folder.path().join(name), text).unwrap();
    let mut runs = Vec::new();
    let formats = ["csv", "json", "jsonl", "table", "markdown", "github", "junit"];
    for (place, format) in formats.into_iter().enumerate() {
        for threads in ["4", "1"].into_iter().take(tries(2)) {
            // One language from the file and the other from the pipe, and for the next format vice versa.
            for (way, input) in [name, "-"].into_iter().enumerate() {
                for lang in in_turn(["en", "zh"], place + way) {
                    let more = ["-f", format, "--threads", threads, "--lang", lang, "-v", "--now", NOW];
                    let run = Kami::new([args, &more, &[input]].concat()).dir(folder.path());
                    runs.push(if input == "-" { run.stdin(text).run() } else { run.run() });
                }
            }
        }
    }
    for run in &runs {
        for text in hidden {
            assert!(!run.out.contains(text), "{name}: {text} in {}", run.out);
            assert!(!run.err.contains(text), "{name}: {text} in {}", run.err);
        }
    }
    runs
}

#[test]
fn a_number_in_the_wrong_column_is_masked() {
    let numbers = [
        "6222020200112233445",
        "6222 0202 0011 2233 445",
        "6222-0202-0011-2233",
        "6222\u{a0}0202\u{200b}0011 2233",
        "622202020",
        "jd6222020200112233",
        "６２２２０２０２００１１２２３３",
    ];
    for (index, number) in numbers.into_iter().enumerate() {
        let hidden: String = number.chars().filter(|c| c.is_numeric()).take(5).collect();
        let places = [
            ("in.csv", format!("id,card_no,platform\nA,jd,{number}\n"), "platform"),
            ("in.csv", format!("id,platform,\"face_value\"\nA,jd,\"x{number}\"\n"), "face_value"),
            ("in.jsonl", format!("{{\"id\":\"A\",\"platform\":\"{number}\"}}\n"), "platform"),
            ("in.json", format!("[{{\"platform\":\"jd\",\"documents\":[\"{number}\"]}}]"), "documents"),
        ];
        // Every number, and every place.
        let tried = places.into_iter().enumerate().filter(|(at, _)| is_thorough() || at % 4 == index % 4);
        for (_, (name, text, field)) in tried {
            let starts = [number, hidden.as_str(), "6222 0", "6222-0"];
            for run in never_shows(name, &text, &["check-unbind"], &starts) {
                assert_eq!(run.code, 3, "{}", run.err);
                assert!(run.out.contains(field), "{}", run.out);
                assert!(run.out.replace('\\', "").contains("****"), "{}", run.out);
            }
        }
    }
}

#[test]
fn moments_in_errors_stay_whole() {
    let text = "id,channel,submitted_at\nA,suhuishou,2027-11-22 10:00\nB,suhuishou,2026-13-45 10:00\n";
    let run = Kami::new(["cancel-window", "-", "-f", "csv", "--now", NOW]).stdin(text).run();
    for moment in ["2027-11-22 10:00", "2026-13-45 10:00"] {
        assert!(run.out.contains(moment), "{}", run.out);
    }
}

#[test]
fn beside_a_secret_no_value_is_shown() {
    for (name, text) in [
        ("shifted.csv", "id,pin,platform,face_value\nA,B,S3CR3T,500\n".to_owned()),
        ("quoted.csv", "id,pin,platform,face_value\nA,B,\"S3CR3T\",500\n".to_owned()),
        ("money.csv", "id,platform,face_value,balance,支付密码\nA,jd,500,83917264,\n".to_owned()),
        ("near.csv", "id,pin,platform\nA,B,taoba0\n".to_owned()),
        ("many.csv", format!("id,pin,platform\n{}", "A,B,S3CR3T\n".repeat(500))),
        ("in.jsonl", "{\"id\":1,\"platform\":\"S3CR3T\",\"PIN\":\"x\"}\n".repeat(3)),
        ("in.json", "[{\"pin\":\"x\",\"platform\":\"jd\",\"face_value\":1,\"balance\":83917264}]".to_owned()),
    ] {
        let hidden = ["S3CR3T", "83917264", "83,917,264", "taoba0", "did you mean", "是否想写"];
        for run in never_shows(name, &text, &["check-unbind"], &hidden) {
            assert_eq!(run.code, 3, "{name}: {}", run.err);
            assert!(run.out.contains("platform") || run.out.contains("balance"), "{name}: {}", run.out);
        }
        let compared = ["compare-platforms", "--topic", "unbind", name];
        let folder = tempfile::tempdir().unwrap();
        std::fs::write(folder.path().join(name), &text).unwrap();
        let run = Kami::new(compared).dir(folder.path()).run();
        assert!(hidden.iter().all(|text| !run.out.contains(text)), "{name}: {}", run.out);
    }
    // What an argument says is no secret out of a row, and other inputs are shown as they were.
    let run = Kami::new(["check-unbind", "-", "-f", "csv", "platform=jdd"]).stdin("id,pin\nA,B\n").run();
    assert!(run.out.contains("platform: jdd:"), "{}", run.out);
    let text = "{\"pin\":\"x\",\"platform\":\"jd\"}\n{\"platform\":\"nowhere\"}\n";
    let run = Kami::new(["check-unbind", "-", "-f", "csv"]).stdin(text).run();
    assert!(run.out.contains("platform: nowhere:"), "{}", run.out);
}

#[test]
fn numbers_in_arguments_and_names_are_masked() {
    let number = format!("{CARD}3344");
    let not_a_number = format!("x{number}");
    for args in [
        vec!["check-unbind", &number],
        vec!["check-unbind", "platform=jd", "--now", &number],
        vec!["check-unbind", "platform=jd", "--threads", &not_a_number],
        vec!["check-unbind", "platform=jd", "--policy", &number],
        vec!["check-unbind", "platform=jd", "--fail-on", &number],
        vec!["check-unbind", "platform=jd", "-f", &number],
        vec!["compare-platforms", "--topic", &number],
        vec![&number],
        vec!["policy", "show", &number],
    ] {
        let run = Kami::new(&args).run();
        check(&args.join(" "), &run);
        assert_eq!(run.code, 2, "{args:?}");
        assert!(run.err.contains("*3344"), "{args:?}: {}", run.err);
    }
    let run = Kami::new(["check-unbind", &format!("{number}\u{1b}[2J=1")]).run();
    assert!(run.code == 2 && !run.err.contains(CARD) && !run.err.contains('\u{1b}'), "{}", run.err);
}

#[test]
fn a_case_of_a_policy_gives_nothing_away() {
    let folder = tempfile::tempdir().unwrap();
    for (name, record) in [
        ("known.toml", format!("card_no = \"{CARD}3344\", platform = \"jd\"")),
        ("destroyed.toml", "card_no = \"6.222020200112E+18\", platform = \"jd\"".to_owned()),
        ("secret.toml", format!("pin = \"{SECRET}\", platform = \"jd\"")),
        ("nested.toml", format!("card_no = [\"{CARD}3344\"], platform = \"jd\"")),
    ] {
        let case = format!(
            "[[case]]\nname = \"x\"\ncommand = \"check-unbind\"\nnow = 2026-11-23T10:00:00+08:00\n\
             record = {{ {record} }}\nexpect = {{ verdict = \"eligible\", card_no = \"x\", error = \"x\" }}\n"
        );
        std::fs::write(folder.path().join(name), case).unwrap();
        for command in ["test", "check"] {
            let run = Kami::new(["policy", command, name]).dir(folder.path()).run();
            for stream in [&run.out, &run.err] {
                assert!(!stream.contains(SECRET) && !stream.contains(CARD), "{name}: {stream}");
                assert!(!stream.contains("6.222020200112"), "{name}: {stream}");
            }
            if command == "test" {
                assert!([1, 2].contains(&run.code), "{name}: {} {}", run.out, run.err);
            }
        }
    }
}

#[test]
fn no_argument_shows_what_stands_behind_a_secret_s_name() {
    for name in ["pin", "密码", "卡密", "ｐｉｎ", "p\u{200b}in", "CVV2"] {
        for sign in ['=', '＝', ':', '：'] {
            crate::targets::secret_arguments(name, sign, SECRET);
        }
    }
}

#[test]
fn names_of_files_and_sheets_show_no_secret_either() {
    let folder = tempfile::tempdir().unwrap();
    let place = |name: &str| crate::support::root().join(name).to_string_lossy().into_owned();
    let (book, rows) = (place("fixtures/office/cards.xlsx"), place("fixtures/cards.csv"));
    for name in ["pin", "卡密", "ｐｉｎ", "p\u{200b}in"] {
        for sign in ['=', '＝'] {
            let secret = format!("{name}{sign}{SECRET}");
            let path = format!("none/{secret}/x.csv");
            for args in [
                vec!["check-unbind", "platform=jd", "-f", "csv", "-o", &secret],
                vec!["check-unbind", "platform=jd", "-f", "csv", "-o", &path],
                vec!["check-unbind", "platform=jd", "-f", "csv", "--receipt", &secret],
                vec!["check-unbind", "platform=jd", "-f", "csv", "--receipt", &path],
                vec!["check-unbind", &book, "--sheet", &secret],
                vec!["check-unbind", &rows, "--sheet", &secret],
                vec!["check-unbind", &format!("{secret}.csv")],
                vec!["policy", "export", "-o", &secret],
                vec!["verify", &secret, &rows, &rows],
            ] {
                for lang in ["en", "zh"] {
                    let args = [&args[..], &["--lang", lang]].concat();
                    let run = Kami::new(&args).dir(folder.path()).run();
                    assert_eq!(run.code, 2, "{args:?}: {}", run.err);
                    check(&args.join(" "), &run);
                    let made = std::fs::read_dir(folder.path()).unwrap().count();
                    assert_eq!(made, 0, "{args:?}: a file was made");
                }
            }
        }
    }
    let run = Kami::new(["check-unbind", "-", "--from", "json", "--at", &format!("pin={SECRET}")])
        .stdin("{\"data\":[]}")
        .run();
    assert_eq!(run.code, 2, "{}", run.err);
    check("a path", &run);
}
