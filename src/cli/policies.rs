//! The policy of a run: the built-in one, with the user's files over it.

use std::fs::File;
use std::io::Read;

use super::command::{Given, Opt};
use super::error::Failure;
use crate::embedded;
use crate::input::InputError;
use crate::lang::{Lang, Text};
use crate::policy::{Layer, LayerFile, Pack, Problems, builtin_layer, hash, load, named_layer};

/// The policy of a run: the built-in pack with the user's files over it.
///
/// # Errors
/// When a file cannot be read or has problems; all of them are in the message.
pub(crate) fn policy(paths: &[String]) -> Result<Pack, Failure> {
    if paths.is_empty() {
        return Ok(embedded::pack());
    }
    let mut layers = vec![builtin_layer()];
    for path in paths {
        layers.push(layer(path)?);
    }
    load(&layers).map_err(|problems| failure(&problems))
}

/// What is wrong with a policy, as the reason to end a run.
pub(crate) fn failure(problems: &Problems) -> Failure {
    let lines = |lang| problems.lines(lang).collect::<Vec<_>>().join("\n");
    Failure::from(Text::new(
        format!("the policy has problems:\n{}", lines(Lang::En)),
        format!("策略文件有问题：\n{}", lines(Lang::Zh)),
    ))
}

/// The user's policy files, lowest first: those of the environment, then those of the arguments.
pub(crate) fn paths(given: Given<'_>) -> Vec<String> {
    let from_environment = std::env::var("KAMI_POLICY").ok().filter(|path| !path.is_empty());
    let mut paths: Vec<String> = from_environment
        .iter()
        .flat_map(std::env::split_paths)
        .map(|path| path.to_string_lossy().into_owned())
        .collect();
    paths.extend(given.texts(Opt::Policy));
    paths
}

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
    let mut bytes = Vec::new();
    let read = match path {
        "-" => std::io::stdin().read_to_end(&mut bytes),
        _ => File::open(path).and_then(|mut file| file.read_to_end(&mut bytes)),
    };
    read.map_err(|error| InputError::io(path, error))?;
    let text = String::from_utf8(bytes).map_err(|error| no_utf8(path, error.as_bytes()))?;
    let hash = hash(std::iter::once(text.as_str()));
    Ok(Layer { name: path.to_owned(), hash, files: vec![LayerFile { name: path.to_owned(), text }] })
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
