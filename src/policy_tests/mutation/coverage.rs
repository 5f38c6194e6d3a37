//! Whether cases show both sides of each clause.

use std::collections::HashMap;

use super::mutant::{clause_name, clauses_mut, conditions};
use super::plans::Plans;
use crate::policy::{Case, Pack, Rule};
use crate::policy_tests::run::decide;
use crate::record::Lexicons;

/// What cases show of clauses.
#[derive(Debug, Default)]
pub struct Coverage {
    /// How many clauses there are.
    pub clauses: usize,
    /// Those of which no case shows both sides: rule and clause.
    pub uncovered: Vec<(String, String)>,
}

/// By rule the cases in which it has a part, which are looked at first.
pub(super) struct Cited {
    by_rule: HashMap<String, Vec<usize>>,
}

impl Cited {
    pub(super) fn new(cases: &[Case], pack: &Pack, lexicons: &Lexicons) -> Result<Self, String> {
        let mut plans = Plans::default();
        let mut by_rule: HashMap<String, Vec<usize>> = HashMap::new();
        for (place, case) in cases.iter().enumerate() {
            let outcome = decide(case, plans.of(case, pack, lexicons)?);
            for id in outcome.matched.into_iter().chain(outcome.undecided) {
                by_rule.entry(id).or_default().push(place);
            }
        }
        Ok(Self { by_rule })
    }

    /// All cases that a rule may have a part in, the most promising first.
    pub(super) fn order(&self, rule: &Rule, cases: &[Case]) -> Vec<usize> {
        let first = self.by_rule.get(rule.id.as_str()).cloned().unwrap_or_default();
        let is_other = |place: &usize| !first.contains(place) && rule.counts_for(cases[*place].command);
        let others: Vec<usize> = (0..cases.len()).filter(is_other).collect();
        first.iter().copied().chain(others).collect()
    }
}

/// Which clauses cases show both sides of.
///
/// # Errors
/// When a policy is larger than decisions can be made from.
pub fn cover(cases: &[Case], pack: &Pack, is_asked: &dyn Fn(&Rule) -> bool) -> Result<Coverage, String> {
    let lexicons = Lexicons::new(pack);
    let cited = Cited::new(cases, pack, &lexicons)?;
    let mut originals = Plans::default();
    let mut changed = pack.clone();
    let mut found = Coverage::default();
    for place in 0..pack.rules.len() {
        let rule = &pack.rules[place];
        if rule.off || !is_asked(rule) {
            continue;
        }
        let order = cited.order(rule, cases);
        let holds = cited.by_rule.contains_key(rule.id.as_str());
        for (path, count) in conditions(rule).into_iter().filter(|(path, _)| path == "when") {
            for index in 0..count {
                let mut without = rule.clone();
                let Some(clauses) = clauses_mut(&mut without, &path) else { continue };
                let name = clause_name(&path, &clauses.remove(index));
                changed.rules[place] = without;
                found.clauses += 1;
                if !(holds
                    && fails_alone(&rule.id, &order, cases, &changed, pack, &lexicons, &mut originals)?)
                {
                    found.uncovered.push((rule.id.to_string(), name));
                }
            }
        }
        changed.rules[place] = rule.clone();
    }
    Ok(found)
}

/// Whether a rule matches a case once a clause of it is dropped, and is false with it.
fn fails_alone<'p>(
    id: &str,
    order: &[usize],
    cases: &[Case],
    changed: &Pack,
    pack: &'p Pack,
    lexicons: &'p Lexicons,
    originals: &mut Plans<'p>,
) -> Result<bool, String> {
    let mut plans = Plans::default();
    // Cases that the rule has no part in are the ones in which a clause may fail.
    for place in order.iter().rev() {
        let case = &cases[*place];
        let matches = decide(case, plans.of(case, changed, lexicons)?).matched.contains(id);
        if !matches {
            continue;
        }
        let outcome = decide(case, originals.of(case, pack, lexicons)?);
        if !outcome.matched.contains(id) && !outcome.undecided.contains(id) {
            return Ok(true);
        }
    }
    Ok(false)
}
