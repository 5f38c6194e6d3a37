//! The names of fields as headings and keys spell them.

use std::sync::LazyLock;

use super::fold::fold;
use super::secret::{self, Sensitivity};
use super::{Field, FieldSet, TABLE};
use crate::command::Command;
use crate::lang::suggest;

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
        match secret::classify(name) {
            Sensitivity::Secret => Spelling::Secret,
            Sensitivity::CardNumber | Sensitivity::Ordinary => Spelling::Unknown,
        }
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
    fn a_secret_is_no_field() {
        let names = FieldNames::new();
        for name in ["pin", "支付密码", "p.i.n"] {
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
