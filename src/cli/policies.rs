//! The policy of a run: the built-in one, with the user's files over it.

use std::fs::File;
use std::io::Read;
use std::path::PathBuf;

use super::command::{Given, Opt};
use super::error::Failure;
use crate::embedded;
use crate::field::without_secret;
use crate::input::InputError;
use crate::lang::{Lang, Text, suggest};
use crate::policy::{Layer, LayerFile, Pack, Problems, builtin_layer, hash, load_without, named_layer};

/// The policy of a run: the built-in pack with the user's files over it, and some rules switched off.
///
/// # Errors
/// When a file cannot be read or has problems; all of them are in the message. When there is no rule
/// that is to be switched off.
pub(crate) fn policy_without(paths: &[String], off: &[String]) -> Result<Pack, Failure> {
    let pack = if paths.is_empty() {
        let mut pack = embedded::pack();
        pack.rules
            .iter_mut()
            .filter(|rule| off.iter().any(|id| rule.id == *id))
            .for_each(|rule| rule.off = true);
        pack
    } else {
        let mut layers = vec![builtin_layer()];
        for path in paths {
            layers.push(layer(path)?);
        }
        load_without(&layers, off).map_err(|problems| failure(&problems))?
    };
    match off.iter().find(|id| pack.versions(id).next().is_none()) {
        Some(id) => Err(no_rule(Opt::Off, id, &pack)),
        None => Ok(pack),
    }
}

/// That no rule has an id.
pub(crate) fn no_rule(option: Opt, id: &str, pack: &Pack) -> Failure {
    let known = pack.rules.iter().map(|rule| rule.id.as_str());
    let Text { en, zh } = suggest::hint(suggest::nearest(id, known));
    let (name, id) = (option.id(), without_secret(id));
    Failure::new(
        format!("--{name} {id}: no rule is called that{en}"),
        format!("--{name} {id}：没有这条规则{zh}"),
    )
}

/// The policy of a run: the built-in pack with the user's files over it.
///
/// # Errors
/// When a file cannot be read or has problems; all of them are in the message.
pub(crate) fn policy(paths: &[String]) -> Result<Pack, Failure> {
    policy_without(paths, &[])
}

/// What is wrong with a policy, as the reason to end a run.
pub(crate) fn failure(problems: &Problems) -> Failure {
    let lines = |lang| problems.lines(lang).collect::<Vec<_>>().join("\n");
    let failure = Failure::from(Text::new(
        format!("the policy has problems:\n{}", lines(Lang::En)),
        format!("策略文件有问题：\n{}", lines(Lang::Zh)),
    ));
    let mut files: Vec<&String> = problems
        .found
        .iter()
        .filter_map(|problem| problems.files.get(usize::from(problem.at.file)))
        .collect();
    files.dedup();
    match files.as_slice() {
        [file] => named_by_environment(file, failure),
        _ => failure,
    }
}

/// The user's policy files, lowest first: those of the environment, then those of the arguments.
///
/// # Errors
/// When the environment names them in bytes that are no text.
pub(crate) fn paths(given: Given<'_>) -> Result<Vec<String>, Failure> {
    let mut paths = of_environment()?;
    paths.extend(given.texts(Opt::Policy));
    Ok(paths)
}

/// The policy files that a line names which is still being typed, lowest first, without standard
/// input.
pub(crate) fn named_on(words: &[String]) -> Vec<String> {
    let mut paths = of_environment().unwrap_or_default();
    let option = format!("--{}", Opt::Policy.id());
    for (place, word) in words.iter().enumerate() {
        match word.strip_prefix(&option) {
            Some("") => paths.extend(words.get(place + 1).cloned()),
            Some(joined) => paths.extend(joined.strip_prefix('=').map(str::to_owned)),
            None => {}
        }
    }
    paths.retain(|path| path != "-");
    paths
}

/// What names policy files beside the arguments.
const VARIABLE: &str = "KAMI_POLICY";

fn of_environment() -> Result<Vec<String>, Failure> {
    let Some(value) = std::env::var_os(VARIABLE).filter(|value| !value.is_empty()) else {
        return Ok(Vec::new());
    };
    let path = |path: PathBuf| {
        path.into_os_string().into_string().map_err(|path| {
            let path = path.to_string_lossy();
            Failure::new(
                format!(
                    "{VARIABLE}: the name {path} is not UTF-8; rename the file, or give it with --policy"
                ),
                format!("{VARIABLE}：文件名 {path} 不是 UTF-8；请重命名，或用 --policy 给出"),
            )
        })
    };
    std::env::split_paths(&value).map(path).collect()
}

/// Says behind a failure that the environment names the file, where it does.
fn named_by_environment(path: &str, failure: Failure) -> Failure {
    match of_environment() {
        Ok(paths) if paths.iter().any(|known| known == path) => {
            failure.and(format!("({VARIABLE} names this file)"), format!("（由环境变量 {VARIABLE} 指定）"))
        }
        _ => failure,
    }
}

/// How large a policy file may be.
const MAX_BYTES: u64 = 16 << 20;

/// A built-in layer by its name, or one from a file, `-` being standard input.
///
/// A built-in name wins over a file of that name, which is `./NAME` then.
///
/// # Errors
/// When it cannot be read.
pub(crate) fn layer(path: &str) -> Result<Layer, Failure> {
    if let Some(layer) = named_layer(path) {
        return Ok(layer);
    }
    let text = read(path).map_err(|failure| named_by_environment(path, failure))?;
    let hash = hash(std::iter::once(text.as_str()));
    let file = LayerFile { name: path.to_owned().into(), text: text.into() };
    Ok(Layer { name: path.to_owned(), hash, files: vec![file] })
}

/// That a policy is not UTF-8, where that shows, and how it becomes so.
fn no_utf8(path: &str, bytes: &[u8]) -> Failure {
    let valid = bytes.utf8_chunks().next().map_or("", |chunk| chunk.valid());
    let line = valid.matches('\n').count() + 1;
    let name = match bytes {
        [0xff, 0xfe, ..] | [0xfe, 0xff, ..] => "UTF-16",
        _ => "GBK",
    };
    Failure::new(
        format!(
            "{path}:{line}: a policy is text in UTF-8, and this is not (it may be {name}); save it as UTF-8 in your \
             editor, or convert it: iconv -f {name} -t UTF-8"
        ),
        format!(
            "{path}:{line}：策略文件须为 UTF-8 编码，此处不是（可能是 {name}）；请在编辑器中另存为 UTF-8，\
             或转换：iconv -f {name} -t UTF-8"
        ),
    )
}

/// The text of a policy file, which is UTF-8 and not endless.
fn read(path: &str) -> Result<String, Failure> {
    let failed = |error| InputError::io(&without_secret(path), error);
    let from: Box<dyn Read> = match path {
        "-" => Box::new(std::io::stdin()),
        _ => Box::new(File::open(path).map_err(failed)?),
    };
    let mut bytes = Vec::new();
    from.take(MAX_BYTES + 1).read_to_end(&mut bytes).map_err(failed)?;
    if bytes.len() as u64 > MAX_BYTES {
        return Err(Failure::new(
            format!("{path}: is larger than a policy can be, 16 MiB"),
            format!("{path}：超过策略文件的上限 16 MiB"),
        ));
    }
    String::from_utf8(bytes).map_err(|error| no_utf8(path, error.as_bytes()))
}
