//! Who sees which figure when; what closing freezes; what readiness says.

use chrono::Duration;
use longdan::domain::law::check::CheckStatus;
use longdan::domain::recognition::candidacy::CandidacyState;
use longdan::domain::survey::lifecycle::SurveyState;
use longdan::domain::survey::record::Survey;
use longdan::domain::survey::response::Draft;
use longdan::domain::trust::actor::{Actor, Role};
use longdan::services::readiness::Standing;
use longdan::services::refusal::Refusal;
use longdan::services::sight::{self, ResultStage, Seen, Sight};
use longdan::services::user_fault::UserFaultCode;
use longdan::services::{candidacies, readiness, submit, surveys};

use crate::support::database::{Fresh, on_both};
use crate::support::world::{World, answers};

/// Fills the survey: the first hamlet with `first` answers, each other with ten.
async fn fill(world: &World, survey: &Survey, first: usize) {
    let mut drafts: Vec<Draft> = Vec::new();
    for (hamlet, count) in [(0, first), (1, 10), (2, 10)] {
        for number in 0..count {
            let mut draft = world.draft(hamlet, &format!("H{number}"));
            if number == 9 {
                draft.answers = answers("NOT_SATISFIED");
            }
            drafts.push(draft);
        }
    }
    submit::batch(
        &world.office,
        Some(&world.commune_front()),
        survey.id,
        drafts,
    )
    .await
    .expect("receipts");
}

async fn now(world: &World, survey: &Survey) -> Survey {
    let front = world.commune_front();
    let found = surveys::by_ids(&world.office, Some(&front), &[survey.id])
        .await
        .expect("a read");
    found[&survey.id].clone()
}

async fn look(world: &World, survey: &Survey, actor: Option<&Actor>) -> Sight {
    let survey = now(world, survey).await;
    sight::of(&world.office, actor, std::slice::from_ref(&survey))
        .await
        .expect("a read")
        .remove(&survey.id)
        .expect("a sight")
}

const fn seen<T>(seen: &Seen<T>) -> &'static str {
    match seen {
        Seen::Shown(_) => "shown",
        Seen::Later => "later",
        Seen::Never => "never",
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn figures_are_shown_to_each_role_in_their_time() {
    on_both(async |fresh: Fresh| {
        let world = World::on(fresh.db).await;
        let survey = world.opened().await;
        fill(&world, &survey, 20).await;
        let everywhere = [Role::Admin, Role::CoordinationOffice, Role::Department, Role::SteeringCommittee, Role::CouncilMember];
        let mut people: Vec<(String, Actor)> =
            everywhere.iter().map(|role| (role.to_string(), world.somebody(*role, &[]))).collect();
        people.push(("FRONT".to_owned(), world.commune_front()));
        people.push(("COLLECTOR of all".to_owned(), world.somebody(Role::Collector, &[&world.commune])));
        people.push(("COLLECTOR of one".to_owned(), world.somebody(Role::Collector, &[&world.hamlets[0]])));
        let mut table = String::new();
        for stage in ["open", "closed"] {
            for (name, actor) in &people {
                let sight = look(&world, &survey, Some(actor)).await;
                let (coverage, approval) = (seen(&sight.coverage), seen(&sight.approval));
                let hamlets = sight.hamlets.shown().map_or(0, |hamlets| hamlets.len());
                table.push_str(&format!("{stage:7}{name:20}coverage {coverage:6} approval {approval:6} hamlets {hamlets}\n"));
            }
            if stage == "open" {
                surveys::close(&world.office, Some(&world.commune_front()), survey.id).await.expect("closed");
            }
        }
        insta::assert_snapshot!("who_sees_figures", table);
    })
    .await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn small_groups_are_for_the_front_alone() {
    on_both(async |fresh: Fresh| {
        let world = World::on(fresh.db).await;
        let survey = world.opened().await;
        fill(&world, &survey, 3).await;
        surveys::close(&world.office, Some(&world.commune_front()), survey.id)
            .await
            .expect("closed");
        let committee = world.somebody(Role::SteeringCommittee, &[]);
        let shown = look(&world, &survey, Some(&committee)).await;
        let withheld: Vec<bool> = shown
            .hamlets
            .shown()
            .expect("hamlets")
            .iter()
            .map(|hamlet| hamlet.withheld)
            .collect();
        assert_eq!(
            withheld,
            [true, true, false],
            "the small one, and the next that would give it away"
        );
        assert_eq!(
            shown
                .approval
                .shown()
                .expect("the commune's approval")
                .collected,
            23
        );
        let front = look(&world, &survey, Some(&world.commune_front())).await;
        assert!(
            front
                .hamlets
                .shown()
                .expect("hamlets")
                .iter()
                .all(|hamlet| !hamlet.withheld)
        );
        let frozen = surveys::frozen_results(&world.office, &[survey.id])
            .await
            .expect("a read");
        let figures: serde_json::Value =
            serde_json::from_str(&frozen[&survey.id].figures).expect("JSON");
        let hidden: Vec<bool> = figures["hamlets"]
            .as_array()
            .expect("hamlets")
            .iter()
            .map(|hamlet| hamlet["items"].is_null())
            .collect();
        assert_eq!(hidden, withheld, "what is published withholds the same");
        assert_eq!(figures["items"]["ALL"]["SATISFIED"], 21);
    })
    .await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_closed_survey_shows_what_was_frozen() {
    on_both(async |fresh: Fresh| {
        let world = World::on(fresh.db).await;
        let survey = world.opened().await;
        fill(&world, &survey, 20).await;
        let before = look(&world, &survey, Some(&world.commune_front())).await;
        assert_eq!(before.stage, ResultStage::Provisional);
        surveys::close(&world.office, Some(&world.commune_front()), survey.id)
            .await
            .expect("closed");
        // Somebody changes a counter behind the program's back.
        let key = (survey.id, world.hamlets[1].id());
        let tx = world.db.begin_write().await.expect("a transaction");
        let mut tally = longdan::storage::tallies::read(&tx, &[key])
            .await
            .expect("a read")
            .remove(&key)
            .expect("a tally");
        tally.collected += 7;
        longdan::storage::tallies::write(&tx, &[(key.0, key.1, tally)])
            .await
            .expect("a write");
        tx.commit().await.expect("a commit");
        let after = look(&world, &survey, Some(&world.commune_front())).await;
        assert_eq!(after.stage, ResultStage::Closed);
        assert_eq!(after.approval.shown().expect("approval").collected, 40);
    })
    .await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_dossier_is_ready_once_its_survey_is_closed_and_passes() {
    on_both(async |fresh: Fresh| {
        let world = World::on(fresh.db).await;
        let survey = world.planned().await;
        let front = world.commune_front();
        let committee = world.somebody(Role::SteeringCommittee, &[]);
        let standing = async |actor: &Actor| {
            let found = candidacies::by_ids(&world.office, Some(actor), &[survey.candidacy])
                .await
                .expect("a read");
            let candidacy = found[&survey.candidacy].clone();
            let found = readiness::of(&world.office, Some(actor), std::slice::from_ref(&candidacy))
                .await
                .expect("a read");
            (candidacy.state, found[&candidacy.id].clone())
        };
        assert_eq!(standing(&front).await.0, CandidacyState::Nominated);
        surveys::open(&world.office, Some(&front), survey.id, None, None)
            .await
            .expect("open");
        for hamlet in 0..3 {
            let drafts = (0..[40, 30, 12][hamlet])
                .map(|number| world.draft(hamlet, &format!("H{number}")))
                .collect();
            submit::batch(&world.office, Some(&front), survey.id, drafts)
                .await
                .expect("receipts");
        }
        let (state, open) = standing(&front).await;
        assert_eq!(state, CandidacyState::Appraising);
        assert!(
            !open.ready,
            "figures that can still change are not ready: {:?}",
            open.checks
        );
        let (_, unseen) = standing(&committee).await;
        assert!(
            unseen
                .checks
                .iter()
                .any(|check| check.status() == CheckStatus::Pending)
        );
        surveys::close(&world.office, Some(&front), survey.id)
            .await
            .expect("closed");
        for actor in [&front, &committee] {
            let (_, closed) = standing(actor).await;
            let of_survey = closed
                .checks
                .iter()
                .filter(|check| !matches!(check, Standing::Condition(_)));
            assert_eq!(of_survey.clone().count(), 3);
            for check in of_survey {
                assert_eq!(check.status(), CheckStatus::Met, "{check:?}");
            }
            assert!(!closed.ready, "nothing is appraised yet");
        }
    })
    .await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn moves_that_the_rules_forbid_are_refused_with_their_reason() {
    on_both(async |fresh: Fresh| {
        let world = World::on(fresh.db).await;
        let survey = world.planned().await;
        let front = world.commune_front();
        let code = |refused: Result<Survey, Refusal>| match refused {
            Err(Refusal::Faults(faults)) => faults.first().expect("a fault").code,
            other => panic!("not refused as a user's fault: {other:?}"),
        };
        let close = async || surveys::close(&world.office, Some(&front), survey.id).await;
        assert_eq!(
            code(close().await),
            UserFaultCode::IllegalState,
            "a draft can't be closed"
        );
        let before = Some(survey.lifecycle.opens_at - Duration::days(1));
        let opened = surveys::open(&world.office, Some(&front), survey.id, None, before).await;
        assert_eq!(code(opened), UserFaultCode::ClosesBeforeItOpens);
        surveys::open(&world.office, Some(&front), survey.id, None, None)
            .await
            .expect("open");
        let again = surveys::open(&world.office, Some(&front), survey.id, None, None).await;
        assert_eq!(code(again), UserFaultCode::IllegalState);
        world.pass(Duration::days(21));
        let closing = now(&world, &survey).await;
        assert_eq!(
            closing.lifecycle.state_at(world_now(&world)),
            SurveyState::Closing,
            "by the clock"
        );
        let begun = surveys::begin_closing(&world.office, Some(&front), survey.id).await;
        assert_eq!(code(begun), UserFaultCode::IllegalState);
        close().await.expect("closed");
        assert_eq!(code(close().await), UserFaultCode::IllegalState);
        let stranger = world.somebody(Role::Front, &[&world.other_commune]);
        let refused = surveys::close(&world.office, Some(&stranger), survey.id).await;
        assert!(matches!(refused, Err(Refusal::NotFound)), "{refused:?}");
    })
    .await;
}

fn world_now(world: &World) -> longdan::domain::base::clock::Instant {
    use longdan::domain::base::clock::Clock as _;
    world.clock.now()
}
