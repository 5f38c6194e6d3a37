//! The documents say what the program does.

mod architecture;
mod faults_page;
mod pages;
mod pictures;
mod policy_page;
mod rules_page;
mod site;
