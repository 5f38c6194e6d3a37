//! The policy that ships: the built-in pack, its cases, and the layers that are off until asked for.

use sha2::{Digest, Sha256};

use super::layer::{Layer, LayerFile};
use super::layer_names::name_of;
use super::model::Pack;
use super::tree::Trees;

pub use crate::shipped::{CASES as BUILTIN_CASES, FILES as BUILTIN_FILES, LAYERS as BUILTIN_LAYERS};

/// The layer that ships under a name.
pub fn named_layer(name: &str) -> Option<Layer> {
    let (path, text) = BUILTIN_LAYERS.iter().find(|(path, _)| name_of(path) == name)?;
    let file = LayerFile { name: (*path).into(), text: (*text).into() };
    Some(Layer { name: name.into(), hash: hash(std::iter::once(*text)), files: vec![file] })
}

/// The built-in pack as a layer.
pub fn builtin_layer() -> Layer {
    let file =
        |&(name, text): &(&'static str, &'static str)| LayerFile { name: name.into(), text: text.into() };
    let hash =
        crate::shipped::HASH.map_or_else(|| hash(BUILTIN_FILES.iter().map(|(_, text)| *text)), str::to_owned);
    Layer { name: "builtin".into(), hash, files: BUILTIN_FILES.iter().map(file).collect() }
}

/// What was read from the built-in pack when the program was built, if a layer is that. Its text counts:
/// somebody may have changed it.
pub(super) fn built(layer: &Layer) -> Option<(Pack, Trees)> {
    let (pack, trees) = crate::shipped::BUILT?;
    let files = layer.files.iter().map(|file| (file.name.as_str(), file.text.as_str()));
    let read = || Some((postcard::from_bytes(pack).ok()?, postcard::from_bytes(trees).ok()?));
    if files.eq(BUILTIN_FILES.iter().copied()) { read() } else { None }
}

/// SHA-256 of texts, in hexadecimal.
pub fn hash<'t>(texts: impl Iterator<Item = &'t str>) -> String {
    let mut hasher = Sha256::new();
    for text in texts {
        hasher.update(text.as_bytes());
    }
    hasher.finalize().iter().map(|byte| format!("{byte:02x}")).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_hash_is_that_of_the_files() {
        let texts = BUILTIN_FILES.iter().map(|(_, text)| *text);
        assert_eq!(crate::shipped::HASH, Some(hash(texts).as_str()));
    }
}
