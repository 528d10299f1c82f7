//! What is written straight into an answer is what the library would have written.

use longdan::graphql::id::GlobalId;
use serde_json::{Value, json};

use crate::support::app::App;
use crate::support::database::on_both;

/// What is asked of a survey: every plain field, and around them some that are looked up.
/// Nobody without a token sees a survey that runs: there the answer is null, both ways.
const ASKED: &str = "__typename state
    approval { __typename stage collected spoilt valid satisfied notSatisfied otherOpinion percent
        share { count base of percent __typename } ofHouseholds { percent } required met withheldItems
        revision named: collected checks { status }
        items { answered satisfied notSatisfied otherOpinion percent share { count base of percent }
            required met item { code required overall } options { count option { code sentiment } } } }
    responses(first: 3) { edges { cursor node { id } } totalCount nodes { hamlet { code } id
        responseId householdCode collectedAt survey { state } receivedAt spoilt voided comment
        answers { reason item { code label } option { code label(language: VI) } } } }
    again: responses(last: 2) { nodes { answers { reason item { code } option { code sentiment } } } }";

const SUBMIT: &str = "mutation($input: SubmitResponsesInput!) { submitResponses(input: $input) {
    __typename receipts { id status code message kept retry __typename } survey { version } } }";

async fn filled(app: &App) -> String {
    let survey = app.world.opened().await;
    let id = GlobalId::Survey(survey.id).encode().0;
    let front = app.world.commune_front();
    let form = |number: u128, choice: &str| {
        let answer =
            |item: &str| json!({ "item": item, "choice": choice, "reason": "vì \"đường\"\n" });
        json!({
            "id": uuid::Uuid::from_u128(number), "hamletCode": "18628-01",
            "householdCode": format!("H{number}"), "comment": "ý kiến \\ khác",
            "collectedAt": "2019-07-17T12:00:00.5+07:00",
            "answers": [answer("Q1"), answer("Q2"), answer("ALL")],
        })
    };
    let mut forms: Vec<Value> = (1..6).map(|number| form(number, "SATISFIED")).collect();
    forms.push(form(6, "NOT_SATISFIED"));
    let mut spoilt = form(7, "OTHER");
    spoilt["spoilt"] = json!(true);
    forms.push(spoilt);
    let input = json!({ "input": { "surveyId": id, "responses": forms } });
    let taken = app.ask(Some(&front), SUBMIT, input).await;
    let receipts = &taken["data"]["submitResponses"]["receipts"];
    let accepted = |receipt: &Value| receipt["status"] == "ACCEPTED";
    assert!(receipts.as_array().unwrap().iter().all(accepted), "{taken}");
    id
}

#[tokio::test]
async fn an_answer_is_the_same_whichever_way_it_is_written() {
    on_both(async |fresh| {
        let app = App::on(fresh.db).await;
        let id = filled(&app).await;
        let front = app.world.commune_front();
        let straight = format!("query($id: ID!) {{ satisfactionSurvey(id: $id) {{ {ASKED} }} }}");
        // A fragment makes a document one that the library answers alone.
        let by_library = format!(
            "query($id: ID!) {{ satisfactionSurvey(id: $id) {{ ... on SatisfactionSurvey {{ {ASKED} }} }} }}"
        );
        for who in [Some(&front), None] {
            let mut answers = Vec::new();
            for query in [&straight, &by_library] {
                let variables = json!({ "id": id });
                let answer = app.answer(who, "en", query, variables).await;
                answers.push(answer.text);
            }
            let is_whole = answers[0].len() > 1_000;
            assert_eq!(is_whole, who.is_some(), "{answers:?}");
            assert_eq!(answers[0], answers[1]);
        }
    })
    .await;
}

#[tokio::test]
async fn a_receipt_is_the_same_whichever_way_it_is_written() {
    on_both(async |fresh| {
        let app = App::on(fresh.db).await;
        let id = filled(&app).await;
        let front = app.world.commune_front();
        let known = json!({
            "id": uuid::Uuid::from_u128(1), "hamletCode": "18628-09", "householdCode": "H1",
            "collectedAt": "2019-07-17T12:00:00+07:00", "answers": [],
        });
        let variables = json!({ "input": { "surveyId": id, "responses": [known] } });
        let by_library = SUBMIT.replace("receipts {", "receipts { ... on ResponseReceipt {");
        let by_library = by_library.replace("__typename }", "__typename } }");
        let mut answers = Vec::new();
        for query in [SUBMIT, &by_library] {
            let answer = app
                .answer(Some(&front), "vi", query, variables.clone())
                .await;
            answers.push(answer.text);
        }
        assert!(answers[0].contains("\"kept\""), "{answers:?}");
        assert_eq!(answers[0], answers[1]);
    })
    .await;
}

#[tokio::test]
async fn a_field_named_twice_is_merged_all_the_same() {
    on_both(async |fresh| {
        let app = App::on(fresh.db).await;
        let id = filled(&app).await;
        let front = app.world.commune_front();
        let query = "query($id: ID!) { satisfactionSurvey(id: $id) {
            approval { collected items { answered } } approval { valid items { satisfied } } } }";
        let answer = app.ask(Some(&front), query, json!({ "id": id })).await;
        let approval = &answer["data"]["satisfactionSurvey"]["approval"];
        let first = json!({ "answered": 6, "satisfied": 5 });
        assert_eq!(
            (&approval["collected"], &approval["valid"]),
            (&json!(7), &json!(6))
        );
        assert_eq!(approval["items"][0], first, "{answer}");
    })
    .await;
}
