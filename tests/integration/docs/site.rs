//! The pages hang together: each stands in the table of contents, and what a page links to exists.

use regex::Regex;

use crate::support::{files, root};

fn documents() -> Vec<String> {
    let names = ["README.md", "README.zh-CN.md", "CONTRIBUTING.md", "SECURITY.md", "CODE_OF_CONDUCT.md"]
        .map(str::to_owned);
    let docs = files("docs")
        .into_iter()
        .filter_map(|path| Some(path.strip_prefix(root()).ok()?.to_str()?.to_owned()));
    names.into_iter().chain(docs.filter(|name| name.ends_with(".md"))).collect()
}

#[test]
fn every_page_stands_in_the_table_of_contents() {
    let contents = std::fs::read_to_string(root().join("docs/SUMMARY.md")).unwrap();
    let pages = documents().into_iter().filter_map(|name| Some(name.strip_prefix("docs/")?.to_owned()));
    let missing: Vec<String> =
        pages.filter(|name| name != "SUMMARY.md" && !contents.contains(&format!("({name})"))).collect();
    assert!(missing.is_empty(), "docs/SUMMARY.md says nothing of {missing:?}");
}

/// The name by which a link finds a heading, as GitHub and mdBook make it.
fn anchor(heading: &str) -> String {
    let kept = heading.trim().chars().filter(|sign| sign.is_alphanumeric() || " -_".contains(*sign));
    kept.flat_map(char::to_lowercase).map(|sign| if sign == ' ' { '-' } else { sign }).collect()
}

/// The headings of a page, by which links find them.
fn anchors(text: &str) -> Vec<String> {
    let mut is_code = false;
    let mut found = Vec::new();
    for line in text.lines() {
        is_code ^= line.starts_with("```");
        let heading = line.trim_start_matches('#').strip_prefix(' ').filter(|_| line.starts_with('#'));
        found.extend(heading.filter(|_| !is_code).map(anchor));
    }
    found
}

#[test]
fn what_is_linked_exists() {
    let link = Regex::new(r"\]\(([^)#:]*)(?:#([^)]*))?\)").unwrap();
    let (mut files, mut headings) = (0, 0);
    for name in documents() {
        let path = root().join(&name);
        for found in link.captures_iter(&std::fs::read_to_string(&path).unwrap()) {
            let target =
                if found[1].is_empty() { path.clone() } else { path.parent().unwrap().join(&found[1]) };
            assert!(target.exists(), "{name} links to {}, which is not there", &found[1]);
            let is_page = !name.starts_with("docs/") || !found[1].starts_with("../");
            assert!(is_page, "{name} links to {}, which is no part of the site", &found[1]);
            files += 1;
            if let Some(heading) = found.get(2) {
                let headings_there = anchors(&std::fs::read_to_string(&target).unwrap());
                let is_there = headings_there.iter().any(|there| there == heading.as_str());
                assert!(is_there, "{name} links to {}, which has no such heading", &found[0]);
                headings += 1;
            }
        }
    }
    assert!(files > 50 && headings > 5, "{files} links, {headings} to headings");
}
