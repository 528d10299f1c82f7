//! The council's folder in one query, sessions step by step, and who may do what.

use std::fmt::Write;

use longdan::domain::recognition::session::BallotMode;
use longdan::domain::trust::actor::Role;
use longdan::graphql::id::GlobalId;
use longdan::graphql::rights::access::Access;
use longdan::graphql::rights::decided::access;
use longdan::services::{ballots, counts};
use serde_json::{Value, json};

use super::rights::people;
use crate::support::app::App;
use crate::support::council::Council;
use crate::support::database::on_both;

/// All that a council needs before it votes, in one query.
const FOLDER: &str = "query($id: ID!) { councilSession(id: $id) {
    heldOn venue mode state members present handedOut returned correctionReason
    quorum { code status required actual message confirmed }
    round { year ordinal } corrects { id } seats { present member { name position } }
    agenda {
        position failedChecks reason returned
        candidacy {
            title state area { code }
            readiness { ready checks { code status actual } }
            approval { valid percent }
            vote { closed agree passed } decision { number } deferral { reason } deferredFrom { id }
        }
    }
} }";

/// What everybody who sees a candidacy sees of its vote.
const VOTE: &str = "query($id: ID!) { node(id: $id) { ... on Candidacy {
    state vote {
        closed mode heldOn members present handedOut returned valid spoilt agree disagree abstain passed
        checks { code status severity required actual message legalBasis confirmed }
        session { venue }
    }
} } }";

#[tokio::test]
async fn the_folder_is_one_query_whose_cost_does_not_grow_with_the_agenda() {
    on_both(async |fresh| {
        let app = App::on(fresh.db).await;
        let world = &app.world;
        let council = Council::of(world).await;
        let mut one = council.new_session(BallotMode::PaperSecret);
        one.agenda.truncate(1);
        let call = async |new| {
            let session =
                longdan::services::calling::call(&world.office, Some(&council.clerk), new).await;
            GlobalId::Session(session.expect("a session").id).encode().0
        };
        let id = call(one).await;
        let ask = async |id: &str| {
            let before = world.office.statements();
            let answer = app
                .ask(Some(&council.clerk), FOLDER, json!({ "id": id }))
                .await;
            assert!(answer["errors"].is_null(), "{answer}");
            (answer, world.office.statements() - before)
        };
        ask(&id).await;
        let (answer, of_one) = ask(&id).await;
        insta::assert_json_snapshot!("folder_of_one", answer);
        let session = longdan::services::agenda::put_on(
            &world.office,
            Some(&council.clerk),
            session_id(&id),
            &council.wanted()[1..],
            None,
        )
        .await;
        session.expect("a longer agenda");
        let (longer, of_two) = ask(&id).await;
        assert_eq!(
            longer["data"]["councilSession"]["agenda"]
                .as_array()
                .map(Vec::len),
            Some(2)
        );
        assert_eq!(of_one, of_two, "statements of one and of two candidacies");
    })
    .await;
}

fn session_id(id: &str) -> longdan::domain::base::ids::SessionId {
    match GlobalId::decode(id).expect("an id") {
        GlobalId::Session(id) => id,
        other => panic!("{other:?}"),
    }
}

#[tokio::test]
async fn figures_come_with_the_closing_and_not_before_to_anybody() {
    on_both(async |fresh| {
        let app = App::on(fresh.db).await;
        let world = &app.world;
        let council = Council::of(world).await;
        let id = json!({ "id": GlobalId::Candidacy(council.ids()[0]).encode().0 });
        let session = council.voting(world, BallotMode::ElectronicSecret, 5).await;
        for (_, member) in council.members.iter().take(4) {
            let input = json!({ "candidacyId": id["id"], "choice": "AGREE" });
            let query = "mutation($input: CastBallotInput!) { castBallot(input: $input) { taken userErrors { code } } }";
            let cast = app.ask(Some(member), query, json!({ "input": input })).await;
            assert_eq!(cast["data"]["castBallot"], json!({ "taken": true, "userErrors": [] }));
        }
        for role in Role::ALL.iter().filter(|role| !role.needs_area()) {
            let who = world.somebody(*role, &[]);
            let answer = app.ask(Some(&who), VOTE, id.clone()).await;
            let vote = &answer["data"]["node"]["vote"];
            assert_eq!((&vote["closed"], &vote["agree"], &vote["returned"]), (&json!(false), &Value::Null, &Value::Null), "{role}: {answer}");
        }
        let clerk = Some(&council.clerk);
        ballots::close(&world.office, clerk, session.id, None).await.expect("closed");
        counts::close_session(&world.office, clerk, session.id, None).await.expect("closed");
        let answer = app.answer(clerk, "vi", VOTE, id).await.json();
        insta::assert_json_snapshot!("vote_closed", answer);
    })
    .await;
}

/// Each mutation of the council with an input that every right lets through to the rules.
fn mutations() -> Vec<(&'static str, &'static str, Value)> {
    let nobody = uuid::Uuid::nil();
    let session = GlobalId::Session(nobody.into()).encode().0;
    let candidacy = GlobalId::Candidacy(nobody.into()).encode().0;
    let round = GlobalId::Round(nobody.into()).encode().0;
    let member = GlobalId::Member(nobody.into()).encode().0;
    let step = json!({ "sessionId": session });
    let count = json!({ "candidacyId": candidacy, "valid": 0, "spoilt": 0, "agree": 0, "disagree": 0, "abstain": 0 });
    vec![
        (
            "appointCouncilMember",
            "AppointCouncilMemberInput",
            json!({ "account": "nobody", "position": "CHAIR", "since": "2019-01-01" }),
        ),
        (
            "endCouncilTerm",
            "EndCouncilTermInput",
            json!({ "memberId": member, "until": "2019-01-01" }),
        ),
        (
            "callSession",
            "CallSessionInput",
            json!({ "roundId": round, "heldOn": "2019-09-23", "venue": "-" }),
        ),
        (
            "putOnAgenda",
            "PutOnAgendaInput",
            json!({ "sessionId": session, "agenda": [{ "candidacyId": candidacy }] }),
        ),
        (
            "takeOffAgenda",
            "TakeOffAgendaInput",
            json!({ "sessionId": session, "candidacyId": candidacy }),
        ),
        ("openSession", "SessionStepInput", step.clone()),
        (
            "recordAttendance",
            "RecordAttendanceInput",
            json!({ "sessionId": session, "present": [] }),
        ),
        ("openBallot", "SessionStepInput", step.clone()),
        ("closeBallot", "SessionStepInput", step.clone()),
        (
            "recordEnvelopes",
            "RecordEnvelopesInput",
            json!({ "sessionId": session, "handedOut": 1, "returned": 1 }),
        ),
        (
            "recordBallotCount",
            "RecordBallotCountInput",
            json!({ "sessionId": session, "counts": [count] }),
        ),
        ("closeSession", "SessionStepInput", step.clone()),
        ("adjournSession", "SessionStepInput", step),
    ]
}

/// As [`mutations`], of decisions, titles and merger plans.
fn decisions() -> Vec<(&'static str, &'static str, Value)> {
    let nobody = uuid::Uuid::nil();
    let candidacy = GlobalId::Candidacy(nobody.into()).encode().0;
    let round = GlobalId::Round(nobody.into()).encode().0;
    vec![
        (
            "recordDecision",
            "RecordDecisionInput",
            json!({ "number": "1", "decidedOn": "2019-09-23", "signer": "-", "outcomes": [{ "candidacyId": candidacy, "outcome": "RECOGNISED" }] }),
        ),
        (
            "deferCandidacy",
            "DeferCandidacyInput",
            json!({ "candidacyId": candidacy, "reason": "-", "toRoundId": round }),
        ),
        (
            "withdrawCandidacy",
            "WithdrawCandidacyInput",
            json!({ "candidacyId": candidacy, "reason": "-" }),
        ),
        (
            "recordReassessment",
            "RecordReassessmentInput",
            json!({ "candidacyId": candidacy, "stillMeets": true }),
        ),
        (
            "recordRevocation",
            "RecordRevocationInput",
            json!({ "areaCode": "0", "title": "STANDARD", "regulationCode": "none", "failedCriteria": [], "number": "1", "decidedOn": "2019-01-01", "signer": "-", "reason": "-" }),
        ),
        (
            "carryTitlesOver",
            "CarryTitlesOverInput",
            json!({ "areaCode": "0", "regulationCode": "none", "number": "1", "decidedOn": "2019-01-01", "signer": "-" }),
        ),
        (
            "recordMergerPlan",
            "RecordMergerPlanInput",
            json!({ "number": "1", "approvedOn": "2019-01-01", "approvedBy": "-", "communeCodes": ["0"] }),
        ),
    ]
}

#[tokio::test]
async fn each_role_may_do_what_was_decided() {
    on_both(async |fresh| {
        let app = App::on(fresh.db).await;
        let mut table = String::new();
        for (mutation, input, value) in mutations().into_iter().chain(decisions()) {
            writeln!(table, "{mutation}").expect("a text");
            let Some(Access::For(action)) = access("Mutation", mutation) else {
                panic!("{mutation} is not for somebody");
            };
            let query = format!("mutation($input: {input}!) {{ {mutation}(input: $input) {{ userErrors {{ code message }} }} }}");
            for (name, who) in people(&app) {
                let answer = app.ask(who.as_ref(), &query, json!({ "input": value })).await;
                let told = answer["errors"][0]["extensions"]["code"].as_str();
                let fault = answer["data"][mutation]["userErrors"][0]["code"].as_str();
                let got = told.or(fault).unwrap_or("done");
                match &who {
                    None => assert_eq!(got, "UNAUTHENTICATED", "{mutation}"),
                    Some(actor) if !action.roles().iter().any(|role| actor.is(*role)) => {
                        assert_eq!(got, "FORBIDDEN", "{mutation} by {name}");
                    }
                    Some(_) => assert_ne!(got, "FORBIDDEN", "{mutation} by {name}: {answer}"),
                }
                writeln!(table, "  {name:<28}| {got}").expect("a text");
            }
        }
        insta::assert_snapshot!("council_doing", table);
    })
    .await;
}

#[tokio::test]
async fn of_the_council_only_those_read_who_may() {
    on_both(async |fresh| {
        let app = App::on(fresh.db).await;
        let council = Council::of(&app.world).await;
        let session = council.voting(&app.world, BallotMode::PaperSecret, 5).await;
        let id = GlobalId::Session(session.id).encode().0;
        let query = "query($id: ID!) { council { position } councilSession(id: $id) { state } node(id: $id) { id } }";
        let mut table = String::new();
        for (name, who) in people(&app) {
            let answer = app.ask(who.as_ref(), query, json!({ "id": id })).await;
            let refused = answer["errors"][0]["extensions"]["code"].as_str();
            let members = answer["data"]["council"].as_array().map(Vec::len);
            let seen = answer["data"]["councilSession"]["state"].as_str();
            assert_eq!(answer["data"]["node"].is_null(), seen.is_none());
            writeln!(table, "{name:<28}| {refused:?} {members:?} {seen:?}").expect("a text");
        }
        insta::assert_snapshot!("council_reading", table);
    })
    .await;
}
