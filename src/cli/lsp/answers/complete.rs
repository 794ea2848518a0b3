//! What fits where somebody is typing.

use gen_lsp_types::{
    CompletionItem, CompletionItemKind, CompletionParams, InsertTextFormat, MarkupContent,
    MarkupKind, TextEdit,
};

use super::super::session::Session;
use super::{InFile, at};
use crate::editing::{self, CompletionKind};

/// What fits where somebody is typing.
pub(in super::super) fn completion(
    session: &mut Session,
    params: &CompletionParams,
) -> Option<Vec<CompletionItem>> {
    let snippets = session.abilities().shows.snippets;
    let (
        InFile {
            workspace,
            base,
            file,
            lines,
            ..
        },
        offset,
    ) = at(session, &params.text_document_position_params)?;
    let files = || workspace.rules_files();
    let found = editing::complete(base, file, offset, &files);
    let items = found.into_iter().enumerate().map(|(at, found)| {
        let snippet = found.snippet.filter(|_| snippets);
        CompletionItem {
            kind: Some(kind(found.kind)),
            detail: found.detail,
            documentation: found.documentation.map(|value| {
                MarkupContent {
                    kind: MarkupKind::Markdown,
                    value,
                }
                .into()
            }),
            // What fits best comes first.
            sort_text: Some(format!("{at:05}")),
            filter_text: Some(found.label.clone()),
            insert_text_format: snippet.is_some().then_some(InsertTextFormat::Snippet),
            text_edit: Some(
                TextEdit {
                    range: lines.range(found.replace),
                    new_text: snippet.unwrap_or_else(|| found.label.clone()),
                }
                .into(),
            ),
            label: found.label,
            ..CompletionItem::default()
        }
    });
    Some(items.collect())
}

fn kind(kind: CompletionKind) -> CompletionItemKind {
    match kind {
        CompletionKind::Symbol => CompletionItemKind::EnumMember,
        CompletionKind::Field => CompletionItemKind::Field,
        CompletionKind::Variable | CompletionKind::Fact => CompletionItemKind::Variable,
        CompletionKind::Let => CompletionItemKind::Constant,
        CompletionKind::Condition => CompletionItemKind::Event,
        CompletionKind::Action => CompletionItemKind::Method,
        CompletionKind::Keyword => CompletionItemKind::Keyword,
        CompletionKind::Type => CompletionItemKind::Class,
        CompletionKind::Function => CompletionItemKind::Function,
        CompletionKind::File => CompletionItemKind::File,
    }
}
