//! A phone that collects: days offline, a dead server, everything sent again.

use serde_json::{Value, json};

use crate::support::program::{Desk, Server};

const ASSIGNED: &str = "{ assignedSurveys {
    id state opensAt closesAt
    hamlets { households assigned hamlet { code name } }
    questionnaire { items { code required options { code } } }
} }";

const SUBMIT: &str = "mutation ($input: SubmitResponsesInput!) { submitResponses(input: $input) {
    receipts { id status code kept retry } survey { coverage { responded } }
} }";

/// Forms of the phone's own households, as they lie in its queue.
fn queue(survey: &Value) -> Vec<Value> {
    let hamlet = &survey["hamlets"]
        .as_array()
        .expect("hamlets")
        .iter()
        .find(|hamlet| hamlet["assigned"] == true);
    let hamlet = hamlet.expect("a hamlet to collect in")["hamlet"]["code"].clone();
    let items = survey["questionnaire"]["items"].as_array().expect("items");
    let answers: Vec<Value> = items
        .iter()
        .map(|item| json!({ "item": item["code"], "choice": item["options"][0]["code"] }))
        .collect();
    let collected_at = survey["opensAt"].clone();
    (0..120)
        .map(|number| {
            json!({
                "id": format!("0198a0b0-0000-7000-8000-{number:012}"),
                "hamletCode": hamlet,
                "householdCode": format!("PHONE-{number}"),
                "collectedAt": collected_at,
                "answers": answers,
            })
        })
        .collect()
}

async fn send(server: &Server, token: &str, survey: &Value, forms: &[Value]) -> Vec<String> {
    let input = json!({ "input": { "surveyId": survey["id"], "responses": forms } });
    let answer = server.ask(token, SUBMIT, input).await;
    let receipts = answer["data"]["submitResponses"]["receipts"]
        .as_array()
        .cloned();
    let receipts = receipts.unwrap_or_else(|| panic!("{answer}"));
    receipts
        .iter()
        .map(|receipt| receipt["status"].as_str().expect("a status").to_owned())
        .collect()
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn nothing_is_lost_and_nothing_is_counted_twice() {
    let desk = Desk::new();
    let demo = desk.demo();
    let token = demo["tokens"]["COLLECTOR"].as_str().expect("a token");
    let server = desk.serve();
    let assigned = server.ask(token, ASSIGNED, json!({})).await;
    let survey = assigned["data"]["assignedSurveys"][0].clone();
    assert_eq!(survey["state"], "OPEN", "{assigned}");

    // Days offline later, the queue goes out in batches. The plug is pulled after the first answer,
    // while the others are under way.
    let forms = queue(&survey);
    let (first, rest) = forms.split_at(40);
    assert!(
        send(&server, token, &survey, first)
            .await
            .iter()
            .all(|status| status == "ACCEPTED")
    );
    let input = json!({ "input": { "surveyId": survey["id"], "responses": rest } });
    let cut_off = server.send(token, SUBMIT, input);
    drop(tokio::time::timeout(std::time::Duration::ZERO, cut_off).await);
    server.kill();

    // The phone knows nothing of what became of it, and sends all of it again, twice.
    let server = desk.serve();
    let again = send(&server, token, &survey, &forms).await;
    assert!(
        again.iter().take(40).all(|status| status == "DUPLICATE"),
        "a receipt outlives the server"
    );
    assert!(
        again
            .iter()
            .all(|status| status == "ACCEPTED" || status == "DUPLICATE")
    );
    assert!(
        send(&server, token, &survey, &forms)
            .await
            .iter()
            .all(|status| status == "DUPLICATE")
    );
    drop(server);
    desk.done(&["verify"]);
}
