//! JSON: framing its values, and reading its objects into records.

mod at;
mod fast_path;
mod framing;
mod keys;
mod members;
mod object;
mod ranges;
mod structural;
mod value;

pub(super) use at::MemberFramer;
pub(super) use framing::{BrokenElement, Framed, Framer, is_object_a_line};
pub use object::{Object, ObjectReader};
pub use value::{json_items, json_members, json_text};
