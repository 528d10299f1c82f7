//! What residents said is taken away when its time is over; every count stays.

use chrono::{Days, Duration};
use longdan::domain::base::clock::{Clock as _, Day};
use longdan::domain::base::page::PageRequest;
use longdan::domain::survey::record::Survey;
use longdan::domain::trust::actor::Role;
use longdan::services::progress::Silent;
use longdan::services::refusal::Refusal;
use longdan::services::user_fault::UserFaultCode;
use longdan::services::verify::all::{Asked, verify};
use longdan::services::verify::finding::{Finding, Wrong};
use longdan::services::{erasures, recount, reporting, retentions, sight, submit, surveys};
use longdan::storage::database::Database;
use longdan::storage::{comments, frozen, responses, set_aside};

use super::front_people::{codes, verifier};
use super::front_reports::report;
use crate::storage::raw::run;
use crate::support::database::on_both;
use crate::support::world::World;

/// Two responses, one with a comment, and a form set aside; closed and reported today.
async fn reported(db: Database) -> (World, Survey) {
    let world = World::among(db, &["thẩm tra viên"]).await;
    let survey = world.opened().await;
    let front = world.commune_front();
    let mut said = world.draft(0, "H1");
    said.comment = Some("đường làng".to_owned());
    said.answers[0].reason = Some("lầy lội".to_owned());
    let mut second = world.draft(0, "H1");
    second.comment = Some("ngõ xóm".to_owned());
    let drafts = vec![said, second, world.draft(1, "H2")];
    submit::batch(&world.office, Some(&front), survey.id, drafts)
        .await
        .expect("receipts");
    world.pass(Duration::hours(1));
    let survey = surveys::close(&world.office, Some(&front), survey.id)
        .await
        .expect("a closed survey");
    let verifier = verifier(&world).await;
    let new = report(&world, "12/BC-MTTQ", &[survey.candidacy]);
    reporting::submit(&world.office, Some(&verifier), new)
        .await
        .expect("a report");
    (world, survey)
}

fn in_days(world: &World, days: u64) -> Day {
    world.clock.today() + Days::new(days)
}

async fn keep_until(world: &World, survey: &Survey, day: Day) -> Result<(), Refusal> {
    let front = world.commune_front();
    let reason = "hết thời hạn khiếu nại";
    let set = retentions::set(&world.office, Some(&front), survey.id, day, reason).await;
    set.map(|_| ())
}

async fn findings(world: &World) -> Vec<Finding> {
    let verified = verify(&world.office, &Asked::default(), &Silent).await;
    verified.expect("a look").findings
}

async fn differences(world: &World) -> usize {
    let counted = recount::verify(&world.office, None, &Silent).await;
    counted.expect("a recount").differences.len()
}

/// The figures of a survey as its Front sees them.
async fn figures(world: &World, survey: &Survey) -> String {
    let front = world.commune_front();
    let sights = sight::of(&world.office, Some(&front), std::slice::from_ref(survey)).await;
    format!("{:?}", sights.expect("figures")[&survey.id].approval)
}

/// Holds that forms are there and say nothing any more.
async fn nothing_said(world: &World, survey: &Survey) {
    let read = world.db.read();
    let all = responses::chunk(read, survey.id, None, 10).await;
    for response in all.expect("rows") {
        let sheet = response.sheet.expect("not spoilt");
        assert!(sheet.choices.is_empty() && sheet.reasons.is_empty());
        assert!(response.comment.is_none() && response.unjudged.is_empty());
    }
    let page = PageRequest {
        limit: 10,
        ..PageRequest::default()
    };
    let aside = set_aside::list(read, survey.id, &page).await;
    for (_, form) in aside.expect("rows").rows {
        assert!(form.draft.answers.is_empty() && form.draft.comment.is_none());
    }
    let query = comments::CommentQuery::default();
    let left = comments::count(read, survey.id, &query).await;
    assert_eq!(left.expect("a count"), 0);
}

#[tokio::test]
async fn answers_go_when_their_time_is_over_and_every_count_stays() {
    on_both(async |fresh| {
        let (world, survey) = reported(fresh.db).await;
        let office = &world.office;
        let before = (
            figures(&world, &survey).await,
            frozen::latest(world.db.read(), &[survey.id])
                .await
                .expect("a result"),
        );
        let now = retentions::carry_out(office).await;
        assert_eq!(now.expect("a look"), [], "no day is set");
        for days in [10, 2] {
            let kept = keep_until(&world, &survey, in_days(&world, days)).await;
            kept.expect("a day");
        }
        world.pass(Duration::days(2));
        let last = retentions::carry_out(office).await;
        assert_eq!(last.expect("a look"), [], "the last day");
        world.pass(Duration::days(1));
        let still = retentions::carry_out(office).await.expect("a look");
        assert_eq!(still, [], "households are still linked to their answers");
        erasures::drop_due(office).await.expect("a look");
        let done = retentions::carry_out(office).await.expect("a look");
        assert_eq!(done.len(), 1);
        assert_eq!(
            (done[0].responses, done[0].set_aside, done[0].comments),
            (2, 1, 1)
        );
        let again = retentions::carry_out(office).await;
        assert_eq!(again.expect("a look"), [], "once");

        nothing_said(&world, &survey).await;
        let read = world.db.read();
        let after = (
            figures(&world, &survey).await,
            frozen::latest(read, &[survey.id]).await.expect("a result"),
        );
        assert_eq!(after, before);
        assert_eq!(
            (differences(&world).await, findings(&world).await),
            (0, Vec::new())
        );
        let front = world.commune_front();
        let view = retentions::of_survey(office, Some(&front), survey.id)
            .await
            .expect("a view");
        assert_eq!(view.disposal, done.first().copied());
        assert_eq!(view.retention.expect("a day").version, 2);
        let late = keep_until(&world, &survey, in_days(&world, 5)).await;
        assert_eq!(codes(late), [UserFaultCode::AnswersTakenAway]);
    })
    .await;
}

#[tokio::test]
async fn answers_taken_away_by_hand_and_counts_changed_afterwards_are_found() {
    on_both(async |fresh| {
        let (world, survey) = reported(fresh.db).await;
        world.pass(Duration::days(1));
        erasures::drop_due(&world.office).await.expect("a look");
        keep_until(&world, &survey, world.clock.today())
            .await
            .expect("a day");
        run(&world.db, "UPDATE response SET comment = NULL")
            .await
            .expect("by hand");
        let found = findings(&world).await;
        assert!(
            found.iter().any(|one| one.what == Wrong::Batch),
            "{found:?}"
        );
        world.pass(Duration::days(1));
        assert_eq!(
            retentions::carry_out(&world.office)
                .await
                .expect("a look")
                .len(),
            1
        );
        assert_eq!(differences(&world).await, 0);

        run(
            &world.db,
            "UPDATE tally SET collected = collected + 1 WHERE collected > 0",
        )
        .await
        .expect("by hand");
        assert!(
            differences(&world).await > 0,
            "the frozen result says otherwise"
        );
        run(
            &world.db,
            "UPDATE tally SET collected = collected - 1 WHERE collected > 0",
        )
        .await
        .expect("by hand");
        run(&world.db, "DELETE FROM comment_text")
            .await
            .expect("by hand");
        run(&world.db, "DELETE FROM set_aside")
            .await
            .expect("by hand");
        let found = findings(&world).await;
        assert!(
            found.iter().any(|one| one.what == Wrong::Batch),
            "{found:?}"
        );
    })
    .await;
}

#[tokio::test]
async fn the_front_of_the_area_sets_a_day_to_come_with_a_reason() {
    on_both(async |fresh| {
        let (world, survey) = reported(fresh.db).await;
        let past = keep_until(&world, &survey, world.clock.today() - Days::new(1)).await;
        assert_eq!(codes(past), [UserFaultCode::DatesOutOfOrder]);
        let day = in_days(&world, 1);
        let set = async |who, reason: &str| {
            retentions::set(&world.office, Some(&who), survey.id, day, reason).await
        };
        let none = set(world.commune_front(), " ").await;
        assert_eq!(codes(none), [UserFaultCode::ReasonMissing]);
        let other = world.somebody(Role::Front, &[&world.other_commune]);
        assert!(matches!(set(other, "x").await, Err(Refusal::NotFound)));
        let admin = world.somebody(Role::Admin, &[]);
        assert!(matches!(set(admin, "x").await, Err(Refusal::Forbidden)));
        assert_eq!(findings(&world).await, []);
    })
    .await;
}
