//! Where the text of an input comes from: files, pipes and bytes, unpacked and turned into UTF-8.

mod decode;
mod encoding;
mod foreign;
mod format;
mod framing;
mod open;
mod packed;

pub use encoding::Encoding;
pub use foreign::Foreign;
pub use format::Format;
pub(super) use framing::{Mode, Source};
pub(super) use open::Opened;
pub use open::{Input, Origin, Stream};
