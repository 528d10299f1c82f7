//! Responses: one a household, whoever sends at the same time; found, voided.

use std::collections::HashMap;

use longdan::domain::base::ids::ResponseId;
use longdan::domain::base::page::PageRequest;
use longdan::domain::survey::judge::{Held, RejectionCode};
use longdan::domain::survey::record::{Response, Voided};
use longdan::storage::database::Database;
use longdan::storage::fault::{StorageFault, Unique};
use longdan::storage::{responses, set_aside};
use uuid::Uuid;

use super::make;
use super::raw::number;
use crate::support::database::{Fresh, on_both};
use crate::support::world::{World, noon};

/// Inserts one response by a process of its own.
async fn insert_elsewhere(db: Database, response: Response) -> Result<(), StorageFault> {
    let tx = db.begin_write().await?;
    responses::insert(&tx, vec![response]).await?;
    Ok(tx.commit().await?)
}

#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn of_eight_that_send_the_same_at_once_one_is_taken() {
    on_both(async |Fresh { db, options, .. }| {
        let world = World::on(db.clone()).await;
        let survey = world.opened().await;
        let hamlet = world.hamlets[0].id();
        for (round, key) in [(0, Unique::Response), (1_000, Unique::Household)] {
            let mut senders = Vec::new();
            for sender in 0..8 {
                let db = Database::open(&options).await.unwrap();
                let mut response = make::response(&world, &survey, hamlet, round + 1);
                let own = round + sender + 1;
                if key == Unique::Household {
                    response.id = ResponseId(Uuid::from_u128(own));
                } else {
                    response.household_key = Some(make::digest(own));
                }
                senders.push(tokio::spawn(insert_elsewhere(db, response)));
            }
            let mut taken = 0;
            for sender in senders {
                match sender.await.unwrap() {
                    Ok(()) => taken += 1,
                    Err(StorageFault::Taken(refused)) => assert_eq!(refused, key),
                    Err(other) => panic!("{other:?}"),
                }
            }
            assert_eq!(taken, 1);
        }
        assert_eq!(number(&db, "SELECT count(*) FROM response").await, 2);
    })
    .await;
}

#[tokio::test]
async fn a_group_with_one_that_is_there_already_is_refused_as_a_whole() {
    on_both(async |Fresh { db, .. }| {
        let world = World::on(db.clone()).await;
        let survey = world.opened().await;
        let make = |number| make::response(&world, &survey, world.hamlets[0].id(), number);
        responses::insert(db.write(), vec![make(2)]).await.unwrap();
        let again = responses::insert(db.write(), vec![make(1), make(2), make(3)]).await;
        assert!(matches!(again, Err(StorageFault::Taken(_))), "{again:?}");
        assert_eq!(number(&db, "SELECT count(*) FROM response").await, 1);
        let elsewhere = make::response(&world, &survey, world.other_hamlet.id(), 9);
        let elsewhere = responses::insert(db.write(), vec![elsewhere]).await;
        assert!(
            matches!(elsewhere, Err(StorageFault::Orphan(_))),
            "{elsewhere:?}"
        );
    })
    .await;
}

#[tokio::test]
async fn what_is_read_is_what_was_written() {
    on_both(async |Fresh { db, .. }| {
        let world = World::on(db.clone()).await;
        let survey = world.opened().await;
        let hamlet = world.hamlets[0].id();
        let valid = make::response(&world, &survey, hamlet, 1);
        let mut spoilt = make::response(&world, &survey, hamlet, 2);
        spoilt.sheet = None;
        spoilt.unjudged = crate::support::world::answers("?");
        spoilt.consent = None;
        spoilt.comment = Some("Ý kiến\nkhác".to_owned());
        spoilt.household_key = None;
        spoilt.household_code = None;
        let all = vec![valid.clone(), spoilt.clone()];
        responses::insert(db.write(), all.clone()).await.unwrap();
        assert_eq!(
            responses::chunk(db.read(), survey.id, None, 10)
                .await
                .unwrap(),
            all
        );
        let after = responses::chunk(db.read(), survey.id, Some(valid.id), 10)
            .await
            .unwrap();
        assert_eq!(after, [spoilt]);
        let found = responses::find(db.read(), survey.id, valid.id)
            .await
            .unwrap();
        assert_eq!(found, Some(valid));

        let aside = make::set_aside(&world, &survey, 1, 3);
        set_aside::insert(db.write(), vec![aside.clone()])
            .await
            .unwrap();
        let twice = set_aside::insert(db.write(), vec![aside.clone()]).await;
        assert!(
            matches!(twice, Err(StorageFault::Taken(Unique::SetAside))),
            "{twice:?}"
        );
        let page = set_aside::list(db.read(), survey.id, &PageRequest::default()).await;
        assert_eq!(page.unwrap().rows[0].1, aside);
        assert_eq!(set_aside::count(db.read(), survey.id).await.unwrap(), 1);
    })
    .await;
}

#[tokio::test]
async fn what_is_held_is_found_in_one_statement() {
    on_both(async |Fresh { db, .. }| {
        let world = World::on(db.clone()).await;
        let (survey, other) = (world.opened().await, world.opened().await);
        let hamlet = world.hamlets[0].id();
        let accepted = make::response(&world, &survey, hamlet, 1);
        let chosen = make::set_aside(&world, &survey, 0, 1);
        let aside = make::set_aside(&world, &survey, 0, 2);
        let elsewhere = make::response(&world, &other, hamlet, 3);
        responses::insert(db.write(), vec![accepted.clone(), elsewhere.clone()])
            .await
            .unwrap();
        set_aside::insert(db.write(), vec![chosen, aside.clone()])
            .await
            .unwrap();

        let id = |number| ResponseId(Uuid::from_u128(number));
        let asked = [
            (survey.id, id(1)),
            (survey.id, id(2)),
            (survey.id, id(3)),
            (other.id, id(3)),
        ];
        let before = db.statements();
        let held = responses::held(db.read(), &asked).await.unwrap();
        let households = [1, 2, 3].map(|number| (survey.id, hamlet, make::digest(number)));
        let taken = responses::households_taken(db.read(), &households)
            .await
            .unwrap();
        assert_eq!(db.statements() - before, 2);
        let expected = HashMap::from([
            (
                (survey.id, id(1)),
                Held {
                    fingerprint: Some(make::digest(1)),
                    set_aside: None,
                },
            ),
            (
                (survey.id, id(2)),
                Held {
                    fingerprint: Some(make::digest(2)),
                    set_aside: Some(RejectionCode::HouseholdAlreadyAnswered),
                },
            ),
            (
                (other.id, id(3)),
                Held {
                    fingerprint: Some(make::digest(3)),
                    set_aside: None,
                },
            ),
        ]);
        assert_eq!(held, expected);
        assert_eq!(taken, [(survey.id, make::digest(1))].into());
    })
    .await;
}

#[tokio::test]
async fn a_voided_response_stays_and_frees_its_household() {
    on_both(async |Fresh { db, .. }| {
        let world = World::on(db.clone()).await;
        let survey = world.opened().await;
        let hamlet = world.hamlets[0].id();
        let first = make::response(&world, &survey, hamlet, 1);
        responses::insert(db.write(), vec![first.clone()])
            .await
            .unwrap();
        let voided = Voided {
            at: noon(),
            by: first.account,
            reason: "Nhập nhầm".to_owned(),
        };
        assert!(
            responses::void(db.write(), survey.id, first.id, &voided)
                .await
                .unwrap()
        );
        assert!(
            !responses::void(db.write(), survey.id, first.id, &voided)
                .await
                .unwrap()
        );
        let found = responses::find(db.read(), survey.id, first.id)
            .await
            .unwrap()
            .unwrap();
        assert_eq!(
            found,
            Response {
                voided: Some(voided),
                ..first
            }
        );

        let households = [(survey.id, hamlet, make::digest(1))];
        assert!(
            responses::households_taken(db.read(), &households)
                .await
                .unwrap()
                .is_empty()
        );
        let mut second = make::response(&world, &survey, hamlet, 1);
        second.id = ResponseId(Uuid::from_u128(2));
        responses::insert(db.write(), vec![second]).await.unwrap();
        assert_eq!(
            responses::households_taken(db.read(), &households)
                .await
                .unwrap()
                .len(),
            1
        );
    })
    .await;
}

/// Rows go in by powers of two; each number of them must arrive whole, and be asked for whole.
#[tokio::test]
async fn any_number_of_responses_arrives() {
    on_both(async |Fresh { db, .. }| {
        let world = World::on(db.clone()).await;
        let survey = world.opened().await;
        let hamlet = world.hamlets[0].id();
        let mut first: u128 = 0;
        for many in [0_u128, 1, 2, 3, 7, 100, 255, 256, 257, 500, 1_500] {
            let numbers = (first + 1)..=(first + many);
            let sent = numbers.map(|n| make::response(&world, &survey, hamlet, n));
            let sent: Vec<_> = sent.collect();
            responses::insert(db.write(), sent.clone()).await.unwrap();
            let ids: Vec<_> = sent
                .iter()
                .map(|response| (survey.id, response.id))
                .collect();
            let held = responses::held(db.read(), &ids).await.unwrap();
            assert_eq!(held.len(), sent.len());
            first += many;
        }
        let all = number(&db, "SELECT count(*) FROM response").await;
        assert_eq!(u128::try_from(all).unwrap(), first);
    })
    .await;
}
