//! What would turn a verdict: the least sets of changes after which it is at least as good as another.
//!
//! Exact, by hitting sets: whatever stands in the way has to give way, and for that one of a few facts
//! has to change. So the search branches over these facts and the classes that they can change into,
//! decides what comes of it, and looks again; with one more change at a time, so that the first sets
//! found are the least.

use std::collections::{BTreeMap, BTreeSet};

use super::moves::{Move, Place, moves_of, preferred};
use super::standing::{blocked_by, rules_of};
use super::text::value_text;
use crate::command::{Command, Verdict};
use crate::decide::{Decision, Obstacle, Outcome, Plan};
use crate::engine::RuleSet;
use crate::field::{Field, FieldSet, Kind};
use crate::record::Facts;

/// What would turn a verdict.
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash)]
pub struct Turn {
    /// The least sets of changes, at most [`MOST`].
    pub sets: Vec<Vec<Change>>,
    /// How many more of that size there are, if there are.
    pub more: Option<u32>,
    /// The rules that stand in the way where nothing changeable does, by id.
    pub blocked_by: Vec<String>,
    /// Whether it hangs on values that rules cannot tell apart by themselves, so that it holds for this
    /// very record alone.
    pub is_own: bool,
}

/// A fact as it would have to be.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Change {
    /// The fact.
    pub field: Field,
    /// What it becomes.
    pub to: To,
    /// The rules that are about it.
    pub rules: RuleSet,
}

/// What a fact becomes.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum To {
    /// Another value.
    Value(i64),
    /// A list with one more paper.
    Paper(u8),
}

/// So many sets are listed.
pub const MOST: usize = 8;
/// So many more are counted.
const MOST_MORE: usize = 999;

impl Change {
    /// What the fact is in a record; `None` where it is missing.
    pub fn old_text(&self, plan: &Plan<'_>, facts: &Facts) -> Option<String> {
        facts.get(self.field).map(|value| value_text(plan, self.field, value))
    }

    /// What the fact becomes, as `FIELD=VALUE` has it; with `+` before a paper.
    pub fn to_text(&self, plan: &Plan<'_>) -> String {
        match self.to {
            To::Value(value) => value_text(plan, self.field, value),
            To::Paper(paper) => format!("+{}", plan.lexicons.of(self.field).id(paper)),
        }
    }
}

impl Turn {
    /// Whether a change names a value that may be another in each record of the same classes.
    pub fn names_values(&self, facts: &Facts) -> bool {
        let is_value = |field: Field| {
            !matches!(field.spec().kind, Kind::Bool | Kind::Choice(_) | Kind::OpenChoice | Kind::List(_))
        };
        self.sets.iter().flatten().any(|change| is_value(change.field) && facts.has(change.field))
    }
}

/// All sets as one text: `promo_linked:true>false|documents:>+id-photos;…`.
pub fn changes_text(plan: &Plan<'_>, sets: &[Vec<Change>], facts: &Facts) -> String {
    let change = |change: &Change| {
        let from = change.old_text(plan, facts).unwrap_or_default();
        format!("{}:{from}>{}", change.field.name(), change.to_text(plan))
    };
    let set = |set: &Vec<Change>| set.iter().map(change).collect::<Vec<_>>().join("|");
    sets.iter().map(set).collect::<Vec<_>>().join(";")
}

/// What would make the verdict of a valid record at least as good as `target`.
pub fn turn(plan: &Plan<'_>, facts: &Facts, before: &Decision, target: Verdict) -> Turn {
    if before.verdict.rank() <= target.rank() {
        return Turn::default();
    }
    let subject = plan.subject(facts);
    let related = match plan.command {
        // What it hangs on is known to the fen wherever results are shared.
        Command::RecycleQuote => FieldSet::EMPTY,
        _ => plan.fields_in_relation(subject),
    };
    let mut search = Search {
        plan,
        subject,
        target,
        allowed: plan.deciding_fields(subject),
        related,
        found: BTreeMap::new(),
        needed: usize::MAX,
        is_own: false,
    };
    let mut size = 1;
    while search.found.is_empty() && size < usize::MAX {
        search.needed = usize::MAX;
        search.look(facts, before, &[], true, &BTreeSet::new(), size);
        size = search.needed;
    }
    let mut sets: Vec<Vec<Change>> = search
        .found
        .iter()
        .map(|(places, found)| set_of(plan, facts, before, target, places, found))
        .collect();
    sets.sort_by_key(|set| set.iter().map(|change| (change.field, paper_of(change))).collect::<Vec<_>>());
    let more = sets.len().saturating_sub(MOST).min(MOST_MORE);
    sets.truncate(MOST);
    let beside = match plan.command {
        Command::RecycleQuote => FieldSet::EMPTY,
        _ => plan.fields_beside_others(),
    };
    let is_own = search.is_own || sets.iter().flatten().any(|change| beside.has(change.field));
    let is_blocked = sets.is_empty() && before.missing.is_empty();
    let blocked_by = if is_blocked { blocked_by(plan, facts, before, target) } else { RuleSet::EMPTY };
    Turn {
        sets,
        more: (more > 0).then_some(more as u32),
        blocked_by: plan.ids(blocked_by).map(str::to_owned).collect(),
        is_own,
    }
}

fn paper_of(change: &Change) -> Option<u8> {
    match change.to {
        To::Paper(paper) => Some(paper),
        To::Value(_) => None,
    }
}

/// A set that turns the verdict.
struct Found {
    /// Its changes and the result behind them, where there was no other choice of values.
    best: Option<(Vec<Move>, Decision)>,
}

/// A search for sets of a size.
struct Search<'a, 'p> {
    plan: &'a Plan<'p>,
    subject: Option<u16>,
    target: Verdict,
    /// Fields that have a part in decisions at all.
    allowed: FieldSet,
    /// Fields whose values are seen beside those of others.
    related: FieldSet,
    found: BTreeMap<BTreeSet<Place>, Found>,
    /// How many changes at least there would have to be where there was no room for more.
    needed: usize,
    is_own: bool,
}

impl Search<'_, '_> {
    /// Looks for sets that hold these changes, none of the places left out, and so many more changes.
    fn look(
        &mut self,
        facts: &Facts,
        decision: &Decision,
        changed: &[Move],
        is_best: bool,
        out: &BTreeSet<Place>,
        left: usize,
    ) {
        if decision.verdict.rank() <= self.target.rank() {
            let places = changed.iter().map(|change| change.place()).collect();
            let after = || Found { best: is_best.then(|| (changed.to_vec(), decision.clone())) };
            self.found.entry(places).or_insert_with(after);
            return;
        }
        let Some(mut options) = self.options(facts, decision, changed, out) else { return };
        // Whatever has but one way out is taken together.
        let mut forced: Vec<Move> = Vec::new();
        for only in options.iter().filter(|options| options.len() == 1).map(|options| options[0]) {
            match forced.iter().find(|known| known.place() == only.place()) {
                None => forced.push(only),
                Some(known) if *known == only => {}
                // One fact cannot be two things.
                Some(_) => return,
            }
        }
        // Nothing was changed yet: so many changes there are at least.
        let left = if changed.is_empty() { left.max(forced.len()) } else { left };
        if forced.len().max(1) > left {
            self.needed = self.needed.min(changed.len() + forced.len().max(1));
            return;
        }
        if !forced.is_empty() {
            return self.apply(facts, changed, &forced, is_best, out, left);
        }
        options.sort_by_key(Vec::len);
        // The options of a place come best first, so where this change is the last the first that turns
        // it is the best.
        let is_best = is_best && left == 1;
        let mut out = out.clone();
        let mut last = None;
        for option in options.into_iter().next().into_iter().flatten() {
            let place = option.place();
            // Sets with an earlier option were found with that.
            if last.is_some_and(|last| last != place) {
                out.extend(last);
            }
            last = Some(place);
            self.apply(facts, changed, &[option], is_best, &out, left);
        }
    }

    /// Looks on with more changes.
    fn apply(
        &mut self,
        facts: &Facts,
        changed: &[Move],
        more: &[Move],
        is_best: bool,
        out: &BTreeSet<Place>,
        left: usize,
    ) {
        let mut next = facts.clone();
        more.iter().for_each(|change| change.apply(&mut next));
        let decision = self.plan.decision(&next);
        let changed = [changed, more].concat();
        self.look(&next, &decision, &changed, is_best, out, left - more.len());
    }

    /// For each obstacle the changes of which every set has one. `None` where one has none.
    fn options(
        &mut self,
        facts: &Facts,
        decision: &Decision,
        changed: &[Move],
        out: &BTreeSet<Place>,
    ) -> Option<Vec<Vec<Move>>> {
        let mut all = Vec::new();
        for obstacle in self.plan.obstacles(decision, self.target) {
            let options = self.against(obstacle, facts, decision, changed, out);
            if options.is_empty() {
                return None;
            }
            all.push(options);
        }
        Some(all)
    }

    fn against(
        &mut self,
        obstacle: Obstacle,
        facts: &Facts,
        decision: &Decision,
        changed: &[Move],
        out: &BTreeSet<Place>,
    ) -> Vec<Move> {
        let fields = self.plan.fields_against(obstacle, decision, self.subject);
        let mut options = Vec::new();
        if let Obstacle::Paper(paper) = obstacle {
            options.push(Move::Paper(paper));
        }
        let is_changed =
            |place: Place| out.contains(&place) || changed.iter().any(|change| change.place() == place);
        for field in fields.iter().filter(|field| self.allowed.has(*field)) {
            if field == Field::Documents {
                options.extend(self.papers(facts, decision).map(Move::Paper));
            } else if !is_changed(Place::Field(field)) {
                let moves = moves_of(self.plan, self.subject, facts, field, self.target);
                self.is_own |= !moves.is_empty() && self.related.has(field);
                options.extend(moves);
            }
        }
        options.retain(|option| !is_changed(option.place()));
        options.dedup();
        options
    }

    /// The papers that are required and not known to be at hand.
    fn papers(&self, facts: &Facts, decision: &Decision) -> impl Iterator<Item = u8> + use<> {
        let at_hand = facts.get(Field::Documents).unwrap_or(0) as u64;
        let required = match &decision.outcome {
            Outcome::Unbind(part) => part.documents_required & !at_hand,
            _ => 0,
        };
        (0..64).filter(move |code| required >> code & 1 == 1)
    }
}

/// A set with the values that are best for its facts: those in order, else the nearest that turn it.
fn set_of(
    plan: &Plan<'_>,
    facts: &Facts,
    before: &Decision,
    target: Verdict,
    places: &BTreeSet<Place>,
    found: &Found,
) -> Vec<Change> {
    let (chosen, after) = match &found.best {
        Some((chosen, after)) => (chosen.clone(), after.clone()),
        None => {
            let ordered: Vec<Place> = places.iter().copied().collect();
            let mut chosen = Vec::new();
            choose(plan, plan.subject(facts), facts, target, &ordered, &mut chosen);
            let mut after = facts.clone();
            chosen.iter().for_each(|change| change.apply(&mut after));
            let after = plan.decision(&after);
            (chosen, after)
        }
    };
    let mut set: Vec<Change> = chosen
        .iter()
        .map(|change| {
            let (field, to) = match *change {
                Move::Set(field, value) => (field, To::Value(value)),
                Move::Paper(paper) => (Field::Documents, To::Paper(paper)),
            };
            let rules = match to {
                To::Paper(paper) => plan.asking_for(&after, paper),
                To::Value(_) => rules_of(plan, facts, before, &after, target, field),
            };
            Change { field, to, rules }
        })
        .collect();
    set.sort_by_key(|change| {
        (change.rules.iter().next().unwrap_or(usize::MAX), change.field, paper_of(change))
    });
    set
}

/// Chooses values place by place, the best first, so that all of them together turn the verdict.
fn choose(
    plan: &Plan<'_>,
    subject: Option<u16>,
    facts: &Facts,
    target: Verdict,
    places: &[Place],
    chosen: &mut Vec<Move>,
) -> bool {
    let Some((place, rest)) = places.split_first() else {
        return plan.outcome(facts).verdict.rank() <= target.rank();
    };
    for option in preferred(plan, subject, facts, *place, target) {
        let mut next = facts.clone();
        option.apply(&mut next);
        chosen.push(option);
        if choose(plan, subject, &next, target, rest, chosen) {
            return true;
        }
        chosen.pop();
    }
    false
}
