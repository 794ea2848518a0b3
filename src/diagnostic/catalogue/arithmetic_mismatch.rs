//! An operation that the types do not allow.

use crate::diagnostic::{Diagnostic, Page, Severity};
use crate::source::Span;

/// The page of this diagnostic.
pub(super) const PAGE: Page = Page {
    code: "arithmetic-mismatch",
    severity: Severity::Error,
    summary: "an operation that the types do not allow",
    explanation: "\
Numbers are added, subtracted, multiplied and divided; durations and sizes are added and
subtracted among themselves, multiplied with numbers and divided by them or by each
other; a time minus a time is a duration, and a duration is added to or subtracted from
a time.",
    bad: r"
fact started: time
fact finished: time
let both = started + finished
",
    good: r"
fact started: time
fact finished: time
let elapsed = finished - started
",
};

/// An operation that the types do not allow.
#[derive(Clone, Debug)]
pub struct ArithmeticMismatch {
    /// The operator: `+`, `-`, `*` or `/`.
    pub op: char,
    /// The sides, each with its type as the end of a sentence; the left one is
    /// empty for a sign.
    pub sides: [(Span, String); 2],
    /// The operation.
    pub at: Span,
}

impl From<ArithmeticMismatch> for Diagnostic {
    fn from(fault: ArithmeticMismatch) -> Self {
        let ArithmeticMismatch {
            op,
            sides: [(left, left_type), (right, right_type)],
            at,
        } = fault;
        if left_type.is_empty() {
            return Diagnostic::new(&PAGE, format!("there is no opposite of {right_type}"), at)
                .also(right, right_type);
        }
        let message = match op {
            '+' => format!("{left_type} and {right_type} cannot be added"),
            '-' => format!("{right_type} cannot be subtracted from {left_type}"),
            '*' => format!("{left_type} and {right_type} cannot be multiplied"),
            _ => format!("{left_type} cannot be divided by {right_type}"),
        };
        Diagnostic::new(&PAGE, message, at)
            .also(left, left_type)
            .also(right, right_type)
    }
}
