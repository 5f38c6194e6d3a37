//! The pages hang together: each stands in the table of contents, and what a page links to exists.

use regex::Regex;

use crate::support::{files, root};

fn documents() -> Vec<String> {
    let names = ["README.md", "README.zh-CN.md", "CONTRIBUTING.md", "SECURITY.md"].map(str::to_owned);
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

#[test]
fn what_is_linked_exists() {
    let link = Regex::new(r"\]\(([^)#:]+)(?:#[^)]*)?\)").unwrap();
    let mut count = 0;
    for name in documents() {
        let path = root().join(&name);
        for found in link.captures_iter(&std::fs::read_to_string(&path).unwrap()) {
            let target = path.parent().unwrap().join(&found[1]);
            assert!(target.exists(), "{name} links to {}, which is not there", &found[1]);
            count += 1;
        }
    }
    assert!(count > 50, "{count}");
}
