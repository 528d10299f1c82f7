//! What the tables refuse, whatever the program asks them.

use longdan::domain::base::ids::{AuditId, CandidacyId, SurveyId};
use longdan::domain::recognition::candidacy::{CandidacyState, LastChange};
use longdan::domain::survey::lifecycle::SurveyKind;
use longdan::domain::trust::audit::AuditEntry;
use longdan::domain::trust::chain::{ChainId, Head};
use longdan::storage::fault::{StorageFault, Unique};
use longdan::storage::{areas, audit, candidacies, surveys};
use sea_orm::DbBackend;

use super::raw::{id, number, run};
use crate::support::database::{Fresh, on_both};
use crate::support::world::{World, noon};

fn is_refused(outcome: &Result<u64, StorageFault>) -> bool {
    matches!(outcome, Err(StorageFault::Refused(_)))
}

#[tokio::test]
async fn values_outside_their_lists_and_ranges_are_refused() {
    on_both(async |Fresh { db, .. }| {
        let world = World::on(db.clone()).await;
        let survey = world.opened().await;
        let of = id(&db, survey.id.0);
        let hamlet = id(&db, world.hamlets[0].id().0);
        for change in [
            "UPDATE area SET level = 'VILLAGE'".to_owned(),
            "UPDATE area SET kind = NULL WHERE level = 'COMMUNE'".to_owned(),
            "UPDATE area SET kind = 'WARD' WHERE level = 'HAMLET'".to_owned(),
            "UPDATE area SET households = -1 WHERE level = 'HAMLET'".to_owned(),
            "UPDATE area SET parent_id = NULL WHERE level = 'HAMLET'".to_owned(),
            "UPDATE area SET name = '' WHERE level = 'HAMLET'".to_owned(),
            "UPDATE area SET valid_from = '2020-01-02', valid_until = '2020-01-01'".to_owned(),
            "UPDATE regulation SET valid_until = '1999-01-01'".to_owned(),
            "UPDATE questionnaire SET version = 0".to_owned(),
            "UPDATE candidacy SET state = 'LOST'".to_owned(),
            "UPDATE candidacy SET title = 'BEST'".to_owned(),
            format!("UPDATE survey SET state = 'LOST' WHERE id = {of}"),
            format!("UPDATE survey SET opens_at = closes_at WHERE id = {of}"),
            format!("UPDATE survey_hamlet SET households = -1 WHERE survey_id = {of}"),
            format!("UPDATE tally SET collected = -1 WHERE hamlet_id = {hamlet}"),
            format!("UPDATE tally SET spoilt = 1 WHERE hamlet_id = {hamlet}"),
            format!("UPDATE tally SET counts = NULL WHERE hamlet_id = {hamlet}"),
        ] {
            let outcome = run(&db, &change).await;
            assert!(is_refused(&outcome), "{change}: {outcome:?}");
        }
    })
    .await;
}

#[tokio::test]
async fn sqlite_takes_no_value_of_another_type() {
    on_both(async |Fresh { db, .. }| {
        if db.backend() != DbBackend::Sqlite {
            return;
        }
        let world = World::on(db.clone()).await;
        world.opened().await;
        for change in [
            "UPDATE tally SET counts = '[1, 2'",
            "UPDATE tally SET collected = 'many'",
            "UPDATE survey SET opens_at = '17/7/2019'",
            "UPDATE survey SET created_at = '2019-07-17 05:00:00'",
            "UPDATE certification_round SET as_of = '17.7.2019'",
            "UPDATE candidacy SET simulated = 2",
            "UPDATE survey SET id = x'00'",
        ] {
            let outcome = run(&db, change).await;
            assert!(is_refused(&outcome), "{change}: {outcome:?}");
        }
    })
    .await;
}

#[tokio::test]
async fn rows_that_others_name_stay() {
    on_both(async |Fresh { db, .. }| {
        let world = World::on(db.clone()).await;
        world.opened().await;
        for table in [
            "area",
            "regulation",
            "questionnaire",
            "candidacy",
            "survey",
            "survey_hamlet",
        ] {
            let outcome = run(&db, &format!("DELETE FROM {table}")).await;
            assert!(
                matches!(outcome, Err(StorageFault::Orphan(_))),
                "{table}: {outcome:?}"
            );
        }
        let mut elsewhere = world.hamlets[0].clone();
        elsewhere.place.area.0 = world.id();
        elsewhere.code = "00000-01".to_owned();
        elsewhere.parent = Some(elsewhere.id());
        elsewhere.place.commune = Some(SurveyId(world.id()).0.into());
        let outcome = areas::insert(db.write(), &[elsewhere]).await;
        assert!(
            matches!(outcome, Err(StorageFault::Orphan(_))),
            "{outcome:?}"
        );
    })
    .await;
}

#[tokio::test]
async fn a_candidacy_stands_once_unless_it_was_withdrawn() {
    on_both(async |Fresh { db, .. }| {
        let world = World::on(db.clone()).await;
        let first = world.candidacy().await;
        let mut second = first.clone();
        second.id = CandidacyId(world.id());
        let twice = candidacies::insert(db.write(), std::slice::from_ref(&second)).await;
        assert!(
            matches!(twice, Err(StorageFault::Taken(Unique::Candidacy))),
            "{twice:?}"
        );
        let withdrawn = CandidacyState::Withdrawn;
        let change = LastChange {
            at: noon(),
            by: None,
        };
        candidacies::change(db.write(), &[first.id], Some(withdrawn), change)
            .await
            .unwrap();
        let changed = candidacies::find(db.write(), first.id).await.unwrap();
        let changed = changed.expect("a candidacy");
        assert_eq!((changed.version, changed.changed), (2, Some(change)));
        candidacies::insert(db.write(), &[second]).await.unwrap();
    })
    .await;
}

#[tokio::test]
async fn a_candidacy_has_one_collection_and_any_number_of_direct_checks() {
    on_both(async |Fresh { db, .. }| {
        let world = World::on(db.clone()).await;
        let mut survey = world.planned().await;
        survey.id = SurveyId(world.id());
        let second = surveys::insert(db.write(), &survey).await;
        assert!(
            matches!(second, Err(StorageFault::Taken(Unique::Collection))),
            "{second:?}"
        );
        survey.kind = SurveyKind::DirectCheck;
        surveys::insert(db.write(), &survey).await.unwrap();
        survey.id = SurveyId(world.id());
        surveys::insert(db.write(), &survey).await.unwrap();
    })
    .await;
}

#[tokio::test]
async fn an_area_code_is_borne_once_from_a_day() {
    on_both(async |Fresh { db, .. }| {
        let world = World::on(db.clone()).await;
        for day in [None, chrono::NaiveDate::from_ymd_opt(2020, 1, 1)] {
            let mut area = world.hamlets[0].clone();
            area.code = "99999-01".to_owned();
            area.valid_from = day;
            area.place.area.0 = world.id();
            areas::insert(db.write(), std::slice::from_ref(&area))
                .await
                .unwrap();
            area.place.area.0 = world.id();
            let twice = areas::insert(db.write(), &[area]).await;
            assert!(
                matches!(twice, Err(StorageFault::Taken(Unique::AreaCode))),
                "{twice:?}"
            );
        }
    })
    .await;
}

#[tokio::test]
async fn an_audit_entry_is_never_changed_nor_taken_away() {
    on_both(async |Fresh { db, .. }| {
        let entry = AuditEntry {
            id: AuditId(uuid::Uuid::from_u128(7)),
            at: noon(),
            survey: None,
            account: None,
            role: None,
            action: "TESTED".to_owned(),
            subject: None,
            details: serde_json::json!({ "a": 1 }),
            request_id: None,
        };
        let entry = Head::before(ChainId::MAIN).take(entry, None).unwrap();
        audit::append(db.write(), vec![entry.clone()])
            .await
            .unwrap();
        let postgres = db.backend() == DbBackend::Postgres;
        let copy =
            "SELECT id, at, survey_id, account_id, role, 'FORGED', subject, details, request_id,
                           chain, sequence, previous, rows_hash, hash FROM audit_entry";
        for change in [
            "UPDATE audit_entry SET action = 'FORGED'".to_owned(),
            "DELETE FROM audit_entry".to_owned(),
            if postgres {
                "TRUNCATE audit_entry".to_owned()
            } else {
                format!("REPLACE INTO audit_entry {copy}")
            },
        ] {
            let outcome = run(&db, &change).await;
            assert!(is_refused(&outcome), "{change}: {outcome:?}");
        }
        assert_eq!(
            audit::chunk(db.read(), ChainId::MAIN, 0, 10).await.unwrap(),
            [entry]
        );
        assert_eq!(number(&db, "SELECT count(*) FROM audit_entry").await, 1);
    })
    .await;
}
