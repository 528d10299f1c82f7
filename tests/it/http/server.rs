//! Real connections: slow senders, graceful stops, health.

use std::time::Duration;

use longdan::http::limits::{HttpLimits, HttpOptions};
use longdan::http::server::Stopped;
use serde_json::json;
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::time::timeout;

use crate::support::served::{Client, PATIENCE, Served, exchange};

fn impatient() -> HttpOptions {
    let brief = Duration::from_millis(100);
    let http = HttpLimits {
        body_time: brief,
        head_time: brief,
        ..HttpLimits::default()
    };
    HttpOptions {
        http,
        ..HttpOptions::default()
    }
}

fn post(body: &str, declared: usize) -> Vec<u8> {
    format!("POST /graphql HTTP/1.1\r\nhost: x\r\ncontent-type: application/json\r\ncontent-length: {declared}\r\n\r\n{body}").into_bytes()
}

#[tokio::test]
async fn a_body_that_does_not_come_is_408_and_the_connection_ends() {
    let served = Served::start(impatient()).await;
    let mut stream = served.connect().await;
    let answer = exchange(&mut stream, &post("{\"query\":", 100)).await;
    assert!(answer.starts_with("HTTP/1.1 408 "), "{answer}");
    assert!(answer.contains("BAD_USER_INPUT"));
}

#[tokio::test]
async fn a_head_that_does_not_come_ends_the_connection() {
    let served = Served::start(impatient()).await;
    for head in ["", "P", "GET /healthz HTTP/1.1\r\nhost: x\r\n"] {
        let mut stream = served.connect().await;
        // The end is what matters; a status may or may not come before it.
        exchange(&mut stream, head.as_bytes()).await;
    }
}

#[tokio::test]
async fn a_body_too_large_is_413_without_being_read() {
    let served = Served::start(HttpOptions::default()).await;
    let mut stream = served.connect().await;
    let answer = exchange(&mut stream, &post("{", 1 << 40)).await;
    assert!(answer.starts_with("HTTP/1.1 413 "), "{answer}");
}

#[tokio::test]
async fn a_stop_finishes_what_was_accepted() {
    let served = Served::start(HttpOptions::default()).await;
    let mut busy = served.connect().await;
    let mut idle = served.connect().await;
    let body = json!({ "query": "{ slow(millis: 300) }" }).to_string();
    busy.write_all(&post(&body, body.len()))
        .await
        .expect("to write");
    let mut client = Client::begin(&served, json!(null)).await;
    client.subscribe("a", "subscription { forever }").await;
    client.hears().await;
    let address = served.address;
    let stopped = served.stop();

    assert_eq!(client.is_closed_with().await, 1001);
    let mut text = String::new();
    timeout(PATIENCE, busy.read_to_string(&mut text))
        .await
        .expect("an end")
        .expect("to read");
    assert!(text.contains("{\"data\":{\"slow\":300}}"), "{text}");
    assert_eq!(idle.read(&mut [0]).await.expect("an end"), 0);
    assert_eq!(
        timeout(PATIENCE, stopped)
            .await
            .expect("in time")
            .expect("no panic"),
        Stopped::Clean
    );
    assert!(tokio::net::TcpStream::connect(address).await.is_err());
}

#[tokio::test]
async fn a_stop_cuts_off_what_takes_too_long() {
    let http = HttpLimits {
        stop_time: Duration::from_millis(50),
        ..HttpLimits::default()
    };
    let served = Served::start(HttpOptions {
        http,
        ..HttpOptions::default()
    })
    .await;
    let mut busy = served.connect().await;
    let body = json!({ "query": "{ slow(millis: 60000) }" }).to_string();
    busy.write_all(&post(&body, body.len()))
        .await
        .expect("to write");
    while served.lifeline.held() == 0 {
        tokio::task::yield_now().await;
    }
    assert_eq!(served.stop().await.expect("no panic"), Stopped::CutOff);
}

#[tokio::test]
async fn health_tells_of_life_and_readiness() {
    let served = Served::start(HttpOptions::default()).await;
    let get = |path: &str| {
        format!("GET {path} HTTP/1.1\r\nhost: x\r\nconnection: close\r\n\r\n").into_bytes()
    };
    for (path, status, body) in [
        ("/healthz", 200, "alive\n"),
        ("/readyz", 200, "ready\n"),
        ("/metrics", 200, ""),
    ] {
        let answer = exchange(&mut served.connect().await, &get(path)).await;
        assert!(
            answer.starts_with(&format!("HTTP/1.1 {status} ")),
            "{answer}"
        );
        assert!(answer.ends_with(&format!("\r\n\r\n{body}")), "{answer}");
    }
}

#[tokio::test]
async fn one_connection_carries_many_requests() {
    let served = Served::start(HttpOptions::default()).await;
    let body = json!({ "query": "{ hello }" }).to_string();
    let one = post(&body, body.len());
    let mut stream = served.connect().await;
    let mut all = one.repeat(20);
    all.extend_from_slice(b"GET /nowhere HTTP/1.1\r\nhost: x\r\nconnection: close\r\n\r\n");
    let answer = exchange(&mut stream, &all).await;
    assert_eq!(
        answer
            .matches("{\"data\":{\"hello\":\"Xin chào \"}}")
            .count(),
        20
    );
}
