//! The page on faults: every row names a test that there is.

#![allow(clippy::unwrap_used, reason = "a test may panic")]

use std::path::{Path, PathBuf};

fn rust_files(folder: &Path, found: &mut Vec<PathBuf>) {
    for entry in std::fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            rust_files(&path, found);
        } else if path.extension().is_some_and(|ending| ending == "rs") {
            found.push(path);
        }
    }
}

#[test]
fn every_row_has_a_test() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let mut files = Vec::new();
    rust_files(&root.join("src"), &mut files);
    rust_files(&root.join("tests"), &mut files);
    let code: String = files.iter().map(|file| std::fs::read_to_string(file).unwrap()).collect();
    let page = std::fs::read_to_string(root.join("docs/faults.md")).unwrap();
    let mut rows = 0;
    for line in page.lines().filter(|line| line.starts_with("| ") && !line.ends_with("| test |")) {
        let cells: Vec<&str> = line.trim_end_matches('|').split(" | ").collect();
        let tests: Vec<&str> =
            cells.last().unwrap().split(',').map(|name| name.trim().trim_matches('`')).collect();
        for test in tests {
            assert!(code.contains(&format!("fn {test}(")), "no test `{test}`: {line}");
        }
        rows += 1;
    }
    assert!(rows > 40, "{rows}");
}
