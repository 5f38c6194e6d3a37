//! The names of fields as headings and keys spell them.

use std::sync::LazyLock;

use super::fold::fold;
use super::heading::bare;
use super::secret::{self, Sensitivity};
use super::{Field, FieldSet, TABLE};
use crate::command::Command;
use crate::lang::{in_script_of, simplified, suggest};

/// What a header's or key's name says.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Spelling {
    /// A field; the number says how far down in its list of names this one stands, each first as it
    /// is and then with a unit, a remark or a mark.
    Field(Field, usize),
    /// A column that looks like a secret and is never read.
    Secret,
    /// Neither.
    Unknown,
}

/// The names that one command's input knows, its own fields first.
#[derive(Clone, Debug)]
pub struct FieldNames {
    known: &'static [Known],
}

/// A name of a field.
#[derive(Debug)]
struct Known {
    /// The name as it is compared.
    folded: String,
    name: &'static str,
    field: Field,
    /// How far down in its field's list it stands.
    rank: usize,
}

/// Every name of every field.
static KNOWN: LazyLock<Vec<Known>> = LazyLock::new(|| {
    let names = TABLE.iter().flat_map(|spec| {
        let names = std::iter::once(&spec.name).chain(spec.aliases);
        names.enumerate().map(|(rank, name)| Known { folded: compared(name), name, field: spec.field, rank })
    });
    names.collect()
});

/// How many characters of a name make it so long that two slips in it are forgiven.
const LONG: usize = 8;

/// Names of so few characters differ from each other by a single slip.
const SHORT: usize = 2;

impl FieldNames {
    /// All spellings of all fields.
    pub fn new() -> Self {
        Self { known: &KNOWN }
    }

    /// What a name says. What may be a secret is one, whatever field it names beside that.
    pub fn read(&self, name: &str) -> Spelling {
        if let Some(known) = self.find(name) {
            return Spelling::Field(known.field, 2 * known.rank);
        }
        if secret::classify(name) == Sensitivity::Secret {
            return Spelling::Secret;
        }
        let bare = bare(name);
        match self.find(bare).filter(|_| bare.len() < name.len()) {
            Some(known) => Spelling::Field(known.field, 2 * known.rank + 1),
            None => Spelling::Unknown,
        }
    }

    fn find(&self, name: &str) -> Option<&'static Known> {
        let folded = compared(name);
        self.known.iter().find(|known| known.folded == folded)
    }

    fn of(&self, command: Command) -> impl Iterator<Item = &'static Known> {
        let of_command: FieldSet = Field::of(command).collect();
        self.known.iter().filter(move |known| of_command.has(known.field))
    }

    /// The field's name that a mistyped name most likely stands for, in the language and script that
    /// it is written in.
    pub fn nearest(&self, name: &str, command: Command) -> Option<String> {
        let known = self.of(command).map(|known| (known.folded.as_str(), known.name));
        let nearest = suggest::nearest_heading(&compared(bare(name)), known)?;
        Some(in_script_of(nearest, name))
    }

    /// The field whose name a name misses by a slip of the finger.
    pub fn near_miss(&self, name: &str, command: Command) -> Option<(Field, String)> {
        let name = bare(name);
        let folded = compared(name);
        if folded.chars().count() <= SHORT {
            return None;
        }
        let slips = |known: &&Known| {
            let forgiven = match known.name.chars().count() {
                ..=SHORT => return false,
                length => 1 + usize::from(length >= LONG),
            };
            suggest::slips(&known.folded, &folded, forgiven).is_some()
        };
        let known = self.of(command).filter(slips);
        let nearest = known.min_by_key(|known| suggest::slips(&known.folded, &folded, SHORT))?;
        Some((nearest.field, in_script_of(nearest.name, name)))
    }
}

/// A name as it is compared: folded, and in simplified characters.
pub fn compared(name: &str) -> String {
    fold(name).chars().map(simplified).collect()
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
        for (i, known) in names.known.iter().enumerate() {
            let twice = names.known[..i].iter().find(|other| other.folded == known.folded);
            assert!(twice.is_none(), "{known:?} {twice:?}");
        }
    }

    #[test]
    fn mistyped_names_are_guessed() {
        let names = FieldNames::new();
        for (name, want) in [
            ("face_valeu", Some("face_value")),
            ("zzz", None),
            ("卡状态", Some("状态")),
            ("卡狀態（必填）", Some("狀態")),
            ("备注", None),
        ] {
            assert_eq!(names.nearest(name, Command::RecycleQuote).as_deref(), want, "{name}");
        }
    }

    #[test]
    fn a_slip_of_the_finger_is_told_from_another_name() {
        let names = FieldNames::new();
        for (name, want) in [
            ("platfrom", Some("platform")),
            ("platfor", Some("platform")),
            ("plattform", Some("platform")),
            ("pletform", Some("platform")),
            ("platfrm（必填）", Some("platform")),
            ("pltafrom", Some("platform")),
            ("stat", Some("state")),
            ("stet", None),
            ("有效日", Some("有效期")),
            ("實名認", Some("實名認證")),
            ("状太", None),
            ("订单", None),
            ("卡号1", None),
            ("ids", None),
            ("备注", None),
        ] {
            let found = names.near_miss(name, Command::CheckUnbind).map(|(_, name)| name);
            assert_eq!(found.as_deref(), want, "{name}");
        }
    }

    #[test]
    fn what_stands_around_a_name_ranks_it_behind_the_name_alone() {
        let names = FieldNames::new();
        for (name, want) in [
            ("余额", Spelling::Field(Field::Balance, 2)),
            ("餘額", Spelling::Field(Field::Balance, 2)),
            ("*余额（元）：", Spelling::Field(Field::Balance, 3)),
            ("面值 [元]", Spelling::Field(Field::FaceValue, 5)),
            ("卡号（含密码）", Spelling::Secret),
            ("卡密（必填）", Spelling::Secret),
        ] {
            assert_eq!(names.read(name), want, "{name}");
        }
    }
}
