//! The survey app's files as they stand in the program, and their common version.

use std::sync::LazyLock;

use axum::body::Bytes;
use axum::http::HeaderValue;
use sha2::{Digest, Sha256};

use crate::domain::base::canonical::hex;

const HTML: HeaderValue = HeaderValue::from_static("text/html; charset=utf-8");
const JAVASCRIPT: HeaderValue = HeaderValue::from_static("text/javascript; charset=utf-8");
const CSS: HeaderValue = HeaderValue::from_static("text/css; charset=utf-8");
const MANIFEST: HeaderValue = HeaderValue::from_static("application/manifest+json");
const SVG: HeaderValue = HeaderValue::from_static("image/svg+xml");
const PNG: HeaderValue = HeaderValue::from_static("image/png");

/// The page's name in the address: the folder itself.
const PAGE: &str = "";
/// The file that keeps the others on the phone.
const WORKER: &str = "worker.js";
/// How much of the hash names a version.
const VERSION_DIGITS: usize = 16;

/// A file of the app by its name, its media type, and what it holds.
type Source = (&'static str, HeaderValue, &'static [u8]);

/// Lists files of the `app` folder under their own names.
macro_rules! sources {
    ($($media:ident $name:literal),+ $(,)?) => {
        [$(($name, $media, include_bytes!(concat!("app/", $name)).as_slice())),+]
    };
}

/// The files that the worker keeps on the phone, beside the page.
static SOURCES: [Source; 18] = sources![
    JAVASCRIPT "api.js",
    JAVASCRIPT "codes.js",
    JAVASCRIPT "dom.js",
    JAVASCRIPT "form.js",
    JAVASCRIPT "home.js",
    JAVASCRIPT "ids.js",
    JAVASCRIPT "invited.js",
    JAVASCRIPT "main.js",
    JAVASCRIPT "receipts.js",
    JAVASCRIPT "signin.js",
    JAVASCRIPT "store.js",
    JAVASCRIPT "sync.js",
    JAVASCRIPT "words.js",
    CSS "style.css",
    MANIFEST "manifest.webmanifest",
    SVG "icon.svg",
    PNG "icon-192.png",
    PNG "icon-512.png",
];

const PAGE_TEXT: &[u8] = include_bytes!("app/index.html");
const WORKER_TEXT: &str = include_str!("app/worker.js");

/// A file that a browser fetches.
#[derive(Debug)]
pub struct File {
    /// Its name in the address; empty for the page.
    pub name: &'static str,
    /// Its media type.
    pub media: HeaderValue,
    /// What it holds.
    pub bytes: Bytes,
}

/// A hash over all of the app: the worker holds it, so that a phone notices any change.
static VERSION: LazyLock<String> = LazyLock::new(|| {
    let mut hash = Sha256::new();
    hash.update(PAGE_TEXT);
    hash.update(WORKER_TEXT);
    for (name, _, bytes) in &SOURCES {
        hash.update(name);
        hash.update(bytes);
    }
    let mut version = hex(&hash.finalize());
    version.truncate(VERSION_DIGITS);
    version
});

static FILES: LazyLock<Vec<File>> = LazyLock::new(|| {
    let file = |name, media, bytes| File { name, media, bytes };
    let names = SOURCES.iter().map(|(name, ..)| format!("'{name}'"));
    let list: Vec<String> = std::iter::once("'./'".to_owned()).chain(names).collect();
    let worker = WORKER_TEXT
        .replace("VERSION", &VERSION)
        .replace("FILE_LIST", &format!("[{}]", list.join(", ")));
    let sources = SOURCES
        .iter()
        .map(|(name, media, bytes)| file(*name, media.clone(), Bytes::from_static(bytes)));
    let made = [
        file(PAGE, HTML, Bytes::from_static(PAGE_TEXT)),
        file(WORKER, JAVASCRIPT, Bytes::from(worker)),
    ];
    sources.chain(made).collect()
});

/// The version of all files together.
#[must_use]
pub fn version() -> &'static str {
    &VERSION
}

/// The file of that name; of the empty name the page.
#[must_use]
pub fn file(name: &str) -> Option<&'static File> {
    FILES.iter().find(|file| file.name == name)
}
