//! Rules that the source code itself has to keep.

mod no_policy_in_code;
mod packages;
mod test_files;
