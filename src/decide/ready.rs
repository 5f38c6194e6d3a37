//! Makes a policy ready for one command and one moment.

use std::sync::OnceLock;

use super::calendar::Calendar;
use super::dependent::Dependent;
use super::entries::{self, Extra};
use super::options::Options;
use super::plan::{Masks, Plan};
use super::states::States;
use crate::command::Command;
use crate::engine::{self, Entry, MAX_RULES, RuleSet};
use crate::field::Field;
use crate::lang::Str;
use crate::policy::{Binds, Clause, Effect, Kind, Pack, Read, Rule};
use crate::record::Lexicons;
use crate::value::Moment;

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
        let reads: Vec<Vec<Read>> = rules.iter().map(|rule| rule.effect.reads()).collect();
        let shows = |reads: &&[Read]| reads.iter().any(|(_, usage)| !Dependent::of(*usage).is_empty());
        let reading = (0..rules.len()).filter(|rule| shows(&reads[*rule].as_slice())).collect();
        let masks = Masks::new(&rules, pack);
        let needs = subject.map_or_else(Vec::new, |field| {
            pack.words(field.name()).map(|word| word.needs.iter().copied().collect()).collect()
        });
        let documents = lexicons.of(Field::Documents);
        let bits = |ids: &[Str]| {
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
        let named = |ids: &[Str]| -> RuleSet {
            if ids.is_empty() {
                return RuleSet::EMPTY;
            }
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
        let deciding = deciding(&rules, &masks, &extra);
        let keys = (0..program.subject_count()).map(|_| OnceLock::new()).collect();
        let own_lookups = (0..program.subject_count()).map(|_| OnceLock::new()).collect();
        Ok(Self {
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
            deciding,
            lookup: OnceLock::new(),
            own_lookups,
            reads,
            reading,
            needs,
            has_states,
            excludes,
            speaks_for,
            even_if_rejected,
            waits,
            keys,
        })
    }
}

/// The entries that a verdict hangs on: effect rules that carry one or have a part in it, the windows
/// of orders, and where papers are asked for.
fn deciding(rules: &[&Rule], masks: &Masks, extra: &Extra) -> RuleSet {
    let decides = |rule: &Rule| {
        let Effect { documents, exclusive, excludes, quote, declines, restart, concludes, review, .. } =
            &rule.effect;
        let has_part = exclusive.is_some() || quote.is_some() || review.is_some();
        has_part || *declines || *restart || *concludes || !documents.is_empty() || !excludes.is_empty()
    };
    let is_effect = |index: &usize| rules[*index].kind == Kind::Effect;
    let effects = (0..rules.len()).filter(is_effect);
    let own = effects.filter(|index| masks.weighty.has(*index) || decides(rules[*index]));
    let windows = extra.windows.all().iter().flat_map(|window| window.entries());
    own.chain(windows).chain(extra.asks.entries(&masks.papers)).collect()
}
