//! Where a decision changes its mind: the values of a field at which some rule sees a record in another
//! way, inference before the rules included.

use super::infer::{self, infer_from};
use super::plan::Plan;
use crate::command::{Command, Verdict};
use crate::engine::{DerivedFacts, RuleSet};
use crate::field::{Field, FieldSet};
use crate::record::Facts;
use crate::value::Money;

/// What a decision comes to, of which questions ask whether it changes.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct VerdictRange {
    /// The verdict.
    pub verdict: Verdict,
    /// The verdict if every undecided rule matched.
    pub at_worst: Verdict,
}

impl Plan<'_> {
    /// What is decided of a record.
    pub fn outcome(&self, facts: &Facts) -> VerdictRange {
        let decision = self.decision(facts);
        VerdictRange { verdict: decision.verdict, at_worst: decision.at_worst }
    }

    /// What is decided of a record, all but what follows from its very values.
    pub fn decision(&self, facts: &Facts) -> super::Decision {
        let mut facts = facts.clone();
        let prepared = self.prepare(&mut facts);
        self.settle(&facts, &prepared)
    }

    /// The entries of the program that a verdict on a platform or channel hangs on, windows and papers
    /// among them; those of messages, grades and the like are not.
    pub fn deciding_on(&self, subject: Option<u16>) -> &RuleSet {
        &self.own_lookup(subject).deciding
    }

    /// The fields of which some value can make a difference to verdicts about a platform or channel.
    pub fn deciding_fields(&self, subject: Option<u16>) -> FieldSet {
        self.own_lookup(subject).fields
    }

    /// The same, found anew.
    pub(super) fn find_deciding_fields(&self, subject: usize, rules: &RuleSet) -> FieldSet {
        let mut fields = self.program.fields_of(rules).union(self.needed(u16::try_from(subject).ok()));
        if self.command == Command::RecycleQuote {
            fields.insert(Field::FaceValue);
        }
        if rules.meets(&self.masks.papers) {
            fields.insert(Field::Documents);
        }
        for field in fields.iter() {
            fields = fields.union(infer_from(self.command, field));
        }
        Field::of(self.command).filter(|field| fields.has(*field)).collect()
    }

    /// The fields whose values only mean something beside the value of another field, so that an amount
    /// nearest to what turns a decision hangs on that.
    pub fn fields_beside_others(&self) -> FieldSet {
        self.pairs(&self.deciding)
            .into_iter()
            .fold(self.program.fields_of_sums(&self.deciding), FieldSet::union)
    }

    /// Those of them of which not even the order of amounts is the same for all records of a class: sums,
    /// and what is compared with a figure as well.
    pub fn fields_in_relation(&self, subject: Option<u16>) -> FieldSet {
        let rules = self.deciding_on(subject);
        let figures = self.program.fields_of_figures(rules);
        let has_figure = |pair: &FieldSet| pair.iter().any(|field| figures.has(field));
        let pairs = self.pairs(rules).into_iter().filter(has_figure);
        pairs.fold(self.program.fields_of_sums(rules), FieldSet::union)
    }

    /// The fields that are compared with one another.
    fn pairs(&self, rules: &RuleSet) -> Vec<FieldSet> {
        let mut pairs = self.program.fields_of_differences(rules);
        pairs.extend(Field::of(self.command).map(|field| infer::related(self.command, field)));
        pairs
    }

    /// The first rule that looks at a field and has a part in verdicts on a platform or channel, by its
    /// place in policy order.
    pub fn first_rule_on(&self, field: Field, subject: Option<u16>) -> usize {
        let rules = self.deciding_on(subject);
        let looks = |rule: &usize| {
            let own = self.program.fields_of(&RuleSet::from_iter([*rule]));
            own.has(field) || own.iter().any(|seen| infer_from(self.command, seen).has(field))
        };
        let asks = |rule: &usize| field == Field::Documents && self.masks.papers.has(*rule);
        let own = rules.iter().filter(|rule| *rule < self.rules.len());
        own.into_iter().find(|rule| looks(rule) || asks(rule)).unwrap_or(usize::MAX)
    }

    /// The papers that rules of a platform can ask for, as bits.
    pub fn papers_asked_for(&self, subject: Option<u16>) -> u64 {
        let rules = self.masks.papers.and(self.deciding_on(subject));
        rules.iter().fold(0, |bits, rule| bits | self.papers[rule])
    }

    /// The fact that contradicts the state that is given.
    pub fn contradicting(&self, facts: &Facts) -> Option<Field> {
        let is_contradicted = |facts: &Facts| infer::infer_state(self, facts).is_contradicted;
        if !matches!(self.command, Command::CheckUnbind | Command::RecycleQuote) || !is_contradicted(facts) {
            return None;
        }
        [Field::BoundAt, Field::Balance, Field::ExpiresOn].into_iter().find(|field| {
            let mut alone = Facts::NONE;
            let kept = [Some(*field), Some(Field::State), Some(Field::Platform), Some(Field::FaceValue)];
            for kept in kept.into_iter().flatten() {
                if let Some(value) = facts.get(kept) {
                    alone.set(kept, value);
                }
            }
            facts.has(*field) && is_contradicted(&alone)
        })
    }

    /// The values of a field from which on a record may be decided in another way by these entries, all
    /// its other facts being as they are: ascending, each once.
    pub fn breakpoints(&self, facts: &Facts, field: Field, rules: &RuleSet) -> Vec<i64> {
        let mut found = self.own_breakpoints(facts, field, rules);
        match field {
            Field::OfferedPrice => self.of_price(facts, rules, &mut found),
            Field::FaceValue if facts.has(Field::OfferedPrice) && !facts.has(Field::OfferedRate) => {
                self.of_face_value(facts, rules, &mut found);
            }
            _ => {}
        }
        found.sort_unstable();
        found.dedup();
        found
    }

    /// Whether a rule can match records of a platform or channel at all.
    pub fn can_match(&self, subject: Option<u16>, rule: usize) -> bool {
        self.program.is_possible(subject, rule)
    }

    /// All entries of the program: those of rules, and those of their parts.
    pub fn entries(&self) -> &RuleSet {
        self.program.all()
    }

    /// The moments after that of the plan at which a record falls into another class because its times
    /// lie further back, as milliseconds; in no order.
    pub fn moments(&self, facts: &Facts) -> Vec<i64> {
        self.program.moments(self.subject(facts), facts)
    }

    fn own_breakpoints(&self, facts: &Facts, field: Field, rules: &RuleSet) -> Vec<i64> {
        // What platforms pay stands beside the offer, and does not hang on it.
        let derived = match field {
            Field::OfferedRate => self.market(facts),
            _ => DerivedFacts::default(),
        };
        let mut found = self.program.breakpoints(self.subject(facts), field, facts, &derived, rules);
        infer::breakpoints(self, facts, field, &mut found);
        found
    }

    /// A price counts as the rate that it comes to.
    fn of_price(&self, facts: &Facts, rules: &RuleSet, found: &mut Vec<i64>) {
        let Some(face_value) = facts.get(Field::FaceValue).filter(|_| !facts.has(Field::OfferedRate)) else {
            return;
        };
        for rate in self.own_breakpoints(facts, Field::OfferedRate, rules) {
            found.push(first(0, face_value.saturating_mul(3), |price| {
                Money(price).rate_of(Money(face_value)).0 >= rate
            }));
        }
    }

    /// The rate of a price falls as the face value rises, and what platforms pay changes with it.
    fn of_face_value(&self, facts: &Facts, rules: &RuleSet, found: &mut Vec<i64>) {
        let price = Money(facts.get(Field::OfferedPrice).unwrap_or(0));
        let mut starts = found.clone();
        starts.push(1);
        for start in starts.into_iter().filter(|start| *start > 0) {
            let mut at = facts.clone();
            at.set(Field::FaceValue, start);
            for rate in self.own_breakpoints(&at, Field::OfferedRate, rules) {
                let most = price.0.saturating_mul(100).saturating_add(1);
                found.push(first(1, most, |face_value| price.rate_of(Money(face_value)).0 < rate));
            }
        }
    }
}

/// The first number from `least` to `most` of which this is so, where it is so of all behind it; the one
/// behind `most` where there is none.
fn first(least: i64, most: i64, is_so: impl Fn(i64) -> bool) -> i64 {
    let (mut low, mut high) = (least, most.saturating_add(1));
    while low < high {
        let middle = low + (high - low) / 2;
        if is_so(middle) { high = middle } else { low = middle + 1 }
    }
    low
}
