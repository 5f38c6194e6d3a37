//! Which of a rule's messages a result says.

use super::plan::Plan;
use super::settled::{Part, Settled};
use crate::lang::Text;

impl Plan<'_> {
    /// What a rule says in a result: of a window that is over, that it is; where a variant of its
    /// message applies, that; else its message. May hold `{ended}` and `{ago}`, when a window ended.
    pub fn message(&self, rule: usize, settled: &Settled) -> &Text {
        let found = &self.rules[rule];
        if let (Part::Cancel(part), Some(over)) = (&settled.part, &found.over)
            && part.past_windows.has(rule)
        {
            return over;
        }
        let applies = self.extra.variants.iter().find(|v| v.rule == rule && settled.matched.has(v.entry));
        let variant = applies.and_then(|variant| found.variants.get(variant.variant));
        variant.map_or(&found.message, |variant| &variant.message)
    }
}
