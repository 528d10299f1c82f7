//! The editor that stands in the program.

use axum::body::Body;
use axum::http::{Request, StatusCode};

use crate::support::door::{Answer, door, send};

async fn get(path: &str, headers: &[(&str, &str)]) -> Answer {
    let mut request = Request::get(path).header("host", "longdan.example:8000");
    for (name, value) in headers {
        request = request.header(*name, *value);
    }
    send(&door(), request.body(Body::empty()).expect("a request")).await
}

#[tokio::test]
async fn the_page_loads_nothing_from_elsewhere() {
    let page = get("/graphiql", &[]).await;
    assert_eq!(page.status, StatusCode::OK);
    assert_eq!(page.header("content-type"), "text/html; charset=utf-8");
    let policy = page.header("content-security-policy");
    for part in [
        "default-src 'none'",
        "script-src 'self';",
        "connect-src 'self' ws://longdan.example:8000 wss://longdan.example:8000",
    ] {
        assert!(policy.contains(part), "{policy}");
    }
    let addresses: Vec<&str> = page
        .text
        .split(['"', '\''])
        .filter(|part| part.contains("//") || part.starts_with('/'))
        .collect();
    assert_eq!(addresses.len(), 8, "{addresses:?}");
    for address in addresses {
        let file = get(address, &[]).await;
        assert_eq!(file.status, StatusCode::OK, "{address}");
        assert!(file.header("cache-control").contains("immutable"));
        assert_eq!(file.header("x-content-type-options"), "nosniff");
        let media = if address.contains(".js") {
            "text/javascript"
        } else {
            "text/css"
        };
        assert!(file.header("content-type").starts_with(media), "{address}");
        assert!(!file.text.is_empty());
    }
}

#[tokio::test]
async fn a_page_that_is_known_is_not_sent_again() {
    let etag = get("/graphiql", &[]).await.header("etag").to_owned();
    let again = get("/graphiql", &[("if-none-match", &etag)]).await;
    assert_eq!(again.status, StatusCode::NOT_MODIFIED);
    assert!(again.text.is_empty());
    assert_eq!(
        get("/graphiql", &[("if-none-match", "\"old\"")])
            .await
            .status,
        StatusCode::OK
    );
}

#[tokio::test]
async fn what_is_no_file_of_this_version_is_404() {
    for path in [
        "/graphiql/0000000000000000/start.js",
        "/graphiql/x/..",
        "/graphiql/a/b/c",
        "/graphiql/",
    ] {
        assert_eq!(get(path, &[]).await.status, StatusCode::NOT_FOUND, "{path}");
    }
}

#[tokio::test]
async fn a_strange_host_gets_no_word_in_the_policy() {
    let request = Request::get("/graphiql")
        .header("host", "x; script-src *")
        .body(Body::empty());
    let page = send(&door(), request.expect("a request")).await;
    assert!(
        page.header("content-security-policy")
            .ends_with("connect-src 'self'")
    );
}
