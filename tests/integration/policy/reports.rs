//! `policy check` and `policy test` in every format, `policy graph`, and the schema of policy files.

use serde_json::{Value, json};

use crate::support::schema::Schema;
use crate::support::{Kami, NOW, files};

const BROKEN: &str = "tests/policy/broken/unknown-grade.toml";

fn checked(args: &[&str]) -> String {
    let run = Kami::new(["policy", "check"].iter().chain(args)).run();
    assert_eq!(run.code, 1, "{}{}", run.out, run.err);
    run.out
}

#[test]
fn a_problem_is_shown_with_its_line_marked() {
    let text = checked(&[BROKEN]);
    let lines: Vec<&str> = text.lines().collect();
    assert!(lines[0].starts_with("tests/policy/broken/unknown-grade.toml:6:9: "), "{text}");
    assert!(text.contains("6 | grade = \"sure\"\n  |         ^^^^^^\n"), "{text}");
    // Where a line could do harm, the mark stays in its place.
    let folder = tempfile::tempdir().unwrap();
    std::fs::write(folder.path().join("x.toml"), "name = \"\u{202e}卡\"\nversoin = 1\n").unwrap();
    let run = Kami::new(["policy", "check", "x.toml"]).dir(folder.path()).run();
    assert!(run.out.contains('\u{fffd}') && !run.out.contains('\u{202e}'), "{}", run.out);
}

#[test]
fn problems_for_programs_and_for_ci() {
    let document: Value = serde_json::from_str(&checked(&[BROKEN, "-f", "json"])).unwrap();
    let problem = &document["problems"][0];
    assert_eq!((&problem["file"], &problem["line"]), (&json!(BROKEN), &json!(6)));
    assert_eq!(problem["kind"], "problem");
    let github = checked(&[BROKEN, "-f", "github"]);
    assert!(github.starts_with(&format!("::error file={BROKEN},line=6,col=9,")), "{github}");
    let junit = checked(&[BROKEN, "-f", "junit"]);
    assert!(junit.contains("failures=\"1\"") && junit.contains("unknown-grade.toml:6:9"), "{junit}");
    let sarif: Value = serde_json::from_str(&checked(&[BROKEN, "-f", "sarif"])).unwrap();
    assert_eq!(sarif["version"], "2.1.0");
    let place = &sarif["runs"][0]["results"][0]["locations"][0]["physicalLocation"];
    assert_eq!(place["artifactLocation"]["uri"], BROKEN);
    assert_eq!(place["region"], json!({"startLine": 6, "startColumn": 9}));
    for format in ["json", "github", "junit", "sarif"] {
        let run = Kami::new(["policy", "check", "-f", format]).run();
        assert_eq!(run.code, 0, "{format}: {}", run.out);
    }
}

#[test]
fn old_and_undated_sources_are_found() {
    let folder = tempfile::tempdir().unwrap();
    let rule = |id: &str| {
        format!(
            "[[rule]]\nid = \"my.{id}\"\ncommand = \"check-unbind\"\nkind = \"note\"\nwhen = {{ platform = \"jd\" }}\n\
             grade = \"stated\"\nsource = \"{id}\"\ntitle = {{ en = \"x\", zh = \"x\" }}\n\
             message = {{ en = \"x\", zh = \"x\" }}\n"
        )
    };
    let mut text = String::new();
    for (id, dates) in [
        ("young", "as_of = 2026-10-01\n"),
        ("old", "as_of = 2024-10-01\n"),
        ("checked", "as_of = 2024-10-01\nchecked_on = 2026-10-01\n"),
        ("undated", ""),
        ("looked-at", "checked_on = 2026-10-01\n"),
    ] {
        text.push_str(&format!("[[source]]\nid = \"{id}\"\ntitle = \"x\"\n{dates}{}", rule(id)));
    }
    text.push_str("[[source]]\nid = \"unused\"\ntitle = \"x\"\n");
    std::fs::write(folder.path().join("mine.toml"), text).unwrap();
    let args = ["policy", "check", "mine.toml", "--stale", "365d", "--now", NOW, "-f", "json"];
    let run = Kami::new(args).dir(folder.path()).run();
    assert_eq!(run.code, 1);
    let document = run.document();
    let own =
        document["problems"].as_array().unwrap().iter().filter(|problem| problem["file"] == "mine.toml");
    let rules: Vec<&str> = own.map(|problem| problem["rules"][0].as_str().unwrap()).collect();
    assert_eq!(rules, ["my.old", "my.undated"]);
    assert_eq!(Kami::new(["policy", "check", "--stale", "soon"]).run().code, 2);
}

#[test]
fn cases_for_programs_and_for_ci() {
    let folder = tempfile::tempdir().unwrap();
    let case = |name: &str, verdict: &str| {
        format!(
            "[[case]]\nname = \"{name}\"\ncommand = \"check-unbind\"\nnow = \"{NOW}\"\n\
             record = {{ platform = \"jd\", state = \"used\" }}\nexpect = {{ verdict = \"{verdict}\" }}\n"
        )
    };
    std::fs::write(folder.path().join("mine.toml"), case("right", "blocked") + &case("wrong", "eligible"))
        .unwrap();
    let tested = |format: &str| {
        let run = Kami::new(["policy", "test", "mine.toml", "-f", format]).dir(folder.path()).run();
        assert_eq!(run.code, 1, "{format}: {}{}", run.out, run.err);
        run.out
    };
    let document: Value = serde_json::from_str(&tested("json")).unwrap();
    assert_eq!(
        (&document["cases"], &document["passed"], &document["failed"]),
        (&json!(2), &json!(1), &json!(1))
    );
    let failure = &document["failures"][0];
    assert_eq!((&failure["name"], &failure["line"]), (&json!("wrong"), &json!(7)));
    assert_eq!(failure["differences"], json!([{"field": "verdict", "wanted": "eligible", "got": "blocked"}]));
    let github = tested("github");
    assert!(
        github.starts_with("::error file=mine.toml,line=7,title=kami policy test%3A wrong::"),
        "{github}"
    );
    let junit = tested("junit");
    assert!(junit.contains("tests=\"2\" failures=\"1\""), "{junit}");
}

#[test]
fn graphs_lead_from_conditions_to_outcomes() {
    for (name, texts) in [
        ("jd", &["jd.state.used", "blocked"][..]),
        ("kaquanmao", &["submitted"]),
        ("check-unbind", &["rules", "blocked"]),
        ("recycle-quote", &["rejected"]),
    ] {
        let mermaid = Kami::new(["policy", "graph", name, "--now", NOW]).run();
        assert_eq!(mermaid.code, 0, "{name}: {}", mermaid.err);
        assert!(mermaid.out.starts_with("flowchart LR\n"), "{}", mermaid.out);
        let dot = Kami::new(["policy", "graph", name, "-f", "dot", "--now", NOW]).run();
        assert!(dot.out.starts_with("digraph policy {\n") && dot.out.ends_with("}\n"), "{}", dot.out);
        for text in texts {
            assert!(mermaid.out.contains(text) && dot.out.contains(text), "{name} {text}: {}", mermaid.out);
        }
        // Small enough to read.
        assert!(mermaid.out.lines().count() < 120, "{name}: {}", mermaid.out);
    }
    let unknown = Kami::new(["policy", "graph", "jdd"]).run();
    assert_eq!(unknown.code, 2);
    assert!(unknown.err.contains("did you mean `jd`"), "{}", unknown.err);
}

#[test]
fn the_schema_takes_what_the_program_takes() {
    let schema: Value = Kami::new(["schema", "policy"]).run().document();
    let validator = Schema::new(&schema);
    let read = |path: &std::path::Path| -> Option<Value> {
        let table: toml::Table = toml::from_str(&std::fs::read_to_string(path).unwrap()).ok()?;
        // Dates of TOML are texts in JSON.
        fn json(value: &toml::Value) -> Value {
            match value {
                toml::Value::Datetime(date) => date.to_string().into(),
                toml::Value::Array(items) => items.iter().map(json).collect(),
                toml::Value::Table(table) => {
                    table.iter().map(|(key, value)| (key.clone(), json(value))).collect()
                }
                other => serde_json::to_value(other).unwrap(),
            }
        }
        Some(json(&toml::Value::Table(table)))
    };
    let mut count = 0;
    let is_toml = |path: &std::path::PathBuf| path.extension().is_some_and(|ending| ending == "toml");
    for path in files("policy").into_iter().chain(files("fixtures/policy")).filter(is_toml) {
        let document = read(&path).unwrap();
        assert_eq!(validator.problems(&document), None, "{}", path.display());
        count += 1;
    }
    assert!(count > 15);
    // What it does not take is refused by the program as well, names of keys and words above all.
    let unknown_grade = crate::support::root().join("tests/policy/broken/unknown-grade.toml");
    assert!(validator.problems(&read(&unknown_grade).unwrap()).is_some());
    assert_eq!(Kami::new(["schema", "policy", "--output"]).run().code, 2);
}
