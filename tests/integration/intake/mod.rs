//! What is read, from files, pipes and arguments, in every format and encoding.

mod arguments;
mod encodings_and_formats;
mod fast_paths;
mod foreign_formats;
mod headings;
mod json_fast_path;
mod left_out;
mod limits;
mod malformed;
mod office;
mod other_workbooks;
mod packed;
mod sheet_cells;
mod sheets;
mod spellings;
mod stray_quotes;
mod streams;
mod unknown_columns;
mod workbooks;
mod wrapped_json;
