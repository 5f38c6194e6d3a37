//! A file that takes the place of another only once it is whole.
//!
//! Where the system can, it has no name until then, so that nothing is left of a run that is
//! killed. It is never open to more readers than the file that it replaces: its owner and mode are
//! set before anything is written to it.

use std::fs::{File, Metadata};
use std::io;
use std::path::{Path, PathBuf};

use tempfile::NamedTempFile;

use super::interrupt;

/// A file on its way to its place.
pub(super) struct Replacement {
    file: Unplaced,
    place: PathBuf,
}

/// A file that is not in its place yet.
enum Unplaced {
    /// Without a name.
    #[cfg(target_os = "linux")]
    Unnamed(File),
    /// With a name of its own beside the place.
    Named(NamedTempFile),
}

impl Replacement {
    /// A file that is to take a place, which may be taken by an older one.
    ///
    /// # Errors
    /// When no file can be made in the folder.
    pub(super) fn new(place: PathBuf, old: Option<&Metadata>) -> io::Result<Self> {
        let folder = folder_of(&place);
        #[cfg(target_os = "linux")]
        {
            placing::remove_leftover(folder);
            if let Ok(file) = placing::unnamed(folder, old.is_some()) {
                take_after(&file, old)?;
                interrupt::listen();
                return Ok(Self { file: Unplaced::Unnamed(file), place });
            }
        }
        let mut builder = tempfile::Builder::new();
        builder.prefix(".kami-");
        #[cfg(unix)]
        if old.is_none() {
            // A new file may be read by whoever the user's own mask lets read it.
            use std::os::unix::fs::PermissionsExt;
            builder.permissions(std::fs::Permissions::from_mode(0o666));
        }
        let file = builder.tempfile_in(folder)?;
        interrupt::remove_when_interrupted(file.path());
        take_after(file.as_file(), old)?;
        Ok(Self { file: Unplaced::Named(file), place })
    }

    /// The file to write to.
    pub(super) fn file(&mut self) -> &mut File {
        match &mut self.file {
            #[cfg(target_os = "linux")]
            Unplaced::Unnamed(file) => file,
            Unplaced::Named(file) => file.as_file_mut(),
        }
    }

    /// The name of its place.
    pub(super) fn name(&self) -> String {
        self.place.to_string_lossy().into_owned()
    }

    /// Puts it in its place.
    ///
    /// # Errors
    /// When that fails; the old file is then as it was.
    pub(super) fn put(mut self) -> io::Result<()> {
        self.file().sync_all()?;
        let put = match self.file {
            #[cfg(target_os = "linux")]
            Unplaced::Unnamed(file) => placing::put(&file, &self.place),
            Unplaced::Named(file) => file.persist(&self.place).map(|_| ()).map_err(|error| error.error),
        };
        interrupt::leave_alone();
        put
    }
}

fn folder_of(place: &Path) -> &Path {
    place.parent().filter(|folder| !folder.as_os_str().is_empty()).unwrap_or(Path::new("."))
}

/// Gives a file the owner and the mode of an old one, as far as the process may.
#[cfg(unix)]
fn take_after(file: &File, old: Option<&Metadata>) -> io::Result<()> {
    use std::os::unix::fs::{MetadataExt, PermissionsExt, fchown};
    let Some(old) = old else { return Ok(()) };
    let new = file.metadata()?;
    // The owner first, while nobody else may read it.
    if new.uid() != old.uid() {
        let _ = fchown(file, Some(old.uid()), None);
    }
    let has_group = new.gid() == old.gid() || fchown(file, None, Some(old.gid())).is_ok();
    // Another group is not to read what the old file's group could.
    let mode = if has_group { old.mode() & 0o777 } else { old.mode() & 0o707 };
    file.set_permissions(std::fs::Permissions::from_mode(mode))
}

/// Gives a file the permissions of an old one.
#[cfg(not(unix))]
fn take_after(file: &File, old: Option<&Metadata>) -> io::Result<()> {
    old.map_or(Ok(()), |old| file.set_permissions(old.permissions()))
}

/// Files without a name, and how they get one.
#[cfg(target_os = "linux")]
mod placing {
    use std::fs::File;
    use std::io;
    use std::os::fd::AsRawFd;
    use std::path::{Path, PathBuf};

    use rustix::fs::{AtFlags, CWD, Mode, OFlags, linkat, openat};
    use rustix::io::Errno;

    use super::super::interrupt;

    /// How many runs may put a file into the same folder at the same moment.
    const NAMES: usize = 64;

    /// The names that a file may have for the moment before it takes its place.
    fn names(folder: &Path) -> impl Iterator<Item = PathBuf> {
        (0..NAMES).map(move |number| folder.join(format!(".kami-{number}")))
    }

    /// A file without a name; one that replaces another is the owner's alone to begin with.
    pub(super) fn unnamed(folder: &Path, is_private: bool) -> io::Result<File> {
        let mode = if is_private { 0o600 } else { 0o666 };
        let flags = OFlags::TMPFILE | OFlags::RDWR | OFlags::CLOEXEC;
        let file = File::from(openat(CWD, folder, flags, Mode::from_raw_mode(mode))?);
        // Tells a later run that this one lives, should it meet the name.
        let _ = file.try_lock();
        Ok(file)
    }

    /// Removes what a run left that was killed in the moment before its file took its place.
    pub(super) fn remove_leftover(folder: &Path) {
        if let Some(name) = names(folder).next() {
            remove_if_left(&name);
        }
    }

    /// Removes a file that no living run holds.
    fn remove_if_left(name: &Path) {
        // A pipe or a link of that name is nobody's output; to open a pipe would be to wait.
        let flags = OFlags::RDONLY | OFlags::NONBLOCK | OFlags::NOFOLLOW | OFlags::CLOEXEC;
        let Ok(file) = openat(CWD, name, flags, Mode::empty()).map(File::from) else { return };
        if file.metadata().is_ok_and(|meta| meta.is_file()) && file.try_lock().is_ok() {
            let _ = std::fs::remove_file(name);
        }
    }

    /// Gives a file its place: a name of its own first, for only a name can take the place of
    /// another.
    pub(super) fn put(file: &File, place: &Path) -> io::Result<()> {
        let own = format!("/proc/self/fd/{}", file.as_raw_fd());
        let folder = super::folder_of(place);
        for name in names(folder) {
            interrupt::remove_when_interrupted(&name);
            match linkat(CWD, &own, CWD, &name, AtFlags::SYMLINK_FOLLOW) {
                Ok(()) => {
                    return std::fs::rename(&name, place).inspect_err(|_| {
                        let _ = std::fs::remove_file(&name);
                    });
                }
                Err(Errno::EXIST) => {
                    // Another run's, or left by one: not ours to remove when interrupted.
                    interrupt::leave_alone();
                    remove_if_left(&name);
                }
                Err(error) => {
                    interrupt::leave_alone();
                    return Err(error.into());
                }
            }
        }
        Err(Errno::EXIST.into())
    }
}
