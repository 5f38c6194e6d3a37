//! Panics that say where they happened, and nothing of the input.

use std::io::Write;
use std::panic::Location;

/// Makes a panic say where it happened and nothing else: what it has to say for itself may quote a
/// piece of the input, and that may be a secret.
pub(super) fn keep_panics_quiet() {
    std::panic::set_hook(Box::new(|info| {
        let _ = writeln!(std::io::stderr(), "{}", line(info.location()));
    }));
}

fn line(location: Option<&Location<'_>>) -> String {
    let place = location.map_or_else(String::new, |place| format!(" at {}:{}", place.file(), place.line()));
    format!("kami: this is a mistake in kami itself{place}; please report it / 程序内部错误，请反馈")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_panic_says_where_it_was() {
        let line = line(Some(Location::caller()));
        assert!(line.contains("panics.rs:"), "{line}");
    }
}
