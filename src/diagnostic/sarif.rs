//! Diagnostics as SARIF 2.1.0, which code hosts show beside the lines.

mod log;
mod uri;

use std::collections::BTreeMap;

use super::json::{example, pretty, severity};
use super::order::sorted;
use super::range::Range;
use super::{Diagnostic, Label, Page, Suggestion, Undecided};
use crate::source::{Sources, Span};
use log::{
    ArtifactChange, ArtifactContent, ArtifactLocation, Configuration, Driver, Fix, Invocation,
    Location, Log, Message, Notification, PhysicalLocation, Properties, Region, Replacement, Rule,
    RuleReference, Run, SarifResult, Tool,
};

/// The diagnostics as a SARIF log, ordered by file, place and code, with a line
/// end. The rules are the pages of those kinds that were found.
pub fn render(sources: &Sources, diagnostics: &[Diagnostic]) -> String {
    render_with(sources, diagnostics, &[])
}

/// The diagnostics as [`render`] gives them, with what could not be decided: as
/// notifications, because it is no result.
pub fn render_with(
    sources: &Sources,
    diagnostics: &[Diagnostic],
    undecided: &[Undecided],
) -> String {
    let pages: BTreeMap<&str, &Page> = diagnostics.iter().map(|d| (d.code(), d.page)).collect();
    let index: BTreeMap<&str, usize> = pages
        .keys()
        .enumerate()
        .map(|(i, code)| (*code, i))
        .collect();
    let results = sorted(sources, diagnostics)
        .into_iter()
        .map(|d| result(sources, d, index.get(d.code()).copied()))
        .collect();
    pretty(&Log {
        schema: "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json",
        version: "2.1.0",
        runs: [Run {
            tool: Tool {
                driver: Driver {
                    name: env!("CARGO_PKG_NAME"),
                    semantic_version: env!("CARGO_PKG_VERSION"),
                    rules: pages.into_values().map(rule).collect(),
                },
            },
            column_kind: "unicodeCodePoints",
            results,
            invocations: invocation(sources, undecided).into_iter().collect(),
        }],
    })
}

fn invocation(sources: &Sources, undecided: &[Undecided]) -> Option<Invocation> {
    let notification = |question: &Undecided| Notification {
        level: "note",
        message: message(&format!("{}: {}", question.message(), question.reason)),
        locations: [Location {
            physical_location: place(sources, question.at),
            message: None,
        }],
        associated_rule: RuleReference { id: question.code },
    };
    (!undecided.is_empty()).then(|| Invocation {
        execution_successful: true,
        tool_execution_notifications: undecided.iter().map(notification).collect(),
    })
}

fn rule(page: &Page) -> Rule<'_> {
    Rule {
        id: page.code,
        short_description: message(page.summary),
        full_description: message(page.explanation.trim()),
        default_configuration: Configuration {
            level: severity(page.severity),
        },
    }
}

fn result<'a>(
    sources: &Sources,
    diagnostic: &'a Diagnostic,
    rule_index: Option<usize>,
) -> SarifResult<'a> {
    let fixes = diagnostic
        .suggestion
        .iter()
        .map(|change| fix(sources, change))
        .collect();
    let related = diagnostic.secondary.iter().map(|label| Location {
        physical_location: place(sources, label.span),
        message: said(label),
    });
    SarifResult {
        rule_id: diagnostic.code(),
        rule_index,
        level: severity(diagnostic.severity()),
        message: message(&full_message(diagnostic)),
        locations: [Location {
            physical_location: place(sources, diagnostic.primary.span),
            message: said(&diagnostic.primary),
        }],
        related_locations: related.collect(),
        fixes,
        properties: example(diagnostic).map(|witness| Properties { witness }),
    }
}

/// Viewers show the message alone, so the label and the help go with it.
fn full_message(diagnostic: &Diagnostic) -> String {
    let label = Some(&diagnostic.primary.text).filter(|text| !text.is_empty());
    let lines = std::iter::once(&diagnostic.message)
        .chain(label)
        .chain(&diagnostic.help);
    lines.map(String::as_str).collect::<Vec<_>>().join("\n")
}

fn said(label: &Label) -> Option<Message> {
    (!label.text.is_empty()).then(|| message(&label.text))
}

fn fix(sources: &Sources, change: &Suggestion) -> Fix {
    Fix {
        description: message(&change.title),
        artifact_changes: [ArtifactChange {
            artifact_location: file(sources, change.span),
            replacements: [Replacement {
                deleted_region: region(sources, change.span),
                inserted_content: ArtifactContent {
                    text: change.replacement.clone(),
                },
            }],
        }],
    }
}

fn place(sources: &Sources, span: Span) -> PhysicalLocation {
    PhysicalLocation {
        artifact_location: file(sources, span),
        region: region(sources, span),
    }
}

fn file(sources: &Sources, span: Span) -> ArtifactLocation {
    ArtifactLocation {
        uri: uri::of_path(sources.file(span.file).name()),
    }
}

fn region(sources: &Sources, span: Span) -> Region {
    let Range { start, end } = Range::of(sources, span);
    Region {
        start_line: start.line,
        start_column: start.column,
        end_line: end.line,
        end_column: end.column,
    }
}

/// In SARIF messages, braces mark placeholders and are doubled otherwise
/// (section 3.11.5).
fn message(text: &str) -> Message {
    Message {
        text: text.replace('{', "{{").replace('}', "}}"),
    }
}
