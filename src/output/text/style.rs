//! Colours, which only repeat what words and signs say.

use anstyle::AnsiColor;

/// What a piece of text means; its colour says it again.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Tone {
    /// Nothing in particular.
    #[default]
    Plain,
    /// Good for the holder.
    Good,
    /// Something to look at.
    Warn,
    /// Bad for the holder.
    Bad,
    /// A heading, or prose that must not be missed. It has no colour: no colour but the terminal's
    /// own is readable on every theme, and a sign in colour says the rest.
    Heading,
    /// Of lesser weight.
    Faint,
}

/// Whether colours are used. They are the terminal's own sixteen, which its theme, light or dark,
/// makes readable.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Style(pub bool);

impl Style {
    /// A text in its tone.
    pub fn apply(self, tone: Tone, text: &str) -> String {
        if !self.0 || tone == Tone::Plain || text.is_empty() {
            return text.to_owned();
        }
        let style = ansi(tone);
        format!("{style}{text}{style:#}")
    }
}

fn ansi(tone: Tone) -> anstyle::Style {
    let bold = anstyle::Style::new().bold();
    let colour = |colour: AnsiColor| anstyle::Style::new().fg_color(Some(colour.into()));
    match tone {
        Tone::Plain => anstyle::Style::new(),
        Tone::Good => colour(AnsiColor::Green),
        Tone::Warn => colour(AnsiColor::Yellow),
        Tone::Bad => colour(AnsiColor::Red),
        Tone::Heading => bold,
        Tone::Faint => anstyle::Style::new().dimmed(),
    }
}
