//! Reads the built-in policy pack once, at build time, so that starting the program does not.
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

use std::{env, fs, path::Path, process};

fn main() {
    println!("cargo::rerun-if-changed=policy");
    println!("cargo::rerun-if-changed=src/policy");
    println!("cargo::rerun-if-changed=src/field");
    println!("cargo::rerun-if-changed=src/lang");
    println!("cargo::rerun-if-changed=src/value");
    println!("cargo::rerun-if-changed=src/command.rs");
    let pack = match policy::load(&[policy::builtin_layer()]) {
        Ok(pack) => pack,
        Err(problems) => {
            for line in problems.lines(lang::Lang::En) {
                println!("cargo::error={line}");
            }
            process::exit(1);
        }
    };
    let bytes = postcard::to_allocvec(&pack).expect("a pack can be written as bytes");
    let out = env::var("OUT_DIR").expect("cargo names the folder for output");
    fs::write(Path::new(&out).join("pack.bin"), bytes).expect("the folder for output is writable");
}
