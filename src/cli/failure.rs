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
        if error.kind() == std::io::ErrorKind::BrokenPipe {
            return Self::ClosedPipe;
        }
        Self::new(format!("{name}: cannot be written: {error}"), format!("{name}：无法写入：{error}"))
    }
}

impl From<InputError> for Failure {
    fn from(InputError(text): InputError) -> Self {
        Self::Message(text)
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
