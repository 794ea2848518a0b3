//! Calling the reader of Parquet, which panics on some broken files.

use std::cell::Cell;
use std::panic::{self, AssertUnwindSafe};
use std::sync::Once;

use parquet::errors::ParquetError;

use super::parquet::unreadable;

thread_local! {
    static IS_GUARDED: Cell<bool> = const { Cell::new(false) };
}

/// Calls the reader. Its panic is a file that cannot be read, and nothing else
/// is said of it.
pub(super) fn guarded<T>(read: impl FnOnce() -> Result<T, ParquetError>) -> Result<T, String> {
    keep_silent();
    IS_GUARDED.set(true);
    // Whatever the reader leaves half done is not used again.
    let result = panic::catch_unwind(AssertUnwindSafe(read));
    IS_GUARDED.set(false);
    match result {
        Ok(result) => result.map_err(|error| unreadable(&error)),
        Err(_) => Err(
            "it cannot be read as Parquet: it is damaged, or of a kind that is not known"
                .to_owned(),
        ),
    }
}

/// Has panics of guarded calls say nothing, and all others what they always say.
fn keep_silent() {
    static ONCE: Once = Once::new();
    ONCE.call_once(|| {
        let usual = panic::take_hook();
        panic::set_hook(Box::new(move |info| {
            if !IS_GUARDED.get() {
                usual(info);
            }
        }));
    });
}
