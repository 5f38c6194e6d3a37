//! What of a rule is changed, one thing at a time.

use crate::command::Verdict;
use crate::policy::{
    Clause, Effect, Fee, Grade, Kind, Measure, Operand, Phase, Priority, Review, Rule, Test,
};
use crate::value::{Money, Rate, Span};

/// A rule with one thing changed.
#[derive(Clone, Debug)]
pub struct Mutant {
    /// Where in the rule, as `when.state`.
    pub clause: String,
    /// What was changed.
    pub change: String,
    /// The changed rule.
    pub rule: Rule,
    /// Whether the place is one that no result shows, such as the grade of a note.
    pub is_silent: bool,
}

/// Every change of a rule.
pub fn mutants(rule: &Rule) -> Vec<Mutant> {
    let mut found = Found { rule, mutants: Vec::new() };
    for (path, clauses) in conditions(rule) {
        for index in 0..clauses {
            found.of_clause(&path, index);
        }
    }
    found.of_grades();
    found.of_parts();
    found.of_effect();
    found.mutants
}

/// The conditions of a rule by their paths, with how many clauses each has. Those of messages are
/// left out: results name rules, not messages.
pub(super) fn conditions(rule: &Rule) -> Vec<(String, usize)> {
    let mut found = vec![("when".to_owned(), rule.when.len())];
    let mut add = |path: &str, clauses: usize| found.push((path.to_owned(), clauses));
    for (place, (_, when)) in rule.also.iter().enumerate() {
        add(&format!("also[{}].when", place + 1), when.len());
    }
    rule.asks.iter().for_each(|asks| add("asks.when", asks.when.len()));
    rule.open_ended.iter().for_each(|open| add("open_ended.when", open.when.len()));
    rule.regrade.iter().for_each(|regrade| add("regrade.when", regrade.when.len()));
    rule.dispute.iter().for_each(|dispute| add("dispute.when", dispute.when.len()));
    rule.effect.window.iter().for_each(|window| add("effect.window.urgent_when", window.urgent_when.len()));
    for (place, (_, when)) in rule.effect.exclusive.iter().flat_map(|exclusive| &exclusive.but).enumerate() {
        add(&format!("effect.exclusive.but[{}].when", place + 1), when.len());
    }
    found
}

/// The clauses of a condition by its path.
pub(super) fn clauses_mut<'r>(rule: &'r mut Rule, path: &str) -> Option<&'r mut Vec<Clause>> {
    let place = |path: &str| {
        let number = path.split(['[', ']']).nth(1)?;
        number.parse::<usize>().ok()?.checked_sub(1)
    };
    match path {
        "when" => Some(&mut rule.when),
        "asks.when" => rule.asks.as_mut().map(|asks| &mut asks.when),
        "open_ended.when" => rule.open_ended.as_mut().map(|open| &mut open.when),
        "regrade.when" => rule.regrade.as_mut().map(|regrade| &mut regrade.when),
        "dispute.when" => rule.dispute.as_mut().map(|dispute| &mut dispute.when),
        "effect.window.urgent_when" => rule.effect.window.as_mut().map(|window| &mut window.urgent_when),
        _ if path.starts_with("also[") => rule.also.get_mut(place(path)?).map(|(_, when)| when),
        _ => rule.effect.exclusive.as_mut()?.but.get_mut(place(path)?).map(|(_, when)| when),
    }
}

/// The name of a clause: the path of its condition, and the fact.
pub(super) fn clause_name(path: &str, clause: &Clause) -> String {
    format!("{path}.{}", clause.of.name().replace(' ', ""))
}

struct Found<'r> {
    rule: &'r Rule,
    mutants: Vec<Mutant>,
}

impl Found<'_> {
    fn add(&mut self, clause: &str, change: impl Into<String>, act: impl FnOnce(&mut Rule)) {
        let mut rule = self.rule.clone();
        act(&mut rule);
        if rule != *self.rule {
            let (clause, change) = (clause.to_owned(), change.into());
            self.mutants.push(Mutant { clause, change, rule, is_silent: false });
        }
    }

    fn of_clause(&mut self, path: &str, index: usize) {
        let mut original = self.rule.clone();
        let Some(clause) = clauses_mut(&mut original, path).and_then(|clauses| clauses.get(index).cloned())
        else {
            return;
        };
        let name = clause_name(path, &clause);
        self.add(&name, "dropped", |rule| {
            if let Some(clauses) = clauses_mut(rule, path) {
                clauses.remove(index);
            }
        });
        let mut set = |change: &str, test: Test| {
            self.add(&name, change, |rule| {
                if let Some(clause) = clauses_mut(rule, path).and_then(|clauses| clauses.get_mut(index)) {
                    clause.test = test;
                }
            });
        };
        match &clause.test {
            Test::Words { words, none_of } => {
                set("negated", Test::Words { words: words.clone(), none_of: !none_of });
            }
            Test::Given(given) => set("negated", Test::Given(!given)),
            Test::Bounds(bounds) => {
                let step = step(&clause.of);
                for (place, steps) in (0..bounds.len()).flat_map(|place| [(place, step), (place, -step)]) {
                    let mut moved = bounds.clone();
                    moved[place].plus = moved[place].plus.saturating_add(steps);
                    let change = if steps > 0 { "bound moved up" } else { "bound moved down" };
                    set(change, Test::Bounds(moved));
                }
            }
        }
    }

    fn of_grades(&mut self) {
        let other = |grade: Grade| if grade == Grade::Stated { Grade::Claimed } else { Grade::Stated };
        let grade = other(self.rule.grade);
        let before = self.mutants.len();
        self.add("grade", format!("{} → {}", self.rule.grade.code(), grade.code()), |rule| {
            rule.grade = grade
        });
        // Results are as sure as their effect rules are.
        let is_silent = self.rule.kind != Kind::Effect;
        self.mutants.iter_mut().skip(before).for_each(|mutant| mutant.is_silent = is_silent);
        if let Some(regrade) = &self.rule.regrade {
            let grade = other(regrade.grade);
            let change = format!("{} → {}", regrade.grade.code(), grade.code());
            self.add("regrade.grade", change, |rule| {
                rule.regrade.iter_mut().for_each(|regrade| regrade.grade = grade);
            });
        }
    }

    fn of_parts(&mut self) {
        if let Some(asks) = &self.rule.asks {
            self.add("asks", "dropped", |rule| rule.asks = None);
            let phases = Phase::ALL.map(|(_, phase)| phase);
            let place = phases.iter().position(|phase| *phase == asks.phase).unwrap_or(0);
            let next = phases[(place + 1) % phases.len()];
            self.add("asks.phase", "changed", |rule| {
                rule.asks.iter_mut().for_each(|asks| asks.phase = next);
            });
        }
        self.add("open_ended", "dropped", |rule| rule.open_ended = None);
        if let Some(dispute) = &self.rule.dispute {
            if let Some(verdict) = dispute.verdict {
                let other = other_verdict(self.rule, verdict);
                let change = format!("{} → {}", verdict.code(), other.code());
                self.add("dispute.verdict", change, |rule| {
                    rule.dispute.iter_mut().for_each(|dispute| dispute.verdict = Some(other));
                });
            }
            self.add("dispute", "dropped", |rule| rule.dispute = None);
        }
    }

    fn of_effect(&mut self) {
        let effect = &self.rule.effect;
        if let Some(verdict) = effect.verdict {
            let other = other_verdict(self.rule, verdict);
            let change = format!("{} → {}", verdict.code(), other.code());
            self.add("effect.verdict", change, |rule| rule.effect.verdict = Some(other));
        }
        self.add("effect.route", "dropped", |rule| rule.effect.route = None);
        for (place, paper) in effect.documents.iter().enumerate() {
            self.add("effect.documents", format!("{paper} dropped"), |rule| {
                rule.effect.documents.remove(place);
            });
        }
        self.of_review();
        if let Some(priority) = effect.priority {
            let all = Priority::ALL.map(|(_, priority)| priority);
            let place = all.iter().position(|known| *known == priority).unwrap_or(0);
            let next = all[(place + 1) % all.len()];
            let change = format!("{} → {}", priority.code(), next.code());
            self.add("effect.priority", change, |rule| rule.effect.priority = Some(next));
        }
        let dropped: [(&str, fn(&mut Effect)); 9] = [
            ("effect.not_before", |effect| effect.not_before = None),
            ("effect.retry", |effect| effect.retry = None),
            ("effect.exclusive", |effect| effect.exclusive = None),
            ("effect.time", |effect| effect.time = None),
            ("effect.flag", |effect| effect.flag = None),
            ("effect.waits_for", |effect| effect.waits_for = None),
            ("effect.restart", |effect| effect.restart = false),
            ("effect.concludes", |effect| effect.concludes = false),
            ("effect.declines", |effect| effect.declines = false),
        ];
        for (path, act) in dropped {
            self.add(path, "dropped", |rule| act(&mut rule.effect));
        }
        self.of_lists();
        self.of_times();
        self.of_figures();
    }

    fn of_review(&mut self) {
        match &self.rule.effect.review {
            Some(Review::Days(least, most)) => {
                for (change, days) in [
                    ("least + 1", Review::Days(least + 1, (*most).max(least + 1))),
                    ("most + 1", Review::Days(*least, most + 1)),
                ] {
                    self.add("effect.days", change, |rule| rule.effect.review = Some(days));
                }
            }
            Some(Review::Stages(stages)) => {
                for (place, end) in (0..stages.len()).flat_map(|place| [(place, 0), (place, 1)]) {
                    let mut changed = stages.clone();
                    let (_, least, most) = &mut changed[place];
                    if end == 0 {
                        *least += 1
                    } else {
                        *most += 1
                    }
                    let change = format!("{} of stage {} + 1", ["least", "most"][end], place + 1);
                    self.add("effect.stages", change, |rule| {
                        rule.effect.review = Some(Review::Stages(changed));
                    });
                }
            }
            None => {}
        }
    }

    fn of_lists(&mut self) {
        let effect = &self.rule.effect;
        for (place, id) in effect.excludes.iter().enumerate() {
            self.add("effect.excludes", format!("{id} dropped"), |rule| {
                rule.effect.excludes.remove(place);
            });
        }
        for (place, id) in effect.speaks_for.iter().enumerate() {
            self.add("effect.speaks_for", format!("{id} dropped"), |rule| {
                rule.effect.speaks_for.remove(place);
            });
        }
        for (place, id) in effect.even_if_rejected.iter().flatten().enumerate() {
            self.add("effect.even_if_rejected", format!("{id} dropped"), |rule| {
                rule.effect.even_if_rejected.iter_mut().for_each(|ids| drop(ids.remove(place)));
            });
        }
        for (place, (id, _)) in effect.exclusive.iter().flat_map(|exclusive| &exclusive.but).enumerate() {
            self.add("effect.exclusive.but", format!("{id} dropped"), |rule| {
                rule.effect.exclusive.iter_mut().for_each(|exclusive| drop(exclusive.but.remove(place)));
            });
        }
    }

    fn of_times(&mut self) {
        const SECOND: i64 = 1000;
        let later = |span: &mut Span| span.0 += SECOND;
        self.add("effect.confirm_by.lasts", "+ 1 s", |rule| {
            rule.effect.confirm_by.iter_mut().for_each(|due| later(&mut due.lasts));
        });
        self.add("effect.revocable_for", "+ 1 s", |rule| {
            rule.effect.revocable_for.iter_mut().for_each(later);
        });
        self.add("effect.retry.from", "+ 1 min", |rule| {
            rule.effect.retry.iter_mut().for_each(|retry| retry.from.0 += 60 * SECOND);
        });
        self.add("effect.retry.until", "− 1 min", |rule| {
            rule.effect.retry.iter_mut().for_each(|retry| retry.until.0 -= 60 * SECOND);
        });
        self.add("effect.window.lasts", "+ 1 s", |rule| {
            rule.effect.window.iter_mut().for_each(|window| later(&mut window.due.lasts));
        });
        self.add("effect.window.urgent_from", "+ 1 s", |rule| {
            rule.effect.window.iter_mut().filter_map(|window| window.urgent_from.as_mut()).for_each(later);
        });
        self.add("effect.window.no_later_than", "dropped", |rule| {
            rule.effect.window.iter_mut().for_each(|window| window.no_later_than = None);
        });
        self.add("effect.window.only_lengthens", "dropped", |rule| {
            rule.effect.window.iter_mut().for_each(|window| window.only_lengthens = false);
        });
        self.add("effect.expected.otherwise", "+ 1 s", |rule| {
            rule.effect.expected.iter_mut().for_each(|expected| later(&mut expected.otherwise.1));
        });
        let by = self.rule.effect.expected.as_ref().and_then(|expected| expected.by.as_ref());
        for place in 0..by.map_or(0, |(_, by)| by.len()) {
            self.add("effect.expected.client", "+ 1 s", |rule| {
                let by = rule.effect.expected.iter_mut().filter_map(|expected| expected.by.as_mut());
                by.filter_map(|(_, by)| by.get_mut(place)).for_each(|(_, (_, most))| later(most));
            });
        }
    }

    fn of_figures(&mut self) {
        /// A hundredth, of a rate.
        const HUNDREDTH: i64 = 10_000_000;
        let more = |rate: &mut Rate| rate.0 += HUNDREDTH;
        self.add("effect.fee", "+ 1", |rule| {
            rule.effect.fee.iter_mut().for_each(|fee| match fee {
                Fee::Amount(Money(fen)) => *fen += 1,
                Fee::Share(rate) => more(rate),
            });
        });
        self.add("effect.odds.least", "+ 0.01", |rule| {
            rule.effect.odds.iter_mut().filter_map(|odds| odds.least.as_mut()).for_each(more);
        });
        self.add("effect.odds.most", "+ 0.01", |rule| {
            rule.effect.odds.iter_mut().filter_map(|odds| odds.most.as_mut()).for_each(more);
        });
        self.add("effect.quote.rate.least", "− 0.01", |rule| {
            rule.effect.quote.iter_mut().for_each(|quote| quote.rate.0.0 -= HUNDREDTH);
        });
        self.add("effect.quote.rate.most", "+ 0.01", |rule| {
            rule.effect.quote.iter_mut().for_each(|quote| more(&mut quote.rate.1));
        });
        self.add("effect.quote.fee", "+ 0.01", |rule| {
            rule.effect.quote.iter_mut().for_each(|quote| more(&mut quote.fee));
        });
        self.add("effect.quote.least", "+ 0.01", |rule| {
            rule.effect.quote.iter_mut().for_each(|quote| quote.least.0 += 1);
        });
        self.add("effect.shift.least", "− 0.01", |rule| {
            rule.effect.shift.iter_mut().for_each(|shift| shift.least.0 -= HUNDREDTH);
        });
        self.add("effect.shift.greatest", "+ 0.01", |rule| {
            rule.effect.shift.iter_mut().for_each(|shift| more(&mut shift.greatest));
        });
    }
}

/// The step in which a bound on a fact is written.
fn step(of: &Operand) -> i64 {
    let measure = match of {
        Operand::Fact(fact) => fact.measure(),
        Operand::Sum(_) => Measure::Money,
    };
    match measure {
        // A ten-thousandth.
        Measure::Rate => 100_000,
        Measure::Time => 1000,
        Measure::Money
        | Measure::Count
        | Measure::Date
        | Measure::Bool
        | Measure::Word
        | Measure::Presence => 1,
    }
}

/// Another verdict of the rule's command, as far from the one it has as can be.
fn other_verdict(rule: &Rule, verdict: Verdict) -> Verdict {
    let verdicts = rule.command.verdicts();
    let wanted = if verdict.rank() == 3 { 1 } else { 3 };
    verdicts.iter().copied().find(|other| other.rank() == wanted).unwrap_or(verdict)
}
