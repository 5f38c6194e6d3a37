//! The page on faults: every row names a test that there is.

use crate::support::{root, rust_files};

#[test]
fn every_row_has_a_test() {
    let files = [rust_files("src"), rust_files("tests")].concat();
    let code: String = files.iter().map(|file| std::fs::read_to_string(file).unwrap()).collect();
    let page = std::fs::read_to_string(root().join("docs/faults.md")).unwrap();
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
