//! `kami policy test`: cases, and what differs.

use std::io::Write;

use serde::Serialize;

use super::junit;
use super::scrutiny::Scrutiny;
use super::too_large;
use crate::cli::args::PolicyArgs;
use crate::cli::command::{Given, Opt, ReportFormat};
use crate::cli::error::Failure;
use crate::cli::{exit, policies};
use crate::lang::{Lang, Text};
use crate::output::schema_id;
use crate::output::workflow::{data, property};
use crate::policy::{
    BUILTIN_CASES, Case, Layer, LayerFile, Pack, Problems, Rule, builtin_layer, cases, load,
};
use crate::policy_tests::{Outcome, Report, run as decide, unknown_fields};
use crate::value::{shown, shown_lines};

/// `kami policy test`: decides the cases of files, or the built-in ones, and shows what differs.
///
/// # Errors
/// When a file cannot be read, the policy has problems, or output cannot be written.
pub(crate) fn run(given: Given<'_>, lang: Lang, out: Box<dyn Write + Send>) -> Result<u8, Failure> {
    let args = PolicyArgs::resolve(given)?;
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
    let report = decide(&cases.cases, &pack).map_err(too_large)?;
    let format = given.value(Opt::Format).copied().unwrap_or(ReportFormat::Table);
    let least = given.text(Opt::FailUnder).map(percent).transpose()?;
    let is_asked = |rule: &Rule| !is_own || is_touched(rule, &pack);
    let scrutiny = Scrutiny::of(given, &cases.cases, &pack, &is_asked).map_err(too_large)?;
    let shown = Shown { report: &report, cases: &cases, untried: untried(&report, &pack, is_own), lang };
    let mut bytes = match format {
        ReportFormat::Json if scrutiny.is_asked() => scrutiny.json(),
        ReportFormat::Json => shown.json(),
        ReportFormat::Github => shown.github().into_bytes(),
        ReportFormat::Junit => shown.junit(),
        // Only checks are written as SARIF.
        ReportFormat::Table | ReportFormat::Sarif => {
            shown_lines(&shown.text(args.quiet)).into_owned().into_bytes()
        }
    };
    if format == ReportFormat::Table {
        bytes.extend_from_slice(shown_lines(&scrutiny.text(lang)).as_bytes());
    }
    super::write(&args, out, &bytes)?;
    let is_under = least.is_some_and(|least| scrutiny.percent() < least);
    Ok(if report.failed() == 0 && !is_under { exit::OK } else { exit::GATE_TRIPPED })
}

fn percent(text: &str) -> Result<f64, Failure> {
    let number = text.trim().trim_end_matches('%').parse::<f64>().ok();
    number.filter(|number| (0.0..=100.0).contains(number)).ok_or_else(|| {
        Failure::new(
            format!("--fail-under {text}: expected a percentage from 0 to 100"),
            format!("--fail-under {text}：应为 0 到 100 之间的百分比"),
        )
    })
}

/// Whether a user's layer adds or changes a rule.
fn is_touched(rule: &Rule, pack: &Pack) -> bool {
    pack.layer_of(rule.at.file) > 0 || rule.changes.iter().any(|(_, file)| pack.layer_of(*file) > 0)
}

/// Cases with the names of the files that they stand in.
struct Cases {
    cases: Vec<Case>,
    files: Vec<String>,
}

impl Cases {
    fn file(&self, case: &Case) -> &str {
        self.files.get(usize::from(case.at.file)).map_or("?", String::as_str)
    }

    fn place(&self, case: &Case) -> String {
        format!("{}:{}", self.file(case), case.at.line)
    }
}

fn built_in_cases() -> Layer {
    let file =
        |&(name, text): &(&'static str, &'static str)| LayerFile { name: name.into(), text: text.into() };
    Layer { name: "builtin".into(), hash: String::new(), files: BUILTIN_CASES.iter().map(file).collect() }
}

fn read(layers: &[Layer], pack: &Pack) -> Result<Cases, Failure> {
    let files: Vec<String> =
        layers.iter().flat_map(|layer| &layer.files).map(|file| file.name.to_string()).collect();
    let mut problems = Problems { files: files.clone(), ..Problems::default() };
    let cases = cases(layers, pack, &mut problems);
    unknown_fields(&cases, &mut problems);
    if problems.found.is_empty() { Ok(Cases { cases, files }) } else { Err(policies::failure(&problems)) }
}

/// A report as it is shown.
struct Shown<'r> {
    report: &'r Report<'r>,
    cases: &'r Cases,
    untried: Vec<&'r str>,
    lang: Lang,
}

#[derive(Serialize)]
struct Document<'r> {
    schema: String,
    cases: usize,
    passed: usize,
    failed: usize,
    failures: Vec<FailureEntry<'r>>,
    unexercised: &'r [&'r str],
}

#[derive(Serialize)]
struct FailureEntry<'r> {
    name: &'r str,
    file: &'r str,
    line: u32,
    differences: Vec<DifferenceEntry<'r>>,
}

#[derive(Serialize)]
struct DifferenceEntry<'r> {
    field: &'r str,
    wanted: &'r str,
    got: &'r str,
}

impl<'r> Shown<'r> {
    fn failures(&self) -> impl Iterator<Item = &'r Outcome<'r>> {
        self.report.outcomes.iter().filter(|outcome| !outcome.differences.is_empty())
    }

    fn text(&self, quiet: bool) -> String {
        let Self { lang, .. } = *self;
        let failed = |outcome| failure(outcome, &self.cases.place(outcome.case), lang);
        let mut text: String = self.failures().map(failed).collect();
        if quiet {
            return text;
        }
        text.push_str(&self.counted());
        if !self.untried.is_empty() {
            let (head, joint) = (lang.pick("no case exercises: ", "没有用例涉及："), lang.pick(", ", "、"));
            text.push_str(&format!("{head}{}\n", self.untried.join(joint)));
        }
        text
    }

    fn counted(&self) -> String {
        let (count, failed) = (self.report.outcomes.len(), self.report.failed());
        let passed = count - failed;
        match self.lang {
            Lang::En => {
                let cases = if count == 1 { "case" } else { "cases" };
                format!("{count} {cases}: {passed} passed, {failed} failed\n")
            }
            Lang::Zh => format!("共 {count} 个用例：通过 {passed} 个，失败 {failed} 个\n"),
        }
    }

    fn json(&self) -> Vec<u8> {
        let failures = self.failures().map(|outcome| FailureEntry {
            name: &outcome.case.name,
            file: self.cases.file(outcome.case),
            line: outcome.case.at.line,
            differences: outcome
                .differences
                .iter()
                .map(|found| DifferenceEntry { field: &found.what, wanted: &found.wanted, got: &found.got })
                .collect(),
        });
        let (cases, failed) = (self.report.outcomes.len(), self.report.failed());
        let document = Document {
            schema: schema_id("policy-test"),
            cases,
            passed: cases - failed,
            failed,
            failures: failures.collect(),
            unexercised: &self.untried,
        };
        // Structs of texts and numbers always are JSON.
        let mut text = serde_json::to_vec_pretty(&document).unwrap_or_default();
        text.push(b'\n');
        text
    }

    fn github(&self) -> String {
        let annotation = |outcome: &Outcome<'_>| {
            let (case, text) = (outcome.case, failure(outcome, &self.cases.place(outcome.case), self.lang));
            let (file, line) = (property(&shown(self.cases.file(case))), case.at.line);
            let title = property(&shown(&format!("kami policy test: {}", case.name)));
            format!(
                "::error file={file},line={line},title={title}::{}\n",
                data(shown_lines(&text).trim_end())
            )
        };
        let mut text: String = self.failures().map(annotation).collect();
        text.push_str(&format!("::notice title=kami policy test::{}\n", data(self.counted().trim_end())));
        text
    }

    fn junit(&self) -> Vec<u8> {
        let case = |outcome: &Outcome<'_>| junit::Case {
            class: self.cases.file(outcome.case).to_owned(),
            name: outcome.case.name.to_string(),
            failure: (!outcome.differences.is_empty())
                .then(|| ("difference", failure(outcome, &self.cases.place(outcome.case), self.lang))),
        };
        let cases: Vec<junit::Case> = self.report.outcomes.iter().map(case).collect();
        junit::report("kami policy test", &cases)
    }
}

/// The rules that no case was matched by: of the user's layers, if cases are theirs.
fn untried<'p>(report: &Report<'_>, pack: &'p Pack, is_own: bool) -> Vec<&'p str> {
    let rules = pack.rules.iter().filter(|rule| !rule.off && (!is_own || is_touched(rule, pack)));
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
            field => Text::code(field),
        };
        text.push_str(&format!("  {}\n", title.get(lang)));
        text.push_str(&format!("  - {}\n  + {}\n", difference.wanted, difference.got));
    }
    text
}
