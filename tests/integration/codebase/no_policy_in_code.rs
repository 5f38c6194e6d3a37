//! Policies are data: no rule id, platform, channel or figure of a rule stands in the program's code.

use kami::internals::embedded;

use crate::support::{code, has_chinese};

#[test]
fn no_rule_id_stands_in_code() {
    let pack = embedded::pack();
    for (path, code) in code() {
        // Examples in help have to name a rule that exists.
        if path.ends_with("examples.rs") {
            continue;
        }
        for rule in &pack.rules {
            assert!(!code.contains(&format!("\"{}\"", rule.id)), "{} in {}", rule.id, path.display());
        }
    }
}

#[test]
fn no_platform_or_channel_stands_in_code() {
    let pack = embedded::pack();
    let named = ["platform", "channel", "recycler", "documents", "route", "flag"];
    let words: Vec<&str> = pack
        .words
        .iter()
        .filter(|word| named.contains(&word.field.as_str()))
        .map(|word| word.id.as_str())
        .collect();
    for (path, code) in code() {
        if path.ends_with("examples.rs") {
            continue;
        }
        for word in words.iter().filter(|word| !["transfer", "delete", "other"].contains(*word)) {
            assert!(!code.contains(&format!("\"{word}\"")), "{word} in {}", path.display());
        }
        for name in ["京东", "淘宝", "拼多多", "卡盟", "卡券猫", "950618", "Pinduoduo", "Taobao"]
        {
            assert!(!code.contains(name), "{name} in {}", path.display());
        }
    }
}

#[test]
fn every_rule_says_who_says_so_in_both_languages() {
    let pack = embedded::pack();
    for rule in &pack.rules {
        assert!(pack.source(&rule.source).is_some(), "{}", rule.id);
        for text in [&rule.title, &rule.message, &rule.place] {
            assert!(!text.en.trim().is_empty() && !text.zh.trim().is_empty(), "{}", rule.id);
            assert!(!has_chinese(&text.en), "{}", rule.id);
            assert!(text.zh.chars().any(|c| c > '\u{ff}'), "{}", rule.id);
        }
    }
}
