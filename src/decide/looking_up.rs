//! Finds in a plan what questions beyond the verdict ask of it again and again.

use super::infer::infer_from;
use super::lookup::{Changing, Lookup, OwnLookup};
use super::plan::Plan;
use crate::command::Verdict;
use crate::engine::RuleSet;
use crate::field::{FIELD_COUNT, Field, FieldSet, Kind};
use crate::lang::Str;
use crate::policy::{Change, DerivedFact, FactSpec};
use crate::record::Reading;
use crate::value::CHINA;

fn look_up(plan: &Plan<'_>) -> Lookup {
    let rules = 0..plan.rules.len();
    let entries: Vec<RuleSet> = rules.clone().map(|rule| plan.entries_of(rule)).collect();
    let is_of_market = |derived: DerivedFact| {
        matches!(
            derived,
            DerivedFact::PlatformsQuoting
                | DerivedFact::MarketRateMin
                | DerivedFact::MarketRateMax
                | DerivedFact::BestRateMax
        )
    };
    let is_fixed = |derived: DerivedFact| derived == DerivedFact::RunningStage || is_of_market(derived);
    let hanging = rules
        .filter(|rule| plan.program.derived_of(&entries[*rule]).any(|derived| !is_fixed(derived)))
        .collect();
    let with_sources = |fields: FieldSet| {
        fields.iter().fold(fields, |all, field| all.union(infer_from(plan.command, field)))
    };
    // What the market pays follows from these.
    let market = plan.program.fields_of(&plan.masks.quotes.or(&plan.masks.shifts));
    let named = entries.iter().map(|rules| {
        let own = plan.program.fields_of(rules);
        let is_about_market = plan.program.derived_of(rules).any(is_of_market);
        with_sources(if is_about_market { own.union(market) } else { own })
    });
    let named = named.collect();
    let mut changes = vec![Changing::default(); FIELD_COUNT];
    for spec in &plan.pack.facts {
        changes[spec.field as usize] = changing(plan, spec);
    }
    Lookup { named, hanging, changes }
}

fn look_up_own(plan: &Plan<'_>, subject: usize) -> OwnLookup {
    let deciding = plan.deciding.and(plan.program.possible(subject));
    let fields = plan.find_deciding_fields(subject, &deciding);
    let of_field = |field: &Field| match field.spec().kind {
        Kind::Bool | Kind::Choice(_) => {
            plan.program.sure_by_word(subject, *field, plan.lexicons.of(*field).ids().len())
        }
        // These take words that no policy lists, several at once, or none.
        Kind::OpenChoice
        | Kind::List(_)
        | Kind::Text
        | Kind::Masked
        | Kind::Money { .. }
        | Kind::Rate { .. }
        | Kind::Time { .. }
        | Kind::Date
        | Kind::Count => Vec::new(),
    };
    let by_word = Field::ALL.iter().map(of_field).collect();
    OwnLookup { deciding, fields, by_word }
}

fn changing(plan: &Plan<'_>, spec: &FactSpec) -> Changing {
    let reading = Reading { lexicons: plan.lexicons, now: plan.now, offset: CHINA };
    let code = |word: &Str| plan.lexicons.of(spec.field).code_of_id(word).map(i64::from);
    let allowed = spec.allow.iter().filter(|allowed| allowed.command == plan.command);
    Changing {
        changes: match spec.change {
            Change::Yes | Change::InTime => true,
            Change::Never => false,
        },
        worse_only: spec.worse_only,
        never_given: spec.never_given,
        never_from: spec.never_from.iter().filter_map(code).collect(),
        allowed: allowed.filter_map(|allowed| code(&allowed.from).zip(code(&allowed.to))).collect(),
        in_order: spec.in_order.as_ref().and_then(|text| reading.read(spec.field, text.as_bytes()).ok()),
    }
}

impl Plan<'_> {
    pub(super) fn lookup(&self) -> &Lookup {
        self.lookup.get_or_init(|| look_up(self))
    }

    /// What is looked up of a platform or channel.
    pub(super) fn own_lookup(&self, subject: Option<u16>) -> &OwnLookup {
        let place = self.place_of(subject);
        self.own_lookups[place].get_or_init(|| look_up_own(self, place))
    }

    /// The place of a platform or channel among those that a program tells apart.
    pub(super) fn place_of(&self, subject: Option<u16>) -> usize {
        let last = self.program.subject_count() - 1;
        subject.map_or(last, usize::from).min(last)
    }

    /// What a person can change about a field.
    pub fn changing(&self, field: Field) -> &Changing {
        &self.lookup().changes[field as usize]
    }

    /// The effect rules that carry a verdict worse than this one.
    pub(super) fn carriers_of_worse(&self, target: Verdict) -> RuleSet {
        let worse = self.command.verdicts().iter().filter(|verdict| verdict.rank() > target.rank());
        worse.fold(RuleSet::EMPTY, |set, verdict| set.or(self.masks.carrying(*verdict)))
    }
}
