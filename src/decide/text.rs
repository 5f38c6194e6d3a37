//! Which of a rule's messages a result says.

use super::decision::{Decision, Outcome};
use super::plan::Plan;
use crate::lang::Text;

impl Plan<'_> {
    /// What a rule says in a result: of a window that is over, that it is; where a variant of its
    /// message applies, that; else its message. May hold `{ended}` and `{ago}`, when a window ended.
    pub fn message(&self, rule: usize, decision: &Decision) -> &Text {
        let found = &self.rules[rule];
        if let (Outcome::Cancel(part), Some(over)) = (&decision.outcome, &found.over)
            && part.past_windows.has(rule)
        {
            return over;
        }
        let applies = self.extra.variants.of(rule).iter().find(|variant| decision.matched.has(variant.entry));
        let variant = applies.and_then(|variant| found.variants.get(variant.variant));
        variant.map_or(&found.message, |variant| &variant.message)
    }
}
