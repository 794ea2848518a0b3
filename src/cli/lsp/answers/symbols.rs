//! Tables of contents: of a file, and of everything.

use gen_lsp_types::{
    BaseSymbolInformation, DocumentSymbol, DocumentSymbolParams, SymbolKind, WorkspaceSymbol,
    WorkspaceSymbolParams,
};
use serde_json::Value;

use super::super::convert::Places;
use super::super::lines::Lines;
use super::super::session::Session;
use super::{InFile, in_file};
use crate::editing::{self, NameKind, Outline};

/// More names than this are not listed.
const MOST: usize = 1_000;

/// What a file declares.
pub(in super::super) fn document_symbols(
    session: &mut Session,
    params: &DocumentSymbolParams,
) -> Option<Value> {
    let nested = session.abilities().shows.nested_symbols;
    let InFile {
        base,
        file,
        lines,
        convert,
        ..
    } = in_file(session, &params.text_document.uri)?;
    let outline = editing::outline(base, file);
    if nested {
        let symbols = outline.iter().map(|entry| symbol(entry, &lines));
        return serde_json::to_value(symbols.collect::<Vec<_>>()).ok();
    }
    let places = convert.places(base);
    let mut flat = Vec::new();
    for entry in &outline {
        flatten(entry, None, &places, &mut flat);
    }
    serde_json::to_value(flat).ok()
}

fn symbol(entry: &Outline, lines: &Lines<'_>) -> DocumentSymbol {
    let children: Vec<DocumentSymbol> = entry
        .children
        .iter()
        .map(|child| symbol(child, lines))
        .collect();
    let name = match entry.name.trim() {
        // Editors refuse empty names.
        "" => "(no title)".to_owned(),
        name => name.to_owned(),
    };
    DocumentSymbol::new(
        name,
        entry.detail.clone(),
        kind(entry.kind),
        None,
        None,
        lines.range(entry.whole),
        lines.range(entry.at),
        (!children.is_empty()).then_some(children),
    )
}

/// The same for editors that know of no parts in parts.
fn flatten(
    entry: &Outline,
    container: Option<&str>,
    places: &Places<'_>,
    flat: &mut Vec<WorkspaceSymbol>,
) {
    flat.push(WorkspaceSymbol {
        location: places.location(entry.whole).into(),
        data: None,
        base_symbol_information: BaseSymbolInformation {
            name: entry.name.clone(),
            kind: kind(entry.kind),
            tags: None,
            container_name: container.map(str::to_owned),
        },
    });
    for child in &entry.children {
        flatten(child, Some(&entry.name), places, flat);
    }
}

/// All names that have the letters of a query in their order.
pub(in super::super) fn workspace_symbols(
    session: &mut Session,
    params: &WorkspaceSymbolParams,
) -> Vec<WorkspaceSymbol> {
    let folders = session.workspace.refresh_all();
    let convert = session.convert();
    let query = params.query.to_lowercase();
    let mut found: Vec<WorkspaceSymbol> = Vec::new();
    for base in folders
        .iter()
        .filter_map(|folder| session.workspace.known(folder))
    {
        let places = convert.places(base);
        let names = base.names();
        for (id, declared) in names.iter() {
            if matches!(declared.kind, NameKind::Variable | NameKind::Symbol) {
                continue;
            }
            let name = names.path(id);
            if !fits(&name, &query) || found.len() >= MOST {
                continue;
            }
            let symbol = WorkspaceSymbol {
                location: places.location(declared.name).into(),
                data: None,
                base_symbol_information: BaseSymbolInformation {
                    name,
                    kind: kind(Some(declared.kind)),
                    tags: None,
                    container_name: Some(declared.kind.word().to_owned()),
                },
            };
            if !found.contains(&symbol) {
                found.push(symbol);
            }
        }
    }
    found
}

fn fits(name: &str, query: &str) -> bool {
    let mut letters = name.chars().flat_map(char::to_lowercase);
    query
        .chars()
        .all(|wanted| letters.any(|letter| letter == wanted))
}

fn kind(kind: Option<NameKind>) -> SymbolKind {
    match kind {
        None => SymbolKind::Module,
        Some(NameKind::Fact | NameKind::Variable) => SymbolKind::Variable,
        Some(NameKind::Field) => SymbolKind::Field,
        Some(NameKind::Symbol) => SymbolKind::EnumMember,
        Some(NameKind::Let) => SymbolKind::Constant,
        Some(NameKind::Condition) => SymbolKind::Boolean,
        Some(NameKind::Symptom) => SymbolKind::Event,
        Some(NameKind::Action) => SymbolKind::Method,
        Some(NameKind::Rule) => SymbolKind::Class,
    }
}
