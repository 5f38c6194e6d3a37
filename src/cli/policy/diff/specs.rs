//! The policies that are compared: files, `builtin`, built-in layers, several joined by `+`.

use std::path::Path;

use crate::cli::error::Failure;
use crate::cli::policies;
use crate::policy::{Layer, Loaded, builtin_layer, is_whole_pack, load_with_tables, named_layer};

/// The name of the built-in pack.
pub(super) const BUILTIN: &str = "builtin";

/// The names that a policy is put together from.
pub(super) fn parts(spec: &str) -> Vec<&str> {
    // A file whose own name has a `+` in it.
    if Path::new(spec).exists() { vec![spec] } else { spec.split('+').collect() }
}

/// Reads a policy. Unless it begins with a whole pack, it is laid over the built-in one.
///
/// # Errors
/// When a part cannot be read, or the policy has problems.
pub(super) fn policy(spec: &str) -> Result<Loaded, Failure> {
    let mut layers = Vec::new();
    for part in parts(spec) {
        if part.is_empty() {
            return Err(Failure::new(
                format!("{spec}: a policy is missing beside `+`; name a file, builtin or a built-in layer"),
                format!("{spec}：“+”旁缺少策略；请写文件、builtin 或内置策略层的名称"),
            ));
        }
        layers.push(layer(part)?);
    }
    let is_whole = layers.first().is_some_and(|first| first.name == BUILTIN || is_whole_pack(first));
    if !is_whole {
        layers.insert(0, builtin_layer());
    }
    load_with_tables(&layers).map_err(|problems| policies::failure(&problems))
}

fn layer(name: &str) -> Result<Layer, Failure> {
    match name {
        BUILTIN => Ok(builtin_layer()),
        _ => policies::layer(name),
    }
}

/// The names that stand for files.
pub(super) fn files(spec: &str) -> impl Iterator<Item = String> {
    let is_file = |part: &&str| *part != BUILTIN && named_layer(part).is_none();
    parts(spec).into_iter().filter(is_file).map(str::to_owned)
}
