//! What the terminal and the environment say of how output is to look.

use std::io::{IsTerminal, Write};

use super::colour::is_coloured;
use super::command::When;
use crate::output::text::Style;

/// Standard output. Old consoles of Windows are told of colours in their own way.
pub(super) fn stdout() -> Box<dyn Write + Send> {
    let stdout = std::io::stdout();
    if cfg!(windows) { Box::new(anstream::AutoStream::always(stdout)) } else { Box::new(stdout) }
}

/// Standard error, likewise.
pub(super) fn stderr() -> Box<dyn Write + Send> {
    let stderr = std::io::stderr();
    if cfg!(windows) { Box::new(anstream::AutoStream::always(stderr)) } else { Box::new(stderr) }
}

/// How wide a terminal is where nobody knows.
const USUAL_WIDTH: usize = 80;

/// Where output for people goes.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Terminal {
    /// Whether standard output is a terminal, and output goes there.
    pub(crate) is_output: bool,
    color: When,
}

impl Terminal {
    /// The terminal of a run that writes to a file, or not.
    pub(crate) fn new(to_file: bool, color: When) -> Self {
        Self { is_output: !to_file && std::io::stdout().is_terminal(), color }
    }

    /// Whether to use colours.
    pub(crate) fn style(self) -> Style {
        Style(is_coloured(self.color, self.is_output))
    }

    /// How wide output is: as the environment says, else as the terminal is, else 80.
    pub(crate) fn width(self) -> usize {
        let told = std::env::var("COLUMNS").ok().and_then(|columns| columns.trim().parse().ok());
        let told = told.filter(|columns| *columns > 0);
        let asked = || {
            let (terminal_size::Width(columns), _) = terminal_size::terminal_size()?;
            Some(usize::from(columns)).filter(|columns| *columns > 0)
        };
        told.or_else(|| if self.is_output { asked() } else { None }).unwrap_or(USUAL_WIDTH)
    }
}
