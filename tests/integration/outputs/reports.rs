//! The formats that CI reads: annotations, JUnit and Markdown.

use crate::support::{Kami, NOW, Run};
use quick_xml::Reader;
use quick_xml::events::Event;

fn run(args: &[&str]) -> Run {
    Kami::new([args, &["--now", NOW, "--lang", "en"]].concat()).run()
}

#[test]
fn annotations_are_worst_first_and_bounded() {
    let mut input = String::from("id,platform,state\n");
    for number in 0..300 {
        let (platform, state) = match number % 3 {
            0 => ("jd", "used"),
            1 => ("jd", ""),
            _ => ("nowhere", "used"),
        };
        input.push_str(&format!("\"a,b:{number}%\",{platform},{state}\n"));
    }
    let run = Kami::new(["check-unbind", "-", "-f", "github", "--lang", "en"]).stdin(&input).run();
    let lines: Vec<&str> = run.out.lines().collect();
    assert_eq!(lines.len(), 51);
    assert!(lines[..50].iter().all(|line| line.starts_with("::error ")), "{}", run.out);
    assert!(lines[0].starts_with("::error title=a%2Cb%3A2%25%3A not a valid record::"), "{}", lines[0]);
    assert!(lines[50].starts_with("::notice title=kami check-unbind::300 records: "), "{}", lines[50]);
    // What the gate asks for comes before what is merely bad.
    let args = ["check-unbind", "-", "-f", "github", "--lang", "en", "--fail-on", "unknown"];
    let run = Kami::new(args).stdin("id,platform,state\nx,jd,used\ny,jd,\n").run();
    let lines: Vec<&str> = run.out.lines().collect();
    assert!(lines[0].starts_with("::error title=y%3A") && lines[1].starts_with("::warning title=x%3A"));
}

#[test]
fn annotations_name_file_and_line() {
    let run = run(&["check-unbind", "fixtures/cards.csv", "-f", "github"]);
    assert!(run.out.contains("::warning file=fixtures/cards.csv,line=5,title=A-1004%3A"), "{}", run.out);
}

#[test]
fn junit_is_well_formed_and_has_every_record() {
    let input = "id,platform,state\n<&\"'>\u{1},jd,used\n]]>,jd,\n,pdd,bound\n";
    let run = Kami::new(["check-unbind", "-", "-f", "junit", "--lang", "zh"]).stdin(input).run();
    let mut reader = Reader::from_str(&run.out);
    reader.config_mut().check_end_names = true;
    let (mut cases, mut failures, mut skipped) = (0, 0, 0);
    loop {
        match reader.read_event().unwrap() {
            Event::Eof => break,
            Event::Start(start) | Event::Empty(start) => {
                for attribute in start.attributes() {
                    attribute.unwrap();
                }
                match start.name().as_ref() {
                    "testcase" => cases += 1,
                    "failure" => failures += 1,
                    "skipped" => skipped += 1,
                    _ => {}
                }
            }
            _ => {}
        }
    }
    assert_eq!((cases, failures, skipped), (3, 1, 1), "{}", run.out);
}

#[test]
fn markdown_is_one_table() {
    let run = run(&["recycle-quote", "fixtures/quotes.csv", "-f", "markdown", "--steps"]);
    let rows: Vec<&str> = run.out.lines().take_while(|line| line.starts_with('|')).collect();
    assert_eq!(rows.len(), 2 + 8);
    let bars = |row: &str| row.matches('|').count() - row.matches("\\|").count();
    assert!(rows.iter().all(|row| bars(row) == bars(rows[0])));
    assert!(run.out.contains("\n## Step by step\n"));
}
