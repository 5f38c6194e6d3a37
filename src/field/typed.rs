//! Secrets in what somebody typed: `NAME=VALUE` in the place of something else.

use std::borrow::Cow;

use super::{FieldNames, Spelling};

/// What stands between a name and a value.
pub(crate) const VALUE_SIGNS: [char; 4] = ['=', '＝', ':', '：'];

/// The name of a secret that a value seems to stand behind in a text, which may be a path.
pub(crate) fn secret_in(text: &str) -> Option<&str> {
    let names = FieldNames::new();
    let name_before = |(at, _)| text.get(..at);
    let mut before = text.match_indices(VALUE_SIGNS).filter_map(name_before);
    before.find(|name| {
        let last = name.rsplit(['/', '\\']).next().unwrap_or(name);
        [*name, last].iter().any(|name| names.read(name) == Spelling::Secret)
    })
}

/// What somebody typed as it may be shown: what stands behind the name of a secret is left out.
pub(crate) fn without_secret(text: &str) -> Cow<'_, str> {
    secret_in(text).map_or(text.into(), |name| format!("{name}…").into())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_value_behind_a_secret_s_name_is_left_out() {
        for (text, want) in [
            ("pin=1234", "pin…"),
            ("卡密：1234", "卡密…"),
            ("id=1,pin=1234", "id=1,pin…"),
            ("/x/pin=1234/y.csv", "/x/pin…"),
            ("C:\\x\\pin＝1234", "C:\\x\\pin…"),
            ("face_value=500", "face_value=500"),
            ("pin", "pin"),
            ("C:\\pins\\a.csv", "C:\\pins\\a.csv"),
        ] {
            assert_eq!(without_secret(text), want);
        }
    }
}
