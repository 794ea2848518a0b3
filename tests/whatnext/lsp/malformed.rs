//! Traffic that no editor should make, and some do.

use serde_json::{Value, json};

use super::client::{Client, uri};

fn opened(text: &str) -> (Client, tempfile::TempDir, Value) {
    let folder = tempfile::tempdir().expect("a folder can be made");
    let mut client = Client::open(&json!({}), folder.path());
    let uri = format!("{}/a.rules", uri(folder.path()));
    let item = json!({"uri": uri, "languageId": "whatnext", "version": 1, "text": text});
    client.notify("textDocument/didOpen", &json!({"textDocument": item}));
    (client, folder, json!({"uri": uri}))
}

fn code(answer: &Value) -> i64 {
    answer["code"].as_i64().unwrap_or_default()
}

#[test]
fn a_request_before_initialize_is_refused() {
    let mut client = Client::start();
    assert_eq!(
        code(&client.request("textDocument/hover", &json!({}))),
        -32002
    );
    assert_eq!(client.end().0, 1);
}

#[test]
fn initialize_comes_once_and_nothing_follows_shutdown() {
    let (mut client, _folder, _) = opened("");
    assert_eq!(code(&client.request("initialize", &json!({}))), -32600);
    client.request("shutdown", &Value::Null);
    assert_eq!(
        code(&client.request("textDocument/hover", &json!({}))),
        -32600
    );
    client.notify("exit", &Value::Null);
    assert_eq!(client.end().0, 0);
}

#[test]
fn an_exit_without_shutdown_and_a_closed_input_are_told_by_the_exit_code() {
    let (mut client, _folder, _) = opened("");
    client.notify("exit", &Value::Null);
    assert_eq!(client.end().0, 1);
    let (client, _folder, _) = opened("");
    assert_eq!(client.end().0, 1);
}

#[test]
fn what_is_no_message_is_answered_and_the_talk_goes_on() {
    let (mut client, _folder, _) = opened("");
    for (text, code) in [
        ("{\"jsonrpc\": \"2.0\", ", -32700),
        ("\u{1F600}", -32700),
        ("[]", -32600),
        ("{\"id\": 7.5, \"method\": \"textDocument/hover\"}", -32600),
        ("{\"jsonrpc\": \"2.0\", \"id\": {}}", -32600),
    ] {
        client.send_text(text);
        let answer = loop {
            let message = client.next();
            if message.get("error").is_some() {
                break message;
            }
        };
        assert_eq!(answer["error"]["code"], code, "{text}");
    }
    assert_eq!(client.close(), 0);
}

#[test]
fn what_is_no_frame_ends_the_talk_with_words() {
    let (mut client, _folder, _) = opened("");
    client.send_bytes(b"hello, server\r\n\r\n");
    let (code, said) = client.end();
    assert_eq!(code, 2);
    assert!(
        said.contains("is not the language server protocol"),
        "{said}"
    );
}

#[test]
fn unknown_methods_and_odd_parameters_are_told_apart() {
    let (mut client, _folder, _) = opened("");
    client.notify("$/whatever", &json!({"x": 1}));
    client.notify("textDocument/didOpen", &json!({"x": 1}));
    client.notify("textDocument/didChange", &json!("x"));
    assert_eq!(
        code(&client.request("textDocument/moniker", &json!({}))),
        -32601
    );
    assert_eq!(
        code(&client.request("textDocument/hover", &json!([1]))),
        -32602
    );
    assert_eq!(client.close(), 0);
}

#[test]
fn places_out_of_range_and_unknown_files_have_empty_answers() {
    let (mut client, _folder, document) = opened("fact os: a | b\n");
    let far = json!({"line": 4_000_000_000_u32, "character": 4_000_000_000_u32});
    let other = json!({"uri": "http://example.com/a.rules"});
    for document in [&document, &other, &json!({"uri": ""})] {
        for method in ["hover", "definition", "documentHighlight", "prepareRename"] {
            let params = json!({"textDocument": document, "position": far});
            let answer = client.request(&format!("textDocument/{method}"), &params);
            assert!(
                answer.is_null() || code(&answer) == -32803,
                "{method}: {answer}"
            );
        }
        let range = json!({"start": far, "end": {"line": 0, "character": 0}});
        let params =
            json!({"textDocument": document, "range": range, "context": {"diagnostics": []}});
        client.request("textDocument/codeAction", &params);
    }
    assert_eq!(client.close(), 0);
}

#[test]
fn changes_out_of_order_do_no_harm() {
    let (mut client, folder, document) = opened("fact os: a | b\n");
    let change = |uri: &Value, version: i32, change: Value| {
        json!({
            "textDocument": {"uri": uri["uri"], "version": version},
            "contentChanges": [change],
        })
    };
    let never = json!({"uri": format!("{}/never.rules", uri(folder.path()))});
    // A part of a file that was never opened, then the whole of it.
    let place = json!({"line": 3, "character": 1});
    let part = json!({"range": {"start": place, "end": place}, "text": "x"});
    client.notify("textDocument/didChange", &change(&never, 1, part));
    let whole = json!({"text": "fact other: a | b\n"});
    client.notify("textDocument/didChange", &change(&never, 2, whole));
    // A range that ends before it begins, and past the end.
    let end = json!({"line": 9, "character": 9});
    let begin = json!({"line": 0, "character": 14});
    let turned = json!({"range": {"start": end, "end": begin}, "text": " | c\n"});
    client.notify("textDocument/didChange", &change(&document, 2, turned));
    let symbols = |client: &mut Client, document: &Value| {
        let params = json!({"textDocument": document});
        let symbols = client.request("textDocument/documentSymbol", &params);
        symbols[0]["name"].clone()
    };
    assert_eq!(symbols(&mut client, &never), "other");
    assert_eq!(symbols(&mut client, &document), "os");
    let hover = json!({"textDocument": document, "position": {"line": 0, "character": 5}});
    let hover = client.request("textDocument/hover", &hover).to_string();
    assert!(hover.contains("fact os: a | b | c"), "{hover}");
    // Closed twice, and closed though never opened.
    for _ in 0..2 {
        client.notify("textDocument/didClose", &json!({"textDocument": never}));
    }
    assert_eq!(symbols(&mut client, &document), "os");
    assert_eq!(client.close(), 0);
}

#[test]
fn a_text_that_was_never_saved_is_a_rule_base_of_its_own() {
    let (mut client, _folder, _) = opened("fact os: a | b\n");
    let text = "import \"a.rules\"\nlet x = os\n";
    let item =
        json!({"uri": "untitled:Untitled-1", "languageId": "whatnext", "version": 1, "text": text});
    client.notify("textDocument/didOpen", &json!({"textDocument": item}));
    let found = loop {
        let found = client.diagnostics(1);
        let own = found
            .into_iter()
            .find(|found| found["uri"] == "untitled:Untitled-1");
        if let Some(own) = own {
            break own;
        }
    };
    assert_eq!(found["diagnostics"][0]["code"], "unreadable-import");
    assert_eq!(client.close(), 0);
}

#[test]
fn a_cancelled_request_that_waits_is_not_worked_on() {
    let (mut client, _folder, document) = opened("fact os: a | b\n");
    // Both come in one piece, so the cancellation waits behind its request.
    let position = json!({"line": 0, "character": 5});
    let hover = json!({"textDocument": document, "position": position});
    let mut bytes = Vec::new();
    for message in [
        json!({"jsonrpc": "2.0", "id": 900, "method": "textDocument/documentSymbol", "params": hover}),
        json!({"jsonrpc": "2.0", "id": 901, "method": "textDocument/hover", "params": hover}),
        json!({"jsonrpc": "2.0", "method": "$/cancelRequest", "params": {"id": 901}}),
    ] {
        let text = message.to_string();
        bytes.extend(format!("Content-Length: {}\r\n\r\n{text}", text.len()).into_bytes());
    }
    client.send_bytes(&bytes);
    let first = client.answer(900);
    assert!(first.get("result").is_some());
    // It may have been answered before the cancellation was read.
    let second = client.answer(901);
    assert!(
        second.get("result").is_some() || second["error"]["code"] == -32800,
        "{second}"
    );
    assert_eq!(client.close(), 0);
}
