//! The packages that the program is meant to be built on are put to use.

use std::path::PathBuf;

use regex::Regex;

use crate::support::{code, root};

const PACKAGES: [&str; 7] = ["anyhow", "chrono", "clap", "comfy-table", "csv", "serde", "serde_json"];

/// Those that are still to be put to use. Delete a name here as soon as the program uses the package.
const NOT_YET: &[&str] = &[];

/// Whether a file of the program names something of a package. `csv::…` may also be a module of the
/// program: it is the package where no such module is in sight, and always as `::csv::…`.
fn names(code: &str, package: &str) -> bool {
    let found = |pattern: String| Regex::new(&pattern).unwrap().is_match(code);
    let name = package.replace('-', "_");
    // Most files are done with by that, long before an expression is built.
    if !code.contains(&format!("{name}::")) {
        return false;
    }
    let is_shadowed = found(format!(r"\bmod {name}\b|\buse (crate|self|super)\b[^;]*\b{name}\b"));
    found(format!(r"(^|[^\w>:])::{name}::")) || (!is_shadowed && found(format!(r"(^|[^\w:]){name}::")))
}

#[test]
fn every_package_is_put_to_use() {
    let manifest: toml::Table =
        toml::from_str(&std::fs::read_to_string(root().join("Cargo.toml")).unwrap()).unwrap();
    let dependencies = manifest["dependencies"].as_table().unwrap();
    let files = code();
    let is_used = |package: &str| {
        let mut files = files.iter();
        dependencies.contains_key(package) && files.any(|(_, code): &(PathBuf, String)| names(code, package))
    };
    let missing: Vec<&str> = PACKAGES.into_iter().filter(|package| !is_used(package)).collect();
    assert_eq!(missing, NOT_YET, "left: the packages that src does not use; right: those known to be unused");
}

#[test]
fn a_module_is_not_taken_for_the_package_of_its_name() {
    for (code, is_package) in [
        ("use csv::Writer;", true),
        ("let writer = csv::Writer::from_writer(out);", true),
        ("mod csv;\nlet reader = ::csv::ReaderBuilder::new();", true),
        ("mod csv;\npub use csv::Rows;", false),
        ("use super::{csv, json};\nlet rows = csv::rows(text);", false),
        ("use crate::input::csv;\ncsv::rows(text);", false),
        ("let rows = crate::input::csv::rows(text);", false),
        ("let format = Format::csv;", false),
    ] {
        assert_eq!(names(code, "csv"), is_package, "{code}");
    }
    assert!(names("use comfy_table::Table;", "comfy-table"));
    assert!(!names("use serde_json::Value;", "serde"));
}
