//! Where on a command line the cursor stands.

use clap::{Arg, Command as Clap};

/// A command line up to the cursor, as the grammar reads it.
pub(super) struct Line<'t> {
    /// The command that it is in.
    pub(super) command: &'t Clap,
    /// The option whose value comes next.
    pub(super) pending: Option<&'t Arg>,
    /// Whether `--` has ended the options.
    pub(super) is_ended: bool,
    /// How many positional arguments there were.
    positionals: usize,
}

impl<'t> Line<'t> {
    /// Reads the words before the cursor.
    pub(super) fn read(tree: &'t Clap, words: &[String]) -> Self {
        let mut line = Self { command: tree, pending: None, is_ended: false, positionals: 0 };
        for word in words {
            line.pass(word);
        }
        line
    }

    fn pass(&mut self, word: &str) {
        if self.pending.take().is_some() {
            return;
        }
        if self.is_ended || !word.starts_with('-') || word == "-" {
            match self.command.find_subcommand(word).filter(|_| self.positionals == 0) {
                Some(sub) => self.command = sub,
                None => self.positionals += 1,
            }
        } else if word == "--" {
            self.is_ended = true;
        } else if !word.contains('=') {
            self.pending = self.option(word);
        }
    }

    /// The option of a name with its dashes that takes a value; of short ones together the last.
    pub(super) fn option(&self, name: &str) -> Option<&'t Arg> {
        let mut arguments = self.command.get_arguments();
        let found = match name.strip_prefix("--") {
            Some(long) => arguments.find(|arg| arg.get_long() == Some(long)),
            None => arguments.find(|arg| arg.get_short() == name.chars().last()),
        };
        found.filter(|arg| arg.get_action().takes_values())
    }

    /// The positional argument that comes next; the last one may come several times.
    pub(super) fn positional(&self) -> Option<&'t Arg> {
        let mut positionals = self.command.get_positionals();
        positionals.nth(self.positionals).or_else(|| self.command.get_positionals().last())
    }
}
