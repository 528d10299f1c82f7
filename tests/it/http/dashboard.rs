//! The dashboard that stands in the program.

use axum::body::Body;
use axum::http::{Request, StatusCode};
use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use sha2::{Digest, Sha256};

use crate::support::door::{Answer, door, send};

async fn get(path: &str, headers: &[(&str, &str)]) -> Answer {
    let mut request = Request::get(path);
    for (name, value) in headers {
        request = request.header(*name, *value);
    }
    send(&door(), request.body(Body::empty()).expect("a request")).await
}

/// What follows each of these signs in a text, up to the closing quote.
fn quoted<'a>(text: &'a str, sign: &str) -> Vec<&'a str> {
    text.split(sign)
        .skip(1)
        .filter_map(|rest| rest.split('"').next())
        .collect()
}

#[tokio::test]
async fn the_page_loads_nothing_from_elsewhere_and_runs_nothing_of_its_own_but_the_map() {
    let page = get("/", &[]).await;
    assert_eq!(page.status, StatusCode::OK);
    assert_eq!(page.header("content-type"), "text/html; charset=utf-8");
    let policy = page.header("content-security-policy");
    assert!(policy.starts_with("default-src 'none'"), "{policy}");
    assert!(!policy.contains("unsafe"), "{policy}");
    assert!(!page.text.contains("//"), "an address of another host");
    let scripts: Vec<&str> = page.text.split("<script type=\"importmap\">").collect();
    assert_eq!(scripts.len(), 2, "one map");
    let map = scripts[1].split_once("</script>").expect("its end").0;
    let hash = STANDARD.encode(Sha256::digest(map));
    assert!(policy.contains(&format!("'sha256-{hash}'")), "{policy}");
}

#[tokio::test]
async fn every_file_that_the_page_names_is_there_plain_and_compressed() {
    let page = get("/", &[]).await;
    let mut named = quoted(&page.text, "href=\"/");
    named.extend(quoted(&page.text, "src=\"/"));
    named.extend(quoted(&page.text, ": \"/"));
    assert!(named.len() > 30, "{named:?}");
    for name in named {
        let path = format!("/{name}");
        let plain = get(&path, &[]).await;
        assert_eq!(plain.status, StatusCode::OK, "{path}");
        assert_eq!(plain.header("cache-control"), "no-cache");
        assert_eq!(plain.header("content-encoding"), "", "{path}");
        let small = get(&path, &[("accept-encoding", "br, gzip;q=0.5")]).await;
        assert_eq!(small.header("content-encoding"), "gzip", "{path}");
        assert_eq!(small.header("vary"), "accept-encoding");
        assert_ne!(small.header("etag"), plain.header("etag"));
        let refused = get(&path, &[("accept-encoding", "gzip;q=0, identity")]).await;
        assert_eq!(refused.text, plain.text, "{path}");
    }
}

#[tokio::test]
async fn a_file_that_is_known_is_not_sent_again() {
    let etag = get("/", &[]).await.header("etag").to_owned();
    for path in ["/", "/app/main.js", "/app/vendor/preact.mjs"] {
        let again = get(path, &[("if-none-match", &etag)]).await;
        assert_eq!(again.status, StatusCode::NOT_MODIFIED, "{path}");
        let other = [
            ("if-none-match", etag.as_str()),
            ("accept-encoding", "gzip"),
        ];
        assert_eq!(get(path, &other).await.status, StatusCode::OK, "{path}");
    }
    for path in ["/app/none.js", "/app/", "/app/../x", "/app/vendor/LICENSE"] {
        assert_eq!(get(path, &[]).await.status, StatusCode::NOT_FOUND, "{path}");
    }
}
