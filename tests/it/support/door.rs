//! The server's routes around the small schema, and a client for them.

use std::future::pending;
use std::sync::Arc;

use axum::Router;
use axum::body::{Body, to_bytes};
use axum::http::{HeaderMap, Request, Response, StatusCode};
use longdan::domain::trust::sign_in::Ending;
use longdan::graphql::guard::document::Rules;
use longdan::graphql::guard::limits::{Limits, ListFields, Size};
use longdan::graphql::guard::types::SchemaTypes;
use longdan::http::actor::{AuthFault, Authenticate};
use longdan::http::health::Health;
use longdan::http::limits::HttpOptions;
use longdan::http::request_id::{RequestId, RequestIds};
use longdan::http::router::router;
use longdan::http::state::{Api, SharedApi};
use serde_json::{Value, json};
use tower::ServiceExt;

use super::tiny::{Somebody, TinySchema, tiny};

/// Knows the tokens of the tests.
#[derive(Clone)]
pub struct Tokens;

impl Authenticate for Tokens {
    type Actor = Somebody;

    async fn actor(&self, token: &str, _: &RequestId) -> Result<Somebody, AuthFault> {
        match token {
            "front" => Ok(Somebody("front".to_owned())),
            "ending" => Ok(Somebody("ending".to_owned())),
            "busy" => Err(AuthFault::Busy),
            "failing" => Err(AuthFault::Failed("disk on fire".into())),
            _ => Err(AuthFault::Refused),
        }
    }

    /// One token ends as soon as a session hangs on it.
    fn ended(&self, actor: &Somebody) -> impl Future<Output = Ending> + Send + 'static {
        let ends = actor.0 == "ending";
        async move {
            if !ends {
                pending::<()>().await;
            }
            Ending::Over
        }
    }
}

/// The list fields of the small schema.
pub fn lists() -> ListFields {
    ListFields::new(&[
        ("candidacies", Size::Paged),
        ("byHamlet", Size::About(20)),
        ("items", Size::About(20)),
        ("options", Size::About(3)),
    ])
}

/// The default rules with the small schema's lists.
pub fn rules() -> Rules {
    Rules {
        limits: Limits::default(),
        lists: lists(),
    }
}

/// The state with given options.
pub fn api(options: HttpOptions) -> SharedApi<TinySchema, Tokens> {
    let schema = tiny();
    let types = SchemaTypes::from_sdl(&schema.sdl()).expect("our own SDL");
    Arc::new(Api::new(schema, Tokens, rules(), types, options))
}

/// A server that is ready.
pub fn health() -> Health {
    Health {
        ready: Arc::new(|| Box::pin(async { Ok(()) })),
        metrics: None,
    }
}

/// The routes with given options.
pub fn door_with(options: HttpOptions) -> Router {
    router(api(options), health(), RequestIds::new(0xfeed))
}

/// The routes with the default options.
pub fn door() -> Router {
    door_with(HttpOptions::default())
}

/// An answer, read to its end.
pub struct Answer {
    pub status: StatusCode,
    pub headers: HeaderMap,
    pub text: String,
}

impl Answer {
    /// A header as text; empty where it is not there.
    pub fn header(&self, name: &str) -> &str {
        self.headers
            .get(name)
            .map_or("", |value| value.to_str().expect("ASCII"))
    }

    /// The body as JSON.
    pub fn json(&self) -> Value {
        serde_json::from_str(&self.text).expect("JSON")
    }

    /// The codes of its errors.
    pub fn codes(&self) -> Vec<String> {
        let json = self.json();
        let errors = json["errors"].as_array().cloned().unwrap_or_default();
        errors
            .iter()
            .map(|error| {
                error["extensions"]["code"]
                    .as_str()
                    .unwrap_or("none")
                    .to_owned()
            })
            .collect()
    }

    /// The message of its first error.
    pub fn message(&self) -> String {
        self.json()["errors"][0]["message"]
            .as_str()
            .expect("a message")
            .to_owned()
    }
}

/// Sends a request through the routes.
pub async fn send(door: &Router, request: Request<Body>) -> Answer {
    read(door.clone().oneshot(request).await.expect("infallible")).await
}

/// Reads an answer to its end.
pub async fn read(response: Response<Body>) -> Answer {
    let (head, body) = response.into_parts();
    let bytes = to_bytes(body, usize::MAX).await.expect("a body");
    let media = head.headers.get("content-type");
    let is_picture = media.is_some_and(|media| {
        let media = media.as_bytes();
        media.starts_with(b"image/png") || media.ends_with(b"spreadsheetml.sheet")
    });
    let text = String::from_utf8(bytes.to_vec());
    Answer {
        status: head.status,
        headers: head.headers,
        // A picture or a workbook has no text.
        text: if is_picture {
            String::new()
        } else {
            text.expect("UTF-8")
        },
    }
}

/// A POST of JSON with more headers.
pub fn post(body: impl Into<Body>, headers: &[(&str, &str)]) -> Request<Body> {
    let mut request = Request::post("/graphql")
        .header("content-type", "application/json")
        .header("accept-language", "en");
    for (name, value) in headers {
        request = request.header(*name, *value);
    }
    request.body(body.into()).expect("a request")
}

/// Asks a query with variables, in English.
pub async fn ask(door: &Router, query: &str, variables: Value) -> Answer {
    let body = json!({ "query": query, "variables": variables });
    send(door, post(body.to_string(), &[])).await
}
