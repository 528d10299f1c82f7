//! What the Front does about forms that were set aside, and who confirms it.

use chrono::Duration;
use longdan::domain::base::ids::ResponseId;
use longdan::domain::base::page::PageRequest;
use longdan::domain::survey::correction::ConflictChoice::{self, KeepFirst, TakeThis};
use longdan::domain::survey::record::Survey;
use longdan::domain::survey::response::Draft;
use longdan::domain::trust::actor::Actor;
use longdan::services::conflicts::{self, Resolution};
use longdan::services::refusal::Refusal;
use longdan::services::user_fault::UserFaultCode;
use longdan::services::{corrections, recount, responses, submit, surveys};
use longdan::storage::{corrections as rows, frozen, tallies};

use crate::support::database::on_both;
use crate::support::world::{World, answers};

/// The commune's Front by another account.
async fn second_front(world: &World) -> Actor {
    Actor {
        account: world.second_account().await,
        ..world.commune_front()
    }
}

async fn send(world: &World, survey: &Survey, drafts: &[&Draft]) {
    let front = world.commune_front();
    let drafts = drafts.iter().map(|draft| (*draft).clone()).collect();
    submit::batch(&world.office, Some(&front), survey.id, drafts)
        .await
        .expect("receipts");
}

async fn choose(
    world: &World,
    survey: &Survey,
    response: ResponseId,
    choice: ConflictChoice,
    reason: &str,
) -> Result<i64, UserFaultCode> {
    let wanted = Resolution {
        survey: survey.id,
        response,
        choice,
        reason: reason.to_owned(),
    };
    let front = world.commune_front();
    match conflicts::resolve(&world.office, Some(&front), wanted).await {
        Ok((_, made)) => Ok(made.correction.number),
        Err(Refusal::Faults(faults)) => Err(faults[0].code),
        Err(other) => panic!("{other}"),
    }
}

async fn confirm(
    world: &World,
    who: &Actor,
    survey: &Survey,
    number: i64,
) -> Option<UserFaultCode> {
    match corrections::confirm(&world.office, Some(who), survey.id, number).await {
        Ok(_) => None,
        Err(Refusal::Faults(faults)) => Some(faults[0].code),
        Err(other) => panic!("{other}"),
    }
}

/// Collected, spoilt and satisfied with everything in the first hamlet.
async fn counted(world: &World, survey: &Survey) -> (i64, i64, i64) {
    let key = (survey.id, world.hamlets[0].id());
    let tally = tallies::read(world.db.read(), &[key])
        .await
        .expect("a read");
    let tally = &tally[&key];
    (tally.collected, tally.spoilt, tally.counts[0])
}

async fn differences(world: &World, survey: &Survey) -> usize {
    let progress = &longdan::services::progress::Silent;
    recount::verify(&world.office, Some(survey.id), progress)
        .await
        .expect("a recount")
        .differences
        .len()
}

#[tokio::test]
async fn the_later_answer_is_taken_in_place_of_the_first() {
    on_both(async |fresh| {
        let world = World::on(fresh.db).await;
        let survey = world.opened().await;
        let first = world.draft(0, "H1");
        let mut rival = world.draft(0, "H1");
        rival.answers = answers("NOT_SATISFIED");
        send(&world, &survey, &[&first, &rival]).await;
        assert_eq!(counted(&world, &survey).await, (1, 0, 1));

        let front = world.commune_front();
        let page = PageRequest::default();
        let listed = conflicts::list(&world.office, Some(&front), &survey, &page)
            .await
            .expect("a list");
        let (_, aside) = &listed.rows[0];
        assert_eq!((listed.rows.len(), aside.response), (1, rival.id));
        let stands = aside.rival.as_ref().expect("the first answer");
        assert_eq!((stands.response, stands.voided), (first.id, false));

        assert_eq!(
            choose(&world, &survey, rival.id, KeepFirst, "Giữ").await,
            Ok(1)
        );
        assert_eq!(counted(&world, &survey).await, (1, 0, 1), "nothing moved");
        assert_eq!(
            choose(&world, &survey, rival.id, TakeThis, "Hỏi lại hộ").await,
            Ok(2)
        );
        assert_eq!(
            counted(&world, &survey).await,
            (1, 0, 0),
            "the later one is counted"
        );
        assert_eq!(differences(&world, &survey).await, 0);
        let again = choose(&world, &survey, rival.id, KeepFirst, "Đổi ý").await;
        assert_eq!(again, Err(UserFaultCode::AlreadyChosen));
        let listed = conflicts::list(&world.office, Some(&front), &survey, &page)
            .await
            .expect("a list");
        let stands = listed.rows[0].1.rival.as_ref().expect("the first answer");
        assert_eq!(
            (stands.response, stands.voided),
            (first.id, true),
            "nothing is lost"
        );
    })
    .await;
}

#[tokio::test]
async fn a_second_account_confirms_each_void_and_each_choice_that_stands() {
    on_both(async |fresh| {
        let world = World::on(fresh.db).await;
        let survey = world.opened().await;
        let (first, rival) = (world.draft(0, "H1"), world.draft(0, "H1"));
        let other = world.draft(0, "H2");
        send(&world, &survey, &[&first, &rival, &other]).await;
        let front = world.commune_front();
        let second = second_front(&world).await;
        responses::void(&world.office, Some(&front), survey.id, other.id, "Nhầm hộ")
            .await
            .expect("a void");
        assert_eq!(
            choose(&world, &survey, rival.id, KeepFirst, "Giữ").await,
            Ok(2)
        );
        assert_eq!(
            choose(&world, &survey, rival.id, TakeThis, "Lấy").await,
            Ok(3)
        );

        let waiting = async || {
            let all = rows::unconfirmed(world.db.read(), &[survey.id]).await;
            all.expect("a read").get(&survey.id).copied().unwrap_or(0)
        };
        assert_eq!(
            waiting().await,
            2,
            "the choice that was replaced waits no more"
        );
        let refused = confirm(&world, &front, &survey, 1).await;
        assert_eq!(refused, Some(UserFaultCode::SecondAccountNeeded));
        assert_eq!(confirm(&world, &second, &survey, 1).await, None);
        let refused = confirm(&world, &second, &survey, 1).await;
        assert_eq!(refused, Some(UserFaultCode::AlreadyConfirmed));
        let refused = confirm(&world, &second, &survey, 2).await;
        assert_eq!(refused, Some(UserFaultCode::CorrectionSuperseded));
        let refused = confirm(&world, &second, &survey, 9).await;
        assert_eq!(refused, Some(UserFaultCode::UnknownCorrection));
        assert_eq!(waiting().await, 1);
        assert_eq!(confirm(&world, &second, &survey, 3).await, None);
        assert_eq!(waiting().await, 0);
    })
    .await;
}

#[tokio::test]
async fn what_comes_late_is_taken_as_a_new_frozen_result_that_names_the_old_one() {
    on_both(async |fresh| {
        let world = World::on(fresh.db).await;
        let survey = world.opened().await;
        let (first, late) = (world.draft(0, "H1"), world.draft(0, "H2"));
        let mut unfit = world.draft(0, "H3");
        unfit.answers.truncate(1);
        let front = world.commune_front();
        send(&world, &survey, &[&first]).await;
        world.pass(Duration::hours(1));
        surveys::close(&world.office, Some(&front), survey.id)
            .await
            .expect("a closed survey");
        world.pass(Duration::hours(1));
        send(&world, &survey, &[&late, &unfit]).await;

        let refused = choose(&world, &survey, unfit.id, TakeThis, "Lấy").await;
        assert_eq!(
            refused,
            Err(UserFaultCode::NotCountable),
            "an item is missing"
        );
        let refused = choose(&world, &survey, first.id, TakeThis, "Lấy").await;
        assert_eq!(
            refused,
            Err(UserFaultCode::UnknownSetAside),
            "it is counted"
        );
        let refused = choose(&world, &survey, late.id, TakeThis, " ").await;
        assert_eq!(refused, Err(UserFaultCode::ReasonMissing));
        assert_eq!(counted(&world, &survey).await, (1, 0, 1), "nothing changed");
        let kept = frozen::revisions(world.db.read(), survey.id)
            .await
            .expect("a read");
        assert_eq!(kept.len(), 1, "nothing was frozen anew");

        assert_eq!(
            choose(&world, &survey, late.id, TakeThis, "Bưu điện chậm").await,
            Ok(1)
        );
        assert_eq!(counted(&world, &survey).await, (2, 0, 2));
        let kept = frozen::revisions(world.db.read(), survey.id)
            .await
            .expect("a read");
        let figures: serde_json::Value = serde_json::from_str(&kept[1].figures).expect("JSON");
        assert_eq!(figures["collected"], 2);
        assert_eq!(figures["replaces"]["revision"], 1);
        assert_eq!(figures["replaces"]["sha256"], kept[0].sha256);
        assert_eq!(figures["corrections"]["late"], 2);
        assert_eq!(figures["corrections"]["chosen"], 1);
        assert_eq!(differences(&world, &survey).await, 0);
        let refused =
            responses::void(&world.office, Some(&front), survey.id, late.id, "Loại").await;
        assert!(
            matches!(refused, Err(Refusal::Faults(_))),
            "no void from CLOSED on"
        );
    })
    .await;
}

#[tokio::test]
async fn few_voided_answers_are_not_told_apart() {
    on_both(async |fresh| {
        let world = World::on(fresh.db).await;
        let front = world.commune_front();
        for (voided, shown) in [(4, false), (5, true)] {
            let survey = world.opened().await;
            for number in 0..voided {
                let draft = world.draft(0, &format!("H{number}"));
                send(&world, &survey, &[&draft]).await;
                responses::void(&world.office, Some(&front), survey.id, draft.id, "Thử")
                    .await
                    .expect("a void");
            }
            surveys::close(&world.office, Some(&front), survey.id)
                .await
                .expect("a closed survey");
            let kept = frozen::latest(world.db.read(), &[survey.id])
                .await
                .expect("a read");
            let public: serde_json::Value = serde_json::from_str(&kept[0].figures).expect("JSON");
            let complete: serde_json::Value =
                serde_json::from_str(&kept[0].full_text).expect("JSON");
            assert_eq!(public["corrections"]["voided"], voided);
            let told = &public["corrections"]["voidedBySentiment"];
            assert_eq!(!told.is_null(), shown, "{voided} voided");
            assert_eq!(
                complete["corrections"]["voidedBySentiment"]["satisfied"],
                voided
            );
        }
    })
    .await;
}
