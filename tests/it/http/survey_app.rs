//! The survey app that stands in the program.

use axum::body::Body;
use axum::http::{Request, StatusCode};

use crate::support::door::{Answer, door, send};

async fn get(path: &str, headers: &[(&str, &str)]) -> Answer {
    let mut request = Request::get(path);
    for (name, value) in headers {
        request = request.header(*name, *value);
    }
    send(&door(), request.body(Body::empty()).expect("a request")).await
}

/// The names between single quotes in the worker's list.
fn kept_by_the_worker(worker: &str) -> Vec<&str> {
    let list = worker.split_once("const FILES = [").expect("a list").1;
    let list = list.split_once(']').expect("its end").0;
    list.split('\'').skip(1).step_by(2).collect()
}

#[tokio::test]
async fn the_page_is_a_folder_and_loads_nothing_from_elsewhere() {
    let sent_on = get("/survey", &[]).await;
    assert_eq!(sent_on.status, StatusCode::PERMANENT_REDIRECT);
    assert_eq!(sent_on.header("location"), "survey/");
    let page = get("/survey/", &[]).await;
    assert_eq!(page.status, StatusCode::OK);
    assert_eq!(page.header("content-type"), "text/html; charset=utf-8");
    let policy = page.header("content-security-policy");
    assert!(policy.starts_with("default-src 'none'"), "{policy}");
    assert!(!policy.contains("unsafe"), "{policy}");
    assert!(!page.text.contains("//"), "an address of another host");
}

#[tokio::test]
async fn the_worker_keeps_every_file_that_the_app_needs() {
    let worker = get("/survey/worker.js", &[]).await;
    let kept = kept_by_the_worker(&worker.text);
    assert_eq!(kept.first(), Some(&"./"));
    for name in kept.iter().skip(1) {
        let file = get(&format!("/survey/{name}"), &[]).await;
        assert_eq!(file.status, StatusCode::OK, "{name}");
        assert_eq!(file.header("cache-control"), "no-cache");
        let imported = file.text.lines().filter(|line| line.starts_with("import "));
        for line in imported {
            let of = line
                .split("'./")
                .nth(1)
                .and_then(|rest| rest.split('\'').next());
            let of = of.unwrap_or_else(|| panic!("{name}: {line}"));
            assert!(kept.contains(&of), "{name} imports {of}");
        }
    }
    assert!(!worker.text.contains("VERSION"), "the version is filled in");
}

#[tokio::test]
async fn a_file_that_is_known_is_not_sent_again() {
    let etag = get("/survey/", &[]).await.header("etag").to_owned();
    for path in ["/survey/", "/survey/main.js", "/survey/worker.js"] {
        let again = get(path, &[("if-none-match", &etag)]).await;
        assert_eq!(again.status, StatusCode::NOT_MODIFIED, "{path}");
    }
    for path in ["/survey/none.js", "/survey/../x", "/survey/a/b"] {
        assert_eq!(get(path, &[]).await.status, StatusCode::NOT_FOUND, "{path}");
    }
}
