//! The completion scripts and the manual page are those that the program writes. `UPDATE=1 cargo
//! test --test integration completions` writes them anew.

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

#[test]
fn scripts_do_not_depend_on_the_locale() {
    let plain = Kami::new(["completions", "zsh"]).run();
    let chinese = Kami::new(["completions", "zsh"]).env("LANG", "zh_CN.UTF-8").run();
    assert!(plain.raw == chinese.raw);
}

#[test]
fn every_shell_knows_fields_words_and_rules() {
    for (name, args) in &FILES[..5] {
        let script = Kami::new(*args).run().out;
        for word in ["state=partially-used", "face_value=", "channel=kaquanmao", "jd.promo-linked"] {
            assert!(script.contains(word), "{name}: {word}");
        }
    }
    // No file is offered behind `FIELD=`, and positional words are.
    let fish = Kami::new(["completions", "fish"]).run().out;
    assert_eq!(fish.matches("string match -q '*=*' -- (commandline -ct)\" -f\n").count(), 4);
    assert!(fish.contains("__fish_kami_using_subcommand schema\" -f -a \"check-unbind "), "{fish}");
    assert!(fish.contains("__fish_kami_using_subcommand completions\" -f -a \"bash "), "{fish}");
    // These two name files by functions of their own, which have to be called.
    let zsh = Kami::new(["completions", "zsh"]).run().out;
    assert_eq!(zsh.matches(":_kami_fields_").count(), 4);
    assert_eq!(zsh.matches("\n_kami_fields_").count(), 4);
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
        "source '{}'\nCOMP_WORDS=({})\nCOMP_CWORD={}\n_kami_words kami '{current}' '{before}'\nprintf '%s\\n' \"${{COMPREPLY[@]}}\"",
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
}
