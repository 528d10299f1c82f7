//! Media types, methods and statuses.

use axum::body::Body;
use axum::http::{Request, StatusCode};
use serde_json::json;

use crate::support::door::{door, post, send};

const NEW: &str = "application/graphql-response+json; charset=utf-8";
const OLD: &str = "application/json; charset=utf-8";

fn hello() -> String {
    json!({ "query": "{ hello }" }).to_string()
}

#[tokio::test]
async fn the_best_liked_media_type_answers() {
    for (accept, expected) in [
        ("application/json", OLD),
        ("application/graphql-response+json", NEW),
        ("APPLICATION/GraphQL-Response+JSON", NEW),
        ("*/*", OLD),
        ("application/*", OLD),
        ("application/json, application/graphql-response+json", NEW),
        (
            "application/json;q=0.9, application/graphql-response+json;q=0.8",
            OLD,
        ),
        (
            "application/json;q=0.5, application/graphql-response+json; charset=utf-8; q=0.51",
            NEW,
        ),
        ("application/graphql-response+json, */*;q=0.1", NEW),
        ("application/json;q=0, */*", NEW),
        ("text/html, */*;q=0.8", OLD),
    ] {
        let answer = send(&door(), post(hello(), &[("accept", accept)])).await;
        assert_eq!(answer.status, StatusCode::OK, "{accept}");
        assert_eq!(answer.header("content-type"), expected, "{accept}");
    }
    let answer = send(&door(), post(hello(), &[])).await;
    assert_eq!(answer.header("content-type"), OLD);
    assert!(answer.header("vary").contains("accept"));
    assert_eq!(answer.header("cache-control"), "no-store");
}

#[tokio::test]
async fn what_nobody_can_give_is_406() {
    for accept in [
        "text/html",
        "application/json;q=0",
        "application/json;q=2",
        "",
    ] {
        let answer = send(&door(), post(hello(), &[("accept", accept)])).await;
        assert_eq!(answer.status, StatusCode::NOT_ACCEPTABLE, "{accept}");
        assert_eq!(answer.codes(), ["BAD_USER_INPUT"]);
    }
}

#[tokio::test]
async fn a_body_is_json_in_utf8_or_415() {
    for (content_type, status) in [
        ("application/json", 200),
        ("Application/JSON; Charset=UTF-8", 200),
        ("application/json; charset=\"utf-8\"", 200),
        ("application/json; charset=utf-16", 415),
        ("application/jsonx", 415),
        ("text/plain", 415),
        ("application/x-www-form-urlencoded", 415),
        ("multipart/form-data; boundary=x", 415),
        ("", 415),
    ] {
        let request = Request::post("/graphql")
            .header("content-type", content_type)
            .body(Body::from(hello()))
            .expect("a request");
        let answer = send(&door(), request).await;
        assert_eq!(answer.status.as_u16(), status, "{content_type}");
    }
    let bare = Request::post("/graphql").body(Body::from(hello()));
    let answer = send(&door(), bare.expect("a request")).await;
    assert_eq!(answer.status, StatusCode::UNSUPPORTED_MEDIA_TYPE);
}

#[tokio::test]
async fn request_errors_are_400_for_new_clients_and_200_for_old() {
    let cases = [
        (json!({ "query": "{" }), "GRAPHQL_PARSE_FAILED"),
        (
            json!({ "query": "{ nothing }" }),
            "GRAPHQL_VALIDATION_FAILED",
        ),
        (
            json!({ "query": "query($id: ID!) { satisfactionSurvey(id: $id) { id } }" }),
            "BAD_USER_INPUT",
        ),
        (
            json!({ "query": "query A { hello } query B { hello }" }),
            "OPERATION_RESOLUTION_FAILURE",
        ),
        (
            json!({ "query": "query A { hello }", "operationName": "B" }),
            "OPERATION_RESOLUTION_FAILURE",
        ),
        (
            json!({ "query": "subscription { forever }" }),
            "OPERATION_RESOLUTION_FAILURE",
        ),
        (
            json!({ "extensions": { "persistedQuery": { "version": 1, "sha256Hash": "0".repeat(64) } } }),
            "PERSISTED_QUERY_NOT_FOUND",
        ),
    ];
    for (body, code) in cases {
        for (accept, status) in [
            ("application/json", 200),
            ("application/graphql-response+json", 400),
        ] {
            let answer = send(&door(), post(body.to_string(), &[("accept", accept)])).await;
            assert_eq!(answer.status.as_u16(), status, "{body}");
            assert_eq!(answer.codes(), [code], "{body}");
            assert!(answer.json().get("data").is_none(), "{body}");
        }
    }
}

#[tokio::test]
async fn a_field_that_fails_leaves_the_rest_and_200() {
    let answer = send(
        &door(),
        post(
            json!({ "query": "{ hello forbidden }" }).to_string(),
            &[("accept", "application/graphql-response+json")],
        ),
    )
    .await;
    assert_eq!(answer.status, StatusCode::OK);
    assert_eq!(answer.codes(), ["FORBIDDEN"]);
    assert_eq!(answer.json()["data"]["hello"], "Xin chào ");
}

#[tokio::test]
async fn get_answers_queries_alone() {
    let get = |query: &str| {
        Request::get(format!("/graphql?{query}"))
            .body(Body::empty())
            .expect("a request")
    };
    let answer = send(&door(), get("query=query+A($n:String!){hello(name:$n)}+query+B{hello}&operationName=A&variables=%7B%22n%22:%22T%C6%B0%E1%BB%A3ng+S%C6%A1n%22%7D&other=1")).await;
    assert_eq!(answer.status, StatusCode::OK);
    assert_eq!(answer.json()["data"]["hello"], "Xin chào Tượng Sơn");

    let answer = send(&door(), get("query=mutation{choose(input:5)}")).await;
    assert_eq!(answer.status, StatusCode::METHOD_NOT_ALLOWED);
    assert_eq!(answer.header("allow"), "POST");

    let answer = send(&door(), get("query={hello}&variables=[1]")).await;
    assert_eq!(answer.status, StatusCode::BAD_REQUEST);
    assert_eq!(send(&door(), get("")).await.status, StatusCode::BAD_REQUEST);
}

#[tokio::test]
async fn other_methods_are_told_which_there_are() {
    for method in ["PUT", "DELETE", "PATCH", "OPTIONS", "PURGE"] {
        let request = Request::builder()
            .method(method)
            .uri("/graphql")
            .body(Body::empty());
        let answer = send(&door(), request.expect("a request")).await;
        assert_eq!(answer.status, StatusCode::METHOD_NOT_ALLOWED, "{method}");
        assert_eq!(answer.header("allow"), "GET, POST");
        assert_eq!(answer.codes(), ["BAD_USER_INPUT"]);
    }
}
