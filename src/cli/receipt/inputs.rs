//! The hashes of inputs: of files before they are read, of streams while they are.

use std::fs::{File, Metadata};
use std::io::{self, Read, Stdin};
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex, PoisonError};

use sha2::{Digest, Sha256};

use crate::cli::error::Failure;
use crate::input::{Input, InputError, Origin, Stream};
use crate::receipt::{Named, hex};

/// The inputs of a run with their hashes, as far as they are known.
#[derive(Default)]
pub(in crate::cli) struct HashedInputs(Vec<HashedInput>);

struct HashedInput {
    name: String,
    source: Source,
}

enum Source {
    /// A file that can be read twice.
    File { path: PathBuf, sha256: String, before: Seen },
    /// What can be read only once: the hash grows while that is done.
    Stream(Tee),
}

/// What tells whether a file has changed.
#[derive(PartialEq, Eq)]
struct Seen(u64, Option<std::time::SystemTime>);

impl Seen {
    fn of(meta: &Metadata) -> Self {
        Self(meta.len(), meta.modified().ok())
    }
}

/// A stream that is hashed while it is read.
#[derive(Clone)]
struct Tee {
    from: From,
    hasher: Arc<Mutex<Sha256>>,
}

#[derive(Clone)]
enum From {
    Stdin(Arc<Stdin>),
    File(Arc<File>),
}

impl Read for Tee {
    fn read(&mut self, out: &mut [u8]) -> io::Result<usize> {
        let count = match &self.from {
            From::Stdin(stdin) => stdin.lock().read(out)?,
            From::File(file) => (&**file).read(out)?,
        };
        let mut hasher = self.hasher.lock().unwrap_or_else(PoisonError::into_inner);
        hasher.update(out.get(..count).unwrap_or_default());
        Ok(count)
    }
}

impl HashedInputs {
    /// Hashes inputs, or has them hashed while they are read.
    ///
    /// # Errors
    /// When one cannot be read.
    pub(in crate::cli) fn of(inputs: &mut [Input]) -> Result<Self, Failure> {
        let mut found = Vec::new();
        for input in inputs {
            let name = input.name.clone();
            let source = match &input.origin {
                Origin::File(path) => {
                    let failed = |error| InputError::io(&name, error);
                    let file = File::open(path).map_err(failed)?;
                    let meta = file.metadata().map_err(failed)?;
                    if meta.is_dir() {
                        // It is refused where it is read.
                        continue;
                    }
                    if meta.is_file() {
                        let sha256 = hash_of(&file).map_err(failed)?;
                        Source::File { path: path.clone(), sha256, before: Seen::of(&meta) }
                    } else {
                        Source::Stream(Tee::new(From::File(Arc::new(file))))
                    }
                }
                Origin::Stdin => Source::Stream(Tee::new(From::Stdin(Arc::new(io::stdin())))),
                Origin::Bytes(_) | Origin::Args | Origin::Stream(_) => continue,
            };
            if let Source::Stream(tee) = &source {
                input.origin = Origin::Stream(Stream::new(Box::new(tee.clone())));
            }
            found.push(HashedInput { name, source });
        }
        Ok(Self(found))
    }

    /// The hashes, once all has been read.
    ///
    /// # Errors
    /// When a file changed in between, or a stream cannot be read to its end.
    pub(super) fn finish(self) -> Result<Vec<Named>, Failure> {
        self.0.into_iter().map(HashedInput::finish).collect()
    }
}

impl HashedInput {
    fn finish(self) -> Result<Named, Failure> {
        let name = self.name;
        let failed = |error| InputError::io(&name, error);
        let sha256 = match self.source {
            Source::File { path, sha256, before } => {
                let after = std::fs::metadata(path).map_err(failed)?;
                if Seen::of(&after) != before {
                    return Err(Failure::new(
                        format!("{name}: changed while it was read, so there is no receipt; run again"),
                        format!("{name}：读取期间内容有变化，没有生成凭证；请重新运行"),
                    ));
                }
                sha256
            }
            Source::Stream(mut tee) => {
                // What readers left, such as bytes behind a packed part, is part of the input.
                io::copy(&mut tee, &mut io::sink()).map_err(failed)?;
                let hasher = tee.hasher.lock().unwrap_or_else(PoisonError::into_inner).clone();
                hex(&hasher.finalize())
            }
        };
        Ok(Named { name, sha256 })
    }
}

impl Tee {
    fn new(from: From) -> Self {
        Self { from, hasher: Arc::default() }
    }
}

/// SHA-256 of what there is to read.
fn hash_of(mut from: impl Read) -> io::Result<String> {
    let mut hasher = Sha256::new();
    let mut buffer = vec![0; 128 * 1024];
    loop {
        match from.read(&mut buffer)? {
            0 => return Ok(hex(&hasher.finalize())),
            count => hasher.update(buffer.get(..count).unwrap_or_default()),
        }
    }
}

/// SHA-256 of a file.
///
/// # Errors
/// When it cannot be read.
pub(in crate::cli) fn hash_of_file(path: &Path) -> io::Result<String> {
    hash_of(File::open(path)?)
}
