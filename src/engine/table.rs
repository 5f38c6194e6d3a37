//! The classes of an axis for the rules of one subject, and what each means for every one of them.

use std::collections::HashMap;
use std::ops::Range;

use foldhash::fast::FixedState;

use super::axis::{Axis, Cell, FIRST, Reading, Truth};
use super::derived::DerivedFacts;
use super::question::{Asked, Known, Question};
use super::ruleset::RuleSet;
use crate::field::Field;
use crate::record::Facts;

/// An axis as the rules of one subject ask of it: what only others ask costs it nothing.
#[derive(Clone, Debug)]
pub(super) struct Table {
    /// The axis, asked by no other rules.
    pub axis: Axis,
    /// The values at which the class changes, ascending: `value >= threshold`.
    pub thresholds: Vec<i64>,
    /// By class.
    pub cells: Vec<Cell>,
}

impl Table {
    /// What these clauses ask of an axis, all of rules among these, ascending.
    pub(super) fn new(axis: &Axis, asked: &[&Asked], among: &RuleSet) -> Self {
        let axis = Axis { asked_by: asked.iter().map(|asked| asked.rule).collect(), ..axis.clone() };
        let bound = |asked: &&Asked| match asked.question {
            Question::Bound(threshold, _) => Some(threshold),
            Question::Codes(_) | Question::NoneOf(_) | Question::Given(_) => None,
        };
        let mut thresholds: Vec<i64> = asked.iter().filter_map(bound).collect();
        thresholds.sort_unstable();
        thresholds.dedup();
        let asking = Asking { axis: &axis, asked, others: among.without(&axis.asked_by) };
        let cells = asking.cells(&thresholds);
        Self { axis, thresholds, cells }
    }

    /// The class of a record.
    #[inline]
    pub(super) fn class(&self, facts: &Facts, derived: &DerivedFacts) -> usize {
        self.axis.class(&self.thresholds, facts, derived)
    }

    /// Whether every record is of the same class in another.
    pub(super) fn classes_like(&self, other: &Self) -> bool {
        self.axis.reading == other.axis.reading
            && self.axis.base == other.axis.base
            && self.axis.words == other.axis.words
            && self.thresholds == other.thresholds
    }

    /// The rules that the class of a record leaves possible, and those that it satisfies.
    pub(super) fn cell(&self, facts: &Facts, derived: &DerivedFacts) -> &Cell {
        &self.cells[self.class(facts, derived)]
    }

    /// The field whose word the axis reads.
    pub(super) fn word_field(&self) -> Option<Field> {
        self.axis.word_field()
    }

    /// By class, a number that is the same for those which no rule tells apart. What is missing and what
    /// there is not stay apart: results name the facts that they lack.
    pub(super) fn alike(&self) -> Vec<u16> {
        let mut kinds = HashMap::with_hasher(FixedState::default());
        let mut alike = Vec::with_capacity(self.cells.len());
        for (class, cell) in self.cells.iter().enumerate() {
            let next = kinds.len() as u16;
            alike.push(*kinds.entry((class.min(FIRST), &cell.possible, &cell.sure)).or_insert(next));
        }
        alike
    }
}

/// What is asked of an axis.
struct Asking<'a> {
    axis: &'a Axis,
    /// By rule, ascending.
    asked: &'a [&'a Asked],
    /// The rules that ask nothing of it.
    others: RuleSet,
}

impl Asking<'_> {
    fn cells(&self, thresholds: &[i64]) -> Vec<Cell> {
        let mut cells = vec![self.cell(Known::Missing), self.cell(Known::None)];
        // There are as many codes as words, of which there are far less than codes can tell apart.
        let words = 0..self.axis.words as u16;
        match self.axis.reading {
            Reading::Word(_) => {
                cells.extend(words.clone().chain([words.end]).map(|code| self.cell(Known::Word(code))));
                if !self.axis.may_become.is_empty() {
                    cells.extend(words.map(|code| self.cell(Known::Presumed(code))));
                }
            }
            Reading::Presence(_) => cells.push(self.cell(Known::Number)),
            Reading::Number(_) | Reading::FromNow(_) | Reading::Difference(..) => {
                cells.extend(self.numbers(thresholds, false));
            }
            Reading::Sum(_) => {
                cells.extend(self.numbers(thresholds, false));
                cells.extend(self.numbers(thresholds, true));
            }
        }
        cells
    }

    /// What is known means this for every rule.
    fn cell(&self, known: Known) -> Cell {
        let (mut possible, mut sure) = (RuleSet::EMPTY, RuleSet::EMPTY);
        for of_rule in self.asked.chunk_by(|one, other| one.rule == other.rule) {
            let truth = of_rule.iter().fold(Truth::Yes, |truth, asked| truth.and(self.truth(asked, known)));
            if truth != Truth::No {
                possible.insert(of_rule[0].rule);
            }
            if truth == Truth::Yes {
                sure.insert(of_rule[0].rule);
            }
        }
        Cell { possible: self.others.or(&possible), sure: self.others.or(&sure) }
    }

    fn truth(&self, asked: &Asked, known: Known) -> Truth {
        asked.truth(known, &self.axis.may_become)
    }

    /// The cells of numbers, by how many thresholds they reach; or `at_least` as many.
    fn numbers(&self, thresholds: &[i64], at_least: bool) -> impl Iterator<Item = Cell> {
        let count = thresholds.len() + 1;
        let (mut possible, mut sure) = (Vec::new(), Vec::new());
        for of_rule in self.asked.chunk_by(|one, other| one.rule == other.rule) {
            let (mut from, mut until, mut is_limited) = (0, count, false);
            let mut truth = Truth::Yes;
            for asked in of_rule {
                let Question::Bound(threshold, reach) = asked.question else {
                    truth = truth.and(self.truth(asked, Known::Number));
                    continue;
                };
                let place = thresholds.partition_point(|known| *known < threshold);
                if reach {
                    from = from.max(place + 1);
                } else {
                    (until, is_limited) = (until.min(place + 1), true);
                }
            }
            let rule = of_rule[0].rule;
            if truth != Truth::No {
                possible.push((rule, if at_least { 0 } else { from }..until));
            }
            // Of a number that may be greater nobody knows whether it stays below.
            if truth == Truth::Yes && !(at_least && is_limited) {
                sure.push((rule, from..until));
            }
        }
        let sets = self.sweep(count, &possible).zip(self.sweep(count, &sure));
        sets.map(|(possible, sure)| Cell { possible, sure }).collect::<Vec<_>>().into_iter()
    }

    /// For each of so many classes the rules that it is in the range of, beside those that do not ask.
    fn sweep(&self, classes: usize, ranges: &[(usize, Range<usize>)]) -> impl Iterator<Item = RuleSet> {
        let ranges = ranges.iter().filter(|(_, range)| !range.is_empty());
        let ends = ranges.flat_map(|(rule, range)| [(range.start, *rule, true), (range.end, *rule, false)]);
        let mut ends: Vec<(usize, usize, bool)> = ends.collect();
        ends.sort_unstable();
        let mut ends = ends.into_iter().peekable();
        let mut set = self.others.clone();
        (0..classes).map(move |class| {
            while let Some((_, rule, begins)) = ends.next_if(|(at, ..)| *at <= class) {
                if begins { set.insert(rule) } else { set.remove(rule) }
            }
            set.clone()
        })
    }
}
