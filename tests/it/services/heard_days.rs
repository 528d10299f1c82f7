//! Households heard are told day by day of Viet Nam, to whoever sees the coverage.

use chrono::Duration;
use longdan::domain::base::clock::{Day, day_of};
use longdan::domain::survey::record::Survey;
use longdan::domain::trust::actor::Actor;
use longdan::services::sight::Seen;
use longdan::services::{heard_days, responses, submit};

use crate::support::database::on_both;
use crate::support::world::World;

/// The days as somebody sees them: heard, and heard until then.
async fn days(world: &World, who: &Actor, survey: &Survey) -> Seen<Vec<(Day, i64, i64)>> {
    let surveys = [survey.clone()];
    let found = heard_days::of_surveys(&world.office, Some(who), &surveys).await;
    match found.expect("days").remove(&survey.id) {
        Some(Seen::Shown(days)) => {
            let plain = days.into_iter().map(|one| (one.day, one.heard, one.total));
            Seen::Shown(plain.collect())
        }
        Some(Seen::Never) => Seen::Never,
        _ => Seen::Later,
    }
}

#[tokio::test]
async fn households_are_counted_on_the_day_on_which_they_were_asked() {
    on_both(async |fresh| {
        let world = World::on(fresh.db).await;
        let survey = world.opened().await;
        let front = world.commune_front();
        let send = async |drafts| {
            let done = submit::batch(&world.office, Some(&front), survey.id, drafts).await;
            let done = done.expect("receipts");
            assert!(done.receipts.iter().all(|one| one.code.is_none()));
        };
        assert_eq!(
            days(&world, &front, &survey).await,
            Seen::Shown(Vec::new()),
            "nobody yet"
        );

        // By the clocks of Viet Nam; elsewhere these two may fall on one day.
        let start = world.office.clock.now();
        let first = world.draft(0, "A1");
        let evening = day_of(start)
            .and_hms_opt(16, 59, 0)
            .expect("a time")
            .and_utc();
        world.pass(evening - start);
        let second = world.draft(1, "B1");
        world.pass(Duration::minutes(2));
        let (third, fourth) = (world.draft(0, "A2"), world.draft(0, "A3"));
        send(vec![second, fourth, first, third.clone()]).await;
        let today = day_of(start);
        let tomorrow = today.succ_opt().expect("a day");
        assert_eq!(
            days(&world, &front, &survey).await,
            Seen::Shown(vec![(today, 2, 2), (tomorrow, 2, 4)])
        );

        let void = responses::void(&world.office, Some(&front), survey.id, third.id, "Thử");
        void.await.expect("a voided response");
        assert_eq!(
            days(&world, &front, &survey).await,
            Seen::Shown(vec![(today, 2, 2), (tomorrow, 1, 3)])
        );
        let department = world.department("SO_Y_TE");
        assert_eq!(days(&world, &department, &survey).await, Seen::Later);
    })
    .await;
}
