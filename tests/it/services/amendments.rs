//! Amended answers: the last counts, all are kept, every figure follows.

use chrono::Duration;
use longdan::domain::base::clock::Clock as _;
use longdan::domain::base::ids::ResponseId;
use longdan::domain::survey::correction::CorrectionKind;
use longdan::domain::survey::record::Survey;
use longdan::domain::survey::response::Draft;
use longdan::domain::trust::actor::{Actor, Role};
use longdan::services::amendments::{self, NewAmendment};
use longdan::services::progress::Silent;
use longdan::services::refusal::Refusal;
use longdan::services::user_fault::UserFaultCode as Code;
use longdan::services::verify::all::{Asked, verify};
use longdan::services::{erasures, submit, surveys};
use longdan::storage::{frozen, responses, tallies};

use super::front_people::{as_account, codes};
use crate::support::database::on_both;
use crate::support::world::{World, answers};

async fn send(world: &World, who: &Actor, survey: &Survey, draft: &Draft) {
    let done = submit::batch(&world.office, Some(who), survey.id, vec![draft.clone()]).await;
    done.expect("receipts");
}

fn instead(world: &World, earlier: &Draft, choice: &str) -> Draft {
    Draft {
        id: ResponseId(world.id()),
        answers: answers(choice),
        comment: Some(format!("sửa thành {choice}")),
        ..earlier.clone()
    }
}

async fn amend(
    world: &World,
    who: &Actor,
    survey: &Survey,
    replaces: ResponseId,
    draft: &Draft,
) -> Result<(CorrectionKind, i64, Option<ResponseId>), Refusal> {
    let new = NewAmendment {
        survey: survey.id,
        replaces,
        draft: draft.clone(),
        reason: "Hộ nói lại".to_owned(),
    };
    let (_, made) = amendments::amend(&world.office, Some(who), new).await?;
    let made = made.correction;
    Ok((made.kind, made.number, made.rival))
}

/// Collected, and each option of the first item, in the first hamlet.
async fn counted(world: &World, survey: &Survey) -> (i64, Vec<i64>) {
    let key = (survey.id, world.hamlets[0].id());
    let tally = tallies::read(world.db.read(), &[key])
        .await
        .expect("a read");
    (tally[&key].collected, tally[&key].counts[..3].to_vec())
}

/// What `verify` finds wrong with the survey.
async fn findings(world: &World, survey: &Survey) -> Vec<String> {
    let asked = Asked {
        survey: Some(survey.id),
        ..Asked::default()
    };
    let done = verify(&world.office, &asked, &Silent)
        .await
        .expect("verified");
    done.findings.iter().map(|one| format!("{one:?}")).collect()
}

/// A collector of the commune with an account of its own.
async fn collector(world: &World, name: &str) -> Actor {
    as_account(
        world,
        world.somebody(Role::Collector, &[&world.commune]),
        name,
    )
    .await
}

#[tokio::test]
async fn of_a_chain_of_answers_the_last_counts_and_all_are_kept() {
    on_both(async |fresh| {
        let world = World::on(fresh.db).await;
        let survey = world.opened().await;
        let who = collector(&world, "điều tra viên 1").await;
        let first = world.draft(0, "H1");
        send(&world, &who, &survey, &first).await;
        send(&world, &who, &survey, &world.draft(0, "H2")).await;
        assert_eq!(counted(&world, &survey).await, (2, vec![2, 0, 0]));

        let second = instead(&world, &first, "NOT_SATISFIED");
        let done = amend(&world, &who, &survey, first.id, &second)
            .await
            .expect("amended");
        assert_eq!(done, (CorrectionKind::Amend, 1, Some(second.id)));
        assert_eq!(counted(&world, &survey).await, (2, vec![1, 1, 0]));
        // The phone didn't hear the answer and sends again.
        let again = amend(&world, &who, &survey, first.id, &second)
            .await
            .expect("a repeat");
        assert_eq!(again, done);
        let third = instead(&world, &first, "OTHER");
        amend(&world, &who, &survey, second.id, &third)
            .await
            .expect("amended again");
        assert_eq!(counted(&world, &survey).await, (2, vec![1, 0, 1]));
        assert_eq!(findings(&world, &survey).await, Vec::<String>::new());

        let read = world.db.read();
        for (id, voided) in [(first.id, true), (second.id, true), (third.id, false)] {
            let kept = responses::find(read, survey.id, id).await.expect("a read");
            assert_eq!(kept.expect("kept").voided.is_some(), voided);
        }
        let ids = [first.id, second.id, third.id].map(|id| (survey.id, id));
        let chains = amendments::chains(&world.office, &ids)
            .await
            .expect("chains");
        let links = ids.map(|id| (chains[&id].replaces, chains[&id].replaced_by));
        let expected = [
            (None, Some(second.id)),
            (Some(first.id), Some(third.id)),
            (Some(second.id), None),
        ];
        assert_eq!(links, expected);
        let gone = amend(
            &world,
            &who,
            &survey,
            first.id,
            &instead(&world, &first, "OTHER"),
        )
        .await;
        assert_eq!(codes(gone), [Code::AlreadyVoided]);
    })
    .await;
}

#[tokio::test]
async fn an_answer_of_another_household_or_out_of_time_is_refused() {
    on_both(async |fresh| {
        let world = World::on(fresh.db).await;
        let survey = world.opened().await;
        let who = collector(&world, "điều tra viên 1").await;
        let first = world.draft(0, "H1");
        send(&world, &who, &survey, &first).await;
        let whole = instead(&world, &first, "NOT_SATISFIED");
        let household = Draft {
            household_code: "H9".to_owned(),
            ..whole.clone()
        };
        let hamlet = Draft {
            hamlet_code: world.hamlets[1].code.clone(),
            ..whole.clone()
        };
        for draft in [household, hamlet] {
            let refused = amend(&world, &who, &survey, first.id, &draft).await;
            assert_eq!(codes(refused), [Code::OtherHousehold]);
        }
        let early = Draft {
            collected_at: world.clock.now() - Duration::days(1),
            ..whole.clone()
        };
        let empty = Draft {
            answers: Vec::new(),
            ..whole.clone()
        };
        let same_id = Draft {
            id: first.id,
            ..whole.clone()
        };
        for draft in [early, empty, same_id] {
            let refused = amend(&world, &who, &survey, first.id, &draft).await;
            assert_eq!(codes(refused), [Code::NotCountable]);
        }
        assert_eq!(
            counted(&world, &survey).await,
            (1, vec![1, 0, 0]),
            "nothing moved"
        );
        // A spoilt form may take the place of a valid one.
        let spoilt = Draft {
            spoilt: true,
            answers: Vec::new(),
            ..whole
        };
        amend(&world, &who, &survey, first.id, &spoilt)
            .await
            .expect("amended");
        assert_eq!(counted(&world, &survey).await, (1, vec![0, 0, 0]));
        assert_eq!(findings(&world, &survey).await, Vec::<String>::new());
    })
    .await;
}

#[tokio::test]
async fn after_the_close_it_is_the_fronts_correction_with_a_new_frozen_result() {
    on_both(async |fresh| {
        let world = World::on(fresh.db).await;
        let survey = world.opened().await;
        let who = collector(&world, "điều tra viên 1").await;
        let front = world.commune_front();
        let first = world.draft(0, "H1");
        send(&world, &who, &survey, &first).await;
        world.pass(Duration::hours(1));
        let closed = surveys::close(&world.office, Some(&front), survey.id).await;
        let survey = closed.expect("closed");
        let late = instead(&world, &first, "NOT_SATISFIED");
        let refused = amend(&world, &who, &survey, first.id, &late).await;
        assert_eq!(codes(refused), [Code::IllegalState]);
        amend(&world, &front, &survey, first.id, &late)
            .await
            .expect("corrected");
        assert_eq!(counted(&world, &survey).await, (1, vec![0, 1, 0]));
        let revisions = frozen::revisions(world.db.read(), survey.id)
            .await
            .expect("results");
        assert_eq!(revisions.len(), 2);
        let told = |text: &str| text.contains(r#""amended":1"#);
        assert_eq!(
            (told(&revisions[0].figures), told(&revisions[1].figures)),
            (false, true)
        );
        assert_eq!(revisions[1].reason.as_deref(), Some("Hộ nói lại"));
        assert_eq!(findings(&world, &survey).await, Vec::<String>::new());
        assert!(
            erasures::all(&world.office)
                .await
                .expect("a read")
                .is_empty()
        );
    })
    .await;
}

#[tokio::test]
async fn while_it_runs_only_the_sender_and_the_front_amend() {
    on_both(async |fresh| {
        let world = World::on(fresh.db).await;
        let survey = world.opened().await;
        let who = collector(&world, "điều tra viên 1").await;
        let other = collector(&world, "điều tra viên 2").await;
        let first = world.draft(0, "H1");
        send(&world, &who, &survey, &first).await;
        let whole = instead(&world, &first, "NOT_SATISFIED");
        let unknown = amend(&world, &who, &survey, ResponseId(world.id()), &whole).await;
        assert_eq!(codes(unknown), [Code::UnknownResponse]);
        let by_other = amend(&world, &other, &survey, first.id, &whole).await;
        assert!(matches!(by_other, Err(Refusal::Forbidden)), "{by_other:?}");
        let far = as_account(
            &world,
            world.somebody(Role::Collector, &[&world.other_hamlet]),
            "xa",
        )
        .await;
        let outside = amend(&world, &far, &survey, first.id, &whole).await;
        assert!(matches!(outside, Err(Refusal::NotFound)), "{outside:?}");
        let front = world.commune_front();
        amend(&world, &front, &survey, first.id, &whole)
            .await
            .expect("amended");
    })
    .await;
}
