//! The errors found so far.

use super::error::{InputError, InputErrorKind};
use crate::source::Span;

/// So many errors are reported for one document.
const MOST: usize = 100;

/// The errors of one document.
#[derive(Debug, Default)]
pub(super) struct Errors {
    found: Vec<InputError>,
}

impl Errors {
    pub(super) fn add(&mut self, span: Span, kind: impl Into<InputErrorKind>) {
        let kind = kind.into();
        self.found.push(InputError { span, kind });
    }

    /// Whether it is not worth looking for more.
    pub(super) fn are_enough(&self) -> bool {
        self.found.len() > MOST
    }

    /// How many there are.
    pub(super) fn count(&self) -> usize {
        self.found.len()
    }

    /// The errors in the order of their places, and a note in place of those
    /// that are too many.
    pub(super) fn finish(mut self) -> Vec<InputError> {
        self.found.sort_by_key(|error| error.span);
        if let Some(first) = self.found.get(MOST) {
            let span = first.span;
            self.found.truncate(MOST);
            self.add(span, InputErrorKind::More);
        }
        self.found
    }
}
