//! A pager for a card that is higher than the terminal.

use std::io::{self, Write};
use std::process::{Command, Stdio};

/// How a card is shown on a terminal of known height.
#[derive(Debug)]
pub(super) struct Pager {
    /// The pager, where there is one.
    line: Option<String>,
    height: usize,
}

impl Pager {
    /// The pager that the environment names, if one is wanted at all; nothing where nobody knows
    /// how high the terminal is.
    pub(super) fn of_environment(is_wanted: bool) -> Option<Self> {
        let named = || ["KAMI_PAGER", "PAGER"].into_iter().find_map(|name| std::env::var(name).ok());
        // An empty name says that none is wanted.
        let line = is_wanted.then(named).flatten().filter(|line| !line.trim().is_empty());
        let told = std::env::var("LINES").ok().and_then(|lines| lines.trim().parse().ok());
        let asked =
            || terminal_size::terminal_size().map(|(_, terminal_size::Height(lines))| usize::from(lines));
        let height = told.or_else(asked).filter(|height| *height > 0)?;
        Some(Self { line, height })
    }

    /// Shows a card. One that is higher than the terminal goes to the pager; where there is none, or
    /// it cannot be started, the verdict stands once more at the end, for the start scrolls away.
    ///
    /// # Errors
    /// When the text cannot be written.
    pub(super) fn show(&self, text: &[u8], stream: &mut (dyn Write + Send)) -> io::Result<()> {
        // The prompt behind the card takes a line as well.
        let lines = text.iter().filter(|byte| **byte == b'\n').count() + 1;
        if lines <= self.height {
            return stream.write_all(text);
        }
        let started = self.line.as_deref().and_then(|line| command(line).stdin(Stdio::piped()).spawn().ok());
        let Some(mut child) = started else {
            stream.write_all(text)?;
            stream.write_all(b"\n")?;
            return stream.write_all(first_paragraph(text));
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
}

/// The text up to its first blank line: of a card the verdict and what could overturn it.
fn first_paragraph(text: &[u8]) -> &[u8] {
    let end = text.windows(2).position(|pair| pair == b"\n\n");
    end.and_then(|end| text.get(..=end)).unwrap_or(text)
}

fn command(line: &str) -> Command {
    let (shell, flag) = if cfg!(windows) { ("cmd", "/C") } else { ("sh", "-c") };
    let mut command = Command::new(shell);
    command.args([flag, line]);
    // Colours show, a text that fits after all needs no key, and it stays to be read.
    if std::env::var_os("LESS").is_none() {
        command.env("LESS", "FRX");
    }
    command
}

#[cfg(test)]
mod tests {
    use super::*;

    const CARD: &str = "verdict\nperhaps not\n\nwhat to do\n1. this\n";

    #[test]
    fn the_verdict_of_a_card_that_scrolls_stands_at_its_end_as_well() {
        let shown = |line: Option<&str>, height: usize| {
            let mut out = Vec::new();
            let pager = Pager { line: line.map(str::to_owned), height };
            pager.show(CARD.as_bytes(), &mut out).unwrap();
            String::from_utf8(out).unwrap()
        };
        assert_eq!(shown(None, 6), CARD);
        assert_eq!(shown(None, 5), format!("{CARD}\nverdict\nperhaps not\n"));
        // A pager shows it from the start.
        assert_eq!(shown(Some("cat >/dev/null 2>&1 || exit 0"), 5), "");
    }
}
