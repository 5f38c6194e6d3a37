//! The program `kami`: its library does all the work.

use std::process::ExitCode;

fn main() -> ExitCode {
    kami::run(std::env::args_os())
}
