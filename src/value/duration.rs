//! Lengths of time as the policy writes them.

use super::number::{Decimal, parse_decimal};

/// A length of time in milliseconds; below zero where the policy counts backwards.
#[derive(
    Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash, serde::Serialize, serde::Deserialize,
)]
pub struct Span(pub i64);

impl Span {
    /// Reads `72h`, `5m`, `7.3s`, `-1h`, `2d` or `250ms`; a bare number is seconds.
    pub fn parse(text: &str) -> Option<Self> {
        let text = text.trim();
        let number_end = text.find(|c: char| !c.is_ascii_digit() && !"+-.".contains(c)).unwrap_or(text.len());
        let (number, unit) = text.split_at(number_end);
        let ms = match unit.trim() {
            "ms" => 1,
            "s" | "" => 1_000,
            "m" | "min" => 60_000,
            "h" => 3_600_000,
            "d" => 86_400_000,
            _ => return None,
        };
        match parse_decimal(number.as_bytes(), 3) {
            Decimal::Value { negative, units } => {
                let span = units.checked_mul(ms)? / 1000;
                Some(Self(if negative { -span } else { span }))
            }
            _ => None,
        }
    }
}

impl std::fmt::Display for Span {
    /// The length in its largest whole unit: `72h`, `90s`, `7.3s`.
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let units = [("h", 3_600_000), ("m", 60_000), ("s", 1_000)];
        match units.iter().find(|(_, ms)| self.0 % ms == 0) {
            Some((unit, ms)) => write!(f, "{}{unit}", self.0 / ms),
            None => {
                let text = format!(
                    "{}{}.{:03}",
                    if self.0 < 0 { "-" } else { "" },
                    self.0.abs() / 1000,
                    self.0.abs() % 1000
                );
                write!(f, "{}s", text.trim_end_matches('0'))
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn durations() {
        for (text, ms) in
            [("72h", 259_200_000), ("7.3s", 7_300), ("-1h", -3_600_000), ("250ms", 250), ("90", 90_000)]
        {
            assert_eq!(Span::parse(text), Some(Span(ms)), "{text}");
        }
        for text in ["", "h", "5 weeks", "1.2.3s"] {
            assert_eq!(Span::parse(text), None, "{text}");
        }
        assert_eq!(Span(7_300).to_string(), "7.3s");
        assert_eq!(Span(259_200_000).to_string(), "72h");
    }
}
