//! The built-in policy pack, as it was read at build time.

use crate::policy::Pack;

/// The built-in pack.
///
/// # Panics
/// Never: the bytes are those that the build wrote, and a test reads them.
pub fn pack() -> Pack {
    let bytes = include_bytes!(concat!(env!("OUT_DIR"), "/pack.bin"));
    postcard::from_bytes(bytes).expect("the pack that was built in can be read")
}
