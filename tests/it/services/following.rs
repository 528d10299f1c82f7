//! Who follows a round hears of its candidacies, and of no other round's.

use longdan::domain::law::title::Title;
use longdan::domain::recognition::candidacy::CandidacyPurpose;
use longdan::services::candidacies::{self, Nomination};
use longdan::services::watch;

use crate::support::database::on_both;
use crate::support::world::World;

#[tokio::test]
async fn a_nomination_is_heard_by_those_who_follow_its_round() {
    on_both(async |fresh| {
        let world = World::on(fresh.db).await;
        let round = world.candidacy().await.round;
        let mut followed = watch::round(&world.office, round);
        world.candidacy().await;
        let office = world.coordination_office();
        let new = Nomination {
            round,
            area_code: world.other_commune.code.clone(),
            title: Title::Standard,
            purpose: CandidacyPurpose::Recognition,
            simulated: false,
        };
        let nominated = candidacies::nominate(&world.office, Some(&office), new)
            .await
            .expect("a candidacy");
        let heard = followed.next().await.expect("a change");
        assert!(heard.contains(&nominated.id), "the nomination is heard");
    })
    .await;
}
