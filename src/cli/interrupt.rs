//! Removes what was begun when the program is interrupted or told to end.

use std::path::{Path, PathBuf};
use std::sync::{Mutex, Once, PoisonError};

/// The file that is being written beside the one that was asked for.
static UNFINISHED: Mutex<Option<PathBuf>> = Mutex::new(None);

/// Sees to it that a file is removed when the program is interrupted or told to end.
pub(crate) fn remove_when_interrupted(path: &Path) {
    *UNFINISHED.lock().unwrap_or_else(PoisonError::into_inner) = Some(path.to_owned());
    listen();
}

/// Ends an interrupted run with the code that shells give to the signal.
pub(crate) fn listen() {
    static LISTENS: Once = Once::new();
    LISTENS.call_once(handle_signals);
}

/// The file is in its place, or gone.
pub(crate) fn leave_alone() {
    *UNFINISHED.lock().unwrap_or_else(PoisonError::into_inner) = None;
}

/// Removes the file that is being written, where the run ends here and now.
pub(super) fn remove_unfinished() {
    // Whoever holds the lock may be the one that cannot go on.
    if let Ok(unfinished) = UNFINISHED.try_lock()
        && let Some(path) = unfinished.as_deref()
    {
        let _ = std::fs::remove_file(path);
    }
}

/// Ends the program with the code that shells give to a signal.
#[cfg(any(unix, windows))]
fn end(signal: i32) -> ! {
    // The lock is kept to the end: nothing can be put in its place from here on.
    let unfinished = UNFINISHED.lock().unwrap_or_else(PoisonError::into_inner);
    if let Some(path) = unfinished.as_deref() {
        let _ = std::fs::remove_file(path);
    }
    std::process::exit(128 + signal)
}

#[cfg(unix)]
fn handle_signals() {
    use signal_hook::consts::{SIGHUP, SIGINT, SIGTERM};
    let (ready, is_ready) = std::sync::mpsc::channel::<()>();
    // Where no thread can be had, signals do what they do by themselves: caught, they would be lost.
    let listener = std::thread::Builder::new().spawn(move || {
        let signals = signal_hook::iterator::Signals::new([SIGINT, SIGTERM, SIGHUP]);
        drop(ready);
        if let Some(signal) = signals.ok().and_then(|mut signals| signals.forever().next()) {
            end(signal);
        }
    });
    if listener.is_ok() {
        let _ = is_ready.recv();
    }
}

#[cfg(windows)]
fn handle_signals() {
    const INTERRUPTED: i32 = 2;
    let _ = ctrlc::set_handler(|| end(INTERRUPTED));
}

/// Places without signals, such as WASI: whoever runs the program ends it, and the file with it.
#[cfg(not(any(unix, windows)))]
fn handle_signals() {}
