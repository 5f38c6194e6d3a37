//! The policy files that ship, as the build found them: name and text of each.
//!
//! `build.rs` writes the lists from what stands in `policy/`, so that no file can be forgotten.

include!(concat!(env!("OUT_DIR"), "/shipped.rs"));
