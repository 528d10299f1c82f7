//! Round 1 of 2019, told through the served API from the notice to the decision.

use longdan::services::demo::communes::Mood;
use serde_json::{Value, json};

use super::round_one_acts::{
    appointed, closed_and_posted, dossiers_fill, is_on_agenda, nominated, on_agenda, report,
    the_ballots_are_counted_twice, verified,
};
use super::round_one_figures::{as_told, deadlines, the_round_reads_as_it_was};
use super::round_one_people::{Commune, communes, hamlets, people};
use crate::support::database::on_both;
use crate::support::program::Desk;
use crate::support::province::Province;

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn round_one_of_2019_from_the_notice_to_the_decision() {
    on_both(async |fresh| {
        let town = Province::on(&fresh.options, &hamlets(), &people()).await;
        let mut all = communes();
        let (round, later) = the_notice_sets_a_round_going(&town, &mut all).await;
        let (asked, late) = all.split_at_mut(21);
        residents_are_asked(&town, &round, asked).await;
        town.on_the("07-29 09");
        nominated(&town, &round, late).await;
        dossiers_fill(&town, &round, asked, "08-06 09", false).await;
        the_front_verifies_and_returns_one(&town, asked).await;
        the_returned_one_comes_late(&town, &round, asked).await;
        what_came_late_is_said(&town).await;
        three_are_put_off(&town, &later, &all).await;
        the_council_votes(&town, &round, &all).await;
        the_province_decides(&town, &later, &all).await;
        the_round_reads_as_it_was(&town).await;
        let head = town
            .ask("administrator", "{ auditHead { line } }", json!({}))
            .await;
        town.close().await;
        let head = head["auditHead"]["line"]
            .as_str()
            .expect("a head")
            .to_owned();
        Desk::at(&fresh.options.url).done(&["verify", "--head", &head]);
    })
    .await;
}

/// The office's two rounds and 21 nominations; the notice's tasks are there already.
async fn the_notice_sets_a_round_going(town: &Province, all: &mut [Commune]) -> (Value, Value) {
    let notices = town
        .ask("office", "{ directives { number } }", json!({}))
        .await;
    assert_eq!(notices["directives"][0]["number"], "05-TB/BCĐ");
    let round = async |ordinal: i32, due: [&str; 3]| {
        let kinds = ["CRITERION_APPRAISALS", "FRONT_REPORT", "RECOGNITION_VOTE"];
        let date = |(kind, day)| json!({ "deliverable": kind, "dueBefore": day });
        let deadlines: Vec<Value> = kinds.into_iter().zip(due).map(date).collect();
        let new = json!({ "year": 2019, "ordinal": ordinal, "regulationCode": "ha-tinh-2019",
            "asOf": "2019-07-17", "deadlines": deadlines });
        let made = town
            .does("office", "createCertificationRound", "round { id }", new)
            .await;
        made["round"]["id"].clone()
    };
    let first = round(1, ["2019-08-10", "2019-08-10", "2019-08-30"]).await;
    let second = round(2, ["2019-11-30", "2019-11-30", "2019-12-15"]).await;
    let merging = all
        .iter()
        .filter(|one| one.title == "SUBSTANTIALLY_COMPLETE");
    let codes: Vec<&str> = merging.map(|one| one.code).collect();
    let plan = json!({ "number": "PA-01", "approvedOn": "2019-07-17",
        "approvedBy": "Ban Thường vụ Tỉnh ủy", "communeCodes": codes });
    town.does("office", "recordMergerPlan", "", plan).await;
    nominated(town, &first, &mut all[..21]).await;
    (first, second)
}

async fn residents_are_asked(town: &Province, round: &Value, communes: &mut [Commune]) {
    let new = json!({ "roundId": round, "questionnaireCode": "commune-2016",
        "opensAt": "2019-07-19T08:00:00+07:00", "closesAt": "2019-07-28T08:00:00+07:00" });
    let wanted = "surveys { id candidacy { id } } warnings { code }";
    let made = town
        .does("Front's team", "createSurveys", wanted, new)
        .await;
    assert_eq!(
        made["warnings"],
        json!([]),
        "ten days of posting still fit in"
    );
    let surveys = made["surveys"].as_array().expect("surveys");
    town.on_the("07-20 19");
    for one in communes.iter_mut() {
        let own = surveys
            .iter()
            .find(|made| made["candidacy"]["id"] == one.candidacy);
        one.survey = own.expect("a survey")["id"].clone();
        let survey = json!({ "surveyId": one.survey });
        town.does(&one.front(), "openSurvey", "", survey).await;
        let sent = json!({ "surveyId": one.survey, "responses": one.responses() });
        let taken = town
            .does(&one.front(), "submitResponses", "receipts { status }", sent)
            .await;
        let mut receipts = taken["receipts"].as_array().expect("receipts").iter();
        assert!(
            receipts.all(|receipt| receipt["status"] == "ACCEPTED"),
            "{taken}"
        );
    }
    let early = report("00", "2019-07-20", &communes[..1], "PROPOSED");
    let refused = town
        .is_refused("provincial Front", "submitFrontReport", early)
        .await;
    assert_eq!(refused, "SURVEY_NOT_CLOSED");
    town.on_the("07-28 09");
    for one in communes {
        closed_and_posted(town, one, "2019-07-28", one.mood == Mood::OneThingWrong).await;
    }
}

async fn the_front_verifies_and_returns_one(town: &Province, communes: &[Commune]) {
    town.on_the("08-08 15");
    for one in communes {
        if one.mood == Mood::OneThingWrong {
            let back = json!({ "surveyId": one.survey, "reasons": "Phiếu phát ra không khớp phiếu thu về" });
            let returned = town
                .does("provincial Front", "returnSurvey", "survey { state }", back)
                .await;
            assert_eq!(returned["survey"]["state"], "RETURNED");
        } else {
            verified(town, one).await;
        }
    }
    town.on_the("08-09 10");
    let known: Vec<&Commune> = communes
        .iter()
        .filter(|one| one.mood == Mood::Passes)
        .collect();
    let said = town
        .does(
            "provincial Front",
            "submitFrontReport",
            "report { late } warnings { code }",
            report("01", "2019-08-09", known, "PROPOSED"),
        )
        .await;
    assert_eq!(said["report"]["late"], false, "{said}");
}

async fn the_returned_one_comes_late(town: &Province, round: &Value, communes: &[Commune]) {
    let one = communes
        .iter()
        .find(|one| one.mood == Mood::OneThingWrong)
        .expect("one");
    let again = json!({ "surveyId": one.survey, "closesAt": "2019-08-12T08:00:00+07:00" });
    town.does(&one.front(), "openSurvey", "", again).await;
    town.on_the("08-12 09");
    closed_and_posted(town, one, "2019-08-12", false).await;
    dossiers_fill(town, round, communes, "08-12 14", true).await;
    town.on_the("08-23 15");
    verified(town, one).await;
    town.on_the("08-26 10");
    let others: Vec<&Commune> = communes
        .iter()
        .filter(|one| one.mood != Mood::Passes)
        .collect();
    let said = town
        .does(
            "provincial Front",
            "submitFrontReport",
            "report { late } warnings { code }",
            report("02", "2019-08-26", others, "NOT_PROPOSED"),
        )
        .await;
    assert_eq!(said["report"]["late"], true);
    let codes: Vec<&Value> = said["warnings"]
        .as_array()
        .expect("warnings")
        .iter()
        .map(|one| &one["code"])
        .collect();
    assert!(
        codes.contains(&&json!("REPORT_LATE")),
        "a warning, no more: {said}"
    );
}

/// Late is a mark on what came in, and stops nothing.
async fn what_came_late_is_said(town: &Province) {
    let expected = [
        ("CRITERION_APPRAISALS", 22, 21, 1),
        ("FRONT_REPORT", 22, 21, 3),
        ("RECOGNITION_VOTE", 22, 0, 0),
    ];
    assert_eq!(deadlines(town).await, expected.map(as_told));
}

/// What can't be ready is put off before the session, each with its reason.
async fn three_are_put_off(town: &Province, later: &Value, all: &[Commune]) {
    town.on_the("09-13 09");
    for one in all {
        if !is_on_agenda(one) {
            let input = json!({ "candidacyId": one.candidacy, "toRoundId": later,
                "reason": "Chưa đủ điều kiện" });
            town.does("office", "deferCandidacy", "", input).await;
        }
    }
}

/// The office calls the session; without a reason the failed check keeps one off the agenda.
async fn the_session_is_called(town: &Province, round: &Value, all: &[Commune]) -> Value {
    let agenda = |reason: Option<&str>| {
        let item = |one: &Commune| {
            let reason = reason.filter(|_| one.mood != Mood::Passes);
            json!({ "candidacyId": one.candidacy, "reason": reason })
        };
        let agenda: Vec<Value> = on_agenda(all).map(item).collect();
        json!({ "roundId": round, "heldOn": "2019-09-23", "venue": "UBND tỉnh", "agenda": agenda })
    };
    let refused = town.is_refused("office", "callSession", agenda(None)).await;
    assert_eq!(refused, "NOT_READY");
    let agenda = agenda(Some("Xin ý kiến Hội đồng"));
    let called = town
        .does("office", "callSession", "session { id }", agenda)
        .await;
    called["session"]["id"].clone()
}

/// The vote of 23/9/2019, run by the chair.
async fn the_council_votes(town: &Province, round: &Value, all: &[Commune]) {
    let members = appointed(town).await;
    let session = the_session_is_called(town, round, all).await;
    let step = || json!({ "sessionId": session });
    town.on_the("09-23 08");
    town.does("member 1", "openSession", "", step()).await;
    let alone = town.is_refused("member 1", "openBallot", step()).await;
    assert_eq!(alone, "NO_QUORUM");
    let attendance = json!({ "sessionId": session, "present": members });
    town.does("member 1", "recordAttendance", "", attendance)
        .await;
    town.does("member 1", "openBallot", "", step()).await;
    town.does("member 1", "closeBallot", "", step()).await;
    the_ballots_are_counted_twice(town, &session, all).await;
    town.does("member 1", "closeSession", "", step()).await;
}

async fn the_province_decides(town: &Province, later: &Value, all: &[Commune]) {
    town.on_the("09-30 09");
    let paper = |deferred: &str| {
        let outcome = |one: &Commune| {
            let passed = one.mood == Mood::Passes;
            json!({ "candidacyId": one.candidacy, "outcome": if passed { "RECOGNISED" } else { deferred },
                "reason": (!passed).then_some("Chưa đủ phiếu"), "toRoundId": (!passed).then_some(later) })
        };
        let outcomes: Vec<Value> = on_agenda(all).map(outcome).collect();
        json!({ "number": "QĐ-01", "decidedOn": "2019-09-30", "signer": "Chủ tịch UBND tỉnh", "outcomes": outcomes })
    };
    let refused = async |who, deferred| {
        town.is_refused(who, "recordDecision", paper(deferred))
            .await
    };
    assert_eq!(refused("office", "RECOGNISED").await, "AGAINST_THE_VOTE");
    assert_eq!(
        refused("first teller", "DEFERRED").await,
        "SECOND_ACCOUNT_NEEDED"
    );
    town.does("office", "recordDecision", "", paper("DEFERRED"))
        .await;
}
