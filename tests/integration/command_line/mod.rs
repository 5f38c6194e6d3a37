//! Options, help, completions and the manual page.

mod completions_and_man;
mod help;
mod threads;
