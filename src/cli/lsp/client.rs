//! The editor at the other end.

use std::io;

use lsp_server::{ErrorCode, RequestId};
use serde::Serialize;
use serde_json::{Value, json};

use super::transport;

/// Sends messages to the editor.
#[derive(Debug, Default)]
pub(super) struct Client {
    /// How many requests were sent.
    requests: u32,
    /// Whether nobody reads any more.
    is_gone: bool,
}

/// Why a request is not answered.
#[derive(Debug)]
pub(super) struct Fault {
    code: i32,
    message: String,
}

impl Fault {
    /// A fault of a kind that the protocol knows.
    pub(super) fn new(code: ErrorCode, message: impl Into<String>) -> Self {
        Fault {
            code: code as i32,
            message: message.into(),
        }
    }
}

impl Client {
    /// Whether nobody reads any more.
    pub(super) fn is_gone(&self) -> bool {
        self.is_gone
    }

    /// Answers a request.
    pub(super) fn answer(&mut self, id: &RequestId, result: Result<Value, Fault>) {
        self.send(&match result {
            Ok(result) => json!({"jsonrpc": "2.0", "id": id, "result": result}),
            Err(Fault { code, message }) => json!({
                "jsonrpc": "2.0",
                "id": id,
                "error": {"code": code, "message": message},
            }),
        });
    }

    /// Answers what is no message.
    pub(super) fn reject(&mut self, malformed: &Value) {
        let is_json = !malformed.is_null();
        let (code, message) = if is_json {
            (
                ErrorCode::InvalidRequest,
                "this is no message of the protocol",
            )
        } else {
            (ErrorCode::ParseError, "this is not JSON")
        };
        let id = malformed.get("id").cloned().unwrap_or(Value::Null);
        self.send(&json!({
            "jsonrpc": "2.0",
            "id": id,
            "error": {"code": code as i32, "message": message},
        }));
    }

    /// Tells the editor something.
    pub(super) fn notify(&mut self, method: &str, params: impl Serialize) {
        self.send(&json!({"jsonrpc": "2.0", "method": method, "params": params}));
    }

    /// Asks the editor for something; its answer does not matter.
    pub(super) fn request(&mut self, method: &str, params: impl Serialize) {
        self.requests += 1;
        let id = format!("whatnext-{}", self.requests);
        self.send(&json!({"jsonrpc": "2.0", "id": id, "method": method, "params": params}));
    }

    fn send(&mut self, message: &Value) {
        if transport::write(&mut io::stdout().lock(), message).is_err() {
            self.is_gone = true;
        }
    }
}
