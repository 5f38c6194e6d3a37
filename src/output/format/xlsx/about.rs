//! The sheets behind the results: the rules that they cite, and the run; and the sheet of a summary.

use rust_xlsxwriter::{Worksheet, XlsxError};

use super::book::{Looks, begin_sheet, end_sheet, write_cell};
use super::{Line, line, moment_text};
use crate::decide::Totals;
use crate::engine::RuleSet;
use crate::lang::{Lang, Phrase};
use crate::output::format::document::Run;
use crate::output::summary::Summary;
use crate::output::text::sheet::{NumberKind, SheetCell, text_cell};
use crate::output::text::{LeftOut, written};
use crate::policy::{Rule, Source};
use crate::value::{Sum, shown};

/// The most that a spreadsheet keeps of a number, in fen.
const KEPT: u128 = 999_999_999_999_999;

const RULE_HEADS: [(Phrase, usize); 8] = [
    (Phrase { en: "rule", zh: "规则" }, 24),
    (Phrase { en: "title", zh: "标题" }, 28),
    (Phrase { en: "message", zh: "说明" }, 60),
    (Phrase { en: "grade", zh: "可信度" }, 10),
    (Phrase { en: "source", zh: "来源" }, 32),
    (Phrase { en: "as of", zh: "截至" }, 12),
    (Phrase { en: "place", zh: "出处位置" }, 24),
    (Phrase { en: "dispute", zh: "争议" }, 60),
];

const SUMMARY_HEADS: [(Phrase, usize); 7] = [
    (Phrase { en: "section", zh: "分项" }, 24),
    (Phrase { en: "key", zh: "项目" }, 36),
    (Phrase { en: "verdict", zh: "结论" }, 12),
    (Phrase { en: "records", zh: "条数" }, 10),
    (Phrase { en: "net, least", zh: "到手下限" }, 14),
    (Phrase { en: "net, middle", zh: "到手中值" }, 14),
    (Phrase { en: "net, most", zh: "到手上限" }, 14),
];

fn heads(heads: &[(Phrase, usize)], lang: Lang) -> Vec<(String, usize)> {
    heads.iter().map(|(head, width)| (head.get(lang).to_owned(), *width)).collect()
}

/// The headings of a summary.
pub(super) fn summary_heads(lang: Lang) -> Vec<(String, usize)> {
    heads(&SUMMARY_HEADS, lang)
}

/// Writes a row of texts.
fn write_texts(
    sheet: &mut Worksheet,
    looks: &Looks,
    row: u32,
    texts: &[&str],
    left_out: &LeftOut,
) -> Result<(), XlsxError> {
    for (text, column) in texts.iter().zip(0u16..) {
        let mut cell = Vec::new();
        text_cell(&mut cell, text, left_out);
        if let Some(cell) = SheetCell::take(&mut cell.as_slice()) {
            write_cell(sheet, looks, (row, column), cell)?;
        }
    }
    Ok(())
}

/// The sheet of the rules that are cited, in policy order.
pub(super) fn rules(
    sheet: &mut Worksheet,
    looks: &Looks,
    run: &Run<'_>,
    cited: RuleSet,
) -> Result<(), XlsxError> {
    let lang = run.screen.lang;
    begin_sheet(sheet, looks, &heads(&RULE_HEADS, lang))?;
    let cited = cited.iter().filter_map(|rule| run.plan.rules.get(rule).copied());
    let mut row = 0;
    for rule in cited {
        row += 1;
        let texts = rule_texts(rule, &run.pack.sources, lang);
        write_texts(sheet, looks, row, &texts.each_ref().map(String::as_str), &run.left_out)?;
    }
    end_sheet(sheet, row, RULE_HEADS.len())
}

fn rule_texts(rule: &Rule, sources: &[Source], lang: Lang) -> [String; RULE_HEADS.len()] {
    let source = sources.iter().find(|source| source.id == rule.source);
    let (title, as_of) = match source {
        Some(source) => (
            format!("{} {}", source.id, source.title),
            source.as_of.map_or_else(String::new, |day| written(|out| day.write(out))),
        ),
        None => (rule.source.to_string(), String::new()),
    };
    [
        rule.id.to_string(),
        rule.title.get(lang).to_owned(),
        rule.message.get(lang).to_owned(),
        rule.grade.title().get(lang).to_owned(),
        title,
        as_of,
        rule.place.get(lang).to_owned(),
        rule.dispute.as_ref().map_or_else(String::new, |dispute| dispute.text.get(lang).to_owned()),
    ]
}

/// The sheet of the run: when, by which policy, over what, and what it came to.
pub(super) fn run(
    sheet: &mut Worksheet,
    looks: &Looks,
    run: &Run<'_>,
    totals: &Totals,
) -> Result<(), XlsxError> {
    let lang = run.screen.lang;
    let head = line(lang, "about the run", "项目", lang.pick("value", "内容"));
    begin_sheet(sheet, looks, &[(head.0, 24), (head.1, 60)])?;
    let mut row = 0;
    for (name, value) in lines(run, lang) {
        row += 1;
        write_texts(sheet, looks, row, &[&name, &value], &run.left_out)?;
    }
    let mut count = |sheet: &mut Worksheet, name: &str, count: u64| {
        row += 1;
        write_texts(sheet, looks, row, &[name], &run.left_out)?;
        write_cell(sheet, looks, (row, 1), SheetCell::Number(NumberKind::Plain, count as f64))
    };
    count(sheet, lang.pick("records", "记录数"), totals.records)?;
    for verdict in run.command.verdicts() {
        count(sheet, verdict.short().get(lang), totals.of(*verdict))?;
    }
    if run.only.is_some() {
        count(sheet, lang.pick("results written", "写出的结果数"), totals.written)?;
    }
    Ok(())
}

fn lines(run: &Run<'_>, lang: Lang) -> Vec<Line> {
    let mut lines = vec![
        line(lang, "now", "判断时刻", moment_text(run.now)),
        line(lang, "command", "命令", run.command.name()),
        line(lang, "version of kami", "kami 版本", env!("CARGO_PKG_VERSION")),
        line(lang, "version of the policy", "策略版本", run.pack.version.as_str()),
    ];
    for layer in &run.pack.layers {
        lines.push(line(lang, "policy layer", "策略层", layer.name.as_str()));
        lines.push(line(lang, "SHA-256 of the layer", "该层 SHA-256", layer.hash.as_str()));
    }
    if let Some(note) = &run.policy_note {
        lines.push(line(lang, "the policy is changed", "策略已改动", shown(note.get(lang))));
    }
    lines.extend(run.inputs.iter().map(|input| line(lang, "input", "输入", input.as_str())));
    lines
}

/// The sheet of a summary. Gives its last row.
pub(super) fn summary(
    sheet: &mut Worksheet,
    looks: &Looks,
    summary: &Summary<'_>,
    lang: Lang,
) -> Result<u32, XlsxError> {
    let left_out = LeftOut::default();
    let mut last = 0;
    for (line, row) in summary.rows().iter().zip(1u32..) {
        let section = line.section.title().get(lang);
        let key = summary.key_title(line.section, &line.key, lang);
        write_texts(sheet, looks, row, &[section, &key], &left_out)?;
        if let Some(verdict) = line.verdict {
            let tone = crate::output::human::shown::tone_of(verdict);
            let cell = SheetCell::Verdict(tone, verdict.short().get(lang));
            write_cell(sheet, looks, (row, 2), cell)?;
        }
        write_cell(sheet, looks, (row, 3), SheetCell::Number(NumberKind::Plain, line.records as f64))?;
        if let Some((min, mid, max)) = line.nets {
            for (sum, column) in [min, mid, max].into_iter().zip(4u16..) {
                write_sum(sheet, looks, (row, column), sum)?;
            }
        }
        last = row;
    }
    Ok(last)
}

fn write_sum(sheet: &mut Worksheet, looks: &Looks, at: (u32, u16), sum: Sum) -> Result<(), XlsxError> {
    if sum.0.unsigned_abs() <= KEPT {
        return write_cell(sheet, looks, at, SheetCell::Number(NumberKind::Money, sum.0 as f64 / 100.0));
    }
    write_cell(sheet, looks, at, SheetCell::Text(&written(|out| sum.write(out))))
}
