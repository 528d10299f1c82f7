//! What is on record of a candidacy, as the conditions of its title see it.

use longdan::domain::base::ratio::Share;
use longdan::domain::law::check::CheckStatus;
use longdan::domain::law::title::Title;
use longdan::domain::recognition::candidacy::{Candidacy, CandidacyPurpose};
use longdan::domain::recognition::facts::Found;
use longdan::services::council_files;
use longdan::services::readiness::{self, Standing};

use super::direct_check::{heard, planned};
use super::front_people::closed;
use crate::support::council::{nominate, round};
use crate::support::database::on_both;
use crate::support::world::World;

/// How one condition of a candidacy stands for the coordination office.
async fn standing(
    world: &World,
    candidacy: &Candidacy,
    code: &str,
) -> (CheckStatus, Option<Found>) {
    let office = world.coordination_office();
    let of = std::slice::from_ref(candidacy);
    let mut found = readiness::of(&world.office, Some(&office), of)
        .await
        .expect("readiness");
    let checks = found.remove(&candidacy.id).expect("readiness").checks;
    let judged = checks.into_iter().find_map(|check| match check {
        Standing::Condition(judged) if judged.condition.code == code => Some(judged),
        _ => None,
    });
    let judged = judged.expect("a condition of that code");
    (judged.status, judged.found)
}

#[tokio::test]
async fn the_direct_check_is_done_once_it_is_closed_with_somebody_heard() {
    on_both(async |fresh| {
        let world = World::on(fresh.db).await;
        world.judged_by("ha-tinh-2019").await;
        let main = closed(&world, [9, 8, 7]).await;
        let candidacy = world.candidacy_of(&main).await;
        let of = async || standing(&world, &candidacy, "DIRECT_CHECK").await;
        assert_eq!(of().await, (CheckStatus::Pending, None));
        planned(&world, &main, None).await;
        assert_eq!(of().await, (CheckStatus::Pending, None), "not held yet");
        heard(&world, &main).await;
        let done = (CheckStatus::Met, Some(Found::Count(12)));
        assert_eq!(of().await, done);
    })
    .await;
}

#[tokio::test]
async fn a_district_counts_the_communes_that_hold_a_title_today() {
    on_both(async |fresh| {
        let world = World::on(fresh.db).await;
        let round = round(&world, 1).await;
        let (title, purpose) = (Title::Standard, CandidacyPurpose::Recognition);
        let district = nominate(&world, round, &world.district, title, purpose).await;
        let of = async || standing(&world, &district, "COMMUNES_STANDARD").await;
        let share = |count| Some(Found::Share(Share::of(count, 1)));
        assert_eq!(of().await, (CheckStatus::NotMet, share(0)));
        let given = async |rows: &str| {
            let file = format!("area_code,title,since,until,number\n{rows}");
            council_files::titles(&world.office, file.as_bytes())
                .await
                .expect("titles");
        };
        // Neither a title of another district's commune counts, nor one that has ended.
        given("18682,STANDARD,2016-01-05,,12/QĐ-UBND\n18628,STANDARD,2015-01-05,2018-12-31,11/QĐ-UBND\n").await;
        assert_eq!(of().await, (CheckStatus::NotMet, share(0)));
        given("18628,ADVANCED,2019-03-01,,13/QĐ-UBND\n").await;
        assert_eq!(of().await, (CheckStatus::Met, share(1)));
    })
    .await;
}
