use std::fs::File;
use std::io::{self, Read};
use std::path::PathBuf;

use super::decode;
use super::notice::InputError;

/// An input as it was named on the command line.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Input {
    /// Its name in results and messages.
    pub name: String,
    /// Where it is.
    pub origin: Origin,
}

/// Where an input is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Origin {
    /// A file.
    File(PathBuf),
    /// Standard input.
    Stdin,
    /// The arguments themselves: one record made of `FIELD=VALUE`.
    Args,
}

impl Input {
    /// The input of a name: `-` is standard input.
    pub fn named(name: &str) -> Self {
        let origin = if name == "-" { Origin::Stdin } else { Origin::File(name.into()) };
        Self { name: name.to_owned(), origin }
    }

    /// The record made of arguments.
    pub fn args() -> Self {
        Self { name: "args".to_owned(), origin: Origin::Args }
    }

    /// Opens the input for reading as UTF-8.
    ///
    /// # Errors
    /// When it cannot be opened.
    pub(super) fn open(&self) -> Result<Box<dyn Read + Send>, InputError> {
        let raw: Box<dyn Read + Send> = match &self.origin {
            Origin::File(path) => {
                let file = File::open(path).map_err(|error| InputError::io(&self.name, &error))?;
                let is_dir = file.metadata().is_ok_and(|meta| meta.is_dir());
                if is_dir {
                    let (en, zh) = ("is a directory; name the files in it", "是目录，请指明其中的文件");
                    return Err(InputError::of(&self.name, en, zh));
                }
                Box::new(file)
            }
            Origin::Stdin => Box::new(io::stdin()),
            Origin::Args => Box::new(io::empty()),
        };
        Ok(decode::decoded(raw))
    }
}
