//! The records that a condition can describe, fact by fact: tells whether two rules can match the
//! same record, without any record at hand.

use std::collections::BTreeSet;

use crate::command::Verdict;
use crate::field::{Field, Kind, Vocabulary, fixed_group};
use crate::lang::Str;
use crate::policy::model::{Base, Bound, Clause, Fact, Measure, Missing, Op, Operand, Pack, Test};

/// The word that stands for all that an open vocabulary has beside the words it knows.
const ANY_OTHER: &str = "\0other";

/// What records can be like that satisfy some clauses.
///
/// Facts are looked at one by one, so a region may be empty and not seem so; never the other way
/// round.
pub(super) struct Region<'p> {
    pack: &'p Pack,
    words: Vec<(Fact, BTreeSet<Str>)>,
    ranges: Vec<(Operand, Base, (i64, i64))>,
    given: Vec<Fact>,
    missing: Vec<Fact>,
}

impl<'p> Region<'p> {
    /// All records.
    pub(super) fn new(pack: &'p Pack) -> Self {
        Self { pack, words: Vec::new(), ranges: Vec::new(), given: Vec::new(), missing: Vec::new() }
    }

    /// Whether some record satisfies all of these clauses.
    pub(super) fn is_possible<'c>(pack: &Pack, clauses: impl Iterator<Item = &'c Clause> + Clone) -> bool {
        Region::new(pack).first_contradiction(clauses).is_none()
    }

    /// The place of the first clause that leaves nothing.
    pub(super) fn first_contradiction<'c>(
        mut self,
        clauses: impl Iterator<Item = &'c Clause> + Clone,
    ) -> Option<usize> {
        // What a missing fact satisfies says something only once the fact has to be there.
        let strict = clauses.clone().enumerate().filter(|(_, clause)| clause.missing != Missing::Holds);
        let lenient = clauses.enumerate().filter(|(_, clause)| clause.missing == Missing::Holds);
        for (index, clause) in strict {
            if !self.add(clause) {
                return Some(index);
            }
        }
        for (index, clause) in lenient {
            let is_given = |fact: &Fact| self.given.contains(fact);
            let applies = matches!(&clause.of, Operand::Fact(fact) if is_given(fact));
            if applies && !self.add(clause) {
                return Some(index);
            }
        }
        None
    }

    /// Narrows the region; false where nothing is left.
    pub(super) fn add(&mut self, clause: &Clause) -> bool {
        let fact = match &clause.of {
            Operand::Fact(fact) => Some(*fact),
            Operand::Sum(_) => None,
        };
        let presence = match (&clause.test, fact) {
            (Test::Given(false), Some(fact)) => self.require(fact, false),
            // What there is not is none of any words.
            (Test::Words { none_of: true, .. }, Some(fact)) if can_be_none(fact) => true,
            (_, Some(fact)) => self.require(fact, true),
            (_, None) => true,
        };
        presence
            && match (&clause.test, fact) {
                (Test::Words { words, none_of }, Some(fact)) => self.narrow_words(fact, words, *none_of),
                (Test::Bounds(bounds), _) => bounds.iter().all(|bound| self.narrow(&clause.of, bound)),
                _ => true,
            }
    }

    fn require(&mut self, fact: Fact, given: bool) -> bool {
        let (here, there) =
            if given { (&mut self.given, &self.missing) } else { (&mut self.missing, &self.given) };
        here.push(fact);
        !there.contains(&fact)
    }

    fn narrow_words(&mut self, fact: Fact, words: &[Str], none_of: bool) -> bool {
        let pack = self.pack;
        let named: BTreeSet<Str> = words.iter().flat_map(|word| spelled_out(pack, fact, word)).collect();
        let index = self.words.iter().position(|(known, _)| *known == fact);
        let left = match index {
            Some(index) => &mut self.words[index].1,
            None => {
                // All words are only gone through where some are left out.
                let own = || named.iter().filter(|word| is_word(pack, fact, word)).cloned().collect();
                self.words.push((fact, if none_of { vocabulary(pack, fact) } else { own() }));
                let last = self.words.len() - 1;
                &mut self.words[last].1
            }
        };
        left.retain(|word| named.contains(word) != none_of);
        !left.is_empty()
    }

    fn narrow(&mut self, of: &Operand, bound: &Bound) -> bool {
        if let Base::Fact(base) = bound.base
            && !self.require(base, true)
        {
            return false;
        }
        let same = |(operand, base, _): &(Operand, Base, _)| operand == of && *base == bound.base;
        let index = self.ranges.iter().position(same).unwrap_or_else(|| {
            self.ranges.push((of.clone(), bound.base, natural(of, bound.base)));
            self.ranges.len() - 1
        });
        let (least, most) = &mut self.ranges[index].2;
        match bound.op {
            Op::AtLeast => *least = (*least).max(bound.plus),
            Op::Above => *least = (*least).max(bound.plus.saturating_add(1)),
            Op::AtMost => *most = (*most).min(bound.plus),
            Op::Below => *most = (*most).min(bound.plus.saturating_sub(1)),
        }
        least <= most
    }
}

/// Whether it can be known that there is no such thing.
fn can_be_none(fact: Fact) -> bool {
    match fact {
        Fact::Field(field) => field.spec().absent_is_none,
        Fact::Derived(_) => true,
    }
}

/// Whether a fact can be a word.
pub(super) fn is_word(pack: &Pack, fact: Fact, word: &str) -> bool {
    match fact {
        Fact::Field(field) => match field.spec().kind {
            Kind::Choice(Vocabulary::Policy) | Kind::List(Vocabulary::Policy) => {
                pack.word(field.name(), word).is_some()
            }
            _ => vocabulary(pack, fact).contains(word),
        },
        Fact::Derived(_) => vocabulary(pack, fact).contains(word),
    }
}

/// All words that a fact can be.
pub(super) fn vocabulary(pack: &Pack, fact: Fact) -> BTreeSet<Str> {
    let field = match fact {
        Fact::Field(field) => field,
        Fact::Derived(derived) => match derived.words_of() {
            Some(field) => field,
            None if derived.spec().measure == Measure::Bool => return BOOLS.map(Str::from).into(),
            None => return Verdict::ALL.iter().map(|verdict| verdict.code().into()).collect(),
        },
    };
    let of_policy = || pack.words(field.name()).map(|word| word.id.clone());
    match field.spec().kind {
        Kind::Bool => BOOLS.map(Str::from).into(),
        Kind::Choice(Vocabulary::Fixed(words)) | Kind::List(Vocabulary::Fixed(words)) => {
            words.iter().map(|word| word.id.into()).collect()
        }
        Kind::OpenChoice => of_policy().chain([ANY_OTHER.into()]).collect(),
        Kind::Choice(Vocabulary::Policy) | Kind::List(Vocabulary::Policy) => of_policy().collect(),
        // These have no words.
        Kind::Text
        | Kind::Masked
        | Kind::Money { .. }
        | Kind::Rate { .. }
        | Kind::Time { .. }
        | Kind::Date
        | Kind::Count => BTreeSet::new(),
    }
}

const BOOLS: [&str; 2] = ["true", "false"];

/// The words that a word of a condition stands for: itself, or the members of a group.
pub(super) fn spelled_out(pack: &Pack, fact: Fact, word: &str) -> Vec<Str> {
    let (Some(group), Fact::Field(field)) = (word.strip_prefix('@'), fact) else {
        return vec![word.to_owned().into()];
    };
    let members = pack.words(field.name()).filter(|word| word.groups.iter().any(|g| g == group));
    let fixed = fixed_group(field, group).iter().map(|id| Str::from(*id));
    fixed.chain(members.map(|word| word.id.clone())).collect()
}

/// The values that a fact can have by its own nature.
fn natural(of: &Operand, base: Base) -> (i64, i64) {
    if base != Base::Zero {
        return (i64::MIN, i64::MAX);
    }
    let of_field = |field: Field| match field.spec().kind {
        Kind::Money { least } => (least, i64::MAX),
        Kind::Rate { limit } => (0, limit.0),
        Kind::Count => (0, i64::MAX),
        _ => (i64::MIN, i64::MAX),
    };
    match of {
        Operand::Fact(Fact::Field(field)) => of_field(*field),
        Operand::Fact(Fact::Derived(_)) => (0, i64::MAX),
        Operand::Sum(fields) => (fields.iter().map(|field| of_field(*field).0).sum(), i64::MAX),
    }
}
