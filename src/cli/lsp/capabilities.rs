//! What the editor can do, and what we can.

use gen_lsp_types::{
    CodeActionKind, CodeActionOptions, CompletionOptions, Full, PositionEncodingKind,
    RenameOptions, Save, SemanticTokensLegend, SemanticTokensOptions, ServerCapabilities,
    TextDocumentSyncKind, TextDocumentSyncOptions, WorkspaceFoldersServerCapabilities,
    WorkspaceOptions,
};
use serde_json::Value;

use super::answers::colours;
use super::lines::Encoding;

/// What the editor can do, as far as it matters.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Abilities {
    /// What it counts as a character.
    pub(super) encoding: Encoding,
    /// What it can show.
    pub(super) shows: Shows,
    /// Whether changes may name versions.
    pub(super) versioned_changes: bool,
    /// Whether it watches files for us.
    pub(super) watches: bool,
}

/// What the editor can show.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Shows {
    /// Completions with places to fill in.
    pub(super) snippets: bool,
    /// Further places of a diagnostic.
    pub(super) related: bool,
    /// A table of contents with parts in parts.
    pub(super) nested_symbols: bool,
}

impl Abilities {
    /// What the parameters of `initialize` say.
    pub(super) fn of(params: &Value) -> Self {
        let yes = |path: &str| {
            let path = format!("/capabilities/{path}");
            params.pointer(&path) == Some(&Value::Bool(true))
        };
        let encodings = params.pointer("/capabilities/general/positionEncodings");
        let utf8 = encodings
            .and_then(Value::as_array)
            .is_some_and(|encodings| encodings.iter().any(|encoding| encoding == "utf-8"));
        Abilities {
            encoding: if utf8 {
                Encoding::Utf8
            } else {
                Encoding::Utf16
            },
            shows: Shows {
                snippets: yes("textDocument/completion/completionItem/snippetSupport"),
                related: yes("textDocument/publishDiagnostics/relatedInformation"),
                nested_symbols: yes(
                    "textDocument/documentSymbol/hierarchicalDocumentSymbolSupport",
                ),
            },
            versioned_changes: yes("workspace/workspaceEdit/documentChanges"),
            watches: yes("workspace/didChangeWatchedFiles/dynamicRegistration"),
        }
    }
}

/// What we can do.
pub(super) fn ours(encoding: Encoding) -> ServerCapabilities {
    let encoding = match encoding {
        Encoding::Utf8 => PositionEncodingKind::UTF8,
        Encoding::Utf16 => PositionEncodingKind::UTF16,
    };
    let sync = TextDocumentSyncOptions {
        open_close: Some(true),
        change: Some(TextDocumentSyncKind::Incremental),
        save: Some(Save::Bool(true)),
        ..TextDocumentSyncOptions::default()
    };
    let triggers = [".", "\"", "{", "[", "|", "/"];
    let completion = CompletionOptions {
        trigger_characters: Some(triggers.map(str::to_owned).to_vec()),
        ..CompletionOptions::default()
    };
    let actions = CodeActionOptions {
        code_action_kinds: Some(vec![
            CodeActionKind::QuickFix,
            CodeActionKind::RefactorRewrite,
        ]),
        ..CodeActionOptions::default()
    };
    let rename = RenameOptions {
        prepare_provider: Some(true),
        ..RenameOptions::default()
    };
    let tokens = SemanticTokensOptions {
        legend: SemanticTokensLegend {
            token_types: colours::TYPES.map(str::to_owned).to_vec(),
            token_modifiers: colours::MODIFIERS.map(str::to_owned).to_vec(),
        },
        full: Some(Full::Bool(true)),
        range: None,
        work_done_progress_options: gen_lsp_types::WorkDoneProgressOptions::default(),
    };
    ServerCapabilities {
        position_encoding: Some(encoding),
        text_document_sync: Some(sync.into()),
        completion_provider: Some(completion),
        hover_provider: Some(true.into()),
        definition_provider: Some(true.into()),
        references_provider: Some(true.into()),
        document_highlight_provider: Some(true.into()),
        document_symbol_provider: Some(true.into()),
        workspace_symbol_provider: Some(true.into()),
        document_formatting_provider: Some(true.into()),
        rename_provider: Some(rename.into()),
        code_action_provider: Some(actions.into()),
        folding_range_provider: Some(true.into()),
        semantic_tokens_provider: Some(tokens.into()),
        workspace: Some(WorkspaceOptions {
            workspace_folders: Some(WorkspaceFoldersServerCapabilities {
                supported: Some(true),
                change_notifications: Some(true.into()),
            }),
            ..WorkspaceOptions::default()
        }),
        ..ServerCapabilities::default()
    }
}
