//! Where output goes: a stream, or a file that is written whole or not at all.

use std::fs::{File, OpenOptions};
use std::io::{self, ErrorKind, Write};
use std::path::{Path, PathBuf};

use sha2::{Digest, Sha256};

use super::error::Failure;
use super::replacement::Replacement;
use crate::field::{secret_in, without_secret};
use crate::receipt::hex;

/// Where output goes.
pub(super) enum Target {
    /// Standard output.
    Stream(Pipe),
    /// A file that is to take the place of the one that was named.
    File(Replacement),
    /// Another target, with the hash of what goes there.
    Hashed(Box<Self>, Sha256),
}

/// Links that point at links are followed so far.
const MOST_LINKS: usize = 40;

/// A stream that somebody may stop to read: what is written from then on is lost, which is no
/// error.
pub(super) struct Pipe {
    stream: Box<dyn Write + Send>,
    is_closed: bool,
}

impl Pipe {
    fn new(stream: Box<dyn Write + Send>) -> Self {
        Self { stream, is_closed: false }
    }

    /// Writes as long as somebody reads.
    fn attempt<T>(
        &mut self,
        otherwise: T,
        write: impl FnOnce(&mut dyn Write) -> io::Result<T>,
    ) -> io::Result<T> {
        if self.is_closed {
            return Ok(otherwise);
        }
        match write(&mut self.stream) {
            Err(error) if error.kind() == ErrorKind::BrokenPipe => {
                self.is_closed = true;
                Ok(otherwise)
            }
            result => result,
        }
    }
}

impl Target {
    /// Whether nobody reads any more.
    pub(super) fn is_closed(&self) -> bool {
        matches!(self, Self::Stream(pipe) if pipe.is_closed)
    }

    /// The target that was asked for.
    ///
    /// # Errors
    /// When no file can be made in its folder.
    pub(super) fn open(path: Option<&str>, stream: Box<dyn Write + Send>) -> Result<Self, Failure> {
        let Some(name) = path else { return Ok(Self::Stream(Pipe::new(stream))) };
        let failed = |error: io::Error| Failure::of_write(name, error);
        #[cfg(unix)]
        fail_beyond_limits();
        let old = match std::fs::metadata(name) {
            Ok(meta) => Some(meta),
            Err(error) if error.kind() == ErrorKind::NotFound => None,
            Err(error) => return Err(failed(error)),
        };
        match &old {
            Some(meta) if meta.is_dir() => {
                let name = without_secret(name);
                Err(Failure::new(
                    format!("{name}: is a directory; name a file in it"),
                    format!("{name}：是目录，请指明其中的文件"),
                ))
            }
            None if is_value_of_secret(name) => {
                let name = without_secret(name);
                Err(Failure::new(
                    format!("{name}: looks like a secret, and no file is made of it; name another file"),
                    format!("{name}：像是卡密或密码，不会写成文件名；请换一个文件名"),
                ))
            }
            Some(meta) if !meta.is_file() => {
                // A device or a pipe cannot be replaced. Links to one may lead to no path: /dev/stdout.
                let file: File = OpenOptions::new().write(true).open(name).map_err(failed)?;
                Ok(Self::Stream(Pipe::new(Box::new(file))))
            }
            _ => {
                let place = behind_links(Path::new(name)).map_err(failed)?;
                Replacement::new(place, old.as_ref()).map(Self::File).map_err(failed)
            }
        }
    }

    /// The same target, with the hash of what goes there.
    pub(super) fn hashed(self) -> Self {
        Self::Hashed(Box::new(self), Sha256::new())
    }

    /// The hash of what went there, in hexadecimal, where that is known.
    pub(super) fn sha256(&self) -> Option<String> {
        match self {
            Self::Hashed(_, hasher) => Some(hex(&hasher.clone().finalize())),
            Self::Stream(_) | Self::File(_) => None,
        }
    }

    /// Puts the file in its place.
    ///
    /// # Errors
    /// When that fails; the old file is then as it was.
    pub(super) fn finish(self) -> Result<(), Failure> {
        match self {
            Self::Stream(mut pipe) => pipe
                .attempt((), |stream| stream.flush())
                .map_err(|error| Failure::of_write("standard output", error)),
            Self::File(file) => {
                let name = file.name();
                file.put().map_err(|error| Failure::of_write(&name, error))
            }
            Self::Hashed(target, _) => target.finish(),
        }
    }
}

/// Whether the name of a file is `NAME=VALUE`, and the value may be a secret: the file was forgotten.
fn is_value_of_secret(name: &str) -> bool {
    let file = Path::new(name).file_name().and_then(|file| file.to_str());
    file.is_some_and(|file| file.contains(['=', '＝']) && secret_in(file).is_some())
}

/// The file that a name stands for, through links: what they point at is replaced or made, not the
/// links themselves.
fn behind_links(name: &Path) -> io::Result<PathBuf> {
    let mut place = name.to_owned();
    for _ in 0..MOST_LINKS {
        match std::fs::read_link(&place) {
            Ok(target) => {
                place.pop();
                place.push(target);
            }
            // No link, or nothing there.
            Err(_) => return Ok(place),
        }
    }
    Err(io::Error::other("too many links"))
}

/// Lets a write beyond the limit on the size of files fail, instead of ending the program without a
/// word.
#[cfg(unix)]
fn fail_beyond_limits() {
    let is_reached = std::sync::Arc::default();
    // Where no handler can be set, the program ends as before.
    let _ = signal_hook::flag::register(signal_hook::consts::SIGXFSZ, is_reached);
}

impl Write for Target {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        match self {
            Self::Stream(pipe) => pipe.attempt(bytes.len(), |stream| stream.write(bytes)),
            Self::File(file) => file.file().write(bytes),
            Self::Hashed(target, hasher) => {
                let count = target.write(bytes)?;
                hasher.update(bytes.get(..count).unwrap_or_default());
                Ok(count)
            }
        }
    }

    fn flush(&mut self) -> io::Result<()> {
        match self {
            Self::Stream(pipe) => pipe.attempt((), |stream| stream.flush()),
            Self::File(file) => file.file().flush(),
            Self::Hashed(target, _) => target.flush(),
        }
    }
}
