//! Reports of the Front: before the closing, by whom, revised, in time or late.

use chrono::{Duration, NaiveDate};
use longdan::domain::base::canonical::sha256_hex;
use longdan::domain::base::clock::Clock;
use longdan::domain::base::ids::CandidacyId;
use longdan::domain::base::page::PageRequest;
use longdan::domain::recognition::front_report::{FrontConclusion, FrontReport};
use longdan::domain::survey::handling::HandlingStatus;
use longdan::domain::survey::record::Survey;
use longdan::domain::trust::actor::{Actor, Role};
use longdan::services::candidacies::{self, CandidacyFilter};
use longdan::services::front_reports;
use longdan::services::handlings::{self, NewHandling};
use longdan::services::refusal::Refusal;
use longdan::services::reporting::{self, NewConclusion, NewReport};
use longdan::services::user_fault::UserFaultCode as Code;
use longdan::services::warning::WarningCode;
use longdan::services::{submit, surveys};

use super::front_people::{closed, codes, verifier};
use crate::support::database::on_both;
use crate::support::world::World;

pub fn report(world: &World, number: &str, candidacies: &[CandidacyId]) -> NewReport {
    let conclusion = |candidacy: &CandidacyId| NewConclusion {
        candidacy: *candidacy,
        conclusion: FrontConclusion::Proposed,
        note: None,
    };
    NewReport {
        revises: None,
        reason: None,
        number: number.to_owned(),
        reported_on: world.clock.today(),
        signer: "Hà Văn Hùng".to_owned(),
        conclusions: candidacies.iter().map(conclusion).collect(),
    }
}

/// A closed survey of eight households, of which one remarked something that was answered.
async fn with_comment(world: &World) -> Survey {
    let survey = world.opened().await;
    let front = world.commune_front();
    let mut drafts: Vec<_> = (1..=8)
        .map(|home| world.draft(0, &format!("H{home}")))
        .collect();
    drafts[0].comment = Some("Ông Lê Văn A nói đường còn lầy".to_owned());
    let response = drafts[0].id;
    submit::batch(&world.office, Some(&front), survey.id, drafts)
        .await
        .expect("a submission");
    let new = NewHandling {
        survey: survey.id,
        response,
        version: None,
        topic: Some("Q1".to_owned()),
        status: HandlingStatus::Answered,
        reply: Some("Sửa trong quý IV".to_owned()),
        public_text: Some("Đường còn lầy".to_owned()),
        forwarded_to: None,
        due_on: None,
    };
    let handle = async |new| handlings::handle(&world.office, Some(&front), new).await;
    let wrong = NewHandling {
        topic: Some("Q9".to_owned()),
        ..new.clone()
    };
    assert_eq!(codes(handle(wrong).await), [Code::UnknownTopic]);
    handle(new.clone()).await.expect("handled");
    assert!(matches!(handle(new).await, Err(Refusal::Conflict(Some(_)))));
    surveys::close(&world.office, Some(&front), survey.id)
        .await
        .expect("closed")
}

#[tokio::test]
async fn a_report_needs_a_closed_survey_and_another_account() {
    on_both(async |fresh| {
        let world = World::on(fresh.db).await;
        let verifier = verifier(&world).await;
        let submit =
            async |who: &Actor, new| reporting::submit(&world.office, Some(who), new).await;
        let open = world.opened().await;
        let early = submit(&verifier, report(&world, "1", &[open.candidacy])).await;
        assert_eq!(codes(early), [Code::SurveyNotClosed]);
        let survey = closed(&world, [5, 5, 5]).await;
        let own = world.provincial_front();
        let same = submit(&own, report(&world, "1", &[survey.candidacy])).await;
        assert_eq!(codes(same), [Code::SameAccount]);
        let commune = world.commune_front();
        let by_commune = submit(&commune, report(&world, "1", &[survey.candidacy])).await;
        assert!(matches!(by_commune, Err(Refusal::Forbidden)));
        let twice = report(&world, "1", &[survey.candidacy, survey.candidacy]);
        assert_eq!(codes(submit(&verifier, twice).await), [Code::NamedTwice]);
        let none = report(&world, "1", &[]);
        assert_eq!(codes(submit(&verifier, none).await), [Code::OutOfRange]);
        let other = closed(&world, [5, 5, 5]).await;
        let rounds = report(&world, "1", &[survey.candidacy, other.candidacy]);
        assert_eq!(codes(submit(&verifier, rounds).await), [Code::OtherRound]);
        let mut backwards = report(&world, "1", &[survey.candidacy]);
        backwards.reported_on = NaiveDate::from_ymd_opt(2019, 7, 1).expect("a day");
        assert_eq!(
            codes(submit(&verifier, backwards).await),
            [Code::DatesOutOfOrder]
        );
        let mut to_come = report(&world, "1", &[survey.candidacy]);
        to_come.reported_on = NaiveDate::from_ymd_opt(2019, 12, 1).expect("a day");
        assert_eq!(codes(submit(&verifier, to_come).await), [Code::InTheFuture]);
        let elsewhere = world.somebody(Role::Front, &[&world.other_district]);
        let outside = submit(&elsewhere, report(&world, "1", &[survey.candidacy])).await;
        assert!(matches!(outside, Err(Refusal::Forbidden)));
    })
    .await;
}

/// The coordination office takes the second version of a report in, once.
async fn received(world: &World, verifier: &Actor, survey: &Survey, first: &FrontReport) {
    let office = world.coordination_office();
    let receive = async |who| reporting::receive(&world.office, Some(who), first.id).await;
    assert!(matches!(receive(verifier).await, Err(Refusal::Forbidden)));
    assert!(
        receive(&office)
            .await
            .expect("received")
            .received_at
            .is_some()
    );
    assert_eq!(codes(receive(&office).await), [Code::AlreadyReceived]);
    let seen = front_reports::of_candidacies(&world.office, &[survey.candidacy]).await;
    let seen = &seen.expect("reports")[&survey.candidacy];
    assert_eq!((seen.report.version, seen.late), (2, false));
    let all = front_reports::versions(&world.office, first.id)
        .await
        .expect("versions");
    assert_eq!(&all[0], first, "the first version stays as it was");
    // Who doesn't see the candidacy doesn't see the report.
    let outside = world.somebody(Role::CoordinationOffice, &[&world.other_district]);
    let found = front_reports::find(&world.office, Some(&outside), first.id).await;
    assert_eq!(found.expect("an answer"), None);
}

#[tokio::test]
async fn a_report_freezes_its_figures_and_is_revised_only_as_a_new_version() {
    on_both(async |fresh| {
        let world = World::on(fresh.db).await;
        let survey = with_comment(&world).await;
        let verifier = verifier(&world).await;
        let submit = async |new| reporting::submit(&world.office, Some(&verifier), new).await;
        let new = report(&world, "12/BC-MTTQ", &[survey.candidacy]);
        let (first, warnings) = submit(new.clone()).await.expect("a report");
        let said: Vec<_> = warnings.iter().map(|one| one.code).collect();
        assert_eq!(
            said,
            [WarningCode::SurveyNotVerified, WarningCode::NoDirectCheck]
        );
        assert_eq!(first.sha256, sha256_hex(&first.content));
        let content: serde_json::Value = serde_json::from_str(&first.content).expect("JSON");
        let of = &content["candidacies"][0];
        assert_eq!(of["conclusion"], "PROPOSED");
        assert_eq!(of["survey"]["responded"], 8);
        assert_eq!(of["survey"]["overall"]["SATISFIED"], 8);
        assert_eq!(of["comments"]["received"], 1);
        assert_eq!(of["comments"]["handled"][0]["text"], "Đường còn lầy");
        assert!(
            !first.content.contains("Lê Văn A"),
            "the original stays with the Front"
        );
        assert_eq!(codes(submit(new.clone()).await), [Code::ReportNumberTaken]);
        let revision = |version, reason: &str| NewReport {
            revises: Some((first.id, version)),
            reason: Some(reason.to_owned()),
            signer: "Trần Thị B".to_owned(),
            ..new.clone()
        };
        assert!(matches!(
            submit(revision(0, "sửa")).await,
            Err(Refusal::Conflict(Some(_)))
        ));
        assert_eq!(codes(submit(revision(1, " ")).await), [Code::ReasonMissing]);
        let (second, _) = submit(revision(1, "sửa người ký"))
            .await
            .expect("a revision");
        assert_eq!((second.version, &second.number), (2, &first.number));
        assert!(matches!(
            submit(revision(1, "nữa")).await,
            Err(Refusal::Conflict(Some(_)))
        ));
        received(&world, &verifier, &survey, &first).await;
    })
    .await;
}

#[tokio::test]
async fn a_late_report_is_warned_of_and_taken() {
    on_both(async |fresh| {
        let world = World::on(fresh.db).await;
        world.due_before(NaiveDate::from_ymd_opt(2019, 8, 10).expect("a day"));
        let survey = closed(&world, [5, 5, 5]).await;
        let verifier = verifier(&world).await;
        world.pass(Duration::days(24));
        let new = report(&world, "13", &[survey.candidacy]);
        let (_, warnings) = reporting::submit(&world.office, Some(&verifier), new)
            .await
            .expect("a report");
        assert_eq!(warnings[0].code, WarningCode::ReportLate);
        assert_eq!(warnings[0].about, "2019-08-10");
        let seen = front_reports::of_candidacies(&world.office, &[survey.candidacy]).await;
        assert!(seen.expect("reports")[&survey.candidacy].late);
    })
    .await;
}

#[tokio::test]
async fn candidacies_are_found_by_a_report_that_is_overdue() {
    on_both(async |fresh| {
        let world = World::on(fresh.db).await;
        world.due_before(NaiveDate::from_ymd_opt(2019, 8, 10).expect("a day"));
        let (in_time, owed) = (closed(&world, [5, 5, 5]).await, world.candidacy().await);
        let verifier = verifier(&world).await;
        let new = report(&world, "1", &[in_time.candidacy]);
        reporting::submit(&world.office, Some(&verifier), new)
            .await
            .expect("a report");
        let found = async |overdue: bool| {
            let filter = CandidacyFilter {
                report_overdue: Some(overdue),
                ..CandidacyFilter::default()
            };
            let office = world.coordination_office();
            let page = PageRequest::default();
            candidacies::list(&world.office, Some(&office), &filter, &page)
                .await
                .expect("candidacies")
                .rows
                .into_iter()
                .map(|(_, one)| one.id)
                .collect::<Vec<_>>()
        };
        assert_eq!(found(true).await, [], "its day has not come");
        world.pass(Duration::days(30));
        assert_eq!(found(true).await, [owed.id]);
        assert_eq!(found(false).await, [in_time.candidacy]);
    })
    .await;
}
