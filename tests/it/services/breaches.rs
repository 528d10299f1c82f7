//! The register of breaches: its 72 hours, its versions, who may keep it.

use chrono::Duration;
use longdan::domain::base::clock::Clock as _;
use longdan::domain::trust::actor::Role;
use longdan::domain::trust::breach::BreachStanding as Standing;
use longdan::services::breaches::{self, NewBreach};
use longdan::services::progress::Silent;
use longdan::services::refusal::Refusal;
use longdan::services::user_fault::UserFaultCode as Code;
use longdan::services::verify::all::{Asked, verify};

use super::front_people::codes;
use crate::support::database::on_both;
use crate::support::world::World;

fn discovered(world: &World) -> NewBreach {
    NewBreach {
        revises: None,
        occurred_at: None,
        discovered_at: world.clock.now(),
        description: "Mất một điện thoại của điều tra viên".to_owned(),
        affected: Some(40),
        measures: None,
        notified_at: None,
        late_reason: None,
    }
}

#[tokio::test]
async fn the_clock_runs_from_the_discovery_and_each_change_is_a_version() {
    on_both(async |fresh| {
        let world = World::on(fresh.db).await;
        let front = world.provincial_front();
        let record = async |new| breaches::record(&world.office, Some(&front), new).await;
        let list = async |unnotified| {
            let all = breaches::list(&world.office, Some(&front), unnotified).await;
            let all = all.expect("a register").into_iter();
            all.map(|one| (one.breach.number, one.breach.version, one.standing))
                .collect::<Vec<_>>()
        };
        let first = discovered(&world);
        let view = record(first.clone()).await.expect("recorded");
        assert_eq!((view.breach.number, view.standing), (1, Standing::Due));
        assert_eq!(
            view.breach.notify_before(),
            world.clock.now() + Duration::hours(72)
        );
        world.pass(Duration::hours(72) - Duration::seconds(1));
        assert_eq!(list(true).await, [(1, 1, Standing::Due)]);
        world.pass(Duration::seconds(1));
        assert_eq!(list(true).await, [(1, 1, Standing::Overdue)]);

        let late = NewBreach {
            revises: Some((1, 1)),
            notified_at: Some(world.clock.now()),
            ..first.clone()
        };
        assert_eq!(codes(record(late.clone()).await), [Code::ReasonMissing]);
        let late = NewBreach {
            late_reason: Some("Chưa rõ phạm vi".to_owned()),
            ..late
        };
        record(late.clone()).await.expect("revised");
        let stale = record(late).await;
        assert!(
            matches!(stale, Err(Refusal::Conflict(Some(_)))),
            "{stale:?}"
        );
        let second = record(discovered(&world)).await.expect("another");
        assert_eq!(second.breach.number, 2);
        let all = [(2, 1, Standing::Due), (1, 2, Standing::NotifiedLate)];
        assert_eq!(list(false).await, all);
        assert_eq!(list(true).await, [(2, 1, Standing::Due)]);
        let found = verify(&world.office, &Asked::default(), &Silent).await;
        assert_eq!(found.expect("verified").findings, []);
    })
    .await;
}

/// Breaches that can't be recorded, each with the fault of the user.
fn wrong(world: &World) -> Vec<(NewBreach, Code)> {
    let now = world.clock.now();
    let hour = Duration::hours(1);
    let whole = discovered(world);
    vec![
        (
            NewBreach {
                discovered_at: now + hour,
                ..whole.clone()
            },
            Code::InTheFuture,
        ),
        (
            NewBreach {
                occurred_at: Some(now + hour),
                ..whole.clone()
            },
            Code::DatesOutOfOrder,
        ),
        (
            NewBreach {
                notified_at: Some(now + hour),
                ..whole.clone()
            },
            Code::InTheFuture,
        ),
        (
            NewBreach {
                notified_at: Some(now - hour),
                ..whole.clone()
            },
            Code::DatesOutOfOrder,
        ),
        (
            NewBreach {
                affected: Some(-1),
                ..whole.clone()
            },
            Code::OutOfRange,
        ),
        (
            NewBreach {
                description: " ".to_owned(),
                ..whole.clone()
            },
            Code::ValueMissing,
        ),
        (
            NewBreach {
                description: "Lộ số 0912345678".to_owned(),
                ..whole.clone()
            },
            Code::PersonalData,
        ),
    ]
}

#[tokio::test]
async fn times_that_cannot_be_and_texts_that_name_somebody_are_refused() {
    on_both(async |fresh| {
        let world = World::on(fresh.db).await;
        let admin = world.somebody(Role::Admin, &[]);
        let whole = discovered(&world);
        for (new, code) in wrong(&world) {
            let refused = breaches::record(&world.office, Some(&admin), new).await;
            assert_eq!(codes(refused), [code]);
        }
        let unknown = NewBreach {
            revises: Some((7, 1)),
            ..whole.clone()
        };
        let unknown = breaches::record(&world.office, Some(&admin), unknown).await;
        assert!(matches!(unknown, Err(Refusal::NotFound)));
        for who in [world.commune_front(), world.coordination_office()] {
            let refused = breaches::record(&world.office, Some(&who), whole.clone()).await;
            assert!(matches!(refused, Err(Refusal::Forbidden)));
            let list = breaches::list(&world.office, Some(&who), false).await;
            assert!(matches!(list, Err(Refusal::Forbidden)));
        }
        assert!(matches!(
            breaches::list(&world.office, None, false).await,
            Err(Refusal::Unauthenticated)
        ));
    })
    .await;
}
