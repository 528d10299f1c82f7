//! Copies of a whole database: into a file, and between the two kinds, row for row.

use std::path::Path;

use longdan::domain::base::ids::{
    AccessId, AccountId, AuditId, BreachId, MergerPlanId, SurveyId, TokenId,
};
use longdan::domain::place::merger::MergerPlan;
use longdan::domain::survey::erasure::Erasure;
use longdan::domain::survey::record::{FrozenResult, Survey, Voided};
use longdan::domain::survey::review::{Review, ReviewState};
use longdan::domain::trust::access::{AccessKind, AccessLine};
use longdan::domain::trust::actor::Role;
use longdan::domain::trust::audit::AuditEntry;
use longdan::domain::trust::breach::Breach;
use longdan::domain::trust::chain::ChainId;
use longdan::storage::accounts::{self, Token};
use longdan::storage::database::{Database, DatabaseOptions};
use longdan::storage::fault::StorageFault;
use longdan::storage::portable::{self, Target};
use longdan::storage::{
    access_log, areas, audit, audit_heads, breaches, corrections, device_queues, enrolments,
    erasures, frozen, households, invitations, lineage, mergers, responses, retentions, reviews,
    schema, set_aside, surveys,
};
use sea_orm::FromQueryResult;
use uuid::Uuid;

use super::raw::{all, number, run};
use super::{front_rows, make, make_council, task_rows, webhook_rows};
use crate::support::database::{Fresh, on_both, on_postgres, on_sqlite};
use crate::support::world::{World, noon};

/// More rows than go at once, in every table at least one.
#[expect(
    clippy::cognitive_complexity,
    reason = "a list of tables, one after another"
)]
async fn fill(db: &Database) {
    let world = World::on(db.clone()).await;
    // Their ids come before their commune's, and they fill more than one chunk.
    let hamlets: Vec<_> = (1..=600_u128)
        .map(|n| {
            let mut hamlet = world.hamlets[0].clone();
            hamlet.place.area.0 = Uuid::from_u128(n);
            hamlet.code = format!("{}-{n:03}x", world.commune.code);
            hamlet
        })
        .collect();
    areas::insert(db.write(), &hamlets).await.unwrap();
    let pair = (world.commune.id(), world.other_commune.id());
    lineage::insert(db.write(), &[pair]).await.unwrap();
    let roster = (1..=3).map(|n| (hamlets[0].id(), format!("h-{n}")));
    households::insert(db.write(), &roster.collect::<Vec<_>>())
        .await
        .unwrap();
    let survey = world.opened().await;
    let account = world.commune_front().account;
    surveys::name_collectors(db.write(), survey.id, &[account])
        .await
        .unwrap();
    let hamlet = world.hamlets[0].id();
    let sent = (1..=1_001).map(|n| make::response(&world, &survey, hamlet, n));
    let mut sent: Vec<_> = sent.collect();
    sent[1].comment = Some("Đường còn lầy".to_owned());
    responses::insert(db.write(), sent).await.unwrap();
    let voided = Voided {
        at: noon(),
        by: account,
        reason: "Nhập nhầm".to_owned(),
    };
    let first = Uuid::from_u128(1).into();
    assert!(
        responses::void(db.write(), survey.id, first, &voided)
            .await
            .unwrap()
    );
    corrected(db, &world, &survey).await;
    let result = FrozenResult {
        survey: survey.id,
        revision: 1,
        figures: "{}".to_owned(),
        sha256: "0".repeat(64),
        full_text: "{}".to_owned(),
        salt: vec![7; 32],
        closed_at: noon(),
        closed_by: account,
        closed_by_name: "tests".to_owned(),
        reason: None,
    };
    frozen::insert(db.write(), &result).await.unwrap();
    front_rows::fill(&world, &survey).await;
    task_rows::fill(&world).await;
    webhook_rows::fill(&world, account).await;
    people(db, &world, &survey).await;
    make::dossier(db, &world, survey.candidacy).await;
}

/// A form set aside, and a response that was voided.
async fn corrected(db: &Database, world: &World, survey: &Survey) {
    let aside = make::set_aside(world, survey, 1, 3);
    set_aside::insert(db.write(), vec![aside]).await.unwrap();
    let made = make::correction(world, survey.id, 1);
    corrections::insert(db.write(), &made).await.unwrap();
    let doubt = Review {
        survey: survey.id,
        response: Uuid::from_u128(2).into(),
        version: 1,
        state: ReviewState::Questioned,
        reason: "Gửi lúc nửa đêm".to_owned(),
        at: noon(),
        by: made.made.by,
    };
    reviews::insert(db.write(), &[doubt]).await.unwrap();
    let breach = Breach {
        id: BreachId(world.id()),
        number: 1,
        version: 1,
        occurred_at: None,
        discovered_at: noon(),
        description: "Mất một điện thoại".to_owned(),
        affected: None,
        measures: None,
        notified_at: None,
        late_reason: None,
        recorded_at: noon(),
        recorded_by: made.made.by,
    };
    breaches::insert(db.write(), &breach).await.unwrap();
    let erasure = Erasure {
        survey: survey.id,
        erased_at: noon(),
        responses: 0,
        set_aside: 0,
    };
    erasures::remember(db.write(), &[erasure]).await.unwrap();
}

/// What comes with phones and invitations, and how long answers are kept.
async fn in_the_field(db: &Database, world: &World, survey: &Survey, token: &Token) {
    let account = token.account;
    let enrolment = make::enrolment(world, survey.id, token);
    enrolments::insert(db.write(), &enrolment).await.unwrap();
    let queue = make::device_queue(survey.id, account);
    device_queues::write(db.write(), &[queue]).await.unwrap();
}

/// A merger plan, a token and an entry of the audit.
async fn people(db: &Database, world: &World, survey: &Survey) {
    make_council::council(db, world).await;
    let account = world.commune_front().account;
    let plan = MergerPlan {
        id: MergerPlanId(world.id()),
        province: world.province.id(),
        number: "01/PA".to_owned(),
        approved_on: noon().date_naive(),
        approved_by: "HĐND tỉnh".to_owned(),
        communes: vec![world.commune.id(), world.other_commune.id()],
    };
    mergers::insert(db.write(), &plan).await.unwrap();
    let token = Token {
        id: TokenId(world.id()),
        account,
        hash: make::digest(1),
        roles: vec![Role::Front, Role::Collector],
        areas: vec![world.commune.id()],
        agency: None,
        created_at: noon(),
        expires_at: Some(noon() + chrono::TimeDelta::microseconds(1)),
        revoked_at: None,
    };
    accounts::insert_token(db.write(), &token).await.unwrap();
    in_the_field(db, world, survey, &token).await;
    make::signing_in(world, &token).await;
    invited_and_kept(world, survey.id, account).await;
    let entry = AuditEntry {
        id: AuditId(world.id()),
        at: noon(),
        survey: None,
        account: Some(account),
        role: Some(Role::Front),
        action: "TESTED".to_owned(),
        subject: Some("x".to_owned()),
        details: serde_json::json!({ "long": [1, null], "a": { "ế": 2.5 } }),
        request_id: None,
    };
    let tx = db.begin_write().await.unwrap();
    let mut heads = audit_heads::lock(&tx, &[ChainId::MAIN]).await.unwrap();
    let head = heads.first_mut().expect("the main chain has begun");
    let entry = head.take(entry, None).unwrap();
    audit::append(&tx, vec![entry]).await.unwrap();
    audit_heads::write(&tx, &heads, noon()).await.unwrap();
    let read = AccessLine {
        id: AccessId(world.id()),
        at: noon(),
        survey: SurveyId(world.id()),
        account,
        role: Role::Front,
        kind: AccessKind::Comments,
        rows: 3,
    };
    access_log::append(&tx, vec![read]).await.unwrap();
    tx.commit().await.unwrap();
}

/// An invitation, and until when answers are kept.
async fn invited_and_kept(world: &World, survey: SurveyId, account: AccountId) {
    let db = &world.db;
    let (retention, disposal) = make::retention(survey, account);
    retentions::insert(db.write(), &retention).await.unwrap();
    retentions::remember(db.write(), &[disposal]).await.unwrap();
    let invitation = make::invitation(world, survey, account);
    invitations::insert(db.write(), &[invitation])
        .await
        .unwrap();
}

/// Holds two SQLite files against each other: the same rows in each table, every table with some.
async fn assert_same_rows(one: &Database, other: &Path) {
    #[derive(FromQueryResult)]
    struct Table {
        name: String,
    }
    run(one, &format!("ATTACH '{}' AS other", other.display()))
        .await
        .unwrap();
    let count = async |sql: &str| {
        let statement = sea_orm::Statement::from_string(one.backend(), sql);
        let row = sea_orm::ConnectionTrait::query_one_raw(one.write(), statement).await;
        row.unwrap().unwrap().try_get_by_index::<i64>(0).unwrap()
    };
    // What the full-text table holds of itself differs by when it was written.
    let tables =
        "SELECT name FROM pragma_table_list WHERE schema = 'main' AND type IN ('table', 'virtual')
                  AND name NOT LIKE 'sqlite_%' AND name <> 'seaql_migrations'";
    let tables: Vec<Table> = all(one, tables).await;
    assert!(tables.len() > 20);
    for Table { name } in tables {
        let rows = count(&format!("SELECT count(*) FROM {name}")).await;
        assert!(rows > 0 || name == "deadline", "{name} is empty");
        assert_eq!(
            count(&format!("SELECT count(*) FROM other.{name}")).await,
            rows,
            "{name}"
        );
        for (left, right) in [("main", "other"), ("other", "main")] {
            let only = format!(
                "SELECT count(*) FROM (SELECT * FROM {left}.{name} EXCEPT SELECT * FROM {right}.{name})"
            );
            assert_eq!(count(&only).await, 0, "{name}: rows in {left} alone");
        }
    }
    run(one, "DETACH other").await.unwrap();
}

#[tokio::test]
async fn a_backup_of_sqlite_is_the_same_database() {
    on_sqlite(async |Fresh { db, folder, .. }| {
        fill(&db).await;
        // Signs that have a meaning in an address.
        let file = folder.join("bản sao 100%?.db");
        portable::backup(&db, &file, |_, _| {}).await.unwrap();
        assert_same_rows(&db, &file).await;
        let again = portable::backup(&db, &file, |_, _| {}).await;
        assert!(again.is_err(), "a file that is there is left alone");
    })
    .await;
}

#[tokio::test]
async fn a_database_goes_to_the_other_kind_and_back_unchanged() {
    on_postgres(
        async |Fresh {
                   db: postgres,
                   folder,
                   ..
               }| {
            let first = folder.join("first.db");
            let sqlite = Database::open(&DatabaseOptions::of_file(&first).unwrap())
                .await
                .unwrap();
            schema::up(&sqlite, None).await.unwrap();
            fill(&sqlite).await;
            let mut told = Vec::new();
            portable::copy_into(&sqlite, &postgres, Target::Empty, |table, rows| {
                told.push((table, rows));
            })
            .await
            .unwrap();
            let of_responses: Vec<u64> = told
                .iter()
                .filter(|(table, _)| *table == "response")
                .map(|(_, rows)| *rows)
                .collect();
            assert_eq!(of_responses, [500, 1_000, 1_001, 1_001]);
            let second = folder.join("second.db");
            portable::backup(&postgres, &second, |_, _| {})
                .await
                .unwrap();
            assert_same_rows(&sqlite, &second).await;
            portable::check(&sqlite).await.unwrap();
            sqlite.close().await.unwrap();
        },
    )
    .await;
}

#[tokio::test]
async fn a_copy_replaces_all_or_nothing() {
    on_both(async |Fresh { db, folder, .. }| {
        fill(&db).await;
        let source = folder.join("source.db");
        let source = Database::open(&DatabaseOptions::of_file(&source).unwrap())
            .await
            .unwrap();
        let unmigrated = portable::copy_into(&source, &db, Target::Replaced, |_, _| {}).await;
        assert!(
            matches!(unmigrated, Err(StorageFault::BadCopy(_))),
            "{unmigrated:?}"
        );
        schema::up(&source, None).await.unwrap();
        World::on(source.clone()).await.candidacy().await;
        let full = portable::copy_into(&source, &db, Target::Empty, |_, _| {}).await;
        assert!(matches!(full, Err(StorageFault::BadCopy(_))), "{full:?}");
        assert_eq!(number(&db, "SELECT count(*) FROM response").await, 1_001);

        portable::copy_into(&source, &db, Target::Replaced, |_, _| {})
            .await
            .unwrap();
        assert_eq!(number(&db, "SELECT count(*) FROM response").await, 0);
        assert_eq!(number(&db, "SELECT count(*) FROM candidacy").await, 1);
        let key = longdan::storage::keys::submission;
        let survey = Uuid::nil().into();
        let household = |key: longdan::domain::survey::submission::SubmissionKey| {
            key.household(survey, Uuid::nil().into(), "1")
        };
        let (theirs, ours) = (
            key(source.read()).await.unwrap(),
            key(db.read()).await.unwrap(),
        );
        assert_eq!(household(theirs), household(ours), "the key goes along");
        source.close().await.unwrap();
    })
    .await;
}

#[tokio::test]
async fn a_damaged_file_is_found_out() {
    on_sqlite(async |Fresh { db, folder, .. }| {
        fill(&db).await;
        let file = folder.join("copy.db");
        portable::backup(&db, &file, |_, _| {}).await.unwrap();
        let mut bytes = tokio::fs::read(&file).await.unwrap();
        let middle = bytes.len() / 2;
        bytes[middle..middle + 4_096].fill(0xa5);
        tokio::fs::write(&file, &bytes).await.unwrap();
        // Which page is in the middle is up to the schema; where opening reads it, that fails already.
        let options = DatabaseOptions::of_file(&file).unwrap();
        match Database::open(&options).await {
            Ok(damaged) => {
                assert!(portable::check(&damaged).await.is_err());
                damaged.close().await.unwrap();
            }
            Err(fault) => assert!(format!("{fault:?}").contains("malformed"), "{fault:?}"),
        }
    })
    .await;
}

#[tokio::test]
async fn a_row_that_names_none_is_found_out() {
    on_sqlite(async |Fresh { db, .. }| {
        fill(&db).await;
        run(&db, "PRAGMA foreign_keys = OFF").await.unwrap();
        run(&db, "DELETE FROM account").await.unwrap();
        let checked = portable::check(&db).await;
        assert!(
            matches!(checked, Err(StorageFault::BadCopy(_))),
            "{checked:?}"
        );
    })
    .await;
}
