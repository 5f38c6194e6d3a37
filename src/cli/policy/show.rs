//! `kami policy show`: all that is known of a rule.

use std::io::Write;

use clap::ArgMatches;

use super::rules::{Shown, day, document, shown};
use crate::cli::failure::Failure;
use crate::cli::options::{goes_to_terminal, now, text};
use crate::cli::screen::columns;
use crate::cli::{exit, policies};
use crate::lang::{Lang, Text, suggest};
use crate::output::people::{padded, width, wrapped};
use crate::policy::Pack;
use crate::value::CHINA;

/// `kami policy show RULE`.
///
/// # Errors
/// When there is no such rule, with the one that was most likely meant.
pub fn run(matches: &ArgMatches, lang: Lang, out: Box<dyn Write + Send>) -> Result<u8, Failure> {
    let pack = policies::policy(matches)?;
    let now = now(matches, CHINA)?;
    let id = text(matches, "rule").unwrap_or_default();
    let all = shown(&pack, lang, now.day());
    let versions: Vec<&Shown<'_>> = all.iter().filter(|shown| shown.rule.id == id).collect();
    if versions.is_empty() {
        return Err(unknown(&pack, id));
    }
    let bytes = match text(matches, "format") {
        Some("json") => document(&pack, now, &versions),
        format => {
            let is_markdown = format == Some("markdown");
            let to_terminal = goes_to_terminal(matches);
            let room = if is_markdown { None } else { Some(columns(to_terminal)) };
            let cards: Vec<String> = versions.iter().map(|shown| card(shown, lang, room)).collect();
            cards.join("\n").into_bytes()
        }
    };
    super::write(matches, out, &bytes)?;
    Ok(exit::FINE)
}

fn unknown(pack: &Pack, id: &str) -> Failure {
    let near = suggest::nearest(id, pack.rules.iter().map(|rule| rule.id.as_str()));
    let Text { en, zh } = match near {
        Some(_) => suggest::hint(near),
        None => Text::new("; see kami policy list", "；参见 kami policy list"),
    };
    Failure::new(format!("no rule is called `{id}`{en}"), format!("没有名为“{id}”的规则{zh}"))
}

fn card(shown: &Shown<'_>, lang: Lang, room: Option<usize>) -> String {
    let rule = shown.rule;
    let source = shown.pack.source(&rule.source);
    let or = |list: Vec<String>, none: &str| if list.is_empty() { vec![none.to_owned()] } else { list };
    let mut from = vec![format!("{} · {}", rule.source, source.map_or("", |s| s.title.as_str()))];
    from.extend(source.and_then(|s| s.place.clone()));
    from.extend((!rule.place.get(lang).is_empty()).then(|| rule.place.get(lang).to_owned()));
    from.extend(
        source
            .and_then(|s| s.as_of)
            .map(|as_of| format!("{} {}", lang.pick("as of", "来源时间"), day(as_of))),
    );
    let changes = shown.changes().into_iter().map(|(path, layer)| match lang {
        Lang::En => format!("`{path}` by {layer}"),
        Lang::Zh => format!("`{path}`：{layer}"),
    });
    let layer = format!("{} ({})", shown.layer(rule.at.file), shown.place());
    let rows: Vec<(&str, Vec<String>)> = vec![
        (lang.pick("Command", "命令"), vec![rule.command.name().to_owned()]),
        (lang.pick("Kind", "类型"), vec![rule.kind.name().to_owned()]),
        (lang.pick("When", "条件"), or(shown.condition(), lang.pick("always", "始终"))),
        (lang.pick("Effect", "效果"), shown.effects()),
        (lang.pick("Message", "说明"), vec![rule.message.get(lang).to_owned()]),
        (lang.pick("Caution", "注意"), rule.caution.iter().map(|c| c.get(lang).to_owned()).collect()),
        (lang.pick("Grade", "可信度"), vec![rule.grade.code().to_owned()]),
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
