//! `kami policy list`: the rules as a table.

use std::io::Write;

use super::document::document;
use super::rules::{Shown, shown};
use crate::cli::args::PolicyArgs;
use crate::cli::command::{Given, Opt};
use crate::cli::error::Failure;
use crate::cli::{exit, policies};
use crate::command::Command;
use crate::lang::{Lang, Text, suggest};
use crate::output::Format;
use crate::output::human::{Cell, Stacked};
use crate::output::text::wrapped;
use crate::policy::{Grade, Pack, layer_names};
use crate::value::escaped;

/// `kami policy list`.
///
/// # Errors
/// When the policy cannot be read, a source does not exist, or output cannot be written.
pub(crate) fn run(given: Given<'_>, lang: Lang, out: Box<dyn Write + Send>) -> Result<u8, Failure> {
    let args = PolicyArgs::resolve(given)?;
    let pack = policies::policy(&args.policies)?;
    let now = args.now(given)?;
    if let Some(source) = given.text(Opt::Source) {
        check_source(&pack, source)?;
    }
    let all = shown(&pack, lang, now.day());
    let rules: Vec<&Shown<'_>> = all.iter().filter(|shown| is_asked_for(shown, given)).collect();
    let table = || table(&rules, lang, given.flag(Opt::Disputed));
    let bytes = match given.value(Opt::Format).copied() {
        Some(Format::Json) => document(&pack, now, &rules),
        Some(Format::Markdown) => table().markdown().into_bytes(),
        _ => {
            let terminal = args.terminal();
            let mut bytes = table().drawn(Some(terminal.width()), terminal.style()).into_bytes();
            if !args.quiet {
                bytes.push(b'\n');
                for text in [counted(&rules, lang), layers(lang)] {
                    for line in wrapped(&text, terminal.width()) {
                        bytes.extend_from_slice(format!("{line}\n").as_bytes());
                    }
                }
            }
            bytes
        }
    };
    super::write(&args, out, &bytes)?;
    Ok(exit::OK)
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

/// The layers that ship with the program.
fn layers(lang: Lang) -> String {
    let layers: Vec<String> = layer_names().map(|name| format!("--policy {name}")).collect();
    let layers = layers.join(lang.pick(", ", "、"));
    match lang {
        Lang::En => format!("Built-in layers, off until asked for: {layers}"),
        Lang::Zh => format!("内置策略层（默认不启用）：{layers}"),
    }
}

fn is_asked_for(shown: &Shown<'_>, given: Given<'_>) -> bool {
    let rule = shown.rule;
    given.value::<Command>(Opt::Command).is_none_or(|command| *command == rule.command)
        && given.text(Opt::Source).is_none_or(|source| source == rule.source)
        && given.value::<Grade>(Opt::Grade).is_none_or(|grade| *grade == rule.grade)
        && (!given.flag(Opt::Disputed) || rule.dispute.is_some())
        && (!given.flag(Opt::Changed) || shown.is_changed())
}

fn check_source(pack: &Pack, id: &str) -> Result<(), Failure> {
    let known: Vec<&str> = pack.sources.iter().map(|source| source.id.as_str()).collect();
    if known.contains(&id) {
        return Ok(());
    }
    let near = suggest::nearest(id, known.iter().copied());
    let Text { en, zh } = match near {
        Some(_) => suggest::hint(near),
        None => {
            Text::new(format!("; there are {}", known.join(", ")), format!("；可用：{}", known.join("、")))
        }
    };
    Err(Failure::new(
        format!("--source {id}: no source is called that{en}"),
        format!("--source {id}：没有这个来源{zh}"),
    ))
}

fn table(rules: &[&Shown<'_>], lang: Lang, disputes: bool) -> Stacked {
    let owned = |heads: &[&str]| heads.iter().map(|head| (*head).to_owned()).collect();
    if disputes {
        let heads = match lang {
            Lang::En => ["Rule", "Used", "Other reading"],
            Lang::Zh => ["规则", "采用", "另一种说法"],
        };
        let used = |shown: &Shown<'_>| match shown.effects() {
            effects if effects.is_empty() => shown.rule.title.get(lang).to_owned(),
            effects => effects.join(lang.pick(", ", "，")),
        };
        let row = |shown: &&Shown<'_>| {
            vec![cell(&shown.rule.id), cell(&used(shown)), cell(&shown.dispute().unwrap_or_default())]
        };
        return Stacked { heads: owned(&heads), rows: rules.iter().map(row).collect() };
    }
    let has_layers = rules.first().is_some_and(|shown| shown.pack.layers.len() > 1);
    let mut heads = match lang {
        Lang::En => vec!["Rule", "When", "Effect", "Grade", "Source", "Notes"],
        Lang::Zh => vec!["规则", "条件", "效果", "可信度", "来源", "备注"],
    };
    if has_layers {
        heads.push(lang.pick("Layer", "策略层"));
    }
    Stacked { heads: owned(&heads), rows: rules.iter().map(|shown| row(shown, lang, has_layers)).collect() }
}

fn cell(text: &str) -> Cell {
    Cell::plain(escaped(text))
}

fn row(shown: &Shown<'_>, lang: Lang, has_layers: bool) -> Vec<Cell> {
    let rule = shown.rule;
    let list = |items: Vec<String>| cell(&items.join(lang.pick("; ", "；")));
    let or = |items: Vec<String>, none: &str| if items.is_empty() { cell(none) } else { list(items) };
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
        cell(&rule.id),
        or(shown.condition(), lang.pick("always", "始终")),
        or(shown.effects(), rule.kind.title().get(lang)),
        cell(rule.grade.title().get(lang)),
        cell(&rule.source),
        list(notes.map(|(_, en, zh)| lang.pick(en, zh).to_owned()).collect()),
    ];
    if has_layers {
        let changes = shown.changes().into_iter().map(|(path, layer)| format!("{path}: {layer}"));
        cells.push(list(std::iter::once(shown.layer(rule.at.file).to_owned()).chain(changes).collect()));
    }
    cells
}
