//! A summary in place of results, as tables for people.

use super::cell::Cell;
use super::screen::Screen;
use super::shown::tone_of;
use super::stacked::Stacked;
use super::summary::summary as totals_text;
use crate::command::Verdict;
use crate::decide::Nets;
use crate::lang::Lang;
use crate::output::result::column::Column;
use crate::output::summary::{Section, Summary};
use crate::output::text::{Tone, written};
use crate::value::Sum;

/// A table of a summary, under a heading.
pub(in crate::output) struct Block {
    /// The heading.
    pub title: String,
    /// The table.
    pub table: Stacked,
}

fn plain(text: impl Into<String>) -> Cell {
    Cell::plain(text)
}

/// A count; none is faint, so that what there is stands out.
fn count(records: u64, tone: Tone) -> Cell {
    Cell { text: records.to_string(), tone: if records == 0 { Tone::Faint } else { tone } }
}

fn sums((min, mid, max): Nets) -> [Cell; 3] {
    [min, mid, max].map(|sum: Sum| plain(written(|out| sum.write(out))))
}

/// The numbers of records by verdict, in a line.
pub(in crate::output) fn headline(summary: &Summary<'_>, screen: &Screen) -> String {
    totals_text(summary.plan.command, summary.totals, screen)
}

/// The tables of a summary, those that are empty left out.
pub(in crate::output) fn blocks(summary: &Summary<'_>, screen: &Screen) -> Vec<Block> {
    let lang = screen.lang;
    let section = Section::of_groups(summary.plan.command);
    let title = |section: Section| section.title().get(lang).to_owned();
    let records = lang.pick("records", "条数").to_owned();
    let key = |section: Section, key: &str| plain(summary.key_title(section, key, lang));
    let mut blocks = vec![Block { title: title(section), table: groups(summary, section, screen) }];
    let rules: Vec<Vec<Cell>> = summary
        .top_rules
        .iter()
        .filter_map(|(rule, count)| {
            let rule = summary.plan.rules.get(*rule)?;
            Some(vec![key(Section::TopRules, &rule.id), plain(count.to_string())])
        })
        .collect();
    let papers = summary.documents_missing.iter();
    let papers: Vec<Vec<Cell>> =
        papers.map(|(id, n)| vec![key(Section::DocumentsMissing, id), plain(n.to_string())]).collect();
    let heads = [lang.pick("rule", "规则"), lang.pick("paper", "材料")];
    for ((section, rows), head) in
        [(Section::TopRules, rules), (Section::DocumentsMissing, papers)].into_iter().zip(heads)
    {
        let table = Stacked { heads: vec![head.to_owned(), records.clone()], rows };
        blocks.push(Block { title: title(section), table });
    }
    blocks.retain(|block| !block.table.rows.is_empty());
    blocks
}

/// How many records have something due within a day, in a sentence.
pub(in crate::output) fn due(summary: &Summary<'_>, lang: Lang) -> String {
    let due = summary.totals.due;
    match lang {
        Lang::En if due == 1 => "1 record has a deadline within 24 hours.".to_owned(),
        Lang::En => format!("{due} records have a deadline within 24 hours."),
        Lang::Zh => format!("24小时内到期的有 {due} 条。"),
    }
}

fn groups(summary: &Summary<'_>, section: Section, screen: &Screen) -> Stacked {
    let lang = screen.lang;
    let first = match section {
        Section::ByChannel => Column::Channel,
        _ => Column::Platform,
    };
    let name = |key: &str| plain(summary.key_title(section, key, lang));
    let mut heads = vec![first.title().get(lang).to_owned()];
    let rows = if summary.has_nets() {
        let nets = [Column::NetMin, Column::NetMid, Column::NetMax];
        heads.push(lang.pick("records", "条数").to_owned());
        heads.extend(nets.map(|column| column.title().get(lang).to_owned()));
        let row = |cell: Cell, records: u64, nets: Nets| {
            [cell, plain(records.to_string())].into_iter().chain(sums(nets)).collect::<Vec<_>>()
        };
        let groups = summary.groups.iter().filter(|(key, _)| !key.is_empty());
        let mut rows: Vec<Vec<Cell>> =
            groups.map(|(key, group)| row(name(key), group.records(), group.nets)).collect();
        let totals = summary.totals;
        let flagged = totals.of(Verdict::Flagged);
        if flagged > 0 {
            let title = lang.pick("flagged among them", "其中有风险提示");
            rows.push(row(Cell { text: title.to_owned(), tone: Tone::Warn }, flagged, totals.flagged));
        }
        rows
    } else {
        let verdicts = summary.plan.command.verdicts();
        heads.extend(verdicts.iter().map(|verdict| verdict.short().get(lang).to_owned()));
        let row = |(key, group): &(String, crate::decide::Group)| {
            let cells = verdicts.iter().map(|verdict| count(group.of(*verdict), tone_of(*verdict)));
            std::iter::once(name(key)).chain(cells).collect()
        };
        summary.groups.iter().map(row).collect()
    };
    Stacked { heads, rows }
}
