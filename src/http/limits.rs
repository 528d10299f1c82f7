//! How large, how slow and how many: this room's settings with their defaults.

use std::num::NonZeroU32;
use std::sync::Arc;
use std::time::Duration;

use super::graphql::manifest::Manifest;
use super::oidc::options::OidcOptions;
use super::outward::trust::Authorities;
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

/// Requests a second, kept up for long; twice as many may come at once. 0: without a bound.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct PerSecond(pub u32);

impl PerSecond {
    /// The rate, and how many may come at once; `None`: without a bound.
    #[must_use]
    pub fn bound(self) -> Option<(NonZeroU32, NonZeroU32)> {
        let rate = NonZeroU32::new(self.0)?;
        Some((rate, rate.saturating_add(self.0)))
    }
}

/// How fast requests may come. The phones of a commune's hall share one address, so whoever shows a
/// token is counted by that.
///
/// The defaults are above what one machine can answer: they stop a loop that has gone wild, not work.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RateLimits {
    /// With one token.
    pub token: PerSecond,
    /// From one address, without a token or with a bad one.
    pub address: PerSecond,
}

impl Default for RateLimits {
    fn default() -> Self {
        Self {
            token: PerSecond(10_000),
            address: PerSecond(5_000),
        }
    }
}

/// Documents that a request names by their ids.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct DocumentOptions {
    /// Those that are trusted.
    pub trusted: Arc<Manifest>,
    /// Whether nothing else is run.
    pub only: bool,
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
    /// Who vouches for other servers, beside the authorities of the system.
    pub authorities: Authorities,
    /// How fast requests may come.
    pub rates: RateLimits,
    /// Documents that a request names by their ids.
    pub documents: DocumentOptions,
    /// Whether the schema may not be asked about itself.
    pub hide_schema: bool,
    /// Origins that a browser may call from, such as `https://example.org`; none by default.
    pub origins: Vec<String>,
    /// The address under which phones reach the server, such as `https://longdan.example`, without a slash at its end;
    /// `None`: the one that a request names.
    pub public_url: Option<String>,
    /// Under which licence published results are given to everybody.
    pub licence: String,
}
