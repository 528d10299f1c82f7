//! The routes on a bound socket, and a WebSocket client for them.

use std::future::pending;
use std::net::SocketAddr;
use std::time::Duration;

use async_graphql::futures_util::{SinkExt, StreamExt};
use longdan::http::lifeline::Lifeline;
use longdan::http::limits::HttpOptions;
use longdan::http::request_id::RequestIds;
use longdan::http::router::router;
use longdan::http::server::{Stopped, bind, serve};
use serde_json::{Value, json};
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::TcpStream;
use tokio::sync::oneshot;
use tokio::task::JoinHandle;
use tokio::time::timeout;
use tokio_tungstenite::tungstenite::client::IntoClientRequest;
use tokio_tungstenite::tungstenite::protocol::CloseFrame;
use tokio_tungstenite::tungstenite::{Error, Message};
use tokio_tungstenite::{MaybeTlsStream, WebSocketStream, connect_async};

use super::door::{api, health};

/// How long a test waits for what must come: far longer than it takes.
pub const PATIENCE: Duration = Duration::from_secs(30);

/// A server that runs.
pub struct Served {
    pub address: SocketAddr,
    pub lifeline: Lifeline,
    shutdown: oneshot::Sender<()>,
    server: JoinHandle<Stopped>,
}

impl Served {
    /// Starts a server on a free port.
    pub async fn start(options: HttpOptions) -> Self {
        let api = api(options.clone());
        let lifeline = api.lifeline.clone();
        let router = router(api, health(), RequestIds::new(0xfeed));
        let listener = bind(([127, 0, 0, 1], 0).into()).await.expect("a free port");
        let address = listener.local_addr().expect("an address");
        let (shutdown, told) = oneshot::channel();
        let server = tokio::spawn(serve(
            listener,
            router,
            options.http,
            lifeline.clone(),
            async {
                if told.await.is_err() {
                    // The test has let go of the handle and still uses the server.
                    pending::<()>().await;
                }
            },
        ));
        Self {
            address,
            lifeline,
            shutdown,
            server,
        }
    }

    /// Tells the server to stop; the result is how it went.
    pub fn stop(self) -> JoinHandle<Stopped> {
        let _ = self.shutdown.send(());
        self.server
    }

    /// A plain connection.
    pub async fn connect(&self) -> TcpStream {
        TcpStream::connect(self.address)
            .await
            .expect("a connection")
    }
}

/// Sends raw bytes and reads until the server closes.
pub async fn exchange(stream: &mut TcpStream, bytes: &[u8]) -> String {
    stream.write_all(bytes).await.expect("to write");
    let mut text = Vec::new();
    timeout(PATIENCE, stream.read_to_end(&mut text))
        .await
        .expect("an end")
        .expect("to read");
    String::from_utf8(text).expect("UTF-8")
}

/// A client of graphql-transport-ws.
pub struct Client(WebSocketStream<MaybeTlsStream<TcpStream>>);

/// What a client sees next.
#[derive(Debug, PartialEq)]
pub enum Seen {
    Said(Value),
    Closed(u16, String),
    Gone,
}

impl Client {
    /// Connects with given headers.
    pub async fn connect(served: &Served, headers: &[(&'static str, &str)]) -> Result<Self, Error> {
        Self::to(&format!("ws://{}/graphql", served.address), headers).await
    }

    /// Connects to an address with a token, and begins the session.
    pub async fn begin_at(address: &str, token: &str) -> Self {
        let protocol = ("sec-websocket-protocol", "graphql-transport-ws");
        let mut client = Self::to(address, &[protocol]).await.expect("a socket");
        client
            .init(json!({ "Authorization": format!("Bearer {token}") }))
            .await;
        client
    }

    /// Connects to an address with given headers.
    pub async fn to(address: &str, headers: &[(&'static str, &str)]) -> Result<Self, Error> {
        let mut request = address.into_client_request()?;
        for (name, value) in headers {
            request
                .headers_mut()
                .insert(*name, value.parse().expect("a header"));
        }
        connect_async(request).await.map(|(socket, _)| Self(socket))
    }

    /// Connects with the protocol and begins the session.
    pub async fn begin(served: &Served, payload: Value) -> Self {
        let mut client = Self::open(served).await;
        client.init(payload).await;
        client
    }

    async fn init(&mut self, payload: Value) {
        self.say(json!({ "type": "connection_init", "payload": payload }))
            .await;
        let ack = Seen::Said(json!({ "type": "connection_ack" }));
        assert_eq!(self.next().await, ack);
    }

    /// Connects with the protocol.
    pub async fn open(served: &Served) -> Self {
        Self::connect(
            served,
            &[("sec-websocket-protocol", "graphql-transport-ws")],
        )
        .await
        .expect("a socket")
    }

    /// Sends a message.
    pub async fn say(&mut self, message: Value) {
        self.send(Message::Text(message.to_string().into())).await;
    }

    /// Begins an operation.
    pub async fn subscribe(&mut self, id: &str, query: &str) {
        self.say(json!({ "type": "subscribe", "id": id, "payload": { "query": query } }))
            .await;
    }

    /// Sends any frame.
    pub async fn send(&mut self, message: Message) {
        self.0.send(message).await.expect("to send");
    }

    /// Says that it goes.
    pub async fn close(&mut self, code: u16) {
        let frame = CloseFrame {
            code: code.into(),
            reason: "".into(),
        };
        self.send(Message::Close(Some(frame))).await;
    }

    /// What comes next, pings passed over; they don't make the wait longer.
    pub async fn next(&mut self) -> Seen {
        timeout(PATIENCE, self.heard())
            .await
            .expect("something in time")
    }

    async fn heard(&mut self) -> Seen {
        loop {
            match self.0.next().await {
                Some(Ok(Message::Text(text))) => {
                    return Seen::Said(serde_json::from_str(&text).expect("JSON"));
                }
                Some(Ok(Message::Close(Some(frame)))) => {
                    // Sends the answer to the close.
                    let _ = self.0.flush().await;
                    return Seen::Closed(frame.code.into(), frame.reason.to_string());
                }
                Some(Ok(Message::Ping(_) | Message::Pong(_))) => {}
                Some(Ok(_) | Err(_)) | None => return Seen::Gone,
            }
        }
    }

    /// Waits for a ping, which the reading answers.
    pub async fn is_pinged(&mut self) {
        match timeout(PATIENCE, self.0.next()).await {
            Ok(Some(Ok(Message::Ping(_)))) => {}
            other => panic!("no ping, but {other:?}"),
        }
    }

    /// The message that comes next.
    pub async fn hears(&mut self) -> Value {
        match self.next().await {
            Seen::Said(value) => value,
            other => panic!("no message, but {other:?}"),
        }
    }

    /// The code with which the server closes next.
    pub async fn is_closed_with(&mut self) -> u16 {
        match self.next().await {
            Seen::Closed(code, reason) => {
                assert!(reason.len() <= 123, "{reason}");
                code
            }
            other => panic!("not closed, but {other:?}"),
        }
    }
}
