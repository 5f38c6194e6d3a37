//! The layers that ship with the program, by name.

/// Layers that ship with the program but are off until asked for: name, file and text.
pub const BUILTIN_LAYERS: &[(&str, &str, &str)] =
    &[("outside", "policy/layers/outside.toml", include_str!("../../policy/layers/outside.toml"))];
