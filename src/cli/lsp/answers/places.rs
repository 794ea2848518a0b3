//! Where names are declared and used, and what is known of them.

use gen_lsp_types::{
    DefinitionParams, DocumentHighlight, DocumentHighlightKind, DocumentHighlightParams,
    HoverParams, Location, MarkupContent, MarkupKind, ReferenceParams, TextDocumentPositionParams,
};

use super::super::session::Session;
use super::{InFile, at};
use crate::editing;

/// What is known of a name.
pub(in super::super) fn hover(
    session: &mut Session,
    params: &HoverParams,
) -> Option<gen_lsp_types::Hover> {
    let (
        InFile {
            base, file, lines, ..
        },
        offset,
    ) = at(session, &params.text_document_position_params)?;
    let hover = editing::hover(base, file, offset)?;
    Some(gen_lsp_types::Hover {
        contents: MarkupContent {
            kind: MarkupKind::Markdown,
            value: hover.markdown,
        }
        .into(),
        range: Some(lines.range(hover.span)),
    })
}

/// Where a name is declared, and in an import the file.
pub(in super::super) fn definition(
    session: &mut Session,
    params: &DefinitionParams,
) -> Option<Location> {
    let (
        InFile {
            base,
            file,
            convert,
            ..
        },
        offset,
    ) = at(session, &params.text_document_position_params)?;
    editing::definition(base, file, offset).map(|span| convert.places(base).location(span))
}

/// Where a name is used, in all rule bases that have it.
pub(in super::super) fn references(
    session: &mut Session,
    params: &ReferenceParams,
) -> Option<Vec<Location>> {
    let (file, start) = declared_at(session, &params.text_document_position_params)?;
    let folders = session.workspace.refresh_all();
    let convert = session.convert();
    let mut found: Vec<Location> = Vec::new();
    for base in folders
        .iter()
        .filter_map(|folder| session.workspace.known(folder))
    {
        let Some(name) = base
            .file(&file)
            .and_then(|file| base.names().at(file, start))
        else {
            continue;
        };
        let places = convert.places(base);
        let uses = base.names().uses_of(name.name);
        for its in uses.filter(|its| params.context.include_declaration || !its.is_declaration) {
            let location = places.location(its.span);
            if !found.contains(&location) {
                found.push(location);
            }
        }
    }
    found.sort_by(|a, b| (&a.uri.0, a.range.start).cmp(&(&b.uri.0, b.range.start)));
    Some(found)
}

/// The file and the place where the name at a place is declared: rule bases that
/// share a file number it differently.
pub(super) fn declared_at(
    session: &mut Session,
    params: &TextDocumentPositionParams,
) -> Option<(String, u32)> {
    let (InFile { base, file, .. }, offset) = at(session, params)?;
    let found = base.names().at(file, offset)?;
    let name = base.names().get(found.name).name;
    Some((base.source(name.file).name().to_owned(), name.start))
}

/// The other places in the file where a name stands.
pub(in super::super) fn highlights(
    session: &mut Session,
    params: &DocumentHighlightParams,
) -> Option<Vec<DocumentHighlight>> {
    let (
        InFile {
            base, file, lines, ..
        },
        offset,
    ) = at(session, &params.text_document_position_params)?;
    let found = base.names().at(file, offset)?;
    let uses = base.names().in_file(file).iter();
    let highlights = uses
        .filter(|other| other.name == found.name)
        .map(|other| DocumentHighlight {
            range: lines.range(other.span),
            kind: Some(if other.is_declaration {
                DocumentHighlightKind::Write
            } else {
                DocumentHighlightKind::Read
            }),
        });
    Some(highlights.collect())
}
