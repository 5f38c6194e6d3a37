//! Finds the policy files that ship and reads the built-in pack once, at build time, so that
//! starting the program does not.
//!
//! The modules are the program's own; a pack with a mistake in it does not build.

#![allow(dead_code, unused_imports, unreachable_pub, missing_docs, clippy::unwrap_used)]

#[path = "src/command.rs"]
mod command;
#[path = "src/field/mod.rs"]
mod field;
#[path = "src/lang/mod.rs"]
mod lang;
#[path = "src/policy/mod.rs"]
mod policy;
#[path = "src/value/mod.rs"]
mod value;

use std::fmt::Write;
use std::{env, fs, path::Path, process};

/// The policy files that ship, as they stand in the source tree.
mod shipped {
    use std::sync::LazyLock;

    /// Paths from the root of the package, and texts.
    type Files = LazyLock<Vec<(&'static str, &'static str)>>;

    /// The files of the built-in pack, in policy order.
    pub static FILES: Files = LazyLock::new(super::pack_files);
    /// The files with its cases, which are no part of the pack.
    pub static CASES: Files = LazyLock::new(|| super::folder("policy/cases"));
    /// The layers that are off until asked for.
    pub static LAYERS: Files = LazyLock::new(|| super::folder("policy/layers"));
    /// What was read of the pack and the trees of its tables: this is where they are made.
    pub static BUILT: Option<(&[u8], &[u8])> = None;
    /// See above.
    pub static HASH: Option<&str> = None;
}

fn main() {
    println!("cargo::rerun-if-changed=policy");
    println!("cargo::rerun-if-changed=src/policy");
    println!("cargo::rerun-if-changed=src/field");
    println!("cargo::rerun-if-changed=src/lang");
    println!("cargo::rerun-if-changed=src/value");
    println!("cargo::rerun-if-changed=src/command.rs");
    println!("cargo::rustc-env=KAMI_TARGET={}", env::var("TARGET").unwrap_or_default());
    println!("cargo::rustc-env=KAMI_COMMIT={}", commit());
    let loaded = match policy::load_with_tables(&[policy::builtin_layer()]) {
        Ok(loaded) => loaded,
        Err(problems) => fail(problems.lines(lang::Lang::En)),
    };
    let pack = &loaded.pack;
    write("pack", pack);
    write("trees", &loaded.trees());
    for command in command::Command::DECIDING {
        write(command.name(), &pack.clone().only_for(command));
    }
    let out = env::var("OUT_DIR").expect("cargo names the folder for output");
    fs::write(Path::new(&out).join("shipped.rs"), lists() + &built(Path::new(&out)))
        .expect("the folder for output is writable");
}

/// Writes something as bytes.
fn write(name: &str, what: &impl serde::Serialize) {
    let bytes = postcard::to_allocvec(what).expect("a policy can be written as bytes");
    let out = env::var("OUT_DIR").expect("cargo names the folder for output");
    let path = Path::new(&out).join(name).with_extension("bin");
    fs::write(path, bytes).expect("the folder for output is writable");
}

/// The files of the pack in the order of `policy/order.txt`, in which each has to stand.
fn pack_files() -> Vec<(&'static str, &'static str)> {
    let order = read("policy/order.txt");
    let named: Vec<&str> = order.lines().collect();
    let mut files = Vec::new();
    walk(Path::new("policy"), &mut files);
    let in_pack = |path: &String| !path.starts_with("policy/cases/") && !path.starts_with("policy/layers/");
    let is_named = |path: &String| path.strip_prefix("policy/").is_some_and(|name| named.contains(&name));
    let left_out = files.into_iter().filter(in_pack).filter(|path| !is_named(path));
    let left_out: Vec<String> =
        left_out.map(|path| format!("policy/order.txt: {path} is not in it")).collect();
    if !left_out.is_empty() {
        fail(left_out.into_iter());
    }
    named.into_iter().map(|name| file(format!("policy/{name}"))).collect()
}

/// The policy files of a folder, by name.
fn folder(path: &str) -> Vec<(&'static str, &'static str)> {
    let mut files = Vec::new();
    walk(Path::new(path), &mut files);
    files.into_iter().map(file).collect()
}

fn walk(folder: &Path, found: &mut Vec<String>) {
    let entries = fs::read_dir(folder).expect("the folder of policies is there");
    let mut paths: Vec<_> = entries.map(|entry| entry.expect("it can be listed").path()).collect();
    paths.sort();
    for path in paths {
        if path.is_dir() {
            walk(&path, found);
        } else if path.extension().is_some_and(|extension| extension == "toml") {
            let path = path.to_str().expect("policy files have names of ASCII");
            found.push(path.replace(std::path::MAIN_SEPARATOR, "/"));
        }
    }
}

fn file(path: String) -> (&'static str, &'static str) {
    let text = read(&path);
    (path.leak(), text)
}

fn read(path: &str) -> &'static str {
    match fs::read_to_string(path) {
        Ok(text) => text.leak(),
        Err(error) => fail(std::iter::once(format!("{path}: {error}"))),
    }
}

/// The lists of files as source code.
fn lists() -> String {
    let root = env::var("CARGO_MANIFEST_DIR").expect("cargo names the folder of the package");
    let lists = [
        ("FILES", "The files of the built-in pack, in policy order.", &shipped::FILES),
        ("CASES", "The files with the built-in pack's cases. They are no part of the pack.", &shipped::CASES),
        ("LAYERS", "The layers that are off until asked for.", &shipped::LAYERS),
    ];
    let mut out = String::new();
    for (name, doc, files) in lists {
        writeln!(out, "/// {doc}\npub static {name}: &[(&str, &str)] = &[").unwrap();
        for (path, _) in files.iter() {
            let absolute = Path::new(&root).join(path);
            writeln!(out, "    ({path:?}, include_str!({:?})),", absolute.display().to_string()).unwrap();
        }
        out.push_str("];\n");
    }
    out
}

/// What was read of the pack, and its hash, as source code.
fn built(out: &Path) -> String {
    let bytes = |name: &str| format!("include_bytes!({:?})", out.join(name).display().to_string());
    let (pack, trees) = (bytes("pack.bin"), bytes("trees.bin"));
    let hash = policy::hash(shipped::FILES.iter().map(|(_, text)| *text));
    format!(
        "/// What was read of the built-in pack's files, and the trees of its tables, as bytes.\n\
         pub static BUILT: Option<(&[u8], &[u8])> = Some(({pack}, {trees}));\n\
         /// The hash of the built-in pack's files.\n\
         pub static HASH: Option<&str> = Some({hash:?});\n"
    )
}

fn fail(lines: impl Iterator<Item = String>) -> ! {
    for line in lines {
        println!("cargo::error={line}");
    }
    process::exit(1);
}

/// The commit that is built, where that is known: named by who builds an exported tree, noted in a
/// package of the crate, or else what git says.
fn commit() -> String {
    println!("cargo::rerun-if-env-changed=KAMI_COMMIT");
    let commit = env::var("KAMI_COMMIT").ok().or_else(packaged_commit).or_else(checked_out_commit);
    let commit =
        commit.filter(|commit| !commit.is_empty() && commit.bytes().all(|of| of.is_ascii_hexdigit()));
    commit.map_or_else(|| "unknown".to_owned(), |commit| commit.chars().take(12).collect())
}

/// The commit that cargo notes in a package.
fn packaged_commit() -> Option<String> {
    let noted = fs::read_to_string(".cargo_vcs_info.json").ok()?;
    let (_, behind) = noted.split_once("\"sha1\": \"")?;
    Some(behind.split('"').next()?.to_owned())
}

/// The commit of the working tree. Git is asked in releases alone: any other build would start anew
/// with each commit.
fn checked_out_commit() -> Option<String> {
    let git = |args: &[&str]| {
        let output =
            process::Command::new("git").args(args).output().ok().filter(|out| out.status.success())?;
        Some(String::from_utf8_lossy(&output.stdout).trim().to_owned())
    };
    let is_release = env::var("PROFILE").is_ok_and(|profile| profile == "release");
    if !is_release {
        return None;
    }
    for name in ["HEAD", "logs/HEAD"] {
        if let Some(path) = git(&["rev-parse", "--git-path", name]).filter(|path| Path::new(path).exists()) {
            println!("cargo::rerun-if-changed={path}");
        }
    }
    git(&["rev-parse", "HEAD"])
}
