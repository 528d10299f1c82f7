//! Speaks to a provider: HTTPS with a bound on time and size, answers in JSON.

use std::sync::Arc;
use std::time::Duration;

use axum::body::{Body, to_bytes};
use axum::http::header::{ACCEPT, AUTHORIZATION, CONTENT_TYPE};
use axum::http::{HeaderValue, Method, Request, StatusCode};
use hyper_rustls::{HttpsConnector, HttpsConnectorBuilder};
use hyper_util::client::legacy::Client;
use hyper_util::client::legacy::connect::HttpConnector;
use hyper_util::rt::TokioExecutor;
use rustls::crypto::ring;
use rustls::pki_types::CertificateDer;
use rustls::{ClientConfig, RootCertStore};
use serde::de::DeserializeOwned;
use tokio::time::timeout;

/// How long a provider may take to answer.
const PATIENCE: Duration = Duration::from_secs(10);
/// Bytes of its answer.
const MOST_BYTES: usize = 1024 * 1024;

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
pub struct Connect(Client<HttpsConnector<HttpConnector>, Body>);

impl Connect {
    /// Trusts these certificates; where there are none, those that browsers trust.
    ///
    /// # Errors
    /// Where rustls has no version of TLS to speak.
    pub fn trusting(roots: &[CertificateDer<'static>]) -> Result<Self, rustls::Error> {
        let crypto = Arc::new(ring::default_provider());
        let config =
            ClientConfig::builder_with_provider(crypto).with_safe_default_protocol_versions()?;
        let builder = HttpsConnectorBuilder::new();
        let connector = if roots.is_empty() {
            let crypto = ring::default_provider();
            let builder = builder.with_provider_and_webpki_roots(crypto);
            builder.map_err(|fault| rustls::Error::General(fault.to_string()))?
        } else {
            let mut store = RootCertStore::empty();
            store.add_parsable_certificates(roots.iter().cloned());
            builder.with_tls_config(config.with_root_certificates(store).with_no_client_auth())
        };
        // Which addresses may be plain is judged before (`options.rs`).
        let connector = connector.https_or_http().enable_http1().build();
        Ok(Self(Client::builder(TokioExecutor::new()).build(connector)))
    }

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
        self.ask(Method::GET, address, authorization, Body::empty())
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
        self.ask(Method::POST, address, authorization, Body::from(form))
            .await
    }

    async fn ask<T: DeserializeOwned>(
        &self,
        method: Method,
        address: &str,
        authorization: Option<String>,
        body: Body,
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
        let asking = async {
            let answer = self
                .0
                .request(request)
                .await
                .map_err(|fault| away(&fault))?;
            let status = answer.status();
            let bytes = to_bytes(Body::new(answer.into_body()), MOST_BYTES).await;
            Ok((status, bytes.map_err(|fault| away(&fault))?))
        };
        let (status, bytes) = timeout(PATIENCE, asking)
            .await
            .map_err(|fault| away(&fault))??;
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
