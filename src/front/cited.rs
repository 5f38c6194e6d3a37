//! What an answer rests on: rules and warnings.

use crate::command::Verdict;
use crate::decide::Warning as Code;
use crate::engine::RuleSet;
use crate::lang::Lang;
use crate::output::Basis;
use crate::policy::Grade;

/// A rule that an answer cites.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct CitedRule {
    /// Its id in the policy: `jd.used`.
    pub id: String,
    /// The verdict that it carries, if it carries one.
    pub verdict: Option<Verdict>,
    /// How far it can be trusted.
    pub grade: Grade,
    /// What it says, in the decider's language.
    pub message: String,
    /// The id of the source that it is taken from.
    pub source: String,
    /// Why it is disputed, if it is.
    pub disputed: Option<String>,
}

/// What should make a person stop and look.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct Warning {
    /// What it is: `overdue`.
    pub code: &'static str,
    /// What it means here, in the decider's language.
    pub message: String,
}

impl CitedRule {
    /// The rules of a set, in policy order.
    pub(super) fn all(rules: RuleSet, basis: Basis<'_>, lang: Lang) -> Vec<Self> {
        rules.iter().filter_map(|rule| Self::of(rule, basis, lang)).collect()
    }

    pub(super) fn of(index: usize, basis: Basis<'_>, lang: Lang) -> Option<Self> {
        let rule = basis.plan.rules.get(index)?;
        Some(Self {
            id: rule.id.to_string(),
            verdict: basis.carried(index),
            grade: basis.grade(index),
            message: basis.message(index, lang),
            source: rule.source.to_string(),
            disputed: rule.dispute.as_ref().map(|dispute| dispute.text.get(lang).to_owned()),
        })
    }
}

impl Warning {
    pub(super) fn of(warning: Code, basis: Basis<'_>, lang: Lang) -> Self {
        Self { code: warning.code(), message: basis.warning(warning, lang) }
    }
}
