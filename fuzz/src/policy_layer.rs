//! Policy layers from other people's hands: nothing harmful comes out of one.

use super::dice::Dice;
use super::generated::{damaged, layer};

/// A layer by the choices that the bytes make.
pub fn policy_layer(data: &[u8]) {
    let mut dice = Dice::new(data);
    let mut text = layer(&mut dice).into_bytes();
    if dice.once_in(2) {
        damaged(&mut text, &mut dice);
    }
    super::policy_load(&text);
}
