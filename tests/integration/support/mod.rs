//! Runs the program in an environment of its own.

#![allow(dead_code, clippy::unwrap_used, reason = "every test file uses a part of it, and may panic")]

use std::io::Write;
use std::process::{Command, Stdio};

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
        let mut command = Command::new(env!("CARGO_BIN_EXE_kami"));
        command.args(args).env_clear().current_dir(env!("CARGO_MANIFEST_DIR"));
        command.stdin(Stdio::null()).stdout(Stdio::piped()).stderr(Stdio::piped());
        Self { command, stdin: None }
    }

    /// Sets an environment variable.
    pub fn env(mut self, name: &str, value: &str) -> Self {
        self.command.env(name, value);
        self
    }

    /// Sets the folder to run in.
    pub fn dir(mut self, dir: &std::path::Path) -> Self {
        self.command.current_dir(dir);
        self
    }

    /// Gives it something to read.
    pub fn stdin(mut self, text: impl AsRef<[u8]>) -> Self {
        self.command.stdin(Stdio::piped());
        self.stdin = Some(text.as_ref().to_vec());
        self
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
        Run {
            code: output.status.code().unwrap_or(-1),
            out: String::from_utf8_lossy(&output.stdout).into_owned(),
            raw: output.stdout,
            err: String::from_utf8_lossy(&output.stderr).into_owned(),
        }
    }
}
