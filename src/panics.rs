//! Panics without their words, which may quote what somebody wrote: only where it was is told.

use std::cell::RefCell;

thread_local! {
    /// Where this thread panicked last.
    static LAST: RefCell<Option<String>> = const { RefCell::new(None) };
}

/// From now on a panic is one line in the log that says where it was.
pub fn without_words() {
    std::panic::set_hook(Box::new(|panic| {
        let place = panic.location().map(|place| format!("a panic at {}:{}", place.file(), place.line()));
        tracing::error!("{}", place.as_deref().unwrap_or("a panic"));
        LAST.set(place);
    }));
}

/// A sentence about this thread's last panic.
pub fn last() -> String {
    LAST.take().unwrap_or_else(|| "a panic".to_owned())
}
