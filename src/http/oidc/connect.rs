//! Speaks to a provider: HTTPS with a bound on time and size, answers in JSON.

use std::time::Duration;

use axum::http::header::{ACCEPT, AUTHORIZATION, CONTENT_TYPE};
use axum::http::{HeaderValue, Method, Request, StatusCode};
use http_body_util::Full;
use hyper::body::Bytes;
use serde::de::DeserializeOwned;

use crate::http::outward::address::Reach;
use crate::http::outward::client::{Answer, Bounds, Outward};

/// How long a provider may take to answer, and how much. Which addresses may be plain is judged before (`options.rs`).
const BOUNDS: Bounds = Bounds {
    time: Duration::from_secs(10),
    bytes: 1024 * 1024,
    reach: Reach::Encrypted,
};

/// Why a provider brought nothing.
#[derive(Debug, thiserror::Error)]
pub enum ConnectFault {
    /// It could not be reached in time, or broke off.
    #[error("the provider could not be reached: {0}")]
    Away(String),
    /// It answered with an error.
    #[error("the provider answered {status} {error}")]
    Answered {
        /// The status.
        status: StatusCode,
        /// OAuth's name of the error, where it tells one.
        error: String,
    },
    /// Its answer is not of the expected form.
    #[error("the provider's answer can't be read")]
    Unreadable,
}

/// Speaks to a provider.
#[derive(Debug, Clone)]
pub struct Connect(pub Outward);

impl Connect {
    /// Reads a document.
    ///
    /// # Errors
    /// [`ConnectFault`].
    pub async fn get<T: DeserializeOwned>(
        &self,
        address: &str,
        bearer: Option<&str>,
    ) -> Result<T, ConnectFault> {
        let authorization = bearer.map(|token| format!("Bearer {token}"));
        self.ask(Method::GET, address, authorization, Full::default())
            .await
    }

    /// Sends a form.
    ///
    /// # Errors
    /// [`ConnectFault`].
    pub async fn post<T: DeserializeOwned>(
        &self,
        address: &str,
        authorization: Option<String>,
        form: String,
    ) -> Result<T, ConnectFault> {
        self.ask(Method::POST, address, authorization, Full::from(form))
            .await
    }

    async fn ask<T: DeserializeOwned>(
        &self,
        method: Method,
        address: &str,
        authorization: Option<String>,
        body: Full<Bytes>,
    ) -> Result<T, ConnectFault> {
        let away = |fault: &dyn std::error::Error| ConnectFault::Away(fault.to_string());
        let mut request = Request::builder()
            .method(method)
            .uri(address)
            .header(ACCEPT, "application/json")
            .header(CONTENT_TYPE, "application/x-www-form-urlencoded")
            .body(body)
            .map_err(|fault| away(&fault))?;
        if let Some(authorization) = authorization {
            let value = HeaderValue::from_str(&authorization).map_err(|fault| away(&fault))?;
            request.headers_mut().insert(AUTHORIZATION, value);
        }
        let asked = self.0.ask(request, BOUNDS).await;
        let Answer {
            status,
            body: bytes,
        } = asked.map_err(|fault| away(&fault))?;
        if status.is_success() {
            return serde_json::from_slice(&bytes).map_err(|_| ConnectFault::Unreadable);
        }
        let told: serde_json::Value = serde_json::from_slice(&bytes).unwrap_or_default();
        let error = told.get("error").and_then(serde_json::Value::as_str);
        let error = error.unwrap_or_default().chars().take(100).collect();
        Err(ConnectFault::Answered { status, error })
    }
}

/// Pairs as a form or a query.
#[must_use]
pub fn form(pairs: &[(&str, &str)]) -> String {
    let pairs = pairs
        .iter()
        .map(|(name, value)| format!("{name}={}", encoded(value)));
    pairs.collect::<Vec<_>>().join("&")
}

/// A text in which every sign but the plainest is escaped (RFC 3986, section 2.3).
#[must_use]
pub fn encoded(text: &str) -> String {
    let mut written = String::with_capacity(text.len());
    for byte in text.bytes() {
        if byte.is_ascii_alphanumeric() || matches!(byte, b'.' | b'-' | b'_' | b'~') {
            written.push(char::from(byte));
        } else {
            written.push_str(&format!("%{byte:02X}"));
        }
    }
    written
}
