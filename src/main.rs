//! The program `kami`: its library does the work, this turns the outcome into an exit code.

use std::process::ExitCode;

fn main() -> ExitCode {
    kami::cli::keep_panics_quiet();
    let mut err = std::io::stderr();
    let streams = kami::cli::Streams { out: Box::new(std::io::stdout()), err: &mut err };
    ExitCode::from(kami::cli::run(std::env::args_os().collect(), streams))
}
