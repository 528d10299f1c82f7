//! The dashboard's files as they stand in the program, plain and compressed.

use std::io::Write as _;
use std::sync::LazyLock;

use axum::body::Bytes;
use axum::http::HeaderValue;
use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use flate2::Compression;
use flate2::write::GzEncoder;
use sha2::{Digest, Sha256};

use crate::domain::base::canonical::hex;

const HTML: HeaderValue = HeaderValue::from_static("text/html; charset=utf-8");
const JAVASCRIPT: HeaderValue = HeaderValue::from_static("text/javascript; charset=utf-8");
const CSS: HeaderValue = HeaderValue::from_static("text/css; charset=utf-8");
const SVG: HeaderValue = HeaderValue::from_static("image/svg+xml");

/// The page's name: that of no file.
const PAGE: &str = "";
/// How much of the hash names a version.
const VERSION_DIGITS: usize = 16;
/// What begins and ends the one script that stands in the page: where the modules of others lie.
const MAP_BEGINS: &str = "<script type=\"importmap\">";
const MAP_ENDS: &str = "</script>";
/// Where the page names our modules.
const MODULES: &str = "<!-- modules -->";

/// A file by its name in the address, its media type, and what it holds.
type Source = (&'static str, HeaderValue, &'static [u8]);

/// Lists files under the names that they bear in the address, each with its place.
macro_rules! sources {
    ($($media:ident $folder:literal $name:literal),+ $(,)?) => {
        vec![$(($name, $media, include_bytes!(concat!($folder, $name)).as_slice())),+]
    };
}

/// Files of our own.
fn ours() -> Vec<Source> {
    sources![
        JAVASCRIPT "app/" "api.js",
        JAVASCRIPT "app/" "data.js",
        JAVASCRIPT "app/" "documents.js",
        JAVASCRIPT "app/" "drafts.js",
        JAVASCRIPT "app/" "format.js",
        JAVASCRIPT "app/" "frame.js",
        JAVASCRIPT "app/" "idle.js",
        JAVASCRIPT "app/" "main.js",
        JAVASCRIPT "app/" "parts.js",
        JAVASCRIPT "app/" "presence.js",
        JAVASCRIPT "app/" "route.js",
        JAVASCRIPT "app/" "session.js",
        JAVASCRIPT "app/" "signin.js",
        JAVASCRIPT "app/" "ui.js",
        JAVASCRIPT "app/" "views/all.js",
        JAVASCRIPT "app/" "views/candidacy.js",
        JAVASCRIPT "app/" "views/charts.js",
        JAVASCRIPT "app/" "views/comments.js",
        JAVASCRIPT "app/" "views/direct_check.js",
        JAVASCRIPT "app/" "views/dossier.js",
        JAVASCRIPT "app/" "views/history.js",
        JAVASCRIPT "app/" "views/items.js",
        JAVASCRIPT "app/" "views/over_time.js",
        JAVASCRIPT "app/" "views/overdue.js",
        JAVASCRIPT "app/" "views/reassessment.js",
        JAVASCRIPT "app/" "views/round.js",
        JAVASCRIPT "app/" "views/round_data.js",
        JAVASCRIPT "app/" "views/round_filters.js",
        JAVASCRIPT "app/" "views/rounds.js",
        JAVASCRIPT "app/" "views/session.js",
        JAVASCRIPT "app/" "views/take_away.js",
        JAVASCRIPT "app/" "views/vote.js",
        JAVASCRIPT "app/" "words.js",
        JAVASCRIPT "app/" "words/candidacy.js",
        JAVASCRIPT "app/" "words/council.js",
        JAVASCRIPT "app/" "words/frame.js",
        JAVASCRIPT "app/" "words/round.js",
        JAVASCRIPT "app/" "words/terms.js",
        JAVASCRIPT "app/" "work/all.js",
        JAVASCRIPT "app/" "work/done.js",
        JAVASCRIPT "app/" "work/enums.js",
        JAVASCRIPT "app/" "work/may.js",
        JAVASCRIPT "app/" "work/places.js",
        JAVASCRIPT "app/" "work/say.js",
        JAVASCRIPT "app/" "work/sources.js",
        JAVASCRIPT "app/" "work/todo.js",
        JAVASCRIPT "app/" "work/words.js",
        CSS "app/" "style.css",
        CSS "app/" "work/style.css",
        SVG "app/" "icon.svg",
    ]
}

/// Modules of our own that are fetched when a form or a page of work is first opened.
fn later() -> Vec<Source> {
    sources![
        JAVASCRIPT "app/" "work/about.js",
        JAVASCRIPT "app/" "work/dialog.js",
        JAVASCRIPT "app/" "work/fields.js",
        JAVASCRIPT "app/" "work/form.js",
        JAVASCRIPT "app/" "work/formpage.js",
        JAVASCRIPT "app/" "work/page.js",
        JAVASCRIPT "app/" "work/pages/access.js",
        JAVASCRIPT "app/" "work/pages/all.js",
        JAVASCRIPT "app/" "work/pages/council.js",
        JAVASCRIPT "app/" "work/pages/rounds.js",
        JAVASCRIPT "app/" "work/pages/survey.js",
        JAVASCRIPT "app/" "work/pages/tasks.js",
        JAVASCRIPT "app/" "work/pages/webhooks.js",
        JAVASCRIPT "app/" "work/prints.js",
        JAVASCRIPT "app/" "work/rows.js",
        JAVASCRIPT "app/" "work/spec.js",
        JAVASCRIPT "app/" "work/specs/access.js",
        JAVASCRIPT "app/" "work/specs/all.js",
        JAVASCRIPT "app/" "work/specs/ballots.js",
        JAVASCRIPT "app/" "work/specs/checking.js",
        JAVASCRIPT "app/" "work/specs/collecting.js",
        JAVASCRIPT "app/" "work/specs/corrections.js",
        JAVASCRIPT "app/" "work/specs/council.js",
        JAVASCRIPT "app/" "work/specs/dossiers.js",
        JAVASCRIPT "app/" "work/specs/privacy.js",
        JAVASCRIPT "app/" "work/specs/records.js",
        JAVASCRIPT "app/" "work/specs/rounds.js",
        JAVASCRIPT "app/" "work/specs/surveys.js",
        JAVASCRIPT "app/" "work/specs/tasks.js",
        JAVASCRIPT "app/" "work/specs/webhooks.js",
        JAVASCRIPT "app/" "work/upload.js",
        JAVASCRIPT "app/" "work/values.js",
    ]
}

/// Files of others, below `vendor/` in the address.
fn others() -> Vec<Source> {
    sources![
        JAVASCRIPT "../vendor/preact/" "preact.mjs",
        JAVASCRIPT "../vendor/preact/" "hooks.mjs",
        JAVASCRIPT "../vendor/htm/" "htm.mjs",
        JAVASCRIPT "../vendor/d3/" "d3-array.min.mjs",
        JAVASCRIPT "../vendor/d3/" "d3-color.min.mjs",
        JAVASCRIPT "../vendor/d3/" "d3-format.min.mjs",
        JAVASCRIPT "../vendor/d3/" "d3-interpolate.min.mjs",
        JAVASCRIPT "../vendor/d3/" "d3-path.min.mjs",
        JAVASCRIPT "../vendor/d3/" "d3-scale.min.mjs",
        JAVASCRIPT "../vendor/d3/" "d3-shape.min.mjs",
        JAVASCRIPT "../vendor/d3/" "d3-time.min.mjs",
        JAVASCRIPT "../vendor/d3/" "d3-time-format.min.mjs",
        JAVASCRIPT "../vendor/graphiql/" "graphql-ws.min.js",
    ]
}

const PAGE_TEXT: &str = include_str!("app/index.html");

/// A file that a browser fetches.
#[derive(Debug)]
pub struct File {
    /// Its name in the address, below `/app/`; empty for the page.
    pub name: String,
    /// Its media type.
    pub media: HeaderValue,
    /// What it holds.
    pub plain: Bytes,
    /// The same, compressed by gzip.
    pub gzip: Bytes,
}

/// Compresses once, at the best; what can't be compressed stays empty and is sent plain.
fn compressed(bytes: &[u8]) -> Bytes {
    let mut encoder = GzEncoder::new(Vec::new(), Compression::best());
    let written = encoder.write_all(bytes).and_then(|()| encoder.finish());
    Bytes::from(written.unwrap_or_default())
}

/// The page, which names the first view's modules at once: else a browser learns of them one by one.
fn page() -> String {
    let modules: Vec<String> = ours()
        .into_iter()
        .filter(|(_, media, _)| *media == JAVASCRIPT)
        .map(|(name, ..)| format!("<link rel=\"modulepreload\" href=\"/app/{name}\">"))
        .collect();
    PAGE_TEXT.replace(MODULES, &modules.join("\n    "))
}

static FILES: LazyLock<Vec<File>> = LazyLock::new(|| {
    let file = |name: String, media: HeaderValue, plain: Bytes| File {
        name,
        media,
        gzip: compressed(&plain),
        plain,
    };
    let ours = ours()
        .into_iter()
        .chain(later())
        .map(|(name, media, bytes)| file(name.to_owned(), media, Bytes::from_static(bytes)));
    let others = others().into_iter().map(|(name, media, bytes)| {
        file(format!("vendor/{name}"), media, Bytes::from_static(bytes))
    });
    let page = file(PAGE.to_owned(), HTML, Bytes::from(page()));
    ours.chain(others).chain([page]).collect()
});

/// A hash over all of the dashboard: a browser asks whether it still has this version.
static VERSION: LazyLock<String> = LazyLock::new(|| {
    let mut hash = Sha256::new();
    for file in FILES.iter() {
        hash.update(&file.name);
        hash.update(&file.plain);
    }
    let mut version = hex(&hash.finalize());
    version.truncate(VERSION_DIGITS);
    version
});

/// SHA-256 of the import map, in base64: the policy lets this one script stand in the page.
static MAP_HASH: LazyLock<String> = LazyLock::new(|| {
    let map = PAGE_TEXT
        .split_once(MAP_BEGINS)
        .and_then(|(_, rest)| rest.split_once(MAP_ENDS))
        .map_or("", |(map, _)| map);
    STANDARD.encode(Sha256::digest(map))
});

/// The version of all files together.
#[must_use]
pub fn version() -> &'static str {
    &VERSION
}

/// The hash of the one script that stands in the page.
#[must_use]
pub fn map_hash() -> &'static str {
    &MAP_HASH
}

/// The file of that name; of the empty name the page.
#[must_use]
pub fn file(name: &str) -> Option<&'static File> {
    FILES.iter().find(|file| file.name == name)
}
