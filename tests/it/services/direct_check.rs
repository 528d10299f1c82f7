//! The direct check: seed, frame, draw, who is heard, and the comparison.

use std::collections::BTreeSet;

use chrono::Duration;
use longdan::domain::base::clock::Clock;
use longdan::domain::base::ids::{AreaId, ResponseId};
use longdan::domain::base::ratio::Share;
use longdan::domain::survey::erasure::Erasure;
use longdan::domain::survey::judge::RejectionCode;
use longdan::domain::survey::lifecycle::SurveyKind;
use longdan::domain::survey::record::Survey;
use longdan::domain::survey::response::Draft;
use longdan::domain::survey::sample::{Frame, FrameSource, Wanted, draw, seed_sha256};
use longdan::domain::trust::actor::{Actor, Role};
use longdan::services::batch::ReceiptStatus;
use longdan::services::comparing;
use longdan::services::matched::{self, MatchedView};
use longdan::services::planning::{self, NewSurvey};
use longdan::services::sampling::{self, DrawnView};
use longdan::services::sight::{self, Seen};
use longdan::services::user_fault::UserFaultCode as Code;
use longdan::services::warning::WarningCode;
use longdan::services::{submit, surveys};
use longdan::storage::{erasures, households};

use super::front_people::{closed, codes};
use crate::support::database::on_both;
use crate::support::world::{World, answers};

pub async fn planned(world: &World, main: &Survey, hamlets: Option<Vec<usize>>) -> Survey {
    let named = |at: usize| {
        let hamlet = &world.hamlets[at];
        (hamlet.code.clone(), hamlet.households.expect("households"))
    };
    let new = NewSurvey {
        candidacy: main.candidacy,
        kind: SurveyKind::DirectCheck,
        questionnaire_code: "small".to_owned(),
        questionnaire_version: None,
        opens_at: world.clock.now(),
        closes_at: world.clock.now() + Duration::days(5),
        hamlets: hamlets.map(|all| all.into_iter().map(named).collect()),
        collectors: Vec::new(),
    };
    planning::create(&world.office, Some(&world.provincial_front()), new)
        .await
        .expect("a direct check")
}

async fn drawn(world: &World, check: &Survey) -> DrawnView {
    let mut found = sampling::of_surveys(&world.office, &[check.id])
        .await
        .expect("samples");
    let view = found.remove(&check.id).expect("a sample");
    let drawn = view.drawn.expect("a draw");
    assert_eq!(view.seed_sha256, seed_sha256(&drawn.seed));
    drawn
}

fn home(world: &World, hamlet: usize, code: &str, choice: &str) -> Draft {
    Draft {
        id: ResponseId(world.id()),
        answers: answers(choice),
        ..world.draft(hamlet, code)
    }
}

/// Draws nine households, after each step that was tried out of its turn was refused.
async fn draw_in_turn(world: &World, main: &Survey, check: &Survey) {
    let front = world.provincial_front();
    let who = Some(&front);
    let draw_now = async |wanted| sampling::draw(&world.office, who, check.id, wanted).await;
    let opened = surveys::open(&world.office, who, check.id, None, None).await;
    assert_eq!(codes(opened), [Code::SampleNotDrawn]);
    assert_eq!(
        codes(draw_now(Wanted::InAll(9)).await),
        [Code::SeedNotCommitted]
    );
    let of_main = sampling::commit_seed(&world.office, who, main.id).await;
    assert_eq!(codes(of_main), [Code::WrongSurveyKind]);
    sampling::commit_seed(&world.office, who, check.id)
        .await
        .expect("a seed");
    draw_once(world, check).await;
}

/// Draws nine households, after numbers that can't be were refused; and not a second time.
async fn draw_once(world: &World, check: &Survey) {
    let front = world.provincial_front();
    let who = Some(&front);
    let draw_now = async |wanted| sampling::draw(&world.office, who, check.id, wanted).await;
    let twice = sampling::commit_seed(&world.office, who, check.id).await;
    assert_eq!(codes(twice), [Code::SeedCommitted]);
    assert_eq!(
        codes(draw_now(Wanted::InAll(30)).await),
        [Code::SampleTooLarge]
    );
    assert_eq!(
        codes(draw_now(Wanted::InAll(2)).await),
        [Code::SampleTooSmall]
    );
    let (_, warnings) = draw_now(Wanted::InAll(9)).await.expect("a draw");
    assert_eq!(warnings[0].code, WarningCode::CheckBeforeAppraisals);
    assert_eq!(codes(draw_now(Wanted::InAll(9)).await), [Code::SampleDrawn]);
}

fn code_of(world: &World, id: AreaId) -> String {
    let hamlet = world.hamlets.iter().find(|hamlet| hamlet.id() == id);
    hamlet.expect("a hamlet").code.clone()
}

/// The drawn households by codes, as one reader sees them.
async fn seen_by(world: &World, who: &Actor, check: &Survey) -> BTreeSet<(String, String)> {
    let only = std::slice::from_ref(check);
    let mut found = sampling::drawn_households(&world.office, Some(who), only)
        .await
        .expect("households");
    let own = found.remove(&check.id).unwrap_or_default();
    own.into_iter()
        .map(|(id, home)| (code_of(world, id), home))
        .collect()
}

#[tokio::test]
async fn a_sample_is_drawn_once_by_a_seed_that_was_fixed_before() {
    on_both(async |fresh| {
        let world = World::on(fresh.db).await;
        let main = closed(&world, [9, 8, 7]).await;
        // The third hamlet keeps a roster, which goes before who answered.
        let hamlet = world.hamlets[2].id();
        let roster: Vec<_> = (1..=12)
            .map(|home| (hamlet, format!("H{home:02}")))
            .collect();
        households::insert(world.db.write(), &roster)
            .await
            .expect("a roster");
        let check = planned(&world, &main, None).await;
        draw_in_turn(&world, &main, &check).await;
        let sample = drawn(&world, &check).await;
        let homes = [(0, 9), (1, 8), (2, 12)]
            .into_iter()
            .flat_map(|(hamlet, number)| {
                let code = world.hamlets[hamlet].code.clone();
                (1..=number).map(move |home| (code.clone(), format!("H{home:02}")))
            });
        let frame = Frame::of(homes);
        assert_eq!(
            (sample.frame_size, &sample.frame_sha256),
            (29, &frame.sha256())
        );
        let again = draw(&frame, Wanted::InAll(9), &sample.seed).expect("a draw");
        let again: BTreeSet<_> = again
            .into_iter()
            .flat_map(|(hamlet, homes)| homes.into_iter().map(move |home| (hamlet.clone(), home)))
            .collect();
        assert_eq!(
            seen_by(&world, &world.provincial_front(), &check).await,
            again
        );
        let sources: BTreeSet<_> = sample
            .strata
            .iter()
            .map(|one| (code_of(&world, one.hamlet), one.source, one.drawn))
            .collect();
        let expected = [
            ("18628-01".to_owned(), FrameSource::Responses, 3),
            ("18628-02".to_owned(), FrameSource::Responses, 2),
            ("18628-03".to_owned(), FrameSource::Roster, 4),
        ];
        assert_eq!(sources, BTreeSet::from(expected));
        // Nobody else sees the list.
        for other in [world.commune_front(), world.coordination_office()] {
            assert!(seen_by(&world, &other, &check).await.is_empty());
        }
    })
    .await;
}

/// A direct check of two hamlets, of whose twelve drawn households three are not satisfied; and a
/// household that was not drawn is told so.
pub async fn heard(world: &World, main: &Survey) -> Survey {
    let front = world.provincial_front();
    let who = Some(&front);
    let check = planned(world, main, Some(vec![0, 1])).await;
    let id = check.id;
    sampling::commit_seed(&world.office, who, id)
        .await
        .expect("a seed");
    sampling::draw(&world.office, who, id, Wanted::InEach(6))
        .await
        .expect("a draw");
    surveys::open(&world.office, who, id, None, None)
        .await
        .expect("opened");
    let chosen = seen_by(world, &front, &check).await;
    assert_eq!(chosen.len(), 12);
    let first = world.hamlets[0].code.clone();
    let stranger = (1..=9)
        .map(|number| format!("H{number:02}"))
        .find(|code| !chosen.contains(&(first.clone(), code.clone())))
        .expect("one who was not drawn");
    let mut drafts = vec![home(world, 0, &stranger, "SATISFIED")];
    for (position, (hamlet, code)) in chosen.iter().enumerate() {
        let choice = if position < 3 {
            "NOT_SATISFIED"
        } else {
            "SATISFIED"
        };
        let hamlet = usize::from(*hamlet != first);
        drafts.push(home(world, hamlet, code, choice));
    }
    let done = submit::batch(&world.office, who, id, drafts)
        .await
        .expect("receipts");
    assert_eq!(done.receipts[0].code, Some(RejectionCode::UnknownHousehold));
    let taken = done
        .receipts
        .iter()
        .filter(|one| one.status == ReceiptStatus::Accepted);
    assert_eq!(taken.count(), 12);
    surveys::close(&world.office, who, id)
        .await
        .expect("closed")
}

#[tokio::test]
async fn only_drawn_households_are_heard_and_both_results_stand_side_by_side() {
    on_both(async |fresh| {
        let world = World::on(fresh.db).await;
        let main = closed(&world, [9, 8, 7]).await;
        let front = world.provincial_front();
        let who = Some(&front);
        let check = heard(&world, &main).await;
        let sights = sight::of(&world.office, who, &[check.clone(), main.clone()]).await;
        let sights = sights.expect("figures");
        let coverage = sights[&check.id].result.coverage.coverage;
        assert_eq!((coverage.households, coverage.responded), (12, 12));
        let of_main = sights[&main.id].result.coverage.coverage;
        assert_eq!(of_main.responded, 24, "never added in");
        let compared = comparing::of_surveys(&world.office, who, std::slice::from_ref(&check))
            .await
            .expect("a comparison");
        let Seen::Shown(rows) = &compared[&check.id] else {
            panic!("the Front sees it: {compared:?}");
        };
        let overall = rows
            .iter()
            .find(|row| row.overall)
            .expect("the overall item");
        assert_eq!(overall.main, Share::of(17, 17));
        assert_eq!(overall.check, Share::of(9, 12));
        assert_eq!(overall.difference.hundredths(), 2500);
        // A part of the hamlets beside the published total would tell of the third: not for others.
        let office = world.coordination_office();
        let seen =
            comparing::of_surveys(&world.office, Some(&office), std::slice::from_ref(&check));
        assert_eq!(seen.await.expect("an answer")[&check.id], Seen::Later);
    })
    .await;
}

/// The matched comparison as somebody sees it.
async fn matched_by(world: &World, who: &Actor, check: &Survey) -> Option<Seen<MatchedView>> {
    let only = std::slice::from_ref(check);
    let found = matched::of_surveys(&world.office, Some(who), only).await;
    found.expect("an answer").remove(&check.id)
}

#[tokio::test]
async fn what_the_same_households_said_twice_is_one_frozen_table() {
    on_both(async |fresh| {
        let world = World::on(fresh.db).await;
        let main = closed(&world, [9, 8, 7]).await;
        let front = world.provincial_front();
        let check = heard(&world, &main).await;
        let Some(Seen::Shown(seen)) = matched_by(&world, &front, &check).await else {
            panic!("the Front sees it");
        };
        assert_eq!((seen.households, seen.items.len()), (12, 3));
        for (item, _) in &seen.items {
            let counts = (item.same, item.no_longer_satisfied);
            assert_eq!(
                (counts, item.satisfied_since, item.otherwise),
                ((9, 3), 0, 0)
            );
        }
        // Three households of twelve are few: others learn that something is kept back.
        let office = world.coordination_office();
        let Some(Seen::Shown(others)) = matched_by(&world, &office, &check).await else {
            panic!("the office sees a table");
        };
        assert_eq!((others.items.len(), others.withheld.len()), (0, 3));
        let admin = world.somebody(Role::Admin, &[]);
        assert_eq!(matched_by(&world, &admin, &check).await, Some(Seen::Never));

        // It was made while the links stood, and outlives them; none is made afterwards.
        drop_links(&world, &main).await;
        assert_eq!(
            matched_by(&world, &front, &check).await,
            Some(Seen::Shown(seen))
        );
        let later = late_check(&world, &main).await;
        assert_eq!(matched_by(&world, &front, &later).await, None);
    })
    .await;
}

/// Drops the links of a survey, as an erasure does.
async fn drop_links(world: &World, survey: &Survey) {
    let db = world.db.write();
    let dropped = erasures::drop_links(db, survey.id).await.expect("dropped");
    let erasure = Erasure {
        survey: survey.id,
        erased_at: world.clock.now(),
        responses: dropped.responses,
        set_aside: dropped.set_aside,
    };
    erasures::remember(db, &[erasure])
        .await
        .expect("remembered");
}

/// A direct check by roster that is closed after the main survey's links are gone.
async fn late_check(world: &World, main: &Survey) -> Survey {
    let hamlet = world.hamlets[0].id();
    let roster: Vec<_> = (1..=9)
        .map(|home| (hamlet, format!("H{home:02}")))
        .collect();
    households::insert(world.db.write(), &roster)
        .await
        .expect("a roster");
    let front = world.provincial_front();
    let who = Some(&front);
    let id = planned(world, main, Some(vec![0])).await.id;
    sampling::commit_seed(&world.office, who, id)
        .await
        .expect("a seed");
    sampling::draw(&world.office, who, id, Wanted::InAll(9))
        .await
        .expect("a draw");
    surveys::open(&world.office, who, id, None, None)
        .await
        .expect("opened");
    let drafts = (1..=9).map(|number| home(world, 0, &format!("H{number:02}"), "SATISFIED"));
    submit::batch(&world.office, who, id, drafts.collect())
        .await
        .expect("receipts");
    surveys::close(&world.office, who, id)
        .await
        .expect("closed")
}
