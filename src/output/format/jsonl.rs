//! JSON Lines: the result objects alone, one a line, rendered by workers.

use super::document::Document;

/// Nothing stands before the first object or behind the last.
pub(super) struct JsonLines;

impl Document for JsonLines {}
