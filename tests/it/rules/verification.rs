//! Postings, objections and verification: days, moves, points, in any order.

use chrono::{Days, NaiveDate};
use longdan::domain::base::clock::Day;
use longdan::domain::base::ids::{AccountId, ObjectionId, PostingId, SurveyId};
use longdan::domain::law::check::CheckStatus;
use longdan::domain::survey::objection::{Answer, IllegalAnswer, Objection, ObjectionState};
use longdan::domain::survey::paper::CrossFooting;
use longdan::domain::survey::posting::{POSTING_DAYS, Posting, PostingState, over_on};
use longdan::domain::survey::verification::{
    HamletFacts, SurveyFacts, VerificationPoint, blocking, opinion_points, survey_points, unsaid,
};
use proptest::prelude::*;
use uuid::Uuid;

use super::given::instant;

fn day(text: &str) -> Day {
    text.parse::<NaiveDate>().expect("a day")
}

fn posting(hung_out_on: Day) -> Posting {
    Posting {
        id: PostingId(Uuid::nil()),
        survey: SurveyId(Uuid::nil()),
        revision: 1,
        hung_out_on,
        places: Vec::new(),
        recorded_at: instant("2019-07-25T09:00:00Z"),
        recorded_by: AccountId(Uuid::nil()),
    }
}

#[test]
fn ten_full_days_count_from_the_day_after() {
    let posting = posting(day("2019-07-25"));
    for (today, days, state) in [
        ("2019-07-20", 0, PostingState::Posted),
        ("2019-07-25", 0, PostingState::Posted),
        ("2019-07-26", 0, PostingState::Posted),
        ("2019-07-27", 1, PostingState::Posted),
        ("2019-08-04", 9, PostingState::Posted),
        ("2019-08-05", 10, PostingState::Over),
        ("2020-08-05", 10, PostingState::Over),
    ] {
        assert_eq!(posting.full_days(day(today)), days, "on {today}");
        assert_eq!(posting.state(1, day(today)), state, "on {today}");
        assert_eq!(posting.state(2, day(today)), PostingState::NotPosted);
    }
    assert_eq!(posting.over_on(), Some(day("2019-08-05")));
    assert_eq!(over_on(Day::MAX), None);
}

proptest! {
    #[test]
    fn the_days_are_over_on_the_day_that_is_named(hung in 0..40_000_u64, later in 0..60_u64) {
        let hung = day("1970-01-01") + Days::new(hung);
        let today = hung + Days::new(later);
        let over = posting(hung).full_days(today) == POSTING_DAYS;
        prop_assert_eq!(over, Some(today) >= over_on(hung));
    }
}

fn objection() -> Objection {
    Objection {
        id: ObjectionId(Uuid::nil()),
        survey: SurveyId(Uuid::nil()),
        version: 1,
        received_at: instant("2019-07-27T09:00:00Z"),
        topic: "OTHER".to_owned(),
        text: "sai".to_owned(),
        recorded_at: instant("2019-07-27T09:00:00Z"),
        recorded_by: AccountId(Uuid::nil()),
        answer: None,
    }
}

fn answer(upheld: bool, revision: Option<i32>) -> Answer {
    Answer {
        upheld,
        text: "đã xem".to_owned(),
        at: instant("2019-07-28T09:00:00Z"),
        by: AccountId(Uuid::nil()),
        revision,
    }
}

proptest! {
    /// Whatever is tried in whatever order: one answer, never taken back, and nothing else changes.
    #[test]
    fn an_objection_is_answered_once(
        tries in prop::collection::vec((any::<bool>(), prop::option::of(2..9_i32)), 1..6),
    ) {
        let mut now = objection();
        for (upheld, revision) in tries {
            let before = now.clone();
            match now.clone().answered(answer(upheld, revision)) {
                Ok(after) => {
                    prop_assert_eq!(before.state(), ObjectionState::Received);
                    prop_assert!(upheld || revision.is_none());
                    let state = if upheld { ObjectionState::Upheld } else { ObjectionState::Dismissed };
                    prop_assert_eq!(after.state(), state);
                    prop_assert_eq!(after.version, before.version + 1);
                    prop_assert_eq!(&after.text, &before.text);
                    now = after;
                }
                Err(IllegalAnswer::Answered(state)) => prop_assert_eq!(state, before.state()),
                Err(IllegalAnswer::DismissedWithNewResult) => {
                    prop_assert!(!upheld && revision.is_some() && before.answer.is_none());
                }
            }
        }
    }
}

fn facts() -> SurveyFacts {
    let forms = CrossFooting {
        issued: 40,
        missing: 3,
        collected: 37,
        valid: 36,
        spoilt: 1,
    };
    SurveyFacts {
        hamlets: vec![
            HamletFacts {
                households: 40,
                responded: 37,
                forms: Some(forms),
            };
            3
        ],
        coverage_met: Some(true),
        posted_days: Some(10),
        objections: 2,
        unanswered: 0,
        unconfirmed: 0,
        differences: 0,
    }
}

fn status(facts: &SurveyFacts, point: VerificationPoint) -> CheckStatus {
    let points = survey_points(facts);
    let found = points.into_iter().find(|found| found.point == point);
    found.expect("the point").status
}

#[test]
fn each_point_says_what_it_finds_in_numbers() {
    let good = facts();
    assert!(
        survey_points(&good)
            .iter()
            .all(|found| found.status == CheckStatus::Met)
    );
    let forms = &survey_points(&good)[1];
    assert_eq!(forms.numbers["issued"], 120);
    assert_eq!(forms.numbers["valid"], 108);
    assert_eq!(forms.numbers["unexplained"], 0);

    // Two hamlets that are out by as much each way don't make each other good.
    let mut apart = good.clone();
    for (hamlet, issued) in [(0, 45), (1, 35)] {
        apart.hamlets[hamlet].forms.as_mut().expect("forms").issued = issued;
    }
    assert_eq!(
        status(&apart, VerificationPoint::Forms),
        CheckStatus::NotMet
    );
    assert_eq!(survey_points(&apart)[1].numbers["unexplained"], 0);
    assert_eq!(survey_points(&apart)[1].numbers["hamletsApart"], 2);
}

#[test]
fn a_point_that_lacks_its_numbers_waits_or_fails() {
    let good = facts();
    let mut unrecorded = good.clone();
    unrecorded.hamlets[2].forms = None;
    assert_eq!(
        status(&unrecorded, VerificationPoint::Forms),
        CheckStatus::Pending
    );
    let short = SurveyFacts {
        posted_days: Some(7),
        ..good.clone()
    };
    assert_eq!(
        status(&short, VerificationPoint::Posting),
        CheckStatus::NotMet
    );
    let never = SurveyFacts {
        posted_days: None,
        ..good.clone()
    };
    assert_eq!(
        status(&never, VerificationPoint::Posting),
        CheckStatus::Pending
    );
    let few = SurveyFacts {
        coverage_met: Some(false),
        ..good
    };
    assert_eq!(
        status(&few, VerificationPoint::Coverage),
        CheckStatus::NotMet
    );
    assert_eq!(opinion_points(0, 0)[0].status, CheckStatus::Pending);
    assert_eq!(opinion_points(4, 0)[0].status, CheckStatus::Met);
    assert_eq!(opinion_points(4, 1)[0].status, CheckStatus::NotMet);
}

proptest! {
    /// What is left open blocks; too few days, few households, forms apart do not, but need a note.
    #[test]
    fn a_point_that_fails_blocks_or_needs_a_note(
        unanswered in 0..3_i64, unconfirmed in 0..3_i64, differences in 0..3_i64,
        days in prop::option::of(0..=10_u32), covered in prop::option::of(any::<bool>()),
        said in any::<bool>(), noted in any::<bool>(),
    ) {
        let facts = SurveyFacts {
            coverage_met: covered, posted_days: days, unanswered, unconfirmed, differences, ..facts()
        };
        let mut points = survey_points(&facts);
        let open = [unanswered, unconfirmed, differences].iter().filter(|left| **left > 0).count();
        prop_assert_eq!(blocking(&points).len(), open);
        for found in &mut points {
            found.accepted = said.then_some(true);
            found.note = noted.then(|| "đã kiểm tra".to_owned());
        }
        let failing = points.iter().filter(|found| found.status != CheckStatus::Met).count();
        let expected = match (said, noted) {
            (false, _) => points.len(),
            (true, false) => failing,
            (true, true) => 0,
        };
        prop_assert_eq!(unsaid(&points).len(), expected);
    }
}
