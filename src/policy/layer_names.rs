//! The names of the layers that ship and are off until asked for.

use crate::shipped::LAYERS;

/// The names of the layers that ship.
pub fn layer_names() -> impl Iterator<Item = &'static str> {
    LAYERS.iter().map(|(path, _)| name_of(path))
}

/// The name by which a layer is asked for: that of its file.
pub(super) fn name_of(path: &'static str) -> &'static str {
    let file = path.rsplit('/').next().unwrap_or(path);
    file.strip_suffix(".toml").unwrap_or(file)
}
