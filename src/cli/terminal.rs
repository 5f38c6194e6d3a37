//! What the terminal and the environment say of how output is to look.

use std::io::IsTerminal;

use super::command::When;
use crate::output::text::Style;

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

    /// Whether to use colours: as asked for, else on a terminal, unless the environment says no.
    pub(crate) fn style(self) -> Style {
        Style(match self.color {
            When::Always => true,
            When::Never => false,
            When::Auto => {
                let is_set = |name: &str| std::env::var_os(name).is_some_and(|value| !value.is_empty());
                let is_dumb = std::env::var_os("TERM").is_some_and(|term| term == "dumb");
                self.is_output && !is_set("NO_COLOR") && !is_dumb
            }
        })
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
