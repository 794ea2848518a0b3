//! The order in which diagnostics are reported, and how many there are.

use super::{Diagnostic, Severity};
use crate::source::Sources;

/// The diagnostics by file name, place, code and message, so that the report
/// does not depend on the order in which the stages found them.
pub(super) fn sorted<'a>(sources: &Sources, diagnostics: &'a [Diagnostic]) -> Vec<&'a Diagnostic> {
    let mut sorted: Vec<&Diagnostic> = diagnostics.iter().collect();
    sorted.sort_by(|a, b| {
        let key = |d: &'a Diagnostic| (d.primary.span, d.code(), d.message.as_str());
        let name = |d: &Diagnostic| sources.file(d.primary.span.file).name();
        name(a).cmp(name(b)).then_with(|| key(a).cmp(&key(b)))
    });
    sorted
}

/// How many diagnostics there are of each severity.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Counts {
    /// The errors.
    pub errors: usize,
    /// The warnings.
    pub warnings: usize,
}

impl Counts {
    /// Counts these diagnostics.
    pub fn of(diagnostics: &[Diagnostic]) -> Self {
        let errors = diagnostics
            .iter()
            .filter(|d| d.severity() == Severity::Error)
            .count();
        Counts {
            errors,
            warnings: diagnostics.len() - errors,
        }
    }
}
