//! `kami policy check`: what is wrong in policy files.

use std::collections::BTreeSet;
use std::io::Write;

use super::findings::{Finding, FindingKind, Findings};
use super::{too_large, witness};
use crate::cli::args::{PolicyArgs, span};
use crate::cli::command::{Given, Opt, ReportFormat};
use crate::cli::error::Failure;
use crate::cli::{exit, policies};
use crate::lang::{Lang, Text};
use crate::output::text::written;
use crate::policy::{Loaded, Pack, Problems, builtin_layer, cases, effective, load_with_tables};
use crate::policy_tests::unknown_fields;
use crate::value::{Day, Span};

/// `kami policy check`: the problems of all layers.
///
/// # Errors
/// When a file cannot be read or output not be written.
pub(crate) fn run(given: Given<'_>, lang: Lang, out: Box<dyn Write + Send>) -> Result<u8, Failure> {
    let args = PolicyArgs::resolve(given)?;
    let stale = given.text(Opt::Stale).map(|text| span(Opt::Stale, text)).transpose()?;
    let now = args.now(given)?;
    let mut layers = vec![builtin_layer()];
    for path in args.policies.iter().chain(&given.texts(Opt::File)) {
        layers.push(policies::layer(path)?);
    }
    let mut findings = Findings::of(&layers);
    let loaded = match load_with_tables(&layers) {
        Ok(loaded) => {
            // Whether the rules exist that a case names can be said of a policy that loads.
            let mut problems = Problems { files: loaded.pack.files.clone(), ..Problems::default() };
            let cases = cases(&layers, &loaded.pack, &mut problems);
            unknown_fields(&cases, &mut problems);
            problems.sort();
            findings.add_problems(problems);
            Some(loaded)
        }
        Err(problems) => {
            findings.add_problems(problems);
            None
        }
    };
    if let (Some(loaded), Some(limit)) = (&loaded, stale) {
        findings.extend(stale_sources(loaded, now.day(), limit));
    }
    if given.flag(Opt::Witness) {
        let files: Vec<String> = args.policies.iter().cloned().chain(given.texts(Opt::File)).collect();
        let sought = witness::Sought { layers: &layers, files: &files, now };
        match &loaded {
            Some(loaded) => findings.extend(sought.silent(loaded).map_err(too_large)?),
            None => sought.overlaps(&mut findings),
        }
    }
    findings.sort();
    let count = findings.count();
    let format = given.value(Opt::Format).copied().unwrap_or(ReportFormat::Table);
    let end = match &loaded {
        Some(loaded) if count == 0 => sound(&loaded.pack),
        _ => Text::new(
            format!("{count} problem{} found", if count == 1 { "" } else { "s" }),
            format!("共发现 {count} 个问题"),
        ),
    };
    let bytes = if args.quiet && format == ReportFormat::Table {
        findings.lines(lang).into_bytes()
    } else {
        findings.written(format, lang, args.terminal(), &format!("{}\n", end.get(lang)))
    };
    super::write(&args, out, &bytes)?;
    Ok(if count == 0 { exit::OK } else { exit::GATE_TRIPPED })
}

fn sound(pack: &Pack) -> Text {
    let spans = effective(pack);
    let counting = pack.rules.iter().zip(&spans).filter(|(_, spans)| !spans.is_empty());
    let disputes = counting.clone().filter(|(rule, _)| rule.dispute.is_some()).count();
    let (rules, sources) = (counting.count(), pack.sources.len());
    Text::new(
        format!("no problems: {rules} rules, {sources} sources, {disputes} disputes"),
        format!("没有问题：{rules} 条规则、{sources} 个来源、{disputes} 处争议"),
    )
}

/// Sources that rules rest on and that nobody has looked at for longer than a limit.
fn stale_sources(loaded: &Loaded, today: Day, limit: Span) -> Vec<Finding> {
    let spans = effective(&loaded.pack);
    let counting = loaded.pack.rules.iter().zip(&spans).filter(|(_, spans)| !spans.is_empty());
    let used: BTreeSet<&str> = counting.map(|(rule, _)| rule.source.as_str()).collect();
    let tables =
        loaded.others.iter().find(|(name, _)| *name == "source").map_or(&[][..], |(_, tables)| tables);
    let days = limit.0.div_euclid(86_400_000);
    let mut found = Vec::new();
    for (source, table) in loaded.pack.sources.iter().zip(tables) {
        let id = &source.id;
        let what = match source.as_of.max(source.checked_on) {
            _ if !used.contains(id.as_str()) => continue,
            Some(day) if i64::from(today.0) - i64::from(day.0) <= days => continue,
            Some(day) => {
                let day = written(|out| day.write(out));
                Text::new(
                    format!("source `{id}` is of {day}, older than {days} days"),
                    format!("来源 `{id}` 的时间为 {day}，早于 {days} 天"),
                )
            }
            None => Text::new(
                format!("source `{id}` is undated, and nobody has noted when it was last checked"),
                format!("来源 `{id}` 未注明日期，也没有记录何时核对过"),
            ),
        };
        let rules =
            loaded.pack.rules.iter().filter(|rule| rule.source == *id).map(|rule| rule.id.to_string());
        found.push(Finding {
            kind: FindingKind::Stale,
            at: table.get("id").map_or(table.at, |node| node.at),
            what,
            fix: Text::new(
                "look whether it still says so, and note the day as `checked_on`",
                "请核对来源是否仍如此说，并以 `checked_on` 记下日期",
            ),
            rules: rules.collect(),
            word: None,
            witness: Vec::new(),
        });
    }
    found
}
