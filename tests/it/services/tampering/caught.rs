//! Tampers in every way, and verifies each time.

use std::collections::BTreeSet;
use std::sync::{Arc, Mutex};

use longdan::domain::base::chance::CountingChance;
use longdan::domain::base::clock::FixedClock;
use longdan::domain::trust::chain::Head;
use longdan::services::office::Office;
use longdan::services::progress::Silent;
use longdan::services::verify::all::{Asked, Verified, verify};
use longdan::services::verify::finding::{Finding, Wrong};
use longdan::storage::database::{Database, DatabaseOptions};
use longdan::storage::portable::{self, Target};
use sea_orm::{ConnectionTrait, FromQueryResult};

use super::decided::Decided;
use super::erased::Erased;
use super::kinds::Kind;
use super::told::Told;
use super::{chains, ends, figures, forms, papers, things, votes};
use crate::storage::raw::{all, run};
use crate::support::database::{Fresh, on_both, on_copy};
use crate::support::world::noon;

/// What is found with the head that was written down, or without; closes the database.
async fn look(db: &Database, pinned: Option<Head>) -> Verified {
    let clock = Arc::new(FixedClock::at(noon()));
    let chance = Arc::new(CountingChance::from_seed(1_000_000));
    let office = Office::on(db.clone(), clock, chance)
        .await
        .expect("an office");
    let asked = Asked {
        survey: None,
        pinned: pinned.into_iter().collect(),
    };
    let verified = verify(&office, &asked, &Silent).await;
    let verified = verified.expect("verify can look");
    office.close().await.expect("closed");
    verified
}

/// Takes away what keeps a hasty hand from the audit, as somebody who knows the database would.
async fn without_guards(db: &Database) {
    #[derive(FromQueryResult)]
    struct Row {
        name: String,
        guarded: String,
    }
    let guards = if db.is_sqlite() {
        "SELECT name, tbl_name AS guarded FROM sqlite_master WHERE type = 'trigger'"
    } else {
        "SELECT t.tgname::text AS name, c.relname::text AS guarded FROM pg_trigger t
         JOIN pg_class c ON c.oid = t.tgrelid WHERE NOT t.tgisinternal AND t.tgname LIKE 'audit_%no_%'
            OR t.tgname LIKE 'audit_%forward'"
    };
    for Row { name, guarded } in all::<Row>(db, guards).await {
        let drop = if db.is_sqlite() {
            format!("DROP TRIGGER {name}")
        } else {
            format!("DROP TRIGGER {name} ON {guarded}")
        };
        run(db, &drop).await.expect("the guard is gone");
    }
}

async fn tamper(db: &Database, kind: &Kind) {
    without_guards(db).await;
    for statement in &kind.statements {
        let done = db.write().execute_unprepared(statement).await;
        let done = done.unwrap_or_else(|error| panic!("{}: {statement}: {error}", kind.name));
        assert!(
            done.rows_affected() > 0,
            "{}: {statement} changed nothing",
            kind.name
        );
    }
}

fn every_kind(told: &Told) -> Vec<Kind> {
    let kinds = [
        chains::kinds(told),
        ends::kinds(told),
        figures::kinds(told),
        forms::kinds(told),
        things::kinds(told),
    ];
    kinds.into_iter().flatten().collect()
}

/// What is wrong with how a kind of tampering is found; nothing where it is.
async fn complaint((head, unpinned): (Head, bool), kind: &Kind, db: &Database) -> Option<String> {
    tamper(db, kind).await;
    let head = Some(head).filter(|_| !unpinned);
    let found = look(db, head).await.findings;
    let (name, table, id) = (kind.name, kind.table, &kind.id);
    if unpinned {
        return (!found.is_empty()).then(|| format!("{name} is found without a head"));
    }
    let named = |one: &Finding| one.table == table && one.id.contains(id);
    if !found.iter().any(named) {
        return Some(format!("{name}: {table} {id} not in {found:#?}"));
    }
    if let Some(table) = kind.follows {
        let follows = |one: &Finding| one.what == Wrong::Follows && one.table == table;
        if !found.iter().any(follows) {
            return Some(format!("{name}: {table} follows, says {found:#?}"));
        }
    }
    None
}

/// Tampers in each of these ways, each with a copy of its own.
async fn each_is_found(head: Head, kinds: &[Kind], options: &DatabaseOptions) {
    let complaints = Mutex::new(Vec::new());
    let needing = kinds.iter().filter(|kind| kind.needs_pin);
    let pinned = kinds.iter().map(|kind| (kind, false));
    for (kind, unpinned) in pinned.chain(needing.map(|kind| (kind, true))) {
        on_copy(options, async |db| {
            let one = complaint((head, unpinned), kind, &db).await;
            complaints.lock().expect("a sound lock").extend(one);
        })
        .await;
    }
    let complaints = complaints.into_inner().expect("a sound lock");
    assert!(complaints.is_empty(), "{}", complaints.join("\n"));
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn every_kind_of_tampering_is_found_and_named() {
    on_both(async |Fresh { db, options, .. }| {
        let told = Told::on(db).await;
        told.world.office.close().await.expect("closed");
        on_copy(&options, async |db| {
            let clean = look(&db, Some(told.pinned)).await;
            assert_eq!(clean.findings, [], "nothing was tampered with");
            assert!(clean.entries > 10 && clean.responses == 8, "{clean:?}");
        })
        .await;
        let kinds = every_kind(&told);
        assert!(kinds.len() >= 60, "{} kinds", kinds.len());
        each_is_found(told.pinned, &kinds, &options).await;
    })
    .await;
}

/// From dossiers over the Front's report and the council's votes to the decision.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn every_kind_of_tampering_with_a_decided_round_is_found_and_named() {
    on_both(async |Fresh { db, options, .. }| {
        let told = Decided::on(db).await;
        let mut kinds = papers::kinds(&told).await;
        kinds.extend(votes::kinds(&told));
        told.world.office.close().await.expect("closed");
        on_copy(&options, async |db| {
            let clean = look(&db, Some(told.pinned)).await;
            assert_eq!(clean.findings, [], "nothing was tampered with");
        })
        .await;
        let names: BTreeSet<&str> = kinds.iter().map(|kind| kind.name).collect();
        assert!(names.len() >= 60, "{} kinds", names.len());
        each_is_found(told.pinned, &kinds, &options).await;
    })
    .await;
}

/// What says that links are gone: each erasure needs its entry, and each entry its erasure.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn every_kind_of_tampering_with_erasures_is_found_and_named() {
    on_both(async |Fresh { db, options, .. }| {
        let told = Erased::on(db).await;
        let kinds = told.kinds();
        told.world.office.close().await.expect("closed");
        on_copy(&options, async |db| {
            let clean = look(&db, Some(told.pinned)).await;
            assert_eq!(clean.findings, [], "nothing was tampered with");
        })
        .await;
        each_is_found(told.pinned, &kinds, &options).await;
    })
    .await;
}

/// Out of either kind of database into a file, and back into the other kind.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_copy_keeps_the_chains_and_the_pinned_head() {
    on_both(async |Fresh { db, folder, .. }| {
        let told = Told::on(db.clone()).await;
        let file = folder.join("copy.db");
        portable::backup(&db, &file, |_, _| ())
            .await
            .expect("a copy");
        let options = DatabaseOptions::of_file(&file).expect("a path");
        let copy = Database::open(&options).await.expect("the copy opens");
        portable::copy_into(&copy, &db, Target::Replaced, |_, _| ())
            .await
            .expect("copied back");
        for (place, db) in [("in the file", copy), ("copied back", db)] {
            let found = look(&db, Some(told.pinned)).await;
            assert_eq!(found.findings, [], "{place}");
        }
    })
    .await;
}
