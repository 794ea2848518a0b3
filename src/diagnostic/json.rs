//! Diagnostics as JSON for programs; `docs/schema/diagnostics-1.schema.json`
//! describes it.
//!
//! The format is stable: fields may be added, none is taken away or changed
//! without a new number in `schema`.

use serde::Serialize;

use super::order::{Counts, sorted};
use super::range::Range;
use super::{Diagnostic, Label, Severity, Undecided};
use crate::source::Sources;

/// The name and version of the format.
pub const SCHEMA: &str = "whatnext.diagnostics/1";

/// The diagnostics as JSON, ordered by file, place and code, with a line end.
pub fn render(sources: &Sources, diagnostics: &[Diagnostic]) -> String {
    render_with(sources, diagnostics, &[])
}

/// The diagnostics as [`render`] gives them, with what could not be decided.
pub fn render_with(
    sources: &Sources,
    diagnostics: &[Diagnostic],
    undecided: &[Undecided],
) -> String {
    let Counts { errors, warnings } = Counts::of(diagnostics);
    let ordered = sorted(sources, diagnostics);
    pretty(&Report {
        schema: SCHEMA,
        diagnostics: ordered
            .into_iter()
            .map(|diagnostic| entry(sources, diagnostic))
            .collect(),
        errors,
        warnings,
        undecided: undecided
            .iter()
            .map(|question| open_question(sources, question))
            .collect(),
    })
}

/// Indented JSON with a line end.
pub(super) fn pretty(value: &impl Serialize) -> String {
    // Writing into memory can fail only for maps with keys that are no strings,
    // and nothing here has such maps.
    let mut text = serde_json::to_string_pretty(value).unwrap_or_default();
    text.push('\n');
    text
}

#[derive(Serialize)]
struct Report<'a> {
    schema: &'static str,
    diagnostics: Vec<Entry<'a>>,
    errors: usize,
    warnings: usize,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    undecided: Vec<OpenQuestion<'a>>,
}

#[derive(Serialize)]
struct Entry<'a> {
    code: &'static str,
    severity: &'static str,
    message: &'a str,
    file: &'a str,
    range: Range,
    label: Option<&'a str>,
    related: Vec<Related<'a>>,
    help: &'a [String],
    suggestion: Option<Change<'a>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    witness: Option<Example<'a>>,
}

/// A witness; SARIF has it among the properties of a result.
#[derive(Serialize)]
pub(super) struct Example<'a> {
    kind: &'static str,
    text: &'a str,
}

#[derive(Serialize)]
struct OpenQuestion<'a> {
    code: &'static str,
    message: String,
    reason: &'a str,
    file: &'a str,
    range: Range,
}

#[derive(Serialize)]
struct Related<'a> {
    file: &'a str,
    range: Range,
    label: Option<&'a str>,
}

#[derive(Serialize)]
struct Change<'a> {
    title: &'a str,
    file: &'a str,
    range: Range,
    replacement: &'a str,
}

fn entry<'a>(sources: &'a Sources, diagnostic: &'a Diagnostic) -> Entry<'a> {
    let Related { file, range, label } = related(sources, &diagnostic.primary);
    Entry {
        code: diagnostic.code(),
        severity: severity(diagnostic.severity()),
        message: &diagnostic.message,
        file,
        range,
        label,
        related: diagnostic
            .secondary
            .iter()
            .map(|label| related(sources, label))
            .collect(),
        help: &diagnostic.help,
        suggestion: diagnostic.suggestion.as_ref().map(|change| Change {
            title: &change.title,
            file: sources.file(change.span.file).name(),
            range: Range::of(sources, change.span),
            replacement: &change.replacement,
        }),
        witness: example(diagnostic),
    }
}

/// The witness of a diagnostic, if it has one.
pub(super) fn example(diagnostic: &Diagnostic) -> Option<Example<'_>> {
    let witness = diagnostic.witness.as_ref()?;
    Some(Example {
        kind: witness.kind.word(),
        text: &witness.text,
    })
}

fn open_question<'a>(sources: &'a Sources, undecided: &'a Undecided) -> OpenQuestion<'a> {
    OpenQuestion {
        code: undecided.code,
        message: undecided.message(),
        reason: &undecided.reason,
        file: sources.file(undecided.at.file).name(),
        range: Range::of(sources, undecided.at),
    }
}

fn related<'a>(sources: &'a Sources, label: &'a Label) -> Related<'a> {
    Related {
        file: sources.file(label.span.file).name(),
        range: Range::of(sources, label.span),
        label: Some(label.text.as_str()).filter(|text| !text.is_empty()),
    }
}

/// The word for a severity; SARIF has the same words.
pub(super) fn severity(severity: Severity) -> &'static str {
    match severity {
        Severity::Error => "error",
        Severity::Warning => "warning",
    }
}
