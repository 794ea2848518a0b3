//! An editor without a screen.

use std::io::{BufRead, BufReader, Read, Write};
use std::path::Path;
use std::process::{Child, ChildStdin, Command, Stdio};
use std::sync::mpsc::{Receiver, Sender, channel};
use std::thread;
use std::time::Duration;

use serde_json::{Value, json};

/// The longest that an answer may take before the test gives up.
const PATIENCE: Duration = Duration::from_secs(60);

/// An editor without a screen.
pub(super) struct Client {
    program: Child,
    input: Option<ChildStdin>,
    incoming: Receiver<Value>,
    /// What the server said unasked, oldest first.
    pub(super) notifications: Vec<Value>,
    requests: u64,
}

impl Client {
    /// Starts the server.
    pub(super) fn start() -> Client {
        let mut program = Command::new(env!("CARGO_BIN_EXE_whatnext"))
            .arg("lsp")
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .stderr(Stdio::piped())
            .spawn()
            .expect("the program starts");
        let output = program.stdout.take().expect("it is piped");
        let (sender, incoming) = channel();
        thread::spawn(move || read_all(BufReader::new(output), &sender));
        Client {
            input: program.stdin.take(),
            program,
            incoming,
            notifications: Vec::new(),
            requests: 0,
        }
    }

    /// Starts the server and introduces itself with these abilities.
    pub(super) fn open(capabilities: &Value, root: &Path) -> Client {
        let mut client = Client::start();
        let root = uri(root);
        let folders = json!([{"uri": root, "name": "rules"}]);
        let params = json!({
            "processId": null,
            "capabilities": capabilities,
            "workspaceFolders": folders,
        });
        client.request("initialize", &params);
        client.notify("initialized", &json!({}));
        client
    }

    /// Sends bytes as they are.
    pub(super) fn send_bytes(&mut self, bytes: &[u8]) {
        let input = self.input.as_mut().expect("it is open");
        // A server that has ended does not listen: the test looks at how it ended.
        let _ = input.write_all(bytes).and_then(|()| input.flush());
    }

    /// Sends a text in a frame.
    pub(super) fn send_text(&mut self, text: &str) {
        self.send_bytes(format!("Content-Length: {}\r\n\r\n{text}", text.len()).as_bytes());
    }

    /// Tells the server something.
    pub(super) fn notify(&mut self, method: &str, params: &Value) {
        let message = json!({"jsonrpc": "2.0", "method": method, "params": params});
        self.send_text(&message.to_string());
    }

    /// Asks without waiting; gives the id.
    pub(super) fn ask(&mut self, method: &str, params: &Value) -> u64 {
        self.requests += 1;
        let id = self.requests;
        let message = json!({"jsonrpc": "2.0", "id": id, "method": method, "params": params});
        self.send_text(&message.to_string());
        id
    }

    /// Waits for the answer to a request.
    pub(super) fn answer(&mut self, id: u64) -> Value {
        loop {
            let message = self.next();
            if message.get("id") == Some(&json!(id)) && message.get("method").is_none() {
                return message;
            }
            self.notifications.push(message);
        }
    }

    /// Asks, and gives the result or the error.
    pub(super) fn request(&mut self, method: &str, params: &Value) -> Value {
        let id = self.ask(method, params);
        let mut answer = self.answer(id);
        let result = answer.get_mut("result").map(Value::take);
        result.unwrap_or_else(|| answer["error"].take())
    }

    /// The next message.
    pub(super) fn next(&mut self) -> Value {
        self.incoming
            .recv_timeout(PATIENCE)
            .expect("the server says something")
    }

    /// Waits for the diagnostics of so many files; sorted by address.
    pub(super) fn diagnostics(&mut self, files: usize) -> Vec<Value> {
        let method = "textDocument/publishDiagnostics";
        let (mut found, others): (Vec<Value>, Vec<Value>) = std::mem::take(&mut self.notifications)
            .into_iter()
            .partition(|message| message["method"] == method);
        self.notifications = others;
        while found.len() < files {
            let message = self.next();
            if message["method"] == method {
                found.push(message);
            } else {
                self.notifications.push(message);
            }
        }
        let mut found: Vec<Value> = found.into_iter().map(|mut m| m["params"].take()).collect();
        found.sort_by_key(|params| params["uri"].to_string());
        found
    }

    /// Ends the conversation as the protocol wants it; gives the exit code.
    pub(super) fn close(mut self) -> i32 {
        self.request("shutdown", &Value::Null);
        self.notify("exit", &Value::Null);
        self.end().0
    }

    /// Closes the input, and waits for the end: the exit code, and what was said on
    /// standard error.
    pub(super) fn end(mut self) -> (i32, String) {
        self.input = None;
        let status = self.program.wait().expect("the program ends");
        let mut said = String::new();
        let mut errors = self.program.stderr.take().expect("it is piped");
        errors.read_to_string(&mut said).expect("it is UTF-8");
        (status.code().expect("no signal ended it"), said)
    }
}

/// The address of a path.
pub(super) fn uri(path: &Path) -> String {
    let path = path.to_str().expect("the path is UTF-8").replace('\\', "/");
    let slash = if path.starts_with('/') { "" } else { "/" };
    format!("file://{slash}{path}")
}

fn read_all(mut output: impl BufRead, sender: &Sender<Value>) {
    while let Some(message) = read(&mut output) {
        if sender.send(message).is_err() {
            return;
        }
    }
}

fn read(output: &mut impl BufRead) -> Option<Value> {
    let mut length = 0;
    loop {
        let mut line = String::new();
        if output.read_line(&mut line).ok()? == 0 {
            return None;
        }
        match line.trim_end() {
            "" => break,
            line => {
                let (name, value) = line.split_once(": ")?;
                assert_eq!(name, "Content-Length");
                length = value.parse().ok()?;
            }
        }
    }
    let mut bytes = vec![0; length];
    output.read_exact(&mut bytes).ok()?;
    serde_json::from_slice(&bytes).ok()
}
