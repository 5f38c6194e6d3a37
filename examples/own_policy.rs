//! Lays a policy of your own over the built-in one, and decides by both.
//!
//!     cargo run --example own_policy

use std::error::Error;
use std::io::{self, Write};

use kami::{Decider, Policy, chrono::DateTime};

/// What differs from the built-in policy, and nothing else. A file would do as well.
const MINE: &str = r#"
change."suhuishou.window".effect.fee.amount = "8.00"
"#;

fn main() -> Result<(), Box<dyn Error>> {
    run(&mut io::stdout())
}

/// Writes the fee by the built-in policy and by the changed one.
pub fn run(out: &mut dyn Write) -> Result<(), Box<dyn Error>> {
    let now = DateTime::parse_from_rfc3339("2026-11-22T10:00:00+08:00")?;
    let order = [("channel", "suhuishou"), ("submitted_at", "2026-11-22 09:58")];
    let builtin = Decider::builtin()?;
    let changed = Decider::with_policies([Policy::from_toml("mine.toml", MINE)])?;
    for (name, decider) in [("built in", builtin), ("changed", changed)] {
        let fee = decider.cancel_window(order, now)?.details.fee.ok_or("the order has a fee")?;
        writeln!(out, "{name}: {fee} yuan")?;
    }
    // A policy with a mistake in it is refused, with the place of everything that is wrong.
    let wrong = Policy::from_toml("wrong.toml", r#"off = ["suhuishou.windw"]"#);
    if let Err(error) = Decider::with_policies([wrong]) {
        writeln!(out, "{error}")?;
    }
    Ok(())
}
