//! Runs the program in an environment of its own.

mod files;
pub mod schema;
pub mod workbook;

use std::io::Write;
use std::path::{Path, PathBuf};
use std::process::{Command, Output, Stdio};

use serde_json::Value;

pub use files::{code, files, root, rust_files};

/// The moment at which most tests decide.
pub const NOW: &str = "2026-11-22T10:00:00+08:00";

/// Whether all cases are tried: `KAMI_THOROUGH`, which CI sets. Otherwise tests of very many cases try a
/// part of them, which finds nearly every mistake in a fraction of the time.
pub fn is_thorough() -> bool {
    std::env::var_os("KAMI_THOROUGH").is_some()
}

/// How many of so many cases are tried.
pub fn tries(all: usize) -> usize {
    if is_thorough() { all } else { all.div_ceil(4) }
}

/// All of these, or the one whose turn it is: where turns are counted over the rest of a product, each has its own.
pub fn in_turn<T>(all: impl IntoIterator<Item = T>, turn: usize) -> Vec<T> {
    let mut all: Vec<T> = all.into_iter().collect();
    if is_thorough() { all } else { vec![all.swap_remove(turn % all.len())] }
}

/// The program that is tested: KAMI_BIN names another build of it, for tests that decide so much that
/// one without optimisation takes hours.
fn program() -> PathBuf {
    let named = std::env::var_os("KAMI_BIN").map(PathBuf::from);
    named.unwrap_or_else(|| env!("CARGO_BIN_EXE_kami").into())
}

/// A run of the program to be.
pub struct Kami {
    command: Command,
    stdin: Option<Vec<u8>>,
}

/// How a run ended.
pub struct Run {
    pub code: i32,
    pub out: String,
    pub raw: Vec<u8>,
    pub err: String,
}

impl Kami {
    /// A run with these arguments, and nothing of the environment.
    pub fn new<A: AsRef<std::ffi::OsStr>>(args: impl IntoIterator<Item = A>) -> Self {
        let mut command = Command::new(program());
        command.args(args);
        Self::in_its_own_environment(command)
    }

    /// A line for a shell, which finds the program as `kami`.
    pub fn shell(line: &str) -> Self {
        let program = program();
        let folder = program.parent().unwrap();
        let mut command = Command::new("/bin/sh");
        command.args(["-c", line]);
        let path = format!("{}:/usr/bin:/bin", folder.display());
        Self::in_its_own_environment(command).env("PATH", &path)
    }

    /// A line for a shell on a terminal of so many columns and rows: what it is given to read is typed
    /// there, and Ctrl-D at the end.
    pub fn terminal(line: &str, (columns, rows): (u16, u16)) -> Self {
        let line = format!("script -qec 'stty cols {columns} rows {rows}; {line}' /dev/null");
        Self::shell(&line).env("TERM", "xterm")
    }

    fn in_its_own_environment(mut command: Command) -> Self {
        command.env_clear().current_dir(root());
        command.stdin(Stdio::null()).stdout(Stdio::piped()).stderr(Stdio::piped());
        Self { command, stdin: None }
    }

    /// Sets an environment variable.
    pub fn env(mut self, name: &str, value: &str) -> Self {
        self.command.env(name, value);
        self
    }

    /// Sets the folder to run in.
    pub fn dir(mut self, dir: &Path) -> Self {
        self.command.current_dir(dir);
        self
    }

    /// Gives it something to read.
    pub fn stdin(mut self, text: impl AsRef<[u8]>) -> Self {
        self.command.stdin(Stdio::piped());
        self.stdin = Some(text.as_ref().to_vec());
        self
    }

    /// The command alone, for who wants to hold its pipes.
    pub fn command(self) -> Command {
        self.command
    }

    /// Runs it.
    pub fn run(mut self) -> Run {
        let mut child = self.command.spawn().unwrap();
        let writer = self.stdin.map(|text| {
            let mut pipe = child.stdin.take().unwrap();
            // It may end before it has read everything.
            std::thread::spawn(move || drop(pipe.write_all(&text)))
        });
        let output = child.wait_with_output().unwrap();
        if let Some(writer) = writer {
            writer.join().unwrap();
        }
        Run::from(output)
    }
}

impl From<Output> for Run {
    fn from(output: Output) -> Self {
        Self {
            code: output.status.code().unwrap_or(-1),
            out: String::from_utf8_lossy(&output.stdout).into_owned(),
            raw: output.stdout,
            err: String::from_utf8_lossy(&output.stderr).into_owned(),
        }
    }
}

impl Run {
    /// The results of a run that wrote JSON Lines.
    pub fn results(&self) -> Vec<Value> {
        let parse = |line| serde_json::from_str(line).unwrap_or_else(|error| panic!("{error}: {line}"));
        self.out.lines().map(parse).collect()
    }

    /// The document of a run that wrote JSON.
    pub fn document(&self) -> Value {
        serde_json::from_str(&self.out).unwrap_or_else(|error| panic!("{error}: {}{}", self.out, self.err))
    }

    /// The rows of a run that wrote CSV, with the header.
    pub fn rows(&self) -> Vec<Vec<String>> {
        let mut reader = csv::ReaderBuilder::new().has_headers(false).from_reader(self.raw.as_slice());
        reader.records().map(|row| row.unwrap().iter().map(str::to_owned).collect()).collect()
    }
}

/// Whether there is anything Chinese in a text.
pub fn has_chinese(text: &str) -> bool {
    text.chars().any(|c| ('\u{4e00}'..='\u{9fff}').contains(&c))
}

/// Bytes as gzip packs them.
pub fn gzip(bytes: &[u8]) -> Vec<u8> {
    let mut packed = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::default());
    packed.write_all(bytes).unwrap();
    packed.finish().unwrap()
}
