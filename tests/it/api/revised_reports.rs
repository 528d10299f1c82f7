//! A revised report of the Front reaches whoever has it on an agenda.

use chrono::Duration;
use longdan::domain::base::ids::{CandidacyId, SessionId};
use longdan::domain::recognition::front_report::FrontReport;
use longdan::domain::recognition::session::BallotMode;
use longdan::domain::trust::actor::{Actor, Role};
use longdan::graphql::id::GlobalId;
use longdan::services::reporting::NewReport;
use longdan::services::warning::WarningCode;
use longdan::services::{calling, reporting, session_watch, sessions, surveys};
use serde_json::{Value, json};
use tokio::time::timeout;

use super::todo::kinds;
use crate::services::front_people::verifier;
use crate::services::front_reports::report;
use crate::support::app::App;
use crate::support::council::Council;
use crate::support::database::on_both;
use crate::support::served::PATIENCE;

const AGENDA: &str = "query($id: ID!) { councilSession(id: $id) { agenda {
    candidacy { area { code } } revisedReport { number version reason receivedAt }
} } }";

/// Two candidacies whose surveys are closed, and a council to vote on them.
async fn closed(app: &App) -> Council {
    let world = &app.world;
    let council = Council::of(world).await;
    world.pass(Duration::days(21));
    let front = world.provincial_front();
    let found = surveys::of_candidacies(&world.office, Some(&front), &council.ids()).await;
    for survey in found.expect("surveys").values().flatten() {
        surveys::close(&world.office, Some(&front), survey.id)
            .await
            .expect("a closed survey");
    }
    council
}

/// Hands a report in, or its next version; what its writer is warned of on an agenda.
async fn hand_in(
    app: &App,
    before: Option<&FrontReport>,
    named: &[CandidacyId],
) -> (FrontReport, bool) {
    let world = &app.world;
    let verifier = verifier(world).await;
    let new = NewReport {
        revises: before.map(|before| (before.id, before.version)),
        reason: before.map(|_| "số liệu sai".to_owned()),
        ..report(world, "12/BC-MTTQ", named)
    };
    let (report, warnings) = reporting::submit(&world.office, Some(&verifier), new)
        .await
        .expect("a report");
    let mut codes = warnings.iter().map(|warning| warning.code);
    (
        report,
        codes.any(|code| code == WarningCode::RevisedOnAgenda),
    )
}

/// The versions of the revised reports on an agenda, as somebody sees them.
async fn revised(app: &App, who: &Actor, session: SessionId) -> Vec<Value> {
    let id = GlobalId::Session(session).encode().0;
    let answer = app.ask(Some(who), AGENDA, json!({ "id": id })).await;
    let agenda = answer["data"]["councilSession"]["agenda"].as_array();
    let agenda = agenda.unwrap_or_else(|| panic!("{answer}"));
    agenda
        .iter()
        .map(|item| item["revisedReport"]["version"].clone())
        .collect()
}

async fn is_told(app: &App, who: &Actor) -> usize {
    let kinds = kinds(app, who).await;
    kinds
        .iter()
        .filter(|kind| *kind == "READ_REVISED_REPORT")
        .count()
}

/// An office has its own area's alone, the Front has no agenda, and an administrator may not read it.
async fn others_are_not(app: &App, session: SessionId) {
    let outside = app
        .world
        .somebody(Role::CoordinationOffice, &[&app.world.other_district]);
    let front = app.world.provincial_front();
    // The second candidacy lies there, the first doesn't.
    assert_eq!(is_told(app, &outside).await, 1);
    assert_eq!(is_told(app, &front).await, 0);
    let admin = app.world.somebody(Role::Admin, &[]);
    let id = json!({ "id": GlobalId::Session(session).encode().0 });
    let answer = app.ask(Some(&admin), AGENDA, id).await;
    assert_eq!(
        answer["errors"][0]["extensions"]["code"], "FORBIDDEN",
        "{answer}"
    );
}

#[tokio::test]
async fn agenda_and_work_lists_show_a_report_that_was_revised_since() {
    on_both(async |fresh| {
        let app = App::on(fresh.db).await;
        let council = closed(&app).await;
        let (clerk, member) = (&council.clerk, &council.members[1].1);
        let ids = council.ids();
        let (first, warned) = hand_in(&app, None, &ids).await;
        let (second, warned_again) = hand_in(&app, Some(&first), &ids).await;
        assert!(!warned && !warned_again, "it stands on no agenda");
        app.world.pass(Duration::hours(1));
        let new = council.new_session(BallotMode::PaperSecret);
        let called = calling::call(&app.world.office, Some(clerk), new).await;
        let session = called.expect("a session").id;
        assert_eq!(
            revised(&app, clerk, session).await,
            [Value::Null, Value::Null]
        );
        assert_eq!(is_told(&app, clerk).await, 0, "revised before, not since");

        app.world.pass(Duration::hours(1));
        let found = sessions::by_ids(&app.world.office, Some(clerk), &[session]).await;
        let now = found.expect("sessions")[&session].clone();
        let mut followed = session_watch::session(&app.world.office, now);
        followed.next().await.expect("the session as it is");
        // The new version names the second candidacy no more: that is news of it too.
        let (third, warned) = hand_in(&app, Some(&second), &ids[..1]).await;
        assert!(warned, "its writer is told");
        let heard = timeout(PATIENCE, followed.next()).await;
        heard
            .expect("who follows the session is told")
            .expect("it goes on");
        let version = json!(third.version);
        for who in [clerk, member] {
            assert_eq!(
                revised(&app, who, session).await,
                [version.clone(), version.clone()]
            );
            assert_eq!(is_told(&app, who).await, 2, "{}", who.name);
        }
        others_are_not(&app, session).await;

        // The office has it on its list until it took the version in, members until the session is over.
        reporting::receive(&app.world.office, Some(clerk), third.id)
            .await
            .expect("received");
        assert_eq!(
            (is_told(&app, clerk).await, is_told(&app, member).await),
            (0, 2)
        );
        sessions::adjourn(&app.world.office, Some(clerk), session, None)
            .await
            .expect("adjourned");
        assert_eq!(is_told(&app, member).await, 0);
    })
    .await;
}

#[tokio::test]
async fn the_office_is_told_of_a_revision_that_comes_after_the_vote() {
    on_both(async |fresh| {
        let app = App::on(fresh.db).await;
        let council = closed(&app).await;
        let (clerk, member) = (&council.clerk, &council.members[1].1);
        let (first, _) = hand_in(&app, None, &council.ids()).await;
        let session = council
            .voted(&app.world, [[5, 0, 0, 0], [5, 0, 0, 0]])
            .await;
        app.world.pass(Duration::hours(1));
        let (_, warned) = hand_in(&app, Some(&first), &council.ids()).await;
        assert!(!warned, "the session is over");
        assert_eq!(
            (is_told(&app, clerk).await, is_told(&app, member).await),
            (2, 0)
        );
        assert_eq!(
            revised(&app, member, session.id).await,
            [json!(2), json!(2)]
        );
    })
    .await;
}
