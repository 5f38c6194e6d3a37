//! Topics: what the policy says of platforms, channels and remedies, figures from the rules that
//! hold them.

use crate::command::Command;
use crate::decide::Plan;
use crate::engine::RuleSet;
use crate::lang::{Lang, Str, Text};
use crate::output::result::basis::Basis;
use crate::output::result::value::Value;
use crate::output::text::percent;
use crate::policy::{Fee, Grade, Pack, Topic, TopicCell};
use crate::value::Rate;

/// A topic as a table.
pub struct TopicTable<'p> {
    /// The topic.
    pub topic: &'p Topic,
    /// The plan whose rules it is about.
    pub plan: &'p Plan<'p>,
    /// Its rows, each with a cell for each of the topic's columns.
    pub rows: Vec<TopicRow<'p>>,
}

/// A row of a topic.
pub struct TopicRow<'p> {
    /// Its cells.
    pub cells: Vec<Value<'p>>,
    /// The rules that hold some of them.
    pub cited: RuleSet,
    /// How far it can be trusted, where it rests on no rule.
    pub grade: Option<Grade>,
}

impl<'p> TopicTable<'p> {
    /// What its codes are looked up in.
    pub fn basis(&self) -> Basis<'p> {
        Basis { plan: self.plan, decision: None, earlier: None, deadline: None, offers: None }
    }

    /// The names of its columns.
    pub fn names(&self) -> impl Iterator<Item = &'p str> {
        self.topic.columns.iter().map(|(name, _)| name.as_str())
    }
}

/// The plans that hold what topics take from rules.
pub struct TopicPlans<'a> {
    /// check-unbind, cancel-window, recycle-quote.
    pub plans: [Plan<'a>; 3],
}

impl<'a> TopicPlans<'a> {
    fn of(&self, command: Command) -> &Plan<'a> {
        let found = self.plans.iter().find(|plan| plan.command == command);
        found.unwrap_or(&self.plans[0])
    }

    /// The table of a topic: the rows that the policy lists and those that its vocabulary adds,
    /// each cell from the rules where a rule holds it.
    pub fn table(&'a self, topic: &'a Topic, pack: &'a Pack, lang: Lang) -> TopicTable<'a> {
        let mut keys: Vec<&str> = topic.rows.iter().map(|row| row.key.as_str()).collect();
        let mut add = |more: Vec<&'a str>| {
            for key in more {
                if !keys.contains(&key) {
                    keys.push(key);
                }
            }
        };
        match topic_command(&topic.id) {
            Some(Command::CheckUnbind) => {
                add(self.plans[0].pack.words("platform").map(|w| w.id.as_str()).collect())
            }
            Some(Command::CancelWindow) => {
                add(self.plans[0].pack.words("channel").map(|w| w.id.as_str()).collect())
            }
            Some(_) => {
                let quoting = self.plans[0].pack.rules.iter().filter_map(|rule| rule.effect.quote.as_ref());
                add(quoting.map(|quote| quote.platform.as_str()).collect());
            }
            None => {}
        }
        let plan = self.about(topic);
        let rows = keys.into_iter().map(|key| TopicRow {
            cells: self.cells(topic, key, pack, lang),
            cited: self.cited(topic, key),
            grade: topic.rows.iter().find(|row| row.key == key).and_then(|row| row.grade),
        });
        TopicTable { topic, plan, rows: rows.collect() }
    }

    /// The plan whose rules a topic is about: those that its rows name.
    fn about(&self, topic: &Topic) -> &Plan<'a> {
        if let Some(command) = topic_command(&topic.id) {
            return self.of(command);
        }
        let names = |plan: &&Plan<'_>| {
            let named = topic.rows.iter().flat_map(|row| row.rules.iter().chain([&row.key]));
            named.filter(|id| plan.rules.iter().any(|rule| rule.id == **id)).count()
        };
        self.plans.iter().max_by_key(names).unwrap_or(&self.plans[0])
    }

    /// The rules that hold cells of a row.
    fn cited(&self, topic: &Topic, key: &str) -> RuleSet {
        let plan = self.about(topic);
        let held = match topic_command(&topic.id) {
            Some(Command::CheckUnbind) => plan.rules_of_way(key),
            Some(Command::CancelWindow) => plan.rules_of_window(key),
            Some(_) => plan.rules_that_quote(key),
            None => RuleSet::EMPTY,
        };
        let listed = topic.rows.iter().find(|row| row.key == key);
        let is_named =
            |id: &str| id == key || listed.is_some_and(|row| row.rules.iter().any(|rule| rule == id));
        let named = plan.rules.iter().enumerate().filter(|(_, rule)| is_named(&rule.id));
        held.or(&named.map(|(index, _)| index).collect())
    }

    fn cells(&'a self, topic: &'a Topic, key: &'a str, pack: &'a Pack, lang: Lang) -> Vec<Value<'a>> {
        let listed = topic.rows.iter().find(|row| row.key == key);
        let cell = |(index, (column, _)): (usize, &'a (Str, Text))| {
            let held = listed.and_then(|row| row.cells.iter().find(|(name, _)| name == column));
            match held {
                Some((_, TopicCell::Text(text))) => Value::Text(text.get(lang).into()),
                Some((_, TopicCell::Code(code))) => Value::Code(code.as_str().into()),
                Some((_, TopicCell::Count(count))) => Value::Count(*count),
                None if index == 0 => Value::Code(key.into()),
                None => self.held_by_rules(&topic.id, column, key, pack),
            }
        };
        topic.columns.iter().enumerate().map(cell).collect()
    }

    /// A cell that the policy's rules hold.
    fn held_by_rules(&'a self, topic: &str, column: &str, key: &str, pack: &'a Pack) -> Value<'a> {
        let code = |code: Option<&'a str>| code.map_or(Value::Null, |code| Value::Code(code.into()));
        let count = |count: Option<i64>| count.map_or(Value::Null, Value::Count);
        let rate = |rate: Option<Rate>| rate.map_or(Value::Null, Value::Rate);
        let share = |rate: Rate| Value::Text(percent(rate).into());
        match topic_command(topic) {
            Some(Command::CheckUnbind) => {
                let (route, days) = self.of(Command::CheckUnbind).way_of(key);
                match column {
                    "route" => code(route),
                    "days_min" => count(days.map(|days| days.0.into())),
                    "days_max" => count(days.map(|days| days.1.into())),
                    _ => Value::Null,
                }
            }
            Some(Command::CancelWindow) => {
                let plan = self.of(Command::CancelWindow);
                match column {
                    "window_min_s" | "window_max_s" => {
                        count(plan.window_of(key).map(|window| window.0 / 1000))
                    }
                    "fee" => plan.fee_of(key).map_or(Value::Null, |fee| match fee {
                        Fee::Amount(money) => Value::Money(money),
                        Fee::Share(rate) => share(rate),
                    }),
                    _ => Value::Null,
                }
            }
            Some(_) => {
                let plan = self.of(Command::RecycleQuote);
                let Some(quote) = plan.quoting_rules().find(|quote| quote.platform == key) else {
                    return Value::Null;
                };
                match column {
                    "rate_min" => Value::Rate(quote.rate.0),
                    "rate_max" => Value::Rate(quote.rate.1),
                    "arrival" => Value::Code(quote.arrival.to_string().into()),
                    "least" => Value::Money(quote.least),
                    "fee" => share(quote.fee),
                    _ => Value::Null,
                }
            }
            None => {
                let Some(rule) = pack.versions(key).last() else { return Value::Null };
                match column {
                    "odds_min" => rate(rule.effect.odds.and_then(|odds| odds.least)),
                    "odds_max" => rate(rule.effect.odds.and_then(|odds| odds.most)),
                    "time" => code(rule.effect.time.as_deref()),
                    _ => Value::Null,
                }
            }
        }
    }
}

/// The command whose rules a topic is about.
pub fn topic_command(topic: &str) -> Option<Command> {
    match topic {
        "unbind" => Some(Command::CheckUnbind),
        "cancel" => Some(Command::CancelWindow),
        "recycle" => Some(Command::RecycleQuote),
        _ => None,
    }
}
