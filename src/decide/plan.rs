//! The policy made ready for one command and one moment.

use std::sync::OnceLock;

use crate::command::{Command, Verdict};
use crate::engine::{Program, RuleSet};
use crate::field::{Field, FieldSet};
use crate::policy::{Effect, Fact, Grade, Kind, Operand, Pack, Read, Rule};
use crate::record::{Facts, Lexicons};
use crate::value::{Day, Moment};

use super::calendar::Calendar;
use super::entries::Extra;
use super::key_plan::KeyPlan;
use super::lookup::{Lookup, OwnLookup};
use super::options::Options;
use super::states::States;

/// The policy made ready for one command and one moment.
#[derive(Debug)]
pub struct Plan<'p> {
    /// The command.
    pub command: Command,
    /// The policy.
    pub pack: &'p Pack,
    /// The words of all fields.
    pub lexicons: &'p Lexicons,
    /// The rules that hold at this moment, in policy order; rule sets speak of these.
    pub rules: Vec<&'p Rule>,
    /// The working days.
    pub calendar: Calendar,
    /// What the user asked for.
    pub options: Options,
    /// The moment of decision.
    pub now: Moment,
    /// Its date in China.
    pub today: Day,
    pub(super) program: Program,
    pub(super) states: States,
    /// By rule: the papers that it requires, as bits.
    pub(super) papers: Vec<u64>,
    pub(super) masks: Masks,
    pub(super) extra: Extra,
    /// The entries of the program that a verdict hangs on.
    pub(super) deciding: RuleSet,
    /// What questions look up, once they are asked.
    pub(super) lookup: OnceLock<Lookup>,
    /// By platform or channel.
    pub(super) own_lookups: Vec<OnceLock<OwnLookup>>,
    /// By rule: what its effects read by themselves.
    pub(super) reads: Vec<Vec<Read>>,
    /// The rules whose effects read a value that goes into the result.
    pub(super) reading: RuleSet,
    /// By platform or channel: what belongs in the key of a record, found once it is needed; `None` where
    /// words or numbers do not fit into one.
    pub(super) keys: Vec<OnceLock<Option<KeyPlan>>>,
    /// By platform or channel: the fields without which nothing can be said.
    pub(super) needs: Vec<FieldSet>,
    /// By platform: whether what it binds are gift cards, which have a state.
    pub(super) has_states: Vec<bool>,
    /// By rule: those that it excludes.
    pub(super) excludes: Vec<RuleSet>,
    /// By rule: those that ask for nothing beside it.
    pub(super) speaks_for: Vec<RuleSet>,
    /// By rule: the notes that stand with it where the card is rejected, if it does itself.
    pub(super) even_if_rejected: Vec<Option<RuleSet>>,
    /// By rule: the date on which what it waits for is through at the latest.
    pub(super) waits: Vec<Option<Day>>,
}

/// Rules by what they are, so that a question about all of them is one bitwise operation.
#[derive(Clone, Debug)]
pub(super) struct Masks {
    kinds: [RuleSet; Kind::ALL.len()],
    grades: [RuleSet; Grade::ALL.len()],
    carries: [RuleSet; Verdict::ALL.len()],
    /// Effect rules that carry a verdict or change what is paid, so that a missing fact of theirs
    /// counts. That of a rule which requires papers counts while it does.
    pub weighty: RuleSet,
    pub papers: RuleSet,
    pub windows: RuleSet,
    pub exclusive: RuleSet,
    pub quotes: RuleSet,
    pub shifts: RuleSet,
    pub declines: RuleSet,
    pub reviews: RuleSet,
    pub excludes: RuleSet,
    pub restarts: RuleSet,
    pub concludes: RuleSet,
    pub flags: RuleSet,
    /// Rules whose flag says stop.
    pub stops: RuleSet,
    /// Rules that look at what a card is worth.
    pub needs_price: RuleSet,
    pub drops_window: RuleSet,
}

/// Whether a condition of a rule looks at the face value, or at what follows from it.
fn needs_price(rule: &Rule) -> bool {
    let looks = |fact: &Fact| match fact {
        Fact::Field(field) => matches!(field, Field::FaceValue | Field::OfferedRate | Field::OfferedPrice),
        Fact::Derived(derived) => derived.spec().from.contains(&Field::FaceValue),
    };
    rule.when.iter().any(|clause| match &clause.of {
        Operand::Fact(fact) => looks(fact),
        Operand::Sum(fields) => fields.iter().any(|field| looks(&Fact::Field(*field))),
    })
}

impl<'p> Plan<'p> {
    /// The rules of a set that are of a kind.
    pub fn of_kind(&self, rules: &RuleSet, kind: Kind) -> RuleSet {
        rules.and(&self.masks.kinds[kind as usize])
    }

    /// The fields without which nothing can be said of records of a platform or channel.
    pub(super) fn needed(&self, subject: Option<u16>) -> FieldSet {
        subject.and_then(|code| self.needs.get(usize::from(code))).copied().unwrap_or_default()
    }

    /// Whether the cards of a record have a state.
    pub(super) fn has_states(&self, facts: &Facts) -> bool {
        match self.command {
            Command::CheckUnbind => {
                let code = self.subject(facts).map(usize::from);
                code.and_then(|code| self.has_states.get(code).copied()).unwrap_or(false)
            }
            Command::RecycleQuote => true,
            Command::CancelWindow | Command::ComparePlatforms => false,
        }
    }

    /// The fields from which the windows of a channel count.
    pub(super) fn counts_from(&self, subject: Option<u16>) -> FieldSet {
        let possible = self.program.possible(self.place_of(subject));
        self.extra.wanted_of(possible).map(|entry| entry.window.due.from).collect()
    }

    /// Sets the moment of decision to another of the same day, which is all that a plan is made for.
    pub fn set_now(&mut self, now: Moment) {
        debug_assert_eq!(now.day(), self.today);
        self.now = now;
        self.program.set_now(now);
    }

    /// The ids of rules, in policy order.
    pub fn ids(&self, rules: RuleSet) -> impl Iterator<Item = &'p str> {
        rules.into_iter().filter_map(|rule| self.rules.get(rule)).map(|rule| rule.id.as_str())
    }
}

impl Masks {
    pub fn new(rules: &[&Rule], pack: &Pack) -> Self {
        let where_ = |test: &dyn Fn(&Rule) -> bool| -> RuleSet {
            (0..rules.len()).filter(|index| test(rules[*index])).collect()
        };
        let stops = |rule: &Rule| {
            let flag = rule.effect.flag.as_deref().and_then(|flag| pack.word("flag", flag));
            flag.is_some_and(|word| word.stop)
        };
        let effect = |rule: &Rule| rule.kind == Kind::Effect;
        Self {
            kinds: Kind::ALL.map(|(_, kind)| where_(&|rule| rule.kind == kind)),
            grades: Grade::ALL.map(|(_, grade)| where_(&|rule| rule.grade == grade)),
            carries: Verdict::ALL
                .map(|verdict| where_(&|rule| effect(rule) && rule.effect.verdict == Some(verdict))),
            weighty: where_(&|rule| {
                let Effect { verdict, window, shift, .. } = &rule.effect;
                effect(rule) && (verdict.is_some() || window.is_some() || shift.is_some())
            }),
            papers: where_(&|rule| effect(rule) && !rule.effect.documents.is_empty()),
            windows: where_(&|rule| rule.effect.window.is_some()),
            exclusive: where_(&|rule| rule.effect.exclusive.is_some()),
            quotes: where_(&|rule| rule.effect.quote.is_some()),
            shifts: where_(&|rule| rule.effect.shift.is_some()),
            declines: where_(&|rule| rule.effect.declines),
            reviews: where_(&|rule| rule.effect.review.is_some()),
            excludes: where_(&|rule| !rule.effect.excludes.is_empty()),
            restarts: where_(&|rule| rule.effect.restart),
            concludes: where_(&|rule| rule.effect.concludes),
            flags: where_(&|rule| rule.effect.flag.is_some()),
            stops: where_(&|rule| stops(rule)),
            needs_price: where_(&|rule| needs_price(rule)),
            drops_window: where_(&|rule| rule.dispute.as_ref().is_some_and(|d| d.drops_window)),
        }
    }

    /// Effect rules that carry a verdict.
    pub(super) fn carrying(&self, verdict: Verdict) -> &RuleSet {
        &self.carries[verdict as usize]
    }

    /// Rules of a grade.
    pub(super) fn graded(&self, grade: Grade) -> &RuleSet {
        &self.grades[grade as usize]
    }
}
