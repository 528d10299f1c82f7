//! What phones say of themselves: a wrong clock, and forms that they still hold.

use chrono::Duration;
use longdan::domain::survey::judge::RejectionCode;
use longdan::domain::survey::response::Draft;
use longdan::domain::survey::sending::Sending;
use longdan::services::batch::{Receipt, ReceiptStatus};
use longdan::services::submit;
use longdan::services::warning::WarningCode;
use longdan::services::{queues, surveys};

use crate::support::database::{Fresh, on_both};
use crate::support::world::World;

fn codes(receipts: &[Receipt]) -> Vec<Option<RejectionCode>> {
    receipts.iter().map(|receipt| receipt.code).collect()
}

/// A form that was collected now by a clock that is ahead by so much.
fn collected(world: &World, household: &str, ahead: Duration) -> Draft {
    let now = world.office.clock.now();
    Draft {
        collected_at: now + ahead,
        ..world.draft(0, household)
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_clock_that_is_wrong_is_corrected_and_the_time_is_kept_as_sent() {
    on_both(async |fresh: Fresh| {
        let world = World::on(fresh.db).await;
        let survey = world.opened().await;
        let front = world.commune_front();
        let year = Duration::days(365);
        for (household, ahead) in [("A1", year), ("B1", -year)] {
            let draft = collected(&world, household, ahead);
            let sending = Sending {
                sent_at: Some(world.office.clock.now() + ahead),
                ..Sending::default()
            };
            let drafts = vec![draft.clone()];
            let done =
                submit::batch_of_phone(&world.office, Some(&front), survey.id, drafts, sending)
                    .await
                    .expect("receipts");
            assert_eq!(done.receipts[0].status, ReceiptStatus::Accepted);
            // The same without a word about the clock is the same form.
            let again = submit::batch(&world.office, Some(&front), survey.id, vec![draft.clone()])
                .await
                .expect("receipts");
            assert_eq!(again.receipts[0].status, ReceiptStatus::Duplicate);
            let office = &world.office;
            let reader = world.provincial_front();
            let kept =
                longdan::services::responses::find(office, Some(&reader), survey.id, draft.id)
                    .await
                    .expect("a read")
                    .expect("a response");
            assert_eq!(kept.collected_at, draft.collected_at);
        }
        // A clock that is right doesn't make a wrong time right, and a late request changes nothing.
        let sent_at = Some(world.office.clock.now() - Duration::seconds(90));
        let sending = Sending {
            sent_at,
            ..Sending::default()
        };
        let drafts = vec![
            collected(&world, "C1", year),
            collected(&world, "D1", Duration::zero()),
        ];
        let done = submit::batch_of_phone(&world.office, Some(&front), survey.id, drafts, sending)
            .await
            .expect("receipts");
        let outside = Some(RejectionCode::CollectedOutsideWindow);
        assert_eq!(codes(&done.receipts), [outside, None]);
    })
    .await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn the_front_sees_who_still_holds_forms_and_is_warned_when_it_closes() {
    on_both(async |fresh: Fresh| {
        let world = World::on(fresh.db).await;
        let survey = world.opened().await;
        let front = world.commune_front();
        let send = async |drafts: Vec<Draft>, device: Option<&str>, still_queued: i64| {
            let sending = Sending {
                sent_at: None,
                device: device.map(str::to_owned),
                still_queued: Some(still_queued),
            };
            submit::batch_of_phone(&world.office, Some(&front), survey.id, drafts, sending).await
        };
        let first = world.draft(0, "H1");
        // One form that is to be kept and sent again counts among those it holds.
        let elsewhere = Draft {
            hamlet_code: "99999-01".to_owned(),
            ..world.draft(0, "H2")
        };
        send(vec![first.clone(), elsewhere], Some("red"), 7)
            .await
            .expect("receipts");
        send(vec![world.draft(0, "H3")], None, 3)
            .await
            .expect("receipts");
        let held = queues::holding(&world.office, &[survey.id])
            .await
            .expect("queues");
        let told: Vec<_> = held[&survey.id]
            .iter()
            .map(|queue| (queue.device.as_str(), queue.still_queued))
            .collect();
        assert_eq!(told, [("red", 8), ("unnamed", 3)]);
        // A repeat brings nothing new and yet tells that the queue has emptied.
        send(vec![first], Some("red"), 0).await.expect("receipts");
        surveys::begin_closing(&world.office, Some(&front), survey.id)
            .await
            .expect("closing");
        let warned = queues::warnings(&world.office, survey.id)
            .await
            .expect("warnings");
        let warned: Vec<_> = warned
            .iter()
            .map(|warning| (warning.code, warning.about.as_str()))
            .collect();
        assert_eq!(warned, [(WarningCode::FormsStillOnPhones, "3")]);
        send(vec![world.draft(0, "H3")], None, 0)
            .await
            .expect("receipts");
        let warned = queues::warnings(&world.office, survey.id).await;
        assert!(warned.expect("warnings").is_empty());
    })
    .await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_device_and_a_number_that_cannot_be_are_told_at_their_place() {
    on_both(async |fresh: Fresh| {
        let world = World::on(fresh.db).await;
        let survey = world.opened().await;
        let front = world.commune_front();
        let sending = Sending {
            sent_at: None,
            device: Some("my phone".to_owned()),
            still_queued: Some(-1),
        };
        let drafts = vec![world.draft(0, "H1")];
        let refused =
            submit::batch_of_phone(&world.office, Some(&front), survey.id, drafts, sending)
                .await
                .expect_err("a refusal");
        let longdan::services::refusal::Refusal::Faults(faults) = refused else {
            panic!("{refused:?}");
        };
        let places: Vec<_> = faults.iter().map(|fault| fault.path.join(".")).collect();
        assert_eq!(places, ["input.device", "input.stillQueued"]);
    })
    .await;
}
