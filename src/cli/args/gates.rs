//! What `--fail-on` and `--only` name: verdicts, and for gates disputes, warnings, flags and what a
//! record could come to at worst.

use super::super::command::Opt;
use super::super::error::Failure;
use super::values::verdict;
use crate::command::{Command, Verdict};
use crate::decide::{Gate, Gates, Warning};
use crate::field::without_secret;
use crate::lang::{Text, suggest};
use crate::policy::Pack;

const DISPUTED: &str = "disputed";
const WARNING: &str = "warning:";
const FLAG: &str = "flag:";
const AT_WORST: &str = "at-worst:";

/// The names of all gates of a command, with these flags.
pub(crate) fn names(command: Command, flags: &[&str]) -> Vec<String> {
    let verdicts = || command.verdicts().iter().map(|verdict| verdict.code());
    let flags = flags.iter().filter(|_| command == Command::RecycleQuote);
    let named = |kind: &'static str| move |code: &str| format!("{kind}{code}");
    verdicts()
        .map(str::to_owned)
        .chain([DISPUTED.to_owned()])
        .chain(verdicts().map(named(AT_WORST)))
        .chain(Warning::ALL.map(Warning::code).map(named(WARNING)))
        .chain(flags.map(|flag| named(FLAG)(flag)))
        .collect()
}

/// Reads the gates of `--fail-on`.
///
/// # Errors
/// When one names a verdict or a warning that there is not.
pub(super) fn of(names: &[String], command: Command, flags_duplicates: bool) -> Result<Gates, Failure> {
    let gates: Vec<Gate> =
        names.iter().map(|name| gate(name.trim(), command, flags_duplicates)).collect::<Result<_, _>>()?;
    Gates::new(gates).ok_or_else(|| {
        let most = Gates::MOST;
        Failure::new(
            format!("--fail-on: more than {most} gates; name fewer"),
            format!("--fail-on：条件超过 {most} 个，请减少"),
        )
    })
}

fn gate(name: &str, command: Command, flags_duplicates: bool) -> Result<Gate, Failure> {
    if name == DISPUTED {
        return Ok(Gate::Disputed);
    }
    if let Some(code) = name.strip_prefix(AT_WORST) {
        return verdict(Opt::FailOn, code, command).map(Gate::AtWorst);
    }
    if let Some(flag) = name.strip_prefix(FLAG) {
        if command != Command::RecycleQuote {
            let given = command.name();
            return Err(Failure::new(
                format!("--fail-on {name}: {given} raises no flags; recycle-quote does"),
                format!("--fail-on {name}：{given} 没有风险标记，recycle-quote 才有"),
            ));
        }
        return Ok(Gate::Flag(flag.trim().to_owned()));
    }
    if let Some(code) = name.strip_prefix(WARNING) {
        let codes = Warning::ALL.map(Warning::code);
        let place = codes.iter().position(|known| *known == code.trim());
        let warning = place.and_then(|place| Warning::ALL.get(place).copied());
        let warning = warning.ok_or_else(|| not_known(name, code, &codes))?;
        if warning == Warning::Duplicate && !flags_duplicates {
            return Err(Failure::new(
                format!("--fail-on {name}: nothing looks for duplicates; add --flag-duplicates"),
                format!("--fail-on {name}：没有查找重复记录，请加上 --flag-duplicates"),
            ));
        }
        return Ok(Gate::Warning(warning));
    }
    if name.contains(':') || Verdict::from_code(name).is_none() {
        let kinds = [DISPUTED, "warning:CODE", "flag:CODE", "at-worst:VERDICT"];
        let verdicts = command.verdicts().iter().map(|verdict| verdict.code());
        let known: Vec<&str> = verdicts.chain(kinds).collect();
        return Err(not_known(name, name, &known));
    }
    verdict(Opt::FailOn, name, command).map(Gate::Verdict)
}

fn not_known(gate: &str, code: &str, known: &[&str]) -> Failure {
    let Text { en, zh } = suggest::hint(suggest::nearest(code, known.iter().copied()));
    let gate = without_secret(gate);
    Failure::new(
        format!("--fail-on {gate}: expected one of {}{en}", known.join(", ")),
        format!("--fail-on {gate}：应为以下之一：{}{zh}", known.join("、")),
    )
}

/// Checks the flags that gates name, which are the policy's to know.
///
/// # Errors
/// When the policy has no such flag.
pub(crate) fn check_flags(gates: &Gates, pack: &Pack) -> Result<(), Failure> {
    let known: Vec<&str> = pack.words("flag").map(|word| word.id.as_str()).collect();
    for gate in gates.all() {
        if let Gate::Flag(flag) = gate
            && !known.contains(&flag.as_str())
        {
            return Err(not_known(&format!("{FLAG}{flag}"), flag, &known));
        }
    }
    Ok(())
}

/// A gate as it is named on the command line.
pub(crate) fn name_of(gate: &Gate) -> String {
    match gate {
        Gate::Verdict(verdict) => verdict.code().to_owned(),
        Gate::Disputed => DISPUTED.to_owned(),
        Gate::Warning(warning) => format!("{WARNING}{}", warning.code()),
        Gate::Flag(flag) => format!("{FLAG}{flag}"),
        Gate::AtWorst(verdict) => format!("{AT_WORST}{}", verdict.code()),
    }
}
