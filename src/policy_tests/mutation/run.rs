//! Deciding cases by changed policies.

use std::collections::HashMap;

use super::mutant::{Mutant, clause_name, clauses_mut, conditions, mutants};
use super::search::{Witness, search};
use crate::decide::{Options, Plan};
use crate::policy::{Case, Pack, Rule};
use crate::policy_tests::run::decide;
use crate::record::Lexicons;

/// A change that no case notices.
#[derive(Debug)]
pub struct Survivor {
    /// The rule.
    pub rule: String,
    /// Where in it.
    pub clause: String,
    /// What was changed.
    pub change: String,
    /// A record on which it shows, as a case to fill in.
    pub case: String,
}

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

/// What cases show of clauses.
#[derive(Debug, Default)]
pub struct Coverage {
    /// How many clauses there are.
    pub clauses: usize,
    /// Those of which no case shows both sides: rule and clause.
    pub uncovered: Vec<(String, String)>,
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

/// The plans of a policy that cases are decided by.
struct Plans<'p> {
    plans: Vec<Plan<'p>>,
}

fn is_for(plan: &Plan<'_>, case: &Case) -> bool {
    plan.command == case.command && plan.now == case.now && plan.options.platforms == case.platforms
}

impl<'p> Plans<'p> {
    fn of(&mut self, case: &Case, pack: &'p Pack, lexicons: &'p Lexicons) -> Result<&Plan<'p>, String> {
        let place = match self.plans.iter().position(|plan| is_for(plan, case)) {
            Some(place) => place,
            None => {
                let options =
                    Options { urgent_within_s: 120, platforms: case.platforms.clone(), ..Options::default() };
                self.plans.push(Plan::new(case.command, pack, lexicons, case.now, options)?);
                self.plans.len() - 1
            }
        };
        Ok(&self.plans[place])
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
    let places: Vec<usize> = (0..pack.rules.len())
        .filter(|place| !pack.rules[*place].off && is_asked(&pack.rules[*place]))
        .collect();
    let cited = Cited::new(cases, pack)?;
    let threads = std::thread::available_parallelism().map_or(1, usize::from).min(8);
    let shares: Vec<Vec<usize>> =
        (0..threads).map(|share| places.iter().copied().skip(share).step_by(threads).collect()).collect();
    let work = |share: &Vec<usize>| -> Result<Vec<(usize, Mutation)>, String> {
        let mut changed = pack.clone();
        let of_place = |place: &usize| Ok((*place, of_rule(*place, &mut changed, cases, pack, &cited)?));
        share.iter().map(of_place).collect()
    };
    let found: Vec<_> = std::thread::scope(|scope| {
        let work = &work;
        let handles: Vec<_> = shares.iter().map(|share| scope.spawn(move || work(share))).collect();
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

/// By rule the cases in which it has a part, which are looked at first.
struct Cited {
    by_rule: HashMap<String, Vec<usize>>,
}

impl Cited {
    fn new(cases: &[Case], pack: &Pack) -> Result<Self, String> {
        let lexicons = Lexicons::new(pack);
        let mut plans = Plans { plans: Vec::new() };
        let mut by_rule: HashMap<String, Vec<usize>> = HashMap::new();
        for (place, case) in cases.iter().enumerate() {
            let outcome = decide(case, plans.of(case, pack, &lexicons)?);
            for id in outcome.matched.into_iter().chain(outcome.undecided) {
                by_rule.entry(id).or_default().push(place);
            }
        }
        Ok(Self { by_rule })
    }

    /// All cases that a rule may have a part in, the most promising first.
    fn order(&self, rule: &Rule, cases: &[Case]) -> Vec<usize> {
        let first = self.by_rule.get(&rule.id).cloned().unwrap_or_default();
        let is_other = |place: &usize| !first.contains(place) && rule.counts_for(cases[*place].command);
        let others: Vec<usize> = (0..cases.len()).filter(is_other).collect();
        first.iter().copied().chain(others).collect()
    }
}

fn of_rule(
    place: usize,
    changed: &mut Pack,
    cases: &[Case],
    pack: &Pack,
    cited: &Cited,
) -> Result<Mutation, String> {
    let original = &pack.rules[place];
    let order = cited.order(original, cases);
    let mut found = Mutation::default();
    for mutant in mutants(original) {
        if mutant.is_silent {
            found.equivalent += 1;
            continue;
        }
        changed.rules[place] = mutant.rule.clone();
        if notices(&order, cases, changed)? {
            found.noticed += 1;
        } else {
            match shown(&order, cases, pack, changed, original, &mutant)? {
                None => found.equivalent += 1,
                Some(survivor) => found.survived.push(survivor),
            }
        }
    }
    changed.rules[place] = original.clone();
    Ok(found)
}

/// Whether some case comes out in another way than is expected.
fn notices(order: &[usize], cases: &[Case], changed: &Pack) -> Result<bool, String> {
    let lexicons = Lexicons::new(changed);
    let mut plans = Plans { plans: Vec::new() };
    for place in order {
        let case = &cases[*place];
        if !decide(case, plans.of(case, changed, &lexicons)?).differences.is_empty() {
            return Ok(true);
        }
    }
    Ok(false)
}

/// A record on which a change shows.
fn shown(
    order: &[usize],
    cases: &[Case],
    pack: &Pack,
    changed: &Pack,
    original: &Rule,
    mutant: &Mutant,
) -> Result<Option<Survivor>, String> {
    let (lexicons, other_lexicons) = (Lexicons::new(pack), Lexicons::new(changed));
    let mut seen: Vec<&Case> = Vec::new();
    let commands =
        crate::command::Command::DECIDING.into_iter().filter(|command| original.counts_for(*command));
    for command in commands {
        // Moments that cases of the command are decided at: the first of them is enough for most.
        for case in order.iter().map(|place| &cases[*place]).filter(|case| case.command == command) {
            if seen.len() >= 2 {
                break;
            }
            if !case.platforms.is_empty() || seen.iter().any(|other| other.now == case.now) {
                continue;
            }
            seen.push(case);
            let options = || Options { urgent_within_s: 120, ..Options::default() };
            let old = Plan::new(command, pack, &lexicons, case.now, options())?;
            let new = Plan::new(command, changed, &other_lexicons, case.now, options())?;
            if let Some(witness) = search(&old, &new, &[original, &mutant.rule]) {
                let name = format!("{}: {} {}", original.id, mutant.clause, mutant.change);
                return Ok(Some(Survivor {
                    rule: original.id.clone(),
                    clause: mutant.clause.clone(),
                    change: mutant.change.clone(),
                    case: as_case(&name, &old, &witness),
                }));
            }
        }
    }
    Ok(None)
}

/// A witness as a `[[case]]`, with what is expected by the policy as it is.
fn as_case(name: &str, plan: &Plan<'_>, witness: &Witness) -> String {
    let now = crate::output::text::written(|out| plan.now.write(out));
    let record: Vec<String> = witness
        .record
        .iter()
        .map(|(field, text)| format!("{} = {}", field.name(), toml(&text.as_str().into())))
        .collect();
    let columns = crate::output::Column::of(plan.command);
    let differs =
        columns.iter().map(|column| column.name()).find(|name| witness.old[*name] != witness.new[*name]);
    let expect = differs.map(|name| format!("{name} = {}", toml(&witness.old[name]))).unwrap_or_default();
    let otherwise = differs.map(|name| toml(&witness.new[name])).unwrap_or_default();
    format!(
        "[[case]]\nname = {}\ncommand = \"{}\"\nnow = \"{now}\"\nrecord = {{ {} }}\nexpect = {{ {expect} }} # else {otherwise}\n",
        toml(&name.into()),
        plan.command.name(),
        record.join(", "),
    )
}

/// A value as TOML; there is no null, for which an empty text stands.
fn toml(value: &serde_json::Value) -> String {
    use serde_json::Value;
    match value {
        Value::Null => "\"\"".to_owned(),
        Value::Array(items) => format!("[{}]", items.iter().map(toml).collect::<Vec<_>>().join(", ")),
        Value::Object(members) => {
            let members: Vec<String> =
                members.iter().map(|(key, value)| format!("{key} = {}", toml(value))).collect();
            format!("{{ {} }}", members.join(", "))
        }
        other => other.to_string(),
    }
}

/// Which clauses cases show both sides of.
///
/// # Errors
/// When a policy is larger than decisions can be made from.
pub fn cover(cases: &[Case], pack: &Pack, is_asked: &dyn Fn(&Rule) -> bool) -> Result<Coverage, String> {
    let cited = Cited::new(cases, pack)?;
    let lexicons = Lexicons::new(pack);
    let mut originals = Plans { plans: Vec::new() };
    let mut changed = pack.clone();
    let mut found = Coverage::default();
    for place in 0..pack.rules.len() {
        let rule = &pack.rules[place];
        if rule.off || !is_asked(rule) {
            continue;
        }
        let order = cited.order(rule, cases);
        let holds = cited.by_rule.contains_key(&rule.id);
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
                    found.uncovered.push((rule.id.clone(), name));
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
    let other_lexicons = Lexicons::new(changed);
    let mut plans = Plans { plans: Vec::new() };
    // Cases that the rule has no part in are the ones in which a clause may fail.
    for place in order.iter().rev() {
        let case = &cases[*place];
        let matches = decide(case, plans.of(case, changed, &other_lexicons)?).matched.contains(id);
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
