//! Why a WebSocket session ends, as the protocol's close codes have it.

use axum::extract::ws::{CloseFrame, Utf8Bytes};

use crate::domain::trust::sign_in::Ending;

/// A close frame holds 125 bytes, of which two are the code (RFC 6455, section 5.5).
const LONGEST_REASON: usize = 123;

/// The reasons; the codes from 4400 on are those of graphql-transport-ws.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Close {
    /// The server stops.
    GoingAway,
    /// A message is larger than the bound.
    TooBig,
    /// A message is none of the protocol's.
    Malformed(String),
    /// An operation before the connection was acknowledged.
    Unauthorized,
    /// The token is not valid, or no longer.
    Forbidden,
    /// The client doesn't speak the protocol.
    Subprotocol,
    /// No `connection_init` in time.
    InitTimeout,
    /// An operation has the id of one that still runs.
    Duplicate(String),
    /// A second `connection_init`.
    InitTwice,
    /// Something in here failed; the log has it under the reference.
    Internal(String),
    /// Too much to do.
    Busy,
    /// The token has other rights by now.
    Changed,
}

impl From<Ending> for Close {
    fn from(ending: Ending) -> Self {
        match ending {
            Ending::Over => Self::Forbidden,
            Ending::Changed => Self::Changed,
        }
    }
}

impl Close {
    /// The code.
    #[must_use]
    pub const fn code(&self) -> u16 {
        match self {
            Self::GoingAway => 1001,
            Self::TooBig => 1009,
            Self::Changed => 1012,
            Self::Busy => 1013,
            Self::Malformed(_) => 4400,
            Self::Unauthorized => 4401,
            Self::Forbidden => 4403,
            Self::Subprotocol => 4406,
            Self::InitTimeout => 4408,
            Self::Duplicate(_) => 4409,
            Self::InitTwice => 4429,
            Self::Internal(_) => 4500,
        }
    }

    fn reason(&self) -> String {
        match self {
            Self::GoingAway => "The server is stopping; connect again".to_owned(),
            Self::TooBig => "Message too big".to_owned(),
            Self::Changed => "The rights have changed; connect again".to_owned(),
            Self::Busy => "Too busy; connect again shortly".to_owned(),
            Self::Malformed(reason) => format!("Invalid message: {reason}"),
            Self::Unauthorized => "Unauthorized".to_owned(),
            Self::Forbidden => "Forbidden".to_owned(),
            Self::Subprotocol => "Subprotocol not acceptable".to_owned(),
            Self::InitTimeout => "Connection initialisation timeout".to_owned(),
            Self::Duplicate(id) => format!("Subscriber for {id} already exists"),
            Self::InitTwice => "Too many initialisation requests".to_owned(),
            Self::Internal(reference) => format!("Internal server error, reference {reference}"),
        }
    }

    /// The frame, its reason cut to what a frame can hold.
    #[must_use]
    pub fn frame(&self) -> CloseFrame {
        let mut reason = self.reason();
        let mut end = reason.len().min(LONGEST_REASON);
        while !reason.is_char_boundary(end) {
            end = end.saturating_sub(1);
        }
        reason.truncate(end);
        CloseFrame {
            code: self.code(),
            reason: Utf8Bytes::from(reason),
        }
    }
}
