//! No result is verified while a void or a choice waits for a second account.

use longdan::domain::survey::correction::ConflictChoice::KeepFirst;
use longdan::domain::survey::lifecycle::SurveyState;
use longdan::domain::survey::record::Survey;
use longdan::domain::trust::actor::Actor;
use longdan::services::conflicts::{self, Resolution};
use longdan::services::user_fault::UserFaultCode as Code;
use longdan::services::{corrections, responses, submit, surveys, verifying};

use super::front_people::{all_accepted, as_account, codes, verifier};
use crate::support::database::on_both;
use crate::support::world::World;

/// A closed survey in which one form was voided, and of two of one household the first was kept.
async fn corrected(world: &World, front: &Actor) -> Survey {
    let (office, who) = (&world.office, Some(front));
    let survey = world.opened().await;
    let drafts: Vec<_> = ["H1", "H2", "H3", "H1"]
        .iter()
        .map(|home| world.draft(0, home))
        .collect();
    let (voided, rival) = (drafts[1].id, drafts[3].id);
    submit::batch(office, who, survey.id, drafts)
        .await
        .expect("receipts");
    responses::void(office, who, survey.id, voided, "Nhầm hộ")
        .await
        .expect("a void");
    let choice = Resolution {
        survey: survey.id,
        response: rival,
        choice: KeepFirst,
        reason: "Phiếu sau do trẻ em điền".to_owned(),
    };
    conflicts::resolve(office, who, choice)
        .await
        .expect("a choice");
    surveys::close(office, who, survey.id)
        .await
        .expect("a closed survey")
}

#[tokio::test]
async fn each_void_and_choice_is_confirmed_by_another_account_before_verified() {
    on_both(async |fresh| {
        let world = World::on(fresh.db).await;
        let front = world.commune_front();
        let survey = corrected(&world, &front).await;
        let verifier = verifier(&world).await;
        let second = as_account(&world, world.commune_front(), "người thứ hai").await;
        let verify = async || {
            let new = all_accepted(&survey);
            verifying::verify(&world.office, Some(&verifier), new).await
        };
        let confirm = async |who, number| {
            corrections::confirm(&world.office, Some(who), survey.id, number).await
        };
        for (number, left) in [(1, "2"), (2, "1")] {
            let stopped = verify().await;
            let Err(longdan::services::refusal::Refusal::Faults(faults)) = &stopped else {
                panic!("{left} wait: {stopped:?}");
            };
            assert_eq!(faults[0].about, left);
            assert_eq!(codes(stopped), [Code::UnconfirmedCorrections]);
            let own = confirm(&front, number).await;
            assert_eq!(codes(own), [Code::SecondAccountNeeded]);
            confirm(&second, number).await.expect("confirmed");
        }
        let (now, _) = verify().await.expect("verified");
        assert_eq!(now.lifecycle.stored, SurveyState::Verified);
    })
    .await;
}
