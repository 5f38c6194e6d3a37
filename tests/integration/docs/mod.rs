//! The documents say what the program does.

mod faults_page;
mod pages;
