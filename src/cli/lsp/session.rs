//! One conversation with an editor, from `initialize` to `shutdown`.

use lsp_server::ErrorCode;
use serde::Serialize;
use serde::de::DeserializeOwned;
use serde_json::{Value, json};

use gen_lsp_types::{
    DidChangeTextDocumentParams, DidCloseTextDocumentParams, DidOpenTextDocumentParams,
    InitializeResult, ServerInfo,
};

use super::answers;
use super::capabilities::{self, Abilities};
use super::client::{Client, Fault};
use super::convert::Convert;
use super::diagnostics::Published;
use super::documents::Document;
use super::uris::path_of;
use super::workspace::Workspace;

/// One conversation with an editor.
#[derive(Debug)]
pub(super) struct Session {
    abilities: Abilities,
    /// The rule bases.
    pub(super) workspace: Workspace,
    published: Published,
    is_stale: bool,
}

impl Session {
    /// A conversation that begins with these parameters of `initialize`.
    pub(super) fn new(params: &Value) -> Self {
        let mut workspace = Workspace::default();
        let folders = params.get("workspaceFolders").and_then(Value::as_array);
        if let Some(folders) = folders {
            workspace.roots = uris(folders);
        } else {
            let root = params.get("rootUri").and_then(Value::as_str);
            workspace.roots = root.map(path_of).into_iter().collect();
        }
        Session {
            abilities: Abilities::of(params),
            workspace,
            published: Published::default(),
            is_stale: false,
        }
    }

    /// What we tell of ourselves.
    pub(super) fn introduction(&self) -> Value {
        let result = InitializeResult {
            capabilities: capabilities::ours(self.abilities.encoding),
            server_info: Some(ServerInfo {
                name: "whatnext".to_owned(),
                version: Some(env!("CARGO_PKG_VERSION").to_owned()),
            }),
        };
        serde_json::to_value(result).unwrap_or_default()
    }

    /// Whether there may be diagnostics to tell.
    pub(super) fn is_stale(&self) -> bool {
        self.is_stale
    }

    /// What is needed to write places.
    pub(super) fn convert(&self) -> Convert<'_> {
        Convert {
            documents: &self.workspace.documents,
            abilities: self.abilities,
        }
    }

    /// Tells the diagnostics that are new, and that others are gone.
    pub(super) fn publish(&mut self, client: &mut Client) {
        self.is_stale = false;
        self.workspace.forget_unused();
        let folders = self.workspace.open_folders();
        for folder in &folders {
            self.workspace.refresh(folder);
        }
        let mut published = std::mem::take(&mut self.published);
        published.update(&self.workspace, &folders, self.convert(), client);
        self.published = published;
    }

    /// Takes notice of what the editor tells. What cannot be read is passed over, as
    /// the protocol wants it.
    pub(super) fn notification(&mut self, method: &str, params: Value, client: &mut Client) {
        match method {
            "initialized" => self.watch_files(client),
            "textDocument/didOpen" => self.opened(params),
            "textDocument/didChange" => self.changed(params),
            "textDocument/didClose" => self.closed(params),
            "textDocument/didSave" | "workspace/didChangeWatchedFiles" => {
                self.workspace.forget_all();
                self.is_stale = true;
            }
            "workspace/didChangeWorkspaceFolders" => self.folders_changed(&params),
            _ => {}
        }
    }

    fn watch_files(&self, client: &mut Client) {
        if !self.abilities.watches {
            return;
        }
        let watchers = json!([{"globPattern": "**/*.rules"}]);
        let registration = json!({
            "id": "rules-files",
            "method": "workspace/didChangeWatchedFiles",
            "registerOptions": {"watchers": watchers},
        });
        let params = json!({"registrations": [registration]});
        client.request("client/registerCapability", params);
    }

    fn opened(&mut self, params: Value) {
        let Ok(params) = serde_json::from_value::<DidOpenTextDocumentParams>(params) else {
            return;
        };
        let item = params.text_document;
        let path = self.workspace.documents.open(Document {
            uri: item.uri.0,
            version: item.version,
            text: item.text,
        });
        self.touched(&path);
    }

    fn changed(&mut self, params: Value) {
        let Ok(params) = serde_json::from_value::<DidChangeTextDocumentParams>(params) else {
            return;
        };
        let uri = params.text_document.text_document_identifier.uri.0;
        let path = self.workspace.documents.change(
            &uri,
            params.text_document.version,
            params.content_changes,
            self.abilities.encoding,
        );
        self.touched(&path);
    }

    fn closed(&mut self, params: Value) {
        let Ok(params) = serde_json::from_value::<DidCloseTextDocumentParams>(params) else {
            return;
        };
        let path = self.workspace.documents.close(&params.text_document.uri.0);
        self.touched(&path);
    }

    fn touched(&mut self, path: &str) {
        self.workspace.changed(path);
        self.is_stale = true;
    }

    fn folders_changed(&mut self, params: &Value) {
        let folders = |which: &str| {
            let folders = params.pointer(&format!("/event/{which}"));
            folders
                .and_then(Value::as_array)
                .map(|folders| uris(folders))
        };
        let removed = folders("removed").unwrap_or_default();
        self.workspace.roots.retain(|root| !removed.contains(root));
        self.workspace
            .roots
            .extend(folders("added").unwrap_or_default());
    }

    /// Answers a request.
    pub(super) fn request(
        &mut self,
        method: &str,
        params: Value,
        client: &mut Client,
    ) -> Result<Value, Fault> {
        match method {
            "textDocument/hover" => self.answer(params, answers::hover),
            "textDocument/completion" => self.answer(params, answers::completion),
            "textDocument/definition" => self.answer(params, answers::definition),
            "textDocument/references" => self.answer(params, answers::references),
            "textDocument/documentHighlight" => self.answer(params, answers::highlights),
            "textDocument/documentSymbol" => self.answer(params, answers::document_symbols),
            "workspace/symbol" => self.answer(params, answers::workspace_symbols),
            "textDocument/formatting" => self.answer(params, answers::formatting),
            "textDocument/prepareRename" => self.try_answer(params, answers::prepare_rename),
            "textDocument/rename" => self.try_answer(params, |session, params| {
                answers::rename(session, params, client)
            }),
            "textDocument/codeAction" => self.answer(params, answers::code_actions),
            "textDocument/foldingRange" => self.answer(params, answers::folding_ranges),
            "textDocument/semanticTokens/full" => self.answer(params, answers::semantic_tokens),
            _ => Err(Fault::new(
                ErrorCode::MethodNotFound,
                format!("there is no request `{method}`"),
            )),
        }
    }

    fn answer<P: DeserializeOwned, R: Serialize>(
        &mut self,
        params: Value,
        answer: impl FnOnce(&mut Session, &P) -> R,
    ) -> Result<Value, Fault> {
        self.try_answer(params, |session, params| Ok(answer(session, params)))
    }

    fn try_answer<P: DeserializeOwned, R: Serialize>(
        &mut self,
        params: Value,
        answer: impl FnOnce(&mut Session, &P) -> Result<R, Fault>,
    ) -> Result<Value, Fault> {
        let params = serde_json::from_value(params)
            .map_err(|error| Fault::new(ErrorCode::InvalidParams, error.to_string()))?;
        let result = answer(self, &params)?;
        serde_json::to_value(result)
            .map_err(|error| Fault::new(ErrorCode::InternalError, error.to_string()))
    }

    /// What the editor can do.
    pub(super) fn abilities(&self) -> Abilities {
        self.abilities
    }
}

fn uris(folders: &[Value]) -> Vec<String> {
    let uris = folders.iter().filter_map(|folder| folder.get("uri"));
    uris.filter_map(Value::as_str).map(path_of).collect()
}
