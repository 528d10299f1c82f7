//! A name for each request: its sender's where that is sound, else made here.

use std::fmt::{self, Display, Formatter};
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};

use axum::http::{HeaderMap, HeaderValue};

/// The header that carries the name in and out.
pub const X_REQUEST_ID: &str = "x-request-id";

/// The longest name that is taken from a sender.
const LONGEST: usize = 64;

/// A request's name: in its log lines, in its answer, and the reference of an internal error.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RequestId(Arc<str>);

impl RequestId {
    /// The name as text.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// The name as those keep it who outlive the request.
    #[must_use]
    pub fn shared(&self) -> Arc<str> {
        Arc::clone(&self.0)
    }

    /// The name as a header; names are ASCII, so there always is one.
    #[must_use]
    pub fn header(&self) -> HeaderValue {
        HeaderValue::from_str(&self.0).unwrap_or_else(|_| HeaderValue::from_static("-"))
    }
}

impl Display for RequestId {
    fn fmt(&self, formatter: &mut Formatter<'_>) -> fmt::Result {
        formatter.write_str(&self.0)
    }
}

/// Makes names: a prefix of this process and a count.
#[derive(Debug)]
pub struct RequestIds {
    prefix: u32,
    count: AtomicU64,
}

impl RequestIds {
    /// Names that begin with `prefix`, which should be drawn anew at each start.
    #[must_use]
    pub const fn new(prefix: u32) -> Self {
        Self {
            prefix,
            count: AtomicU64::new(0),
        }
    }

    /// The name of a request: its sender's, where that is short and plain.
    #[must_use]
    pub fn name(&self, headers: &HeaderMap) -> RequestId {
        headers
            .get(X_REQUEST_ID)
            .and_then(|value| value.to_str().ok())
            .filter(|name| is_plain(name))
            .map_or_else(|| self.next(), |name| RequestId(name.into()))
    }

    fn next(&self) -> RequestId {
        let count = self.count.fetch_add(1, Ordering::Relaxed);
        RequestId(format!("{:08x}-{count:x}", self.prefix).into())
    }
}

fn is_plain(name: &str) -> bool {
    !name.is_empty()
        && name.len() <= LONGEST
        && name
            .bytes()
            .all(|byte| byte.is_ascii_alphanumeric() || matches!(byte, b'-' | b'_' | b'.'))
}
