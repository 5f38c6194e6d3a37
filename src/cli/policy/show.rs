//! `kami policy show`: one rule.

use std::io::Write;

use super::document::document;
use super::rules::{Shown, day, shown};
use crate::cli::args::PolicyArgs;
use crate::cli::command::{Given, Opt};
use crate::cli::error::Failure;
use crate::cli::{exit, policies};
use crate::field::without_secret;
use crate::lang::{Lang, Str, Text, suggest};
use crate::output::Format;
use crate::output::text::{padded, width, wrapped};
use crate::policy::Pack;

/// `kami policy show RULE`.
///
/// # Errors
/// When there is no such rule, with the one that was most likely meant.
pub(crate) fn run(given: Given<'_>, lang: Lang, out: Box<dyn Write + Send>) -> Result<u8, Failure> {
    let args = PolicyArgs::resolve(given)?;
    let pack = policies::policy(&args.policies)?;
    let now = args.now(given)?;
    let id = given.text(Opt::Rule).unwrap_or_default();
    let all = shown(&pack, lang, now.day());
    let versions: Vec<&Shown<'_>> = all.iter().filter(|shown| shown.rule.id == id).collect();
    if versions.is_empty() {
        return Err(unknown(&pack, id));
    }
    let bytes = match given.value(Opt::Format).copied() {
        Some(Format::Json) => document(&pack, now, &versions),
        format => {
            let is_markdown = format == Some(Format::Markdown);
            let room = (!is_markdown).then(|| args.terminal().width());
            let cards: Vec<String> = versions.iter().map(|shown| card(shown, lang, room)).collect();
            cards.join("\n").into_bytes()
        }
    };
    super::write(&args, out, &bytes)?;
    Ok(exit::OK)
}

fn unknown(pack: &Pack, id: &str) -> Failure {
    let near = suggest::nearest(id, pack.rules.iter().map(|rule| rule.id.as_str()));
    let Text { en, zh } = match near {
        Some(_) => suggest::hint(near),
        None => Text::new("; see kami policy list", "；参见 kami policy list"),
    };
    let id = without_secret(id);
    Failure::new(format!("no rule is called `{id}`{en}"), format!("没有名为“{id}”的规则{zh}"))
}

fn card(shown: &Shown<'_>, lang: Lang, room: Option<usize>) -> String {
    let rule = shown.rule;
    let source = shown.pack.source(&rule.source);
    let or = |list: Vec<String>, none: &str| if list.is_empty() { vec![none.to_owned()] } else { list };
    let mut from = vec![format!("{} · {}", rule.source, source.map_or("", |s| s.title.as_str()))];
    from.extend(source.and_then(|s| s.place.as_ref().map(Str::to_string)));
    from.extend((!rule.place.get(lang).is_empty()).then(|| rule.place.get(lang).to_owned()));
    from.extend(source.map(|source| match (source.as_of, source.figures_of) {
        (Some(as_of), _) => format!("{} {}", lang.pick("as of", "来源时间"), day(as_of)),
        (None, None) => lang.pick("undated", "未注明日期").to_owned(),
        (None, Some(year)) => match lang {
            Lang::En => format!("undated, figures of {year}"),
            Lang::Zh => format!("未注明日期，数据为{year}年"),
        },
    }));
    let changes = shown.changes().into_iter().map(|(path, layer)| match lang {
        Lang::En => format!("`{path}` by {layer}"),
        Lang::Zh => format!("`{path}`：{layer}"),
    });
    let layer = format!("{} ({})", shown.layer(rule.at.file), shown.place());
    let rows: Vec<(&str, Vec<String>)> = vec![
        (lang.pick("Command", "命令"), vec![rule.command.name().to_owned()]),
        (lang.pick("Kind", "类型"), vec![rule.kind.title().get(lang).to_owned()]),
        (lang.pick("When", "条件"), or(shown.condition(), lang.pick("always", "始终"))),
        (lang.pick("Effect", "效果"), shown.effects()),
        (lang.pick("Message", "说明"), vec![rule.message.get(lang).to_owned()]),
        (lang.pick("Caution", "注意"), rule.caution.iter().map(|c| c.get(lang).to_owned()).collect()),
        (lang.pick("Grade", "可信度"), vec![rule.grade.meaning().get(lang).to_owned()]),
        (lang.pick("Source", "来源"), from),
        (lang.pick("Disputed", "争议"), shown.dispute().into_iter().collect()),
        (lang.pick("Notes", "备注"), shown.notes()),
        (lang.pick("Layer", "策略层"), vec![layer]),
        (lang.pick("Changed", "改动"), changes.collect()),
    ];
    let mut out = match room {
        None => format!("## `{}` {}\n\n", rule.id, rule.title.get(lang)),
        Some(_) => format!("{}  {}\n", rule.id, rule.title.get(lang)),
    };
    let label = rows.iter().map(|(name, _)| width(name)).max().unwrap_or(0);
    for (name, lines) in rows.into_iter().filter(|(_, lines)| !lines.is_empty()) {
        let Some(room) = room else {
            out.push_str(&format!(
                "- **{name}**{}{}\n",
                lang.pick(": ", "："),
                lines.join(lang.pick("; ", "；"))
            ));
            continue;
        };
        let room = room.saturating_sub(label + 4).clamp(20, 100);
        let mut name = padded(name, label, false);
        for line in lines.iter().flat_map(|line| wrapped(line, room)) {
            out.push_str(&format!("  {name}  {line}\n"));
            name = " ".repeat(label);
        }
    }
    out
}
