//! Conditions and effects in words, in both languages.

mod condition;
mod effect;
mod figures;

use crate::lang::Text;
use crate::policy::model::{Clause, Pack, Rule};

/// The condition of a rule, clause by clause; nothing where it always matches.
pub fn condition(when: &[Clause], pack: &Pack) -> Vec<Text> {
    when.iter().map(|clause| condition::clause(clause, pack)).collect()
}

/// What a rule does, effect by effect.
pub fn effects(rule: &Rule, pack: &Pack) -> Vec<Text> {
    let mut out = Vec::new();
    effect::common(&rule.effect, pack, &mut out);
    effect::unbind(&rule.effect, pack, &mut out);
    effect::cancel(&rule.effect, pack, &mut out);
    effect::quote(&rule.effect, pack, &mut out);
    out
}

/// Texts in one line.
pub fn joined(texts: &[Text]) -> Text {
    let en: Vec<&str> = texts.iter().map(|text| text.en.as_str()).collect();
    let zh: Vec<&str> = texts.iter().map(|text| text.zh.as_str()).collect();
    Text::new(en.join("; "), zh.join("；"))
}
