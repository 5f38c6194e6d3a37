use super::grid::GridCell;
use super::stamp::Stamp;
use crate::command::Command;
use crate::decide::{Plan, WhatIf};
use crate::field::Field;
use crate::lang::Lang;
use crate::policy::{Fee, Pack, Topic, TopicCell};
use crate::value::mask;
use crate::value::{Money, Rate};

/// The columns that every row of a comparison of records begins with.
const FIRST: [&str; 7] = ["record", "source", "id", "card_no", "topic", "platform", "rank"];

/// The columns of a comparison of records.
pub fn what_if_columns(command: Command) -> Vec<&'static str> {
    let own: &[&str] = match command {
        Command::CheckUnbind => &["verdict", "route", "days_min", "days_max", "documents_required", "rules"],
        Command::CancelWindow => &["window_s", "fee", "verdict", "rules"],
        Command::RecycleQuote | Command::ComparePlatforms => {
            &["net_min", "net_mid", "net_max", "arrival", "arrives_by", "declined_by"]
        }
    };
    FIRST.iter().chain(own).copied().collect()
}

/// What stands before the own columns of a row.
pub struct RowStart<'a> {
    /// What it says of the record itself.
    pub stamp: Stamp<'a>,
    /// The topic.
    pub topic: &'a str,
}

impl RowStart<'_> {
    fn cells(&self, platform: Option<&str>, rank: Option<usize>) -> Vec<GridCell> {
        let input = |text: Option<String>| text.map_or(GridCell::Null, GridCell::Input);
        vec![
            GridCell::Count(self.stamp.number as i64),
            GridCell::Input(self.stamp.source()),
            input(self.stamp.record.id().map(str::to_owned)),
            input(self.stamp.record.card_no().map(mask)),
            GridCell::Text(self.topic.to_owned()),
            GridCell::text(platform),
            GridCell::count(rank.map(|rank| rank as i64)),
        ]
    }

    /// The row of a record that is invalid: it has no platform.
    pub fn invalid(&self, command: Command) -> Vec<GridCell> {
        let mut cells = self.cells(None, None);
        for column in &what_if_columns(command)[FIRST.len()..] {
            cells.push(match *column {
                "verdict" => GridCell::Text("invalid".to_owned()),
                "documents_required" | "rules" => GridCell::List(Vec::new()),
                _ => GridCell::Null,
            });
        }
        cells
    }

    /// The row of a platform.
    pub fn row(&self, plan: &Plan<'_>, what_if: &WhatIf, rank: usize) -> Vec<GridCell> {
        let mut cells = self.cells(Some(&what_if.key), Some(rank));
        let verdict = GridCell::Text(what_if.verdict.code().to_owned());
        let rules = GridCell::List(plan.ids(what_if.rules).map(str::to_owned).collect());
        let money = |money: Option<Money>| GridCell::written(money, Money::write);
        match plan.command {
            Command::CheckUnbind => {
                let documents = plan.lexicons.of(Field::Documents).ids().iter().enumerate();
                let required = documents.filter(|(code, _)| what_if.documents_required & 1 << code != 0);
                cells.extend([
                    verdict,
                    GridCell::text(what_if.route.clone()),
                    GridCell::count(what_if.days.map(|days| days.0)),
                    GridCell::count(what_if.days.map(|days| days.1)),
                    GridCell::List(required.map(|(_, id)| id.clone()).collect()),
                    rules,
                ]);
            }
            Command::CancelWindow => cells.extend([
                GridCell::count(what_if.window.map(|window| window.0 / 1000)),
                money(what_if.fee),
                verdict,
                rules,
            ]),
            Command::RecycleQuote | Command::ComparePlatforms => {
                let quote = what_if.quote;
                let declined_by = what_if.declined_by.map(|rule| plan.rules[usize::from(rule)].id.clone());
                cells.extend([
                    money(quote.map(|quote| quote.net.0)),
                    money(quote.map(|quote| quote.net.1)),
                    money(quote.map(|quote| quote.net.2)),
                    GridCell::text(quote.map(|quote| quote.arrival.to_string())),
                    GridCell::written(quote.map(|quote| quote.arrives_by), |day, out| day.write(out)),
                    GridCell::text(declined_by),
                ]);
            }
        }
        cells
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

    /// The rows of a topic: those that the policy lists and those that its vocabulary adds, each
    /// cell from the rules where a rule holds it.
    pub fn rows(&self, topic: &Topic, pack: &Pack, lang: Lang) -> Vec<Vec<GridCell>> {
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
        keys.into_iter().map(|key| self.row(topic, key, pack, lang)).collect()
    }

    fn row(&self, topic: &Topic, key: &str, pack: &Pack, lang: Lang) -> Vec<GridCell> {
        let listed = topic.rows.iter().find(|row| row.key == key);
        let cell = |(index, (column, _)): (usize, &(String, crate::lang::Text))| {
            let held = listed.and_then(|row| row.cells.iter().find(|(name, _)| name == column));
            match held {
                Some((_, TopicCell::Text(text))) => GridCell::Text(text.get(lang).to_owned()),
                Some((_, TopicCell::Code(code))) => GridCell::Text(code.clone()),
                None if index == 0 => GridCell::Text(key.to_owned()),
                None => self.held_by_rules(&topic.id, column, key, pack),
            }
        };
        topic.columns.iter().enumerate().map(cell).collect()
    }

    /// A cell that the policy's rules hold.
    fn held_by_rules(&self, topic: &str, column: &str, key: &str, pack: &Pack) -> GridCell {
        let rate = |parts: i64| GridCell::written(Some(Rate(parts)), Rate::write);
        let money = |fen: i64| GridCell::written(Some(Money(fen)), Money::write);
        match topic_command(topic) {
            Some(Command::CheckUnbind) => {
                let (route, days) = self.of(Command::CheckUnbind).way_of(key);
                match column {
                    "route" => GridCell::text(route),
                    "days_min" => GridCell::count(days.map(|days| days.0)),
                    "days_max" => GridCell::count(days.map(|days| days.1)),
                    _ => GridCell::Null,
                }
            }
            Some(Command::CancelWindow) => {
                let plan = self.of(Command::CancelWindow);
                match column {
                    "window_s" => GridCell::count(plan.window_of(key).map(|window| window.0 / 1000)),
                    "fee" => plan.fee_of(key).map_or(GridCell::Null, |fee| match fee {
                        Fee::Amount(amount) => money(amount.0),
                        Fee::Share(share) => GridCell::Text(percent(share.0)),
                    }),
                    _ => GridCell::Null,
                }
            }
            Some(_) => {
                let plan = self.of(Command::RecycleQuote);
                let Some(quote) = plan.quoting_rules().find(|quote| quote.platform == key) else {
                    return GridCell::Null;
                };
                match column {
                    "rate_min" => rate(quote.rate.0.0),
                    "rate_max" => rate(quote.rate.1.0),
                    "arrival" => GridCell::Text(quote.arrival.to_string()),
                    "least" => money(quote.least.0),
                    "fee" => GridCell::Text(percent(quote.fee.0)),
                    _ => GridCell::Null,
                }
            }
            None => {
                let Some(rule) = pack.versions(key).last() else { return GridCell::Null };
                match column {
                    "odds_min" => rule
                        .effect
                        .odds
                        .and_then(|odds| odds.least)
                        .map_or(GridCell::Null, |odds| rate(odds.0)),
                    "odds_max" => rule
                        .effect
                        .odds
                        .and_then(|odds| odds.most)
                        .map_or(GridCell::Null, |odds| rate(odds.0)),
                    "time" => GridCell::text(rule.effect.time.clone()),
                    _ => GridCell::Null,
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

fn percent(parts: i64) -> String {
    let mut out = Vec::new();
    Rate(parts.saturating_mul(100)).write(&mut out);
    out.push(b'%');
    String::from_utf8_lossy(&out).into_owned()
}
