//! What is written, in every format, for people and for programs.

mod calendars;
mod cards_and_tables;
mod file_formats;
mod for_people;
mod letters;
mod options_without_effect;
mod pages;
mod passthrough;
mod receipts;
mod reports;
mod schema;
mod summaries;
mod templates;
mod workbooks;
