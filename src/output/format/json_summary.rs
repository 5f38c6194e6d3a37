//! The summary as a member of a JSON document. Members are in alphabetical order, but for those
//! that are named after words of the policy, which are in its order.

use std::collections::BTreeMap;

use serde::ser::SerializeMap;
use serde::{Serialize, Serializer};

use crate::command::Verdict;
use crate::decide::{Group, Nets};
use crate::output::summary::{Section, Summary};
use crate::output::text::written;
use crate::value::Sum;

/// Members in the order in which they are listed.
struct Members<T>(Vec<(String, T)>);

impl<T: Serialize> Serialize for Members<T> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut map = serializer.serialize_map(Some(self.0.len()))?;
        for (name, value) in &self.0 {
            map.serialize_entry(name, value)?;
        }
        map.end()
    }
}

#[derive(Serialize)]
struct Sums {
    net_max: String,
    net_mid: String,
    net_min: String,
}

impl Sums {
    fn new((min, mid, max): Nets) -> Self {
        let text = |sum: Sum| written(|out| sum.write(out));
        Self { net_max: text(max), net_mid: text(mid), net_min: text(min) }
    }
}

#[derive(Serialize)]
#[serde(untagged)]
enum GroupMember {
    Quotes {
        #[serde(flatten)]
        sums: Sums,
        records: u64,
    },
    Verdicts(Members<u64>),
}

#[derive(Serialize)]
struct TopRule {
    records: u64,
    rule: String,
}

#[derive(Serialize)]
struct Document {
    #[serde(skip_serializing_if = "Option::is_none")]
    by_channel: Option<Members<GroupMember>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    by_platform: Option<Members<GroupMember>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    deadlines_24h: Option<u64>,
    #[serde(skip_serializing_if = "Option::is_none")]
    documents_missing: Option<Members<u64>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    flagged: Option<Sums>,
    #[serde(flatten)]
    nets: Option<Sums>,
    records: u64,
    #[serde(skip_serializing_if = "Option::is_none")]
    top_rules: Option<Vec<TopRule>>,
    verdicts: Members<u64>,
}

/// The summary as JSON; with `details` what is only counted where the summary is all that is asked
/// for.
pub(super) fn json_summary(summary: &Summary<'_>, details: bool) -> impl Serialize {
    let (plan, totals) = (summary.plan, summary.totals);
    let verdicts = plan.command.verdicts();
    let group = |(name, group): &(String, Group)| {
        let member = if summary.has_nets() {
            GroupMember::Quotes { sums: Sums::new(group.nets), records: group.records() }
        } else {
            GroupMember::Verdicts(by_code(verdicts, |verdict| group.of(verdict)))
        };
        (name.clone(), member)
    };
    let groups = Members(summary.groups.iter().map(group).collect());
    let (by_channel, by_platform) = match Section::of_groups(plan.command) {
        Section::ByChannel => (Some(groups), None),
        _ => (None, Some(groups)),
    };
    let top_rule = |(rule, records): &(usize, u64)| {
        Some(TopRule { records: *records, rule: plan.rules.get(*rule)?.id.to_string() })
    };
    Document {
        by_channel,
        by_platform,
        deadlines_24h: details.then_some(totals.due),
        documents_missing: details.then(|| Members(summary.documents_missing.clone())),
        flagged: summary.has_nets().then(|| Sums::new(totals.flagged)),
        nets: summary.has_nets().then(|| Sums::new(totals.nets)),
        records: totals.records,
        top_rules: details.then(|| summary.top_rules.iter().filter_map(top_rule).collect()),
        verdicts: by_code(verdicts, |verdict| totals.of(verdict)),
    }
}

/// How many records had each verdict, by its code.
fn by_code(verdicts: &[Verdict], of: impl Fn(Verdict) -> u64) -> Members<u64> {
    let counts = verdicts.iter().map(|verdict| (verdict.code().to_owned(), of(*verdict)));
    let counts: BTreeMap<String, u64> = counts.collect();
    Members(counts.into_iter().collect())
}
