//! Help: complete, in both languages, with examples that run.

#![allow(clippy::unwrap_used, reason = "a test may panic")]

mod common;

use common::Kami;
use kami::cli::{examples, tree};
use kami::lang::Lang;

fn has_chinese(text: &str) -> bool {
    text.chars().any(|c| ('\u{4e00}'..='\u{9fff}').contains(&c))
}

/// Every command with the commands under it, as paths.
fn commands(tree: &clap::Command, path: &[String], found: &mut Vec<(Vec<String>, clap::Command)>) {
    for command in tree.get_subcommands() {
        let path = [path, &[command.get_name().to_owned()]].concat();
        found.push((path.clone(), command.clone()));
        commands(command, &path, found);
    }
}

#[test]
fn every_help_text_exists_in_both_languages() {
    let all = |lang| {
        let mut found = Vec::new();
        commands(&tree(lang), &[], &mut found);
        found
    };
    for ((path, en), (_, zh)) in all(Lang::En).iter().zip(&all(Lang::Zh)) {
        let about =
            |command: &clap::Command| command.get_about().map(ToString::to_string).unwrap_or_default();
        assert!(!about(en).is_empty() && !has_chinese(&about(en)), "{path:?}");
        assert!(has_chinese(&about(zh)), "{path:?}");
        for (en, zh) in en.get_arguments().zip(zh.get_arguments()) {
            let help = |arg: &clap::Arg| arg.get_help().map(ToString::to_string).unwrap_or_default();
            assert!(
                !help(en).is_empty() && !has_chinese(&help(en)),
                "{path:?} {}: {}",
                en.get_id(),
                help(en)
            );
            assert!(has_chinese(&help(zh)), "{path:?} {}: {}", zh.get_id(), help(zh));
        }
    }
}

#[test]
fn the_short_help_fits_a_screen_and_the_long_one_has_all() {
    for lang in ["en", "zh"] {
        for command in ["check-unbind", "cancel-window", "recycle-quote", "compare-platforms"] {
            let short = Kami::new([command, "-h", "--lang", lang]).run();
            let lines = short.out.lines().count();
            assert!(short.code == 0 && lines <= 28, "{command} {lang}: {lines} lines\n{}", short.out);
            let long = Kami::new([command, "--help", "--lang", lang]).run().out;
            let tree = tree(Lang::En);
            let arguments = tree.find_subcommand(command).unwrap().get_arguments();
            for arg in arguments.filter_map(clap::Arg::get_long) {
                assert!(long.contains(&format!("--{arg}")), "{command} --{arg}");
            }
            assert!(long.contains("face_value"), "{long}");
        }
    }
}

#[test]
fn every_example_runs() {
    let binary = std::path::Path::new(env!("CARGO_BIN_EXE_kami"));
    let path = format!("{}:/usr/bin:/bin", binary.parent().unwrap().display());
    let mut names: Vec<String> = tree(Lang::En).get_subcommands().map(|c| c.get_name().to_owned()).collect();
    names.push("kami".to_owned());
    for name in names.iter().filter(|name| *name != "man") {
        let shown = examples(name);
        assert_eq!(shown.len(), 3, "{name} has {} examples", shown.len());
        for lang in ["en_US.UTF-8", "zh_CN.UTF-8"] {
            let args: &[&str] = if name == "kami" { &["-h"] } else { &[name, "-h"] };
            let help = Kami::new(args).env("LANG", lang).run().out;
            for example in shown {
                assert!(help.contains(example.line), "{name}");
                let mut sh = std::process::Command::new("/bin/sh");
                sh.args(["-c", example.line]).env_clear().env("PATH", &path).env("LANG", lang);
                let run = sh.current_dir(env!("CARGO_MANIFEST_DIR")).output().unwrap();
                let want = i32::from(example.line.contains("--fail-on"));
                let err = String::from_utf8_lossy(&run.stderr);
                assert_eq!(run.status.code(), Some(want), "{}: {err}", example.line);
                assert!(!run.stdout.is_empty(), "{}", example.line);
            }
        }
    }
}

#[test]
fn mistakes_are_named_with_what_was_meant() {
    for (args, en, zh) in [
        (&["check-unbnd"][..], "did you mean `check-unbind`?", "是否想写“check-unbind”？"),
        (&["check-unbind", "--fromat", "csv"], "did you mean `--format`?", "是否想写“--format”？"),
        (&["check-unbind", "-f", "tabel"], "did you mean `table`?", "是否想写“table”？"),
        (&["check-unbind", "platfrom=jd"], "did you mean `platform=…`?", "是否想写 `platform=…`？"),
        (&["check-unbind", "--fail-on", "bloked"], "did you mean `blocked`?", "是否想写“blocked”？"),
        (&["recycle-quote", "--platform", "platfrom-a", "id=1"], "`platform-a`", "“platform-a”"),
        (&["check-unbind", "--threads", "many"], "expected a whole number", "应为整数"),
        (&["check-unbind", "-o"], "a value is missing", "后面要有值"),
    ] {
        for (lang, want) in [("en", en), ("zh", zh)] {
            let locale = if lang == "zh" { "zh_CN.UTF-8" } else { "C" };
            let run = Kami::new(args).env("LANG", locale).run();
            assert_eq!(run.code, 2, "{args:?}");
            assert!(run.err.starts_with("kami") && run.err.contains(want), "{args:?}: {}", run.err);
            assert_eq!(has_chinese(&run.err), lang == "zh", "{args:?}: {}", run.err);
        }
    }
    // A mistyped word of a field, in the record's error.
    let run = Kami::new(["check-unbind", "platform=jd", "state=boud", "--lang", "en"]).run();
    assert!(run.out.contains("did you mean bound?"), "{}", run.out);
}
