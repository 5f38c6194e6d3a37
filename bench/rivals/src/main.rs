//! rivals regorus|zen INPUT: decides JSON lines of JD cards in another policy engine, on one thread,
//! and writes id, verdict and rules as JSON lines.
//!
//! The rules are written in each engine's own language, compiled once, and each record goes through
//! reading, evaluating and writing, as it would in any program that embeds the engine.

use std::error::Error;
use std::fs::File;
use std::io::{self, BufRead, BufReader, BufWriter, Write};

mod with_regorus;
mod with_zen;

type Result<T> = std::result::Result<T, Box<dyn Error>>;

/// A verdict and the ids of the rules behind it.
struct Decision {
    id: String,
    verdict: String,
    rules: Vec<String>,
}

/// The rules in policy order; sets have an order of their own.
const ORDER: [&str; 19] = [
    "jd.route",
    "jd.documents",
    "jd.documents.electronic",
    "jd.review",
    "jd.confirm",
    "jd.confirm.expired",
    "jd.state.new",
    "jd.state.bound",
    "jd.state.partial",
    "jd.state.expired",
    "jd.state.expired-partial",
    "jd.state.used",
    "jd.real-name",
    "jd.violations",
    "jd.name-mismatch",
    "jd.frozen",
    "jd.order-linked",
    "jd.promo-linked",
    "jd.transferred",
];

fn write(out: &mut impl Write, mut decision: Decision) -> Result<()> {
    decision.rules.sort_by_key(|rule| ORDER.iter().position(|known| known == rule));
    serde_json::to_writer(
        &mut *out,
        &serde_json::json!({"id": decision.id, "verdict": decision.verdict, "rules": decision.rules}),
    )?;
    out.write_all(b"\n")?;
    Ok(())
}

fn main() -> Result<()> {
    let args: Vec<String> = std::env::args().collect();
    let [_, engine, file] = args.as_slice() else {
        eprintln!("rivals regorus|zen INPUT");
        std::process::exit(2);
    };
    let lines = BufReader::with_capacity(1 << 20, File::open(file)?).lines();
    let mut out = BufWriter::with_capacity(1 << 20, io::stdout().lock());
    match engine.as_str() {
        "regorus" => {
            let mut engine = with_regorus::Engine::new()?;
            for line in lines {
                write(&mut out, engine.decide(&line?)?)?;
            }
        }
        _ => {
            let engine = with_zen::Engine::new()?;
            for line in lines {
                write(&mut out, engine.decide(&line?)?)?;
            }
        }
    }
    out.flush()?;
    Ok(())
}
