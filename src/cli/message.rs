//! Messages on standard error. Whatever a run says to its user is written here, masked and escaped:
//! any message may carry a text from an input or an argument.

use std::io::Write;
use std::sync::atomic::{AtomicBool, Ordering};

use crate::lang::{Lang, Text};
use crate::output::text::{Style, Tone};
use crate::value::{shown, shown_lines};

/// Whether messages are coloured. It is the same for all of a run, whichever part of it speaks.
static COLOURS: AtomicBool = AtomicBool::new(false);

/// Colours messages, or not.
pub(super) fn use_colours(is_wanted: bool) {
    COLOURS.store(is_wanted, Ordering::Relaxed);
}

/// What stands before a message, in its colour.
pub(super) fn prefix(text: &str, tone: Tone) -> String {
    Style(COLOURS.load(Ordering::Relaxed)).apply(tone, text)
}

// Nothing is left to do where even standard error is closed.

/// Writes a warning or a remark, which is one line.
pub(super) fn warn(err: &mut (dyn Write + Send), text: &Text, lang: Lang) {
    let prefix = prefix(lang.pick("kami: warning: ", "kami：警告："), Tone::Warn);
    let _ = writeln!(err, "{prefix}{}", shown(text.get(lang)));
}

/// Writes that results rest on a policy that is not the one that ships.
pub(super) fn policy(err: &mut (dyn Write + Send), note: &Text, lang: Lang) {
    let prefix = lang.pick("kami: policy: ", "kami：策略：");
    let _ = writeln!(err, "{prefix}{}", shown(note.get(lang)));
}

/// Writes why a run fails.
pub(super) fn fail(err: &mut (dyn Write + Send), text: &str, lang: Lang) {
    let prefix = prefix(lang.pick("kami: ", "kami："), Tone::Bad);
    let _ = writeln!(err, "{prefix}{}", shown_lines(text));
}

/// Writes a message of several lines that brings its own words for an error.
pub(super) fn pass_on(err: &mut (dyn Write + Send), text: &str) {
    let _ = write!(err, "{}", shown_lines(text));
}
