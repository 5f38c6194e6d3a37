//! How much an input may ask for, so that none of them takes memory or time without bound.

/// How many columns an input may have: as many as a sheet can.
pub(super) const MAX_COLUMNS: usize = 1 << 14;

/// How many rows a sheet can have.
pub(super) const MAX_SHEET_ROWS: usize = 1 << 20;

/// How many bytes the name of a column may have.
pub(super) const MAX_NAME_BYTES: usize = 4 << 10;

/// How many bytes a record may have.
pub(super) const MAX_RECORD_BYTES: usize = 16 << 20;

/// How many bytes may have to be held unpacked, unless the user says otherwise.
pub(super) const MAX_UNPACKED_BYTES: u64 = 1 << 30;

/// How deep JSON may be nested.
pub(super) const MAX_DEPTH: usize = 128;

/// How many different notices a run passes on: hostile input may have a new one with every record.
pub(super) const MAX_NOTICES: usize = 1000;
