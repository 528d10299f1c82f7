//! One POST to another program: checked, signed, no redirects followed.

use std::sync::Arc;
use std::time::Duration;

use axum::http::header::{CONTENT_TYPE, HOST, USER_AGENT};
use axum::http::uri::PathAndQuery;
use axum::http::{Request, StatusCode, Uri};
use http_body_util::Full;
use hyper::body::Bytes;
use hyper::client::conn::http1::handshake;
use hyper_util::rt::TokioIo;
use tokio::io::{AsyncRead, AsyncWrite};
use tokio::net::{TcpStream, lookup_host};
use tokio::time::timeout;
use tokio_rustls::TlsConnector;
use tokio_rustls::rustls::crypto::ring;
use tokio_rustls::rustls::pki_types::{CertificateDer, ServerName};
use tokio_rustls::rustls::{self, ClientConfig, RootCertStore};

use super::address::allowed;

/// What the client calls itself.
const AGENT: &str = concat!("longdan/", env!("CARGO_PKG_VERSION"));

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

/// Why there was no answer. Its text is shown to whoever put the webhook on record.
#[derive(Debug, thiserror::Error)]
pub enum SendFault {
    /// The address is none of the web.
    #[error("not an address of the web")]
    Address,
    /// Plain HTTP, which is only allowed where private addresses are.
    #[error("only https is sent to")]
    NotEncrypted,
    /// The name leads to no address that may be sent to.
    #[error("the name leads to no public address")]
    NotPublic,
    /// It took too long.
    #[error("no answer in time")]
    TooSlow,
    /// The connection failed.
    #[error("no connection: {0}")]
    Connection(#[from] std::io::Error),
    /// What was answered is not HTTP, or broke off.
    #[error("no answer: {0}")]
    Http(#[from] hyper::Error),
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
#[derive(Clone)]
pub struct HookClient {
    tls: TlsConnector,
    options: HookOptions,
}

impl HookClient {
    /// A client that trusts the authorities of the system.
    ///
    /// # Errors
    /// Where TLS can't be set up.
    pub fn new(options: HookOptions) -> Result<Self, rustls::Error> {
        let found = rustls_native_certs::load_native_certs();
        for fault in &found.errors {
            tracing::warn!(%fault, "authorities of the system can't be read");
        }
        Self::trusting(found.certs, options)
    }

    /// A client that trusts these authorities alone.
    ///
    /// # Errors
    /// Where TLS can't be set up.
    pub fn trusting(
        authorities: Vec<CertificateDer<'static>>,
        options: HookOptions,
    ) -> Result<Self, rustls::Error> {
        let mut roots = RootCertStore::empty();
        roots.add_parsable_certificates(authorities);
        let mut config = ClientConfig::builder_with_provider(Arc::new(ring::default_provider()))
            .with_safe_default_protocol_versions()?
            .with_root_certificates(roots)
            .with_no_client_auth();
        config.alpn_protocols = vec![b"http/1.1".to_vec()];
        Ok(Self {
            tls: TlsConnector::from(Arc::new(config)),
            options,
        })
    }

    /// Sends a message; the status of the answer.
    ///
    /// # Errors
    /// [`SendFault`].
    pub async fn send(&self, url: &str, message: &Message) -> Result<StatusCode, SendFault> {
        let sent = timeout(self.options.time, self.send_now(url, message));
        sent.await.map_err(|_| SendFault::TooSlow)?
    }

    async fn send_now(&self, url: &str, message: &Message) -> Result<StatusCode, SendFault> {
        let uri: Uri = url.parse().map_err(|_| SendFault::Address)?;
        let encrypted = match uri.scheme_str() {
            Some("https") => true,
            Some("http") if self.options.private_too => false,
            Some("http") => return Err(SendFault::NotEncrypted),
            _ => return Err(SendFault::Address),
        };
        let host = uri.host().ok_or(SendFault::Address)?;
        let bare = host.trim_start_matches('[').trim_end_matches(']');
        let port = uri.port_u16().unwrap_or(if encrypted { 443 } else { 80 });
        let found = lookup_host((bare, port)).await?;
        // Connected to what was looked at, so that a second look-up can't lead elsewhere.
        let address = allowed(found, self.options.private_too).ok_or(SendFault::NotPublic)?;
        let stream = TcpStream::connect(address).await?;
        let request = request(&uri, message)?;
        if !encrypted {
            return exchange(stream, request).await;
        }
        let name = ServerName::try_from(bare.to_owned()).map_err(|_| SendFault::Address)?;
        let stream = self.tls.connect(name, stream).await?;
        exchange(stream, request).await
    }
}

fn request(uri: &Uri, message: &Message) -> Result<Request<Full<Bytes>>, SendFault> {
    let authority = uri.authority().ok_or(SendFault::Address)?;
    let path = uri.path_and_query().map_or("/", PathAndQuery::as_str);
    Request::post(path)
        .header(HOST, authority.as_str())
        .header(USER_AGENT, AGENT)
        .header(CONTENT_TYPE, "application/json")
        .header("webhook-id", &message.id)
        .header("webhook-timestamp", message.timestamp)
        .header("webhook-signature", &message.signature)
        .body(Full::from(message.body.clone()))
        .map_err(|_| SendFault::Address)
}

/// The status of the answer; its body is not read.
async fn exchange(
    stream: impl AsyncRead + AsyncWrite + Unpin + Send + 'static,
    request: Request<Full<Bytes>>,
) -> Result<StatusCode, SendFault> {
    let (mut sender, connection) = handshake(TokioIo::new(stream)).await?;
    let connection = tokio::spawn(connection);
    let answer = sender.send_request(request).await;
    connection.abort();
    Ok(answer?.status())
}
