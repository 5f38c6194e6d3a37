//! What the user is told of inputs: warnings, and why one cannot be read.

use std::io::ErrorKind;
use std::sync::Mutex;
use std::sync::atomic::{AtomicUsize, Ordering};

use crate::lang::Text;

/// Something about the input that the user should know.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Notice {
    /// What there is to know.
    pub text: Text,
    /// Whether it is worth saying only when asked for.
    pub is_detail: bool,
}

/// How many different notices a run passes on.
const MOST: usize = 1000;

/// Where notices go; each is passed on once.
pub struct Notices<'s> {
    seen: Mutex<Vec<Notice>>,
    details: AtomicUsize,
    sink: &'s (dyn Fn(&Notice) + Sync),
}

impl<'s> Notices<'s> {
    /// Notices that go to a sink.
    pub fn new(sink: &'s (dyn Fn(&Notice) + Sync)) -> Self {
        Self { seen: Mutex::default(), details: AtomicUsize::new(0), sink }
    }

    /// How many of those passed on are worth saying only when asked for.
    pub fn details(&self) -> usize {
        self.details.load(Ordering::Relaxed)
    }

    /// Passes a notice on, unless it was before.
    pub fn tell(&self, text: Text, is_detail: bool) {
        let notice = Notice { text, is_detail };
        let mut seen = self.seen.lock().unwrap_or_else(std::sync::PoisonError::into_inner);
        // Hostile input may have something new to tell with every record.
        if seen.len() < MOST && !seen.contains(&notice) {
            self.details.fetch_add(usize::from(is_detail), Ordering::Relaxed);
            (self.sink)(&notice);
            seen.push(notice);
        }
    }
}

/// Why an input cannot be read at all.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct InputError(pub Text);

impl InputError {
    /// An error of a named input.
    pub fn of(name: &str, en: impl std::fmt::Display, zh: impl std::fmt::Display) -> Self {
        Self(Text::new(format!("{name}: {en}"), format!("{name}：{zh}")))
    }

    /// An error of reading.
    pub fn io(name: &str, error: &std::io::Error) -> Self {
        if let Some(Refused(text)) = error.get_ref().and_then(|inner| inner.downcast_ref()) {
            return Self::of(name, &text.en, &text.zh);
        }
        let (en, zh) = match error.kind() {
            ErrorKind::NotFound => ("there is no such file".to_owned(), "没有这个文件".to_owned()),
            ErrorKind::PermissionDenied => ("may not be read".to_owned(), "没有读取权限".to_owned()),
            ErrorKind::UnexpectedEof => (
                "ends too early: it became shorter while it was read, or what it is packed in is cut off"
                    .to_owned(),
                "提前结束：读取时文件变短，或压缩数据不完整".to_owned(),
            ),
            _ => (format!("cannot be read: {error}"), format!("无法读取：{error}")),
        };
        Self::of(name, en, zh)
    }
}

/// Why an input is not read on, in the words for it, on its way through a reader.
#[derive(Debug)]
pub(super) struct Refused(Text);

impl Refused {
    /// An error with these words.
    pub(super) fn error(text: Text) -> std::io::Error {
        std::io::Error::other(Self(text))
    }
}

impl std::fmt::Display for Refused {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(&self.0.en)
    }
}

impl std::error::Error for Refused {}
