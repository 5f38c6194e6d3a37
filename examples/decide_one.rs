//! Decides one record: can this card be unbound, by when, and what is to be done?
//!
//!     cargo run --example decide_one

use std::error::Error;
use std::io::{self, Write};

use kami::{Decider, chrono::DateTime};

fn main() -> Result<(), Box<dyn Error>> {
    run(&mut io::stdout())
}

/// Writes the answer as a person would read it.
pub fn run(out: &mut dyn Write) -> Result<(), Box<dyn Error>> {
    let decider = Decider::builtin()?;
    // The moment is an argument, so that the same question has the same answer at any time.
    let now = DateTime::parse_from_rfc3339("2026-11-22T10:00:00+08:00")?;
    let card = [("platform", "jd"), ("state", "bound"), ("promo_linked", "yes")];
    let answer = decider.check_unbind(card, now)?;

    writeln!(out, "{}, by these rules:", answer.verdict.code())?;
    for rule in &answer.rules {
        writeln!(out, "  {}: {}", rule.id, rule.message)?;
    }
    if let Some(day) = answer.details.eta_latest {
        writeln!(out, "done by {day}")?;
    }
    for action in &answer.details.actions {
        writeln!(out, "to do: {}", action.message)?;
    }
    writeln!(out, "assumed to be fine: {}", answer.assumed.join(", "))?;
    Ok(())
}
