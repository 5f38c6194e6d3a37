//! `policy test --coverage --mutate`: whether the cases would notice a wrong rule.

use serde::Serialize;

use crate::cli::command::{Given, Opt};
use crate::lang::Lang;
use crate::policy::{Case, Pack, Rule};
use crate::policy_tests::{Coverage, Mutation, cover, mutate};

/// What was asked for of the cases themselves.
pub(super) struct Scrutiny {
    coverage: Option<Coverage>,
    mutation: Option<Mutation>,
}

#[derive(Serialize)]
struct Document<'s> {
    #[serde(flatten)]
    coverage: Option<CoverageEntry<'s>>,
    #[serde(flatten)]
    mutation: Option<MutationEntry<'s>>,
}

#[derive(Serialize)]
struct CoverageEntry<'s> {
    clauses: usize,
    covered: usize,
    uncovered: Vec<ClauseEntry<'s>>,
}

#[derive(Serialize)]
struct ClauseEntry<'s> {
    rule: &'s str,
    clause: &'s str,
}

#[derive(Serialize)]
struct MutationEntry<'s> {
    mutants: usize,
    noticed: usize,
    equivalent: usize,
    survived: Vec<SurvivorEntry<'s>>,
}

#[derive(Serialize)]
struct SurvivorEntry<'s> {
    rule: &'s str,
    clause: &'s str,
    change: &'s str,
    case: &'s str,
}

impl Scrutiny {
    /// Looks into what was asked for.
    ///
    /// # Errors
    /// When a policy is larger than decisions can be made from.
    pub(super) fn of(
        given: Given<'_>,
        cases: &[Case],
        pack: &Pack,
        is_asked: &(dyn Fn(&Rule) -> bool + Sync),
    ) -> Result<Self, String> {
        let coverage = given.flag(Opt::Coverage).then(|| cover(cases, pack, is_asked)).transpose()?;
        let mutation = given.flag(Opt::Mutate).then(|| mutate(cases, pack, is_asked)).transpose()?;
        Ok(Self { coverage, mutation })
    }

    /// Whether anything was asked for.
    pub(super) fn is_asked(&self) -> bool {
        self.coverage.is_some() || self.mutation.is_some()
    }

    /// The share of changes that are noticed, in percent.
    pub(super) fn percent(&self) -> f64 {
        self.mutation.as_ref().map_or(100.0, Mutation::percent)
    }

    pub(super) fn json(&self) -> Vec<u8> {
        let coverage = self.coverage.as_ref().map(|coverage| CoverageEntry {
            clauses: coverage.clauses,
            covered: coverage.clauses - coverage.uncovered.len(),
            uncovered: coverage.uncovered.iter().map(|(rule, clause)| ClauseEntry { rule, clause }).collect(),
        });
        let mutation = self.mutation.as_ref().map(|mutation| MutationEntry {
            mutants: mutation.mutants(),
            noticed: mutation.noticed,
            equivalent: mutation.equivalent,
            survived: mutation
                .survived
                .iter()
                .map(|found| SurvivorEntry {
                    rule: &found.rule,
                    clause: &found.clause,
                    change: &found.change,
                    case: &found.case,
                })
                .collect(),
        });
        // Structs of texts and numbers always are JSON.
        let mut text = serde_json::to_vec_pretty(&Document { coverage, mutation }).unwrap_or_default();
        text.push(b'\n');
        text
    }

    pub(super) fn text(&self, lang: Lang) -> String {
        let mut text = String::new();
        if let Some(coverage) = &self.coverage {
            let (clauses, uncovered) = (coverage.clauses, coverage.uncovered.len());
            let covered = clauses - uncovered;
            text.push_str(&match lang {
                Lang::En => format!("clauses: {clauses}, of which cases show both sides of {covered}\n"),
                Lang::Zh => format!("共 {clauses} 项条件，其中 {covered} 项有用例从两面检验\n"),
            });
            for (rule, clause) in &coverage.uncovered {
                text.push_str(&format!("  {rule}  {clause}\n"));
            }
        }
        if let Some(mutation) = &self.mutation {
            let Mutation { noticed, equivalent, survived } = mutation;
            let (mutants, percent, survived_count) = (mutation.mutants(), mutation.percent(), survived.len());
            text.push_str(&match lang {
                Lang::En => format!(
                    "changes: {mutants}, noticed {noticed}, equivalent {equivalent}, unnoticed {survived_count} ({percent:.1} % noticed)\n"
                ),
                Lang::Zh => format!(
                    "共 {mutants} 处改动：发现 {noticed}，等价 {equivalent}，未发现 {survived_count}（发现率 {percent:.1} %）\n"
                ),
            });
            for found in survived {
                text.push_str(&format!(
                    "\n{}  {}: {}\n{}",
                    found.rule, found.clause, found.change, found.case
                ));
            }
        }
        text
    }
}
