//! Batches of survey apps, and every code that a receipt can bear.

use chrono::Duration;
use longdan::domain::trust::actor::Role;
use longdan::graphql::id::GlobalId;
use longdan::storage::households;
use serde_json::{Value, json};

use crate::support::app::App;
use crate::support::database::on_both;

const SUBMIT: &str = "mutation($input: SubmitResponsesInput!) {
    submitResponses(input: $input) {
        receipts { id status code message kept retry }
        survey { version coverage { households responded percent } }
        userErrors { code }
    }
}";

fn answers(choice: &str) -> Value {
    let answer = |item: &str| json!({ "item": item, "choice": choice });
    json!([answer("Q1"), answer("Q2"), answer("ALL")])
}

/// A response of the commune's first hamlet, at noon of the first day.
fn response(number: u128, household: &str) -> Value {
    json!({
        "id": uuid::Uuid::from_u128(number), "hamletCode": "18628-01", "householdCode": household,
        "collectedAt": "2019-07-17T12:00:00+07:00", "answers": answers("SATISFIED"),
    })
}

fn with(mut response: Value, field: &str, value: Value) -> Value {
    response[field] = value;
    response
}

#[tokio::test]
async fn each_response_gets_its_own_receipt_in_the_order_of_the_input() {
    on_both(async |fresh| {
        let app = App::on(fresh.db).await;
        let survey = app.world.opened().await;
        let hamlets: Vec<_> = app.world.hamlets.iter().take(2).collect();
        let collector = app.world.somebody(Role::Collector, &hamlets);
        let id = GlobalId::Survey(survey.id).encode().0;
        let twice = json!([
            { "item": "Q1", "choice": "SATISFIED" }, { "item": "Q1", "choice": "OTHER" },
            { "item": "ALL", "choice": "SATISFIED" },
        ]);
        let batch = json!([
            response(1, "H01"),
            response(1, "H01"),
            with(response(1, "H01"), "comment", json!("khác")),
            response(2, "H01"),
            with(response(3, "H03"), "hamletCode", json!("99999-01")),
            with(response(4, "H04"), "hamletCode", json!("18628-03")),
            with(
                response(5, "H05"),
                "collectedAt",
                json!("2019-07-17T00:00:00Z")
            ),
            with(response(6, "H 6"), "spoilt", json!(true)),
            with(
                response(7, "H07"),
                "answers",
                json!([{ "item": "Q9", "choice": "SATISFIED" }])
            ),
            with(response(8, "H08"), "answers", answers("PERHAPS")),
            with(response(9, "H09"), "answers", twice),
            with(response(10, "H10"), "answers", json!([])),
            with(
                with(response(11, "H11"), "spoilt", json!(true)),
                "answers",
                json!([])
            ),
            with(
                response(12, "H12"),
                "consent",
                json!({ "noticeVersion": "1", "givenAt": "2019-07-17T05:00:00Z" })
            ),
        ]);
        let input = json!({ "input": { "surveyId": id, "responses": batch } });
        let first = app.ask(Some(&collector), SUBMIT, input.clone()).await;
        insta::assert_json_snapshot!("receipts", first);
        let again = app.ask(Some(&collector), SUBMIT, input).await;
        insta::assert_json_snapshot!("receipts_again", again);
    })
    .await;
}

#[tokio::test]
async fn a_survey_that_is_not_open_says_so_and_says_what_becomes_of_the_response() {
    on_both(async |fresh| {
        let app = App::on(fresh.db).await;
        let survey = app.world.planned().await;
        let front = app.world.commune_front();
        let id = GlobalId::Survey(survey.id).encode().0;
        let submit = async |number: u128| {
            let batch = json!([response(number, &format!("H{number}"))]);
            let input = json!({ "input": { "surveyId": id, "responses": batch } });
            app.ask(Some(&front), SUBMIT, input).await["data"]["submitResponses"]["receipts"][0]
                .clone()
        };
        let mut receipts = vec![json!(["DRAFT", submit(1).await])];
        let office = &app.world.office;
        longdan::services::surveys::open(office, Some(&front), survey.id, None, None)
            .await
            .expect("an open survey");
        receipts.push(json!(["OPEN", submit(1).await]));
        app.world.pass(Duration::days(21));
        receipts.push(json!(["CLOSING by the clock", submit(2).await]));
        longdan::services::surveys::close(office, Some(&front), survey.id)
            .await
            .expect("a closed survey");
        receipts.push(json!(["CLOSED, sent before", submit(2).await]));
        receipts.push(json!(["CLOSED, new", submit(3).await]));
        insta::assert_json_snapshot!("receipts_by_state", receipts);
    })
    .await;
}

#[tokio::test]
async fn a_malformed_batch_is_refused_as_a_whole_and_names_the_place() {
    on_both(async |fresh| {
        let app = App::on(fresh.db).await;
        let survey = app.world.opened().await;
        let front = app.world.commune_front();
        let id = GlobalId::Survey(survey.id).encode().0;
        let many: Vec<Value> = (0..501).map(|number| response(number, "H")).collect();
        let mut missing = response(2, "H02");
        missing
            .as_object_mut()
            .expect("an object")
            .remove("answers");
        let mut faults = Vec::new();
        for batch in [
            json!([]),
            json!(many),
            json!([
                response(1, "H01"),
                with(response(2, "H02"), "collectedAt", json!("2019-07-17 12:00"))
            ]),
            json!([with(response(1, "H01"), "id", json!("1"))]),
            json!([response(1, "H01"), missing]),
            json!([with(response(1, "H01"), "phone", json!("0912"))]),
        ] {
            let input = json!({ "input": { "surveyId": id, "responses": batch } });
            let answer = app.ask(Some(&front), SUBMIT, input).await;
            assert!(answer["data"]["submitResponses"].is_null(), "{answer}");
            faults.push(answer["errors"].clone());
        }
        insta::assert_json_snapshot!("malformed_batches", faults);
        let query = "query($id: ID!) { satisfactionSurvey(id: $id) { coverage { responded } } }";
        let after = app.ask(Some(&front), query, json!({ "id": id })).await;
        assert_eq!(
            after["data"]["satisfactionSurvey"]["coverage"]["responded"],
            0
        );
    })
    .await;
}

#[tokio::test]
async fn a_hamlet_with_a_roster_takes_its_households_alone() {
    on_both(async |fresh| {
        let app = App::on(fresh.db).await;
        let survey = app.world.opened().await;
        let roster = [(app.world.hamlets[0].id(), "H01".to_owned())];
        let tx = app.world.db.begin_write().await.expect("a transaction");
        households::insert(&tx, &roster).await.expect("a roster");
        tx.commit().await.expect("a commit");
        let front = app.world.commune_front();
        let id = GlobalId::Survey(survey.id).encode().0;
        let batch = json!([
            response(1, "H01"),
            response(2, "H02"),
            response(3, "h01"),
            with(response(4, "H02"), "hamletCode", json!("18628-02")),
        ]);
        let input = json!({ "input": { "surveyId": id, "responses": batch } });
        let answer = app.ask(Some(&front), SUBMIT, input).await;
        let receipts = answer["data"]["submitResponses"]["receipts"].as_array();
        let receipts: Vec<Value> = receipts
            .expect("receipts")
            .iter()
            .map(|one| json!([one["status"], one["code"], one["kept"], one["retry"]]))
            .collect();
        let unknown = json!(["REJECTED", "UNKNOWN_HOUSEHOLD", false, true]);
        let accepted = json!(["ACCEPTED", null, true, false]);
        assert_eq!(
            receipts,
            [&accepted, &unknown, &unknown, &accepted].map(Value::clone)
        );
        let query = "query($id: ID!) { satisfactionSurvey(id: $id) { hamlets { hasRoster } } }";
        let read = app.ask(Some(&front), query, json!({ "id": id })).await;
        let hamlets = &read["data"]["satisfactionSurvey"]["hamlets"];
        assert_eq!(
            *hamlets,
            json!([{ "hasRoster": true }, { "hasRoster": false }, { "hasRoster": false }])
        );
    })
    .await;
}

#[tokio::test]
async fn five_hundred_responses_go_in_one_call() {
    on_both(async |fresh| {
        let app = App::on(fresh.db).await;
        let survey = app.world.opened().await;
        let front = app.world.commune_front();
        let id = GlobalId::Survey(survey.id).encode().0;
        let batch: Vec<Value> = (0..500)
            .map(|number| response(number, &format!("H{number}")))
            .collect();
        let input = json!({ "input": { "surveyId": id, "responses": batch } });
        let answer = app.ask(Some(&front), SUBMIT, input).await;
        let receipts = answer["data"]["submitResponses"]["receipts"]
            .as_array()
            .expect("receipts");
        assert_eq!(receipts.len(), 500);
        for (number, receipt) in (0..500_u128).zip(receipts) {
            assert_eq!(receipt["id"], json!(uuid::Uuid::from_u128(number)));
            assert_eq!(receipt["status"], "ACCEPTED");
        }
    })
    .await;
}

#[tokio::test]
async fn receipts_speak_the_language_that_is_asked_for() {
    on_both(async |fresh| {
        let app = App::on(fresh.db).await;
        let survey = app.world.opened().await;
        let front = app.world.commune_front();
        let id = GlobalId::Survey(survey.id).encode().0;
        let batch = json!([with(response(1, "H01"), "hamletCode", json!("nowhere"))]);
        let input = json!({ "input": { "surveyId": id, "responses": batch } });
        let mut messages = Vec::new();
        for language in ["vi", "en", "fr"] {
            let answer = app
                .answer(Some(&front), language, SUBMIT, input.clone())
                .await;
            messages
                .push(answer.json()["data"]["submitResponses"]["receipts"][0]["message"].clone());
        }
        insta::assert_json_snapshot!("messages", messages);
    })
    .await;
}
