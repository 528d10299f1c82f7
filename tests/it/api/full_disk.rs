//! A full disk: the app is told to keep its answers, and nothing is taken by half.

use longdan::graphql::id::GlobalId;
use sea_orm::{ConnectionTrait as _, Statement};
use serde_json::{Value, json};

use crate::support::app::App;
use crate::support::database::on_sqlite;

const SUBMIT: &str = "mutation($input: SubmitResponsesInput!) {
    submitResponses(input: $input) { receipts { status } survey { coverage { responded } } }
}";

fn batch(survey: &str) -> Value {
    let answer = |item: &str| json!({ "item": item, "choice": "SATISFIED" });
    let response = |number: u128| {
        json!({
            "id": uuid::Uuid::from_u128(number), "hamletCode": "18628-01",
            "householdCode": format!("H{number}"), "collectedAt": "2019-07-17T05:00:00Z",
            "answers": [answer("Q1"), answer("ALL")], "comment": "Đường còn lầy. ".repeat(20),
        })
    };
    let responses: Vec<Value> = (0..500).map(response).collect();
    json!({ "input": { "surveyId": survey, "responses": responses } })
}

#[tokio::test]
async fn a_full_disk_tells_the_app_to_keep_its_answers() {
    on_sqlite(async |fresh| {
        let app = App::on(fresh.db).await;
        let survey = app.world.opened().await;
        let front = app.world.commune_front();
        let input = batch(&GlobalId::Survey(survey.id).encode().0);
        let db = &app.world.db;
        let count = Statement::from_string(db.backend(), "PRAGMA page_count");
        let row = db.read().query_one_raw(count).await.expect("an answer");
        let pages: i64 = row.expect("a row").try_get_by_index(0).expect("a count");
        let limit = async |pages: i64| {
            let pragma = format!("PRAGMA max_page_count = {pages}");
            db.write().execute_unprepared(&pragma).await.expect("a limit");
        };
        limit(pages + 4).await;
        for (language, words) in [
            ("en", "The server has no room left and took nothing; keep the answers on the device and send them again later. Reference: "),
            ("vi", "Máy chủ đã hết dung lượng lưu trữ nên chưa nhận gì; hãy giữ các phiếu trên máy và gửi lại sau. Mã tra cứu: "),
        ] {
            let answer = app.answer(Some(&front), language, SUBMIT, input.clone()).await;
            assert_eq!(answer.codes(), ["INTERNAL_SERVER_ERROR"]);
            let error = &answer.json()["errors"][0];
            let reference = error["extensions"]["reference"].as_str().expect("a reference");
            assert_eq!(answer.message(), format!("{words}{reference}"));
            assert!(reference.len() > 1, "{reference}");
        }
        let query = "query($id: ID!) { satisfactionSurvey(id: $id) { version coverage { responded } } }";
        let id = json!({ "id": GlobalId::Survey(survey.id).encode().0 });
        let after = app.ask(Some(&front), query, id).await;
        let after = &after["data"]["satisfactionSurvey"];
        assert_eq!(after["coverage"]["responded"], 0);
        assert_eq!(after["version"], survey.version);

        limit(1_000_000).await;
        let taken = app.ask(Some(&front), SUBMIT, input).await;
        let taken = &taken["data"]["submitResponses"];
        assert_eq!(taken["survey"]["coverage"]["responded"], 500);
        let receipts = taken["receipts"].as_array().expect("receipts");
        assert!(receipts.iter().all(|receipt| receipt["status"] == "ACCEPTED"));
    })
    .await;
}
