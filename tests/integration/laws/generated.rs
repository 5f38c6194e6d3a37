//! Made-up records of every format, whole and in pieces, sound and damaged.
//!
//! `KAMI_RANDOM_RUNS=60000 cargo test --release --test integration generated` tries as many.

use crate::support::tries;
use crate::targets;

fn runs() -> u64 {
    std::env::var("KAMI_RANDOM_RUNS").ok().map_or(tries(40) as u64, |runs| runs.parse().unwrap())
}

/// Bytes without any order, by SplitMix64.
fn choices(seed: u64) -> Vec<u8> {
    let mut state = seed;
    let mut number = || {
        state = state.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut mixed = state;
        mixed = (mixed ^ mixed >> 30).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        mixed = (mixed ^ mixed >> 27).wrapping_mul(0x94d0_49bb_1331_11eb);
        mixed ^ mixed >> 31
    };
    // The seeds lie far apart.
    let start = number();
    (0..300).flat_map(|_| number().wrapping_add(start).to_le_bytes()).collect()
}

/// Tries a target on random choices, the same ones in every run.
fn tried(target: fn(&[u8]), runs: u64) {
    for seed in 0..runs {
        let choices = choices(seed);
        if std::panic::catch_unwind(|| target(&choices)).is_err() {
            panic!("seed {seed}");
        }
    }
}

#[test]
fn generated_records_are_the_same_in_pieces_and_formats() {
    tried(targets::pieces, runs());
}

#[test]
fn generated_layers_do_no_harm() {
    tried(targets::policy_layer, runs());
}
