//! Help: complete, in both languages, with examples that run.

use crate::support::{Kami, has_chinese};
use kami::internals::cli::{examples, tree};
use kami::internals::lang::Lang;
use kami::internals::output::text::width;

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
        let root = Kami::new(["-h", "--lang", lang]).run().out;
        assert!(root.lines().count() <= 24 && root.lines().all(|line| width(line) <= 80), "{root}");
        for command in ["check-unbind", "cancel-window", "recycle-quote", "compare-platforms"] {
            let short = Kami::new([command, "-h", "--lang", lang]).run();
            let lines = short.out.lines().count();
            assert!(short.code == 0 && lines <= 24, "{command} {lang}: {lines} lines\n{}", short.out);
            assert!(short.out.lines().all(|line| width(line) <= 80), "{command} {lang}: {}", short.out);
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
    let mut names: Vec<String> = tree(Lang::En).get_subcommands().map(|c| c.get_name().to_owned()).collect();
    names.push("kami".to_owned());
    // What template writes is a file, and nothing on standard output.
    for name in names.iter().filter(|name| !["man", "template"].contains(&name.as_str())) {
        let shown = examples(name);
        // The program's own stand below the list of its commands.
        assert_eq!(shown.len(), if name == "kami" { 2 } else { 3 }, "{name}");
        for (lang, locale) in [(Lang::En, "en_US.UTF-8"), (Lang::Zh, "zh_CN.UTF-8")] {
            let args: &[&str] = if name == "kami" { &["-h"] } else { &[name, "-h"] };
            let help = Kami::new(args).env("LANG", locale).run().out;
            for line in shown.iter().map(|example| example.line.get(lang)) {
                assert!(help.contains(line), "{name}");
                if name == "verify" {
                    // Takes what an earlier run wrote; the tests of receipts run it.
                    continue;
                }
                let run = Kami::shell(line).env("LANG", locale).run();
                let want = i32::from(line.contains("--fail-on"));
                assert_eq!(run.code, want, "{line}: {}", run.err);
                assert!(!run.out.is_empty(), "{line}");
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
        (&["check-unbind", "platfrom=jd"], "did you mean `platform=…`?", "是否想写“platform=…”？"),
        (&["check-unbind", "--fail-on", "bloked"], "did you mean `blocked`?", "是否想写“blocked”？"),
        (&["recycle-quote", "--platform", "platfrom-a", "id=1"], "`platform-a`", "“platform-a”"),
        (&["help", "cancel-windw"], "did you mean `cancel-window`?", "是否想写“cancel-window”？"),
        (&["recycle-quote", "rank=speed"], "did you mean `--rank …`?", "是否想写“--rank …”？"),
        (&["compare-platforms", "--topic", "unbnd"], "did you mean `unbind`?", "是否想写“unbind”？"),
        (&["check-unbind", "--map", "stat=x", "id=1"], "did you mean `state=…`?", "是否想写“state=…”？"),
        (&["schema", "check-unbnd"], "schema check-unbnd: expected one of", "schema check-unbnd：应为"),
        (&["policy", "show", "jd.roue"], "did you mean `jd.route`?", "是否想写“jd.route”？"),
        (&["check-unbind", "id=1", "--policy", "none.toml"], "there is no such file", "没有这个文件"),
        (&["check-unbind", "id=1", "-o", "none/x.csv"], "there is no such directory", "没有这个目录"),
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
    // As it is listed, with its hyphen.
    let run = Kami::new(["cancel-window", "channel=enterprise", "--lang", "en"]).run();
    assert!(
        run.out.split_whitespace().collect::<Vec<_>>().join(" ").contains("did you mean jd-enterprise?"),
        "{}",
        run.out
    );
}

#[test]
fn the_language_is_an_option_of_every_command() {
    for command in ["policy", "schema", "completions", "man", "check-unbind"] {
        for args in [&["--lang", "zh", "--help"][..], &["--help", "--lang", "zh"]] {
            let whole: Vec<&str> = [command].iter().chain(args).copied().collect();
            let run = Kami::new(&whole).run();
            assert!(run.code == 0 && has_chinese(&run.out), "{whole:?}: {}", run.err);
        }
    }
    let list = Kami::new(["policy", "list", "-h", "--lang", "zh"]).run().out;
    assert!(list.contains("用法：kami policy list [选项]"), "{list}");
    assert!(list.contains("完整帮助：kami policy list --help"), "{list}");
    let gate = Kami::new(["compare-platforms", "id=1", "--fail-on", "blocked"]).run();
    assert!(gate.code == 2, "a gate that nothing can trip: {}", gate.err);
    let long = Kami::new(["--lang", "zh", "--help"]).run();
    assert!(long.code == 0 && long.out.contains("--lang <语言>"), "{}", long.out);
    let without = Kami::new(["--lang", "zh"]).run();
    assert!(without.code == 2 && without.err.contains("缺少命令"), "{}", without.err);
    let help = Kami::new(["help", "check-unbind"]).run();
    assert!(help.code == 0 && help.out == Kami::new(["check-unbind", "--help"]).run().out);
}

#[test]
fn help_says_what_values_there_are() {
    let en = Kami::new(["cancel-window", "--help"]).run().out;
    for text in ["(open, urgent, unknown, closed, invalid)", "time       2026-11-22 10:00", "kaquanmao, "] {
        assert!(en.contains(text), "{text}: {en}");
    }
    let zh = Kami::new(["check-unbind", "--help", "--lang", "zh"]).run().out;
    for text in ["jd 京东、taobao 淘宝", "取值的写法：", "kami check-unbind 平台=京东 状态=已绑定"]
    {
        assert!(zh.contains(text), "{text}: {zh}");
    }
}
