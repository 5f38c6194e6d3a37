//! Values as texts, for messages.

use super::Rate;

/// What a value writes of itself.
pub fn written(write: impl FnOnce(&mut Vec<u8>)) -> String {
    let mut out = Vec::new();
    write(&mut out);
    String::from_utf8_lossy(&out).into_owned()
}

/// A rate as a percentage.
pub fn percent(rate: Rate) -> String {
    written(|out| {
        Rate(rate.0.saturating_mul(100)).write(out);
        out.push(b'%');
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn rates_are_percentages() {
        assert_eq!(percent(Rate(925_000_000)), "92.5%");
        assert_eq!(percent(Rate(0)), "0%");
    }
}
