//! Invitations over HTTP: made, printed, and used by residents without a token.

use axum::body::Body;
use axum::http::{Request, StatusCode};
use longdan::domain::survey::collection_mode::CollectionMode;
use longdan::domain::survey::record::Survey;
use longdan::domain::trust::actor::{Actor, Role};
use longdan::graphql::id::GlobalId;
use longdan::graphql::rights::access::Access;
use longdan::graphql::rights::decided::access;
use longdan::services::tries::WINDOW;
use longdan::services::{collection_modes, surveys};
use serde_json::{Value, json};

use super::rights::{hold, outcome, people};
use crate::support::app::App;
use crate::support::database::on_both;
use crate::support::phone::Field;

const MAKE: &str = "mutation($input: MakeInvitationsInput!) { makeInvitations(input: $input) {
    letters { householdCode code path } userErrors { code path } } }";
const OPEN: &str = "mutation($input: OpenInvitationInput!) { openInvitation(input: $input) {
    invitation { areaName hamletName closesAt limits { textCharacters }
        consentNotice { version text(language: EN) }
        questionnaire { code items { code required options { code } } } }
    userErrors { code message path } } }";
const ANSWER: &str = "mutation($input: AnswerInvitationInput!) { answerInvitation(input: $input) {
    receipt { id status code message kept retry } userErrors { code path } } }";

/// An open survey whose first hamlet answers by itself.
async fn village(app: &App) -> Survey {
    let world = &app.world;
    let (survey, front) = (world.planned().await, world.commune_front());
    let modes = [(world.hamlets[0].code.clone(), CollectionMode::SelfService)];
    collection_modes::set(&world.office, Some(&front), survey.id, &modes)
        .await
        .expect("a mode");
    surveys::open(&world.office, Some(&front), survey.id, None, None)
        .await
        .expect("an open survey")
}

fn id(survey: &Survey) -> String {
    GlobalId::Survey(survey.id).encode().0
}

async fn ask(app: &App, who: Option<&Actor>, query: &str, input: Value) -> Value {
    app.ask(who, query, json!({ "input": input })).await
}

async fn codes(app: &App, survey: &Survey, count: i32) -> Vec<String> {
    let hamlet = &app.world.hamlets[0].code;
    let input = json!({ "surveyId": id(survey), "hamletCode": hamlet, "count": count });
    let front = app.world.commune_front();
    let made = ask(app, Some(&front), MAKE, input).await;
    let letters = made["data"]["makeInvitations"]["letters"].as_array();
    let code = |letter: &Value| letter["code"].as_str().expect("a code").to_owned();
    letters.expect("letters").iter().map(code).collect()
}

fn own(app: &App, notice: &Value) -> Value {
    json!({
        "id": app.world.id(), "collectedAt": "2019-07-17T05:00:00Z",
        "answers": [{ "item": "Q1", "choice": "SATISFIED" }, { "item": "ALL", "choice": "OTHER" }],
        "comment": "Đường làng sạch hơn",
        "consent": { "noticeVersion": notice, "givenAt": "2019-07-17T04:59:00Z" },
    })
}

#[tokio::test]
async fn a_resident_opens_an_invitation_and_answers_without_a_token() {
    on_both(async |fresh| {
        let app = App::on(fresh.db).await;
        let survey = village(&app).await;
        let codes = codes(&app, &survey, 2).await;
        let opened = ask(&app, None, OPEN, json!({ "code": codes[0].to_lowercase() })).await;
        let opened = &opened["data"]["openInvitation"];
        let invitation = &opened["invitation"];
        assert_eq!(invitation["areaName"], app.world.commune.name, "{opened}");
        assert_eq!(invitation["hamletName"], app.world.hamlets[0].name);
        assert_eq!(invitation["questionnaire"]["items"][2]["code"], "ALL");
        let notice = &invitation["consentNotice"]["version"];
        let response = own(&app, notice);
        let input = json!({ "code": codes[0], "response": response });
        let taken = ask(&app, None, ANSWER, input.clone()).await;
        let receipt = &taken["data"]["answerInvitation"]["receipt"];
        assert_eq!(receipt["status"], "ACCEPTED", "{taken}");
        assert_eq!(receipt["id"], response["id"]);
        let again = ask(&app, None, ANSWER, input).await;
        assert_eq!(
            again["data"]["answerInvitation"]["receipt"]["status"],
            "DUPLICATE"
        );
        let input = json!({ "code": codes[0], "response": own(&app, notice) });
        let second = ask(&app, None, ANSWER, input).await;
        let receipt = &second["data"]["answerInvitation"]["receipt"];
        assert_eq!(receipt["code"], "HOUSEHOLD_ALREADY_ANSWERED");
        assert_eq!(receipt["kept"], true);

        let query =
            "query($id: ID!) { satisfactionSurvey(id: $id) { approval { collected valid } } }";
        let front = app.world.commune_front();
        let figures = app
            .ask(Some(&front), query, json!({ "id": id(&survey) }))
            .await;
        let approval = &figures["data"]["satisfactionSurvey"]["approval"];
        assert_eq!(
            (&approval["collected"], &approval["valid"]),
            (&json!(1), &json!(1))
        );
    })
    .await;
}

#[tokio::test]
async fn a_code_opens_its_own_form_and_nothing_else() {
    on_both(async |fresh| {
        let app = App::on(fresh.db).await;
        let survey = village(&app).await;
        let codes = codes(&app, &survey, 1).await;
        let slip = codes[0].replacen(|sign: char| sign != '-', "I", 1);
        let told = ask(&app, None, OPEN, json!({ "code": slip })).await;
        let told = &told["data"]["openInvitation"];
        assert_eq!(told["invitation"], Value::Null);
        assert_eq!(told["userErrors"][0]["code"], "INVITATION_MISTYPED");
        assert_eq!(told["userErrors"][0]["path"], json!(["input", "code"]));
        // The code is no token: nothing of the survey is shown to its holder.
        let query = "query($id: ID!) { satisfactionSurvey(id: $id) { id } assignedSurveys { id } }";
        let nothing = app.ask(None, query, json!({ "id": id(&survey) })).await;
        assert_eq!(nothing["data"]["satisfactionSurvey"], Value::Null);
        let request = Request::post("/graphql")
            .header("content-type", "application/json")
            .header("authorization", format!("Bearer {}", codes[0]))
            .body(Body::from(
                json!({ "query": "{ viewer { name } }" }).to_string(),
            ))
            .expect("a request");
        let refused = app.through_the_door(None, request).await;
        assert_eq!(refused.status, StatusCode::UNAUTHORIZED);
    })
    .await;
}

#[tokio::test]
async fn who_makes_and_revokes_invitations_and_who_uses_them() {
    on_both(async |fresh| {
        let app = App::on(fresh.db).await;
        let survey = village(&app).await;
        let hamlet = &app.world.hamlets[1].code;
        let input = json!({ "surveyId": id(&survey), "hamletCode": hamlet });
        for (mutation, kind) in [
            ("makeInvitations", "MakeInvitationsInput"),
            ("revokeInvitations", "RevokeInvitationsInput"),
        ] {
            let query = format!(
                "mutation($input: {kind}!) {{ {mutation}(input: $input) {{ userErrors {{ code }} }} }}"
            );
            for (_, who) in people(&app) {
                let answer = ask(&app, who.as_ref(), &query, input.clone()).await;
                hold(mutation, who.as_ref(), &outcome(&answer, &[mutation]));
            }
        }
        let counts = "query($id: ID!) { invitationCounts(surveyId: $id) { inForce hamlet { code } } }";
        for (name, who) in people(&app) {
            let answer = app.ask(who.as_ref(), counts, json!({ "id": id(&survey) })).await;
            let got = outcome(&answer, &["invitationCounts"]);
            let inside = ["FRONT of the province", "FRONT of the district", "FRONT of the commune"];
            match &who {
                None => assert_eq!(got, "UNAUTHENTICATED"),
                Some(_) if inside.contains(&name.as_str()) => assert_eq!(got, "value", "{name}"),
                Some(who) if who.is(Role::Front) => assert_eq!(got, "null", "{name}"),
                Some(_) => assert_eq!(got, "FORBIDDEN", "{name}"),
            }
            // By a code that is none, everybody is told the same.
            for mutation in ["openInvitation", "answerInvitation"] {
                assert_eq!(access("Mutation", mutation), Some(Access::ByInvitation));
            }
            let answer = ask(&app, who.as_ref(), OPEN, json!({ "code": "2222-2222-2222" })).await;
            let told = &answer["data"]["openInvitation"];
            assert_eq!(told["userErrors"][0]["code"], "INVITATION_NOT_VALID", "{name}: {answer}");
            let input = json!({ "code": "2222-2222-2222", "response": own(&app, &json!("x")) });
            let answer = ask(&app, who.as_ref(), ANSWER, input).await;
            let told = &answer["data"]["answerInvitation"];
            app.world.pass(WINDOW);
            assert_eq!(told["receipt"], Value::Null);
            assert_eq!(told["userErrors"][0]["code"], "INVITATION_NOT_VALID");
        }
    })
    .await;
}

#[tokio::test]
async fn too_many_guesses_from_one_address_are_told_to_wait() {
    on_both(async |fresh| {
        let field = Field::on(fresh.db).await;
        let url = format!("http://{}/graphql", field.address);
        let guess = async |from: &str| {
            let body =
                json!({ "query": OPEN, "variables": { "input": { "code": "2222-2222-2222" } } });
            let request = field
                .client
                .post(&url)
                .header("x-forwarded-for", from)
                .json(&body);
            let answer: Value = request
                .send()
                .await
                .expect("an answer")
                .json()
                .await
                .expect("JSON");
            answer
        };
        // What a client writes into the header itself stands before what the proxy adds.
        for last in 0..20 {
            let answer = guess(&format!("198.51.100.{last}, 192.0.2.1")).await;
            let told = &answer["data"]["openInvitation"]["userErrors"][0];
            assert_eq!(told["code"], "INVITATION_NOT_VALID", "{answer}");
        }
        let answer = guess("198.51.100.77, 192.0.2.1").await;
        let error = &answer["errors"][0];
        assert_eq!(error["extensions"]["code"], "RATE_LIMITED", "{answer}");
        assert_eq!(error["extensions"]["retryAfter"], 601);
        let other = guess("192.0.2.2").await;
        assert_eq!(other["errors"], Value::Null, "{other}");
    })
    .await;
}

#[tokio::test]
async fn invitations_are_printed_with_a_code_that_works() {
    on_both(async |fresh| {
        let app = App::on(fresh.db).await;
        let survey = village(&app).await;
        let front = app.world.commune_front();
        let hamlet = &app.world.hamlets[0].code;
        let path = format!("/print/{}/invitations?hamlet={hamlet}&count=5", id(&survey));
        let print = async |method: &str, who: Option<&Actor>| {
            let request = Request::builder().method(method).uri(&path);
            let request = request
                .header("host", "longdan.example")
                .body(Body::empty());
            app.through_the_door(who, request.expect("a request")).await
        };
        assert_eq!(print("POST", None).await.status, StatusCode::UNAUTHORIZED);
        let other = app.world.somebody(Role::Front, &[&app.world.other_commune]);
        assert_eq!(
            print("POST", Some(&other)).await.status,
            StatusCode::NOT_FOUND
        );
        let read = print("GET", Some(&front)).await.status;
        assert_eq!(
            read,
            StatusCode::METHOD_NOT_ALLOWED,
            "a look makes no codes"
        );
        let page = print("POST", Some(&front)).await;
        assert_eq!(page.status, StatusCode::OK, "{}", page.text);
        assert_eq!(page.header("cache-control"), "no-store");
        assert_eq!(page.text.matches("<svg").count(), 5);
        assert_eq!(
            page.text.matches("<section>").count(),
            2,
            "four slips a sheet"
        );
        assert!(page.text.contains("http://longdan.example/survey"));
        assert!(!page.text.contains("<script"));
        let code = page
            .text
            .split("<p class=\"code\">")
            .nth(1)
            .expect("a slip");
        let code = code.split('<').next().expect("a code");
        let opened = ask(&app, None, OPEN, json!({ "code": code })).await;
        assert_ne!(
            opened["data"]["openInvitation"]["invitation"],
            Value::Null,
            "{opened}"
        );
        // All have theirs now: another print holds none.
        let again = print("POST", Some(&front)).await;
        assert_eq!(again.text.matches("<svg").count(), 0);
    })
    .await;
}
