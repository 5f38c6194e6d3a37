//! recycle-quote: what a card is worth, where, and what speaks against selling it.

use super::Prepared;
use super::decision::{Computed, Decision, Outcome};
use super::entries::latest;
use super::options::Rank;
use super::plan::Plan;
use super::quotes::{Quote, Quotes};
use super::warning::{Warning, Warnings};
use crate::command::Verdict;
use crate::engine::{Matches, RuleSet};
use crate::field::{Field, FieldSet};
use crate::policy::{DerivedFact, Kind, Shift};
use crate::record::Facts;
use crate::value::{Day, Money, Rate};

/// Asks the platforms, unless a rule rejects the card, and finds the classes of what they say.
pub(super) fn prepare(plan: &Plan<'_>, facts: &Facts, prepared: &mut Prepared) {
    let matches = ask_market(plan, facts, prepared);
    prepared.matches = Some(plan.program.refine(prepared.subject, matches, facts, &prepared.derived));
}

/// Asks the platforms, and gives the rules that match before what they say is known.
pub(super) fn ask_market(plan: &Plan<'_>, facts: &Facts, prepared: &mut Prepared) -> Matches {
    let mut matches = plan.program.matches(prepared.subject, &prepared.classes);
    leave_out_platforms(plan, &mut matches);
    let is_rejected = matches.sure.meets(plan.masks.carrying(Verdict::Rejected));
    let derived = &mut prepared.derived;
    let face_value = facts.get(Field::FaceValue).filter(|_| !is_rejected);
    if let Some(face_value) = face_value {
        prepared.quotes = ask(plan, Money(face_value), &matches);
    }
    if face_value.is_some() || is_rejected {
        let quotes = &prepared.quotes;
        let quoting = || quotes.all.iter().filter(|quote| quote.declined_by.is_none());
        let count = face_value.map(|_| quoting().count() as i64);
        derived.set(DerivedFact::PlatformsQuoting, count);
        derived.set(DerivedFact::MarketRateMin, quoting().map(|quote| quote.rate.0.0).min());
        derived.set(DerivedFact::MarketRateMax, quoting().map(|quote| quote.rate.1.0).max());
        // Whether such a channel is strict does not hang on the card's form.
        let best = quotes.best().and_then(|best| plan.effect(best.rule).quote.as_ref());
        derived.set(DerivedFact::BestRateMax, best.map(|quote| quote.rate.1.0));
    }
    matches
}

/// Takes out the platforms that the user did not ask for.
fn leave_out_platforms(plan: &Plan<'_>, matches: &mut Matches) {
    let asked = &plan.options.platforms;
    if asked.is_empty() {
        return;
    }
    for rule in plan.masks.quotes.iter() {
        let quote = plan.rules[rule].effect.quote.as_ref();
        if quote.is_some_and(|quote| !asked.iter().any(|platform| quote.platform == *platform)) {
            matches.sure.remove(rule);
            matches.possible.remove(rule);
        }
    }
}

/// What every platform pays, whose rule at most its least face value keeps from matching.
fn ask(plan: &Plan<'_>, face_value: Money, matches: &Matches) -> Quotes {
    let shifts = matches.sure.and(&plan.masks.shifts);
    let shifts = shifts.iter().filter_map(|rule| plan.rules[rule].effect.shift);
    let shift = shifts.fold(Shift::default(), |sum, shift| Shift {
        least: Rate(sum.least.0 + shift.least.0),
        greatest: Rate(sum.greatest.0 + shift.greatest.0),
    });
    let declining = plan.masks.declines.iter().next().map(|rule| rule as u16);
    let mut quotes = Quotes::default();
    for rule in plan.masks.quotes.iter() {
        let Some(quote) = &plan.rules[rule].effect.quote else { continue };
        let quotes_this = matches.sure.has(rule);
        let is_too_small = face_value < quote.least;
        if !quotes_this && (!is_too_small || !is_asked(plan, &quote.platform)) {
            continue;
        }
        let rate = (shifted(quote.rate.0, shift.least), shifted(quote.rate.1, shift.greatest));
        let at = |rate: Rate| {
            let payout = face_value.share(rate);
            let fee = payout.share(quote.fee);
            (fee, Money(payout.0 - fee.0))
        };
        let ((fee_min, net_min), (fee_max, net_max)) = (at(rate.0), at(rate.1));
        let (arrives_by, is_known) = latest(&plan.calendar, plan.today, quote.arrival);
        quotes.calendar_unknown |= quotes_this && !is_known;
        quotes.all.push(Quote {
            rule: rule as u16,
            rate,
            fee: (fee_min, fee_max),
            net: (net_min, net_min.mean(net_max), net_max),
            arrival: quote.arrival,
            arrives_by,
            declined_by: if quotes_this { None } else { declining },
        });
    }
    quotes.all.sort_by_key(|quote| quote.declined_by.is_some());
    rank(plan, &mut quotes);
    quotes
}

fn shifted(rate: Rate, shift: Rate) -> Rate {
    Rate((rate.0 + shift.0).max(0))
}

fn is_asked(plan: &Plan<'_>, platform: &str) -> bool {
    plan.options.platforms.is_empty() || plan.options.platforms.iter().any(|asked| asked == platform)
}

fn rank(plan: &Plan<'_>, quotes: &mut Quotes) {
    let quoting = || quotes.all.iter().enumerate().filter(|(_, quote)| quote.declined_by.is_none());
    // Ties go to the first in the table's order.
    let fastest = quoting().min_by_key(|(_, quote)| quote.arrives_by);
    let greatest = quoting().min_by_key(|(_, quote)| std::cmp::Reverse(quote.net.1));
    let (fastest, greatest) = (fastest.map(|(i, _)| i), greatest.map(|(i, _)| i));
    quotes.fastest = fastest;
    quotes.best = match plan.options.rank {
        Rank::Net => greatest,
        Rank::Speed => fastest,
    };
}

/// Rejected by any rejecting rule, flagged by any flag, else quoted.
pub(super) fn settle(plan: &Plan<'_>, facts: &Facts, prepared: &Prepared, matches: Matches) -> Decision {
    let effects = plan.of_kind(&matches.sure, Kind::Effect);
    let needed = FieldSet::only(Field::FaceValue).without(facts.given());
    let of_rules = |rules: &RuleSet| {
        let verdict = plan.worst_of(rules).unwrap_or(Verdict::Quoted);
        if needed.is_empty() { verdict } else { verdict.worse(Verdict::Unknown) }
    };
    let mut verdict = of_rules(&effects);
    let disputed = plan
        .disputes(&matches)
        .map(|(rules, other)| other.map_or_else(|| of_rules(&rules), |other| of_rules(&rules).worse(other)));
    let undecided = plan.of_kind(&matches.undecided(), Kind::Effect).and(&plan.masks.weighty);
    let is_rejected = verdict == Verdict::Rejected;
    let assumed = if is_rejected {
        FieldSet::EMPTY
    } else {
        plan.program.missing(prepared.subject, facts, &prepared.derived, &undecided).without(needed)
    };
    let at_worst = plan.worst_of(&undecided).map_or(verdict, |worst| verdict.worse(worst));
    if plan.options.no_assume && !assumed.is_empty() {
        verdict = Verdict::Unknown;
    }
    let disputed = disputed.filter(|other| *other != verdict);
    let mut derived = prepared.derived;
    derived.set(DerivedFact::Verdict, Some(verdict as i64));
    let matches = plan.program.refine(prepared.subject, matches, facts, &derived);
    let matched = if is_rejected { standing(plan, &matches, &effects) } else { matches.sure.clone() };
    let cited = plan.of_kind(&matched, Kind::Effect);
    Decision {
        verdict,
        at_worst,
        confidence: plan.confidence(&matched, &cited, plan.masks.carrying(verdict)),
        disputed,
        matched,
        actions: plan.asking(&matches).and(&cited),
        remedies: RuleSet::EMPTY,
        assumed,
        missing: if verdict == Verdict::Unknown { needed } else { FieldSet::EMPTY },
        warnings: Warnings::default(),
        outcome: Outcome::Quote,
    }
}

/// What stands of a card that is rejected: the rules that reject it, and those that stand in any
/// case, with their notes.
fn standing(plan: &Plan<'_>, matches: &Matches, effects: &RuleSet) -> RuleSet {
    let mut standing = effects.and(plan.masks.carrying(Verdict::Rejected));
    for rule in effects.iter() {
        if let Some(Some(notes)) = plan.even_if_rejected.get(rule) {
            standing.insert(rule);
            standing = standing.or(&notes.and(&matches.sure));
        }
    }
    standing
}

/// The quotes of a card that was not rejected.
pub(super) fn compute(plan: &Plan<'_>, facts: &Facts, prepared: &Prepared, decision: &Decision) -> Computed {
    let mut computed = Computed::default();
    if !matches!(decision.verdict, Verdict::Quoted | Verdict::Flagged) {
        return computed;
    }
    let mut quotes = prepared.quotes.clone();
    let waits = decision.matched.iter().find_map(|rule| *plan.waits.get(rule)?);
    quotes.waits = waits.is_some();
    let best = quotes.best().copied();
    quotes.offer = prepared.offer;
    let stops = decision.matched.meets(&plan.masks.stops);
    quotes.offer_over_best =
        quotes.offer.zip(best).filter(|_| !stops).map(|(offer, best)| offer.less(best.net.1));
    let price = facts.get(Field::OfferedPrice).map(Money);
    if quotes.offer.zip(price).is_some_and(|(offer, price)| offer.less(price).0.abs() > 1) {
        computed.warnings.add(Warning::OfferContradicted);
    }
    let quoting = quotes.all.iter().filter(|quote| quote.declined_by.is_none());
    let is_beyond = quoting.clone().any(|quote| quote.arrives_by.if_writable().is_none());
    if !quotes.waits && (quotes.calendar_unknown || is_beyond) {
        computed.warnings.add(Warning::CalendarUnknown);
    }
    let date = waits.or(best.map(|best| best.arrives_by));
    let matches = prepared.matches.as_ref();
    let expires = |before: Day| {
        let entry = plan.extra.expiries.iter().find(|expiry| expiry.before == before);
        entry.zip(matches).is_some_and(|(expiry, matches)| matches.sure.has(expiry.entry))
    };
    if date.is_some_and(expires) {
        computed.warnings.add(Warning::ExpiresFirst);
    }
    computed.quotes = quotes;
    computed
}

/// What somebody offers for the card, by the facts as they are given: a rate counts before a price.
pub(super) fn offer(facts: &Facts) -> Option<Money> {
    let face_value = Money(facts.get(Field::FaceValue)?);
    let of_rate = facts.get(Field::OfferedRate).map(|rate| face_value.share(Rate(rate)));
    of_rate.or(facts.get(Field::OfferedPrice).map(Money))
}
