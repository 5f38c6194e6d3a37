//! Names of columns: a card number may stand where a header should.

use super::card::mask;
use super::number::CARD_DIGITS;

/// How many characters of a name are shown.
const SHOWN_CHARS: usize = 60;

/// A column's name fit for a message: short, and masked where it may be a card number. What is
/// harmful in it is escaped where the message is shown.
pub(crate) fn shown_name(name: &str) -> String {
    masked_name(&name.trim().chars().take(SHOWN_CHARS).collect::<String>())
}

/// A column's name, masked where it may be a card number.
pub(crate) fn masked_name(name: &str) -> String {
    let digits = name.chars().filter(|c| c.is_numeric()).count();
    if digits >= CARD_DIGITS { mask(name) } else { name.to_owned() }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_card_number_is_no_name() {
        assert_eq!(shown_name(" 6222 0202 0011 2233 "), "***************2233");
        assert_eq!(shown_name("sales 2026"), "sales 2026");
    }
}
