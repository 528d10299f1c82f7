//! Responses under review: doubted, accepted, voided, many at once.

use chrono::Duration;
use longdan::domain::base::ids::ResponseId;
use longdan::domain::base::page::PageRequest;
use longdan::domain::survey::record::Survey;
use longdan::domain::survey::review::{MOST_REVIEWED, ReviewState};
use longdan::domain::trust::actor::{Actor, Role};
use longdan::services::refusal::Refusal;
use longdan::services::reviews::{self, NewReviews, ReviewFilter, ReviewView};
use longdan::services::user_fault::UserFaultCode as Code;
use longdan::services::{corrections, submit, surveys, verifying};
use longdan::storage::tallies;

use super::front_people::{all_accepted, closed, codes, verifier};
use crate::support::database::on_both;
use crate::support::world::World;

async fn sent(world: &World, survey: &Survey, households: usize) -> Vec<ResponseId> {
    let front = world.commune_front();
    let draft = |number| world.draft(0, &format!("H{number}"));
    let drafts: Vec<_> = (0..households).map(draft).collect();
    let ids = drafts.iter().map(|draft| draft.id).collect();
    let done = submit::batch(&world.office, Some(&front), survey.id, drafts).await;
    done.expect("receipts");
    ids
}

async fn review(
    world: &World,
    survey: &Survey,
    responses: &[ResponseId],
    state: ReviewState,
) -> Result<Survey, Refusal> {
    let new = NewReviews {
        survey: survey.id,
        responses: responses.to_vec(),
        state,
        reason: "Gửi cách nhau vài giây".to_owned(),
    };
    reviews::review(&world.office, Some(&world.commune_front()), new).await
}

async fn listed(world: &World, survey: &Survey, state: ReviewState) -> Vec<ReviewView> {
    let front = world.commune_front();
    let filter = ReviewFilter {
        state: Some(state),
        ..ReviewFilter::default()
    };
    let page = PageRequest::default();
    let office = &world.office;
    let page = reviews::list(office, Some(&front), survey, &filter, &page).await;
    let rows = page.expect("a page").rows;
    let count = reviews::count(office, Some(&front), survey, &filter).await;
    assert_eq!(
        count.expect("a count"),
        u64::try_from(rows.len()).expect("few")
    );
    rows.into_iter().map(|(_, view)| view).collect()
}

async fn collected(world: &World, survey: &Survey) -> i64 {
    let key = (survey.id, world.hamlets[0].id());
    let tally = tallies::read(world.db.read(), &[key])
        .await
        .expect("a read");
    tally[&key].collected
}

#[tokio::test]
async fn responses_are_doubted_accepted_and_voided_all_or_none() {
    on_both(async |fresh| {
        let world = World::on(fresh.db).await;
        let survey = world.opened().await;
        let ids = sent(&world, &survey, 5).await;
        let doubt = review(&world, &survey, &ids[..3], ReviewState::Questioned).await;
        doubt.expect("doubted");
        let questioned = listed(&world, &survey, ReviewState::Questioned).await;
        assert_eq!(questioned.len(), 3);
        assert_eq!(questioned[0].by.as_deref(), Some("tests"));
        assert_eq!(
            questioned[0].reason.as_deref(),
            Some("Gửi cách nhau vài giây")
        );
        assert_eq!(
            listed(&world, &survey, ReviewState::Accepted).await.len(),
            2
        );
        assert_eq!(
            collected(&world, &survey).await,
            5,
            "a doubt changes no figure"
        );

        // One that stands so already, and one that isn't there: nothing of the act happens.
        let mixed = [ids[3], ids[0], ResponseId(world.id())];
        let refused = review(&world, &survey, &mixed, ReviewState::Questioned).await;
        assert_eq!(codes(refused), [Code::StandsSo, Code::UnknownResponse]);
        assert_eq!(
            listed(&world, &survey, ReviewState::Questioned).await.len(),
            3
        );

        review(&world, &survey, &ids[..1], ReviewState::Accepted)
            .await
            .expect("accepted");
        let void = review(&world, &survey, &ids[1..3], ReviewState::Voided).await;
        void.expect("voided");
        assert_eq!(listed(&world, &survey, ReviewState::Voided).await.len(), 2);
        assert_eq!(
            listed(&world, &survey, ReviewState::Questioned).await.len(),
            0
        );
        assert_eq!(collected(&world, &survey).await, 3);
        let again = review(&world, &survey, &ids[1..2], ReviewState::Accepted).await;
        assert_eq!(codes(again), [Code::AlreadyVoided]);
    })
    .await;
}

#[tokio::test]
async fn voids_are_confirmed_together_by_a_second_account() {
    on_both(async |fresh| {
        let world = World::on(fresh.db).await;
        let survey = world.opened().await;
        let ids = sent(&world, &survey, 4).await;
        review(&world, &survey, &ids, ReviewState::Voided)
            .await
            .expect("voided");
        let own = world.commune_front();
        let second = Actor {
            account: world.second_account().await,
            ..world.commune_front()
        };
        let confirm = async |who: &Actor, numbers: &[i64]| {
            corrections::confirm_many(&world.office, Some(who), survey.id, numbers).await
        };
        let same = confirm(&own, &[1, 2]).await;
        assert_eq!(
            codes(same),
            [Code::SecondAccountNeeded, Code::SecondAccountNeeded]
        );
        assert_eq!(
            codes(confirm(&second, &[1, 9]).await),
            [Code::UnknownCorrection]
        );
        confirm(&second, &[1, 2, 3, 4]).await.expect("confirmed");
        assert_eq!(
            codes(confirm(&second, &[1]).await),
            [Code::AlreadyConfirmed]
        );
    })
    .await;
}

#[tokio::test]
async fn an_act_is_bounded_and_the_fronts() {
    on_both(async |fresh| {
        let world = World::on(fresh.db).await;
        let survey = world.opened().await;
        let ids = sent(&world, &survey, 2).await;
        let many: Vec<_> = (0..=MOST_REVIEWED)
            .map(|_| ResponseId(world.id()))
            .collect();
        let refused = review(&world, &survey, &many, ReviewState::Questioned).await;
        assert!(matches!(refused, Err(Refusal::BadInput { .. })));
        let twice = review(&world, &survey, &[ids[0], ids[0]], ReviewState::Questioned).await;
        assert_eq!(codes(twice), [Code::NamedTwice]);
        for role in [Role::Collector, Role::Admin, Role::CoordinationOffice] {
            let who = world.somebody(role, &[&world.commune]);
            let page = PageRequest::default();
            let filter = ReviewFilter::default();
            let list = reviews::list(&world.office, Some(&who), &survey, &filter, &page).await;
            assert!(matches!(list, Err(Refusal::Forbidden)), "{role:?}");
        }
    })
    .await;
}

#[tokio::test]
async fn a_survey_with_a_doubt_is_not_verified() {
    on_both(async |fresh| {
        let world = World::on(fresh.db).await;
        let survey = closed(&world, [5, 5, 5]).await;
        let all = listed(&world, &survey, ReviewState::Accepted).await;
        let one = [all[0].response];
        let late = review(&world, &survey, &one, ReviewState::Voided).await;
        assert_eq!(codes(late), [Code::IllegalState]);
        review(&world, &survey, &one, ReviewState::Questioned)
            .await
            .expect("doubted");
        world.pass(Duration::days(12));
        let verifier = verifier(&world).await;
        let verify = async || {
            let all = all_accepted(&survey);
            verifying::verify(&world.office, Some(&verifier), all).await
        };
        assert_eq!(codes(verify().await), [Code::QuestionedResponses]);
        review(&world, &survey, &one, ReviewState::Accepted)
            .await
            .expect("accepted");
        verify().await.expect("verified");
        let found = surveys::by_ids(&world.office, Some(&verifier), &[survey.id]).await;
        assert_eq!(found.expect("a survey").len(), 1);
    })
    .await;
}
