use std::sync::LazyLock;

use super::{Field, FieldSet, TABLE};
use crate::command::Command;
use crate::lang::suggest;

/// A name as it is compared: case, `-`, `_` and spaces do not matter, full-width letters are plain.
pub fn fold(name: &str) -> String {
    let is_kept = |c: &char| !matches!(c, '-' | '_' | ' ' | '\t' | '\'');
    if name.is_ascii() {
        return name.chars().filter(is_kept).map(|c| c.to_ascii_lowercase()).collect();
    }
    let plain = crate::value::plain(name.trim_start_matches('\u{feff}').as_bytes());
    String::from_utf8_lossy(&plain).chars().filter(is_kept).flat_map(char::to_lowercase).collect()
}

/// What a header's or key's name says.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Spelling {
    /// A field; the number says how far down in its list of names this one stands.
    Field(Field, usize),
    /// A column that looks like a secret and is never read.
    Secret,
    /// Neither.
    Unknown,
}

/// Names of columns that may hold a secret, folded. Any name that contains one of them is dropped.
const SECRETS: &[&str] = &[
    "pin",
    "password",
    "passwd",
    "pwd",
    "passcode",
    "passphrase",
    "secret",
    "cvv",
    "cvc",
    "cvn",
    "otp",
    "token",
    "apikey",
    "credential",
    "verificationcode",
    "verifycode",
    "smscode",
    "captcha",
    "redeemcode",
    "redemptioncode",
    "cardkey",
    "cardcode",
    "cardsecret",
    "activationcode",
    "authcode",
    "securitycode",
    "privatekey",
    "密码",
    "卡密",
    "密匙",
    "密钥",
    "口令",
    "验证码",
    "校验码",
    "安全码",
    "兑换码",
    "激活码",
    "动态码",
    "密文",
    "私钥",
];

/// Short names that are secrets only where they stand alone or as a part between separators.
const WHOLE_WORDS: &[&str] = &["pin", "otp", "pwd"];

/// The names that one command's input knows, its own fields first.
#[derive(Clone, Debug)]
pub struct FieldNames {
    known: &'static [(String, Field, usize)],
}

/// Every name of every field, folded, and how far down in its field's list it stands.
static KNOWN: LazyLock<Vec<(String, Field, usize)>> = LazyLock::new(|| {
    let names = TABLE.iter().flat_map(|spec| {
        let names = std::iter::once(&spec.name).chain(spec.aliases);
        names.enumerate().map(|(rank, name)| (fold(name), spec.field, rank))
    });
    names.collect()
});

impl FieldNames {
    /// All spellings of all fields.
    pub fn new() -> Self {
        Self { known: &KNOWN }
    }

    /// What a name says.
    pub fn read(&self, name: &str) -> Spelling {
        let folded = fold(name);
        if let Some(&(_, field, rank)) = self.known.iter().find(|(known, ..)| *known == folded) {
            return Spelling::Field(field, rank);
        }
        if is_secret(name, &folded) { Spelling::Secret } else { Spelling::Unknown }
    }

    /// The field's name that a mistyped name most likely stands for.
    pub fn nearest(&self, name: &str, command: Command) -> Option<&'static str> {
        let folded = fold(name);
        let of_command: FieldSet = Field::of(command).collect();
        let known = self.known.iter().filter(|(_, field, _)| of_command.has(*field));
        suggest::nearest_heading(&folded, known.map(|(known, field, _)| (known.as_str(), field.name())))
    }
}

impl Default for FieldNames {
    fn default() -> Self {
        Self::new()
    }
}

fn is_secret(name: &str, folded: &str) -> bool {
    let whole =
        |word: &str| name.to_lowercase().split(|c: char| !c.is_alphanumeric()).any(|part| part == word);
    SECRETS.iter().any(|secret| {
        if WHOLE_WORDS.contains(secret) {
            folded == *secret || whole(secret) || folded.ends_with(secret)
        } else {
            folded.contains(secret)
        }
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn spellings_fold() {
        let names = FieldNames::new();
        for name in
            ["face_value", "Face Value", "FACE-VALUE", "面额", "面值", "faceValue", "\u{feff}face_value"]
        {
            assert!(matches!(names.read(name), Spelling::Field(Field::FaceValue, _)), "{name}");
        }
        assert_eq!(names.read("colour"), Spelling::Unknown);
    }

    #[test]
    fn secrets_are_seen() {
        let names = FieldNames::new();
        for name in [
            "pin",
            "PIN",
            "card_pin",
            "cardPin",
            "密码",
            "卡密",
            "验证码",
            "CVV2",
            "cvv",
            "card secret",
            "支付密码",
        ] {
            assert_eq!(names.read(name), Spelling::Secret, "{name}");
        }
        for name in ["shipping", "spinner", "备注", "pinned_by"] {
            assert_eq!(names.read(name), Spelling::Unknown, "{name}");
        }
    }

    #[test]
    fn every_name_is_one_fields_alone() {
        let names = FieldNames::new();
        for (i, (name, field, _)) in names.known.iter().enumerate() {
            let twice = names.known[..i].iter().find(|(known, other, _)| known == name && other != field);
            assert_eq!(twice, None, "{name} of {field:?}");
        }
    }

    #[test]
    fn mistyped_names_are_guessed() {
        let names = FieldNames::new();
        assert_eq!(names.nearest("platfrom", Command::CheckUnbind), Some("platform"));
        assert_eq!(names.nearest("zzz", Command::CheckUnbind), None);
        assert_eq!(names.nearest("卡状态", Command::RecycleQuote), Some("state"));
        assert_eq!(names.nearest("备注", Command::RecycleQuote), None);
    }
}
