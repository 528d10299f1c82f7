//! HTTP as a patient app speaks it: what fails for now is tried again.

use std::sync::atomic::{AtomicBool, AtomicU64, Ordering};
use std::time::Duration;

use reqwest::header::{ACCEPT, ACCEPT_LANGUAGE, CONTENT_TYPE, RETRY_AFTER};
use reqwest::{Client, RequestBuilder, Response, StatusCode};
use serde_json::{Value, json};

/// Tries before an address is given up at which nobody has answered yet: it may be a wrong one.
const FIRST_TRIES: u32 = 4;
/// The first wait; each further one is twice as long.
const FIRST_WAIT: Duration = Duration::from_millis(100);
/// The longest wait.
const LONGEST_WAIT: Duration = Duration::from_secs(10);
/// How long an answer may take.
const PATIENCE: Duration = Duration::from_mins(1);
/// What separates the parts of a form that is sent.
const BOUNDARY: &str = "longdan-simulated-form";

/// A line to a server.
#[derive(Debug)]
pub struct Wire {
    client: Client,
    server: String,
    url: String,
    tries: u32,
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
    Answer(StatusCode, String),
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
    /// A line to the server at this address, with or without `/graphql`; it is tried so often.
    ///
    /// # Errors
    /// Where the system gives no client.
    pub fn to(url: &str, tries: u32) -> Result<Self, WireFault> {
        let url = url.trim_end_matches('/');
        let server = url.strip_suffix("/graphql").unwrap_or(url);
        let client = Client::builder().timeout(PATIENCE).build();
        let client = client.map_err(|fault| WireFault::Refused(fault.to_string()))?;
        Ok(Self {
            client,
            server: server.to_owned(),
            url: format!("{server}/graphql"),
            tries,
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
        self.ask_anew(token, query, || variables.clone()).await
    }

    /// The `data` of an operation whose variables are made anew for each try.
    ///
    /// # Errors
    /// [`WireFault`].
    pub async fn ask_anew(
        &self,
        token: &str,
        query: &str,
        variables: impl Fn() -> Value + Send + Sync,
    ) -> Result<Value, WireFault> {
        let accepted = "application/graphql-response+json, application/json";
        let request = || {
            let request = self.client.post(&self.url).header(ACCEPT, accepted);
            let body = json!({ "query": query, "variables": variables() });
            request.bearer_auth(token).json(&body)
        };
        let (status, text) = self.insist(request).await?;
        match serde_json::from_str(&text) {
            Ok(answer) => data(answer),
            Err(_) => Err(WireFault::Unreachable {
                url: self.url.clone(),
                reason: format!("HTTP {status}: no GraphQL is spoken there"),
            }),
        }
    }

    /// The list of forms for phones of the ODK family.
    ///
    /// # Errors
    /// [`WireFault`].
    pub async fn form_list(&self, token: &str) -> Result<String, WireFault> {
        let address = format!("{}/openrosa/k/{token}/formList", self.server);
        let request = || openrosa(self.client.get(&address));
        let (status, text) = self.insist(request).await?;
        match status {
            StatusCode::OK => Ok(text),
            other => Err(WireFault::Refused(format!("formList: HTTP {other}"))),
        }
    }

    /// Sends a filled form as phones of the ODK family do; gives the status that it was answered with.
    ///
    /// # Errors
    /// [`WireFault`].
    pub async fn submit(&self, token: &str, xml: &str) -> Result<StatusCode, WireFault> {
        let address = format!("{}/openrosa/k/{token}/submission", self.server);
        let body = format!(
            "--{BOUNDARY}\r\nContent-Disposition: form-data; name=\"xml_submission_file\"; filename=\"form.xml\"\r\nContent-Type: text/xml\r\n\r\n{xml}\r\n--{BOUNDARY}--\r\n"
        );
        let kind = format!("multipart/form-data; boundary=\"{BOUNDARY}\"");
        let request = || {
            let request = openrosa(self.client.post(&address));
            request.header(CONTENT_TYPE, &kind).body(body.clone())
        };
        Ok(self.insist(request).await?.0)
    }

    /// Sends a request until it is answered.
    async fn insist(
        &self,
        request: impl Fn() -> RequestBuilder + Send + Sync,
    ) -> Result<(StatusCode, String), WireFault> {
        let mut wait = FIRST_WAIT;
        let mut reason = String::new();
        for tries in 0..self.tries {
            if tries >= FIRST_TRIES && !self.answered.load(Ordering::Relaxed) {
                break;
            }
            match self.attempt(request()).await? {
                Try::Answer(status, text) => return Ok((status, text)),
                Try::Later(why, told) => {
                    reason = why;
                    self.retries.fetch_add(1, Ordering::Relaxed);
                    pause(told.unwrap_or(wait).min(LONGEST_WAIT)).await;
                    wait = wait.saturating_mul(2).min(LONGEST_WAIT);
                }
            }
        }
        Err(self.unreachable(reason))
    }

    async fn attempt(&self, request: RequestBuilder) -> Result<Try, WireFault> {
        let answer = match request.send().await {
            Ok(answer) => answer,
            Err(fault) if fault.is_builder() => return Err(self.unreachable(chain(fault))),
            Err(fault) => return Ok(Try::Later(chain(fault), None)),
        };
        self.answered.store(true, Ordering::Relaxed);
        let status = answer.status();
        if status.is_server_error() || status == StatusCode::TOO_MANY_REQUESTS {
            let told = retry_after(&answer);
            return Ok(Try::Later(format!("HTTP {status}"), told));
        }
        Ok(match answer.text().await {
            Ok(text) => Try::Answer(status, text),
            Err(fault) => Try::Later(chain(fault), None),
        })
    }

    fn unreachable(&self, reason: String) -> WireFault {
        let url = self.url.clone();
        WireFault::Unreachable { url, reason }
    }
}

/// What every request of a phone of the ODK family bears.
fn openrosa(request: RequestBuilder) -> RequestBuilder {
    request
        .header("X-OpenRosa-Version", "1.0")
        .header(ACCEPT_LANGUAGE, "en")
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

/// What went wrong, without the address: it may hold a token.
fn chain(fault: reqwest::Error) -> String {
    let fault = fault.without_url();
    let cause = std::error::Error::source(&fault);
    cause.map_or_else(|| fault.to_string(), |cause| format!("{fault}: {cause}"))
}

#[expect(
    clippy::disallowed_methods,
    reason = "a well-behaved app waits before it tries again: only time can pass"
)]
async fn pause(wait: Duration) {
    tokio::time::sleep(wait).await;
}
