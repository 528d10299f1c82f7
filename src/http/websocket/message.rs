//! The messages of graphql-transport-ws.

use async_graphql::ServerError;
use serde::{Deserialize, Serialize};
use serde_json::{Map, Value};

use crate::http::graphql::answer::Written;
use crate::http::graphql::payload::Payload;

/// What a client sends.
#[derive(Debug, Deserialize)]
#[serde(tag = "type", rename_all = "snake_case")]
pub enum FromClient {
    /// Begins the session.
    ConnectionInit {
        /// What a browser can't put into headers: token and language.
        #[serde(default)]
        payload: Option<Map<String, Value>>,
    },
    /// Asks for a pong.
    Ping,
    /// Answers a ping.
    Pong,
    /// Begins an operation.
    Subscribe {
        /// The client's name for it.
        id: String,
        /// The request.
        payload: Payload,
    },
    /// Ends an operation.
    Complete {
        /// The client's name for it.
        id: String,
    },
}

/// What the server sends.
#[derive(Debug, Serialize)]
#[serde(tag = "type", rename_all = "snake_case")]
pub enum FromServer<'a> {
    /// The session has begun.
    ConnectionAck,
    /// Asks for a pong.
    Ping,
    /// Answers a ping.
    Pong,
    /// One result of an operation.
    Next {
        /// The client's name for it.
        id: &'a str,
        /// The result.
        payload: Written<'a>,
    },
    /// The operation was not run.
    Error {
        /// The client's name for it.
        id: &'a str,
        /// Why.
        payload: &'a [ServerError],
    },
    /// The operation has ended.
    Complete {
        /// The client's name for it.
        id: &'a str,
    },
}

impl FromServer<'_> {
    /// The message as text.
    #[must_use]
    pub fn text(&self) -> String {
        // Maps with string keys, numbers and strings always can be written.
        serde_json::to_string(self).unwrap_or_default()
    }
}

/// An entry of a `connection_init` payload, its name compared without regard to case.
#[must_use]
pub fn entry<'a>(payload: &'a Map<String, Value>, name: &str) -> Option<&'a Value> {
    payload
        .iter()
        .find(|(key, _)| key.eq_ignore_ascii_case(name))
        .map(|(_, value)| value)
}
