//! The list of rules, `docs/rules.md`, is generated from the built-in pack.

use std::collections::HashMap;
use std::fmt::Write;

use kami::internals::command::Command;
use kami::internals::lang::Text;
use kami::internals::policy::{Clause, Dispute, Grade, Kind, Pack, Phase, Rule, Source, describe};

use super::pages::check;
use crate::support::{Kami, files};

#[test]
fn the_list_of_rules_is_the_pack_s() {
    check("docs/rules.md", &page(&kami::internals::embedded::pack()));
}

/// The conditions of rules, as the policy writes them.
fn conditions() -> HashMap<String, String> {
    let mut conditions = HashMap::new();
    for file in files("policy").into_iter().filter(|file| file.extension().is_some_and(|of| of == "toml")) {
        let table: toml::Table = toml::from_str(&std::fs::read_to_string(file).unwrap()).unwrap();
        for rule in table.get("rule").and_then(toml::Value::as_array).into_iter().flatten() {
            let when = rule.get("when").and_then(toml::Value::as_table);
            let clauses =
                when.into_iter().flatten().map(|(name, value)| format!("{} = {}", key(name), inline(value)));
            let clauses: Vec<String> = clauses.collect();
            conditions.insert(rule["id"].as_str().unwrap().to_owned(), clauses.join(", "));
        }
    }
    conditions
}

/// A key as TOML writes it: quoted where it is more than a name.
fn key(name: &str) -> String {
    let is_bare = name.bytes().all(|byte| byte.is_ascii_alphanumeric() || byte == b'_' || byte == b'-');
    if is_bare { name.to_owned() } else { format!("{name:?}") }
}

fn inline(value: &toml::Value) -> String {
    match value {
        toml::Value::Table(table) => {
            let members = table.iter().map(|(name, value)| format!("{} = {}", key(name), inline(value)));
            format!("{{ {} }}", members.collect::<Vec<_>>().join(", "))
        }
        toml::Value::Array(items) => {
            format!("[{}]", items.iter().map(inline).collect::<Vec<_>>().join(", "))
        }
        toml::Value::String(text) => format!("{text:?}"),
        other => serde_json::to_string(other).unwrap(),
    }
}

/// Both languages in one line.
fn both(text: &Text) -> String {
    format!("{} · {}", text.en, text.zh)
}

/// A condition in words, in both languages.
fn in_words(when: &[Clause], pack: &Pack) -> String {
    both(&describe::joined(&describe::condition(when, pack)))
}

/// A part of a rule that may hold only under a further condition.
fn where_(when: &[Clause], pack: &Pack) -> String {
    if when.is_empty() { String::new() } else { format!("; only where {}", in_words(when, pack)) }
}

fn page(pack: &Pack) -> String {
    let (rules, sources) = (pack.rules.len(), pack.sources.len());
    let disputes = pack.rules.iter().filter(|rule| rule.dispute.is_some()).count();
    let mut out = format!(
        "# Rules · 规则\n\n\
         Generated from the built-in policy pack, version {}: {} rules from {} sources, {} of them disputed.\n\
         `UPDATE_DOCS=1 cargo test --test integration docs` writes this page anew. What the parts of a rule \
         mean is told in [policy.md](policy.md).\n\n\
         由内置策略包生成，版本 {}：{} 条规则，出自 {} 个来源，其中 {} 条有争议。\n\n",
        pack.version, rules, sources, disputes, pack.version, rules, sources, disputes
    );
    out.push_str("## Words · 用语\n\n| word | 中文 | meaning |\n|---|---|---|\n");
    for (code, grade) in Grade::ALL.into_iter().rev() {
        let meaning = match grade {
            Grade::Stated => {
                "grade: a procedure or condition that the source lays down · 等级：来源写明的流程或条件"
            }
            Grade::Derived => "grade: our own reading of the source · 等级：原文没有明说，是我们的理解",
            Grade::Claimed => {
                "grade: a figure or tendency that nobody can check · 等级：来源这样说，但无从核实"
            }
        };
        writeln!(out, "| {code} | {} | {meaning} |", grade.title().zh).unwrap();
    }
    for (code, phase) in Phase::ALL {
        let meaning = match phase {
            Phase::Confirm => "phase 1: answer, a clock is running · 第1步：有时限，先回复",
            Phase::Clear => "phase 2: get an obstacle out of the way · 第2步：排除障碍",
            Phase::Apply => "phase 3: where and how to apply · 第3步：去哪里、怎么申请",
            Phase::Papers => "phase 4: what to hand in · 第4步：交哪些材料",
            Phase::Wait => "phase 5: what is waited for · 第5步：等什么",
        };
        writeln!(out, "| {code} | {} | {meaning} |", phase.title().zh).unwrap();
    }
    out.push_str(
        "| ∞ | 时间不定 | a condition that has to be met first, and nobody can say how long that takes: dates are \
         the earliest only · 要先满足的条件，要多久没有人说得准，日期只是最早日期 |\n\n",
    );
    out.push_str("## Sources · 来源\n\n| id | title | where | when |\n|---|---|---|---|\n");
    for source in &pack.sources {
        let place = source.place.as_deref().unwrap_or("");
        writeln!(out, "| `{}` | {} | {place} | {} |", source.id, source.title, when(source)).unwrap();
    }
    let conditions = conditions();
    for command in Command::DECIDING {
        let title = match command {
            Command::CheckUnbind => "解绑",
            Command::CancelWindow => "取消回收订单",
            Command::RecycleQuote => "回收报价",
            Command::ComparePlatforms => "平台对比",
        };
        writeln!(out, "\n## {} · {title}", command.name()).unwrap();
        graphs(&mut out, command, pack);
        for rule in pack.rules.iter().filter(|rule| rule.command == command) {
            section(&mut out, rule, pack, conditions.get(rule.id.as_str()).map_or("", String::as_str));
        }
    }
    out
}

/// What leads to which outcome, of the command and of each of its platforms or channels.
fn graphs(out: &mut String, command: Command, pack: &Pack) {
    let subject = match command {
        Command::CheckUnbind => Some("platform"),
        Command::CancelWindow => Some("channel"),
        Command::RecycleQuote | Command::ComparePlatforms => None,
    };
    let words = pack.words(subject.unwrap_or_default()).map(|word| word.id.as_str());
    for name in [command.name()].into_iter().chain(words) {
        let run = Kami::new(["policy", "graph", name, "--now", "2026-11-23"]).run();
        assert_eq!(run.code, 0, "{name}: {}", run.err);
        let graph = run.out;
        write!(out, "\n<details><summary>{name}</summary>\n\n```mermaid\n{graph}```\n\n</details>\n")
            .unwrap();
    }
}

/// When a source was written; one without a date is shown as undated, whatever its figures are of.
fn when(source: &Source) -> String {
    match (source.as_of, source.figures_of) {
        (Some(as_of), _) => {
            let mut day = Vec::new();
            as_of.write(&mut day);
            String::from_utf8(day).unwrap()
        }
        (None, Some(year)) => {
            format!("undated, figures of {year} · 未注明日期，引用的是{year}年的数字")
        }
        (None, None) => "undated · 未注明日期".to_owned(),
    }
}

fn section(out: &mut String, rule: &Rule, pack: &Pack, condition: &str) {
    let mark = if rule.open_ended.is_some() { " ∞" } else { "" };
    writeln!(out, "\n### `{}`{mark}\n\n**{}**\n", rule.id, both(&rule.title)).unwrap();
    writeln!(out, "{}\n\n{}\n", rule.message.en, rule.message.zh).unwrap();
    if condition.is_empty() {
        writeln!(out, "- when: always · 总是").unwrap();
    } else {
        writeln!(out, "- when: `{condition}`: {}", in_words(&rule.when, pack)).unwrap();
    }
    for (command, when) in &rule.also {
        writeln!(out, "- also: {}, when {}", command.name(), in_words(when, pack)).unwrap();
    }
    gives(out, rule, pack);
    if let Some(asks) = &rule.asks {
        let (name, title) = (asks.phase.name(), asks.phase.title().zh);
        writeln!(out, "- phase: {name} · {title}{}", where_(&asks.when, pack)).unwrap();
    }
    if let Some(open) = &rule.open_ended {
        writeln!(out, "- open-ended · 时间不定{}", where_(&open.when, pack)).unwrap();
    }
    writeln!(out, "- grade: {} · {}", rule.grade.code(), rule.grade.title().zh).unwrap();
    if let Some(regrade) = &rule.regrade {
        let (code, title) = (regrade.grade.code(), regrade.grade.title().zh);
        writeln!(out, "- grade: {code} · {title}{}", where_(&regrade.when, pack)).unwrap();
    }
    let source = pack.source(&rule.source).map(when).unwrap_or_default();
    writeln!(out, "- source: `{}`, {} ({source})", rule.source, both(&rule.place)).unwrap();
    if let Some(entry) = &rule.entry {
        writeln!(out, "- entry: {}", both(entry)).unwrap();
    }
    for variant in &rule.variants {
        let when = in_words(&variant.when, pack);
        writeln!(out, "- says instead, where {when}:").unwrap();
        writeln!(out, "  - {}\n  - {}", variant.message.en, variant.message.zh).unwrap();
    }
    if let Some(over) = &rule.over {
        writeln!(out, "- once over: {}", both(over)).unwrap();
    }
    if let Some(caution) = &rule.caution {
        writeln!(out, "- careful: {}", both(caution)).unwrap();
    }
    if let Some(dispute) = &rule.dispute {
        writeln!(out, "- disputed: {}", both(&dispute.text)).unwrap();
        if let Some(effect) = effect_of(dispute) {
            writeln!(out, "- by that reading: {effect}{}", where_(&dispute.when, pack)).unwrap();
        }
    }
}

/// What a rule does: the names of the parts in a policy file, and in words.
fn gives(out: &mut String, rule: &Rule, pack: &Pack) {
    if rule.kind != Kind::Effect {
        writeln!(out, "- kind: {}", rule.kind.name()).unwrap();
    }
    let parts: Vec<String> = rule.effect.parts().iter().map(|part| format!("`{}`", part.name)).collect();
    if !parts.is_empty() {
        let words = describe::effects(rule, pack);
        let words =
            if words.is_empty() { String::new() } else { format!(": {}", both(&describe::joined(&words))) };
        writeln!(out, "- gives: {}{words}", parts.join(", ")).unwrap();
    }
}

/// What the other reading of a dispute would change.
fn effect_of(dispute: &Dispute) -> Option<String> {
    if let Some(verdict) = dispute.verdict {
        return Some(format!("{} · {}", verdict.code(), verdict.short().zh));
    }
    if dispute.drops_window {
        return Some("the window falls away · 没有可取消的时限".to_owned());
    }
    dispute.drops_rule.then(|| "the rule falls away · 这条规则不成立".to_owned())
}
