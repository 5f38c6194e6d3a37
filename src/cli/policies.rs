//! The policy of a run: the built-in one, with the user's files over it.

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
        layers.push(layer(path).map_err(|failure| of_variable(failure, path))?);
    }
    load(&layers).map_err(|problems| {
        let failure = failure(&problems);
        match from_environment().into_iter().find(|path| failure.mentions(path)) {
            Some(path) => of_variable(failure, &path),
            None => failure,
        }
    })
}

/// Says that a file which cannot be used was named by the environment, where people do not see it.
fn of_variable(failure: Failure, path: &str) -> Failure {
    if !from_environment().iter().any(|known| known == path) {
        return failure;
    }
    failure.and_also(
        &format!("{path} is named by the environment variable KAMI_POLICY"),
        &format!("{path} 由环境变量 KAMI_POLICY 指定"),
    )
}

/// The policy files that the environment names.
fn from_environment() -> Vec<String> {
    let named = std::env::var("KAMI_POLICY").ok().filter(|path| !path.is_empty());
    let paths = named.iter().flat_map(std::env::split_paths);
    paths.map(|path| path.to_string_lossy().into_owned()).collect()
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
    let mut paths = from_environment();
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
    let text = match path {
        "-" => std::io::read_to_string(std::io::stdin()),
        _ => std::fs::read_to_string(path),
    };
    let text = text.map_err(|error| InputError::io(path, error))?;
    let hash = hash(std::iter::once(text.as_str()));
    Ok(Layer { name: path.to_owned(), hash, files: vec![LayerFile { name: path.to_owned(), text }] })
}
