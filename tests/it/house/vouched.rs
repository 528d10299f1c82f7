//! Every table is one that the audit vouches for, or one with a reason why not.

use std::collections::BTreeSet;

use longdan::storage::vouched::{APART, THINGS};

use super::sources::rust_files;

fn created() -> BTreeSet<String> {
    let migrations = rust_files()
        .into_iter()
        .filter(|source| source.path.starts_with("migration/src/"));
    let mut tables = BTreeSet::new();
    for source in migrations {
        for rest in source.text.split("CREATE TABLE ").skip(1) {
            let name = rest.split([' ', '(']).next().expect("a name");
            tables.insert(name.to_owned());
        }
    }
    tables
}

#[test]
fn every_table_is_vouched_for_or_has_a_reason() {
    let named: BTreeSet<String> = THINGS
        .iter()
        .map(|thing| thing.table)
        .chain(APART.iter().map(|(table, _)| *table))
        .map(str::to_owned)
        .collect();
    let created = created();
    assert!(created.len() > 20, "{created:?}");
    let forgotten: Vec<_> = created.difference(&named).collect();
    let unknown: Vec<_> = named.difference(&created).collect();
    assert!(
        forgotten.is_empty(),
        "put these into THINGS (or with a reason into APART) of src/storage/vouched.rs: {forgotten:?}"
    );
    assert!(unknown.is_empty(), "no migration makes {unknown:?}");
    assert_eq!(
        named.len(),
        THINGS.len() + APART.len(),
        "a table is named twice"
    );
}
