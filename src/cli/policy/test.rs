//! `kami policy test`: cases, and what differs.

use std::io::Write;

use crate::cli::args::PolicyArgs;
use crate::cli::command::{Given, Opt};
use crate::cli::error::Failure;
use crate::cli::{exit, policies};
use crate::lang::{Lang, Text};
use crate::policy::{BUILTIN_CASES, Case, Layer, LayerFile, Pack, Problems, builtin_layer, cases, load};
use crate::policy_tests::{Outcome, Report, run as decide, unknown_fields};
use crate::value::shown_lines;

/// `kami policy test`: decides the cases of files, or the built-in ones, and shows what differs.
///
/// # Errors
/// When a file cannot be read, the policy has problems, or output cannot be written.
pub(crate) fn run(given: Given<'_>, lang: Lang, out: Box<dyn Write + Send>) -> Result<u8, Failure> {
    let args = PolicyArgs::resolve(given);
    let files = given.texts(Opt::File);
    let is_own = !files.is_empty();
    let mut layers = vec![builtin_layer()];
    for path in args.policies.iter().chain(&files) {
        layers.push(policies::layer(path)?);
    }
    let pack = load(&layers).map_err(|problems| policies::failure(&problems))?;
    let cases = match is_own {
        true => read(&layers, &pack)?,
        // The user's layers may change what the built-in cases expect; that is what they then show.
        false => read(&[built_in_cases()], &pack)?,
    };
    if cases.cases.is_empty() {
        return Err(Failure::new(
            "no case in any of the files; add [[case]] tables",
            "文件中没有用例，请添加 [[case]]",
        ));
    }
    let report = decide(&cases.cases, &pack)
        .map_err(|what| Failure::new(format!("the policy has {what}"), format!("策略超出上限：{what}")))?;
    let text = show(&report, &cases, &pack, is_own, lang, args.quiet);
    super::write(&args, out, shown_lines(&text).as_bytes())?;
    Ok(if report.failed() == 0 { exit::OK } else { exit::GATE_TRIPPED })
}

/// Cases with the names of the files that they stand in.
struct Cases {
    cases: Vec<Case>,
    files: Vec<String>,
}

impl Cases {
    fn place(&self, case: &Case) -> String {
        let file = self.files.get(usize::from(case.at.file)).map_or("?", String::as_str);
        format!("{file}:{}", case.at.line)
    }
}

fn built_in_cases() -> Layer {
    let file = |(name, text): &(&str, &str)| LayerFile { name: (*name).into(), text: (*text).into() };
    Layer { name: "builtin".into(), hash: String::new(), files: BUILTIN_CASES.iter().map(file).collect() }
}

fn read(layers: &[Layer], pack: &Pack) -> Result<Cases, Failure> {
    let files: Vec<String> =
        layers.iter().flat_map(|layer| &layer.files).map(|file| file.name.clone()).collect();
    let mut problems = Problems { files: files.clone(), ..Problems::default() };
    let cases = cases(layers, pack, &mut problems);
    unknown_fields(&cases, &mut problems);
    if problems.found.is_empty() { Ok(Cases { cases, files }) } else { Err(policies::failure(&problems)) }
}

fn show(report: &Report<'_>, cases: &Cases, pack: &Pack, is_own: bool, lang: Lang, quiet: bool) -> String {
    let mut text = String::new();
    for outcome in report.outcomes.iter().filter(|outcome| !outcome.differences.is_empty()) {
        text.push_str(&failure(outcome, &cases.place(outcome.case), lang));
    }
    if quiet {
        return text;
    }
    let (count, failed) = (report.outcomes.len(), report.failed());
    let passed = count - failed;
    text.push_str(&match lang {
        Lang::En => {
            format!("{count} case{}: {passed} passed, {failed} failed\n", if count == 1 { "" } else { "s" })
        }
        Lang::Zh => format!("共 {count} 个用例：通过 {passed} 个，失败 {failed} 个\n"),
    });
    let untried = untried(report, pack, is_own);
    if !untried.is_empty() {
        let (head, joint) = (lang.pick("no case exercises: ", "没有用例涉及："), lang.pick(", ", "、"));
        text.push_str(&format!("{head}{}\n", untried.join(joint)));
    }
    text
}

/// The rules that no case was matched by: of the user's layers, if cases are theirs.
fn untried<'p>(report: &Report<'_>, pack: &'p Pack, is_own: bool) -> Vec<&'p str> {
    let touched = |rule: &&crate::policy::Rule| {
        let changed = rule.changes.iter().any(|(_, file)| pack.layer_of(*file) > 0);
        !is_own || changed || pack.layer_of(rule.at.file) > 0
    };
    let rules = pack.rules.iter().filter(|rule| !rule.off).filter(touched);
    let mut ids: Vec<&str> = rules.map(|rule| rule.id.as_str()).filter(|id| !report.exercises(id)).collect();
    ids.dedup();
    ids
}

fn failure(outcome: &Outcome<'_>, place: &str, lang: Lang) -> String {
    let mut text = format!("{} {} ({place})\n", lang.pick("FAILED", "失败"), outcome.case.name);
    for difference in &outcome.differences {
        let title = match difference.what.as_str() {
            "rules" => Text::new("rules that have to match", "应匹配的规则"),
            "not_rules" => Text::new("rules that must not match", "不应匹配的规则"),
            "undecided" => {
                Text::new("rules that a missing fact has to leave undecided", "应因缺少事实而未定的规则")
            }
            field => Text::new(field, field),
        };
        text.push_str(&format!("  {}\n", title.get(lang)));
        text.push_str(&format!("  - {}\n  + {}\n", difference.wanted, difference.got));
    }
    text
}
