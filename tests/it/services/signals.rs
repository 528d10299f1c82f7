//! Invented answers leave signals; honest ones, and few of them, leave none.

use chrono::Duration;
use longdan::domain::base::ids::SurveyId;
use longdan::domain::survey::response::Draft;
use longdan::domain::survey::signals::{FEWEST_FORMS, Signal, SignalKind};
use longdan::domain::trust::actor::Role;
use longdan::services::batch::Receipt;
use longdan::services::refusal::Refusal;
use longdan::services::{signals, submit};
use longdan::storage::retentions;

use super::front_people::as_account;
use crate::support::database::on_both;
use crate::support::world::World;

/// So many forms of the first hamlet, one every so many seconds up to now.
fn forms(world: &World, letter: char, number: usize, apart: i64) -> Vec<Draft> {
    let now = world.office.clock.now();
    (0..number)
        .map(|place| {
            let back = i64::try_from(number - place).expect("few") * apart;
            Draft {
                collected_at: now - Duration::seconds(back),
                ..world.draft(0, &format!("{letter}{place:02}"))
            }
        })
        .collect()
}

/// Sends forms as an account of this name; all of them are accepted.
async fn send(world: &World, survey: SurveyId, name: &str, drafts: Vec<Draft>) {
    let who = as_account(world, world.commune_front(), name).await;
    let done = submit::batch(&world.office, Some(&who), survey, drafts).await;
    let done = done.expect("receipts");
    let accepted = |one: &Receipt| one.code.is_none();
    assert!(done.receipts.iter().all(accepted), "{done:?}");
}

/// The signals as the provincial Front sees them: account, kind, noticed, of how many.
async fn seen(world: &World, survey: SurveyId) -> Vec<(String, SignalKind, usize, usize)> {
    let verifier = world.provincial_front();
    let found = signals::of_survey(&world.office, Some(&verifier), survey).await;
    let plain = |(name, one): (String, Signal)| (name, one.kind, one.noticed, one.of);
    found.expect("signals").into_iter().map(plain).collect()
}

#[tokio::test]
async fn what_is_unlikely_is_a_hint_for_the_verifying_front_alone() {
    on_both(async |fresh| {
        let world = World::on(fresh.db).await;
        let survey = world.opened().await;
        world.pass(Duration::hours(12));
        let office = &world.office;
        let send = async |name, drafts| send(&world, survey.id, name, drafts).await;
        send("few", forms(&world, 'F', FEWEST_FORMS - 1, 1)).await;
        let seen = async || seen(&world, survey.id).await;
        assert_eq!(seen().await, [], "too few to say anything");

        // From midnight back to eight in the evening, ten minutes apart, all alike and satisfied.
        send("night", forms(&world, 'N', 24, 600)).await;
        let night = |kind, noticed, of| ("night".to_owned(), kind, noticed, of);
        let found = seen().await;
        assert!(
            found.contains(&night(SignalKind::AllAlike, 24, 24)),
            "{found:?}"
        );
        assert!(
            found.contains(&night(SignalKind::AllSatisfied, 24, 24)),
            "{found:?}"
        );
        assert!(
            found.contains(&night(SignalKind::AtNight, 12, 24)),
            "{found:?}"
        );
        assert_eq!(found.len(), 3, "{found:?}");

        send("haste", forms(&world, 'H', 30, 20)).await;
        let haste = ("haste".to_owned(), SignalKind::SecondsApart, 29, 30);
        assert!(seen().await.contains(&haste));

        // What is left of a form whose answers were taken away is when, not what.
        let gone = retentions::drop_contents(world.db.write(), survey.id).await;
        assert_eq!(gone.expect("by hand").0, 73);
        let found = seen().await;
        let of_times = [SignalKind::SecondsApart, SignalKind::AtNight];
        assert!(
            found.iter().all(|one| of_times.contains(&one.1)),
            "{found:?}"
        );

        let other = world.somebody(Role::Front, &[&world.commune]);
        let refused = signals::of_survey(office, Some(&other), survey.id).await;
        assert!(
            matches!(refused, Err(Refusal::Forbidden | Refusal::NotFound)),
            "{refused:?}"
        );
    })
    .await;
}
