//! Why a run ends without having done its work.
//!
//! Errors speak both languages: `{}` is English and the alternate form `{:#}` is Chinese, so that
//! they can pass through libraries that know no language.

use std::error::Error;
use std::fmt::{self, Display, Formatter};
use std::io::{self, ErrorKind, Write};

use super::{exit, message};
use crate::field::without_secret;
use crate::input::InputError;
use crate::lang::{Lang, Str, Text};
use crate::output::text::Tone;
use crate::pipeline::RunError;
use crate::value::shown_lines;

/// Something to tell the user: what, where, what would be right.
#[derive(Debug)]
pub(crate) struct Failure {
    text: Text,
    cause: Option<Cause>,
}

/// What a failure comes from.
#[derive(Debug)]
enum Cause {
    /// The system said no.
    System(io::Error),
    /// An input could not be read; what it says is the failure's own text.
    Input(Box<InputError>),
}

impl Failure {
    /// A message.
    pub(crate) fn new(en: impl Into<Str>, zh: impl Into<Str>) -> Self {
        Self { text: Text::new(en, zh), cause: None }
    }

    /// The same, with more behind it.
    pub(crate) fn and(self, en: impl Display, zh: impl Display) -> Self {
        let Self { text: Text { en: first, zh: first_zh }, cause } = self;
        Self { text: Text::new(format!("{first} {en}"), format!("{first_zh}{zh}")), cause }
    }

    /// A failed write.
    pub(crate) fn of_write(name: &str, error: io::Error) -> Self {
        let (en, zh) = match error.kind() {
            ErrorKind::NotFound => ("there is no such directory".to_owned(), "没有这个目录".to_owned()),
            ErrorKind::PermissionDenied => ("permission is denied".to_owned(), "没有写入权限".to_owned()),
            ErrorKind::ReadOnlyFilesystem => {
                ("the file system is read-only".to_owned(), "文件系统只读".to_owned())
            }
            ErrorKind::StorageFull => ("no space is left".to_owned(), "磁盘空间不足".to_owned()),
            ErrorKind::FileTooLarge => {
                ("it would be larger than is allowed".to_owned(), "文件超过允许的大小".to_owned())
            }
            _ => (format!("{error}"), format!("{error:#}")),
        };
        let name = without_secret(name);
        let text = Text::new(format!("{name}: cannot be written: {en}"), format!("{name}：无法写入：{zh}"));
        Self { text, cause: Some(Cause::System(error)) }
    }

    /// Whether nobody reads the output any more, which is no error.
    fn is_closed_pipe(&self) -> bool {
        matches!(&self.cause, Some(Cause::System(error)) if error.kind() == ErrorKind::BrokenPipe)
    }
}

impl Display for Failure {
    fn fmt(&self, f: &mut Formatter<'_>) -> fmt::Result {
        display(&self.text, f)
    }
}

impl Error for Failure {
    fn source(&self) -> Option<&(dyn Error + 'static)> {
        match self.cause.as_ref()? {
            Cause::System(error) => Some(error),
            Cause::Input(error) => error.source(),
        }
    }
}

impl From<Text> for Failure {
    fn from(text: Text) -> Self {
        Self { text, cause: None }
    }
}

impl From<InputError> for Failure {
    fn from(error: InputError) -> Self {
        Self { text: error.text(), cause: Some(Cause::Input(Box::new(error))) }
    }
}

impl From<RunError> for Failure {
    fn from(error: RunError) -> Self {
        match error {
            RunError::Input(error) => error.into(),
            RunError::Output(error) => Self::of_write("output", error),
        }
    }
}

/// What was being done when something failed; shown with `-v`.
#[derive(Clone, Debug)]
pub(crate) struct While(Text);

impl While {
    /// `while reading the input`, `读取输入时`.
    pub(crate) fn new(en: impl Into<Str>, zh: impl Into<Str>) -> Self {
        Self(Text::new(en, zh))
    }
}

impl Display for While {
    fn fmt(&self, f: &mut Formatter<'_>) -> fmt::Result {
        display(&self.0, f)
    }
}

fn display(text: &Text, f: &mut Formatter<'_>) -> fmt::Result {
    f.write_str(text.get(if f.alternate() { Lang::Zh } else { Lang::En }))
}

/// Says why a run failed, and gives its exit code: the failure itself, and if asked for what was
/// being done and what the system said.
pub(super) fn report(error: &anyhow::Error, says_all: bool, lang: Lang, err: &mut dyn Write) -> u8 {
    let failure = |error: &(dyn Error + 'static)| error.downcast_ref::<Failure>().is_some();
    let chain: Vec<&(dyn Error + 'static)> = error.chain().collect();
    let at = chain.iter().position(|error| failure(*error)).unwrap_or(0);
    if chain.iter().filter_map(|error| error.downcast_ref::<Failure>()).any(Failure::is_closed_pipe) {
        return exit::OK;
    }
    let shown = |error: &&(dyn Error + 'static)| {
        let text = match lang {
            Lang::En => format!("{error}"),
            Lang::Zh => format!("{error:#}"),
        };
        shown_lines(&text).into_owned()
    };
    let prefix = message::prefix(lang.pick("kami: ", "kami："), Tone::Bad);
    // Nothing is left to do where even standard error is closed.
    let _ = writeln!(err, "{prefix}{}", chain.get(at).map(shown).unwrap_or_default());
    if says_all {
        for context in chain.iter().take(at).rev() {
            let _ = writeln!(err, "  {}", shown(context));
        }
        for cause in chain.iter().skip(at + 1) {
            let _ = writeln!(err, "  {}{}", lang.pick("caused by: ", "原因："), shown(cause));
        }
    }
    exit::FAILURE
}

#[cfg(test)]
mod tests {
    use anyhow::Context;

    use super::*;

    fn told(error: &anyhow::Error, says_all: bool, lang: Lang) -> (u8, String) {
        let mut err = Vec::new();
        let code = report(error, says_all, lang, &mut err);
        (code, String::from_utf8(err).unwrap())
    }

    #[test]
    fn the_chain_is_shown_when_asked_for() {
        let full = io::Error::new(ErrorKind::StorageFull, "os says no");
        let error = Err::<(), _>(Failure::of_write("a.csv", full))
            .context(While::new("while writing the results", "写入结果时"))
            .unwrap_err();
        let short = "kami: a.csv: cannot be written: no space is left\n";
        assert_eq!(told(&error, false, Lang::En), (exit::FAILURE, short.to_owned()));
        let all = format!("{short}  while writing the results\n  caused by: os says no\n");
        assert_eq!(told(&error, true, Lang::En), (exit::FAILURE, all));
        let all = "kami：a.csv：无法写入：磁盘空间不足\n  写入结果时\n  原因：os says no\n";
        assert_eq!(told(&error, true, Lang::Zh), (exit::FAILURE, all.to_owned()));
    }

    #[test]
    fn an_input_that_cannot_be_read_says_what_the_system_said() {
        let denied = io::Error::new(ErrorKind::PermissionDenied, "os says no");
        let error = Failure::from(InputError::io("a.csv", denied)).into();
        let (_, told) = told(&error, true, Lang::En);
        assert!(told.starts_with("kami: a.csv") && told.ends_with("caused by: os says no\n"), "{told}");
    }

    #[test]
    fn a_closed_pipe_is_no_error() {
        let closed = Failure::of_write("output", io::Error::from(ErrorKind::BrokenPipe));
        assert_eq!(told(&closed.into(), true, Lang::En), (exit::OK, String::new()));
    }
}
