//! A recorded session: what the editor says is in `session.yaml`, what the server
//! answers in the snapshot.

use std::fs;
use std::path::Path;

use serde_json::{Value, json};

use super::client::{Client, uri};
use crate::binary::project;

/// What the editor of the session can do.
fn capabilities() -> Value {
    json!({
        "textDocument": {
            "completion": {"completionItem": {"snippetSupport": true}},
            "documentSymbol": {"hierarchicalDocumentSymbolSupport": true},
            "publishDiagnostics": {"relatedInformation": true},
        },
        "workspace": {
            "workspaceEdit": {"documentChanges": true},
            "didChangeWatchedFiles": {"dynamicRegistration": true},
        },
    })
}

/// Plays the steps of a session, and tells them with what came of each.
fn play(steps: &[Value], folder: &Path) -> String {
    let root = uri(folder);
    let filled = |value: &Value| -> Value {
        let text = value.to_string().replace("ROOT", &root);
        serde_json::from_str(&text).expect("it is JSON still")
    };
    let mut client = Client::open(&capabilities(), folder);
    let mut told = String::new();
    for step in steps {
        let params = filled(&step["params"]);
        if let Some(comment) = step["comment"].as_str() {
            told.push_str(&format!("# {comment}\n"));
        }
        if let Some(method) = step["notify"].as_str() {
            told.push_str(&format!("→ {method} {}\n", step["params"]));
            client.notify(method, &params);
        } else if let Some(method) = step["request"].as_str() {
            told.push_str(&format!("→ {method} {}\n", step["params"]));
            let result = client.request(method, &params);
            for said in std::mem::take(&mut client.notifications) {
                if said["method"] == "textDocument/publishDiagnostics" {
                    client.notifications.push(said);
                } else {
                    told.push_str(&format!("← {} {}\n", said["method"], said["params"]));
                }
            }
            told.push_str(&format!("← {}\n", shown(&result)));
        } else if let Some(files) = step["diagnostics"].as_u64() {
            for found in client.diagnostics(usize::try_from(files).expect("a few")) {
                told.push_str(&format!("← diagnostics {}\n", shown(&found)));
            }
        } else if let Some(file) = step["delete"].as_str() {
            told.push_str(&format!("(the file {file} is deleted)\n"));
            fs::remove_file(folder.join(file)).expect("it was there");
        } else {
            panic!("an unknown step: {step}");
        }
        told.push('\n');
    }
    assert_eq!(client.close(), 0);
    let path = folder.to_str().expect("the path is UTF-8");
    told.replace(&root, "ROOT").replace(path, "FOLDER")
}

/// JSON with a line for each part of a list, so that differences can be read.
fn shown(value: &Value) -> String {
    match value {
        Value::Array(parts) if !parts.is_empty() => {
            let parts: Vec<String> = parts.iter().map(|part| format!("  {part}")).collect();
            format!("[\n{}\n]", parts.join(",\n"))
        }
        other => other.to_string(),
    }
}

#[test]
fn a_session_with_every_feature() {
    let folder = tempfile::tempdir().expect("a folder can be made");
    let from = project().join("tests/whatnext/lsp/rules");
    crate::binary::copy_folder(&from, folder.path());
    let script = fs::read_to_string(project().join("tests/whatnext/lsp/session.yaml"));
    let script = script.expect("the script is readable");
    let steps: Vec<Value> = serde_yaml::from_str(&script).expect("the script is YAML");
    let told = play(&steps, folder.path());
    let mut settings = insta::Settings::clone_current();
    settings.set_snapshot_path("../../../snapshots/lsp");
    settings.set_prepend_module_to_snapshot(false);
    settings.set_omit_expression(true);
    settings.bind(|| insta::assert_snapshot!("session", told));
}
