use std::io::ErrorKind;

use crate::input::InputError;
use crate::lang::Text;
use crate::pipeline::RunError;

/// Why a run ends without having done its work.
#[derive(Debug)]
pub enum Failure {
    /// Nobody reads the output any more; that is no error.
    ClosedPipe,
    /// Something to tell the user.
    Message(Text),
}

impl Failure {
    /// A message.
    pub fn new(en: impl Into<String>, zh: impl Into<String>) -> Self {
        Self::Message(Text::new(en, zh))
    }

    /// A failed write.
    pub fn of_write(name: &str, error: &std::io::Error) -> Self {
        if error.kind() == ErrorKind::BrokenPipe {
            return Self::ClosedPipe;
        }
        let (en, zh) = match error.kind() {
            ErrorKind::NotFound => ("there is no such directory".to_owned(), "没有这个目录".to_owned()),
            ErrorKind::PermissionDenied => ("permission is denied".to_owned(), "没有写入权限".to_owned()),
            ErrorKind::ReadOnlyFilesystem => {
                ("the file system is read-only".to_owned(), "文件系统只读".to_owned())
            }
            ErrorKind::StorageFull => ("no space is left".to_owned(), "磁盘空间不足".to_owned()),
            _ => (error.to_string(), error.to_string()),
        };
        Self::new(format!("{name}: cannot be written: {en}"), format!("{name}：无法写入：{zh}"))
    }
}

impl From<InputError> for Failure {
    fn from(error: InputError) -> Self {
        Self::Message(error.text())
    }
}

impl From<RunError> for Failure {
    fn from(error: RunError) -> Self {
        match error {
            RunError::Input(error) => error.into(),
            RunError::Output(error) => Self::of_write("output", &error),
        }
    }
}
