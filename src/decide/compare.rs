//! What every platform or channel would make of a record.

use super::decision::{Decision, Outcome};
use super::options::Rank;
use super::plan::Plan;
use super::quotes::Quote;
use crate::command::{Command, Verdict};
use crate::engine::RuleSet;
use crate::field::Field;
use crate::lang::Str;
use crate::policy::{Clause, Fact, Fee, Kind, Operand, Rule, Test};
use crate::record::Facts;
use crate::value::{Day, Money, Span};

/// What one platform or channel would make of a record.
#[derive(Clone, Debug)]
pub struct WhatIf {
    /// The platform or channel.
    pub key: String,
    /// What would be decided there; of quotes, whether the card is taken at all.
    pub decision: Decision,
    /// cancel-window: how long after submission the channel lets an order be cancelled.
    pub window: Option<Span>,
    /// cancel-window: what that costs for this order.
    pub fee: Option<Money>,
    /// recycle-quote: what the platform pays.
    pub quote: Option<Quote>,
    /// recycle-quote: the latest date on which the money arrives, where that can be said.
    pub arrives_by: Option<Day>,
    /// recycle-quote: the rule by which it declines.
    pub declined_by: Option<u16>,
}

impl WhatIf {
    /// A row that says no more than the decision.
    pub fn new(key: &str, decision: Decision) -> Self {
        Self {
            key: key.to_owned(),
            decision,
            window: None,
            fee: None,
            quote: None,
            arrives_by: None,
            declined_by: None,
        }
    }
}

impl Plan<'_> {
    /// What every platform or channel of this plan's command would make of a record, best first.
    pub fn what_if(&self, facts: &Facts) -> Vec<WhatIf> {
        match self.command {
            Command::CheckUnbind => self.unbind_rows(facts),
            Command::CancelWindow => self.cancel_rows(facts),
            Command::RecycleQuote | Command::ComparePlatforms => self.quote_rows(facts),
        }
    }

    fn unbind_rows(&self, facts: &Facts) -> Vec<WhatIf> {
        let binds = |code: i64| self.pack.words(Field::Platform.name()).nth(code as usize)?.binds;
        let kind = facts.get(Field::Platform).map(binds);
        let mut rows = self.each_subject(Field::Platform, facts, |_| {});
        // A gift card is compared with platforms that bind gift cards.
        let code = |row: &WhatIf| self.lexicons.of(Field::Platform).code_of_id(&row.key);
        rows.retain(|row| kind.is_none_or(|kind| code(row).and_then(|code| binds(code.into())) == kind));
        let most_days = |row: &WhatIf| match &row.decision.outcome {
            Outcome::Unbind(part) => part.days.map(|(_, most)| most),
            _ => None,
        };
        rows.sort_by_key(|row| (row.decision.verdict.rank(), most_days(row).unwrap_or(u16::MAX)));
        rows
    }

    fn cancel_rows(&self, facts: &Facts) -> Vec<WhatIf> {
        let face_value = facts.get(Field::FaceValue).map(Money);
        let mut rows = self.each_subject(Field::Channel, facts, |row| {
            row.window = self.window_of(&row.key);
            row.fee = self.fee_of(&row.key).and_then(|fee| match fee {
                Fee::Amount(money) => Some(money),
                Fee::Share(share) => face_value.map(|money| money.share(share)),
            });
        });
        rows.sort_by_key(|row| {
            let fee = row.fee.unwrap_or(Money(i64::MAX));
            (row.decision.verdict.rank(), row.window.is_none(), std::cmp::Reverse(row.window), fee)
        });
        rows
    }

    /// Decides a record as if it were of each platform or channel in turn.
    fn each_subject(&self, field: Field, facts: &Facts, fill: impl Fn(&mut WhatIf)) -> Vec<WhatIf> {
        let row = |(code, key): (usize, &Str)| {
            let mut facts = facts.clone();
            facts.set(field, code as i64);
            let prepared = self.prepare(&mut facts);
            let decision = self.settle(&facts, &prepared);
            let mut row = WhatIf::new(key, decision);
            fill(&mut row);
            row
        };
        self.lexicons.of(field).ids().iter().enumerate().map(row).collect()
    }

    fn quote_rows(&self, facts: &Facts) -> Vec<WhatIf> {
        let (decision, computed) = self.decide(facts);
        let rejecting = self.masks.carrying(Verdict::Rejected).and(&decision.matched);
        let rejected_by = rejecting.iter().next().map(|rule| rule as u16);
        let row = |rule: usize| {
            let platform = &self.rules[rule].effect.quote.as_ref()?.platform;
            let quote = computed.quotes.all.iter().find(|quote| usize::from(quote.rule) == rule);
            let mut row = WhatIf::new(platform, decision.clone());
            row.declined_by = quote.and_then(|quote| quote.declined_by).or(rejected_by);
            row.quote = quote.copied().filter(|_| row.declined_by.is_none());
            row.arrives_by = row.quote.and_then(|quote| computed.quotes.arrives_by(&quote));
            Some(row)
        };
        let mut rows: Vec<WhatIf> = self.masks.quotes.iter().filter_map(row).collect();
        rows.sort_by_key(|row| {
            let by_speed = self.options.rank == Rank::Speed;
            let arrival = row.quote.filter(|_| by_speed).map(|quote| quote.arrives_by);
            let net = row.quote.filter(|_| !by_speed).map(|quote| quote.net.1);
            (row.quote.is_none(), arrival, std::cmp::Reverse(net))
        });
        rows
    }

    /// How long after submission a channel lets an order be cancelled, at the longest.
    pub fn window_of(&self, channel: &str) -> Option<Span> {
        let rules = self.rules_of(Field::Channel, channel);
        let windows = rules.filter_map(|rule| rule.effect.window.as_ref());
        // What only lengthens the time, and not for everybody, stands among the conditions.
        let due = windows.filter(|window| !window.only_lengthens).map(|window| window.due);
        due.filter(|due| due.from == Field::SubmittedAt).map(|due| due.lasts).max()
    }

    /// What cancelling costs with a channel.
    pub fn fee_of(&self, channel: &str) -> Option<Fee> {
        self.rules_of(Field::Channel, channel).find_map(|rule| rule.effect.fee)
    }

    /// The route of a platform and its working days, least and most, whatever the record.
    pub fn way_of(&self, platform: &str) -> (Option<&str>, Option<(u16, u16)>) {
        let always = || self.rules_of(Field::Platform, platform).filter(|rule| rule.when.len() == 1);
        let route = always().find_map(|rule| rule.effect.route.as_deref());
        let days = always().find_map(|rule| rule.effect.review.as_ref()).map(crate::policy::Review::total);
        (route, days)
    }

    /// The rules that [`Self::way_of`] looks at.
    pub fn rules_of_way(&self, platform: &str) -> RuleSet {
        let rests = |rule: &Rule| {
            rule.when.len() == 1 && (rule.effect.route.is_some() || rule.effect.review.is_some())
        };
        self.indices(self.rules_of(Field::Platform, platform).filter(|rule| rests(rule)))
    }

    /// The rules that [`Self::window_of`] and [`Self::fee_of`] look at.
    pub fn rules_of_window(&self, channel: &str) -> RuleSet {
        let rests = |rule: &Rule| rule.effect.window.is_some() || rule.effect.fee.is_some();
        self.indices(self.rules_of(Field::Channel, channel).filter(|rule| rests(rule)))
    }

    /// The rules that hold a recycling platform's quote.
    pub fn rules_that_quote(&self, platform: &str) -> RuleSet {
        let quotes =
            |rule: &&Rule| rule.effect.quote.as_ref().is_some_and(|quote| quote.platform == platform);
        self.indices(self.rules.iter().copied().filter(quotes))
    }

    /// The places of some of the plan's rules.
    fn indices<'r>(&self, rules: impl Iterator<Item = &'r Rule>) -> RuleSet {
        rules.filter_map(|rule| self.rules.iter().position(|known| std::ptr::eq(*known, rule))).collect()
    }

    /// Effect rules that name a platform or channel.
    fn rules_of(&self, field: Field, key: &str) -> impl Iterator<Item = &Rule> {
        let names = move |clause: &Clause| match (&clause.of, &clause.test) {
            (Operand::Fact(Fact::Field(of)), Test::Words { words, none_of: false }) => {
                *of == field && words.iter().any(|word| word == key)
            }
            _ => false,
        };
        let rules = self.rules.iter().copied().filter(|rule| rule.kind == Kind::Effect);
        rules.filter(move |rule| rule.when.iter().any(names))
    }

    /// The recycling platforms and what they pay.
    pub fn quoting_rules(&self) -> impl Iterator<Item = &crate::policy::Quote> {
        self.rules.iter().filter_map(|rule| rule.effect.quote.as_ref())
    }
}
