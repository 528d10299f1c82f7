//! Opinions of socio-political organisations are verified apart from the survey.

use longdan::domain::law::check::CheckStatus;
use longdan::domain::place::area::AreaLevel;
use longdan::domain::recognition::opinion::Organisation;
use longdan::domain::survey::lifecycle::SurveyState;
use longdan::domain::survey::record::Survey;
use longdan::domain::survey::verification::{
    VerificationDecision, VerificationPoint, VerificationSubject,
};
use longdan::services::opinions::{self, NewOpinion};
use longdan::services::refusal::Refusal;
use longdan::services::user_fault::UserFaultCode as Code;
use longdan::services::verifying::{self, NewDecision, PointSaid};
use longdan::services::writing::Writing;

use super::front_people::{all_accepted, closed, codes, verifier};
use crate::support::database::on_both;
use crate::support::world::World;

async fn says(world: &World, survey: &Survey, organisation: Organisation, agrees: bool) {
    let new = NewOpinion {
        candidacy: survey.candidacy,
        level: AreaLevel::Commune,
        organisation,
        other_name: None,
        agrees,
        writing: Writing::default(),
    };
    opinions::record(&world.office, Some(&world.commune_front()), new)
        .await
        .expect("an opinion");
}

/// What is found at the one point: its status, opinions received and those against.
async fn found(world: &World, survey: &Survey) -> (CheckStatus, i64, i64) {
    let (front, subject) = (
        world.provincial_front(),
        VerificationSubject::OrganisationOpinions,
    );
    let points = verifying::findings(&world.office, Some(&front), survey.id, subject).await;
    let points = points.expect("points");
    let [point] = points.as_slice() else {
        panic!("{points:?}");
    };
    assert_eq!(point.point, VerificationPoint::Opinions);
    (
        point.status,
        point.numbers["received"],
        point.numbers["against"],
    )
}

fn of_opinions(survey: &Survey, accepted: bool, note: Option<&str>) -> NewDecision {
    NewDecision {
        survey: survey.id,
        subject: VerificationSubject::OrganisationOpinions,
        points: vec![PointSaid {
            point: VerificationPoint::Opinions,
            accepted,
            note: note.map(str::to_owned),
        }],
        reasons: None,
    }
}

#[tokio::test]
async fn opinions_are_found_in_order_once_some_are_in_and_none_is_against() {
    on_both(async |fresh| {
        let world = World::on(fresh.db).await;
        let survey = closed(&world, [5, 5, 5]).await;
        let verifier = verifier(&world).await;
        let verify = async |new| verifying::verify(&world.office, Some(&verifier), new).await;
        assert_eq!(found(&world, &survey).await, (CheckStatus::Pending, 0, 0));
        let silent = verify(of_opinions(&survey, true, None)).await;
        assert_eq!(
            codes(silent),
            [Code::PointNotSaid],
            "nothing is in: a note is needed"
        );

        says(&world, &survey, Organisation::WomensUnion, true).await;
        assert_eq!(found(&world, &survey).await, (CheckStatus::Met, 1, 0));
        says(&world, &survey, Organisation::FarmersUnion, false).await;
        assert_eq!(found(&world, &survey).await, (CheckStatus::NotMet, 2, 1));
        let silent = verify(of_opinions(&survey, true, None)).await;
        assert_eq!(codes(silent), [Code::PointNotSaid], "one is against");
        let refused = verify(of_opinions(&survey, false, Some("-"))).await;
        assert_eq!(codes(refused), [Code::PointNotAccepted]);
        let other = NewDecision {
            subject: VerificationSubject::OrganisationOpinions,
            ..all_accepted(&survey)
        };
        assert_eq!(
            codes(verify(other).await),
            [Code::UnknownPoint],
            "the survey's points"
        );
    })
    .await;
}

#[tokio::test]
async fn a_decision_on_opinions_leaves_the_survey_where_it_is() {
    on_both(async |fresh| {
        let world = World::on(fresh.db).await;
        let survey = closed(&world, [5, 5, 5]).await;
        let (own, verifier) = (world.provincial_front(), verifier(&world).await);
        says(&world, &survey, Organisation::WomensUnion, true).await;
        let same = of_opinions(&survey, true, None);
        let same = verifying::verify(&world.office, Some(&own), same).await;
        assert_eq!(codes(same), [Code::SameAccount]);
        let by_commune = world.commune_front();
        let by_commune = verifying::verify(
            &world.office,
            Some(&by_commune),
            of_opinions(&survey, true, None),
        );
        assert!(matches!(by_commune.await, Err(Refusal::Forbidden)));
        let back = NewDecision {
            reasons: Some("thiếu ý kiến Hội Nông dân".to_owned()),
            ..of_opinions(&survey, false, None)
        };
        let back = verifying::give_back(&world.office, Some(&verifier), back).await;
        assert_eq!(
            back.expect("returned").lifecycle.stored,
            SurveyState::Closed
        );
        let done = of_opinions(&survey, true, None);
        let done = verifying::verify(&world.office, Some(&verifier), done).await;
        assert_eq!(
            done.expect("verified").0.lifecycle.stored,
            SurveyState::Closed
        );
        let kept = verifying::of_surveys(&world.office, &[survey.id]).await;
        let kept = kept.expect("decisions").remove(&survey.id).expect("two");
        let kept: Vec<_> = kept.iter().map(|one| (one.subject, one.decision)).collect();
        let subject = VerificationSubject::OrganisationOpinions;
        assert_eq!(
            kept,
            [
                (subject, VerificationDecision::Returned),
                (subject, VerificationDecision::Verified)
            ]
        );
    })
    .await;
}
