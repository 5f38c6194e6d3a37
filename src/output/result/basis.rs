//! What the codes of a value are looked up in, and the parts of a result that several formats name.

use super::view::View;
use crate::command::Verdict;
use crate::decide::{Decision, Plan, Warning, Warnings};
use crate::engine::RuleSet;
use crate::field::Field;
use crate::lang::Lang;
use crate::output::message::warning_message;
use crate::output::text::{ago, timed, written};
use crate::policy::{Grade, Kind, Review};
use crate::value::{Moment, Money};

/// What the codes of a value are looked up in.
///
/// The rows of a topic belong to no record, and so to no decision.
#[derive(Clone, Copy)]
pub struct Basis<'a> {
    /// The plan that it was decided by.
    pub plan: &'a Plan<'a>,
    /// The decision.
    pub decision: Option<&'a Decision>,
    /// The number of an earlier record with the same card, where that was looked for.
    pub earlier: Option<u64>,
    /// When the time to cancel ends, or ended.
    pub deadline: Option<Moment>,
    /// What somebody offers, and the price that was given for it.
    pub offers: Option<(Money, Money)>,
}

impl<'a> View<'a> {
    /// What its codes are looked up in.
    pub fn basis(&self) -> Basis<'a> {
        let price = self.meta.record.facts.get(Field::OfferedPrice).map(Money);
        Basis {
            plan: self.plan,
            decision: Some(self.decision),
            earlier: self.earlier,
            deadline: self.computed.deadline,
            offers: self.computed.quotes.offer.zip(price),
        }
    }

    /// Everything that a result cites, steps apart.
    pub fn cited(&self) -> RuleSet {
        self.plan.cited(self.decision)
    }
}

impl<'a> Basis<'a> {
    /// The flags that rules raise, in policy order.
    pub fn flags(self, rules: &RuleSet) -> impl Iterator<Item = &'a str> + use<'a> {
        let rules = self.plan.of_kind(rules, Kind::Effect);
        rules.into_iter().filter_map(move |rule| self.plan.rules.get(rule)?.effect.flag.as_deref())
    }

    /// The stages of a review from one on: their ids, least and most days.
    pub fn stages(self, rule: u16, first: u8) -> impl Iterator<Item = (&'a str, u16, u16)> {
        let stages = match &self.plan.rules[usize::from(rule)].effect.review {
            Some(Review::Stages(stages)) => stages.as_slice(),
            _ => &[],
        };
        let lexicon = self.plan.lexicons.of(Field::Stage);
        let left = stages.iter().filter(move |(stage, ..)| *stage >= first);
        left.map(|(stage, min, max)| (lexicon.id(*stage), *min, *max))
    }

    /// The words of a field that are set as bits.
    pub fn words(self, field: Field, bits: u64) -> impl Iterator<Item = &'a str> {
        let ids = self.plan.lexicons.of(field).ids().iter().enumerate();
        ids.filter(move |(code, _)| bits & 1 << code != 0).map(|(_, id)| id.as_str())
    }

    /// The verdict that a rule carries.
    pub fn carried(self, rule: usize) -> Option<Verdict> {
        match self.decision {
            Some(decision) => self.plan.carried(rule, decision),
            None => self.plan.rules.get(rule)?.effect.verdict,
        }
    }

    /// The grade of a rule.
    pub fn grade(self, rule: usize) -> Grade {
        match self.decision {
            Some(decision) => self.plan.grade(rule, &decision.matched),
            None => self.plan.rules[rule].grade,
        }
    }

    /// What a rule says: of a window that is over, when it ended and how long ago.
    pub fn message(self, rule: usize, lang: Lang) -> String {
        let message = match self.decision {
            Some(decision) => self.plan.message(rule, decision),
            None => &self.plan.rules[rule].message,
        };
        let message = message.get(lang);
        match self.deadline.filter(|_| message.contains('{')) {
            Some(ended) => message
                .replace("{ended}", &timed(ended, lang))
                .replace("{ago}", &ago(self.plan.now.since(ended), lang)),
            None => message.to_owned(),
        }
    }

    /// What a warning means here; offers that contradict each other are both named.
    pub fn warning(self, warning: Warning, lang: Lang) -> String {
        let text = warning_message(warning, self.earlier, lang);
        let offers = self.offers.filter(|_| warning == Warning::OfferContradicted);
        let Some((by_rate, price)) = offers else { return text };
        let money = |money: Money| written(|out| money.write(out));
        let (by_rate, price) = (money(by_rate), money(price));
        match lang {
            Lang::En => format!("{text} By the rate it is {by_rate} yuan, by the price {price}."),
            Lang::Zh => format!("{text}按折扣是{by_rate}元，按金额是{price}元。"),
        }
    }

    /// The messages of rules and warnings, each behind its id.
    pub fn explanation(self, rules: &RuleSet, warnings: Warnings, lang: Lang) -> String {
        let rules = rules.iter().filter_map(|index| Some((index, self.plan.rules.get(index)?)));
        let rules = rules.map(|(index, rule)| format!("[{}] {}", rule.id, self.message(index, lang)));
        let warnings =
            warnings.iter().map(|warning| format!("[{}] {}", warning.code(), self.warning(warning, lang)));
        rules.chain(warnings).collect::<Vec<_>>().join(" ")
    }
}
