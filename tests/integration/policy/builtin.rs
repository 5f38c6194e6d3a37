//! The built-in pack loads, and says all that a pack has to say.

use kami::internals::lang::Lang;
use kami::internals::policy::{builtin_layer, load};

#[test]
fn loads() {
    match load(&[builtin_layer()]) {
        Ok(pack) => assert_eq!(pack, kami::internals::embedded::pack()),
        Err(problems) => panic!("{}", problems.lines(Lang::En).collect::<Vec<_>>().join("\n")),
    }
}
