//! Residents answer by themselves: one household, one code, one counted answer.

use chrono::Duration;
use longdan::domain::survey::judge::RejectionCode;
use longdan::services::batch::ReceiptStatus;
use longdan::services::invitations::{self, NewInvitations};
use longdan::services::refusal::Refusal;
use longdan::services::tries::{Client, MOST_TRIES, WINDOW};
use longdan::services::user_fault::UserFaultCode;
use longdan::services::{erasures, reporting, surveys};
use longdan::storage::{invitations as stored, responses};

use super::front_people::{codes, verifier};
use super::front_reports::report;
use super::village::{Village, at, foreign};
use crate::support::database::on_both;

#[tokio::test]
async fn each_household_gets_one_code_and_only_those_without_one_get_another() {
    on_both(async |fresh| {
        let village = Village::planned(fresh.db).await;
        village.roster(&["H1", "H2"]).await;
        let made = village
            .make(village.wanted(&[], None))
            .await
            .expect("letters");
        let named: Vec<_> = made
            .iter()
            .map(|letter| letter.household.as_str())
            .collect();
        assert_eq!(named, ["H1", "H2"]);
        assert_ne!(made[0].code, made[1].code);
        village.roster(&["H3"]).await;
        let more = village
            .make(village.wanted(&[], None))
            .await
            .expect("letters");
        assert_eq!(more.len(), 1, "the others have theirs: {more:?}");
        assert_eq!(more[0].household, "H3");
        assert_eq!(
            village.make(village.wanted(&[], None)).await.expect("none"),
            []
        );

        // One that was lost is made anew, and the one before ends.
        let again = village
            .make(village.wanted(&["H1"], None))
            .await
            .expect("a letter");
        village.open(&village.survey).await;
        let old = village.answer(&made[0], &village.own()).await;
        assert_eq!(codes(old), [UserFaultCode::InvitationNotValid]);
        let new = village
            .answer(&again[0], &village.own())
            .await
            .expect("a receipt");
        assert_eq!(new.status, ReceiptStatus::Accepted);
        let counts = invitations::counts(
            &village.world.office,
            Some(&village.front),
            village.survey.id,
        );
        let counts = counts.await.expect("counts");
        assert_eq!(counts.len(), 1);
        assert_eq!((counts[0].in_force, counts[0].revoked), (3, 1));
        village.is_clean().await;
    })
    .await;
}

#[tokio::test]
async fn what_can_not_be_invited_is_said() {
    on_both(async |fresh| {
        let village = Village::planned(fresh.db).await;
        let visited = NewInvitations {
            hamlet: village.world.hamlets[1].code.clone(),
            ..village.wanted(&[], Some(2))
        };
        let answer = village.make(visited).await;
        assert_eq!(codes(answer), [UserFaultCode::WrongCollectionMode]);
        let nowhere = NewInvitations {
            hamlet: "x".to_owned(),
            ..village.wanted(&[], None)
        };
        assert_eq!(
            codes(village.make(nowhere).await),
            [UserFaultCode::UnknownHamlet]
        );
        for count in [0, 2_001] {
            let answer = village.make(village.wanted(&[], Some(count))).await;
            assert_eq!(codes(answer), [UserFaultCode::OutOfRange]);
        }
        village.roster(&["H1"]).await;
        let strange = village
            .make(village.wanted(&["H1", "H1", "H9", "a b"], None))
            .await;
        let expected = [
            UserFaultCode::NamedTwice,
            UserFaultCode::HouseholdNotOnRoster,
            UserFaultCode::InvalidText,
        ];
        assert_eq!(codes(strange), expected);
        village.open(&village.survey).await;
        let (office, front) = (&village.world.office, Some(&village.front));
        surveys::close(office, front, village.survey.id)
            .await
            .expect("closed");
        let late = village.make(village.wanted(&[], None)).await;
        assert_eq!(codes(late), [UserFaultCode::IllegalState]);
        village.is_clean().await;
    })
    .await;
}

#[tokio::test]
async fn a_household_answers_once_and_a_second_answer_is_the_fronts_to_judge() {
    on_both(async |fresh| {
        let village = Village::on(fresh.db).await;
        let letters = village.two().await;
        assert_eq!(letters[0].household, "MOI-0001");
        let own = village.own();
        let first = village.answer(&letters[0], &own).await.expect("a receipt");
        assert_eq!((first.status, first.kept), (ReceiptStatus::Accepted, true));
        // The same again, as a phone does that has lost the answer: also from another address.
        let again = village.answer(&letters[0], &own).await.expect("a receipt");
        assert_eq!(again.status, ReceiptStatus::Duplicate);
        let second = village
            .answer(&letters[0], &village.own())
            .await
            .expect("a receipt");
        assert_eq!(second.code, Some(RejectionCode::HouseholdAlreadyAnswered));
        assert!(second.kept && !second.retry);
        village
            .answer(&letters[0], &village.own())
            .await
            .expect("a third is set aside too");
        // Three are enough: from now on the code is like one that never was, but for repeats.
        let fourth = village.answer(&letters[0], &village.own()).await;
        assert_eq!(codes(fourth), [UserFaultCode::InvitationNotValid]);
        let code = letters[0].code.shown();
        let opened = village.try_code(2, &code).await;
        assert_eq!(codes(opened), [UserFaultCode::InvitationNotValid]);
        let again = village.answer(&letters[0], &own).await.expect("a receipt");
        assert_eq!(again.status, ReceiptStatus::Duplicate);
        assert_eq!(village.counted().await, 1);

        let held = responses::find(village.world.db.read(), village.survey.id, own.id).await;
        let held = held.expect("a read").expect("the response");
        assert_eq!(
            held.consent,
            Some(own.consent.clone()),
            "version and time are kept"
        );
        assert_eq!(held.household_code.as_deref(), Some("MOI-0001"));
        village.is_clean().await;
    })
    .await;
}

#[tokio::test]
async fn of_answers_that_race_one_is_counted() {
    on_both(async |fresh| {
        let village = Village::on(fresh.db).await;
        let letters = village.two().await;
        let owns: Vec<_> = (0..6).map(|_| village.own()).collect();
        // Two households at once, each by several phones.
        let sent = owns
            .iter()
            .enumerate()
            .map(|(at, own)| village.answer(&letters[at % 2], own));
        let receipts = futures_util::future::join_all(sent).await;
        let accepted = receipts
            .iter()
            .filter(|one| matches!(one, Ok(one) if one.status == ReceiptStatus::Accepted));
        assert_eq!(accepted.count(), 2, "{receipts:?}");
        assert_eq!(village.counted().await, 2);
        village.is_clean().await;
    })
    .await;
}

#[tokio::test]
async fn an_answer_is_judged_by_its_survey_like_every_other() {
    on_both(async |fresh| {
        let village = Village::planned(fresh.db).await;
        let letters = village.two().await;
        let early = village
            .answer(&letters[0], &village.own())
            .await
            .expect("a receipt");
        assert_eq!(early.code, Some(RejectionCode::SurveyNotOpen));
        assert!(
            early.retry && !early.kept,
            "it may come again once it is open"
        );
        let code = letters[0].code.shown();
        assert_eq!(
            codes(village.try_code(1, &code).await),
            [UserFaultCode::InvitationNotNow]
        );
        village.open(&village.survey).await;
        let opened = village.try_code(1, &code).await.expect("the form");
        assert_eq!(opened.hamlet.code, village.world.hamlets[0].code);
        let mut blank = village.own();
        blank.answers.clear();
        let missing = village
            .answer(&letters[0], &blank)
            .await
            .expect("a receipt");
        assert_eq!(missing.code, Some(RejectionCode::RequiredItemMissing));
        let mut other = village.own();
        other.consent.notice_version = "another".to_owned();
        let refused = village.answer(&letters[0], &other).await;
        assert_eq!(codes(refused), [UserFaultCode::OtherNotice]);

        village.is_clean().await;
    })
    .await;
}

#[tokio::test]
async fn a_code_counts_in_its_own_survey_and_ends_with_it() {
    on_both(async |fresh| {
        let village = Village::on(fresh.db).await;
        let letters = village.two().await;
        let code = letters[0].code.shown();
        // A code of another survey of the same households counts there, and nowhere else.
        let elsewhere = Village::survey(&village.world).await;
        let new = NewInvitations {
            survey: elsewhere.id,
            ..village.wanted(&[], Some(1))
        };
        let theirs = village.make(new).await.expect("letters");
        village.open(&elsewhere).await;
        village
            .answer(&theirs[0], &village.own())
            .await
            .expect("a receipt");
        assert_eq!(village.counted().await, 0);

        let own = village.own();
        village.world.pass(Duration::hours(1));
        let (office, front) = (&village.world.office, Some(&village.front));
        surveys::close(office, front, village.survey.id)
            .await
            .expect("closed");
        assert_eq!(
            codes(village.try_code(1, &code).await),
            [UserFaultCode::InvitationNotNow]
        );
        let late = village.answer(&letters[0], &own).await.expect("a receipt");
        assert_eq!(late.code, Some(RejectionCode::SurveyNotOpen));
        assert!(
            late.kept,
            "it was given in the window, and is the Front's to choose"
        );
        village.world.pass(Duration::days(81));
        let ended = village.answer(&letters[1], &village.own()).await;
        assert_eq!(codes(ended), [UserFaultCode::InvitationNotValid]);
        village.is_clean().await;
    })
    .await;
}

#[tokio::test]
async fn guessing_ends_soon_and_a_slip_is_no_guess() {
    on_both(async |fresh| {
        let village = Village::on(fresh.db).await;
        let letters = village.two().await;
        let code = letters[0].code.shown();
        for _ in 0..2 * MOST_TRIES {
            let slip = village.try_code(1, "2222-2222-2223").await;
            assert_eq!(codes(slip), [UserFaultCode::InvitationMistyped]);
        }
        for _ in 0..MOST_TRIES {
            let none = village.try_code(1, &foreign(&village)).await;
            assert_eq!(codes(none), [UserFaultCode::InvitationNotValid]);
        }
        let waiting = village.try_code(1, &code).await;
        assert!(
            matches!(waiting, Err(Refusal::TooManyTries { retry_after: 601 })),
            "also a right code: {waiting:?}"
        );
        let waiting = village.answer(&letters[0], &village.own()).await;
        assert!(matches!(waiting, Err(Refusal::TooManyTries { .. })));
        assert!(
            village.try_code(2, &code).await.is_ok(),
            "nobody else waits"
        );
        village.world.pass(WINDOW);
        assert!(village.try_code(1, &code).await.is_ok());

        // Of IPv6 a whole subscriber's network counts as one.
        let v6 = |text: &str| Client::at(text.parse().expect("an address"));
        assert_eq!(v6("2001:db8::1"), v6("2001:db8::ffff:2"));
        assert_ne!(v6("2001:db8::1"), v6("2001:db8:0:1::1"));
        assert_eq!(v6("::ffff:192.0.2.1"), at(1));
    })
    .await;
}

#[tokio::test]
async fn a_revoked_code_ends_and_codes_go_with_the_links() {
    on_both(async |fresh| {
        let village = Village::on(fresh.db).await;
        let letters = village.two().await;
        village
            .answer(&letters[0], &village.own())
            .await
            .expect("a receipt");
        let (office, front) = (&village.world.office, Some(&village.front));
        let hamlet = village.world.hamlets[0].code.as_str();
        let one = [letters[1].household.clone()];
        let revoked = async |of: Option<&[String]>| {
            invitations::revoke(office, front, village.survey.id, hamlet, of)
                .await
                .expect("revoked")
        };
        assert_eq!(revoked(Some(&one)).await, 1);
        assert_eq!(revoked(Some(&one)).await, 0);
        let refused = village.answer(&letters[1], &village.own()).await;
        assert_eq!(codes(refused), [UserFaultCode::InvitationNotValid]);
        assert_eq!(revoked(None).await, 1);
        assert_eq!(village.counted().await, 1, "what was answered stays");
        village.is_clean().await;

        village.world.pass(Duration::hours(1));
        surveys::close(office, front, village.survey.id)
            .await
            .expect("closed");
        let verifier = verifier(&village.world).await;
        let new = report(&village.world, "12/BC-MTTQ", &[village.survey.candidacy]);
        reporting::submit(office, Some(&verifier), new)
            .await
            .expect("a report");
        village.world.pass(Duration::days(1));
        assert_eq!(erasures::drop_due(office).await.expect("a look").len(), 1);
        let left = stored::by_hamlet(village.world.db.read(), village.survey.id).await;
        assert_eq!(left.expect("a read"), []);
        village.is_clean().await;
    })
    .await;
}
