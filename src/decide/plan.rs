//! The policy made ready for one command and one moment.

use crate::command::{Command, Verdict};
use crate::engine::{self, Entry, MAX_RULES, Program, RuleSet};
use crate::field::{Field, FieldSet};
use crate::policy::{Binds, Clause, Effect, Fact, Grade, Kind, Operand, Pack, Read, Rule};
use crate::record::{Facts, Lexicons};
use crate::value::{Day, Moment};

use super::calendar::Calendar;
use super::entries::{self, Extra, WindowEntry};
use super::infer::States;
use super::key::KeyPlan;
use super::options::Options;

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
    /// By rule: what its effects read by themselves.
    pub(super) reads: Vec<Vec<Read>>,
    /// By platform or channel: what belongs in the key of a record.
    pub(super) keys: Vec<Option<KeyPlan>>,
    /// By platform or channel: the fields without which nothing can be said.
    needs: Vec<FieldSet>,
    /// By platform: whether what it binds are gift cards, which have a state.
    has_states: Vec<bool>,
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
    /// Makes a policy ready.
    ///
    /// # Errors
    /// When the command has more rules than can be told apart.
    pub fn new(
        command: Command,
        pack: &'p Pack,
        lexicons: &'p Lexicons,
        now: Moment,
        options: Options,
    ) -> Result<Self, String> {
        let today = now.day();
        let holding = pack.rules_on(today);
        let rules: Vec<(&Rule, Vec<Clause>)> =
            holding.iter().filter_map(|rule| Some((*rule, rule.clauses_for(command)?))).collect();
        let (rules, clauses): (Vec<&Rule>, Vec<Vec<Clause>>) = rules.into_iter().unzip();
        if rules.len() > MAX_RULES {
            return Err(format!("{} rules; at most {MAX_RULES}", rules.len()));
        }
        let calendar = Calendar::new(pack);
        let longest = |id: &str| {
            let rule = holding.iter().find(|rule| rule.id == id)?;
            rule.effect.review.as_ref().map(|review| review.total().1)
        };
        let mut entries: Vec<Entry> = clauses.into_iter().map(|clauses| Entry { clauses }).collect();
        let source = entries::Source {
            rules: &rules,
            options: &options,
            calendar: &calendar,
            today,
            longest: &longest,
        };
        let extra = Extra::add(&source, &mut entries);
        let subject = Field::subject_of(command);
        let program = engine::compile(&entries, pack, lexicons, subject, now)?;
        let reads = rules.iter().map(|rule| rule.effect.reads()).collect();
        let masks = Masks::new(&rules, pack);
        let needs = subject.map_or_else(Vec::new, |field| {
            pack.words(field.name()).map(|word| word.needs.iter().copied().collect()).collect()
        });
        let documents = lexicons.of(Field::Documents);
        let bits = |ids: &[String]| {
            let codes = ids.iter().filter_map(|id| documents.code_of_id(id));
            codes.fold(0, |bits, code| bits | 1u64.checked_shl(code.into()).unwrap_or(0))
        };
        let papers = rules.iter().map(|rule| bits(&rule.effect.documents)).collect();
        let has_states = match subject {
            Some(field) => {
                pack.words(field.name()).map(|word| word.binds == Some(Binds::GiftCards)).collect()
            }
            None => Vec::new(),
        };
        let named = |ids: &[String]| -> RuleSet {
            rules
                .iter()
                .enumerate()
                .filter(|(_, rule)| ids.contains(&rule.id))
                .map(|(index, _)| index)
                .collect()
        };
        let excludes = rules.iter().map(|rule| named(&rule.effect.excludes)).collect();
        let speaks_for = rules.iter().map(|rule| named(&rule.effect.speaks_for)).collect();
        let even_if_rejected =
            rules.iter().map(|rule| rule.effect.even_if_rejected.as_ref().map(|ids| named(ids))).collect();
        let waits = rules
            .iter()
            .map(|rule| longest(rule.effect.waits_for.as_deref()?))
            .map(|days| days.map(|days| calendar.nth_after(today, days).day))
            .collect();
        let mut plan = Self {
            command,
            pack,
            lexicons,
            rules,
            calendar,
            options,
            now,
            today,
            program,
            states: States::new(lexicons),
            papers,
            masks,
            extra,
            reads,
            needs,
            has_states,
            excludes,
            speaks_for,
            even_if_rejected,
            waits,
            keys: Vec::new(),
        };
        plan.keys = KeyPlan::all(&plan);
        Ok(plan)
    }

    /// The rules of a set that are of a kind.
    pub fn of_kind(&self, rules: &RuleSet, kind: Kind) -> RuleSet {
        rules.and(&self.masks.kinds[kind as usize])
    }

    /// What the command itself reads of a record, beside what rules do.
    pub(super) fn command_reads(&self) -> &'static [Read] {
        match self.command {
            Command::CheckUnbind => super::unbind::READS,
            Command::CancelWindow => super::cancel::READS,
            Command::RecycleQuote | Command::ComparePlatforms => super::quote::READS,
        }
    }

    /// The fields without which nothing can be said of records of a platform or channel.
    pub(super) fn needed(&self, subject: Option<u8>) -> FieldSet {
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
    pub(super) fn counts_from(&self, subject: Option<u8>) -> FieldSet {
        let possible = |entry: &&WindowEntry| self.program.is_possible(subject, entry.wanted);
        self.extra.windows.iter().filter(possible).map(|entry| entry.window.due.from).collect()
    }

    /// The ids of rules, in policy order.
    pub fn ids(&self, rules: RuleSet) -> impl Iterator<Item = &'p str> {
        rules.iter().filter_map(|rule| self.rules.get(rule)).map(|rule| rule.id.as_str())
    }
}

impl Masks {
    fn new(rules: &[&Rule], pack: &Pack) -> Self {
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
