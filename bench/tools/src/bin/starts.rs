//! starts RUNS PROGRAM [ARG]... -- PROGRAM [ARG]... -- ...: starts each program in turn, RUNS times,
//! with nothing to read and nowhere to write, and prints the median microseconds of each.

use std::process::{Command, Stdio};
use std::time::Instant;

fn main() -> std::io::Result<()> {
    let args: Vec<String> = std::env::args().skip(1).collect();
    let Some((runs, rest)) = args.split_first() else {
        eprintln!("starts RUNS PROGRAM [ARG]... -- PROGRAM [ARG]...");
        std::process::exit(2);
    };
    let runs: usize = runs.parse().map_err(std::io::Error::other)?;
    let programs: Vec<&[String]> = rest.split(|arg| arg == "--").filter(|program| !program.is_empty()).collect();
    let mut times = vec![Vec::with_capacity(runs); programs.len()];
    for _ in 0..runs {
        for (program, times) in programs.iter().zip(&mut times) {
            let mut command = Command::new(&program[0]);
            command.args(&program[1..]).stdin(Stdio::null()).stdout(Stdio::null()).stderr(Stdio::null());
            let start = Instant::now();
            command.spawn()?.wait()?;
            times.push(start.elapsed().as_nanos());
        }
    }
    for times in &mut times {
        times.sort_unstable();
        println!("{:.1}", times[times.len() / 2] as f64 / 1000.0);
    }
    Ok(())
}
