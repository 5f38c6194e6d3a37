//! Every file of tests is compiled, once, as a part of this crate.

use regex::Regex;

use crate::support::{root, rust_files};

#[test]
fn every_test_file_is_a_module_of_this_crate() {
    let crate_root = root().join("tests/integration");
    for path in rust_files("tests") {
        let name = path.strip_prefix(&crate_root).unwrap_or_else(|_| {
            panic!("{} is a crate of its own: make it a module of tests/integration", path.display())
        });
        if name.as_os_str() == "main.rs" {
            continue;
        }
        let (module, parent) = match name.file_name() {
            Some(file) if file == "mod.rs" => (path.parent().unwrap(), path.parent().unwrap().parent()),
            _ => (path.as_path(), path.parent()),
        };
        let parent = parent.unwrap();
        let parent = if parent == crate_root { parent.join("main.rs") } else { parent.join("mod.rs") };
        let module = module.file_stem().unwrap().to_str().unwrap();
        let declared = Regex::new(&format!(r"(?m)^(pub )?mod {module};$")).unwrap();
        let text = std::fs::read_to_string(&parent).unwrap_or_default();
        assert!(declared.is_match(&text), "{} does not declare `mod {module};`", parent.display());
    }
}
