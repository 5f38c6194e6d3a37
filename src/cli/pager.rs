//! A pager for a card that is higher than the terminal.

use std::io::{self, Write};
use std::process::{Command, Stdio};

/// A pager, and how many lines it is not needed for.
#[derive(Debug)]
pub(super) struct Pager {
    line: String,
    height: usize,
}

impl Pager {
    /// The pager that the environment names, for a terminal of known height.
    pub(super) fn of_environment() -> Option<Self> {
        // An empty name says that none is wanted.
        let line = ["KAMI_PAGER", "PAGER"].into_iter().find_map(|name| std::env::var(name).ok())?;
        let told = std::env::var("LINES").ok().and_then(|lines| lines.trim().parse().ok());
        let asked =
            || terminal_size::terminal_size().map(|(_, terminal_size::Height(lines))| usize::from(lines));
        let height = told.or_else(asked).filter(|height| *height > 0)?;
        Some(Self { line, height }).filter(|pager| !pager.line.trim().is_empty())
    }

    /// Shows a text: in the pager where it is needed and can be started, else on the stream.
    ///
    /// # Errors
    /// When neither can be written to.
    pub(super) fn show(&self, text: &[u8], stream: &mut (dyn Write + Send)) -> io::Result<()> {
        // The prompt behind the card takes a line as well.
        let lines = text.iter().filter(|byte| **byte == b'\n').count() + 1;
        if lines <= self.height {
            return stream.write_all(text);
        }
        let Ok(mut child) = self.command().stdin(Stdio::piped()).spawn() else {
            return stream.write_all(text);
        };
        if let Some(mut stdin) = child.stdin.take() {
            // Who leaves the pager early has seen enough.
            match stdin.write_all(text) {
                Err(error) if error.kind() != io::ErrorKind::BrokenPipe => return Err(error),
                _ => {}
            }
        }
        child.wait().map(drop)
    }

    fn command(&self) -> Command {
        let (shell, flag) = if cfg!(windows) { ("cmd", "/C") } else { ("sh", "-c") };
        let mut command = Command::new(shell);
        command.args([flag, &self.line]);
        // Colours show, a text that fits after all needs no key, and it stays to be read.
        if std::env::var_os("LESS").is_none() {
            command.env("LESS", "FRX");
        }
        command
    }
}
