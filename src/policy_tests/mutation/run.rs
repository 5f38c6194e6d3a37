//! Deciding cases by changed policies.

use std::sync::atomic::{AtomicUsize, Ordering};

use super::coverage::Cited;
use super::mutant::{Mutant, mutants};
use super::plans::Plans;
use super::search::search;
use super::survivor::{Survivor, as_case};
use crate::command::Command;
use crate::decide::{Options, Plan};
use crate::policy::{Case, Pack, Rule};
use crate::policy_tests::run::{Decided, decided, judged, record_of};
use crate::record::{Lexicons, Record};

/// What became of all changes.
#[derive(Debug, Default)]
pub struct Mutation {
    /// Changes that some case notices.
    pub noticed: usize,
    /// Changes that no record shows.
    pub equivalent: usize,
    /// Changes that no case notices, though there are records that show them.
    pub survived: Vec<Survivor>,
}

impl Mutation {
    /// How many changes there were.
    pub fn mutants(&self) -> usize {
        self.noticed + self.equivalent + self.survived.len()
    }

    /// The share of those that could be noticed and were, in percent.
    pub fn percent(&self) -> f64 {
        let all = self.noticed + self.survived.len();
        if all == 0 { 100.0 } else { 100.0 * self.noticed as f64 / all as f64 }
    }
}

/// Changes each of the rules that are asked for, one thing at a time, and decides the cases by what
/// comes of it.
///
/// # Errors
/// When a policy is larger than decisions can be made from.
pub fn mutate(
    cases: &[Case],
    pack: &Pack,
    is_asked: &(dyn Fn(&Rule) -> bool + Sync),
) -> Result<Mutation, String> {
    let is_mutated = |place: &usize| !pack.rules[*place].off && is_asked(&pack.rules[*place]);
    let places: Vec<usize> = (0..pack.rules.len()).filter(is_mutated).collect();
    // A rule that changes leaves all words as they are.
    let lexicons = Lexicons::new(pack);
    let cited = Cited::new(cases, pack, &lexicons)?;
    let next = AtomicUsize::new(0);
    let work = || -> Result<Vec<(usize, Mutation)>, String> {
        let mut worker = Worker::new(cases, pack, &lexicons)?;
        let mut found = Vec::new();
        while let Some(place) = places.get(next.fetch_add(1, Ordering::Relaxed)) {
            found.push((*place, worker.of_rule(*place, &cited)?));
        }
        Ok(found)
    };
    let threads = std::thread::available_parallelism().map_or(1, usize::from).min(places.len().max(1));
    let found: Vec<_> = std::thread::scope(|scope| {
        let work = &work;
        let handles: Vec<_> = (0..threads).map(|_| scope.spawn(work)).collect();
        let joined = handles.into_iter().map(std::thread::ScopedJoinHandle::join);
        joined.map(|result| result.unwrap_or_else(|panic| std::panic::resume_unwind(panic))).collect()
    });
    let mut of_rules: Vec<(usize, Mutation)> = Vec::new();
    for share in found {
        of_rules.extend(share?);
    }
    of_rules.sort_by_key(|(place, _)| *place);
    let mut all = Mutation::default();
    for (_, found) in of_rules {
        all.noticed += found.noticed;
        all.equivalent += found.equivalent;
        all.survived.extend(found.survived);
    }
    Ok(all)
}

/// What is known of a case by the policy as it is.
struct Known {
    record: Record,
    decided: Decided,
}

/// Who changes rules, one after the other.
struct Worker<'w> {
    cases: &'w [Case],
    known: Vec<Known>,
    pack: &'w Pack,
    lexicons: &'w Lexicons,
    plans: Plans<'w>,
    changed: Pack,
}

impl<'w> Worker<'w> {
    fn new(cases: &'w [Case], pack: &'w Pack, lexicons: &'w Lexicons) -> Result<Self, String> {
        let mut plans = Plans::default();
        let mut known = Vec::with_capacity(cases.len());
        for case in cases {
            let plan = plans.of(case, pack, lexicons)?;
            let record = record_of(case, plan);
            known.push(Known { decided: decided(plan, record.clone()), record });
        }
        Ok(Self { cases, known, pack, lexicons, plans, changed: pack.clone() })
    }

    fn of_rule(&mut self, place: usize, cited: &Cited) -> Result<Mutation, String> {
        let original = &self.pack.rules[place];
        let order = cited.order(original, self.cases);
        let mut found = Mutation::default();
        for mutant in mutants(original) {
            if mutant.is_silent {
                found.equivalent += 1;
                continue;
            }
            self.changed.rules[place] = mutant.rule.clone();
            if self.notices(&order, &original.id)? {
                found.noticed += 1;
            } else {
                match self.shown(&order, original, &mutant)? {
                    None => found.equivalent += 1,
                    Some(survivor) => found.survived.push(survivor),
                }
            }
        }
        self.changed.rules[place] = original.clone();
        Ok(found)
    }

    /// Whether some case comes out in another way than is expected.
    fn notices(&self, order: &[usize], rule: &str) -> Result<bool, String> {
        let mut plans = Plans::default();
        for place in order {
            let (case, known) = (&self.cases[*place], &self.known[*place]);
            let plan = plans.of(case, &self.changed, self.lexicons)?;
            let found = decided(plan, known.record.clone());
            // What is decided alike differs at most in what is said of the rule itself.
            let (old, new) = (&known.decided, &found);
            let is_alike = old.decision == new.decision
                && old.computed == new.computed
                && old.undecided == new.undecided;
            let has_part = || plan.ids(new.decision.matched.or(&new.decision.remedies)).any(|id| id == rule);
            if (!is_alike || has_part()) && !judged(case, plan, &found).differences.is_empty() {
                return Ok(true);
            }
        }
        Ok(false)
    }

    /// A record on which a change shows.
    fn shown(
        &mut self,
        order: &[usize],
        original: &Rule,
        mutant: &Mutant,
    ) -> Result<Option<Survivor>, String> {
        let commands = Command::DECIDING.into_iter().filter(|command| original.counts_for(*command));
        for command in commands {
            // Moments that cases of the command are decided at: the first of them is enough for most.
            let mut seen: Vec<&Case> = Vec::new();
            for case in order.iter().map(|place| &self.cases[*place]) {
                let is_new = !seen.iter().any(|other| other.now == case.now);
                if case.command != command || !case.platforms.is_empty() || !is_new {
                    continue;
                }
                if seen.len() == MOMENTS {
                    break;
                }
                seen.push(case);
                let options = Options { urgent_within_s: 120, ..Options::default() };
                let new = Plan::new(command, &self.changed, self.lexicons, case.now, options)?;
                let old = self.plans.of(case, self.pack, self.lexicons)?;
                if let Some(witness) = search(old, &new, &[original, &mutant.rule]) {
                    let name = format!("{}: {} {}", original.id, mutant.clause, mutant.change);
                    return Ok(Some(Survivor {
                        rule: original.id.to_string(),
                        clause: mutant.clause.clone(),
                        change: mutant.change.clone(),
                        case: as_case(&name, old, &witness),
                    }));
                }
            }
        }
        Ok(None)
    }
}

/// At how many moments of its cases a change is looked for.
const MOMENTS: usize = 2;
