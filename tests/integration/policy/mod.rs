//! The built-in policy, the user's own, and `kami policy`.

mod builtin;
mod cases;
mod changed;
mod check;
mod diff;
mod encoding;
mod large;
mod layers;
mod list_and_show;
mod loading;
mod mutation;
mod reports;
mod witnesses;
