//! A WebSocket session: hears the client, runs operations, tells results.

use std::collections::HashMap;
use std::time::Duration;

use async_graphql::Executor;
use axum::extract::ws::{Message, WebSocket};
use futures_util::FutureExt;
use futures_util::future::{BoxFuture, pending};
use serde_json::{Map, Value};
use tokio::sync::mpsc;
use tokio::task::AbortHandle;
use tokio::time::{Instant, MissedTickBehavior, interval_at, sleep_until, timeout};

use super::close::Close;
use super::message::{FromClient, FromServer, entry};
use super::operation::{Outgoing, Outlet, run};
use crate::domain::base::language::Language;
use crate::domain::trust::sign_in::Ending;
use crate::http::actor::{AuthFault, Authenticate, bearer, preferred};
use crate::http::graphql::call::{Speaker, of_auth};
use crate::http::graphql::fault::{coded, told};
use crate::http::graphql::payload::Payload;
use crate::http::rates::Caller;
use crate::http::state::SharedApi;

/// Results that may wait for a slow client before its operations wait too.
const WAITING_RESULTS: usize = 32;

/// How long a client may take to receive a message, and to answer a close.
const SEND_TIME: Duration = Duration::from_secs(20);

/// How long the client's own close is waited for.
const CLOSE_TIME: Duration = Duration::from_secs(2);

/// What the session knows of its client.
pub struct Session<E: Executor, A: Authenticate> {
    api: SharedApi<E, A>,
    speaker: Speaker<A::Actor>,
    /// Ends when the speaker's token no longer holds, or has other rights.
    ended: BoxFuture<'static, Ending>,
    acknowledged: bool,
    /// Whether anything came since the last ping.
    alive: bool,
    running: HashMap<String, Running>,
    serial: u64,
    results: mpsc::Sender<Outgoing>,
}

/// An operation that runs; it ends with this.
struct Running {
    serial: u64,
    task: AbortHandle,
}

impl Drop for Running {
    fn drop(&mut self) {
        self.task.abort();
    }
}

/// Serves one connection until either side closes it.
pub async fn serve<E: Executor, A: Authenticate>(
    mut socket: WebSocket,
    api: SharedApi<E, A>,
    speaker: Speaker<A::Actor>,
) {
    let (results, mut outgoing) = mpsc::channel(WAITING_RESULTS);
    let ended = match &speaker.actor {
        Some(actor) => api.authenticate.ended(actor).boxed(),
        None => pending().boxed(),
    };
    let mut session = Session {
        api,
        speaker,
        ended,
        acknowledged: false,
        alive: true,
        running: HashMap::new(),
        serial: 0,
        results,
    };
    if let Err(close) = session.converse(&mut socket, &mut outgoing).await {
        tracing::debug!(code = close.code(), "closing a WebSocket");
        drop(session);
        part(socket, &close).await;
    }
}

/// Sends a close frame and waits a little for the client's, so that ours isn't lost.
pub async fn part(mut socket: WebSocket, close: &Close) {
    let farewell = async {
        if socket
            .send(Message::Close(Some(close.frame())))
            .await
            .is_ok()
        {
            while let Some(Ok(_)) = socket.recv().await {}
        }
    };
    let _ = timeout(CLOSE_TIME, farewell).await;
}

/// A client that is gone gets no close; anything else is told.
type Step = Result<(), Close>;

impl<E: Executor, A: Authenticate> Session<E, A> {
    /// Runs until the client goes (`Ok`) or must be told to (`Err`).
    async fn converse(
        &mut self,
        socket: &mut WebSocket,
        outgoing: &mut mpsc::Receiver<Outgoing>,
    ) -> Step {
        let limits = self.api.options.socket.clone();
        let lifeline = self.api.lifeline.clone();
        let init_deadline = Instant::now() + limits.init_time;
        let mut pings = interval_at(Instant::now() + limits.ping_every, limits.ping_every);
        pings.set_missed_tick_behavior(MissedTickBehavior::Delay);
        loop {
            tokio::select! {
                () = lifeline.stopping() => return Err(Close::GoingAway),
                ending = &mut self.ended => return Err(ending.into()),
                () = sleep_until(init_deadline), if !self.acknowledged => {
                    return Err(Close::InitTimeout);
                }
                message = socket.recv() => match message {
                    Some(Ok(message)) => {
                        if !self.hear(message, socket).await? {
                            return Ok(());
                        }
                    }
                    Some(Err(error)) => return Self::broken(&error),
                    None => return Ok(()),
                },
                Some(result) = outgoing.recv() => {
                    if !self.pass_on(result, socket).await {
                        return Ok(());
                    }
                }
                _ = pings.tick(), if self.acknowledged => {
                    if !self.ping(socket).await {
                        return Ok(());
                    }
                }
            }
        }
    }

    /// A message that breaks the frame's own rules: only one that is too big is worth an answer.
    fn broken(error: &axum::Error) -> Step {
        if error.to_string().contains("too long") {
            return Err(Close::TooBig);
        }
        Ok(())
    }

    /// Takes one message. `Ok(false)` where the client has gone.
    async fn hear(&mut self, message: Message, socket: &mut WebSocket) -> Result<bool, Close> {
        self.alive = true;
        let text = match message {
            Message::Text(text) => text,
            Message::Binary(_) => return Err(Close::Malformed("binary".to_owned())),
            // Pings and closes are answered by the next reading; after a close it also ends.
            Message::Close(_) | Message::Ping(_) | Message::Pong(_) => return Ok(true),
        };
        let message = serde_json::from_str(&text)
            .map_err(|error: serde_json::Error| Close::Malformed(error.to_string()))?;
        match message {
            FromClient::ConnectionInit { payload } => {
                self.begin(payload.unwrap_or_default()).await?;
                return Ok(send(socket, FromServer::ConnectionAck.text()).await);
            }
            FromClient::Ping => return Ok(send(socket, FromServer::Pong.text()).await),
            FromClient::Pong => {}
            FromClient::Subscribe { id, payload } => {
                return self.subscribe(id, payload, socket).await;
            }
            FromClient::Complete { id } => {
                self.running.remove(&id);
            }
        }
        Ok(true)
    }

    /// Takes `connection_init`: its token goes before the one of the upgrade.
    async fn begin(&mut self, payload: Map<String, Value>) -> Step {
        if self.acknowledged {
            return Err(Close::InitTwice);
        }
        if let Some(Value::String(wish)) = entry(&payload, "accept-language") {
            self.speaker.language = preferred(wish);
        }
        match entry(&payload, "authorization") {
            None | Some(Value::Null) => {}
            Some(Value::String(value)) => {
                let token = bearer(value).map_err(|_| Close::Forbidden)?;
                let authenticate = &self.api.authenticate;
                let actor = authenticate.actor(token, &self.speaker.request_id).await;
                let actor = actor.map_err(|fault| self.closing(fault))?;
                self.ended = self.api.authenticate.ended(&actor).boxed();
                self.speaker.actor = Some(actor);
                self.speaker.caller = Caller::of_token(token);
            }
            Some(_) => return Err(Close::Forbidden),
        }
        self.acknowledged = true;
        Ok(())
    }

    fn closing(&self, fault: AuthFault) -> Close {
        match fault {
            AuthFault::Refused => Close::Forbidden,
            AuthFault::Busy => Close::Busy,
            AuthFault::Failed(_) => {
                // Writes the reason to the log.
                let _ = of_auth(fault, &self.speaker.request_id);
                Close::Internal(self.speaker.request_id.to_string())
            }
        }
    }

    /// Begins an operation, or refuses it where too many run. `Ok(false)`: the client is gone.
    async fn subscribe(
        &mut self,
        id: String,
        payload: Payload,
        socket: &mut WebSocket,
    ) -> Result<bool, Close> {
        if !self.acknowledged {
            return Err(Close::Unauthorized);
        }
        if self.running.contains_key(&id) {
            return Err(Close::Duplicate(id));
        }
        if self.running.len() >= self.api.options.socket.operations {
            let errors = too_many(self.speaker.language);
            let message = FromServer::Error {
                id: &id,
                payload: &errors,
            };
            return Ok(send(socket, message.text()).await);
        }
        self.serial = self.serial.saturating_add(1);
        let outlet = Outlet {
            id: id.clone(),
            serial: self.serial,
            sender: self.results.clone(),
        };
        let work = run(self.api.clone(), payload, self.speaker.clone(), outlet);
        let running = Running {
            serial: self.serial,
            task: tokio::spawn(work).abort_handle(),
        };
        self.running.insert(id, running);
        Ok(true)
    }

    /// Sends a result on, unless its operation was completed meanwhile. False: the client is gone.
    async fn pass_on(&mut self, result: Outgoing, socket: &mut WebSocket) -> bool {
        let runs = self.running.get(&result.id);
        if runs.is_none_or(|running| running.serial != result.serial) {
            return true;
        }
        if result.last {
            self.running.remove(&result.id);
        }
        send(socket, result.text).await
    }

    /// Pings. False where nothing has come since the last time: nobody is there any more.
    async fn ping(&mut self, socket: &mut WebSocket) -> bool {
        if !std::mem::take(&mut self.alive) {
            return false;
        }
        let ping = socket.send(Message::Ping(axum::body::Bytes::new()));
        matches!(timeout(SEND_TIME, ping).await, Ok(Ok(())))
    }
}

async fn send(socket: &mut WebSocket, text: String) -> bool {
    let sent = socket.send(Message::Text(text.into()));
    matches!(timeout(SEND_TIME, sent).await, Ok(Ok(())))
}

fn too_many(language: Language) -> Vec<async_graphql::ServerError> {
    let words = match language {
        Language::En => "Too many operations run on this connection.",
        Language::Vi => "Kết nối này đang chạy quá nhiều thao tác.",
    };
    vec![told(words.to_owned(), coded("RATE_LIMITED"))]
}
