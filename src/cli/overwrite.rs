//! Refuses an output file that the same run reads: its results would take the place of their own
//! input, or of the policy that they rest on.

use std::fs::{self, Metadata};
use std::path::Path;

use super::error::Failure;
use crate::input::{Input, Origin};

/// Checks that what `-o` names is neither an input nor a policy file, by whatever name or link.
/// Nothing is read for it.
///
/// # Errors
/// When it is.
pub(super) fn check_output<'p>(
    output: Option<&str>,
    inputs: &[Input],
    policies: impl Iterator<Item = &'p String>,
) -> Result<(), Failure> {
    output.map_or(Ok(()), |name| check("-o", name, inputs, policies))
}

/// Checks that what `--receipt` names is neither of these nor where the results go.
///
/// # Errors
/// When it is.
pub(super) fn check_receipt<'p>(
    receipt: Option<&str>,
    output: Option<&str>,
    inputs: &[Input],
    policies: impl Iterator<Item = &'p String>,
) -> Result<(), Failure> {
    let Some(name) = receipt else { return Ok(()) };
    let is_same = output.is_some_and(|output| {
        let (one, two) = (File::named(name), File::named(output));
        Path::new(name) == Path::new(output) || (one.is_some() && one == two)
    });
    if is_same {
        return Err(Failure::new(
            format!("--receipt {name}: is the file that the results go to; name another file"),
            format!("--receipt {name}：与结果写入同一个文件；请换一个文件名"),
        ));
    }
    check("--receipt", name, inputs, policies)
}

fn check<'p>(
    option: &str,
    name: &str,
    inputs: &[Input],
    policies: impl Iterator<Item = &'p String>,
) -> Result<(), Failure> {
    let Some(old) = File::named(name) else { return Ok(()) };
    for input in inputs {
        let read = match &input.origin {
            Origin::File(path) => File::at(path),
            Origin::Stdin => File::of_stdin(),
            Origin::Stream(_) | Origin::Bytes(_) | Origin::Args => None,
        };
        if read.is_some_and(|read| read == old) {
            let (en, zh) = match input.origin {
                Origin::Stdin => ("standard input".to_owned(), "标准输入".to_owned()),
                _ => (input.name.clone(), input.name.clone()),
            };
            return Err(Failure::new(
                format!(
                    "{option} {name}: is the same file as the input {en}, which it would replace; name another file"
                ),
                format!("{option} {name}：与输入（{zh}）是同一个文件，写入会覆盖输入；请换一个文件名"),
            ));
        }
    }
    for policy in policies {
        let read = if *policy == "-" { File::of_stdin() } else { File::named(policy) };
        if read.is_some_and(|read| read == old) {
            return Err(Failure::new(
                format!(
                    "{option} {name}: is the policy file {policy}, which it would replace; name another file"
                ),
                format!("{option} {name}：就是策略文件 {policy}，写入会覆盖它；请换一个文件名"),
            ));
        }
    }
    Ok(())
}

/// What tells whether two names are of the same regular file. Devices and pipes are written to, not
/// replaced, and so may well be read and written at once.
#[cfg(unix)]
#[derive(PartialEq, Eq)]
struct File {
    device: u64,
    inode: u64,
}

#[cfg(unix)]
impl File {
    fn of(meta: &Metadata) -> Option<Self> {
        use std::os::unix::fs::MetadataExt;
        meta.is_file().then(|| Self { device: meta.dev(), inode: meta.ino() })
    }

    fn at(path: &Path) -> Option<Self> {
        Self::of(&fs::metadata(path).ok()?)
    }

    fn of_stdin() -> Option<Self> {
        use std::os::fd::AsFd;
        let stdin = std::io::stdin().as_fd().try_clone_to_owned().ok()?;
        Self::of(&fs::File::from(stdin).metadata().ok()?)
    }
}

/// Elsewhere a file is known by its full path; hard links are not seen, nor what standard input is.
#[cfg(not(unix))]
#[derive(PartialEq, Eq)]
struct File(std::path::PathBuf);

#[cfg(not(unix))]
impl File {
    fn at(path: &Path) -> Option<Self> {
        let is_file = |meta: Metadata| meta.is_file();
        fs::metadata(path).is_ok_and(is_file).then(|| fs::canonicalize(path).ok().map(Self)).flatten()
    }

    fn of_stdin() -> Option<Self> {
        None
    }
}

impl File {
    fn named(name: &str) -> Option<Self> {
        Self::at(Path::new(name))
    }
}
