//! A Front official: follows the answers, voids one, closes, keeps the result.

use serde_json::{Value, json};

use crate::support::program::{Desk, Server};

const RUNNING: &str = "{ assignedSurveys { id state coverage { households responded }
    approval { stage collected satisfied } responses(first: 1) { totalCount nodes { responseId voided } }
    frozenResult { revision } } }";

const VOID: &str = "mutation ($input: VoidResponseInput!) { voidResponse(input: $input) {
    survey { approval { collected } } userErrors { code message path } } }";

const CLOSE: &str = "mutation ($input: CloseSurveyInput!) { closeSurvey(input: $input) {
    survey { state approval { stage collected satisfied met }
        frozenResult { revision figures sha256 closedBy } } userErrors { code message } } }";

async fn running(server: &Server, token: &str) -> Value {
    server.ask(token, RUNNING, json!({})).await["data"]["assignedSurveys"][0].clone()
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_survey_is_followed_and_closed() {
    let desk = Desk::new();
    let demo = desk.demo();
    let server = desk.serve();
    let token = demo["tokens"]["FRONT"].as_str().expect("a token");
    let before = running(&server, token).await;
    assert_eq!(before["approval"]["stage"], "PROVISIONAL");
    assert!(before["frozenResult"].is_null());
    let collected = before["approval"]["collected"].as_i64().expect("a count");

    let response = before["responses"]["nodes"][0]["responseId"].clone();
    let void =
        json!({ "input": { "surveyId": before["id"], "responseId": response, "reason": "" } });
    let refused = server.ask(token, VOID, void).await;
    assert_eq!(
        refused["data"]["voidResponse"]["userErrors"][0]["code"], "REASON_MISSING",
        "{refused}"
    );
    let void = json!({ "input": { "surveyId": before["id"], "responseId": response, "reason": "Entered for another household" } });
    let voided = server.ask(token, VOID, void).await;
    let counted = voided["data"]["voidResponse"]["survey"]["approval"]["collected"].as_i64();
    assert_eq!(counted, Some(collected - 1), "{voided}");
    let kept = running(&server, token).await["responses"]["totalCount"].clone();
    assert_eq!(
        kept, before["responses"]["totalCount"],
        "what was voided stays on record"
    );

    let close = json!({ "input": { "surveyId": before["id"] } });
    let closed = server.ask(token, CLOSE, close.clone()).await;
    let survey = &closed["data"]["closeSurvey"]["survey"];
    assert_eq!(
        (
            survey["state"].as_str(),
            survey["approval"]["stage"].as_str()
        ),
        (Some("CLOSED"), Some("CLOSED")),
        "{closed}"
    );
    let figures: Value =
        serde_json::from_str(survey["frozenResult"]["figures"].as_str().expect("figures"))
            .expect("JSON");
    assert_eq!(
        figures["collected"].as_i64(),
        Some(collected - 1),
        "the frozen figures are the counted ones"
    );
    let again = server.ask(token, CLOSE, close).await;
    assert_eq!(
        again["data"]["closeSurvey"]["userErrors"][0]["code"],
        "ILLEGAL_STATE"
    );
    drop(server);
    desk.done(&["verify"]);
}
