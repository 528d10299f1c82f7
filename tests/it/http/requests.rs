//! Requests, tokens, languages, and what goes wrong inside.

use std::sync::Arc;

use axum::body::Body;
use axum::http::{Request, StatusCode};
use longdan::http::health::{Health, NotReady};
use longdan::http::limits::{HttpLimits, HttpOptions};
use longdan::http::request_id::RequestIds;
use longdan::http::router::router;
use serde_json::json;

use crate::support::door::{Answer, api, ask, door, door_with, post, send};

async fn body(text: impl Into<Body>) -> Answer {
    send(&door(), post(text, &[])).await
}

#[tokio::test]
async fn a_malformed_request_is_400_and_says_why() {
    for (text, part) in [
        ("", "not JSON"),
        ("{\"query\":", "not JSON"),
        ("nonsense", "not JSON"),
        ("5", "JSON object"),
        ("null", "JSON object"),
        ("{}", "`query` must be a string"),
        ("{\"query\":null}", "`query` must be a string"),
        ("{\"query\":5}", "`query` must be a string"),
        (
            "{\"query\":\"{hello}\",\"operationName\":[]}",
            "`operationName` must be a string",
        ),
        (
            "{\"query\":\"{hello}\",\"variables\":\"{}\"}",
            "`variables` must be a JSON object",
        ),
        (
            "{\"query\":\"{hello}\",\"variables\":[1]}",
            "`variables` must be a JSON object",
        ),
        (
            "{\"query\":\"{hello}\",\"extensions\":[]}",
            "`extensions` must be a JSON object",
        ),
        ("[{\"query\":\"{hello}\"}]", "Arrays of requests"),
        ("[]", "Arrays of requests"),
        (" [\"{hello}\"]", "Arrays of requests"),
    ] {
        let answer = body(text).await;
        assert_eq!(answer.status, StatusCode::BAD_REQUEST, "{text}");
        assert_eq!(answer.codes(), ["BAD_USER_INPUT"], "{text}");
        assert!(
            answer.message().contains(part),
            "{text}: {}",
            answer.message()
        );
    }
    let answer = body(b"{\"query\":\"{ hello(name: \\\"\xff\\\") }\"}".to_vec()).await;
    assert!(answer.message().contains("UTF-8"), "{}", answer.message());
    let deep = format!(
        "{{\"query\":\"{{hello}}\",\"variables\":{{\"a\":{}1{}}}}}",
        "[".repeat(5_000),
        "]".repeat(5_000)
    );
    assert_eq!(body(deep).await.status, StatusCode::BAD_REQUEST);
}

#[tokio::test]
async fn what_is_not_known_is_passed_over() {
    let text = json!({ "query": "{hello}", "operationName": null, "variables": null, "extensions": { "x": 1 }, "unknown": 5 });
    assert_eq!(
        body(text.to_string()).await.json(),
        json!({ "data": { "hello": "Xin chào " } })
    );
    let text = json!({ "query": "{hello}", "operationName": "" });
    assert_eq!(body(text.to_string()).await.status, StatusCode::OK);
}

#[tokio::test]
async fn a_token_says_who_speaks_and_a_bad_one_is_401() {
    let text = json!({ "query": "{ viewer }" }).to_string();
    for (token, viewer) in [("Bearer front", "front"), ("bearer  front", "front")] {
        let answer = send(&door(), post(text.clone(), &[("authorization", token)])).await;
        assert_eq!(
            answer.json(),
            json!({ "data": { "viewer": viewer } }),
            "{token}"
        );
    }
    assert_eq!(
        body(text.clone()).await.json(),
        json!({ "data": { "viewer": null } })
    );
    for token in [
        "Bearer wrong",
        "Bearer",
        "Bearer ",
        "Basic front",
        "front",
        "Bearer fr ont",
        "Bearer frønt",
    ] {
        for accept in ["application/json", "application/graphql-response+json"] {
            let answer = send(
                &door(),
                post(
                    text.clone(),
                    &[("authorization", token), ("accept", accept)],
                ),
            )
            .await;
            assert_eq!(answer.status, StatusCode::UNAUTHORIZED, "{token}");
            assert_eq!(answer.codes(), ["UNAUTHENTICATED"], "{token}");
            assert_eq!(answer.header("www-authenticate"), "Bearer");
        }
    }
    let answer = send(
        &door(),
        post(
            text.clone(),
            &[
                ("authorization", "Bearer front"),
                ("authorization", "Bearer front"),
            ],
        ),
    )
    .await;
    assert_eq!(answer.status, StatusCode::UNAUTHORIZED);
    let answer = send(
        &door(),
        post(text.clone(), &[("authorization", "Bearer busy")]),
    )
    .await;
    assert_eq!(answer.status, StatusCode::SERVICE_UNAVAILABLE);
    assert_eq!(answer.header("retry-after"), "1");
    let answer = send(&door(), post(text, &[("authorization", "Bearer failing")])).await;
    assert_eq!(answer.status, StatusCode::INTERNAL_SERVER_ERROR);
    assert!(!answer.text.contains("fire"));
}

#[tokio::test]
async fn the_language_is_vietnamese_unless_english_is_preferred() {
    for (wish, language) in [
        ("en", "En"),
        ("en-GB,vi;q=0.9", "En"),
        ("vi,en;q=0.9", "Vi"),
        ("en;q=0.5, vi;q=0.7", "Vi"),
        ("fr, en;q=0.1", "En"),
        ("fr", "Vi"),
        ("english", "Vi"),
        ("*", "Vi"),
        ("en;q=0", "Vi"),
        ("é", "Vi"),
    ] {
        let request = Request::post("/graphql")
            .header("content-type", "application/json")
            .header("accept-language", wish)
            .body(Body::from(json!({ "query": "{ language }" }).to_string()));
        let answer = send(&door(), request.expect("a request")).await;
        assert_eq!(answer.json()["data"]["language"], language, "{wish}");
    }
    let request = Request::post("/graphql")
        .header("content-type", "text/plain")
        .body(Body::empty());
    let answer = send(&door(), request.expect("a request")).await;
    assert_eq!(
        answer.message(),
        "Yêu cầu phải gửi dưới dạng application/json, mã hóa UTF-8."
    );
}

#[tokio::test]
async fn internal_texts_stay_inside() {
    for query in ["{ broken }", "{ panics }"] {
        let answer = send(
            &door(),
            post(
                json!({ "query": query }).to_string(),
                &[("x-request-id", "abc-1")],
            ),
        )
        .await;
        assert_eq!(answer.codes(), ["INTERNAL_SERVER_ERROR"], "{query}");
        let error = &answer.json()["errors"][0];
        assert_eq!(error["extensions"]["reference"], "abc-1");
        assert_eq!(
            error["message"],
            "Something went wrong here. Reference: abc-1"
        );
        for secret in ["hunter2", "secret", "longdan.db"] {
            assert!(!answer.text.contains(secret), "{query}");
        }
    }
}

#[tokio::test]
async fn a_panic_is_500_and_the_next_request_is_served() {
    let door = door();
    let answer = ask(&door, "{ panics }", json!({})).await;
    assert_eq!(answer.status, StatusCode::INTERNAL_SERVER_ERROR);
    assert_eq!(
        ask(&door, "{ hello }", json!({})).await.status,
        StatusCode::OK
    );
}

#[tokio::test]
async fn overload_in_a_field_is_503_with_a_time_to_come_again() {
    let answer = ask(&door(), "{ busy }", json!({})).await;
    assert_eq!(answer.status, StatusCode::SERVICE_UNAVAILABLE);
    assert_eq!(answer.codes(), ["SERVICE_UNAVAILABLE"]);
    assert_eq!(answer.header("retry-after"), "1");
}

#[tokio::test]
async fn too_many_requests_at_once_are_503() {
    let http = HttpLimits {
        requests: 0,
        ..HttpLimits::default()
    };
    let door = door_with(HttpOptions {
        http,
        ..HttpOptions::default()
    });
    let answer = ask(&door, "{ hello }", json!({})).await;
    assert_eq!(answer.status, StatusCode::SERVICE_UNAVAILABLE);
    assert_eq!(answer.codes(), ["SERVICE_UNAVAILABLE"]);
}

#[tokio::test]
async fn a_body_beyond_the_bound_is_413() {
    let http = HttpLimits {
        body_bytes: 2_000,
        anonymous_body_bytes: 1_000,
        ..HttpLimits::default()
    };
    let door = door_with(HttpOptions {
        http,
        ..HttpOptions::default()
    });
    let of = |length: usize| json!({ "query": "{ hello }", "pad": "x".repeat(length) }).to_string();
    assert_eq!(send(&door, post(of(900), &[])).await.status, StatusCode::OK);
    let answer = send(&door, post(of(1_000), &[])).await;
    assert_eq!(answer.status, StatusCode::PAYLOAD_TOO_LARGE);
    assert_eq!(answer.codes(), ["BAD_USER_INPUT"]);
    let front = ("authorization", "Bearer front");
    assert_eq!(
        send(&door, post(of(1_000), &[front])).await.status,
        StatusCode::OK
    );
    let answer = send(&door, post(of(2_000), &[front])).await;
    assert_eq!(answer.status, StatusCode::PAYLOAD_TOO_LARGE);
}

#[tokio::test]
async fn a_request_has_a_name_in_and_out() {
    let hello = json!({ "query": "{ hello }" }).to_string();
    let answer = send(
        &door(),
        post(hello.clone(), &[("x-request-id", "phone-7.a_b")]),
    )
    .await;
    assert_eq!(answer.header("x-request-id"), "phone-7.a_b");
    for odd in ["", "a b", "a\"b", &"x".repeat(65)] {
        let answer = send(&door(), post(hello.clone(), &[("x-request-id", odd)])).await;
        assert!(
            answer.header("x-request-id").starts_with("0000feed-"),
            "{odd}"
        );
    }
}

#[tokio::test]
async fn the_schema_can_be_hidden() {
    let open = ask(&door(), "{ __schema { queryType { name } } }", json!({})).await;
    assert_eq!(
        open.json()["data"]["__schema"]["queryType"]["name"],
        "Query"
    );
    let door = door_with(HttpOptions {
        hide_schema: true,
        ..HttpOptions::default()
    });
    let hidden = ask(&door, "{ __schema { queryType { name } } }", json!({})).await;
    assert!(!hidden.text.contains("queryType"), "{}", hidden.text);
    assert_eq!(
        ask(&door, "{ __typename }", json!({})).await.json(),
        json!({ "data": { "__typename": "Query" } })
    );
}

#[tokio::test]
async fn answers_are_safe_for_browsers() {
    for path in ["/graphql", "/healthz", "/nowhere"] {
        let request = Request::get(path).body(Body::empty()).expect("a request");
        let answer = send(&door(), request).await;
        assert_eq!(answer.header("x-content-type-options"), "nosniff", "{path}");
        assert_eq!(answer.header("x-frame-options"), "DENY", "{path}");
        assert!(
            answer
                .header("content-security-policy")
                .contains("default-src 'none'"),
            "{path}"
        );
        assert!(!answer.header("x-request-id").is_empty(), "{path}");
    }
}

#[tokio::test]
async fn no_origin_may_call_unless_it_is_named() {
    let preflight = || {
        Request::options("/graphql")
            .header("origin", "https://map.example")
            .header("access-control-request-method", "POST")
            .body(Body::empty())
            .expect("a request")
    };
    let answer = send(&door(), preflight()).await;
    assert_eq!(answer.header("access-control-allow-origin"), "");
    let door = door_with(HttpOptions {
        origins: vec!["https://map.example".to_owned()],
        ..HttpOptions::default()
    });
    let answer = send(&door, preflight()).await;
    assert_eq!(answer.status, StatusCode::OK);
    assert_eq!(
        answer.header("access-control-allow-origin"),
        "https://map.example"
    );
    assert!(
        answer
            .header("access-control-allow-headers")
            .contains("authorization")
    );
}

#[tokio::test]
async fn a_server_that_cannot_work_is_not_ready() {
    let health = Health {
        ready: Arc::new(|| Box::pin(async { Err(NotReady::Migrations) })),
        metrics: None,
    };
    let door = router(api(HttpOptions::default()), health, RequestIds::new(1));
    let request = Request::get("/readyz").body(Body::empty());
    let answer = send(&door, request.expect("a request")).await;
    assert_eq!(answer.status, StatusCode::SERVICE_UNAVAILABLE);
    assert_eq!(answer.text, "not ready: database not migrated\n");
}
