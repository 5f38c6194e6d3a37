//! Where output goes: a stream, or a file that takes its place only once it is whole.

use std::io::{self, Write};
use std::path::{Path, PathBuf};

use tempfile::NamedTempFile;

use super::error::Failure;
use super::interrupt;
use crate::decide::Totals;
use crate::output::{Document, TopicTable};
use crate::pipeline::{Rendered, Sink};

/// Where output goes.
pub enum Target {
    /// Standard output.
    Stream(Box<dyn Write + Send>),
    /// A file beside the one that was named.
    File(NamedTempFile, PathBuf),
}

impl Target {
    /// The target that was asked for.
    ///
    /// # Errors
    /// When no file can be made in its folder.
    pub fn open(path: Option<&str>, stream: Box<dyn Write + Send>) -> Result<Self, Failure> {
        let Some(name) = path else { return Ok(Self::Stream(stream)) };
        let failed = |error: io::Error| Failure::of_write(name, error);
        // Through a link, what it points at is replaced, not the link.
        let path = std::fs::canonicalize(name).unwrap_or_else(|_| name.into());
        if let Ok(meta) = std::fs::metadata(&path) {
            if meta.is_dir() {
                return Err(Failure::new(
                    format!("{name}: is a directory; name a file in it"),
                    format!("{name}：是目录，请指明其中的文件"),
                ));
            }
            if !meta.is_file() {
                // A device or a pipe cannot be replaced.
                let file = std::fs::OpenOptions::new().write(true).open(&path).map_err(failed)?;
                return Ok(Self::Stream(Box::new(file)));
            }
        }
        let folder = path.parent().filter(|folder| !folder.as_os_str().is_empty());
        let folder = folder.unwrap_or(Path::new("."));
        let mut builder = tempfile::Builder::new();
        builder.prefix(".kami-");
        #[cfg(unix)]
        {
            // A new file may be read by whoever the user's own mask lets read it.
            use std::os::unix::fs::PermissionsExt;
            builder.permissions(std::fs::Permissions::from_mode(0o666));
        }
        let file = builder.tempfile_in(folder).map_err(failed)?;
        interrupt::remove_when_interrupted(file.path());
        Ok(Self::File(file, path))
    }

    /// Puts the file in its place.
    ///
    /// # Errors
    /// When that fails; the old file is then as it was.
    pub fn finish(self) -> Result<(), Failure> {
        match self {
            Self::Stream(mut stream) => {
                stream.flush().map_err(|error| Failure::of_write("standard output", error))
            }
            Self::File(file, path) => {
                let name = path.to_string_lossy().into_owned();
                let permissions = std::fs::metadata(&path).map(|meta| meta.permissions());
                if let Ok(permissions) = permissions {
                    // A file that is replaced keeps who may read it.
                    let _ = file.as_file().set_permissions(permissions);
                }
                file.as_file().sync_all().map_err(|error| Failure::of_write(&name, error))?;
                let kept =
                    file.persist(&path).map(|_| ()).map_err(|error| Failure::of_write(&name, error.error));
                interrupt::leave_alone();
                kept
            }
        }
    }
}

impl Write for Target {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        match self {
            Self::Stream(stream) => stream.write(bytes),
            Self::File(file, _) => file.as_file_mut().write(bytes),
        }
    }

    fn flush(&mut self) -> io::Result<()> {
        match self {
            Self::Stream(stream) => stream.flush(),
            Self::File(file, _) => file.as_file_mut().flush(),
        }
    }
}

/// A document on its way to a target.
pub struct Output<'d> {
    document: Box<dyn Document + 'd>,
    target: Target,
    buffer: Vec<u8>,
}

impl<'d> Output<'d> {
    /// Begins a document.
    ///
    /// # Errors
    /// When it cannot be written.
    pub fn begin(document: Box<dyn Document + 'd>, target: Target) -> Result<Self, Failure> {
        let mut output = Self { document, target, buffer: Vec::new() };
        output.document.begin(&mut output.buffer);
        output.target.write_all(&output.buffer).map_err(failed)?;
        output.buffer.clear();
        Ok(output)
    }

    /// Writes a topic, whose rows may have been rendered.
    ///
    /// # Errors
    /// When it cannot be written.
    pub fn topic(
        &mut self,
        table: &TopicTable<'_>,
        render: impl FnOnce(&mut Vec<u8>),
    ) -> Result<(), Failure> {
        render(&mut self.buffer);
        self.document.topic(table, &mut self.buffer);
        self.pass_on().map_err(failed)
    }

    /// Writes what stands behind the last record.
    ///
    /// # Errors
    /// When it cannot be written.
    pub fn end(mut self, totals: &Totals) -> Result<Target, Failure> {
        self.document.end(totals, &mut self.buffer);
        self.pass_on().map_err(failed)?;
        Ok(self.target)
    }

    fn pass_on(&mut self) -> io::Result<()> {
        self.target.write_all(&self.buffer)?;
        self.buffer.clear();
        match self.target {
            // Who reads from a pipe sees each batch as soon as it is decided.
            Target::Stream(_) => self.target.flush(),
            Target::File(..) => Ok(()),
        }
    }
}

impl Sink for Output<'_> {
    fn put(&mut self, rendered: &mut Rendered) -> io::Result<()> {
        // What workers have rendered is not copied once more.
        self.target.write_all(&rendered.bytes)?;
        for decided in rendered.results.drain(..) {
            self.document.result(decided, &mut self.buffer);
        }
        for compared in rendered.comparisons.drain(..) {
            self.document.comparison(compared, &mut self.buffer);
        }
        self.document.pause(&mut self.buffer);
        self.pass_on()
    }
}

fn failed(error: io::Error) -> Failure {
    Failure::of_write("output", error)
}
