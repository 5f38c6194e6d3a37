//! Masks card numbers: only the last four characters of one are ever printed.

/// How many characters of a card number show.
const SHOWN: usize = 4;

/// As many as nearly every card number needs.
const STARS: &[u8] = b"********************************";

/// A card number of which only the last four characters show; none, if there are no more.
///
/// Everything that prints a card number, in whatever place, prints it through this.
pub fn mask(card_no: &str) -> String {
    let mut out = Vec::new();
    mask_into(&mut out, card_no.as_bytes());
    String::from_utf8_lossy(&out).into_owned()
}

/// Writes a card number of which only the last four characters show.
pub fn mask_into(out: &mut Vec<u8>, card_no: &[u8]) {
    if card_no.is_ascii() {
        let hidden = if card_no.len() <= SHOWN { card_no.len() } else { card_no.len() - SHOWN };
        let (hidden, shown) = card_no.split_at(hidden);
        match STARS.get(..hidden.len()) {
            Some(stars) => out.extend_from_slice(stars),
            None => out.resize(out.len() + hidden.len(), b'*'),
        }
        out.extend_from_slice(shown);
        return;
    }
    let text = String::from_utf8_lossy(card_no);
    let count = text.chars().count();
    let hidden = if count <= SHOWN { count } else { count - SHOWN };
    let masked: String =
        text.chars().enumerate().map(|(place, c)| if place < hidden { '*' } else { c }).collect();
    out.extend_from_slice(masked.as_bytes());
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_the_last_four_show() {
        for (card, want) in [
            ("6222020200112233", "************2233"),
            ("1234", "****"),
            ("12", "**"),
            ("卡号一二三四五", "***二三四五"),
        ] {
            assert_eq!(mask(card), want);
        }
    }
}
