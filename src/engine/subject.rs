//! What remains to be asked of the records of one subject.

use super::axis::{Cell, Truth};
use super::clauses::Clauses;
use super::question::{Asked, Known};
use super::ruleset::RuleSet;
use super::table::Table;

/// The rules that can match for one subject, and what still matters to them.
#[derive(Debug)]
pub(super) struct Subject {
    pub start: Cell,
    /// By what they read: numbers, then words, then what can only be read once the decision is partly
    /// made.
    pub tables: Vec<Table>,
    /// Where the classes of numbers stand among the packed ones; `None` where there is no room for them.
    pub packed: Option<Vec<ClassPlace>>,
    /// How many tables can be read at once.
    now: usize,
    /// Rules that ask something of the others.
    pub asked_later: RuleSet,
}

/// Where the class of an axis stands among the packed ones.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct ClassPlace {
    pub shift: u32,
    /// By class, one number for all that are alike.
    pub alike: Vec<u16>,
}

impl Subject {
    /// What remains for a word of the subject, or for an unknown one.
    pub(super) fn new(clauses: &Clauses, word: Option<u16>) -> Self {
        let decided = clauses.own.filter(|_| word.is_some());
        let start = match decided.zip(word) {
            Some((axis, code)) => start(clauses, axis, code),
            None => Cell { possible: clauses.all.clone(), sure: clauses.all.clone() },
        };
        let mut asked: Vec<Vec<&Asked>> = clauses.axes.iter().map(|_| Vec::new()).collect();
        for rule in start.possible.iter() {
            for one in clauses.of_rule(rule).filter(|one| Some(one.axis) != decided) {
                asked[one.axis].push(one);
            }
        }
        let axes = clauses.axes.iter().zip(&asked).filter(|(_, asked)| !asked.is_empty());
        let mut tables: Vec<Table> =
            axes.map(|(axis, asked)| Table::new(axis, asked, &start.possible)).collect();
        let is_later = |table: &Table| table.axis.derived().next().is_some();
        tables.sort_by_key(|table| (is_later(table), table.word_field().is_some()));
        let numbers = tables.iter().take_while(|table| !is_later(table) && table.word_field().is_none());
        let packed = packed(numbers);
        let now = tables.iter().take_while(|table| !is_later(table)).count();
        let later = tables[now..].iter().map(|table| &table.axis.asked_by);
        let asked_later = later.fold(RuleSet::EMPTY, |set, rules| set.or(rules));
        Self { start, tables, packed, now, asked_later }
    }

    /// Whether another packs the classes of the numbers of every record as this one does.
    pub(super) fn packs_like(&self, other: &Self) -> bool {
        let packed = self.packed.iter().flatten().count();
        let mut tables = self.tables.iter().zip(&other.tables).take(packed);
        self.packed == other.packed && tables.all(|(own, theirs)| own.classes_like(theirs))
    }

    /// The tables that can be read at once.
    pub(super) fn now(&self) -> &[Table] {
        &self.tables[..self.now]
    }

    /// Those that can only be read once the decision is partly made.
    pub(super) fn later(&self) -> &[Table] {
        &self.tables[self.now..]
    }
}

/// The rules that a word of the subject leaves, by the axis that reads it.
fn start(clauses: &Clauses, own: usize, code: u16) -> Cell {
    let axis = &clauses.axes[own];
    let (mut refuted, mut unsure) = (RuleSet::EMPTY, RuleSet::EMPTY);
    for rule in axis.asked_by.iter() {
        let asked = clauses.of_rule(rule).filter(|asked| asked.axis == own);
        let truths = asked.map(|asked| asked.truth(Known::Word(code), &axis.may_become));
        let truth = truths.fold(Truth::Yes, Truth::and);
        if truth == Truth::No {
            refuted.insert(rule);
        }
        if truth != Truth::Yes {
            unsure.insert(rule);
        }
    }
    Cell { possible: clauses.all.without(&refuted), sure: clauses.all.without(&unsure) }
}

/// Where the classes of these tables stand when packed; `None` where there is no room for all.
fn packed<'t>(tables: impl Iterator<Item = &'t Table>) -> Option<Vec<ClassPlace>> {
    let mut end = 0;
    let place = |table: &Table| {
        let alike = table.alike();
        let most = alike.iter().copied().max().unwrap_or_default();
        let shift = end;
        end += u16::BITS - most.leading_zeros();
        (end <= u64::BITS).then_some(ClassPlace { shift, alike })
    };
    tables.map(place).collect()
}
