//! The program `kami`: its library does all the work.

use std::process::ExitCode;

/// What musl has by itself takes twice as long to lay a policy over the built-in one.
#[cfg(target_env = "musl")]
#[global_allocator]
static ALLOCATOR: dlmalloc::GlobalDlmalloc = dlmalloc::GlobalDlmalloc;

fn main() -> ExitCode {
    // Where the shell leaves `*.csv` as it is, the program takes it apart.
    kami::run(wild::args_os())
}
