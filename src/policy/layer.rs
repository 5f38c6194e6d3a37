//! Layers of a policy, as they are found: named texts.

use crate::lang::Str;

/// A file of a layer.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct LayerFile {
    /// How the file is named in messages.
    pub name: Str,
    /// Its text.
    pub text: Str,
}

/// A layer: one or more files that are read as one.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Layer {
    /// The name of the pack or of the file.
    pub name: String,
    /// SHA-256 of the text, in hexadecimal.
    pub hash: String,
    /// The files, in order.
    pub files: Vec<LayerFile>,
}
