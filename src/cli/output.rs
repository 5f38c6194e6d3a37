use std::io::{self, Write};
use std::path::{Path, PathBuf};

use tempfile::NamedTempFile;

use super::failure::Failure;
use super::interrupt;
use crate::output::Report;
use crate::pipeline::{Rendered, Sink, Totals};

/// Where output goes: a stream, or a file that takes its place only once it is whole.
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
        let failed = |error: io::Error| Failure::of_write(name, &error);
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
                stream.flush().map_err(|error| Failure::of_write("standard output", &error))
            }
            Self::File(file, path) => {
                let name = path.to_string_lossy().into_owned();
                let permissions = std::fs::metadata(&path).map(|meta| meta.permissions());
                if let Ok(permissions) = permissions {
                    // A file that is replaced keeps who may read it.
                    let _ = file.as_file().set_permissions(permissions);
                }
                file.as_file().sync_all().map_err(|error| Failure::of_write(&name, &error))?;
                let kept =
                    file.persist(&path).map(|_| ()).map_err(|error| Failure::of_write(&name, &error.error));
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

/// A sink for output that workers have finished.
pub struct Bytes {
    /// Where it goes.
    pub target: Target,
}

impl Sink for Bytes {
    fn put(&mut self, rendered: &mut Rendered) -> io::Result<()> {
        self.target.write_all(&rendered.bytes)?;
        if matches!(self.target, Target::Stream(_)) {
            // Who reads from a pipe sees each batch as soon as it is decided.
            self.target.flush()?;
        }
        Ok(())
    }
}

/// A sink for formats that see results as they are.
pub struct Reported<'r> {
    report: Box<dyn Report + 'r>,
    target: Target,
    buffer: Vec<u8>,
}

impl<'r> Reported<'r> {
    /// A report that goes to a target.
    pub fn new(report: Box<dyn Report + 'r>, target: Target) -> Self {
        Self { report, target, buffer: Vec::new() }
    }

    /// Writes what stands behind the last result.
    ///
    /// # Errors
    /// When it cannot be written.
    pub fn end(mut self, totals: &Totals) -> Result<Target, Failure> {
        self.report.end(totals, &mut self.buffer);
        self.pass_on().map_err(|error| Failure::of_write("output", &error))?;
        Ok(self.target)
    }

    fn pass_on(&mut self) -> io::Result<()> {
        self.target.write_all(&self.buffer)?;
        self.buffer.clear();
        match self.target {
            Target::Stream(_) => self.target.flush(),
            Target::File(..) => Ok(()),
        }
    }
}

impl Sink for Reported<'_> {
    fn put(&mut self, rendered: &mut Rendered) -> io::Result<()> {
        for decided in rendered.results.drain(..) {
            self.report.take(decided, &mut self.buffer);
        }
        self.pass_on()
    }
}
