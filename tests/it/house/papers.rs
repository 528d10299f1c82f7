//! Papers that must agree with the code: the page of dependencies.

use std::collections::BTreeSet;

use super::sources::text_of;

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
