//! What all results together came to, as every format says it.

use super::titles::word_title;
use crate::command::{Command, Verdict};
use crate::decide::{Group, Nets, Plan, Totals};
use crate::field::Field;
use crate::lang::{Lang, Phrase, Str};

/// How many of the rules that decide most are listed.
const TOP: usize = 10;

/// What all results together came to.
pub struct Summary<'a> {
    /// The plan of the decisions.
    pub plan: &'a Plan<'a>,
    /// The totals.
    pub totals: &'a Totals,
    /// By platform or channel, in policy order, those that have none last.
    pub groups: Vec<(String, Group)>,
    /// The rules that carry most verdicts, by their place in the plan.
    pub top_rules: Vec<(usize, u64)>,
    /// The papers that are missing, in document order.
    pub documents_missing: Vec<(String, u64)>,
}

/// A part of a summary.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Section {
    /// All records.
    Records,
    /// By verdict.
    Verdicts,
    /// Flagged records.
    Flagged,
    /// By platform.
    ByPlatform,
    /// By channel.
    ByChannel,
    /// The rules that carry most verdicts.
    TopRules,
    /// The papers that are missing.
    DocumentsMissing,
    /// What is due within a day.
    Deadlines24h,
}

impl Section {
    /// The name in every output.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Records => "records",
            Self::Verdicts => "verdicts",
            Self::Flagged => "flagged",
            Self::ByPlatform => "by_platform",
            Self::ByChannel => "by_channel",
            Self::TopRules => "top_rules",
            Self::DocumentsMissing => "documents_missing",
            Self::Deadlines24h => "deadlines_24h",
        }
    }

    /// The heading for people.
    pub const fn title(self) -> Phrase {
        match self {
            Self::Records => Phrase { en: "all records", zh: "全部记录" },
            Self::Verdicts => Phrase { en: "by verdict", zh: "按结论" },
            Self::Flagged => Phrase { en: "flagged records", zh: "有风险的记录" },
            Self::ByPlatform => Phrase { en: "by platform", zh: "按平台" },
            Self::ByChannel => Phrase { en: "by channel", zh: "按渠道" },
            Self::TopRules => Phrase { en: "rules that decided most", zh: "最常起决定作用的规则" },
            Self::DocumentsMissing => Phrase { en: "papers missing", zh: "缺少的材料" },
            Self::Deadlines24h => Phrase { en: "deadlines within 24 hours", zh: "24小时内到期" },
        }
    }

    /// The section of a command's platforms or channels.
    pub const fn of_groups(command: Command) -> Self {
        match command {
            Command::CancelWindow => Self::ByChannel,
            Command::CheckUnbind | Command::RecycleQuote | Command::ComparePlatforms => Self::ByPlatform,
        }
    }
}

/// A line of a summary.
#[derive(Clone, Debug)]
pub struct SummaryRow {
    /// The part that it is of.
    pub section: Section,
    /// What it is about within that: a platform, a rule, a paper.
    pub key: String,
    /// The verdict that is counted, where not all are.
    pub verdict: Option<Verdict>,
    /// How many records.
    pub records: u64,
    /// The sums of the best quotes, where there are quotes.
    pub nets: Option<Nets>,
}

impl<'a> Summary<'a> {
    /// The summary of a run.
    pub fn new(plan: &'a Plan<'a>, totals: &'a Totals) -> Self {
        let top_rules = totals.carriers().into_iter().take(TOP).collect();
        let papers = plan.lexicons.of(Field::Documents).ids();
        let missing = totals.papers().into_iter();
        let documents_missing =
            missing.filter_map(|(paper, count)| Some((papers.get(paper)?.to_string(), count))).collect();
        Self { plan, totals, groups: groups(plan, totals), top_rules, documents_missing }
    }

    /// Whether there are sums of money.
    pub fn has_nets(&self) -> bool {
        self.plan.command == Command::RecycleQuote
    }

    /// All of it, line by line.
    pub fn rows(&self) -> Vec<SummaryRow> {
        let Self { plan, totals, .. } = *self;
        let row = |section, key: &str, verdict, records| SummaryRow {
            section,
            key: key.to_owned(),
            verdict,
            records,
            nets: None,
        };
        let with = |row: SummaryRow, nets| SummaryRow { nets: self.has_nets().then_some(nets), ..row };
        let mut rows = vec![with(row(Section::Records, "", None, totals.records), totals.nets)];
        let verdicts = plan.command.verdicts();
        rows.extend(
            verdicts.iter().map(|verdict| row(Section::Verdicts, "", Some(*verdict), totals.of(*verdict))),
        );
        if self.has_nets() {
            let flagged = totals.of(Verdict::Flagged);
            rows.push(with(row(Section::Flagged, "", Some(Verdict::Flagged), flagged), totals.flagged));
        }
        let section = Section::of_groups(plan.command);
        for (key, group) in &self.groups {
            if self.has_nets() {
                rows.push(with(row(section, key, None, group.records()), group.nets));
                continue;
            }
            let of_verdict = |verdict: &Verdict| row(section, key, Some(*verdict), group.of(*verdict));
            rows.extend(verdicts.iter().map(of_verdict));
        }
        let rule = |(rule, count): &(usize, u64)| {
            Some(row(Section::TopRules, plan.rules.get(*rule)?.id.as_str(), None, *count))
        };
        rows.extend(self.top_rules.iter().filter_map(rule));
        let paper = |(id, count): &(String, u64)| row(Section::DocumentsMissing, id, None, *count);
        rows.extend(self.documents_missing.iter().map(paper));
        rows.push(row(Section::Deadlines24h, "", None, totals.due));
        rows
    }

    /// The key of a line in words.
    pub fn key_title(&self, section: Section, key: &str, lang: Lang) -> String {
        let plan = self.plan;
        let word = |vocabulary: &str| match key {
            "" => lang.pick("(none)", "（无）").to_owned(),
            key => word_title(plan.pack, vocabulary, key, lang),
        };
        match section {
            Section::Records | Section::Verdicts | Section::Flagged | Section::Deadlines24h => {
                section.title().get(lang).to_owned()
            }
            Section::ByPlatform if self.has_nets() => word("recycler"),
            Section::ByPlatform => word(Field::Platform.name()),
            Section::ByChannel => word(Field::Channel.name()),
            Section::DocumentsMissing => word(Field::Documents.name()),
            Section::TopRules => {
                let rule = plan.rules.iter().find(|rule| rule.id == key);
                rule.map_or_else(String::new, |rule| format!("{key} {}", rule.title.get(lang)))
            }
        }
    }
}

/// The groups by name, those of one name together.
fn groups(plan: &Plan<'_>, totals: &Totals) -> Vec<(String, Group)> {
    let mut found: Vec<(String, Group)> = Vec::new();
    let mut nameless: Option<Group> = None;
    for (code, group) in totals.groups() {
        let name = code.and_then(|code| name_of(plan, code));
        match name {
            None => nameless.get_or_insert_default().add(group),
            Some(name) => match found.iter_mut().find(|(known, _)| *known == name) {
                Some((_, known)) => known.add(group),
                None => found.push((name, group.clone())),
            },
        }
    }
    found.extend(nameless.map(|group| (String::new(), group)));
    found
}

/// The platform or channel of a group.
fn name_of(plan: &Plan<'_>, code: usize) -> Option<String> {
    match Field::subject_of(plan.command) {
        Some(field) => plan.lexicons.of(field).ids().get(code).map(Str::to_string),
        None => Some(plan.rules.get(code)?.effect.quote.as_ref()?.platform.to_string()),
    }
}
