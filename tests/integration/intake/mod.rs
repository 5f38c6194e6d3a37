//! What is read, from files, pipes and arguments, in every format and encoding.

mod encodings_and_formats;
mod fast_paths;
mod json_fast_path;
mod limits;
mod malformed;
mod spellings;
mod stray_quotes;
mod streams;
mod unknown_columns;
mod workbooks;
