//! The documents say what the program does.

mod architecture;
mod faults_page;
mod pages;
mod rules_page;
