//! Sums of money: exact, however many amounts there are.

use super::Money;

/// A sum of money in fen.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Sum(pub i128);

impl From<Money> for Sum {
    fn from(money: Money) -> Self {
        Self(money.0.into())
    }
}

impl Sum {
    /// Adds another sum. So many records as would be too much for it no run can have.
    pub fn add(&mut self, other: Self) {
        self.0 = self.0.saturating_add(other.0);
    }

    /// Writes the sum with two decimals: `460.00`.
    pub fn write(self, out: &mut Vec<u8>) {
        let fen = self.0.unsigned_abs();
        let sign = if self.0 < 0 { "-" } else { "" };
        out.extend_from_slice(format!("{sign}{}.{:02}", fen / 100, fen % 100).as_bytes());
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn sums_are_exact_beyond_what_an_amount_can_be() {
        let mut sum = Sum::default();
        for _ in 0..3 {
            sum.add(Money(i64::MAX).into());
        }
        let mut out = Vec::new();
        sum.write(&mut out);
        assert_eq!(out, b"276701161105643274.21");
    }
}
