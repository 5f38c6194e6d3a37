//! The one place that tells by its heading whether a column may hold a secret, or card numbers.
//!
//! A heading that is overlooked costs somebody a card; one that is taken for a secret by mistake
//! costs a warning. So names are reduced to their letters and digits, by what they say and by what
//! they look like, before they are looked up in the table.

use super::fold::Folded;

/// What the heading of a column, or the key of a member, says of its values.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Sensitivity {
    /// They may be secrets: never read, never printed.
    Secret,
    /// They may be card numbers: never printed whole.
    CardNumber,
    /// Nothing of that kind.
    Ordinary,
}

/// Where a word of the table has to stand in a heading.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum At {
    /// Anywhere.
    Anywhere,
    /// At the heading's end.
    End,
    /// As one of the heading's words.
    Word,
    /// As the heading's last word.
    LastWord,
}

use At::{Anywhere, End, LastWord, Word};

/// What headings of secrets say, in lower case and simplified characters. Digits and words such as
/// 码, 号 or `code` behind it do not matter.
const SECRETS: &[(&str, At)] = &[
    ("password", Anywhere),
    ("passwd", Anywhere),
    ("passcode", Anywhere),
    ("passphrase", Anywhere),
    ("secret", Anywhere),
    ("cvv", Anywhere),
    ("cvc", Anywhere),
    ("cvn", Anywhere),
    ("token", Anywhere),
    ("apikey", Anywhere),
    ("accesskey", Anywhere),
    ("accesscode", Anywhere),
    ("privatekey", Anywhere),
    ("credential", Anywhere),
    ("captcha", Anywhere),
    ("mnemonic", Anywhere),
    ("seedphrase", Anywhere),
    ("recoveryphrase", Anywhere),
    ("verificationcode", Anywhere),
    ("verifycode", Anywhere),
    ("smscode", Anywhere),
    ("authcode", Anywhere),
    ("authorizationcode", Anywhere),
    ("authorisationcode", Anywhere),
    ("securitycode", Anywhere),
    ("activationcode", Anywhere),
    ("redeemcode", Anywhere),
    ("redemptioncode", Anywhere),
    ("claimcode", Anywhere),
    ("pickupcode", Anywhere),
    ("vouchercode", Anywhere),
    ("couponcode", Anywhere),
    ("giftcode", Anywhere),
    ("cardkey", Anywhere),
    ("cardcode", Anywhere),
    ("cardsecret", Anywhere),
    ("cdkey", Anywhere),
    ("cdk", End),
    ("cdk", Word),
    ("mima", LastWord),
    ("kami", LastWord),
    ("pin", End),
    ("pin", Word),
    ("pins", Word),
    ("otp", End),
    ("otp", Word),
    ("otps", Word),
    ("pwd", End),
    ("pwd", Word),
    ("pass", LastWord),
    ("csc", LastWord),
    ("cv2", LastWord),
    ("密码", Anywhere),
    ("卡密", Anywhere),
    ("密匙", Anywhere),
    ("密钥", Anywhere),
    ("密文", Anywhere),
    ("私钥", Anywhere),
    ("口令", Anywhere),
    ("助记词", Anywhere),
    ("验证码", Anywhere),
    ("校验码", Anywhere),
    ("安全码", Anywhere),
    ("动态码", Anywhere),
    ("授权码", Anywhere),
    ("激活码", Anywhere),
    ("兑换码", Anywhere),
    ("提货码", Anywhere),
    ("取货码", Anywhere),
    ("提取码", Anywhere),
    ("核销码", Anywhere),
    ("充值码", Anywhere),
    ("券码", Anywhere),
    ("礼品码", Anywhere),
    ("消费码", Anywhere),
    ("取件码", Anywhere),
    ("刮刮码", Anywhere),
    ("刮开码", Anywhere),
    ("短信码", Anywhere),
    ("短信验证", Anywhere),
];

/// What the headings of card numbers end with, the words for a number taken off.
const CARD_NUMBERS: &[(&str, At)] = &[("card", End), ("卡", End), ("pan", LastWord), ("cardid", End)];

/// What may stand behind a name without changing what it names: `PIN码`, `card number`, `卡号`.
const SUFFIXES: &[&str] = &["number", "num", "no", "code", "号码", "代码", "码", "号"];

/// What a heading says of the values below it.
pub fn classify(name: &str) -> Sensitivity {
    let heading = Folded::of(name);
    if names_one_of(SECRETS, &heading) {
        Sensitivity::Secret
    } else if names_one_of(CARD_NUMBERS, &heading) {
        Sensitivity::CardNumber
    } else {
        Sensitivity::Ordinary
    }
}

fn names_one_of(table: &[(&str, At)], heading: &Folded) -> bool {
    let whole = heading.whole.as_str();
    let whole_stem = stem(whole);
    let stems = heading.words.iter().map(|word| stem(word));
    // Words that are nothing but a suffix, as in `PIN no`, are passed over.
    let last_stem = stems.clone().rev().find(|stem| !stem.is_empty());
    let last = heading.words.last().map(String::as_str);
    table.iter().any(|(word, at)| match at {
        Anywhere => whole.contains(word),
        End => whole_stem.ends_with(word) || whole.ends_with(word),
        Word => stems.clone().any(|stem| stem == *word),
        LastWord => [whole_stem, whole].contains(word) || [last_stem, last].contains(&Some(*word)),
    })
}

/// A name without the digits and the words for a number that stand behind it.
fn stem(name: &str) -> &str {
    let mut stem = name;
    loop {
        let shorter = stem.trim_end_matches(char::is_numeric);
        let shorter = SUFFIXES.iter().find_map(|suffix| shorter.strip_suffix(suffix)).unwrap_or(shorter);
        if shorter.len() == stem.len() {
            return stem;
        }
        stem = shorter;
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::field::{Field, TABLE};

    #[test]
    fn secrets_are_seen_however_they_are_spelled() {
        for name in [
            "pin",
            "PIN",
            "card_pin",
            "cardPin",
            "PIN码",
            "pin2",
            "pin no",
            "PIN #1",
            "p.i.n",
            "p\u{200b}in",
            "рin",
            "𝐩𝐢𝐧",
            "ＰＩＮ",
            "p\u{ad}in",
            "pass",
            "card_pass",
            "pass1",
            "otpcode",
            "OTP",
            "密码",
            "密碼",
            "支付密碼",
            "卡密",
            "驗證碼",
            "验证码1",
            "兌換碼",
            "券码",
            "优惠券码",
            "提货码",
            "授权码",
            "助记词",
            "csc",
            "cv2",
            "CVV2",
            "cvv",
            "access_key",
            "Access Key",
            "card secret",
            "passw\u{f6}rd",
            "раsswоrd",
            "api-key",
            "CDKEY",
            "cdk",
            "card_mima",
            "kami",
            "PINs",
            "消费码",
            "刮刮碼",
            "短信验证",
        ] {
            assert_eq!(classify(name), Sensitivity::Secret, "{name}");
        }
    }

    #[test]
    fn card_numbers_are_seen_as_such() {
        for name in [
            "card_no",
            "卡号",
            "银行卡号",
            "card_number",
            "Card No.",
            "卡号1",
            "卡號",
            "礼品卡号",
            "pan",
            "PAN",
            "card",
            "cardNum2",
            "银行卡号码",
        ] {
            assert_eq!(classify(name), Sensitivity::CardNumber, "{name}");
        }
    }

    #[test]
    fn other_headings_are_ordinary() {
        for name in [
            "",
            "shipping",
            "spinner",
            "备注",
            "pinned_by",
            "compass",
            "passed",
            "pass_rate",
            "zip code",
            "编码",
            "company",
            "japan",
            "discard_reason",
            "卡品",
            "order no",
            "订单号",
            "phone number",
            "code",
            "号码",
            "2026",
            "kami_platform",
            "spins",
        ] {
            assert_eq!(classify(name), Sensitivity::Ordinary, "{name}");
        }
    }

    #[test]
    fn no_field_but_the_card_number_is_sensitive() {
        for spec in &TABLE {
            for name in std::iter::once(&spec.name).chain(spec.aliases) {
                let want = match spec.field {
                    Field::CardNo => Sensitivity::CardNumber,
                    _ => Sensitivity::Ordinary,
                };
                assert_eq!(classify(name), want, "{name}");
            }
        }
    }
}
