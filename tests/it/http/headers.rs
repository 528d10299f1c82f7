//! What browsers of other origins may send; what is kept and checked; costs.

use axum::body::Body;
use axum::http::{Request, StatusCode};
use longdan::http::limits::HttpOptions;
use serde_json::json;

use crate::support::door::{Answer, door, door_with, post, send};

async fn get(headers: &[(&'static str, &str)]) -> Answer {
    let mut request = Request::get("/graphql?query=%7Bhello%7D");
    for (name, value) in headers {
        request = request.header(*name, *value);
    }
    send(&door(), request.body(Body::empty()).expect("a request")).await
}

#[tokio::test]
async fn a_browser_may_ask_for_the_headers_of_guarded_requests() {
    let door = door_with(HttpOptions {
        origins: vec!["https://front.example".to_owned()],
        ..HttpOptions::default()
    });
    let ask = Request::options("/graphql")
        .header("origin", "https://front.example")
        .header("access-control-request-method", "POST")
        .header(
            "access-control-request-headers",
            "graphql-require-preflight,x-graphql-cost",
        )
        .body(Body::empty())
        .expect("a request");
    let answer = send(&door, ask).await;
    let allowed = answer.header("access-control-allow-headers");
    for name in [
        "graphql-require-preflight",
        "x-graphql-cost",
        "authorization",
    ] {
        assert!(allowed.contains(name), "{allowed}");
    }
    assert_eq!(
        answer.header("access-control-allow-origin"),
        "https://front.example"
    );
}

#[tokio::test]
async fn what_is_for_everybody_is_checked_by_its_tag() {
    let first = get(&[]).await;
    let tag = first.header("etag").to_owned();
    assert!(tag.len() == 34 && tag.starts_with('"'), "{tag}");
    assert_eq!(first.header("cache-control"), "no-cache");
    for held in [tag.clone(), format!("\"other\", W/{tag}")] {
        let again = get(&[("if-none-match", &held)]).await;
        assert_eq!(again.status, StatusCode::NOT_MODIFIED);
        assert_eq!(
            (again.text.as_str(), again.header("etag")),
            ("", tag.as_str())
        );
    }
    assert_eq!(
        get(&[("if-none-match", "\"other\"")]).await.status,
        StatusCode::OK
    );
    let signed_in = get(&[("authorization", "Bearer front")]).await;
    assert_eq!(
        (signed_in.header("etag"), signed_in.header("cache-control")),
        ("", "no-store")
    );
}

#[tokio::test]
async fn the_cost_is_told_to_those_who_ask() {
    let query = "{ candidacies(first: 10) { nodes { id } } }";
    let body = json!({ "query": query }).to_string();
    let told = send(&door(), post(body.clone(), &[("x-graphql-cost", "1")])).await;
    let cost = &told.json()["extensions"]["cost"];
    assert_eq!(
        *cost,
        json!({ "requested": 21, "limit": 1_000_000 }),
        "{}",
        told.text
    );
    let silent = send(&door(), post(body, &[])).await;
    assert!(silent.json().get("extensions").is_none());
}
