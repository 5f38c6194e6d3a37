//! Completion, asked of the program and of bash, and the manual page. `UPDATE=1 cargo test --test
//! integration completions` writes the page anew.

use crate::support::{Kami, root};

const FILES: [(&str, &[&str]); 6] = [
    ("completions/kami.bash", &["completions", "bash"]),
    ("completions/_kami", &["completions", "zsh"]),
    ("completions/kami.fish", &["completions", "fish"]),
    ("completions/_kami.ps1", &["completions", "powershell"]),
    ("completions/kami.elv", &["completions", "elvish"]),
    ("completions/kami.1", &["man"]),
];

#[test]
fn generated_files_are_current() {
    for (name, args) in FILES {
        let run = Kami::new(args).run();
        assert_eq!(run.code, 0, "{}", run.err);
        let path = root().join(name);
        if std::env::var_os("UPDATE").is_some() {
            std::fs::create_dir_all(path.parent().unwrap()).unwrap();
            std::fs::write(&path, &run.raw).unwrap();
        }
        let found = std::fs::read(&path).unwrap_or_default();
        assert!(
            found == run.raw,
            "{name} is not current; run UPDATE=1 cargo test --test integration completions"
        );
    }
}

/// What the program offers for the last word, without what it says about it.
fn answered(words: &[&str], policy: &str) -> Vec<String> {
    let args = ["__complete"].into_iter().chain(words.iter().copied());
    let run = Kami::new(args).env("KAMI_POLICY", policy).run();
    assert_eq!(run.code, 0, "{}", run.err);
    let text = |line: &str| line.split('\t').next().unwrap_or_default().to_owned();
    run.out.lines().map(text).collect()
}

#[test]
fn scripts_ask_the_program() {
    for (_, args) in &FILES[..5] {
        let script = Kami::new(*args).run().out;
        assert!(script.contains(" __complete "), "{script}");
    }
}

#[test]
fn commands_options_and_values_are_offered() {
    assert_eq!(answered(&["ca"], ""), ["cancel-window"]);
    assert_eq!(answered(&["policy", "te"], ""), ["test"]);
    assert_eq!(answered(&["check-unbind", "--no-"], ""), ["--no-assume", "--no-pager"]);
    assert_eq!(answered(&["check-unbind", "--fail-on", "bl"], ""), ["blocked"]);
    assert_eq!(answered(&["check-unbind", "--fail-on=bl"], ""), ["--fail-on=blocked"]);
    assert_eq!(answered(&["check-unbind", "--off", "jd.promo"], ""), ["jd.promo-linked"]);
    assert_eq!(answered(&["check-unbind", "-f", "html", "x.csv", "--lang", ""], ""), ["auto", "en", "zh"]);
    assert_eq!(answered(&["ask", "recycle-quote", "face_v"], "")[0], "face_value=");
    // Behind `--` stand no options, and where a file will do an empty line says so.
    assert_eq!(answered(&["check-unbind", "--", "-"], ""), [""]);
    assert_eq!(answered(&["check-unbind", "-o", ""], ""), [""]);
}

#[test]
fn words_behind_a_comma_are_offered_but_those_before_it() {
    let gates = answered(&["check-unbind", "--fail-on", "blocked,at-worst:b"], "");
    assert_eq!(gates, ["blocked,at-worst:blocked"]);
    assert!(!answered(&["check-unbind", "--only", "blocked,"], "").contains(&"blocked,blocked".to_owned()));
    assert_eq!(
        answered(&["check-unbind", "documents=id-photos,id-"], ""),
        ["documents=id-photos,id-handheld"]
    );
    assert_eq!(answered(&["compare-platforms", "--topic", "risk,pr"], ""), ["risk,price"]);
}

#[test]
fn chinese_is_answered_in_chinese() {
    assert_eq!(answered(&["check-unbind", "平"], ""), ["平台=", ""]);
    assert_eq!(answered(&["check-unbind", "状态=已"], ""), ["状态=已绑定", "状态=已过期", "状态=已使用"]);
    assert_eq!(answered(&["check-unbind", "状态=par"], ""), ["状态=partially-used"]);
    assert_eq!(answered(&["check-unbind", "违规记录="], ""), ["违规记录=是", "违规记录=否"]);
}

#[test]
fn a_policy_of_ones_own_is_known() {
    let mine = "fixtures/policy/my-shop.toml";
    for (policy, words) in
        [(mine, vec![]), ("", vec!["--policy", mine]), ("", vec!["--policy=fixtures/policy/my-shop.toml"])]
    {
        let line = |last: &[&'static str]| [&["recycle-quote"], words.as_slice(), last].concat();
        assert_eq!(answered(&line(&["--off", "my."]), policy), ["my.shop", "my.big-card"]);
        assert_eq!(answered(&line(&["--platform", "my"]), policy), ["my-shop"]);
    }
    assert!(answered(&["recycle-quote", "--off", "my."], "").is_empty());
    // What cannot be read is told of by the run, not while one is typing.
    assert_eq!(answered(&["policy", "show", "jd.promo"], "no-such-file.toml"), ["jd.promo-linked"]);
}

#[test]
fn the_manual_page_is_whole() {
    for (lang, fields) in [("en", "Fields of a record:"), ("zh", "记录的字段：")] {
        let page = Kami::new(["man", "--lang", lang]).run().out;
        assert_eq!(page.matches(fields).count(), 4, "{lang}");
        assert_eq!(page.matches(".nf\n").count(), page.matches(".SH EXTRA\n").count(), "{lang}");
        // What it names is in it, and is no page of its own.
        assert!(!page.contains("(1)\n") && page.contains("\nkami check\\-unbind\n"), "{lang}");
    }
}

#[cfg(unix)]
/// What bash offers for a command line, broken into words as bash does it.
fn offered(words: &[&str]) -> Vec<String> {
    let current = match words.last() {
        Some(&"=") => "",
        Some(last) => last,
        None => "",
    };
    let quoted: Vec<String> = words.iter().map(|word| format!("'{word}'")).collect();
    let before = words[words.len() - 2];
    let dir = tempfile::tempdir().unwrap();
    let path = dir.path().join("kami.bash");
    std::fs::write(&path, Kami::new(["completions", "bash"]).run().raw).unwrap();
    let script = format!(
        "source '{}'\nCOMP_WORDS=({})\nCOMP_CWORD={}\n_kami kami '{current}' '{before}'\nprintf '%s\\n' \"${{COMPREPLY[@]}}\"",
        path.display(),
        quoted.join(" "),
        words.len() - 1
    );
    std::fs::write(dir.path().join("offer.bash"), script).unwrap();
    Kami::shell("bash offer.bash").dir(dir.path()).run().out.lines().map(str::to_owned).collect()
}

#[cfg(unix)]
#[test]
fn bash_completes_fields_words_and_rules() {
    assert_eq!(offered(&["kami", "recycle-quote", "face_v"]), ["face_value="]);
    assert_eq!(offered(&["kami", "check-unbind", "platform", "=", "jd"]), ["jd", "jd-finance"]);
    assert_eq!(offered(&["kami", "check-unbind", "form", "="]), ["electronic", "physical"]);
    assert_eq!(offered(&["kami", "policy", "show", "jd.promo"]), ["jd.promo-linked"]);
    assert_eq!(offered(&["kami", "cancel-window", "--fail-on", "ur"]), ["urgent"]);
    assert_eq!(offered(&["kami", "cancel-window", "--fail-on", "urgent,at-worst", ":", "cl"]), ["closed"]);
}
