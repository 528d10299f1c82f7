//! GraphQL over HTTP as a patient app speaks it: what fails for now is tried again.

use std::sync::atomic::{AtomicBool, AtomicU64, Ordering};
use std::time::Duration;

use reqwest::header::{ACCEPT, RETRY_AFTER};
use reqwest::{Client, Response, StatusCode};
use serde_json::{Value, json};

/// Tries before a server is given up.
const MOST_TRIES: u32 = 10;
/// Tries before an address is given up at which nobody has answered yet: it may be a wrong one.
const FIRST_TRIES: u32 = 4;
/// The first wait; each further one is twice as long.
const FIRST_WAIT: Duration = Duration::from_millis(100);
/// The longest wait.
const LONGEST_WAIT: Duration = Duration::from_secs(10);
/// How long an answer may take.
const PATIENCE: Duration = Duration::from_mins(1);

/// A line to a server.
#[derive(Debug)]
pub struct Wire {
    client: Client,
    url: String,
    retries: AtomicU64,
    answered: AtomicBool,
}

/// Why there is no answer.
#[derive(Debug, thiserror::Error)]
pub enum WireFault {
    /// The server can't be reached, or has too much to do, however often it is asked.
    #[error("{url}: {reason}")]
    Unreachable {
        /// Where it should be.
        url: String,
        /// What happened the last time.
        reason: String,
    },
    /// The server answers, but not what was asked.
    #[error("{0}")]
    Refused(String),
}

/// What became of one try.
enum Try {
    Answer(Value),
    Later(String, Option<Duration>),
}

impl WireFault {
    /// The fault, with the flag that it is about where the server refused what it gave.
    #[must_use]
    pub fn about(self, flag: &str) -> Self {
        match self {
            Self::Refused(why) => Self::Refused(format!("{flag}: {why}")),
            unreachable @ Self::Unreachable { .. } => unreachable,
        }
    }
}

impl Wire {
    /// A line to the server at this address, with or without `/graphql`.
    ///
    /// # Errors
    /// Where the system gives no client.
    pub fn to(url: &str) -> Result<Self, WireFault> {
        let url = url.trim_end_matches('/');
        let url = if url.ends_with("/graphql") {
            url.to_owned()
        } else {
            format!("{url}/graphql")
        };
        let client = Client::builder().timeout(PATIENCE).build();
        let client = client.map_err(|fault| WireFault::Refused(fault.to_string()))?;
        Ok(Self {
            client,
            url,
            retries: AtomicU64::new(0),
            answered: AtomicBool::new(false),
        })
    }

    /// How often something had to be sent again.
    pub fn retries(&self) -> u64 {
        self.retries.load(Ordering::Relaxed)
    }

    /// The `data` of an operation.
    ///
    /// # Errors
    /// [`WireFault`].
    pub async fn ask(
        &self,
        token: &str,
        query: &str,
        variables: Value,
    ) -> Result<Value, WireFault> {
        let body = json!({ "query": query, "variables": variables });
        let mut wait = FIRST_WAIT;
        let mut reason = String::new();
        for tries in 0..MOST_TRIES {
            if tries >= FIRST_TRIES && !self.answered.load(Ordering::Relaxed) {
                break;
            }
            match self.attempt(token, &body).await? {
                Try::Answer(answer) => return data(answer),
                Try::Later(why, told) => {
                    reason = why;
                    self.retries.fetch_add(1, Ordering::Relaxed);
                    pause(told.unwrap_or(wait).min(LONGEST_WAIT)).await;
                    wait = wait.saturating_mul(2).min(LONGEST_WAIT);
                }
            }
        }
        Err(WireFault::Unreachable {
            url: self.url.clone(),
            reason,
        })
    }

    async fn attempt(&self, token: &str, body: &Value) -> Result<Try, WireFault> {
        let sent = self
            .client
            .post(&self.url)
            .header(
                ACCEPT,
                "application/graphql-response+json, application/json",
            )
            .bearer_auth(token)
            .json(body)
            .send()
            .await;
        let answer = match sent {
            Ok(answer) => answer,
            Err(fault) if fault.is_builder() => {
                return Err(WireFault::Unreachable {
                    url: self.url.clone(),
                    reason: chain(&fault),
                });
            }
            Err(fault) => return Ok(Try::Later(chain(&fault), None)),
        };
        self.answered.store(true, Ordering::Relaxed);
        let status = answer.status();
        if status.is_server_error() || status == StatusCode::TOO_MANY_REQUESTS {
            let told = retry_after(&answer);
            return Ok(Try::Later(format!("HTTP {status}"), told));
        }
        match answer.json().await {
            Ok(answer) => Ok(Try::Answer(answer)),
            Err(fault) if fault.is_decode() => Err(WireFault::Unreachable {
                url: self.url.clone(),
                reason: format!("HTTP {status}: no GraphQL is spoken there"),
            }),
            Err(fault) => Ok(Try::Later(chain(&fault), None)),
        }
    }
}

fn data(answer: Value) -> Result<Value, WireFault> {
    if let Some(errors) = answer.get("errors") {
        let first = errors.get(0).unwrap_or(errors);
        let message = first.get("message").and_then(Value::as_str);
        return Err(WireFault::Refused(
            message.map_or_else(|| first.to_string(), str::to_owned),
        ));
    }
    match answer {
        Value::Object(mut fields) => Ok(fields.remove("data").unwrap_or(Value::Null)),
        other => Err(WireFault::Refused(other.to_string())),
    }
}

fn retry_after(answer: &Response) -> Option<Duration> {
    let seconds = answer.headers().get(RETRY_AFTER)?.to_str().ok()?;
    seconds.parse().ok().map(Duration::from_secs)
}

fn chain(fault: &reqwest::Error) -> String {
    let cause = std::error::Error::source(fault);
    cause.map_or_else(|| fault.to_string(), |cause| format!("{fault}: {cause}"))
}

#[expect(
    clippy::disallowed_methods,
    reason = "a well-behaved app waits before it tries again: only time can pass"
)]
async fn pause(wait: Duration) {
    tokio::time::sleep(wait).await;
}
