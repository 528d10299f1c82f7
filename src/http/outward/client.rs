//! One request to another server: its address checked, no redirects followed.

use std::fmt::{self, Debug, Formatter};
use std::sync::Arc;
use std::time::Duration;

use axum::http::header::{HOST, USER_AGENT};
use axum::http::uri::PathAndQuery;
use axum::http::{HeaderValue, Request, StatusCode, Uri};
use http_body_util::{BodyExt, Full, LengthLimitError, Limited};
use hyper::body::{Bytes, Incoming};
use hyper::client::conn::http1::handshake;
use hyper_util::rt::TokioIo;
use tokio::io::{AsyncRead, AsyncWrite};
use tokio::net::{TcpStream, lookup_host};
use tokio::time::timeout;
use tokio_rustls::TlsConnector;
use tokio_rustls::rustls::pki_types::{CertificateDer, ServerName};
use tokio_rustls::rustls::{self, ClientConfig};

use super::address::Reach;
use super::pinned;
use super::trust::Authorities;

/// What this program calls itself.
const AGENT: HeaderValue = HeaderValue::from_static(concat!("longdan/", env!("CARGO_PKG_VERSION")));

/// What one request may take, and where it may go.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Bounds {
    /// How long, from looking the name up to the end of the answer.
    pub time: Duration,
    /// Bytes of the answer's body; 0: it is not read.
    pub bytes: usize,
    /// Where to.
    pub reach: Reach,
}

/// Why there was no answer. Its text is shown to whoever named the address.
#[derive(Debug, thiserror::Error)]
pub enum OutwardFault {
    /// The address is none of the web.
    #[error("not an address of the web")]
    Address,
    /// Plain HTTP, where it may not be spoken.
    #[error("only https is sent to")]
    NotEncrypted,
    /// The name leads to no address that may be connected to.
    #[error("the name leads to no public address")]
    NotPublic,
    /// It took too long.
    #[error("no answer in time")]
    TooSlow,
    /// The body is too large.
    #[error("the answer is too long")]
    TooLong,
    /// The server's certificate is not trusted.
    #[error("the certificate is not trusted: {0}")]
    Certificate(String),
    /// The connection failed.
    #[error("no connection: {0}")]
    Connection(std::io::Error),
    /// What was answered is not HTTP, or broke off.
    #[error("no answer: {0}")]
    Http(#[from] hyper::Error),
    /// The body broke off.
    #[error("the answer broke off: {0}")]
    Broken(String),
}

impl From<std::io::Error> for OutwardFault {
    fn from(fault: std::io::Error) -> Self {
        let inner = fault.get_ref().and_then(|inner| inner.downcast_ref());
        match inner {
            Some(rustls::Error::InvalidCertificate(reason)) => {
                Self::Certificate(reason.to_string())
            }
            _ => Self::Connection(fault),
        }
    }
}

/// What another server answered.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Answer {
    /// The status.
    pub status: StatusCode,
    /// The body, as far as it was to be read.
    pub body: Bytes,
}

/// Speaks to other servers. Each request has a connection of its own: there are few, to many places.
#[derive(Clone)]
pub struct Outward {
    tls: TlsConnector,
}

impl Debug for Outward {
    fn fmt(&self, formatter: &mut Formatter<'_>) -> fmt::Result {
        formatter.write_str("Outward")
    }
}

impl Outward {
    /// Trusts these authorities alone; see [`Authorities::with_the_systems`].
    ///
    /// # Errors
    /// Where TLS can't be set up.
    pub fn trusting(authorities: &Authorities) -> Result<Self, rustls::Error> {
        Ok(Self::with(authorities.config()?))
    }

    /// Trusts nobody but whoever shows this certificate.
    ///
    /// # Errors
    /// Where TLS can't be set up.
    pub fn knowing(certificate: CertificateDer<'static>) -> Result<Self, rustls::Error> {
        Ok(Self::with(pinned::config(certificate)?))
    }

    fn with(config: ClientConfig) -> Self {
        Self {
            tls: TlsConnector::from(Arc::new(config)),
        }
    }

    /// Reads what lies at an address.
    ///
    /// # Errors
    /// [`OutwardFault`].
    pub async fn get(&self, url: &str, bounds: Bounds) -> Result<Answer, OutwardFault> {
        let request = Request::get(url).body(Full::default());
        self.ask(request.map_err(|_| OutwardFault::Address)?, bounds)
            .await
    }

    /// Sends a request to the address that it bears. A redirect is an answer like any other.
    ///
    /// # Errors
    /// [`OutwardFault`].
    pub async fn ask(
        &self,
        request: Request<Full<Bytes>>,
        bounds: Bounds,
    ) -> Result<Answer, OutwardFault> {
        let asked = timeout(bounds.time, self.ask_now(request, bounds));
        asked.await.map_err(|_| OutwardFault::TooSlow)?
    }

    async fn ask_now(
        &self,
        request: Request<Full<Bytes>>,
        bounds: Bounds,
    ) -> Result<Answer, OutwardFault> {
        let uri = request.uri().clone();
        let encrypted = match uri.scheme_str() {
            Some("https") => true,
            Some("http") => false,
            _ => return Err(OutwardFault::Address),
        };
        if !encrypted && bounds.reach == Reach::Public {
            return Err(OutwardFault::NotEncrypted);
        }
        let host = uri.host().ok_or(OutwardFault::Address)?;
        let bare = host.trim_start_matches('[').trim_end_matches(']');
        let port = uri.port_u16().unwrap_or(if encrypted { 443 } else { 80 });
        let found = lookup_host((bare, port)).await?;
        // Connected to what was looked at, so that a second look-up can't lead elsewhere.
        let addresses = bounds.reach.allowed(found, encrypted);
        if addresses.is_empty() {
            return Err(OutwardFault::NotPublic);
        }
        let stream = TcpStream::connect(addresses.as_slice()).await?;
        let request = relative(request, &uri)?;
        if !encrypted {
            return exchange(stream, request, bounds.bytes).await;
        }
        let name = ServerName::try_from(bare.to_owned()).map_err(|_| OutwardFault::Address)?;
        let stream = self.tls.connect(name, stream).await?;
        exchange(stream, request, bounds.bytes).await
    }
}

/// The request as it is written to the server of its address.
fn relative(
    mut request: Request<Full<Bytes>>,
    uri: &Uri,
) -> Result<Request<Full<Bytes>>, OutwardFault> {
    let authority = uri.authority().ok_or(OutwardFault::Address)?;
    let host = HeaderValue::from_str(authority.as_str()).map_err(|_| OutwardFault::Address)?;
    let path = uri.path_and_query().map_or("/", PathAndQuery::as_str);
    *request.uri_mut() = path.parse().map_err(|_| OutwardFault::Address)?;
    request.headers_mut().insert(HOST, host);
    request.headers_mut().insert(USER_AGENT, AGENT);
    Ok(request)
}

async fn exchange(
    stream: impl AsyncRead + AsyncWrite + Unpin + Send + 'static,
    request: Request<Full<Bytes>>,
    bytes: usize,
) -> Result<Answer, OutwardFault> {
    let (mut sender, connection) = handshake(TokioIo::new(stream)).await?;
    let connection = tokio::spawn(connection);
    let answered = async {
        let answer = sender.send_request(request).await?;
        let status = answer.status();
        let body = read(answer.into_body(), bytes).await?;
        Ok(Answer { status, body })
    };
    let answered = answered.await;
    connection.abort();
    answered
}

/// A body of at most so many bytes; none of it where that is 0.
async fn read(body: Incoming, bytes: usize) -> Result<Bytes, OutwardFault> {
    if bytes == 0 {
        return Ok(Bytes::new());
    }
    let whole = Limited::new(body, bytes).collect().await;
    let whole = whole.map_err(|fault| {
        if fault.is::<LengthLimitError>() {
            OutwardFault::TooLong
        } else {
            OutwardFault::Broken(fault.to_string())
        }
    })?;
    Ok(whole.to_bytes())
}
