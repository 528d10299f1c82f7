//! A decision follows from the vote, and needs another account than the count.

use longdan::domain::law::title::Title;
use longdan::domain::recognition::candidacy::CandidacyState;
use longdan::domain::recognition::decision::DecisionOutcome::{self, Deferred, Recognised};
use longdan::services::decisions::{self, NewOutcome, Paper};
use longdan::services::user_fault::UserFaultCode as Code;
use longdan::services::{candidacies, deferrals, titles};

use crate::support::council::{Council, code, codes, day};
use crate::support::database::on_both;
use crate::support::world::World;

pub fn paper() -> Paper {
    Paper {
        number: "3368/QĐ-UBND".to_owned(),
        decided_on: day(10, 1),
        signer: "Chủ tịch UBND tỉnh".to_owned(),
    }
}

pub fn outcomes(council: &Council, said: [DecisionOutcome; 2]) -> Vec<NewOutcome> {
    let outcome = |(id, outcome)| NewOutcome {
        candidacy: id,
        outcome,
        reason: Some("Chờ bổ sung hồ sơ".to_owned()),
        to_round: Some(council.later),
    };
    council.ids().into_iter().zip(said).map(outcome).collect()
}

#[tokio::test]
async fn what_does_not_follow_from_the_vote_is_refused() {
    on_both(async |fresh| {
        let world = World::on(fresh.db).await;
        let council = Council::of(&world).await;
        let (office, clerk) = (&world.office, Some(&council.clerk));
        world.pass(chrono::Duration::days(100));
        let both = || outcomes(&council, [Recognised, Recognised]);
        let rightly = || outcomes(&council, [Recognised, Deferred]);
        let early = decisions::record(office, clerk, paper(), both()).await;
        assert_eq!(code(early), Code::IllegalState, "there was no vote");
        council.voted(&world, [[5, 0, 0, 0], [3, 1, 0, 1]]).await;
        let against = codes(decisions::record(office, clerk, paper(), both()).await);
        let place = |field: &str| format!("input.outcomes.1.{field}");
        assert_eq!(against, [(Code::AgainstTheVote, place("outcome"))]);
        let teller = Some(&council.tellers[0]);
        let by_teller = codes(decisions::record(office, teller, paper(), rightly()).await);
        let second = |(code, _): &(Code, String)| *code == Code::SecondAccountNeeded;
        assert!(by_teller.len() == 2 && by_teller.iter().all(second));
        for (month, date, fault) in [(9, 22, Code::DatesOutOfOrder), (12, 31, Code::InTheFuture)] {
            let decided_on = day(month, date);
            let odd = Paper {
                decided_on,
                ..paper()
            };
            let answer = decisions::record(office, clerk, odd, rightly()).await;
            assert_eq!(code(answer), fault, "{decided_on}");
        }
        let mut bare = rightly();
        bare[1].reason = None;
        let bare = codes(decisions::record(office, clerk, paper(), bare).await);
        assert_eq!(bare, [(Code::ReasonMissing, place("reason"))]);
        let mut nowhere = rightly();
        nowhere[1].to_round = Some(council.round);
        let nowhere = codes(decisions::record(office, clerk, paper(), nowhere).await);
        assert_eq!(nowhere, [(Code::NotALaterRound, place("toRoundId"))]);
        let states = council.states(&world).await;
        assert_eq!(states, [CandidacyState::Voted; 2], "nothing changed");
    })
    .await;
}

#[tokio::test]
async fn a_decision_gives_the_title_and_nominates_what_is_put_off() {
    on_both(async |fresh| {
        let world = World::on(fresh.db).await;
        let council = Council::of(&world).await;
        let (office, clerk) = (&world.office, Some(&council.clerk));
        world.pass(chrono::Duration::days(100));
        council.voted(&world, [[5, 0, 0, 0], [3, 1, 0, 1]]).await;
        let said = outcomes(&council, [Recognised, Deferred]);
        let decided = decisions::record(office, clerk, paper(), said).await;
        decided.expect("a decision");
        let states = council.states(&world).await;
        assert_eq!(
            states,
            [CandidacyState::Recognised, CandidacyState::Deferred]
        );
        let areas = [world.commune.id(), world.other_commune.id()];
        let held = titles::of_areas(office, &areas).await.expect("titles");
        assert_eq!(held.len(), 1, "only one was recognised");
        let title = &held[&world.commune.id()][0];
        assert_eq!(title.title, Title::Standard);
        assert_eq!(title.since, Some(day(10, 1)));
        let put_off = council.ids()[1];
        let deferral = deferrals::of_candidacies(office, &[put_off]).await;
        let successor = deferral.expect("deferrals")[&put_off][0].successor;
        let found = candidacies::by_ids(office, clerk, &[successor]).await;
        let found = found.expect("candidacies").remove(&successor);
        let found = found.expect("a successor");
        assert_eq!(found.round, council.later);
        assert_eq!(found.state, CandidacyState::Nominated);
        let again = outcomes(&council, [Recognised, Deferred]);
        let again = decisions::record(office, clerk, paper(), again).await;
        assert_eq!(code(again), Code::IllegalState, "decided once");
    })
    .await;
}
