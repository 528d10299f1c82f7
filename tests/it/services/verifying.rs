//! From the closing over posting and objections to the verification, and back.

use chrono::Duration;
use longdan::domain::base::clock::{Clock, day_of};
use longdan::domain::survey::lifecycle::SurveyState;
use longdan::domain::survey::objection::Objection;
use longdan::domain::survey::posting::PostingState;
use longdan::domain::survey::record::Survey;
use longdan::domain::survey::verification::VerificationDecision;
use longdan::domain::trust::actor::Actor;
use longdan::services::issued_forms::{self, NewForms};
use longdan::services::objections::{self, NewAnswer, NewObjection};
use longdan::services::refusal::Refusal;
use longdan::services::sight::{self, ResultStage};
use longdan::services::user_fault::UserFaultCode as Code;
use longdan::services::verifying::NewDecision;
use longdan::services::warning::{Warning, WarningCode};
use longdan::services::{postings, surveys, verifying};
use longdan::storage::{frozen, responses};

use super::front_people::{all_accepted, as_account, closed, codes, place, verifier};
use crate::support::database::on_both;
use crate::support::world::World;

fn forms(world: &World, hamlet: usize, issued: i64, missing: i64) -> NewForms {
    NewForms {
        hamlet_code: world.hamlets[hamlet].code.clone(),
        issued,
        missing,
        version: None,
        reason: None,
    }
}

async fn post(world: &World, survey: &Survey) -> Survey {
    let front = world.commune_front();
    let today = world.clock.today();
    postings::post(&world.office, Some(&front), survey.id, today, vec![place()])
        .await
        .expect("a posting")
        .0
}

async fn object(world: &World, survey: &Survey) -> Objection {
    let new = NewObjection {
        survey: survey.id,
        received_at: world.clock.now(),
        topic: Some("Q1".to_owned()),
        text: "Nhà tôi chưa được hỏi".to_owned(),
    };
    let front = world.commune_front();
    objections::record(&world.office, Some(&front), new)
        .await
        .expect("an objection")
        .0
}

async fn stage(world: &World, survey: &Survey) -> ResultStage {
    let front = world.commune_front();
    let found = surveys::by_ids(&world.office, Some(&front), &[survey.id])
        .await
        .expect("surveys");
    let now = found[&survey.id].clone();
    let sights = sight::of(&world.office, Some(&front), &[now])
        .await
        .expect("figures");
    sights[&survey.id].stage
}

/// Forms that can't be, and what is wrong with them.
fn wrong(world: &World) -> Vec<NewForms> {
    vec![
        forms(world, 0, 5, 6),
        forms(world, 0, -1, 0),
        NewForms {
            hamlet_code: "18682-01".to_owned(),
            ..forms(world, 1, 1, 0)
        },
    ]
}

const WRONG: [Code; 5] = [
    Code::MissingExceedsIssued,
    Code::NamedTwice,
    Code::OutOfRange,
    Code::MissingExceedsIssued,
    Code::UnknownHamlet,
];

#[tokio::test]
async fn forms_are_recorded_corrected_and_cross_footed() {
    on_both(async |fresh| {
        let world = World::on(fresh.db).await;
        let survey = closed(&world, [9, 8, 7]).await;
        let front = world.commune_front();
        let record =
            async |new| issued_forms::record(&world.office, Some(&front), survey.id, new).await;
        assert_eq!(codes(record(wrong(&world)).await), WRONG);
        let (_, warnings) = record(vec![forms(&world, 0, 10, 1), forms(&world, 1, 10, 1)])
            .await
            .expect("recorded");
        let said: Vec<_> = warnings
            .iter()
            .map(|one| (one.code, one.about.as_str()))
            .collect();
        let about = "18628-02: 10 ≠ 8 + 1";
        assert_eq!(said, [(WarningCode::FormsDoNotAddUp, about)]);
        // Whoever didn't read the first version can't correct it, and a correction says why.
        let again = record(vec![forms(&world, 1, 9, 1)]).await;
        assert!(
            matches!(again, Err(Refusal::Conflict(Some(_)))),
            "{again:?}"
        );
        let silent = NewForms {
            version: Some(1),
            ..forms(&world, 1, 9, 1)
        };
        assert_eq!(
            codes(record(vec![silent.clone()]).await),
            [Code::ReasonMissing]
        );
        let correct = NewForms {
            reason: Some("đếm lại".to_owned()),
            ..silent
        };
        let (now, warnings) = record(vec![correct]).await.expect("corrected");
        assert!(warnings.is_empty());
        let of = issued_forms::of_surveys(&world.office, Some(&front), &[now])
            .await
            .expect("forms");
        let seen: Vec<_> = of[&survey.id]
            .iter()
            .map(|one| one.footing.map(|footing| footing.unexplained()))
            .collect();
        assert_eq!(seen, [Some(0), Some(0), None]);
    })
    .await;
}

#[tokio::test]
async fn a_posting_says_since_when_and_where() {
    on_both(async |fresh| {
        let world = World::on(fresh.db).await;
        let survey = closed(&world, [9, 8, 7]).await;
        let front = world.commune_front();
        let today = world.clock.today();
        let hang_out = async |day, places| {
            postings::post(&world.office, Some(&front), survey.id, day, places).await
        };
        let tomorrow = today.succ_opt().expect("a day");
        let yesterday = today.pred_opt().expect("a day");
        let refused = hang_out(tomorrow, vec![place()]).await;
        assert_eq!(codes(refused), [Code::InTheFuture]);
        let refused = hang_out(yesterday, vec![place()]).await;
        assert_eq!(codes(refused), [Code::DatesOutOfOrder]);
        let refused = hang_out(today, Vec::new()).await;
        assert_eq!(codes(refused), [Code::PlaceMissing]);
        let early = NewObjection {
            survey: survey.id,
            received_at: world.clock.now(),
            topic: None,
            text: "sớm".to_owned(),
        };
        let early = objections::record(&world.office, Some(&front), early).await;
        assert_eq!(codes(early), [Code::NotPosted]);
        post(&world, &survey).await;
        assert_eq!(stage(&world, &survey).await, ResultStage::Posted);
    })
    .await;
}

/// An answer that puts one hamlet's households right and takes one form out.
async fn correction(world: &World, survey: &Survey, objection: &Objection) -> NewAnswer {
    let homes = responses::chunk(world.db.read(), survey.id, None, 1)
        .await
        .expect("rows");
    NewAnswer {
        objection: objection.id,
        version: 1,
        upheld: true,
        text: "Đã kiểm tra".to_owned(),
        households: vec![(world.hamlets[0].code.clone(), 41)],
        take_out: vec![homes[0].id],
    }
}

async fn answered(world: &World, answer: NewAnswer) -> Result<(Objection, Survey), Refusal> {
    let front = world.commune_front();
    objections::answer(&world.office, Some(&front), answer).await
}

#[tokio::test]
async fn an_objection_that_is_right_freezes_the_result_anew_and_both_stay() {
    on_both(async |fresh| {
        let world = World::on(fresh.db).await;
        let survey = closed(&world, [9, 8, 7]).await;
        post(&world, &survey).await;
        world.pass(Duration::days(3));
        let objection = object(&world, &survey).await;
        let first = frozen::latest(world.db.read(), &[survey.id])
            .await
            .expect("frozen");
        let upheld = correction(&world, &survey, &objection).await;
        let dismissed = NewAnswer {
            upheld: false,
            ..upheld.clone()
        };
        let refused = answered(&world, dismissed).await;
        assert_eq!(codes(refused), [Code::DismissedChangesNothing]);
        let (after, now) = answered(&world, upheld.clone()).await.expect("an answer");
        assert_eq!(after.answer.expect("an answer").revision, Some(2));
        assert_eq!(now.published_on, None);
        assert_eq!(stage(&world, &survey).await, ResultStage::Closed);
        let all = frozen::revisions(world.db.read(), survey.id)
            .await
            .expect("frozen");
        assert_eq!(all[0], first[0], "the old one stays");
        let figures: serde_json::Value = serde_json::from_str(&all[1].figures).expect("JSON");
        assert_eq!(figures["replaces"]["sha256"], all[0].sha256.as_str());
        assert_eq!(figures["households"], 83);
        assert_eq!(figures["collected"], 23);
        let reason = all[1].reason.as_deref().expect("a reason");
        assert!(reason.starts_with("objection "));
        // Answered once: the same version is stale, the newer one says so.
        let stale = answered(&world, upheld.clone()).await;
        assert!(matches!(stale, Err(Refusal::Conflict(Some(_)))));
        let twice = NewAnswer {
            version: 2,
            households: Vec::new(),
            take_out: Vec::new(),
            ..upheld
        };
        assert_eq!(
            codes(answered(&world, twice).await),
            [Code::AlreadyAnswered]
        );
    })
    .await;
}

#[tokio::test]
async fn the_days_begin_anew_with_the_new_result() {
    on_both(async |fresh| {
        let world = World::on(fresh.db).await;
        let survey = closed(&world, [9, 8, 7]).await;
        post(&world, &survey).await;
        world.pass(Duration::days(3));
        let objection = object(&world, &survey).await;
        let answer = correction(&world, &survey, &objection).await;
        answered(&world, answer).await.expect("an answer");
        let seen = async || {
            let of = postings::of_surveys(&world.office, &[survey.id])
                .await
                .expect("postings");
            let seen = of[&survey.id].iter().map(|one| (one.state, one.days));
            seen.collect::<Vec<_>>()
        };
        assert_eq!(seen().await, [(PostingState::NotPosted, 2)]);
        post(&world, &survey).await;
        let expected = [(PostingState::Posted, 0), (PostingState::NotPosted, 2)];
        assert_eq!(seen().await, expected);
    })
    .await;
}

async fn verify(
    world: &World,
    who: &Actor,
    new: NewDecision,
) -> Result<(Survey, Vec<Warning>), Refusal> {
    verifying::verify(&world.office, Some(who), new).await
}

#[tokio::test]
async fn a_survey_is_verified_by_somebody_else_and_with_nothing_left_open() {
    on_both(async |fresh| {
        let world = World::on(fresh.db).await;
        let survey = closed(&world, [9, 8, 7]).await;
        let verifier = verifier(&world).await;
        let own = verify(&world, &world.provincial_front(), all_accepted(&survey)).await;
        assert_eq!(codes(own), [Code::SameAccount]);
        let commune = as_account(&world, world.commune_front(), "xã khác").await;
        let by_commune = verify(&world, &commune, all_accepted(&survey)).await;
        assert!(matches!(by_commune, Err(Refusal::Forbidden)));
        post(&world, &survey).await;
        let objection = object(&world, &survey).await;
        let open = verify(&world, &verifier, all_accepted(&survey)).await;
        assert_eq!(codes(open), [Code::ObjectionsOpen]);
        let answer = NewAnswer {
            upheld: false,
            households: Vec::new(),
            take_out: Vec::new(),
            ..correction(&world, &survey, &objection).await
        };
        answered(&world, answer).await.expect("an answer");
        let mut silent = all_accepted(&survey);
        silent.points.truncate(1);
        let said = codes(verify(&world, &verifier, silent).await);
        assert_eq!(said, [Code::PointNotSaid; 5]);
        let mut refused = all_accepted(&survey);
        refused.points[0].accepted = false;
        let said = codes(verify(&world, &verifier, refused).await);
        assert_eq!(said, [Code::PointNotAccepted]);
        let done = verify(&world, &verifier, all_accepted(&survey)).await;
        assert!(done.is_ok(), "{done:?}");
    })
    .await;
}

#[tokio::test]
async fn a_result_is_public_once_it_is_verified_and_its_days_are_over() {
    on_both(async |fresh| {
        let world = World::on(fresh.db).await;
        let survey = closed(&world, [9, 8, 7]).await;
        let verifier = verifier(&world).await;
        post(&world, &survey).await;
        world.pass(Duration::days(8));
        let (now, warnings) = verify(&world, &verifier, all_accepted(&survey))
            .await
            .expect("verified");
        assert_eq!(now.lifecycle.stored, SurveyState::Verified);
        assert_eq!(warnings.len(), 1);
        assert_eq!(warnings[0].code, WarningCode::PostedTooFewDays);
        assert_eq!(warnings[0].about, "7/10");
        assert_eq!(stage(&world, &survey).await, ResultStage::Verified);
        let seen_by_nobody = async || {
            let seen = surveys::by_ids(&world.office, None, &[survey.id]).await;
            seen.expect("surveys").len()
        };
        assert_eq!(seen_by_nobody().await, 0);
        world.pass(Duration::days(3));
        let today = day_of(world.clock.now());
        assert_eq!(Some(today), now.published_on);
        assert_eq!(seen_by_nobody().await, 1);
        let again = verify(&world, &verifier, all_accepted(&survey)).await;
        assert_eq!(codes(again), [Code::IllegalState]);
    })
    .await;
}

#[tokio::test]
async fn a_returned_survey_goes_back_to_collection_and_keeps_its_history() {
    on_both(async |fresh| {
        let world = World::on(fresh.db).await;
        let survey = closed(&world, [9, 8, 7]).await;
        let (front, verifier) = (world.commune_front(), verifier(&world).await);
        let give_back = async |reasons: &str| {
            let mut new = all_accepted(&survey);
            new.points.truncate(2);
            new.reasons = Some(reasons.to_owned());
            verifying::give_back(&world.office, Some(&verifier), new).await
        };
        assert_eq!(codes(give_back("  ").await), [Code::ReasonMissing]);
        post(&world, &survey).await;
        let returned = give_back("Thôn 03 chưa lấy ý kiến đủ")
            .await
            .expect("returned");
        assert_eq!(returned.lifecycle.stored, SurveyState::Returned);
        assert_eq!(returned.published_on, None);
        let until = world.clock.now() + Duration::days(5);
        let open = surveys::open(&world.office, Some(&front), survey.id, None, Some(until)).await;
        assert_eq!(
            open.expect("open again").lifecycle.stored,
            SurveyState::Open
        );
        surveys::close(&world.office, Some(&front), survey.id)
            .await
            .expect("closed again");
        let (_, warnings) =
            verifying::verify(&world.office, Some(&verifier), all_accepted(&survey))
                .await
                .expect("verified");
        assert_eq!(
            warnings[0].about, "0/10",
            "the second result never hung out"
        );
        let of = verifying::of_surveys(&world.office, &[survey.id])
            .await
            .expect("decisions");
        let seen: Vec<_> = of[&survey.id]
            .iter()
            .map(|one| (one.decision, one.revision))
            .collect();
        let expected = [
            (VerificationDecision::Returned, Some(1)),
            (VerificationDecision::Verified, Some(2)),
        ];
        assert_eq!(seen, expected);
        assert!(of[&survey.id][0].points.contains("đã đối chiếu hồ sơ"));
    })
    .await;
}
