//! What the environment and a terminal change: language, colours, policy, pager, signs.

use crate::support::{Kami, NOW, has_chinese};

const CARD: [&str; 5] = ["check-unbind", "platform=jd", "state=bound", "--now", NOW];

fn is_coloured(text: &str) -> bool {
    text.contains('\u{1b}')
}

#[test]
fn the_language_is_the_first_that_is_named() {
    let zh = |variables: &[(&str, &str)], args: &[&str]| {
        let kami = Kami::new([args, &CARD].concat());
        let run = variables.iter().fold(kami, |kami, (name, value)| kami.env(name, value)).run();
        // Titles of sources are Chinese in any language.
        has_chinese(run.out.lines().next().unwrap())
    };
    assert!(zh(&[("KAMI_LANG", "zh"), ("LC_ALL", "en_US.UTF-8")], &[]));
    assert!(!zh(&[("KAMI_LANG", "en"), ("LANG", "zh_CN.UTF-8")], &[]));
    assert!(zh(&[("KAMI_LANG", "auto"), ("LANG", "zh_CN.UTF-8")], &[]));
    assert!(zh(&[("LC_MESSAGES", "zh_CN"), ("LANG", "en_US")], &[]));
    assert!(!zh(&[("KAMI_LANG", "zh")], &["--lang", "en"]), "anywhere on the line");
    assert!(!zh(&[], &[]));
    let args = [&["--lang", "en"], &CARD[..], &["--lang", "zh"]].concat();
    assert!(has_chinese(Kami::new(args).run().out.lines().next().unwrap()), "the last counts");
}

#[test]
fn colours_are_as_asked_for_in_help_and_errors_too() {
    for args in [&CARD[..], &["--help"], &["check-unbind", "--help"]] {
        let plain = Kami::new(args).run();
        assert!(!is_coloured(&plain.out), "{args:?}");
        for forced in [
            Kami::new([&["--color", "always"], args].concat()),
            Kami::new([args, &["--color=always"]].concat()).env("NO_COLOR", "1"),
            Kami::new(args).env("CLICOLOR_FORCE", "1"),
            Kami::new(args).env("FORCE_COLOR", "1"),
            Kami::new(args).env("KAMI_COLOR", "always").env("CLICOLOR", "0"),
        ] {
            assert!(is_coloured(&forced.run().out), "{args:?}");
        }
        let never = [args, &["--color", "always", "--color", "never"]].concat();
        assert!(!is_coloured(&Kami::new(never).env("FORCE_COLOR", "1").run().out), "the last counts");
        assert!(!is_coloured(&Kami::new(args).env("FORCE_COLOR", "1").env("NO_COLOR", "1").run().out));
    }
    for wrong in [&["check-unbind", "--no-such"][..], &["check-unbind", "no-such.csv"]] {
        let run = Kami::new([wrong, &["--color", "always"]].concat()).run();
        assert!(run.code == 2 && is_coloured(&run.err), "{}", run.err);
        assert!(!is_coloured(&Kami::new(wrong).run().err));
    }
}

#[test]
fn an_option_given_twice_counts_as_it_is_given_last() {
    let args = [&CARD[..], &["-f", "csv", "-f", "jsonl", "--now", "2026-11-25", "-q", "-q", "-vv"]].concat();
    let run = Kami::new(args).run();
    assert_eq!(run.results()[0]["eta_earliest"], "2026-12-03", "{}", run.err);
}

#[test]
fn the_variables_are_named_in_the_help_and_the_manual() {
    for args in [&["--help"][..], &["check-unbind", "--help"], &["man"], &["man", "--lang", "zh"]] {
        let out = Kami::new(args).run().out;
        for name in ["KAMI_POLICY", "KAMI_LANG", "KAMI_COLOR", "KAMI_PAGER"] {
            assert!(out.replace("\\_", "_").contains(name), "{args:?} {name}");
        }
    }
}

#[test]
fn a_policy_of_the_environment_is_said_to_be_its() {
    let folder = tempfile::tempdir().unwrap();
    std::fs::write(folder.path().join("broken.toml"), "format = 1\n[[rule]]\n").unwrap();
    for name in ["missing.toml", "broken.toml"] {
        let named = Kami::new(CARD).dir(folder.path()).env("KAMI_POLICY", name).run();
        assert!(named.code == 2 && named.err.contains("KAMI_POLICY"), "{}", named.err);
        let given = Kami::new([&CARD[..], &["--policy", name]].concat()).dir(folder.path()).run();
        assert!(given.code == 2 && !given.err.contains("KAMI_POLICY"), "{}", given.err);
    }
}

#[test]
fn the_version_says_what_was_built() {
    let short = Kami::new(["--version"]).run().out;
    for args in [["--version", "-v"], ["-v", "--version"], ["-V", "--verbose"]] {
        let out = Kami::new(args).run().out;
        assert!(out.starts_with(&short), "{out}");
        for part in ["policy: builtin 20", "commit: ", "target: "] {
            assert!(out.contains(part), "{out}");
        }
    }
}

#[test]
fn signs_are_ascii_where_that_is_asked_for_or_the_terminal_is_dumb() {
    for input in ["", "-"] {
        let args = [&CARD[..], &[input][usize::from(input.is_empty())..], &["--lang", "en"]].concat();
        let run = |more: &[&str], term: &str| {
            let kami = Kami::new([&args[..], more].concat()).env("TERM", term).env("COLUMNS", "60");
            kami.stdin("id,platform\na,jd\nb,pdd\n").run().out
        };
        let has_signs = |text: &str| text.contains(['✓', '✗', '─', '–', '█', '…', '·', '→']);
        assert!(has_signs(&run(&[], "xterm")));
        for ascii in [run(&["--ascii"], "xterm"), run(&[], "dumb")] {
            assert!(!has_signs(&ascii), "{ascii}");
            assert_eq!(ascii.lines().count(), run(&[], "xterm").lines().count());
        }
    }
    assert_eq!(Kami::new([&CARD[..], &["--ascii", "-f", "csv"]].concat()).run().code, 2);
}

/// What a terminal of so many columns and lines shows.
#[cfg(target_os = "linux")]
fn on_a_terminal(line: &str, size: (u16, u16)) -> String {
    Kami::terminal(line, size).run().out.replace('\r', "")
}

#[test]
#[cfg(target_os = "linux")]
fn a_card_higher_than_the_terminal_is_paged_where_a_pager_is_named() {
    let card = format!("kami check-unbind platform=jd state=bound --lang en --color never --now {NOW}");
    let pager = "KAMI_PAGER=\"sed s/^/paged:/\"";
    let low = on_a_terminal(&format!("{pager} {card}"), (80, 24));
    assert!(low.starts_with("paged:! Can be unbound"), "{low}");
    let other = on_a_terminal(&format!("PAGER=\"sed s/^/paged:/\" {card}"), (80, 24));
    assert!(other.starts_with("paged:"), "{other}");
    let high = on_a_terminal(&format!("{pager} {card}"), (80, 200));
    for plain in [
        on_a_terminal(&format!("{pager} {card} --no-pager"), (80, 24)),
        on_a_terminal(&format!("PAGER=\"sed s/^/paged:/\" KAMI_PAGER= {card}"), (80, 24)),
        on_a_terminal(&card, (80, 24)),
    ] {
        // What is in sight at the end says the verdict and the dates once more.
        let again = plain.strip_prefix(&*high).unwrap_or_else(|| panic!("{plain}"));
        assert!(again.starts_with("\n! Can be unbound, at the earliest 2026-11-30"), "{again}");
        assert!(high.starts_with(again.get(1..).unwrap()), "{again}");
    }
}

#[test]
#[cfg(target_os = "linux")]
fn wide_is_one_block_a_record_on_a_terminal() {
    let line = format!(
        "printf \"id,platform,state\\na-1,jd,bound\\na-2,jd,used\\n\" | kami check-unbind - --lang en --wide --now {NOW}"
    );
    let out = on_a_terminal(&line, (70, 24));
    assert_eq!(out.matches("  verdict:").count(), 2, "{out}");
    assert!(out.contains("  id:") && out.contains("  if disputed:") && out.contains("a-2"), "{out}");
    assert!(out.lines().all(|line| line.chars().count() <= 70), "{out}");
}
