//! How large, how slow and how many: this room's settings with their defaults.

use std::time::Duration;

use super::oidc::options::OidcOptions;
use crate::domain::recognition::evidence::LARGEST_DOCUMENT;
use crate::domain::trust::sign_in::SignInLimits;

/// What a request, a connection and the server as a whole may take.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct HttpLimits {
    /// Bytes of a request's body, for those who show a token: 500 responses of which each has a
    /// comment of 4,000 characters, all of them escaped, are 12 MB.
    pub body_bytes: usize,
    /// Bytes of a request's body without a token.
    pub anonymous_body_bytes: usize,
    /// Bytes of a document that proves something.
    pub document_bytes: usize,
    /// Bytes of a request with a form filled on a phone: what clients take where nothing is said.
    pub submission_bytes: usize,
    /// How long a body may take to arrive.
    pub body_time: Duration,
    /// How long a request's head may take to arrive, and how long a connection may be idle.
    pub head_time: Duration,
    /// Requests that are worked on at once; beyond them 503 with Retry-After.
    pub requests: usize,
    /// Connections at once; beyond them a new one waits to be accepted.
    pub connections: usize,
    /// How long a stop waits for what has been accepted.
    pub stop_time: Duration,
}

impl Default for HttpLimits {
    fn default() -> Self {
        Self {
            body_bytes: 16 * 1024 * 1024,
            anonymous_body_bytes: 1024 * 1024,
            document_bytes: LARGEST_DOCUMENT,
            submission_bytes: 10_000_000,
            body_time: Duration::from_secs(30),
            head_time: Duration::from_secs(15),
            requests: 1_024,
            connections: 10_000,
            stop_time: Duration::from_secs(30),
        }
    }
}

/// What a WebSocket session may take.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SocketLimits {
    /// Bytes of one message.
    pub message_bytes: usize,
    /// How long the first `connection_init` may take.
    pub init_time: Duration,
    /// Sessions at once; beyond them 503 with Retry-After.
    pub sessions: usize,
    /// Operations that run at once in one session.
    pub operations: usize,
    /// How often the server pings a client; one that sends nothing until the next time is let go.
    pub ping_every: Duration,
}

impl Default for SocketLimits {
    fn default() -> Self {
        Self {
            message_bytes: 1024 * 1024,
            init_time: Duration::from_secs(10),
            sessions: 10_000,
            operations: 100,
            ping_every: Duration::from_secs(25),
        }
    }
}

/// The settings of this room.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct HttpOptions {
    /// Of requests and connections.
    pub http: HttpLimits,
    /// Of WebSocket sessions.
    pub socket: SocketLimits,
    /// How long sessions at a browser last.
    pub sign_in: SignInLimits,
    /// The provider of identities; none: people sign in with tokens alone.
    pub oidc: Option<OidcOptions>,
    /// Whether the schema may not be asked about itself.
    pub hide_schema: bool,
    /// Origins that a browser may call from, such as `https://example.org`; none by default.
    pub origins: Vec<String>,
    /// The address under which phones reach the server, such as `https://longdan.example`, without a slash at its end;
    /// `None`: the one that a request names.
    pub public_url: Option<String>,
}
