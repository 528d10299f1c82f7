//! Documents that are named instead of sent: automatic and trusted ones.

use std::fmt::Write as _;
use std::sync::Arc;

use axum::Router;
use axum::body::Body;
use axum::http::{Request, StatusCode};
use longdan::graphql::guard::document::read;
use longdan::graphql::guard::limits::Limits;
use longdan::http::graphql::manifest::Manifest;
use longdan::http::graphql::own;
use longdan::http::limits::{DocumentOptions, HttpOptions};
use serde_json::{Value, json};
use sha2::{Digest, Sha256};

use crate::support::door::{Answer, door, door_with, post, send};

const HELLO: &str = "{ hello }";

fn hash(text: &str) -> String {
    let mut digits = String::new();
    for byte in Sha256::digest(text) {
        write!(digits, "{byte:02x}").expect("a string");
    }
    digits
}

fn automatic(query: Option<&str>, of: &str) -> Value {
    let extensions = json!({ "persistedQuery": { "version": 1, "sha256Hash": hash(of) } });
    match query {
        Some(query) => json!({ "query": query, "extensions": extensions }),
        None => json!({ "extensions": extensions }),
    }
}

async fn ask(door: &Router, body: &Value) -> Answer {
    send(door, post(body.to_string(), &[])).await
}

#[tokio::test]
async fn a_document_is_known_by_its_hash_once_it_was_sent_with_it() {
    let door = door();
    let unknown = ask(&door, &automatic(None, HELLO)).await;
    assert_eq!(unknown.codes(), ["PERSISTED_QUERY_NOT_FOUND"]);
    // The words that clients look for.
    assert_eq!(unknown.message(), "PersistedQueryNotFound");
    let sent = ask(&door, &automatic(Some(HELLO), HELLO)).await;
    assert_eq!(sent.json()["data"]["hello"], "Xin chào ", "{}", sent.text);
    let known = ask(&door, &automatic(None, HELLO)).await;
    assert_eq!(known.json()["data"]["hello"], "Xin chào ");

    let extensions = json!({ "persistedQuery": { "version": 1, "sha256Hash": hash(HELLO) } });
    let extensions = extensions.to_string().replace('"', "%22");
    let get = Request::get(format!("/graphql?extensions={extensions}"))
        .body(Body::empty())
        .expect("a request");
    let answer = send(&door, get).await;
    assert_eq!(answer.json()["data"]["hello"], "Xin chào ");
    let by_id = json!({ "documentId": format!("sha256:{}", hash(HELLO)) });
    assert_eq!(ask(&door, &by_id).await.status, StatusCode::OK);
}

#[tokio::test]
async fn a_hash_that_is_not_the_documents_own_is_refused_and_nothing_kept() {
    let door = door();
    let other = ask(&door, &automatic(Some(HELLO), "{ viewer }")).await;
    assert_eq!(other.status, StatusCode::BAD_REQUEST);
    assert_eq!(other.codes(), ["BAD_USER_INPUT"]);
    for of in [HELLO, "{ viewer }"] {
        let answer = ask(&door, &automatic(None, of)).await;
        assert_eq!(answer.codes(), ["PERSISTED_QUERY_NOT_FOUND"], "{of}");
    }
    let faulty = "{ hello";
    let refused = ask(&door, &automatic(Some(faulty), faulty)).await;
    assert_eq!(refused.codes(), ["GRAPHQL_PARSE_FAILED"]);
    let answer = ask(&door, &automatic(None, faulty)).await;
    assert_eq!(answer.codes(), ["PERSISTED_QUERY_NOT_FOUND"]);
}

#[tokio::test]
async fn what_names_no_document_soundly_is_400() {
    let digits = hash(HELLO);
    for extension in [
        json!({ "version": 2, "sha256Hash": digits }),
        json!({ "version": 1, "sha256Hash": digits.to_uppercase() }),
        json!({ "version": 1, "sha256Hash": "abc" }),
        json!({ "version": 1 }),
        json!("x"),
    ] {
        let body = json!({ "extensions": { "persistedQuery": extension } });
        let answer = ask(&door(), &body).await;
        assert_eq!(answer.status, StatusCode::BAD_REQUEST, "{body}");
        assert!(answer.message().contains("sha256Hash"), "{body}");
    }
    for body in [
        json!({ "documentId": 5 }),
        json!({ "documentId": "a", "query": HELLO }),
    ] {
        assert_eq!(ask(&door(), &body).await.status, StatusCode::BAD_REQUEST);
    }
    let null =
        json!({ "query": HELLO, "documentId": null, "extensions": { "persistedQuery": null } });
    assert_eq!(ask(&door(), &null).await.status, StatusCode::OK);
}

fn with_manifest(manifest: &str, only: bool) -> Router {
    door_with(HttpOptions {
        documents: DocumentOptions {
            trusted: Arc::new(Manifest::of_json(manifest).expect("a manifest")),
            only,
        },
        ..HttpOptions::default()
    })
}

#[tokio::test]
async fn trusted_documents_are_run_by_their_ids_in_both_shapes_of_the_file() {
    let relay = json!({ "a1b2": HELLO, format!("sha256:{}", hash("{ viewer }")): "{ viewer }" });
    let apollo = json!({
        "format": "apollo-persisted-query-manifest", "version": 1,
        "operations": [{ "id": "a1b2", "name": "Hello", "type": "query", "body": HELLO }],
    });
    for manifest in [relay, apollo] {
        let door = with_manifest(&manifest.to_string(), false);
        for id in ["a1b2".to_owned(), format!("sha256:{}", hash(HELLO))] {
            let answer = ask(&door, &json!({ "documentId": id })).await;
            assert_eq!(answer.json()["data"]["hello"], "Xin chào ", "{id}");
        }
        let unknown = ask(&door, &json!({ "documentId": "zzz" })).await;
        assert_eq!(unknown.codes(), ["PERSISTED_QUERY_NOT_FOUND"]);
        let text = ask(&door, &json!({ "query": "{ viewer }" })).await;
        assert_eq!(text.status, StatusCode::OK);
    }
}

#[tokio::test]
async fn where_only_trusted_documents_are_run_nothing_else_is() {
    let door = with_manifest(&json!({ "a1b2": HELLO }).to_string(), true);
    for body in [
        json!({ "documentId": "a1b2" }),
        json!({ "query": HELLO }),
        automatic(None, HELLO),
    ] {
        let answer = ask(&door, &body).await;
        assert_eq!(answer.json()["data"]["hello"], "Xin chào ", "{body}");
    }
    for body in [
        json!({ "query": "{ viewer }" }),
        json!({ "query": "{ hello hello }" }),
        automatic(Some("{ viewer }"), "{ viewer }"),
        json!({ "query": "{ __schema { queryType { name } } }" }),
    ] {
        let answer = ask(&door, &body).await;
        assert_eq!(answer.status, StatusCode::FORBIDDEN, "{body}");
        assert_eq!(answer.codes(), ["FORBIDDEN"], "{body}");
    }
    let answer = ask(&door, &automatic(None, "{ viewer }")).await;
    assert_eq!(answer.codes(), ["PERSISTED_QUERY_NOT_FOUND"]);
}

#[test]
fn a_manifest_that_cannot_be_is_refused() {
    for text in [
        "",
        "[]",
        "{\"a\": 5}",
        "{\"format\": \"other\", \"operations\": []}",
    ] {
        assert!(Manifest::of_json(text).is_err(), "{text}");
    }
    let other = json!({ format!("sha256:{}", hash("{ a }")): "{ b }" });
    assert!(Manifest::of_json(&other.to_string()).is_err());
}

// Fails where the file isn't an object of texts, or a page asks more than a stranger might.
#[test]
fn the_documents_of_our_own_pages_are_whole_and_within_the_limits() {
    let found: Vec<String> = own::documents().collect();
    assert!(found.len() > 100, "{}", found.len());
    for document in &found {
        read(document, &Limits::default()).expect(document);
    }
    let manifest = Manifest::default().with(found.iter().cloned());
    for document in &found {
        let hash = Sha256::digest(document).into();
        assert_eq!(manifest.by_hash(&hash), Some(document.as_str()));
    }
}
