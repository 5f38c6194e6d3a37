//! Where the text of an input comes from: files, pipes and bytes, unpacked and turned into UTF-8.

mod decode;
mod encoding;
mod format;
mod open;

pub use encoding::Encoding;
pub use format::Format;
pub(super) use open::Opening;
pub use open::{Input, Origin};
