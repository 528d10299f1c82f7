//! The link from household to answer: dropped when due, and never brought back.

use std::path::{Path, PathBuf};
use std::sync::Arc;

use chrono::Duration;
use longdan::domain::base::chance::CountingChance;
use longdan::domain::base::clock::Clock as _;
use longdan::domain::base::page::PageRequest;
use longdan::domain::survey::erasure::Erasure;
use longdan::domain::survey::judge::RejectionCode;
use longdan::domain::survey::lifecycle::SurveyState;
use longdan::domain::survey::record::Survey;
use longdan::domain::survey::response::Draft;
use longdan::services::batch::{Receipt, ReceiptStatus};
use longdan::services::keep::{self, Tools};
use longdan::services::office::Office;
use longdan::services::progress::Silent;
use longdan::services::refusal::Refusal;
use longdan::services::user_fault::UserFaultCode;
use longdan::services::verify::all::{Asked, verify};
use longdan::services::verify::finding::{Finding, Wrong};
use longdan::services::{erasures, recount, reporting, retentions, submit, surveys};
use longdan::storage::database::{Database, DatabaseOptions};
use longdan::storage::{responses, samples, set_aside};

use super::direct_check::heard;
use super::front_people::{closed, verifier};
use super::front_reports::report;
use crate::support::database::on_both;
use crate::support::world::World;

async fn send(world: &World, survey: &Survey, draft: &Draft) -> Receipt {
    let front = world.commune_front();
    let drafts = vec![draft.clone()];
    let done = submit::batch(&world.office, Some(&front), survey.id, drafts)
        .await
        .expect("receipts");
    done.receipts[0]
}

/// A world with somebody of the Front who enters nothing.
async fn among(db: Database) -> World {
    World::among(db, &["thẩm tra viên"]).await
}

/// One response, one form set aside, closed and reported today.
async fn reported(world: &World) -> (Survey, Draft, Draft) {
    let survey = world.opened().await;
    let (first, second) = (world.draft(0, "H1"), world.draft(0, "H1"));
    send(world, &survey, &first).await;
    send(world, &survey, &second).await;
    world.pass(Duration::hours(1));
    let front = world.commune_front();
    let closed = surveys::close(&world.office, Some(&front), survey.id)
        .await
        .expect("a closed survey");
    let verifier = verifier(world).await;
    let new = report(world, "12/BC-MTTQ", &[survey.candidacy]);
    reporting::submit(&world.office, Some(&verifier), new)
        .await
        .expect("a report");
    (closed, first, second)
}

/// Whether any response or form of a survey still names its household.
async fn linked(db: &Database, survey: &Survey) -> bool {
    let kept = responses::chunk(db.read(), survey.id, None, 500)
        .await
        .expect("a read");
    let page = set_aside::list(db.read(), survey.id, &PageRequest::default())
        .await
        .expect("a read");
    let codes = kept.iter().any(|one| one.household_code.is_some());
    let keys = kept.iter().any(|one| one.household_key.is_some());
    let aside = page
        .rows
        .iter()
        .any(|(_, one)| one.household_key.is_some() || !one.draft.household_code.is_empty());
    let prints = kept.iter().any(|one| one.fingerprint != [0; 32]);
    codes || keys || aside || prints
}

/// What a verification finds amiss of the forms of all batches.
async fn amiss(world: &World) -> Vec<Finding> {
    let verified = verify(&world.office, &Asked::default(), &Silent).await;
    let mut findings = verified.expect("a verification").findings;
    findings.retain(|found| ["response", "set_aside"].contains(&found.table));
    findings
}

#[tokio::test]
async fn a_link_that_is_bent_or_taken_away_unseen_is_found() {
    on_both(async |fresh| {
        let world = among(fresh.db).await;
        let (survey, ..) = reported(&world).await;
        assert_eq!(amiss(&world).await, []);
        // As an erasure leaves it, but no erasure is on record.
        longdan::storage::erasures::drop_links(world.db.write(), survey.id)
            .await
            .expect("links dropped by hand");
        let found = amiss(&world).await;
        assert!(
            found.iter().any(|one| one.what == Wrong::Batch),
            "{found:?}"
        );
    })
    .await;
}

#[tokio::test]
async fn a_link_is_dropped_when_it_is_due_and_nothing_else_changes() {
    on_both(async |fresh| {
        let world = among(fresh.db).await;
        let (survey, first, second) = reported(&world).await;
        assert_eq!(erasures::drop_due(&world.office).await.expect("a look"), []);
        assert!(linked(&world.db, &survey).await, "the day of the report");

        world.pass(Duration::days(1));
        let dropped = erasures::drop_due(&world.office).await.expect("a look");
        assert_eq!(dropped.len(), 1);
        assert_eq!((dropped[0].responses, dropped[0].set_aside), (1, 1));
        assert!(!linked(&world.db, &survey).await);
        let recounted = recount::verify(&world.office, Some(survey.id), &Silent)
            .await
            .expect("a recount");
        assert_eq!(recounted.differences, [], "every figure stands");
        assert_eq!(
            amiss(&world).await,
            [],
            "every batch is what its entry says"
        );
        assert_eq!(erasures::drop_due(&world.office).await.expect("a look"), []);

        // Sent again: known by the id alone, whatever it says.
        assert_eq!(
            send(&world, &survey, &first).await.status,
            ReceiptStatus::Duplicate
        );
        let mut other = second.clone();
        other.comment = Some("khác".to_owned());
        let receipt = send(&world, &survey, &other).await;
        assert_eq!(receipt.code, Some(RejectionCode::HouseholdAlreadyAnswered));
        assert!(receipt.kept, "the first receipt again");
        // Of the same household under another id: set aside, and its link goes at the next look.
        let mut late = world.draft(0, "H1");
        late.collected_at = first.collected_at;
        let receipt = send(&world, &survey, &late).await;
        assert_eq!(receipt.code, Some(RejectionCode::SurveyNotOpen));
        assert!(linked(&world.db, &survey).await);
        world.pass(Duration::hours(6));
        assert_eq!(
            erasures::drop_due(&world.office)
                .await
                .expect("a look")
                .len(),
            1
        );
        assert!(!linked(&world.db, &survey).await);
    })
    .await;
}

#[tokio::test]
async fn a_survey_without_its_links_is_not_opened_again() {
    on_both(async |fresh| {
        let world = among(fresh.db).await;
        let (mut survey, ..) = reported(&world).await;
        world.pass(Duration::days(61));
        erasures::drop_due(&world.office).await.expect("a look");
        survey.lifecycle.stored = SurveyState::Returned;
        longdan::storage::surveys::update(world.db.write(), &survey)
            .await
            .expect("a survey");
        let until = Some(world.clock.now() + Duration::days(5));
        let front = world.commune_front();
        let refused = surveys::open(&world.office, Some(&front), survey.id, None, until).await;
        let Err(Refusal::Faults(faults)) = refused else {
            panic!("opened again");
        };
        assert_eq!(faults[0].code, UserFaultCode::LinkDropped);
    })
    .await;
}

/// Restores a backup over a database, as the command does.
async fn restore(options: &DatabaseOptions, file: Option<&Path>, backup: &Path, world: &World) {
    let tools = Tools {
        clock: world.clock.clone(),
        chance: Arc::new(CountingChance::from_seed(7)),
    };
    keep::restore(options, file, backup, true, &tools, &Silent)
        .await
        .expect("a restore");
}

/// How many households of a sample are still named.
async fn drawn(db: &Database, survey: &Survey) -> usize {
    let found = samples::households(db.read(), &[survey.id]).await;
    found.expect("a read").len()
}

#[tokio::test]
async fn the_drawn_households_go_with_the_link_and_all_still_agrees() {
    on_both(async |fresh| {
        let world = among(fresh.db).await;
        let main = closed(&world, [9, 8, 7]).await;
        let check = heard(&world, &main).await;
        let verifier = verifier(&world).await;
        let new = report(&world, "47/BC-MTTQ", &[main.candidacy]);
        reporting::submit(&world.office, Some(&verifier), new)
            .await
            .expect("a report");
        assert_eq!(drawn(&world.db, &check).await, 12);
        world.pass(Duration::days(1));
        let dropped = erasures::drop_due(&world.office).await.expect("a look");
        assert_eq!(dropped.len(), 2, "the survey's and the direct check's");
        assert_eq!(drawn(&world.db, &check).await, 0);
        assert!(!linked(&world.db, &check).await);
        let found = verify(&world.office, &Asked::default(), &Silent)
            .await
            .expect("verify can look");
        assert_eq!(found.findings, []);
    })
    .await;
}

#[tokio::test]
async fn a_restore_does_not_bring_back_what_was_dropped() {
    on_both(async |fresh| {
        let file: PathBuf = fresh.folder.join("longdan.db");
        let backup = fresh
            .folder
            .join(format!("backup-{}.db", fresh.db.is_sqlite()));
        let sqlite = fresh.db.is_sqlite();
        let world = among(fresh.db.clone()).await;
        let main = closed(&world, [9, 8, 7]).await;
        let check = heard(&world, &main).await;
        let (survey, ..) = reported(&world).await;
        let (front, today) = (world.commune_front(), world.clock.today());
        retentions::set(&world.office, Some(&front), survey.id, today, "hết hạn")
            .await
            .expect("a day");
        keep::backup(&fresh.options, &backup, &Silent)
            .await
            .expect("a backup");
        world.pass(Duration::days(1));
        erasures::drop_due(&world.office).await.expect("a look");
        let taken = retentions::carry_out(&world.office).await.expect("a look");
        assert_eq!(taken.len(), 1);
        let database = world.db.clone();
        // What was drawn is due with a report; here it is remembered as dropped.
        forget(&database, &check, world.clock.now()).await;
        world.office.close().await.expect("a closed office");

        let file = sqlite.then_some(file.as_path());
        restore(&fresh.options, file, &backup, &world).await;
        let restored = Database::open(&fresh.options).await.expect("the database");
        assert!(
            !linked(&restored, &survey).await,
            "the backup held the link"
        );
        assert_eq!(drawn(&restored, &check).await, 0, "and who was drawn");
        let kept = responses::chunk(restored.read(), survey.id, None, 500).await;
        let sheets = kept
            .expect("a read")
            .into_iter()
            .filter_map(|one| one.sheet);
        assert!(sheets.into_iter().all(|sheet| sheet.choices.is_empty()));
        let remembered = longdan::storage::erasures::all(restored.read())
            .await
            .expect("a read");
        assert_eq!(remembered.len(), 2, "and both are still known");
        agrees(restored, &world).await;
    })
    .await;
}

/// Remembers that the links of a survey were dropped.
async fn forget(db: &Database, survey: &Survey, at: longdan::domain::base::clock::Instant) {
    let erasure = Erasure {
        survey: survey.id,
        erased_at: at,
        responses: 0,
        set_aside: 0,
    };
    longdan::storage::erasures::remember(db.write(), &[erasure])
        .await
        .expect("remembered");
}

/// Holds that `verify` finds nothing in a database; closes it.
async fn agrees(db: Database, world: &World) {
    let chance = Arc::new(CountingChance::from_seed(9));
    let office = Office::on(db, world.clock.clone(), chance)
        .await
        .expect("an office");
    let found = verify(&office, &Asked::default(), &Silent)
        .await
        .expect("verify can look");
    assert_eq!(found.findings, []);
    office.close().await.expect("a closed office");
}
