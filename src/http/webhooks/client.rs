//! One POST to another program, with what signs it.

use std::time::Duration;

use axum::http::header::CONTENT_TYPE;
use axum::http::{Request, StatusCode};
use http_body_util::Full;

use crate::http::outward::address::Reach;
use crate::http::outward::client::{Bounds, Outward, OutwardFault};

/// How webhooks are sent.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct HookOptions {
    /// How long one try may take, from looking the name up to the answer's head.
    pub time: Duration,
    /// Whether addresses that are not of the open internet, and plain HTTP, may be sent to.
    pub private_too: bool,
}

impl Default for HookOptions {
    fn default() -> Self {
        Self {
            time: Duration::from_secs(15),
            private_too: false,
        }
    }
}

/// A message with what signs it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Message {
    /// Its name, the same in each try.
    pub id: String,
    /// When this try is made, in seconds since 1970.
    pub timestamp: i64,
    /// The signature.
    pub signature: String,
    /// What it says: JSON.
    pub body: String,
}

/// Sends webhooks.
#[derive(Debug, Clone)]
pub struct HookClient {
    outward: Outward,
    bounds: Bounds,
}

impl HookClient {
    /// Sends them over this.
    #[must_use]
    pub const fn new(outward: Outward, options: &HookOptions) -> Self {
        let reach = if options.private_too {
            Reach::Anywhere
        } else {
            Reach::Public
        };
        let bounds = Bounds {
            time: options.time,
            // What a program answers beside its status is nothing to us.
            bytes: 0,
            reach,
        };
        Self { outward, bounds }
    }

    /// Sends a message; the status of the answer.
    ///
    /// # Errors
    /// [`OutwardFault`].
    pub async fn send(&self, url: &str, message: &Message) -> Result<StatusCode, OutwardFault> {
        let request = Request::post(url)
            .header(CONTENT_TYPE, "application/json")
            .header("webhook-id", &message.id)
            .header("webhook-timestamp", message.timestamp)
            .header("webhook-signature", &message.signature)
            .body(Full::from(message.body.clone()))
            .map_err(|_| OutwardFault::Address)?;
        let answer = self.outward.ask(request, self.bounds).await?;
        Ok(answer.status)
    }
}
