//! A count record is typed by two accounts, counted once they agree, never mixed.

use longdan::domain::base::clock::Clock as _;
use longdan::domain::recognition::evidence::MediaType;
use longdan::domain::survey::collection_mode::CollectionMode;
use longdan::domain::survey::count_figures::CountField;
use longdan::domain::survey::count_record::CountRecordState;
use longdan::domain::survey::judge::RejectionCode;
use longdan::domain::trust::actor::Actor;
use longdan::services::count_sheets::CountSheet;
use longdan::services::refusal::Refusal;
use longdan::services::user_fault::UserFaultCode;
use longdan::services::warning::WarningCode;
use longdan::services::{
    collection_modes, count_records, count_views, evidence, submit, surveys, verifying,
};
use longdan::storage::{frozen, issued_forms};

use super::front_people::{all_accepted, codes};
use super::paper::{Paper, all_differing, choice, code, person, sheet};
use crate::support::database::on_both;

#[tokio::test]
async fn a_mode_is_chosen_before_the_survey_opens_and_single_responses_stay_out() {
    on_both(async |fresh| {
        let paper = Paper::on(fresh.db).await;
        let (world, survey) = (&paper.world, &paper.survey);
        let modes = [(code(world), CollectionMode::Meeting)];
        let late =
            collection_modes::set(&world.office, Some(&paper.first), survey.id, &modes).await;
        assert_eq!(codes(late), [UserFaultCode::IllegalState]);
        let hamlets = surveys::hamlets(&world.office, &[survey.id])
            .await
            .expect("a read");
        let modes: Vec<_> = hamlets[&survey.id].iter().map(|one| one.mode).collect();
        assert_eq!(modes[0], CollectionMode::CountRecord);
        assert!(
            modes[1..]
                .iter()
                .all(|mode| *mode == CollectionMode::HouseVisits)
        );

        let drafts = vec![world.draft(0, "H1"), world.draft(1, "H1")];
        let done = submit::batch(&world.office, Some(&paper.first), survey.id, drafts)
            .await
            .expect("receipts");
        let (refused, taken) = (&done.receipts[0], &done.receipts[1]);
        assert_eq!(refused.code, Some(RejectionCode::HamletCountedByHand));
        assert!(!refused.kept && !refused.retry && taken.code.is_none());
        let (office, other) = (&world.office, world.hamlets[1].code.as_str());
        let front = Some(&paper.first);
        let typed = count_records::enter(office, front, survey.id, other, &sheet(15), &[]).await;
        assert_eq!(codes(typed), [UserFaultCode::WrongCollectionMode]);
        let typed = count_records::enter(office, front, survey.id, "x", &sheet(15), &[]).await;
        assert_eq!(codes(typed), [UserFaultCode::UnknownHamlet]);
    })
    .await;
}

#[tokio::test]
async fn equal_figures_of_two_accounts_are_counted_beside_single_responses() {
    on_both(async |fresh| {
        let paper = Paper::on(fresh.db).await;
        let world = &paper.world;
        let drafts = vec![world.draft(1, "H1"), world.draft(1, "H2")];
        submit::batch(&world.office, Some(&paper.first), paper.survey.id, drafts)
            .await
            .expect("receipts");
        let (_, view, _) = paper.enter(&paper.first, &sheet(14)).await.expect("typed");
        assert_eq!(view.state, CountRecordState::EnteredOnce);
        // Until somebody else types it, the first may type it again.
        let (_, view, warnings) = paper.enter(&paper.first, &sheet(15)).await.expect("typed");
        assert_eq!(
            (view.state, warnings.len()),
            (CountRecordState::EnteredOnce, 0)
        );
        assert_eq!(
            paper.counted().await,
            (2, 0, 0),
            "one account counts nothing"
        );

        // The second is not shown what the first typed.
        let all = std::slice::from_ref(&paper.survey);
        let seen = count_views::of_surveys(&world.office, Some(&paper.second), all).await;
        let seen = &seen.expect("a read")[&paper.survey.id][0];
        assert!(seen.figures.is_none() && seen.own.is_none());
        assert_eq!(seen.first_by.as_deref(), Some("tests"));

        let close = surveys::close(&world.office, Some(&paper.first), paper.survey.id).await;
        assert_eq!(codes(close), [UserFaultCode::CountRecordsUnfinished]);
        let (survey, view, _) = paper.enter(&paper.second, &sheet(15)).await.expect("typed");
        assert_eq!(view.state, CountRecordState::Final);
        assert_eq!(view.figures.expect("agreed").valid, 18);
        assert!(survey.version > paper.survey.version);
        assert_eq!(paper.counted().await, (20, 0, 18));
        let forms = issued_forms::of_surveys(world.db.read(), &[survey.id])
            .await
            .expect("a read");
        let forms = &forms[&(survey.id, world.hamlets[0].id())];
        assert_eq!((forms.issued, forms.missing, forms.version), (20, 2, 1));
        assert_eq!(paper.wrong().await, Vec::<String>::new());

        let again = paper.enter(&paper.third, &sheet(15)).await;
        assert_eq!(codes(again), [UserFaultCode::CountIsFinal]);
    })
    .await;
}

#[tokio::test]
async fn a_closed_survey_says_what_came_by_record_and_its_typists_do_not_judge_it() {
    on_both(async |fresh| {
        let paper = Paper::on(fresh.db).await;
        let world = &paper.world;
        let drafts = vec![world.draft(1, "H1"), world.draft(1, "H2")];
        submit::batch(&world.office, Some(&paper.first), paper.survey.id, drafts)
            .await
            .expect("receipts");
        paper.enter(&paper.first, &sheet(15)).await.expect("typed");
        let (survey, ..) = paper.enter(&paper.second, &sheet(15)).await.expect("typed");
        let closed = surveys::close(&world.office, Some(&paper.first), survey.id)
            .await
            .expect("a closed survey");
        let told = count_views::warnings_of(&world.office, Some(&paper.first), &closed).await;
        let told: Vec<_> = told
            .expect("a read")
            .into_iter()
            .map(|one| one.code)
            .collect();
        assert_eq!(told, [WarningCode::CountRecordWithoutScan]);
        let kept = frozen::latest(world.db.read(), &[survey.id])
            .await
            .expect("a read");
        let figures: serde_json::Value = serde_json::from_str(&kept[0].figures).expect("JSON");
        assert_eq!(
            (&figures["collected"], &figures["byRecord"]),
            (&20.into(), &18.into())
        );
        assert_eq!(figures["hamlets"][0]["mode"], "COUNT_RECORD");
        assert_eq!(figures["hamlets"][1]["mode"], "HOUSE_VISITS");
        assert_eq!(paper.wrong().await, Vec::<String>::new());
        let late = paper.enter(&paper.first, &sheet(15)).await;
        assert_eq!(codes(late), [UserFaultCode::IllegalState]);
        // Who typed figures doesn't judge them.
        let typist = Actor {
            account: paper.second.account,
            ..world.provincial_front()
        };
        let judged = verifying::verify(&world.office, Some(&typist), all_accepted(&closed)).await;
        assert_eq!(codes(judged), [UserFaultCode::SameAccount]);
    })
    .await;
}

#[tokio::test]
async fn only_what_differs_is_typed_anew_by_either_or_a_third() {
    on_both(async |fresh| {
        let paper = Paper::on(fresh.db).await;
        paper.enter(&paper.first, &sheet(15)).await.expect("typed");
        let (_, view, _) = paper.enter(&paper.second, &sheet(16)).await.expect("typed");
        assert_eq!((view.state, view.version), (CountRecordState::Different, 2));
        assert_eq!(view.differing.len(), 6);
        assert!(view.differing.contains(&CountField::Choice(2, 0)));
        assert!(view.figures.is_none(), "nobody sees the other's figures");
        assert_eq!(view.own.expect("own").items[0].choices, [16, 1, 0]);
        assert_eq!(paper.counted().await, (0, 0, 0));

        let stale = paper.correct(&paper.third, 1, &all_differing(16)).await;
        assert!(matches!(stale, Err(Refusal::Conflict(Some(_)))));
        let half = paper
            .correct(&paper.third, 2, &all_differing(16)[..2])
            .await;
        assert_eq!(codes(half), [UserFaultCode::NotTheDifferingFields]);
        let mut odd = all_differing(16);
        odd[1].value = 5;
        let odd = paper.correct(&paper.third, 2, &odd).await;
        assert_eq!(codes(odd), [UserFaultCode::ItemNotValid]);
        let strange = paper
            .correct(&paper.third, 2, &[choice("Q9", "SATISFIED", 1)])
            .await;
        assert_eq!(codes(strange), [UserFaultCode::CountsNotOfForm]);

        // The third reads as neither; the first then finds its own slip.
        let (_, view, _) = paper
            .correct(&paper.third, 2, &all_differing(14))
            .await
            .expect("a correction");
        assert_eq!(view.state, CountRecordState::Different);
        assert_eq!(view.second_by.as_deref(), Some("người nhập ba"));
        let (_, view, _) = paper
            .correct(&paper.first, 3, &all_differing(14))
            .await
            .expect("a correction");
        assert_eq!(view.state, CountRecordState::Final);
        assert_eq!(view.figures.expect("agreed").items[2].choices, [14, 3, 0]);
        assert_eq!(paper.counted().await, (18, 0, 18));
        assert_eq!(paper.wrong().await, Vec::<String>::new());
    })
    .await;
}

#[tokio::test]
async fn what_is_unlikely_is_accepted_by_another_account_and_what_is_discarded_counts_no_more() {
    on_both(async |fresh| {
        let paper = Paper::on(fresh.db).await;
        let (world, id, hamlet) = (&paper.world, paper.survey.id, code(&paper.world));
        let mut odd = sheet(15);
        odd.issued = 25;
        paper.enter(&paper.first, &odd).await.expect("typed");
        let (_, view, warnings) = paper.enter(&paper.second, &odd).await.expect("typed");
        assert_eq!(view.state, CountRecordState::Agreed);
        assert_eq!(warnings[0].code, WarningCode::FormsDoNotAddUp);
        assert_eq!(paper.counted().await, (0, 0, 0));
        let accept = async |who: &Actor, note: &str| {
            let of = (hamlet.as_str(), 2);
            count_records::accept(&world.office, Some(who), id, of, note).await
        };
        let own = accept(&paper.first, "Mưa lũ").await;
        assert_eq!(codes(own), [UserFaultCode::SecondAccountNeeded]);
        assert_eq!(
            codes(accept(&paper.second, " ").await),
            [UserFaultCode::ReasonMissing]
        );
        let (_, view, _) = accept(&paper.second, "Mưa lũ cuốn 5 phiếu")
            .await
            .expect("it stands");
        assert_eq!(view.state, CountRecordState::Final);
        assert_eq!(view.accepted.expect("accepted").0, "Mưa lũ cuốn 5 phiếu");
        assert_eq!(paper.counted().await, (18, 0, 18));

        let discard = async |reason: &str| {
            let of = (hamlet.as_str(), 3);
            count_records::discard(&world.office, Some(&paper.third), id, of, reason).await
        };
        assert_eq!(codes(discard("").await), [UserFaultCode::ReasonMissing]);
        let (_, view, _) = discard("Nhầm thôn").await.expect("discarded");
        assert_eq!(view.state, CountRecordState::Empty);
        assert_eq!(paper.counted().await, (0, 0, 0));
        assert_eq!(paper.wrong().await, Vec::<String>::new());
        paper.enter(&paper.second, &odd).await.expect("typed again");
        assert_eq!(paper.wrong().await, Vec::<String>::new());
    })
    .await;
}

#[tokio::test]
async fn sheets_that_are_not_of_the_form_or_do_not_add_up_are_refused_whole() {
    use UserFaultCode::{
        CollectedNotValidAndSpoilt, CountsNotOfForm, ItemNotValid, MoreBackThanOut, OutOfRange,
    };
    on_both(async |fresh| {
        let paper = Paper::on(fresh.db).await;
        let refused = async |change: &dyn Fn(&mut CountSheet)| {
            let mut wrong = sheet(15);
            change(&mut wrong);
            codes(paper.enter(&paper.first, &wrong).await)
        };
        assert_eq!(
            refused(&|one| one.spoilt = 1).await,
            [CollectedNotValidAndSpoilt]
        );
        assert_eq!(refused(&|one| one.issued = 19).await, [MoreBackThanOut]);
        assert_eq!(refused(&|one| one.items[0].blank = 0).await, [ItemNotValid]);
        let negative = refused(&|one| one.missing = -1).await;
        assert_eq!(negative, [OutOfRange]);
        assert_eq!(
            refused(&|one| drop(one.items.pop())).await,
            [CountsNotOfForm]
        );
        let strange = |one: &mut CountSheet| one.items[1].item = "Q9".to_owned();
        assert_eq!(refused(&strange).await, [CountsNotOfForm]);
        let twice = |one: &mut CountSheet| one.items[1].item = "ALL".to_owned();
        assert_eq!(refused(&twice).await, [CountsNotOfForm]);
        let half = |one: &mut CountSheet| drop(one.items[1].choices.pop());
        assert_eq!(refused(&half).await, [CountsNotOfForm]);
        let all = std::slice::from_ref(&paper.survey);
        let seen = count_views::of_surveys(&paper.world.office, Some(&paper.first), all).await;
        let seen = &seen.expect("a read")[&paper.survey.id][0];
        assert_eq!((seen.state, seen.version), (CountRecordState::Empty, 0));
    })
    .await;
}

#[tokio::test]
async fn a_scan_hangs_on_the_record_and_is_the_fronts_alone() {
    on_both(async |fresh| {
        let paper = Paper::on(fresh.db).await;
        let (world, id, hamlet) = (&paper.world, paper.survey.id, code(&paper.world));
        let office = &world.office;
        let other = person(world, world.coordination_office(), "văn phòng").await;
        let attach = async |who: &Actor, scan| {
            count_records::attach(office, Some(who), id, &hamlet, &[scan]).await
        };
        let pdf = b"%PDF-1.7 signed".to_vec();
        let scan = evidence::deposit(office, Some(&paper.first), "bb.pdf", MediaType::Pdf, pdf)
            .await
            .expect("a document");
        let nothing = attach(&paper.first, scan.id).await;
        assert_eq!(codes(nothing), [UserFaultCode::NoCountRecord]);
        paper.enter(&paper.first, &sheet(15)).await.expect("typed");
        let others = attach(&paper.second, scan.id).await;
        assert_eq!(codes(others), [UserFaultCode::UnknownDocument]);
        let (_, view, _) = attach(&paper.first, scan.id).await.expect("attached");
        assert_eq!(view.scans, std::slice::from_ref(&scan));

        let sees = async |who: &Actor| {
            let found = evidence::by_ids(office, Some(who), &[scan.id]).await;
            !found.expect("a read").is_empty()
        };
        assert!(sees(&paper.second).await);
        assert!(!sees(&other).await, "it may show what few people answered");
        assert_eq!(paper.wrong().await, Vec::<String>::new());
        assert!(world.clock.now() >= view.changed_at.expect("changed"));
    })
    .await;
}
