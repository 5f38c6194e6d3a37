//! Rules that the source code itself has to keep.

mod no_policy_in_code;
