//! Imports go one way: each room may use only the rooms below it.

use super::imports::{Named, module_of, paths_named};
use super::sources::rust_files;

/// Each room, and the rooms that it may import.
const ROOMS: &[(&str, &[&str])] = &[
    ("domain", &[]),
    ("storage", &["domain"]),
    ("services", &["storage", "domain"]),
    ("words", &["services", "domain"]),
    ("graphql", &["words", "services", "domain"]),
    ("openrosa", &["words", "services", "domain"]),
    ("exports", &["words", "services", "domain"]),
    (
        "http",
        &[
            "graphql", "openrosa", "exports", "words", "services", "domain",
        ],
    ),
    (
        "cli",
        &["http", "graphql", "exports", "words", "services", "domain"],
    ),
];

/// Inside `domain`: each part, and the parts that it may import.
const GROUND_FLOOR: &[(&str, &[&str])] = &[
    ("base", &[]),
    ("place", &["base"]),
    ("law", &["place", "base"]),
    ("survey", &["law", "place", "base"]),
    ("recognition", &["law", "place", "base"]),
    ("tasks", &["recognition", "law", "place", "base"]),
    (
        "trust",
        &["tasks", "recognition", "survey", "law", "place", "base"],
    ),
    (
        "imports",
        &[
            "trust",
            "tasks",
            "recognition",
            "survey",
            "law",
            "place",
            "base",
        ],
    ),
];

/// What one file imports against the arrows, in sentences; none where all is well.
fn faults(path: &str, text: &str) -> Vec<String> {
    let module = module_of(path);
    let named = paths_named(text, &module);
    let mut found = Vec::new();
    match module.first().map(String::as_str) {
        None => roof_faults(path, &named.into_iter().collect::<Vec<_>>(), &mut found),
        Some(room) => {
            for target in named.iter().filter(|target| target[0] == "crate") {
                arrow(path, (room, target.get(1)), ROOMS, &mut found);
                if room == "domain" && target.get(1).is_some_and(|next| next == "domain") {
                    let part = module.get(1).map_or("", String::as_str);
                    arrow(path, (part, target.get(2)), GROUND_FLOOR, &mut found);
                }
            }
        }
    }
    found
}

/// `main.rs` hands over to the command line and knows nothing else; `lib.rs` names no path at all.
fn roof_faults(path: &str, named: &[Named], found: &mut Vec<String>) {
    for target in named {
        let ours = matches!(target[0].as_str(), "longdan" | "crate");
        let is_cli = path == "src/main.rs" && target.get(1).is_some_and(|room| room == "cli");
        if ours && !is_cli {
            found.push(format!(
                "{path} may use only `longdan::cli`, but names {}",
                target.join("::")
            ));
        }
    }
}

fn arrow(
    path: &str,
    (from, to): (&str, Option<&String>),
    law: &[(&str, &[&str])],
    found: &mut Vec<String>,
) {
    let Some(to) = to else { return };
    let Some((_, allowed)) = law.iter().find(|(room, _)| *room == from) else {
        // A file such as `domain/mod.rs` belongs to no part and imports nothing.
        if !from.is_empty() {
            found.push(format!(
                "{path}: give `{from}` its place in tests/it/house/rooms.rs"
            ));
        }
        return;
    };
    if from != to && !allowed.contains(&to.as_str()) {
        found.push(format!(
            "{path} imports `{to}`, but `{from}` may use only {allowed:?}"
        ));
    }
}

#[test]
fn imports_go_one_way() {
    let found: Vec<_> = rust_files()
        .iter()
        .filter(|source| source.path.starts_with("src/"))
        .flat_map(|source| faults(&source.path, &source.text))
        .collect();
    assert!(found.is_empty(), "{found:#?}");
}

#[test]
fn the_history_knows_no_room_of_ours() {
    let found: Vec<_> = rust_files()
        .iter()
        .filter(|source| source.path.starts_with("migration/"))
        .filter(|source| {
            paths_named(&source.text, &[])
                .iter()
                .any(|path| path[0] == "longdan")
        })
        .map(|source| source.path.clone())
        .collect();
    assert!(found.is_empty(), "{found:#?}");
}

#[test]
fn an_arrow_up_is_seen() {
    let up = |path, text| faults(path, text).len();
    assert_eq!(
        up(
            "src/storage/areas.rs",
            "use crate::services::office::Office;"
        ),
        1
    );
    assert_eq!(
        up(
            "src/graphql/query/areas.rs",
            "fn f() { crate::storage::areas::all() }"
        ),
        1
    );
    assert_eq!(
        up(
            "src/exports/csv.rs",
            "use super::super::graphql::page::Page;"
        ),
        1
    );
    assert_eq!(
        up(
            "src/domain/law/round.rs",
            "use crate::domain::survey::tally::Tally;"
        ),
        1
    );
    assert_eq!(
        up(
            "src/domain/survey/tally.rs",
            "use crate::domain::recognition::candidacy::X;"
        ),
        1
    );
    assert_eq!(
        up("src/main.rs", "fn main() { longdan::http::server::run() }"),
        1
    );
    assert_eq!(
        up("src/attic/dust.rs", "use crate::domain::base::ids::AreaId;"),
        1
    );
}

#[test]
fn an_arrow_down_is_not_minded() {
    assert!(faults("src/services/submit.rs", "use crate::storage::responses;").is_empty());
    assert!(
        faults(
            "src/domain/trust/authority.rs",
            "use crate::domain::place::area::Place;"
        )
        .is_empty()
    );
    assert!(faults("src/main.rs", "fn main() { longdan::cli::run::run() }").is_empty());
}
