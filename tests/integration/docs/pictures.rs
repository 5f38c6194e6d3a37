//! The pictures of cards show what the program says. `docs/pictures/make` draws them anew.

use regex::Regex;

use crate::support::{Kami, root};

/// The lines of a picture, as text.
fn lines(name: &str) -> Vec<String> {
    let picture = std::fs::read_to_string(root().join("docs/pictures").join(name)).unwrap();
    let (line, tag) = (Regex::new(r#"<text y="\d+">(.*)</text>"#).unwrap(), Regex::new("<[^>]*>").unwrap());
    let lines = line.captures_iter(&picture).map(|found| tag.replace_all(&found[1], "").into_owned());
    lines.map(|line| line.replace("&lt;", "<").replace("&gt;", ">").replace("&amp;", "&")).collect()
}

#[test]
fn cards_are_those_of_the_program() {
    for (name, locale) in [("card.svg", "en_US.UTF-8"), ("card.zh-CN.svg", "zh_CN.UTF-8")] {
        let lines = lines(name);
        let wrapped = lines.iter().take_while(|line| line.ends_with('\\')).count();
        let (command, shown) = lines.split_at(wrapped + 1);
        let command = command.join("\n");
        let run =
            Kami::shell(command.strip_prefix("$ ").unwrap()).env("LANG", locale).env("COLUMNS", "100").run();
        let said: Vec<&str> = run.out.lines().filter(|line| !line.is_empty()).collect();
        assert!(said.len() > 15, "{}", run.err);
        assert_eq!(shown, said, "{name} is not current; run docs/pictures/make");
    }
}

#[test]
fn the_dialogue_ends_with_the_card_of_its_answers() {
    for (name, locale) in [("ask.svg", "en_US.UTF-8"), ("ask.zh-CN.svg", "zh_CN.UTF-8")] {
        let lines = lines(name);
        let facts = ["channel=suhuishou", "order_stage=submitted", "submitted_at=09:57"];
        let args = ["cancel-window", "--now", "2026-11-22 10:00"].into_iter().chain(facts);
        let run = Kami::new(args).env("LANG", locale).env("COLUMNS", "100").run();
        let said: Vec<&str> = run.out.lines().filter(|line| !line.is_empty()).collect();
        let start = lines.iter().position(|line| line == said[0]);
        let start = start.unwrap_or_else(|| panic!("{name} is not current; run docs/pictures/make"));
        let shown = &lines[start..];
        assert!(shown.len() > 10 && shown.iter().eq(&said[..shown.len()]), "{name}: {shown:?}\n{said:?}");
    }
}
