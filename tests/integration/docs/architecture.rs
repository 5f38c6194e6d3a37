//! The page on architecture describes the tree there is: no folder is left out, no file made up.

use std::collections::BTreeSet;

use regex::Regex;

use crate::support::{files, root};

fn page() -> String {
    std::fs::read_to_string(root().join("docs/architecture.md")).unwrap()
}

/// Paths of the source tree that the page names: `src/…` and `policy/…`.
fn paths(page: &str) -> BTreeSet<String> {
    let path = Regex::new(r"`((?:src|policy)/[\w./-]*)`").unwrap();
    path.captures_iter(page).map(|found| found[1].trim_end_matches('/').to_owned()).collect()
}

#[test]
fn every_folder_stands_in_it() {
    let named = paths(&page());
    let folders: BTreeSet<String> = files("src")
        .iter()
        .filter_map(|file| file.parent()?.strip_prefix(root()).ok()?.to_str().map(str::to_owned))
        .filter(|folder| folder != "src")
        .collect();
    assert!(folders.len() > 20, "{folders:?}");
    let missing: Vec<&String> = folders.difference(&named).collect();
    assert!(missing.is_empty(), "docs/architecture.md says nothing of {missing:?}");
}

#[test]
fn every_file_that_it_names_exists() {
    let named = paths(&page());
    assert!(named.len() > 50, "{named:?}");
    let gone: Vec<&String> = named.iter().filter(|path| !root().join(path).exists()).collect();
    assert!(gone.is_empty(), "docs/architecture.md names what is not there: {gone:?}");
}
