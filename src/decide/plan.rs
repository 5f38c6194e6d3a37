//! The policy made ready for one command and one moment.

use crate::command::{Command, Verdict};
use crate::engine::{self, Entry, MAX_RULES, Program, RuleSet};
use crate::field::{Field, FieldSet};
use crate::policy::{Base, Clause, Grade, Kind, Op, Pack, Read, Rule, Test, Window};
use crate::record::Lexicons;
use crate::value::{Day, Moment, Span};

use super::calendar::Calendar;
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
    pub(super) disputes: Vec<DisputeEntry>,
    pub(super) windows: Vec<WindowEntry>,
    pub(super) regrades: Vec<RegradeEntry>,
    /// By rule: what its effects read by themselves.
    pub(super) reads: Vec<Vec<Read>>,
    /// By platform or channel: what belongs in the key of a record.
    pub(super) keys: Vec<Option<KeyPlan>>,
    /// By platform or channel: the fields without which nothing can be said.
    needs: Vec<FieldSet>,
}

/// Rules by what they are, so that a question about all of them is one bitwise operation.
#[derive(Clone, Debug)]
pub(super) struct Masks {
    kinds: [RuleSet; Kind::ALL.len()],
    grades: [RuleSet; Grade::ALL.len()],
    carries: [RuleSet; Verdict::ALL.len()],
    /// Effect rules that carry a verdict or require papers, so that a missing fact of theirs counts.
    pub weighty: RuleSet,
    pub asks: RuleSet,
    pub papers: RuleSet,
    pub windows: RuleSet,
    pub exclusive: RuleSet,
    pub quotes: RuleSet,
    pub shifts: RuleSet,
    pub declines: RuleSet,
    pub reviews: RuleSet,
    pub restarts: RuleSet,
    pub drops_window: RuleSet,
}

/// A dispute that would change a verdict, as an entry of its own.
#[derive(Clone, Copy, Debug)]
pub(super) struct DisputeEntry {
    pub rule: usize,
    pub entry: usize,
    pub verdict: Verdict,
}

/// Another grade of a rule, as an entry of its own.
#[derive(Clone, Copy, Debug)]
pub(super) struct RegradeEntry {
    pub rule: usize,
    pub entry: usize,
    pub grade: Grade,
}

/// A window, with entries of its own for what can be known of it.
#[derive(Clone, Debug)]
pub(super) struct WindowEntry {
    pub rule: usize,
    pub window: Window,
    /// How many clauses the rule has: the more, the more it says of this very order.
    pub clauses: usize,
    /// The rule would match if only the fact it counts from were known.
    pub wanted: usize,
    /// It lasts.
    pub open: usize,
    /// It lasts, and is urgent by its own account.
    pub urgent: usize,
    /// It lasts, and ends within the user's own limit.
    pub soon: usize,
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
        let rules: Vec<&Rule> = holding.into_iter().filter(|rule| rule.command == command).collect();
        if rules.len() > MAX_RULES {
            return Err(format!("{} rules; at most {MAX_RULES}", rules.len()));
        }
        let mut entries: Vec<Entry> = rules.iter().map(|rule| Entry { clauses: rule.clauses() }).collect();
        let Extra { disputes, windows, regrades } = extra_entries(&rules, &options, &mut entries);
        let subject = Field::subject_of(command);
        let program = engine::compile(&entries, pack, lexicons, subject, now)?;
        let reads = rules.iter().map(|rule| rule.effect.reads()).collect();
        let masks = Masks::new(&rules);
        let needs = subject.map_or_else(Vec::new, |field| {
            pack.words(field.name()).map(|word| word.needs.iter().copied().collect()).collect()
        });
        let documents = lexicons.of(Field::Documents);
        let bits = |ids: &[String]| {
            let codes = ids.iter().filter_map(|id| documents.code_of_id(id));
            codes.fold(0, |bits, code| bits | 1u64.checked_shl(code.into()).unwrap_or(0))
        };
        let papers = rules.iter().map(|rule| bits(&rule.effect.documents)).collect();
        let calendar = Calendar::new(pack);
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
            disputes,
            windows,
            regrades,
            reads,
            needs,
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

    /// The fields from which the windows of a channel count.
    pub(super) fn counts_from(&self, subject: Option<u8>) -> FieldSet {
        let possible = |entry: &&WindowEntry| self.program.is_possible(subject, entry.wanted);
        self.windows.iter().filter(possible).map(|entry| entry.window.due.from).collect()
    }

    /// The ids of rules, in policy order.
    pub fn ids(&self, rules: RuleSet) -> impl Iterator<Item = &'p str> {
        rules.iter().filter_map(|rule| self.rules.get(rule)).map(|rule| rule.id.as_str())
    }
}

impl Masks {
    fn new(rules: &[&Rule]) -> Self {
        let where_ = |test: &dyn Fn(&Rule) -> bool| -> RuleSet {
            (0..rules.len()).filter(|index| test(rules[*index])).collect()
        };
        let effect = |rule: &Rule| rule.kind == Kind::Effect;
        Self {
            kinds: Kind::ALL.map(|(_, kind)| where_(&|rule| rule.kind == kind)),
            grades: Grade::ALL.map(|(_, grade)| where_(&|rule| rule.grade == grade)),
            carries: Verdict::ALL
                .map(|verdict| where_(&|rule| effect(rule) && rule.effect.verdict == Some(verdict))),
            weighty: where_(&|rule| {
                let papers = !rule.effect.documents.is_empty();
                effect(rule) && (rule.effect.verdict.is_some() || rule.effect.window.is_some() || papers)
            }),
            asks: where_(&|rule| effect(rule) && rule.asks.is_some()),
            papers: where_(&|rule| effect(rule) && !rule.effect.documents.is_empty()),
            windows: where_(&|rule| rule.effect.window.is_some()),
            exclusive: where_(&|rule| rule.effect.exclusive.is_some()),
            quotes: where_(&|rule| rule.effect.quote.is_some()),
            shifts: where_(&|rule| rule.effect.shift.is_some()),
            declines: where_(&|rule| rule.effect.declines),
            reviews: where_(&|rule| rule.effect.review.is_some()),
            restarts: where_(&|rule| rule.effect.restart),
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

/// Adds the entries of disputes, other grades and windows behind those of the rules.
fn extra_entries(rules: &[&Rule], options: &Options, entries: &mut Vec<Entry>) -> Extra {
    let mut extra = Extra::default();
    let mut add = |clauses: Vec<Clause>| {
        entries.push(Entry { clauses });
        entries.len() - 1
    };
    for (index, rule) in rules.iter().enumerate() {
        if rule.kind != Kind::Effect {
            continue;
        }
        let with_own = |when: &[Clause]| rule.clauses().into_iter().chain(when.iter().cloned()).collect();
        if let Some(dispute) = &rule.dispute
            && let Some(verdict) = dispute.verdict
        {
            let entry = add(with_own(&dispute.when));
            extra.disputes.push(DisputeEntry { rule: index, entry, verdict });
        }
        if let Some(regrade) = &rule.regrade {
            let entry = add(with_own(&regrade.when));
            extra.regrades.push(RegradeEntry { rule: index, entry, grade: regrade.grade });
        }
        let Some(window) = &rule.effect.window else { continue };
        let (from, lasts) = (window.due.from, window.due.lasts);
        let lasting = || {
            let mut clauses = rule.when.clone();
            clauses.push(Clause::bound(from, Op::AtLeast, Base::Now, -lasts.0));
            clauses
        };
        let with = |clause: Option<Clause>| lasting().into_iter().chain(clause).collect();
        let urgent_after = match window.urgent_after {
            None => Some(Clause::of_field(from, Test::Given(false))),
            Some(Span(0)) => None,
            Some(after) => Some(Clause::bound(from, Op::Below, Base::Now, -after.0)),
        };
        // Whole seconds that remain are rounded down, so up to a second more is still as soon.
        let soon = (options.urgent_within_s + 1) * 1000 - lasts.0;
        extra.windows.push(WindowEntry {
            rule: index,
            window: window.clone(),
            clauses: rule.when.len(),
            wanted: add(rule.when.clone()),
            open: add(lasting()),
            urgent: add(with(urgent_after)),
            soon: add(with(Some(Clause::bound(from, Op::Below, Base::Now, soon)))),
        });
    }
    extra
}

/// Entries of a program beside those of the rules themselves.
#[derive(Default)]
struct Extra {
    disputes: Vec<DisputeEntry>,
    windows: Vec<WindowEntry>,
    regrades: Vec<RegradeEntry>,
}
