//! `kami` (卡密, the number and secret of a card) says what can still be done with a card, and by
//! which rule.
//!
//! Data flows one way: [`cli`] → [`input`] → [`record`] → [`decide`] → [`output`], with
//! [`policy`] at the side. Deciding is pure: no input or output, no clock, no locale.

pub mod cli;
pub mod command;
pub mod decide;
pub mod embedded;
pub mod engine;
pub mod field;
pub mod input;
pub mod lang;
pub mod output;
pub mod pipeline;
pub mod policy;
pub mod policy_tests;
pub mod questions;
pub mod record;
pub mod schema;

pub mod value;
