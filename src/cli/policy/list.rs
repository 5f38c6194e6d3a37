use std::io::Write;

use clap::ArgMatches;

use super::rules::{Shown, document, shown};
use crate::cli::failure::Failure;
use crate::cli::options::{flag, now, text};
use crate::cli::{exit, policies, terminal_width};
use crate::lang::Lang;
use crate::output::{GridCell, GridStyle, grid_table};
use crate::policy::{Pack, nearest};
use crate::value::CHINA;

/// `kami policy list`.
///
/// # Errors
/// When the policy cannot be read, a source does not exist, or output cannot be written.
pub fn run(matches: &ArgMatches, lang: Lang, out: Box<dyn Write + Send>) -> Result<u8, Failure> {
    let pack = policies::policy(matches)?;
    let now = now(matches, CHINA)?;
    if let Some(source) = text(matches, "source") {
        check_source(&pack, source)?;
    }
    let all = shown(&pack, lang, now.day());
    let rules: Vec<&Shown<'_>> = all.iter().filter(|shown| is_asked_for(shown, matches)).collect();
    let bytes = match text(matches, "format") {
        Some("json") => document(&pack, now, &rules),
        Some("markdown") => table(&rules, lang, flag(matches, "disputed"), GridStyle::Markdown),
        _ => {
            let style = GridStyle::Lines(terminal_width());
            let mut bytes = table(&rules, lang, flag(matches, "disputed"), style);
            if !flag(matches, "quiet") {
                bytes.extend_from_slice(format!("{}\n", counted(&rules, lang)).as_bytes());
            }
            bytes
        }
    };
    super::write(matches, out, &bytes)?;
    Ok(exit::FINE)
}

fn counted(rules: &[&Shown<'_>], lang: Lang) -> String {
    let disputed = rules.iter().filter(|shown| shown.rule.dispute.is_some()).count();
    let stale = rules.iter().filter(|shown| shown.freshness.code() == "stale").count();
    let undated = rules.iter().filter(|shown| shown.freshness.code() == "undated").count();
    let count = rules.len();
    match lang {
        Lang::En => format!(
            "{count} rules: {disputed} disputed, {stale} possibly stale, {undated} of undated sources"
        ),
        Lang::Zh => {
            format!("共 {count} 条规则：{disputed} 条有争议，{stale} 条可能过时，{undated} 条来源未注明日期")
        }
    }
}

fn is_asked_for(shown: &Shown<'_>, matches: &ArgMatches) -> bool {
    let is = |name: &str, value: &str| text(matches, name).is_none_or(|asked| asked == value);
    let rule = shown.rule;
    is("command", rule.command.name())
        && is("source", &rule.source)
        && is("grade", rule.grade.code())
        && (!flag(matches, "disputed") || rule.dispute.is_some())
}

fn check_source(pack: &Pack, id: &str) -> Result<(), Failure> {
    let known: Vec<&str> = pack.sources.iter().map(|source| source.id.as_str()).collect();
    if known.contains(&id) {
        return Ok(());
    }
    let (en, zh) = match nearest(id, &known) {
        Some(near) => (format!("did you mean `{near}`?"), format!("是否想写 `{near}`？")),
        None => (format!("there are {}", known.join(", ")), format!("可用：{}", known.join("、"))),
    };
    Err(Failure::new(
        format!("--source {id}: no source is called that; {en}"),
        format!("--source {id}：没有这个来源；{zh}"),
    ))
}

fn table(rules: &[&Shown<'_>], lang: Lang, disputes: bool, style: GridStyle) -> Vec<u8> {
    if disputes {
        let headings =
            [lang.pick("Rule", "规则"), lang.pick("Used", "采用"), lang.pick("Other reading", "另一种说法")];
        let used = |shown: &Shown<'_>| match shown.effects() {
            effects if effects.is_empty() => shown.rule.title.get(lang).to_owned(),
            effects => effects.join(lang.pick(", ", "，")),
        };
        let row = |shown: &&Shown<'_>| {
            let id = GridCell::Text(shown.rule.id.clone());
            vec![id, GridCell::Text(used(shown)), GridCell::text(shown.dispute())]
        };
        let rows: Vec<Vec<GridCell>> = rules.iter().map(row).collect();
        return grid_table(&headings, &rows, style).into_bytes();
    }
    let has_layers = rules.first().is_some_and(|shown| shown.pack.layers.len() > 1);
    let mut headings = match lang {
        Lang::En => vec!["Rule", "When", "Effect", "Grade", "Source", "Notes"],
        Lang::Zh => vec!["规则", "条件", "效果", "可信度", "来源", "备注"],
    };
    if has_layers {
        headings.push(lang.pick("Layer", "策略层"));
    }
    let rows: Vec<Vec<GridCell>> = rules.iter().map(|shown| row(shown, lang, has_layers)).collect();
    grid_table(&headings, &rows, style).into_bytes()
}

fn row(shown: &Shown<'_>, lang: Lang, has_layers: bool) -> Vec<GridCell> {
    let rule = shown.rule;
    let or = |list: Vec<String>, none: &str| match list.is_empty() {
        true => GridCell::Text(none.to_owned()),
        false => GridCell::List(list),
    };
    let is_dated = rule.valid_from.is_some() || rule.valid_until.is_some();
    let notes = [
        (rule.dispute.is_some(), "disputed", "有争议"),
        (rule.off, "off", "已关闭"),
        (is_dated, "dated", "限期"),
        (shown.freshness.code() == "stale", "stale?", "可能过时"),
        (shown.freshness.code() == "undated", "undated", "未注明日期"),
    ];
    let notes = notes.into_iter().filter(|(applies, ..)| *applies);
    let mut cells = vec![
        GridCell::Text(rule.id.clone()),
        or(shown.condition(), lang.pick("always", "始终")),
        or(shown.effects(), rule.kind.name()),
        GridCell::Text(rule.grade.code().to_owned()),
        GridCell::Text(rule.source.clone()),
        GridCell::List(notes.map(|(_, en, zh)| lang.pick(en, zh).to_owned()).collect()),
    ];
    if has_layers {
        let changes = shown.changes().into_iter().map(|(path, layer)| format!("{path}: {layer}"));
        cells.push(GridCell::List(
            std::iter::once(shown.layer(rule.at.file).to_owned()).chain(changes).collect(),
        ));
    }
    cells
}
