//! The program `kami`: its library does all the work.

use std::process::ExitCode;

fn main() -> ExitCode {
    // Where the shell leaves `*.csv` as it is, the program takes it apart.
    kami::run(wild::args_os())
}
