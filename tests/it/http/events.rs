//! Server-Sent Events: subscriptions over plain HTTP, faults as events, ends.

use std::time::Duration;

use axum::body::Body;
use axum::http::{Request, StatusCode};
use longdan::http::limits::{HttpOptions, SocketLimits};
use serde_json::{Value, json};
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::TcpStream;
use tokio::time::timeout;

use crate::support::door::{Answer, door, post, send};
use crate::support::served::{PATIENCE, Served};

const EVENTS: (&str, &str) = ("accept", "text/event-stream");

async fn asked(query: &str, headers: &[(&str, &str)]) -> Answer {
    let body = json!({ "query": query }).to_string();
    send(&door(), post(body, headers)).await
}

/// The events of an answer that has ended: name and data.
fn events(answer: &Answer) -> Vec<(String, Value)> {
    let events = answer.text.split("\n\n").filter(|event| !event.is_empty());
    events
        .map(|event| {
            let part = |name: &str| {
                event
                    .lines()
                    .find_map(|line| line.strip_prefix(name)?.strip_prefix(": "))
                    .expect("a field")
            };
            let data = part("data");
            let data = serde_json::from_str(data).unwrap_or(Value::Null);
            (part("event").to_owned(), data)
        })
        .collect()
}

fn next(data: &Value) -> (String, Value) {
    ("next".to_owned(), json!({ "data": data }))
}

fn complete() -> (String, Value) {
    ("complete".to_owned(), Value::Null)
}

#[tokio::test]
async fn a_subscription_gives_its_values_and_completes() {
    let answer = asked("subscription { countdown(from: 2) }", &[EVENTS]).await;
    assert_eq!(answer.status, StatusCode::OK);
    assert_eq!(
        answer.header("content-type"),
        "text/event-stream; charset=utf-8"
    );
    assert_eq!(answer.header("cache-control"), "no-store");
    let expected = [
        next(&json!({ "countdown": 2 })),
        next(&json!({ "countdown": 1 })),
        complete(),
    ];
    assert_eq!(events(&answer), expected);
}

#[tokio::test]
async fn by_get_too_but_a_mutation_never() {
    let get = |query: &str| {
        let query = query
            .replace(' ', "%20")
            .replace('{', "%7B")
            .replace('}', "%7D");
        Request::get(format!("/graphql?query={query}"))
            .header("accept", "text/event-stream")
            .body(Body::empty())
            .expect("a request")
    };
    let answer = send(&door(), get("subscription { countdown(from: 1) }")).await;
    assert_eq!(events(&answer).len(), 2, "{}", answer.text);
    let answer = send(&door(), get("mutation { choose(input: { byNumber: 1 }) }")).await;
    assert_eq!(answer.status, StatusCode::METHOD_NOT_ALLOWED);
    assert_eq!(answer.header("allow"), "POST");
}

#[tokio::test]
async fn what_is_preferred_decides_for_queries_and_subscriptions_take_either() {
    let both = (
        "accept",
        "application/graphql-response+json, text/event-stream",
    );
    let answer = asked("{ hello }", &[both]).await;
    assert_eq!(answer.json(), json!({ "data": { "hello": "Xin chào " } }));
    let answer = asked("subscription { countdown(from: 1) }", &[both]).await;
    assert_eq!(events(&answer).len(), 2, "{}", answer.text);
    let answer = asked("{ hello }", &[EVENTS]).await;
    assert_eq!(
        events(&answer),
        [next(&json!({ "hello": "Xin chào " })), complete()]
    );
    let worse = ("accept", "application/json;q=0.5, text/event-stream;q=0.9");
    let answer = asked("{ hello }", &[worse]).await;
    assert_eq!(
        answer.header("content-type"),
        "text/event-stream; charset=utf-8"
    );
    let none = ("accept", "application/json, text/event-stream;q=0");
    let answer = asked("subscription { countdown(from: 1) }", &[none]).await;
    assert_eq!(answer.codes(), ["OPERATION_RESOLUTION_FAILURE"]);
}

#[tokio::test]
async fn a_fault_of_the_document_is_an_event_and_one_of_the_request_a_status() {
    for (query, code) in [
        ("{", "GRAPHQL_PARSE_FAILED"),
        ("{ nothing }", "GRAPHQL_VALIDATION_FAILED"),
        ("subscription { nothing }", "GRAPHQL_VALIDATION_FAILED"),
        ("subscription { refused }", "FORBIDDEN"),
    ] {
        let answer = asked(query, &[EVENTS]).await;
        assert_eq!(answer.status, StatusCode::OK, "{query}");
        let seen = events(&answer);
        let found = &seen[0].1["errors"][0]["extensions"]["code"];
        assert_eq!(found, code, "{query}: {}", answer.text);
        assert_eq!(seen.last(), Some(&complete()), "{query}");
    }
    let answer = asked("{ hello }", &[EVENTS, ("authorization", "Bearer wrong")]).await;
    assert_eq!(answer.status, StatusCode::UNAUTHORIZED);
    assert_eq!(answer.codes(), ["UNAUTHENTICATED"]);
}

#[tokio::test]
async fn a_panic_ends_with_a_reference_and_no_inside_text() {
    let answer = asked("subscription { panics }", &[EVENTS]).await;
    let seen = events(&answer);
    let error = &seen[0].1["errors"][0];
    assert_eq!(
        error["extensions"]["code"], "INTERNAL_SERVER_ERROR",
        "{}",
        answer.text
    );
    assert!(!answer.text.contains("secret"), "{}", answer.text);
}

/// Opens a stream that never ends by itself.
async fn opened(served: &Served, token: &str) -> TcpStream {
    let body = json!({ "query": "subscription { forever }" }).to_string();
    let head = format!(
        "POST /graphql HTTP/1.1\r\nhost: x\r\ncontent-type: application/json\r\naccept: text/event-stream\r\n{token}content-length: {}\r\n\r\n{body}",
        body.len()
    );
    let mut stream = served.connect().await;
    stream.write_all(head.as_bytes()).await.expect("to write");
    stream
}

/// Reads until a text was seen.
async fn read_until(stream: &mut TcpStream, wanted: &str) -> String {
    let mut seen = String::new();
    let reading = async {
        while !seen.contains(wanted) {
            let mut piece = [0; 1024];
            let length = stream.read(&mut piece).await.expect("to read");
            assert!(length > 0, "ended without {wanted}: {seen}");
            seen.push_str(&String::from_utf8_lossy(&piece[..length]));
        }
    };
    timeout(PATIENCE, reading).await.expect("in time");
    seen
}

#[tokio::test]
async fn a_silent_stream_beats_and_a_stop_ends_it_without_complete() {
    let socket = SocketLimits {
        ping_every: Duration::from_millis(20),
        ..SocketLimits::default()
    };
    let served = Served::start(HttpOptions {
        socket,
        ..HttpOptions::default()
    })
    .await;
    let mut stream = opened(&served, "").await;
    read_until(&mut stream, "\"forever\":1").await;
    read_until(&mut stream, ":\n\n").await;
    let stopped = served.stop();
    let mut rest = String::new();
    let reading = stream.read_to_string(&mut rest);
    timeout(PATIENCE, reading)
        .await
        .expect("an end")
        .expect("to read");
    assert!(!rest.contains("complete"), "{rest}");
    stopped.await.expect("no panic");
}

#[tokio::test]
async fn a_token_that_ends_ends_the_stream() {
    let served = Served::start(HttpOptions::default()).await;
    let mut stream = opened(
        &served,
        "authorization: Bearer ending\r\nconnection: close\r\n",
    )
    .await;
    let mut all = String::new();
    let reading = stream.read_to_string(&mut all);
    timeout(PATIENCE, reading)
        .await
        .expect("an end")
        .expect("to read");
    assert!(all.starts_with("HTTP/1.1 200 "), "{all}");
    assert!(!all.contains("complete"), "{all}");
}

#[tokio::test]
async fn too_many_streams_are_503() {
    let socket = SocketLimits {
        sessions: 1,
        ..SocketLimits::default()
    };
    let served = Served::start(HttpOptions {
        socket,
        ..HttpOptions::default()
    })
    .await;
    let mut first = opened(&served, "").await;
    read_until(&mut first, "\"forever\":1").await;
    let mut second = opened(&served, "").await;
    let refused = read_until(&mut second, "SERVICE_UNAVAILABLE").await;
    assert!(refused.starts_with("HTTP/1.1 503 "), "{refused}");
}
