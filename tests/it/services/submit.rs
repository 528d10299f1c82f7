//! Submitting: receipts, repeats, parallel clients, durability.

use chrono::Duration;
use longdan::domain::survey::judge::RejectionCode;
use longdan::domain::survey::response::Draft;
use longdan::domain::trust::actor::Role;
use longdan::services::batch::{Receipt, ReceiptStatus};
use longdan::services::refusal::Refusal;
use longdan::services::submit::{self, LARGEST_BATCH};
use longdan::services::{responses, sight, surveys};

use crate::support::database::{Fresh, on_both};
use crate::support::world::{World, answers};

fn said(receipts: &[Receipt]) -> Vec<(ReceiptStatus, Option<RejectionCode>, bool, bool)> {
    receipts
        .iter()
        .map(|receipt| (receipt.status, receipt.code, receipt.kept, receipt.retry))
        .collect()
}

const ACCEPTED: (ReceiptStatus, Option<RejectionCode>, bool, bool) =
    (ReceiptStatus::Accepted, None, true, false);
const DUPLICATE: (ReceiptStatus, Option<RejectionCode>, bool, bool) =
    (ReceiptStatus::Duplicate, None, true, false);

const fn set_aside(code: RejectionCode) -> (ReceiptStatus, Option<RejectionCode>, bool, bool) {
    (ReceiptStatus::Rejected, Some(code), true, false)
}

const fn refused(
    code: RejectionCode,
    retry: bool,
) -> (ReceiptStatus, Option<RejectionCode>, bool, bool) {
    (ReceiptStatus::Rejected, Some(code), false, retry)
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_batch_sent_twice_is_counted_once() {
    on_both(async |fresh: Fresh| {
        let db = fresh.db;
        let world = World::on(db).await;
        let survey = world.opened().await;
        let front = world.commune_front();
        let batch: Vec<Draft> = (0..50)
            .map(|n| world.draft(n % 3, &format!("H{n}")))
            .collect();
        let first = submit::batch(&world.office, Some(&front), survey.id, batch.clone())
            .await
            .expect("a first time");
        let again = submit::batch(&world.office, Some(&front), survey.id, batch)
            .await
            .expect("a second time");
        assert!(
            said(&first.receipts).iter().all(|said| *said == ACCEPTED),
            "{:?}",
            first.receipts
        );
        assert!(
            said(&again.receipts).iter().all(|said| *said == DUPLICATE),
            "{:?}",
            again.receipts
        );
        assert_eq!(first.survey.version, survey.version + 1);
        assert_eq!(
            again.survey.version, first.survey.version,
            "a repeat changes nothing"
        );
        let sights = sight::of(&world.office, Some(&front), &[again.survey])
            .await
            .expect("figures");
        let sight = &sights[&survey.id];
        assert_eq!(sight.approval.shown().expect("approval").collected, 50);
        assert_eq!(
            sight
                .coverage
                .shown()
                .expect("coverage")
                .coverage
                .households,
            82
        );
    })
    .await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn each_code_is_given_in_its_order() {
    on_both(async |fresh: Fresh| {
        let db = fresh.db;
        let world = World::on(db).await;
        let survey = world.opened().await;
        let front = world.commune_front();
        let held = world.draft(0, "H1");
        let changed = |draft: Draft, change: &dyn Fn(&mut Draft)| {
            let mut draft = draft;
            change(&mut draft);
            draft
        };
        let fresh = |household: &str, change: &dyn Fn(&mut Draft)| {
            changed(world.draft(0, household), change)
        };
        let batch = vec![
            held.clone(),
            held.clone(),
            changed(held.clone(), &|draft| {
                draft.comment = Some("Khác".to_owned());
            }),
            fresh("H2", &|draft| draft.hamlet_code = "99999-01".to_owned()),
            fresh("H2", &|draft| draft.collected_at -= Duration::days(1)),
            fresh("H2", &|draft| draft.comment = Some("x\u{0}y".to_owned())),
            fresh("H 2", &|_| ()),
            fresh("H2", &|draft| draft.answers[0].item = "Q9".to_owned()),
            fresh("H2", &|draft| draft.answers.push(draft.answers[0].clone())),
            fresh("H2", &|draft| draft.answers[0].choice = "MAYBE".to_owned()),
            fresh("H2", &|draft| draft.answers.truncate(1)),
            fresh("H1", &|draft| draft.answers = answers("NOT_SATISFIED")),
            fresh("H3", &|draft| {
                draft.spoilt = true;
                draft.answers.clear();
            }),
        ];
        let done = submit::batch(&world.office, Some(&front), survey.id, batch)
            .await
            .expect("receipts");
        let expected = [
            ACCEPTED,
            DUPLICATE,
            refused(RejectionCode::IdReused, false),
            refused(RejectionCode::UnknownHamlet, true),
            set_aside(RejectionCode::CollectedOutsideWindow),
            refused(RejectionCode::InvalidText, false),
            refused(RejectionCode::InvalidText, false),
            refused(RejectionCode::UnknownItem, false),
            refused(RejectionCode::ItemAnsweredTwice, false),
            refused(RejectionCode::UnknownChoice, false),
            refused(RejectionCode::RequiredItemMissing, false),
            set_aside(RejectionCode::HouseholdAlreadyAnswered),
            ACCEPTED,
        ];
        assert_eq!(said(&done.receipts), expected);
    })
    .await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn what_is_outside_is_not_there() {
    on_both(async |fresh: Fresh| {
        let db = fresh.db;
        let world = World::on(db).await;
        let survey = world.opened().await;
        let send = async |role: Role, area: Option<&longdan::domain::place::area::Area>| {
            let areas: Vec<_> = area.into_iter().collect();
            let actor = world.somebody(role, &areas);
            submit::batch(
                &world.office,
                Some(&actor),
                survey.id,
                vec![world.draft(0, "H1")],
            )
            .await
        };
        let elsewhere = send(Role::Collector, Some(&world.other_hamlet)).await;
        assert!(matches!(elsewhere, Err(Refusal::NotFound)), "{elsewhere:?}");
        let elsewhere = send(Role::Front, Some(&world.other_commune)).await;
        assert!(matches!(elsewhere, Err(Refusal::NotFound)), "{elsewhere:?}");
        let admin = send(Role::Admin, None).await;
        assert!(matches!(admin, Err(Refusal::Forbidden)), "{admin:?}");
        let nobody =
            submit::batch(&world.office, None, survey.id, vec![world.draft(0, "H1")]).await;
        assert!(
            matches!(nobody, Err(Refusal::Unauthenticated)),
            "{nobody:?}"
        );
        let neighbour = send(Role::Collector, Some(&world.hamlets[1]))
            .await
            .expect("a receipt");
        assert_eq!(
            said(&neighbour.receipts),
            [refused(RejectionCode::HamletNotAssigned, true)]
        );
        let own = send(Role::Collector, Some(&world.hamlets[0]))
            .await
            .expect("a receipt");
        assert_eq!(said(&own.receipts), [ACCEPTED]);
    })
    .await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn an_empty_or_too_large_batch_is_refused_whole() {
    on_both(async |fresh: Fresh| {
        let db = fresh.db;
        let world = World::on(db).await;
        let survey = world.opened().await;
        let front = world.commune_front();
        for size in [0, LARGEST_BATCH + 1] {
            let batch = (0..size)
                .map(|n| world.draft(0, &format!("H{n}")))
                .collect();
            let refused = submit::batch(&world.office, Some(&front), survey.id, batch).await;
            assert!(
                matches!(refused, Err(Refusal::BadInput { .. })),
                "{size}: {refused:?}"
            );
        }
    })
    .await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn parallel_clients_never_count_a_household_twice() {
    on_both(async |fresh: Fresh| {
        let db = fresh.db;
        let world = World::on(db.clone()).await;
        let survey = world.opened().await;
        let front = world.commune_front();
        // A second office on the same database stands for another process.
        let clock = std::sync::Arc::clone(&world.clock);
        let chance = longdan::domain::base::chance::CountingChance::from_seed(1 << 40);
        let other = longdan::services::office::Office::on(db, clock, std::sync::Arc::new(chance))
            .await
            .expect("office");
        let batch: Vec<Draft> = (0..40)
            .map(|n| world.draft(n % 3, &format!("H{n}")))
            .collect();
        let rivals: Vec<Draft> = (0..40)
            .map(|n| world.draft(n % 3, &format!("H{n}")))
            .collect();
        let send = |n: usize| {
            let office = if n.is_multiple_of(2) {
                &world.office
            } else {
                &other
            };
            let drafts = if n.is_multiple_of(3) {
                rivals.clone()
            } else {
                batch.clone()
            };
            submit::batch(office, Some(&front), survey.id, drafts)
        };
        let done = futures_util::future::join_all((0..16).map(send)).await;
        let mut accepted = 0;
        for one in done {
            accepted += said(&one.expect("receipts").receipts)
                .iter()
                .filter(|said| **said == ACCEPTED)
                .count();
        }
        assert_eq!(accepted, 40, "one response a household, whoever came first");
        let now = surveys::by_ids(&world.office, Some(&front), &[survey.id])
            .await
            .expect("the survey");
        let sights = sight::of(&world.office, Some(&front), &[now[&survey.id].clone()])
            .await
            .expect("figures");
        assert_eq!(
            sights[&survey.id]
                .approval
                .shown()
                .expect("approval")
                .collected,
            40
        );
    })
    .await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_voided_response_stays_voided_and_its_household_may_answer_again() {
    on_both(async |fresh: Fresh| {
        let db = fresh.db;
        let world = World::on(db).await;
        let survey = world.opened().await;
        let front = world.commune_front();
        let first = world.draft(0, "H1");
        let send = async |drafts: Vec<Draft>| {
            let done = submit::batch(&world.office, Some(&front), survey.id, drafts)
                .await
                .expect("receipts");
            said(&done.receipts)
        };
        assert_eq!(send(vec![first.clone()]).await, [ACCEPTED]);
        let rival = world.draft(0, "H1");
        assert_eq!(
            send(vec![rival.clone()]).await,
            [set_aside(RejectionCode::HouseholdAlreadyAnswered)]
        );
        let voided = responses::void(
            &world.office,
            Some(&front),
            survey.id,
            first.id,
            "Nhập nhầm hộ",
        )
        .await;
        voided.expect("a void");
        assert_eq!(send(vec![first.clone()]).await, [DUPLICATE]);
        assert_eq!(
            send(vec![rival]).await,
            [set_aside(RejectionCode::HouseholdAlreadyAnswered)]
        );
        assert_eq!(send(vec![world.draft(0, "H1")]).await, [ACCEPTED]);
        let again =
            responses::void(&world.office, Some(&front), survey.id, first.id, "Lần nữa").await;
        assert!(matches!(again, Err(Refusal::Faults(_))), "{again:?}");
    })
    .await;
}
