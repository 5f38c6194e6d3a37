//! What is known of the terminal: its width, and whether it takes colours.

use clap::ArgMatches;

use super::options::{flag, goes_to_terminal, text};
use crate::lang::Lang;
use crate::output::people::{Paint, Screen};

/// How wide a terminal is where nobody knows.
const USUAL_WIDTH: usize = 80;

/// How results are to be shown, by the options, the environment and the terminal.
pub fn screen(matches: &ArgMatches, lang: Lang) -> Screen {
    let to_terminal = goes_to_terminal(matches);
    Screen {
        lang,
        paint: Paint(colours(matches, to_terminal)),
        width: columns(to_terminal),
        wide: flag(matches, "wide"),
        explain: flag(matches, "explain"),
        steps: flag(matches, "steps"),
        all_quotes: flag(matches, "all"),
    }
}

/// Whether to use colours: as asked for, else on a terminal, unless the environment says no.
pub fn colours(matches: &ArgMatches, to_terminal: bool) -> bool {
    match text(matches, "color") {
        Some("always") => true,
        Some("never") => false,
        _ => {
            let is_set = |name: &str| std::env::var_os(name).is_some_and(|value| !value.is_empty());
            let is_dumb = std::env::var_os("TERM").is_some_and(|term| term == "dumb");
            to_terminal && !is_set("NO_COLOR") && !is_dumb
        }
    }
}

/// How wide output is: as the environment says, else as the terminal is, else 80.
pub fn columns(to_terminal: bool) -> usize {
    let told = std::env::var("COLUMNS").ok().and_then(|columns| columns.trim().parse().ok());
    let told = told.filter(|columns| *columns > 0);
    let asked = || {
        let (terminal_size::Width(columns), _) = terminal_size::terminal_size()?;
        Some(usize::from(columns)).filter(|columns| *columns > 0)
    };
    told.or_else(|| if to_terminal { asked() } else { None }).unwrap_or(USUAL_WIDTH)
}
