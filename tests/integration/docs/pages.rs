//! What the documents say is what the program does. `UPDATE_DOCS=1 cargo test --test integration docs` writes
//! outputs and tables anew.

use std::fmt::Write;
use std::path::Path;

use kami::internals::command::Command as Deciding;
use kami::internals::field::{Field, Kind, TABLE, Vocabulary};
use kami::internals::lang::Lang;

use crate::support::{Kami, Run, files, root};

const README: [&str; 2] = ["README.md", "README.zh-CN.md"];

/// Runs a line as a reader would, in a folder of its own with the fixtures at hand.
fn run(line: &str, lang: Lang, dir: &Path) -> Run {
    let locale = if lang == Lang::Zh { "zh_CN.UTF-8" } else { "en_US.UTF-8" };
    let home = dir.to_str().unwrap();
    Kami::shell(line).dir(dir).env("HOME", home).env("LANG", locale).env("COLUMNS", "100").run()
}

fn workplace() -> tempfile::TempDir {
    let dir = tempfile::tempdir().unwrap();
    copy(&root().join("fixtures"), &dir.path().join("fixtures"));
    dir
}

fn copy(from: &Path, to: &Path) {
    std::fs::create_dir(to).unwrap();
    for entry in std::fs::read_dir(from).unwrap() {
        let (source, target) = (entry.as_ref().unwrap().path(), to.join(entry.unwrap().file_name()));
        if source.is_dir() {
            copy(&source, &target);
        } else {
            std::fs::copy(source, target).unwrap();
        }
    }
}

/// The text of a document as it should be.
pub fn check(name: &str, want: &str) {
    let path = root().join(name);
    let found = std::fs::read_to_string(&path).unwrap_or_default();
    if found == want {
        return;
    }
    if std::env::var_os("UPDATE_DOCS").is_some() {
        std::fs::write(path, want).unwrap();
        return;
    }
    let mut lines = found.lines().zip(want.lines()).enumerate();
    let first = lines.find(|(_, (found, want))| found != want);
    panic!("{name} is not current; run UPDATE_DOCS=1 cargo test --test integration docs\n{first:?}");
}

/// A document with the output of its `console` blocks and its generated parts as they are now.
fn current(text: &str, lang: Lang) -> String {
    let dir = workplace();
    let mut out = String::new();
    let mut lines = text.lines();
    while let Some(line) = lines.next() {
        writeln!(out, "{line}").unwrap();
        if line == "```console" {
            let commands: Vec<&str> = lines
                .by_ref()
                .take_while(|line| *line != "```")
                .filter_map(|line| line.strip_prefix("$ "))
                .collect();
            assert!(
                !commands.is_empty(),
                "a console block has commands, behind `$ `; what is not run is text"
            );
            for command in commands {
                let run = run(command, lang, dir.path());
                // That a policy is changed is said on standard error, which a terminal shows as well.
                let note = lang.pick("kami: policy: ", "kami：策略：");
                let is_note = run.err.lines().all(|line| line.starts_with(note));
                assert!(run.code == 0 && is_note, "{command}: {}", run.err);
                write!(out, "$ {command}\n{}{}", run.err, String::from_utf8(run.raw).unwrap()).unwrap();
            }
            out.push_str("```\n");
        } else if line == "<!-- fields -->" {
            out.push_str(&fields(lang));
            let end = lines.by_ref().find(|line| *line == "<!-- /fields -->").unwrap();
            writeln!(out, "{end}").unwrap();
        }
    }
    out
}

fn fields(lang: Lang) -> String {
    let pack = kami::internals::embedded::pack();
    let mut out = String::new();
    let head = lang.pick(
        "| field | Chinese names | value | meaning | used by |",
        "| 字段 | 中文名 | 取值 | 含义 | 用于 |",
    );
    writeln!(out, "{head}\n|---|---|---|---|---|").unwrap();
    for spec in TABLE {
        let words: Vec<String> = match spec.kind {
            Kind::Choice(Vocabulary::Fixed(words)) | Kind::List(Vocabulary::Fixed(words)) => {
                words.iter().map(|word| format!("`{}` {}", word.id, word.title.zh)).collect()
            }
            Kind::Choice(Vocabulary::Policy) | Kind::List(Vocabulary::Policy) => {
                let words = pack.words(spec.name);
                words
                    .map(|word| format!("`{}` {}", word.id, word.also.first().unwrap_or(&word.title.zh)))
                    .collect()
            }
            _ => Vec::new(),
        };
        let kind = spec.kind.title().get(lang);
        let value = if words.is_empty() {
            kind.to_owned()
        } else {
            format!("{kind}{}{}", lang.pick(" ", "："), words.join(lang.pick(", ", "、")))
        };
        let is_of = |command: &&Deciding| Field::of(**command).any(|field| field == spec.field);
        let users: Vec<&str> =
            Deciding::DECIDING.iter().filter(is_of).map(|command| command.name()).collect();
        let users = if users.len() == Deciding::DECIDING.len() {
            lang.pick("all", "全部").to_owned()
        } else {
            users.join(lang.pick(", ", "、"))
        };
        let names = spec.aliases.join(lang.pick(", ", "、"));
        writeln!(out, "| `{}` | {names} | {value} | {} | {users} |", spec.name, spec.doc.get(lang)).unwrap();
    }
    out
}

/// The language of a document, by its name.
fn language(name: &str) -> Lang {
    if name.ends_with(".zh-CN.md") { Lang::Zh } else { Lang::En }
}

/// All documents but the list of rules, which is generated as a whole.
fn pages() -> Vec<String> {
    let docs = files("docs")
        .into_iter()
        .filter_map(|path| Some(path.strip_prefix(root()).ok()?.to_str()?.to_owned()));
    let docs = docs.filter(|name| name.ends_with(".md") && name != "docs/rules.md");
    docs.chain(README.map(str::to_owned)).collect()
}

#[test]
fn pages_show_what_the_program_says() {
    let mut shown = 0;
    for name in pages() {
        let text = std::fs::read_to_string(root().join(&name)).unwrap();
        shown += text.lines().filter(|line| *line == "```console").count();
        check(&name, &current(&text, language(&name)));
    }
    assert!(shown > 20, "{shown}");
}

#[test]
fn recipes_run_as_they_stand() {
    for lang in [Lang::En, Lang::Zh] {
        let mut count = 0;
        for name in pages().into_iter().filter(|name| language(name) == lang) {
            let text = std::fs::read_to_string(root().join(&name)).unwrap();
            let mut is_recipe = false;
            let dir = workplace();
            for line in text.lines() {
                match line {
                    "```sh" => is_recipe = true,
                    "```" => is_recipe = false,
                    line if is_recipe => {
                        let run = run(line, lang, dir.path());
                        // A gate that nothing trips is as good as one that something does.
                        assert!(matches!(run.code, 0 | 1), "{name}: {line}: {}", run.err);
                        assert_eq!(
                            run.code == 1,
                            line.contains("--fail-on") && trips(line),
                            "{name}: {line}: {}",
                            run.err
                        );
                        count += 1;
                    }
                    _ => {}
                }
            }
        }
        assert!(count >= 30, "{count} recipes");
    }
}

/// Whether a recipe's gate trips; none of the cards of the JSON fixture is blocked.
fn trips(line: &str) -> bool {
    !line.contains("cards.json")
}

#[test]
fn the_page_on_policies_quotes_a_whole_one() {
    let text = std::fs::read_to_string(root().join("docs/policy.md")).unwrap();
    let mine = std::fs::read_to_string(root().join("fixtures/policy/my-shop.toml")).unwrap();
    assert!(
        text.contains(&format!("```toml\n{mine}```")),
        "docs/policy.md quotes fixtures/policy/my-shop.toml"
    );
}

#[test]
fn three_things_stand_first_on_the_pages_on_policies() {
    for name in ["docs/policy.md", "docs/policy.zh-CN.md"] {
        let text = std::fs::read_to_string(root().join(name)).unwrap();
        for file in ["figure", "platform", "rule"] {
            let quoted =
                std::fs::read_to_string(root().join(format!("fixtures/policy/{file}.toml"))).unwrap();
            assert!(text.contains(&format!("```toml\n{quoted}```")), "{name} quotes {file}.toml");
        }
    }
}

#[test]
fn both_readmes_have_the_two_commands_and_the_same_sections() {
    let sections = |name: &str| {
        let text = std::fs::read_to_string(root().join(name)).unwrap();
        for command in ["cargo run --release -- check-unbind fixtures/cards.csv", "cargo test"] {
            assert!(text.lines().any(|line| line == command), "{name}: {command}");
        }
        text.lines().filter(|line| line.starts_with("## ")).count()
    };
    assert_eq!(sections("README.md"), sections("README.zh-CN.md"));
}
