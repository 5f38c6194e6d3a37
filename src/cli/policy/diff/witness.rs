//! `policy diff --witness`: a record for each changed rule, on which it shows.

use std::ops::ControlFlow::{Break, Continue};

use super::Pair;
use crate::cli::error::Failure;
use crate::cli::session::too_large;
use crate::command::{Command, Verdict};
use crate::decide::{Options, Plan};
use crate::field::Field;
use crate::output::text::written as as_text;
use crate::policy::{Pack, Rule};
use crate::policy_tests::{Shown, Written, cites, explore, result, search, shrunk, written};
use crate::record::Lexicons;
use crate::value::Moment;

/// What shows that a rule has changed.
pub(super) struct Witness {
    pub(super) rule: String,
    pub(super) command: Command,
    pub(super) now: String,
    /// The record whose result differs; nothing where none was found.
    pub(super) record: Option<Written>,
    /// Whether its new verdict is worse.
    pub(super) is_worse: bool,
}

/// A policy in which one rule is as it was in another one.
fn with_old_rule(old: &Pack, new: &Pack, id: &str) -> Pack {
    let of_id = |rule: &&Rule| rule.id == id;
    let mut mixed = new.clone();
    let place = new.rules.iter().position(|rule| rule.id == id).or_else(|| {
        // Behind the rule that it stood behind.
        let before = old.rules.iter().take_while(|rule| rule.id != id).last()?;
        new.rules.iter().rposition(|rule| rule.id == before.id).map(|place| place + 1)
    });
    mixed.rules.retain(|rule| rule.id != id);
    let place = place.unwrap_or(0).min(mixed.rules.len());
    mixed.rules.splice(place..place, old.rules.iter().filter(of_id).cloned());
    mixed
}

/// A record of a platform or channel that the new policy knows no longer, on which a rule was cited.
fn lost_with_its_word(
    (old, now): &(&Pack, Moment),
    after: &Plan<'_>,
    versions: &[&Rule],
) -> Result<Option<Shown>, Failure> {
    let Some(field) = Field::subject_of(after.command) else { return Ok(None) };
    let lexicons = Lexicons::new(old);
    let known = after.lexicons.of(field).ids();
    if lexicons.of(field).ids().iter().all(|id| known.contains(id)) {
        return Ok(None);
    }
    let options = Options { urgent_within_s: 120, ..Options::default() };
    let before = Plan::new(after.command, old, &lexicons, *now, options).map_err(too_large)?;
    Ok(explore(&before, &before, versions, |facts| {
        let record = written(&before, facts);
        let is_lost =
            record.iter().any(|(known_as, id)| *known_as == field && !known.iter().any(|word| word == id));
        if is_lost && cites(&before, &record, versions) {
            let holds = |record: &Written| {
                cites(&before, record, versions) && result(after, record)["verdict"] == "invalid"
            };
            let record = shrunk(record, holds);
            let (old, new) = (result(&before, &record), result(after, &record));
            return Break(Shown { record, old, new });
        }
        Continue(())
    }))
}

/// A witness for each rule that was added, removed or changed.
///
/// # Errors
/// When a policy is larger than decisions can be made from.
pub(super) fn of(pair: &Pair, (now, later): (Moment, Moment)) -> Result<Vec<Witness>, Failure> {
    let (old, new) = (&pair.old.pack, &pair.new.pack);
    let other_lexicons = Lexicons::new(new);
    let diff = &pair.diff;
    let changed = diff.changed.iter().map(|rule| &rule.id);
    let mut found = Vec::new();
    for id in diff.added.iter().chain(&diff.removed).chain(changed) {
        let versions: Vec<&Rule> = old.rules.iter().chain(&new.rules).filter(|rule| rule.id == *id).collect();
        // The new policy with this rule as it was, so that what shows is the change of this rule alone.
        let without = with_old_rule(old, new, id);
        let lexicons = Lexicons::new(&without);
        let commands = Command::DECIDING.into_iter();
        let commands: Vec<Command> =
            commands.filter(|command| versions.iter().any(|rule| rule.counts_for(*command))).collect();
        let mut witness = Witness {
            rule: id.clone(),
            command: commands.first().copied().unwrap_or(Command::CheckUnbind),
            now: as_text(|out| now.write(out)),
            record: None,
            is_worse: false,
        };
        for command in commands {
            let options = || Options { urgent_within_s: 120, ..Options::default() };
            let before = Plan::new(command, &without, &lexicons, now, options()).map_err(too_large)?;
            let after = Plan::new(command, new, &other_lexicons, later, options()).map_err(too_large)?;
            let found = match search(&before, &after, &versions) {
                Some(shown) => Some(shown),
                None => lost_with_its_word(&(old, now), &after, &versions)?,
            };
            if let Some(shown) = found {
                let rank = |result: &serde_json::Value| {
                    result["verdict"].as_str().and_then(Verdict::from_code).map(Verdict::rank)
                };
                witness.is_worse = rank(&shown.new) > rank(&shown.old);
                (witness.command, witness.record) = (command, Some(shown.record));
                break;
            }
        }
        found.push(witness);
    }
    Ok(found)
}
