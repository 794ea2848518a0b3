//! Diagnostics as editors show them, and which of them they have.

use std::collections::{BTreeMap, BTreeSet};

use gen_lsp_types::{
    Diagnostic, DiagnosticRelatedInformation, DiagnosticSeverity, DiagnosticTag, Position,
    PublishDiagnosticsParams, Range,
};

use super::client::Client;
use super::convert::{Convert, Places};
use super::workspace::Workspace;
use crate::diagnostic::{self, Severity};
use crate::editing::Base;

/// The diagnostics that the editor has, by path. Of some files it has none.
#[derive(Debug, Default)]
pub(super) struct Published {
    files: BTreeMap<String, (Option<i32>, Vec<Diagnostic>)>,
}

impl Published {
    /// Tells the editor what has changed since the last time.
    pub(super) fn update(
        &mut self,
        workspace: &Workspace,
        folders: &BTreeSet<String>,
        convert: Convert<'_>,
        client: &mut Client,
    ) {
        let mut found: BTreeMap<String, Vec<Diagnostic>> = BTreeMap::new();
        for base in folders.iter().filter_map(|folder| workspace.known(folder)) {
            collect(base, convert, &mut found);
        }
        for path in self.files.keys() {
            found.entry(path.clone()).or_default();
        }
        for (path, diagnostics) in found {
            let version = convert
                .documents
                .get(&path)
                .map(|document| document.version);
            let known = self.files.get(&path);
            if known.is_some_and(|(at, known)| *at == version && *known == diagnostics) {
                continue;
            }
            // A file that nobody has open needs no word that nothing is wrong.
            let is_news = version.is_some() || !diagnostics.is_empty() || known.is_some();
            if is_news {
                let params = PublishDiagnosticsParams {
                    uri: convert.uri(&path),
                    version,
                    diagnostics: diagnostics.clone(),
                };
                client.notify("textDocument/publishDiagnostics", params);
            }
            if version.is_none() && diagnostics.is_empty() {
                self.files.remove(&path);
            } else {
                self.files.insert(path, (version, diagnostics));
            }
        }
    }
}

/// Adds what is wrong with the files of a rule base. A file that belongs to several
/// is told once of what they all find.
fn collect(base: &Base, convert: Convert<'_>, found: &mut BTreeMap<String, Vec<Diagnostic>>) {
    for (_, file) in base.sources().iter() {
        found.entry(file.name().to_owned()).or_default();
    }
    let places = convert.places(base);
    let related = convert.abilities.shows.related;
    for diagnostic in base.diagnostics() {
        let path = base.source(diagnostic.primary.span.file).name();
        let shown = shown(diagnostic, &places, related);
        let of_file = found.entry(path.to_owned()).or_default();
        if !of_file.contains(&shown) {
            of_file.push(shown);
        }
    }
    for (path, error) in base.unreadable() {
        let nowhere = Range {
            start: Position::default(),
            end: Position::default(),
        };
        let of_file = found.entry(path.clone()).or_default();
        of_file.push(Diagnostic {
            range: nowhere,
            severity: Some(DiagnosticSeverity::Error),
            source: Some("whatnext".to_owned()),
            message: format!("cannot read this file: {error}").into(),
            ..Diagnostic::default()
        });
    }
}

/// A diagnostic as editors show it, with its further places if they can.
pub(super) fn shown(
    diagnostic: &diagnostic::Diagnostic,
    places: &Places<'_>,
    with_related: bool,
) -> Diagnostic {
    let place = places.location(diagnostic.primary.span);
    let related = diagnostic
        .secondary
        .iter()
        .map(|label| DiagnosticRelatedInformation {
            location: places.location(label.span),
            message: label.text.clone(),
        });
    let related: Vec<_> = related.collect();
    let shows_related = with_related && !related.is_empty();
    // What nobody uses is shown pale.
    let unused = diagnostic.code().starts_with("unused-");
    Diagnostic {
        range: place.range,
        severity: Some(match diagnostic.severity() {
            Severity::Error => DiagnosticSeverity::Error,
            Severity::Warning => DiagnosticSeverity::Warning,
        }),
        code: Some(diagnostic.code().to_owned().into()),
        source: Some("whatnext".to_owned()),
        message: message(diagnostic).into(),
        tags: unused.then(|| vec![DiagnosticTag::Unnecessary]),
        related_information: shows_related.then_some(related),
        ..Diagnostic::default()
    }
}

/// The message with all that stands around it on a terminal.
fn message(diagnostic: &diagnostic::Diagnostic) -> String {
    let mut message = diagnostic.message.clone();
    if !diagnostic.primary.text.is_empty() {
        message.push_str(&format!(" ({})", diagnostic.primary.text));
    }
    for help in &diagnostic.help {
        message.push_str(&format!("\nhelp: {help}"));
    }
    message
}
