//! What `kami policy diff` was asked for.

use std::path::Path;

use crate::cli::args::{GivenOption, RecordArgs, given_options, now as now_of, resolve_again};
use crate::cli::command::{DiffFormat, Gate, Given, Opt, diff};
use crate::cli::error::Failure;
use crate::command::Command;
use crate::field::{FieldNames, Spelling};
use crate::input::Origin;
use crate::lang::Lang;
use crate::value::{CHINA, Moment};

/// What `kami policy diff` was asked for.
#[derive(Debug)]
pub(super) struct DiffArgs {
    /// The policies, as they were named.
    pub(super) old: String,
    pub(super) new: String,
    /// The records to decide by both, if any.
    pub(super) records: Option<RecordArgs>,
    /// The moments to decide at.
    pub(super) moments: (Moment, Moment),
    /// Whether the second moment was given, so that it is two moments that are compared.
    pub(super) compares_moments: bool,
    /// Whether records are to be made that show what differs.
    pub(super) makes_witnesses: bool,
    pub(super) format: DiffFormat,
    pub(super) gates: Vec<Gate>,
}

/// Options that are the comparison's own, and none of deciding records.
const OWN: [Opt; 5] = [Opt::Over, Opt::Then, Opt::Command, Opt::FailOn, Opt::Witness];

impl DiffArgs {
    /// Resolves what was given.
    ///
    /// # Errors
    /// When something is missing, too much, or makes no sense.
    pub(super) fn resolve(given: Given<'_>) -> Result<Self, Failure> {
        let names = FieldNames::new();
        let is_value = |arg: &String| {
            let name = arg.split_once(['=', '＝']).map(|(name, _)| name);
            name.is_some_and(|name| names.read(name) != Spelling::Unknown || !Path::new(arg).exists())
        };
        let (values, policies): (Vec<String>, Vec<String>) =
            given.texts(Opt::Policies).into_iter().partition(is_value);
        let then = given.text(Opt::Then);
        let (old, new) = match policies.as_slice() {
            [old, new] => (old.clone(), new.clone()),
            [old] if then.is_some() => (old.clone(), old.clone()),
            _ => return Err(two_policies(policies.len())),
        };
        let (inputs, command) = (given.texts(Opt::Over), given.value::<Command>(Opt::Command).copied());
        let records = match (command, inputs.is_empty() && values.is_empty()) {
            (Some(command), false) => Some(records(given, command, inputs, values)?),
            (None, false) => return Err(no_command()),
            (_, true) => None,
        };
        if command.is_some() && records.is_none() {
            return Err(Failure::new(
                "--command does nothing without records; give --over INPUT or FIELD=VALUE",
                "没有记录时 --command 不起作用；请给出 --over 输入 或 字段=值",
            ));
        }
        let format = given.value(Opt::Format).copied().unwrap_or(DiffFormat::Table);
        let gates: Vec<Gate> = given
            .0
            .get_many::<Gate>(Opt::FailOn.id())
            .map(|gates| gates.copied().collect())
            .unwrap_or_default();
        if format == DiffFormat::Jsonl && records.is_none() {
            return Err(Failure::new(
                "-f jsonl writes the records that differ; give records with --over, or choose json",
                "-f jsonl 输出的是结果不同的记录；请用 --over 给出记录，或改用 json",
            ));
        }
        let makes_witnesses = given.flag(Opt::Witness);
        if makes_witnesses && records.is_some() {
            return Err(Failure::new(
                "--witness makes records where none are given; leave out --over, or --witness",
                "--witness 在没有记录时生成记录；请去掉 --over 或 --witness",
            ));
        }
        if records.is_none() && !makes_witnesses && gates.contains(&Gate::Worse) {
            return Err(Failure::new(
                "--fail-on worse needs records to decide; give --over INPUT, or --witness",
                "--fail-on worse 需要有记录可判断；请给出 --over 输入，或用 --witness",
            ));
        }
        let offset = records.as_ref().map_or(CHINA, |records| records.offset);
        let now = match &records {
            Some(records) => records.now,
            None => now_of(Opt::Now, given.text(Opt::Now), offset)?,
        };
        let later = match then {
            Some(then) => now_of(Opt::Then, Some(then), offset)?,
            None => now,
        };
        Ok(Self {
            old,
            new,
            records,
            moments: (now, later),
            compares_moments: then.is_some(),
            makes_witnesses,
            format,
            gates,
        })
    }
}

/// What the records are to be decided by, as the command itself would be asked for it.
fn records(
    given: Given<'_>,
    command: Command,
    inputs: Vec<String>,
    values: Vec<String>,
) -> Result<RecordArgs, Failure> {
    let is_own = |option: &GivenOption| OWN.iter().any(|opt| opt.id() == option.name);
    let mut options = given_options(given, &diff(Lang::En));
    options.retain(|option| !is_own(option));
    let count = inputs.len();
    let arguments: Vec<String> = inputs.into_iter().chain(values).collect();
    let records = resolve_again(command, &options, &arguments)?;
    // `--over a=b` would be read as a value where a field has that name.
    let files = records.positional.inputs.iter().filter(|input| input.origin != Origin::Args);
    if files.count() != count {
        return Err(Failure::new(
            "--over: expected a file, or `-` for standard input; FIELD=VALUE stands by itself",
            "--over：应为文件或“-”（标准输入）；“字段=值”请单独给出",
        ));
    }
    Ok(records)
}

fn two_policies(count: usize) -> Failure {
    let (en, zh) = match count {
        0 => ("names no policy", "没有给出策略"),
        1 => ("names one policy", "只给出一个策略"),
        _ => ("names more than two policies", "给出的策略多于两个"),
    };
    Failure::new(
        format!(
            "policy diff {en}: name OLD and NEW, each a file, builtin, a built-in layer, or several \
             joined by +; with --then, OLD alone is enough"
        ),
        format!(
            "policy diff {zh}：请给出旧策略和新策略（文件、builtin、内置策略层，或用 + 相连的几个）；\
             用 --then 时只需一个"
        ),
    )
}

fn no_command() -> Failure {
    let names: Vec<&str> = Command::DECIDING.iter().map(|command| command.name()).collect();
    Failure::new(
        format!("--command is missing: records of which command, {}?", names.join(", ")),
        format!("缺少 --command：记录属于哪个命令（{}）？", names.join("、")),
    )
}
