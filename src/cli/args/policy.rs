//! The options of `kami policy`.

use super::super::command::{Given, Opt, When};
use super::super::error::Failure;
use super::super::policies;
use super::super::terminal::Terminal;
use super::values;
use crate::value::{CHINA, Moment};

/// What every command of `kami policy` may be asked for.
#[derive(Debug)]
pub(crate) struct PolicyArgs {
    /// The user's policy files, lowest first.
    pub(crate) policies: Vec<String>,
    /// The file to write to, if any.
    pub(crate) file: Option<String>,
    /// When colours are used.
    pub(crate) color: When,
    /// Whether to print nothing but errors.
    pub(crate) quiet: bool,
}

impl PolicyArgs {
    /// Resolves what was given.
    ///
    /// # Errors
    /// When the environment names policies in bytes that are no text.
    pub(crate) fn resolve(given: Given<'_>) -> Result<Self, Failure> {
        Ok(Self { policies: policies::paths(given)?, ..Self::without_layers(given) })
    }

    /// Resolves what was given to a command that lays nothing over the built-in policy by itself.
    pub(crate) fn without_layers(given: Given<'_>) -> Self {
        Self {
            policies: Vec::new(),
            file: given.text(Opt::Output).filter(|name| *name != "-").map(str::to_owned),
            color: given.value(Opt::Color).copied().unwrap_or(When::Auto),
            quiet: given.flag(Opt::Quiet),
        }
    }

    /// The moment to judge age at.
    ///
    /// # Errors
    /// When it is no time.
    pub(crate) fn now(&self, given: Given<'_>) -> Result<Moment, Failure> {
        values::now(Opt::Now, given.text(Opt::Now), CHINA)
    }

    /// Where output for people goes.
    pub(crate) fn terminal(&self) -> Terminal {
        Terminal::new(self.file.is_some(), self.color)
    }
}
