//! Which foreign crates each room may name.

use std::collections::BTreeSet;

use super::imports::{module_of, paths_named};
use super::papers::dependencies;
use super::sources::rust_files;

/// The ground floor stands on these alone, so that the law can be read and tested by itself.
const DOMAIN: &[&str] = &[
    "chrono",
    "csv",
    "getrandom",
    "hmac",
    "num_bigint",
    "serde",
    "serde_json",
    "serde_json_canonicalizer",
    "sha2",
    "thiserror",
    "toml",
    "unicode_normalization",
    "uuid",
];

/// A crate that belongs to certain rooms, and those rooms.
const BELONGS: &[(&str, &[&str])] = &[
    ("sea_orm", &["storage", "services"]),
    ("longdan_migration", &["storage"]),
    ("async_graphql", &["graphql", "http"]),
    ("axum", &["http"]),
    ("multer", &["http"]),
    ("quick_xml", &["openrosa"]),
    ("qrcode", &["exports", "openrosa"]),
    ("flate2", &["http", "openrosa"]),
    ("governor", &["http"]),
    ("lru", &["http"]),
    ("tokio_rustls", &["http"]),
    ("rcgen", &["cli"]),
    ("rustls_native_certs", &["http"]),
    ("http_body_util", &["http"]),
    ("clap", &["cli"]),
    ("maud", &["exports"]),
    ("krilla", &["exports"]),
    ("rust_xlsxwriter", &["exports"]),
    ("ttf_parser", &["exports"]),
    ("indicatif", &["cli"]),
    ("getrandom", &["domain"]),
    ("ring", &["http"]),
];

fn faults(path: &str, text: &str, known: &BTreeSet<String>) -> Vec<String> {
    let module = module_of(path);
    let room = module.first().map_or("", String::as_str);
    let roots: BTreeSet<_> = paths_named(text, &module)
        .into_iter()
        .map(|path| path[0].clone())
        .filter(|root| known.contains(root))
        .collect();
    roots
        .iter()
        .filter(|root| {
            let strange = room == "domain" && !DOMAIN.contains(&root.as_str());
            let astray = BELONGS
                .iter()
                .any(|(name, rooms)| name == root && !rooms.contains(&room));
            strange || astray
        })
        .map(|root| format!("{path} may not use the crate `{root}`"))
        .collect()
}

fn known_crates() -> BTreeSet<String> {
    dependencies()
        .into_iter()
        .map(|name| name.replace('-', "_"))
        .collect()
}

#[test]
fn foreign_crates_stay_in_their_rooms() {
    let known = known_crates();
    let found: Vec<_> = rust_files()
        .iter()
        .filter(|source| source.path.starts_with("src/"))
        .flat_map(|source| faults(&source.path, &source.text, &known))
        .collect();
    assert!(found.is_empty(), "{found:#?}");
}

#[test]
fn a_crate_in_the_wrong_room_is_seen() {
    let known = known_crates();
    let count = |path, text| faults(path, text, &known).len();
    assert_eq!(count("src/domain/base/ids.rs", "use sea_orm::DbErr;"), 1);
    assert_eq!(
        count("src/domain/base/ids.rs", "fn f() { tokio::spawn(g()) }"),
        1
    );
    assert_eq!(count("src/services/submit.rs", "use axum::Router;"), 1);
    assert_eq!(
        count("src/graphql/schema.rs", "use sea_orm::DatabaseConnection;"),
        1
    );
    assert_eq!(
        count("src/domain/base/ids.rs", "use uuid::Uuid; use std::fmt;"),
        0
    );
}
