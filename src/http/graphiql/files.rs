//! The editor's files as they stand in the program, and their common version.

use std::sync::LazyLock;

use axum::body::Bytes;
use axum::http::HeaderValue;
use sha2::{Digest, Sha256};

use crate::domain::base::canonical::hex;
use crate::graphql::samples::SAMPLES;

/// A file that a browser fetches.
#[derive(Debug)]
pub struct File {
    /// Its name in the address.
    pub name: &'static str,
    /// Its media type.
    pub media: HeaderValue,
    /// What it holds.
    pub bytes: Bytes,
}

const JAVASCRIPT: HeaderValue = HeaderValue::from_static("text/javascript; charset=utf-8");
const CSS: HeaderValue = HeaderValue::from_static("text/css; charset=utf-8");

/// How much of the hash stands in addresses.
const VERSION_DIGITS: usize = 16;

/// The files. Those of others are never edited (`src/http/vendor/graphiql`).
static FILES: LazyLock<[File; 8]> = LazyLock::new(|| {
    let of = |name, media, bytes: &'static [u8]| File {
        name,
        media,
        bytes: Bytes::from_static(bytes),
    };
    [
        of(
            "graphiql.min.js",
            JAVASCRIPT,
            include_bytes!("../vendor/graphiql/graphiql.min.js"),
        ),
        of(
            "graphiql.min.css",
            CSS,
            include_bytes!("../vendor/graphiql/graphiql.min.css"),
        ),
        of(
            "react.production.min.js",
            JAVASCRIPT,
            include_bytes!("../vendor/graphiql/react.production.min.js"),
        ),
        of(
            "react-dom.production.min.js",
            JAVASCRIPT,
            include_bytes!("../vendor/graphiql/react-dom.production.min.js"),
        ),
        of(
            "graphql-ws.min.js",
            JAVASCRIPT,
            include_bytes!("../vendor/graphiql/graphql-ws.min.js"),
        ),
        of("start.js", JAVASCRIPT, include_bytes!("start.js")),
        of("start.css", CSS, include_bytes!("start.css")),
        File {
            name: "samples.js",
            media: JAVASCRIPT,
            bytes: Bytes::from(samples()),
        },
    ]
});

/// The queries with which the editor opens, as a script.
fn samples() -> String {
    let queries: Vec<&str> = SAMPLES.iter().map(|sample| sample.query).collect();
    format!("const SAMPLES = {};\n", serde_json::json!(queries))
}

const TEMPLATE: &str = include_str!("page.html");

/// A hash over all of the editor: a changed file has another address, so none is ever stale.
static VERSION: LazyLock<String> = LazyLock::new(|| {
    let mut hash = Sha256::new();
    hash.update(TEMPLATE);
    for file in FILES.iter() {
        hash.update(file.name);
        hash.update(&file.bytes);
    }
    let mut version = hex(&hash.finalize());
    version.truncate(VERSION_DIGITS);
    version
});

static PAGE: LazyLock<String> = LazyLock::new(|| TEMPLATE.replace("VERSION", &VERSION));

/// The page, with the addresses of its files.
#[must_use]
pub fn page() -> &'static str {
    &PAGE
}

/// The version of all files together.
#[must_use]
pub fn version() -> &'static str {
    &VERSION
}

/// The file of that name in that version.
#[must_use]
pub fn file(version: &str, name: &str) -> Option<&'static File> {
    FILES
        .iter()
        .find(|file| file.name == name && version == VERSION.as_str())
}
