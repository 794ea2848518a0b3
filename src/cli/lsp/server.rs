//! Takes messages in order, and answers them.

use std::collections::VecDeque;
use std::sync::mpsc::{Receiver, RecvTimeoutError};
use std::time::Duration;

use lsp_server::{ErrorCode, Message, Notification, Request, RequestId};
use serde_json::Value;

use super::client::{Client, Fault};
use super::session::Session;
use super::transport::Incoming;

/// Hands rest when nothing has come for so long.
const REST: Duration = Duration::from_millis(40);

/// How the serving ended.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum End {
    /// As the protocol wants it.
    Orderly,
    /// Without a word.
    Abrupt,
    /// In something that is no message.
    Broken(String),
}

/// How far the conversation has come.
#[derive(Debug)]
enum Stage {
    /// The editor has not introduced itself.
    Before,
    /// All is open.
    Open(Box<Session>),
    /// The editor wants to end it.
    After,
}

/// Takes messages in order, and answers them.
pub(super) struct Server {
    receiver: Receiver<Incoming>,
    waiting: VecDeque<Incoming>,
    client: Client,
    stage: Stage,
}

impl Server {
    /// A server of the messages that come here.
    pub(super) fn new(receiver: Receiver<Incoming>) -> Self {
        Server {
            receiver,
            waiting: VecDeque::new(),
            client: Client::default(),
            stage: Stage::Before,
        }
    }

    /// Serves until the end.
    pub(super) fn run(mut self) -> End {
        loop {
            if self.client.is_gone() {
                return End::Abrupt;
            }
            let Some(incoming) = self.next() else {
                if let Stage::Open(session) = &mut self.stage {
                    session.publish(&mut self.client);
                }
                continue;
            };
            match incoming {
                Incoming::Message(Message::Request(request)) => self.request(request),
                Incoming::Message(Message::Notification(notification)) => {
                    if notification.method == "exit" {
                        return self.end();
                    }
                    self.notification(notification);
                }
                Incoming::Message(Message::Response(_)) => {}
                Incoming::Malformed(value) => self.client.reject(&value),
                Incoming::Broken(reason) => return End::Broken(reason),
                Incoming::End => return self.end(),
            }
        }
    }

    fn end(&self) -> End {
        match self.stage {
            Stage::After => End::Orderly,
            Stage::Before | Stage::Open(_) => End::Abrupt,
        }
    }

    /// The next message; nothing if the hands rest and there are diagnostics to tell.
    fn next(&mut self) -> Option<Incoming> {
        self.waiting.extend(self.receiver.try_iter());
        if let Some(first) = self.waiting.pop_front() {
            return Some(first);
        }
        let is_due = matches!(&self.stage, Stage::Open(session) if session.is_stale());
        if is_due {
            return match self.receiver.recv_timeout(REST) {
                Ok(incoming) => Some(incoming),
                Err(RecvTimeoutError::Timeout) => None,
                Err(RecvTimeoutError::Disconnected) => Some(Incoming::End),
            };
        }
        Some(self.receiver.recv().unwrap_or(Incoming::End))
    }

    fn request(&mut self, request: Request) {
        self.waiting.extend(self.receiver.try_iter());
        let result = if self.is_cancelled(&request.id) {
            let fault = "the editor has cancelled this";
            Err(Fault::new(ErrorCode::RequestCanceled, fault))
        } else {
            self.result(&request.method, request.params)
        };
        self.client.answer(&request.id, result);
        if request.method == "shutdown" && matches!(self.stage, Stage::Open(_)) {
            self.stage = Stage::After;
        }
    }

    fn result(&mut self, method: &str, params: Value) -> Result<Value, Fault> {
        match (&mut self.stage, method) {
            (Stage::Before, "initialize") => {
                let session = Session::new(&params);
                let result = session.introduction();
                self.stage = Stage::Open(Box::new(session));
                Ok(result)
            }
            (Stage::Before, _) => Err(Fault::new(
                ErrorCode::ServerNotInitialized,
                "the first request has to be `initialize`",
            )),
            (Stage::Open(_), "initialize") => Err(Fault::new(
                ErrorCode::InvalidRequest,
                "`initialize` comes only once",
            )),
            (Stage::Open(_), "shutdown") => Ok(Value::Null),
            (Stage::Open(session), _) => session.request(method, params, &mut self.client),
            (Stage::After, _) => Err(Fault::new(
                ErrorCode::InvalidRequest,
                "only `exit` may follow `shutdown`",
            )),
        }
    }

    /// Whether a cancellation of the request waits behind it.
    fn is_cancelled(&self, id: &RequestId) -> bool {
        let Ok(id) = serde_json::to_value(id) else {
            return false;
        };
        self.waiting.iter().any(|incoming| match incoming {
            Incoming::Message(Message::Notification(notification)) => {
                notification.method == "$/cancelRequest"
                    && notification.params.get("id") == Some(&id)
            }
            _ => false,
        })
    }

    fn notification(&mut self, notification: Notification) {
        if let Stage::Open(session) = &mut self.stage {
            session.notification(&notification.method, notification.params, &mut self.client);
        }
    }
}
