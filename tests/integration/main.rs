//! The tests from outside, as one crate, so that they are linked once.
//!
//! A new test goes into the module that is named after what it tests:
//!
//! - [`intake`]: what is read, from files, pipes and arguments, in every format and encoding
//! - [`decisions`]: what is decided about a record, and what other platforms would make of it
//! - [`embedding`]: what a program that embeds the library gets, and in [`examples`] its examples
//! - [`outputs`]: what is written, in every format, for people and for programs
//! - [`gates`]: `--fail-on` and exit codes
//! - [`policy`]: the built-in policy, the user's own, and `kami policy`
//! - [`command_line`]: options, help, completions and the manual page
//! - [`languages`]: messages in English and in Chinese
//! - [`questions`]: what turns a verdict, when it turns by itself, what to ask next
//! - [`secrets`]: what must never be shown
//! - [`faults`]: failing disks, pipes, files and signals, and [`failed_writes`] in every format
//! - [`laws`]: what holds for all records, tried on many
//! - [`docs`]: the documents say what the program does
//! - [`codebase`]: rules that the source code itself has to keep
//!
//! The driver that runs the program is in [`support`].

#![allow(clippy::unwrap_used, reason = "a test may panic")]

mod codebase;
mod command_line;
mod decisions;
mod docs;
mod embedding;
mod examples;
mod failed_writes;
mod faults;
mod gates;
mod intake;
mod languages;
mod laws;
mod outputs;
mod policy;
mod questions;
mod secrets;
mod support;

/// The fuzz targets, which the laws try as well.
#[allow(dead_code, unreachable_pub, reason = "they are a crate of their own")]
#[path = "../../fuzz/src/lib.rs"]
mod targets;
