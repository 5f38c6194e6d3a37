//! Options, help, completions and the manual page.

mod completions_and_man;
mod environment;
mod help;
mod threads;
