//! Papers that agree with the code: dependencies, links between pages, the schema.

use std::collections::BTreeSet;

use super::sources::{has_ending, root, text_files, text_of};

const PAGE: &str = "docs/dependencies.md";
const MANIFESTS: &[&str] = &["Cargo.toml", "migration/Cargo.toml"];
const TABLES: &[&str] = &["dependencies", "dev-dependencies", "build-dependencies"];

/// The names of all crates that our manifests ask for, our own member left out.
pub fn dependencies() -> BTreeSet<String> {
    MANIFESTS
        .iter()
        .flat_map(|path| names_in(&text_of(path).expect("the manifest is there")))
        .filter(|name| name != "longdan-migration")
        .collect()
}

fn names_in(manifest: &str) -> BTreeSet<String> {
    let manifest: toml::Table = manifest.parse().expect("a manifest is TOML");
    TABLES
        .iter()
        .filter_map(|table| manifest.get(*table)?.as_table())
        .flat_map(|table| table.keys().cloned())
        .collect()
}

/// The names to which the page gives a line of its own: "- `name`: why".
fn explained(page: &str) -> Vec<String> {
    page.lines()
        .filter_map(|line| line.strip_prefix("- `")?.split_once('`'))
        .filter(|(_, reason)| reason.trim_start_matches(':').trim().len() > 20)
        .map(|(name, _)| name.to_owned())
        .collect()
}

fn differences(wanted: &BTreeSet<String>, page: &str) -> Vec<String> {
    let lines = explained(page);
    let have: BTreeSet<_> = lines.iter().cloned().collect();
    let missing = wanted
        .difference(&have)
        .map(|name| format!("{PAGE} does not say why `{name}`"));
    let left_over = have
        .difference(wanted)
        .map(|name| format!("{PAGE} explains `{name}`, which is gone"));
    let twice = (lines.len() != have.len()).then(|| format!("{PAGE} explains a crate twice"));
    missing.chain(left_over).chain(twice).collect()
}

#[test]
fn each_dependency_is_explained() {
    let found = differences(&dependencies(), &text_of(PAGE).unwrap_or_default());
    assert!(found.is_empty(), "{found:#?}");
}

#[test]
fn an_unexplained_dependency_is_seen() {
    let wanted =
        names_in("[dependencies]\na = \"1\"\nb.workspace = true\n[dev-dependencies]\nc = \"1\"\n");
    let why = "because the house cannot do without it";
    let page = format!("- `a`: {why}\n- `b`: {why}\n- `c`: {why}\n");
    assert!(differences(&wanted, &page).is_empty());
    assert_eq!(differences(&wanted, &page.replace("`c`", "`d`")).len(), 2);
    assert_eq!(
        differences(&wanted, &page.replace(&format!("`b`: {why}"), "`b`:")).len(),
        1
    );
    assert_eq!(
        differences(&wanted, &format!("{page}- `a`: {why}\n")).len(),
        1
    );
}

/// Links of a page to files of ours that are not there.
fn dead_links(page: &str, text: &str, exists: impl Fn(&str) -> bool) -> Vec<String> {
    let folder = page.rsplit_once('/').map_or("", |(folder, _)| folder);
    text.split("](")
        .skip(1)
        .filter_map(|rest| rest.split_once(')'))
        .map(|(target, _)| target.split('#').next().unwrap_or_default())
        .filter(|target| !target.is_empty() && !target.contains("://"))
        .map(|target| from_root(folder, target))
        .filter(|target| !exists(target))
        .map(|target| format!("{page} points to {target}, which is not there"))
        .collect()
}

/// A link's target from the project's root, `..` walked.
fn from_root(folder: &str, target: &str) -> String {
    let mut parts: Vec<&str> = folder.split('/').filter(|part| !part.is_empty()).collect();
    for part in target.split('/') {
        match part {
            ".." => drop(parts.pop()),
            "." | "" => {}
            name => parts.push(name),
        }
    }
    parts.join("/")
}

#[test]
fn pages_point_to_files_that_are_there() {
    let pages = text_files();
    let found: Vec<_> = pages
        .iter()
        .filter(|page| has_ending(&page.path, "md"))
        .flat_map(|page| dead_links(&page.path, &page.text, |path| root().join(path).exists()))
        .collect();
    assert!(found.is_empty(), "{found:#?}");
}

#[test]
fn a_dead_link_is_seen() {
    let text = "[a](../x.md) [b](y.md#part) [c](https://example.org) [d](#here)";
    let dead = dead_links("docs/z.md", text, |path| path == "x.md");
    assert_eq!(dead, ["docs/z.md points to docs/y.md, which is not there"]);
}

#[test]
fn the_schema_file_is_what_the_program_prints() {
    let printed = longdan::graphql::sdl::print();
    let file = text_of("schema.graphql").unwrap_or_default();
    let first = file.lines().zip(printed.lines()).find(|(a, b)| a != b);
    assert!(
        file == printed,
        "schema.graphql is out of date from {first:?} on: cargo run -- schema > schema.graphql"
    );
}
