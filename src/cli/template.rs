//! `kami template`: an empty sheet to fill in.

use std::io::{self, Write};

use super::command::{Given, Opt};
use super::error::Failure;
use super::output_file::Target;
use super::{exit, policies};
use crate::command::Command;
use crate::lang::Lang;
use crate::output::{Format, template};

/// Runs it.
///
/// # Errors
/// When the file has another ending, or cannot be written.
pub(crate) fn run(given: Given<'_>, lang: Lang) -> Result<u8, Failure> {
    let (Some(command), Some(file)) =
        (given.value::<Command>(Opt::Command).copied(), given.text(Opt::Output))
    else {
        return Ok(exit::FAILURE);
    };
    let ending = std::path::Path::new(file).extension().and_then(|ending| ending.to_str());
    let bytes = match ending.and_then(Format::of_ending) {
        Some(Format::Csv) => template::csv(command, lang),
        Some(Format::Xlsx) => {
            let pack = policies::policy(&policies::paths(given)?)?;
            template::xlsx(command, &pack, lang).map_err(|error| Failure::of_write(file, error))?
        }
        _ => {
            return Err(Failure::new(
                format!("-o {file}: a sheet to fill in is a .xlsx or .csv file; name one of these"),
                format!("-o {file}：模板只能是 .xlsx 或 .csv 文件，请换一个文件名"),
            ));
        }
    };
    let mut target = Target::open(Some(file), Box::new(io::sink()))?;
    target.write_all(&bytes).map_err(|error| Failure::of_write(file, error))?;
    target.finish()?;
    Ok(exit::OK)
}
