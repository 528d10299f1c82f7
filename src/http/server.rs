//! Listens, serves, and stops gracefully.

use std::convert::Infallible;
use std::future::Future;
use std::io;
use std::net::SocketAddr;
use std::sync::Arc;
use std::time::Duration;

use axum::Router;
use axum::http::{HeaderValue, Request};
use axum::response::Response;
use hyper::body::Incoming;
use hyper::server::conn::http1;
use hyper_util::rt::{TokioIo, TokioTimer};
use hyper_util::service::TowerToHyperService;
use tokio::io::{AsyncRead, AsyncWrite};
use tokio::net::{TcpListener, TcpStream};
use tokio::sync::{OwnedSemaphorePermit, Semaphore};
use tokio::time::{sleep, timeout};
use tower::{Service, ServiceExt};

use super::address::X_FORWARDED_PROTO;
use super::client::Peer;
use super::lifeline::Lifeline;
use super::limits::HttpLimits;
use super::tls::Tls;

/// Bytes of a request's head; a query by GET stands in it.
const HEAD_BYTES: usize = 64 * 1024;

/// How long to wait where the system can give no more connections.
const BREATHER: Duration = Duration::from_millis(50);

/// How a stop went.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Stopped {
    /// All that had been accepted was finished.
    Clean,
    /// Something took too long and was cut off.
    CutOff,
}

/// Binds an address; port 0 takes a free one.
///
/// # Errors
/// What the system says, such as an address in use.
pub async fn bind(address: SocketAddr) -> io::Result<TcpListener> {
    TcpListener::bind(address).await
}

/// Where connections come in, and whether they are encrypted here.
#[derive(Debug)]
pub struct Door {
    /// Where they come in.
    pub listener: TcpListener,
    /// What they are encrypted with; `None`: not here, perhaps by a proxy in front.
    pub tls: Option<Arc<Tls>>,
}

impl From<TcpListener> for Door {
    fn from(listener: TcpListener) -> Self {
        Self {
            listener,
            tls: None,
        }
    }
}

/// Serves until `shutdown` is done, then accepts nothing more, finishes what it has accepted, and
/// tells WebSocket sessions to connect elsewhere; all that within the limit.
///
/// It speaks HTTP/1.1, since `WebSocket` upgrades from that; a proxy in front may speak more.
pub async fn serve(
    door: impl Into<Door>,
    router: Router,
    limits: HttpLimits,
    lifeline: Lifeline,
    shutdown: impl Future<Output = ()>,
) -> Stopped {
    let Door { listener, tls } = door.into();
    let slots = Arc::new(Semaphore::new(limits.connections));
    tokio::pin!(shutdown);
    loop {
        tokio::select! {
            () = &mut shutdown => break,
            (stream, peer, slot) = accept(&listener, &slots) => {
                let hold = lifeline.hold();
                let router = from(peer, tls.is_some(), router.clone());
                let (tls, lifeline) = (tls.clone(), lifeline.clone());
                tokio::spawn(async move {
                    begin(stream, tls, router, limits.head_time, lifeline).await;
                    drop((slot, hold));
                });
            }
        }
    }
    drop(listener);
    tracing::info!(held = lifeline.held(), "stopping");
    lifeline.stop();
    let released = timeout(limits.stop_time, lifeline.released()).await;
    if released.is_ok() {
        Stopped::Clean
    } else {
        Stopped::CutOff
    }
}

/// The next connection, once there is room for one.
async fn accept(
    listener: &TcpListener,
    slots: &Arc<Semaphore>,
) -> (TcpStream, Peer, Option<OwnedSemaphorePermit>) {
    // The semaphore is never closed, so there always is a permit in the end.
    let slot = Arc::clone(slots).acquire_owned().await.ok();
    loop {
        match listener.accept().await {
            Ok((stream, address)) => return (stream, Peer(address.ip()), slot),
            Err(error) => {
                tracing::warn!(%error, "accepting failed");
                breathe().await;
            }
        }
    }
}

#[expect(
    clippy::disallowed_methods,
    reason = "nothing tells when the system has file handles again"
)]
async fn breathe() {
    sleep(BREATHER).await;
}

/// A request with the other end of its connection, and whether we encrypted that, whatever the client says.
fn from(peer: Peer, encrypted: bool, router: Router) -> impl Routes {
    router.map_request(move |mut request: Request<Incoming>| {
        request.extensions_mut().insert(peer);
        if encrypted {
            let https = HeaderValue::from_static("https");
            request.headers_mut().insert(X_FORWARDED_PROTO, https);
        }
        request
    })
}

/// What answers the requests of a connection.
trait Routes:
    Service<Request<Incoming>, Response = Response, Error = Infallible, Future: Send + 'static>
    + Clone
    + Send
    + 'static
{
}

impl<T> Routes for T where
    T: Service<Request<Incoming>, Response = Response, Error = Infallible, Future: Send + 'static>
        + Clone
        + Send
        + 'static
{
}

/// Encrypts a connection, where that is done here, and serves it. Who doesn't shake hands in the time of a
/// request's head is let go.
#[expect(
    clippy::cognitive_complexity,
    reason = "the lint counts what the macros of the log expand to"
)]
async fn begin(
    stream: TcpStream,
    tls: Option<Arc<Tls>>,
    router: impl Routes,
    head_time: Duration,
    lifeline: Lifeline,
) {
    // Answers are small and written at once: waiting for more to send only delays them.
    let _ = stream.set_nodelay(true);
    let Some(tls) = tls else {
        return connection(stream, router, head_time, lifeline).await;
    };
    match timeout(head_time, tls.acceptor().accept(stream)).await {
        Ok(Ok(stream)) => connection(stream, router, head_time, lifeline).await,
        Ok(Err(error)) => tracing::debug!(%error, "no TLS on a connection"),
        Err(_) => tracing::debug!("no TLS on a connection in time"),
    }
}

/// Serves one connection; on a stop it finishes the request that it is at.
async fn connection(
    stream: impl AsyncRead + AsyncWrite + Unpin + Send + 'static,
    router: impl Routes,
    head_time: Duration,
    lifeline: Lifeline,
) {
    let serving = http1::Builder::new()
        .timer(TokioTimer::new())
        .header_read_timeout(head_time)
        .max_buf_size(HEAD_BYTES)
        .serve_connection(TokioIo::new(stream), TowerToHyperService::new(router))
        .with_upgrades();
    tokio::pin!(serving);
    let ended = tokio::select! {
        ended = serving.as_mut() => ended,
        () = lifeline.stopping() => {
            serving.as_mut().graceful_shutdown();
            serving.await
        }
    };
    if let Err(error) = ended {
        tracing::debug!(%error, "connection ended");
    }
}
