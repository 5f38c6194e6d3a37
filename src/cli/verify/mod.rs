//! `kami verify`: decides again what a receipt says was decided, and compares.

mod again;
mod difference;

use std::io::{Read, Write};

use super::args::positional;
use super::command::{Given, Opt};
use super::error::Failure;
use super::{exit, policies, receipt};
use crate::command::Command;
use crate::input::{InputError, Origin};
use crate::lang::{Lang, Text};
use crate::pipeline::Fill;
use crate::receipt::{Receipt, SCHEMA};
use crate::value::{figure, shown_lines};

/// A receipt is no larger than this, with room to spare.
const MAX_BYTES: u64 = 16 << 20;

/// What is verified, and by what.
struct Verified {
    receipt: Receipt,
    command: Command,
    /// The files that are to be the inputs, in their order.
    inputs: Vec<String>,
    /// Values that were given as arguments, as they are given again.
    values: Vec<String>,
    fills: Vec<Fill>,
    results: String,
    /// The layers over the built-in pack.
    policies: Vec<String>,
}

/// `kami verify`.
///
/// # Errors
/// When something cannot be read, or is no receipt.
pub(super) fn run(
    given: Given<'_>,
    lang: Lang,
    mut out: Box<dyn Write + Send>,
    err: &mut (dyn Write + Send),
) -> anyhow::Result<u8> {
    let name = given.text(Opt::Receipt).unwrap_or_default();
    let text = read(name)?;
    let verified = Verified::of(name, &text, given)?;
    let mut found = verified.differences_of_hashes()?;
    if verified.inputs.len() == verified.receipt.inputs.len() {
        let again = again::decide(&verified, err)?;
        found.extend(difference::of_results(&again, &verified.results)?);
        // What has a cause that is named says nothing more.
        if found.is_empty() {
            found.extend(difference::of_receipts(&verified.receipt, &text, &again.receipt));
        }
    }
    let is_same = found.is_empty();
    if is_same && !given.flag(Opt::Quiet) {
        found.push(verified.is_the_same());
    }
    let lines: String = found.iter().map(|text| format!("{}\n", text.get(lang))).collect();
    out.write_all(shown_lines(&lines).as_bytes())
        .and_then(|()| out.flush())
        .map_err(|error| Failure::of_write("standard output", error))?;
    Ok(if is_same { exit::OK } else { exit::GATE_TRIPPED })
}

fn read(name: &str) -> Result<String, Failure> {
    let failed = |error| InputError::io(name, error);
    let mut text = String::new();
    match name {
        "-" => std::io::stdin().take(MAX_BYTES).read_to_string(&mut text),
        _ => std::fs::File::open(name).and_then(|file| file.take(MAX_BYTES).read_to_string(&mut text)),
    }
    .map_err(failed)?;
    Ok(text)
}

impl Verified {
    fn of(name: &str, text: &str, given: Given<'_>) -> Result<Self, Failure> {
        let no_receipt = |why: String| {
            Failure::new(
                format!("{name}: is no receipt that this program can read: {why}"),
                format!("{name}：不是本程序能读的凭证：{why}"),
            )
        };
        let kind = serde_json::from_str::<Kind>(text).map_err(|error| no_receipt(error.to_string()))?;
        if kind.schema != SCHEMA {
            return Err(no_receipt(format!("schema {}, not {SCHEMA}", kind.schema)));
        }
        let receipt: Receipt = serde_json::from_str(text).map_err(|error| no_receipt(error.to_string()))?;
        let command = Command::from_name(&receipt.command).filter(|command| !command.verdicts().is_empty());
        let command = command.ok_or_else(|| no_receipt(format!("command {}", receipt.command)))?;
        let arguments = given.texts(Opt::Results);
        let sorted = positional(arguments.iter().map(String::as_str), command)?;
        let mut files: Vec<String> = Vec::new();
        for input in &sorted.inputs {
            if input.origin != Origin::Args {
                files.push(input.name.clone());
            }
        }
        let values: Vec<String> = arguments.into_iter().filter(|arg| !files.contains(arg)).collect();
        let Some(results) = files.pop() else {
            return Err(Failure::new(
                "no RESULTS to verify: name the file that the results were written to, last",
                "没有要核验的结果：请在最后给出结果文件",
            ));
        };
        let own = given.texts(Opt::Policy);
        let policies = match own.is_empty() {
            true => receipt.layers.iter().skip(1).map(|layer| layer.name.clone()).collect(),
            false => own,
        };
        Ok(Self { receipt, command, inputs: files, values, fills: sorted.fills, results, policies })
    }

    /// What is another than the receipt says, by the hashes alone.
    fn differences_of_hashes(&self) -> Result<Vec<Text>, Failure> {
        let mut found = Vec::new();
        let said = &self.receipt;
        let version = env!("CARGO_PKG_VERSION");
        if said.version != version {
            found.push(Text::new(
                format!("version: the receipt is of kami {}, this is {version}", said.version),
                format!("版本：凭证由 kami {} 生成，当前为 {version}", said.version),
            ));
        }
        found.extend(self.differences_of_layers()?);
        for (place, input) in said.inputs.iter().enumerate() {
            let name = &input.name;
            match self.inputs.get(place) {
                None => found.push(Text::new(
                    format!("input {name}: is missing; give {} inputs, then the results", said.inputs.len()),
                    format!("输入 {name}：未给出；应先给出 {} 个输入，最后是结果", said.inputs.len()),
                )),
                // What is standard input is hashed while it is read.
                Some(file) if file == "-" => {}
                Some(file) if hash(file)? != input.sha256 => found.push(Text::new(
                    format!("input {name}: {file} is not what was read then"),
                    format!("输入 {name}：{file} 与当时读取的内容不同"),
                )),
                Some(_) => {}
            }
        }
        for file in self.inputs.iter().skip(said.inputs.len()) {
            found.push(Text::new(
                format!("input {file}: is none of the receipt's, which has {}", said.inputs.len()),
                format!("输入 {file}：凭证中没有，凭证共有 {} 个输入", said.inputs.len()),
            ));
        }
        if receipt::facts(&self.fills) != said.facts {
            found.push(Text::new(
                "facts: the values given as FIELD=VALUE are not those of then",
                "字段值：给出的“字段=值”与当时不同",
            ));
        }
        if hash(&self.results)? != said.output.sha256 {
            found.push(Text::new(
                format!("output: {} is not what was written then", self.results),
                format!("结果：{} 与当时写出的内容不同", self.results),
            ));
        }
        Ok(found)
    }

    fn differences_of_layers(&self) -> Result<Vec<Text>, Failure> {
        let pack = policies::policy(&self.policies)?;
        let (said, now) = (&self.receipt.layers, receipt::layers(&pack));
        let mut found = Vec::new();
        for place in 0..said.len().max(now.len()) {
            match (said.get(place), now.get(place)) {
                (Some(said), Some(now)) if said.sha256 == now.sha256 => {}
                (Some(said), Some(_)) => found.push(Text::new(
                    format!("layer {}: is not what it was then", said.name),
                    format!("策略层 {}：与当时的内容不同", said.name),
                )),
                (Some(said), None) => found.push(Text::new(
                    format!("layer {}: is missing", said.name),
                    format!("策略层 {}：未给出", said.name),
                )),
                (None, Some(now)) => found.push(Text::new(
                    format!("layer {}: is none of the receipt's", now.name),
                    format!("策略层 {}：凭证中没有", now.name),
                )),
                (None, None) => {}
            }
        }
        Ok(found)
    }

    fn is_the_same(&self) -> Text {
        let Receipt { results, now, .. } = &self.receipt;
        let count = figure(results.count);
        Text::new(
            format!("verified: {count} results of {}, decided at {now}", self.command.name()),
            format!("核验通过：{} 共 {count} 条结果，判断时刻 {now}", self.command.name()),
        )
    }
}

/// What tells the version of a receipt before anything else of it is read.
#[derive(serde::Deserialize)]
struct Kind {
    schema: String,
}

fn hash(file: &str) -> Result<String, Failure> {
    receipt::hash_of_file(file.as_ref()).map_err(|error| InputError::io(file, error).into())
}
