//! Values that are not of their types are refused with their exact place.

use longdan::graphql::guard::misfit::MOST_MISFITS;
use serde_json::{Value, json};

use crate::support::door::{Answer, ask, door};

const SUBMIT: &str = "mutation($input: SubmitResponsesInput!) { submitResponses(input: $input) }";

fn batch(count: usize) -> Value {
    let response = json!({
        "id": "0198c0de-7b5a-7cc3-98c4-dc0c0c07398f",
        "collectedAt": "2019-07-20T08:00:00+07:00",
        "answers": [{ "item": "Q01", "choice": "SATISFIED" }],
    });
    json!({ "surveyId": "one", "responses": vec![response; count] })
}

async fn submit(input: Value) -> Answer {
    ask(&door(), SUBMIT, json!({ "input": input })).await
}

fn places(answer: &Answer) -> Vec<Value> {
    let json = answer.json();
    let errors = json["errors"].as_array().expect("errors");
    errors
        .iter()
        .map(|error| error["extensions"]["path"].clone())
        .collect()
}

/// Where a value stands, what is put there, the place that is named, and words of the message.
type Wrong = (&'static str, Value, Value, &'static str);

/// Times, ids, texts and booleans of another kind.
fn wrong_times_and_texts() -> Vec<Wrong> {
    vec![
        (
            "/responses/17/collectedAt",
            json!("2019-07-20T08:00:00"),
            json!(["input", "responses", 17, "collectedAt"]),
            "input.responses.17.collectedAt: not a value of type DateTime!, such as",
        ),
        (
            "/responses/17/collectedAt",
            json!(1_563_584_400),
            json!(["input", "responses", 17, "collectedAt"]),
            "not a value of type DateTime!",
        ),
        (
            "/responses/17/collectedAt",
            json!(null),
            json!(["input", "responses", 17, "collectedAt"]),
            "null is not",
        ),
        (
            "/responses/3/id",
            json!("0198c0de7b5a7cc398c4dc0c0c07398f"),
            json!(["input", "responses", 3, "id"]),
            "UUID!",
        ),
        (
            "/responses/0/answers/0/item",
            json!(5),
            json!(["input", "responses", 0, "answers", 0, "item"]),
            "String!",
        ),
        (
            "/responses/2/answers",
            json!(null),
            json!(["input", "responses", 2, "answers"]),
            "[AnswerInput!]!",
        ),
        (
            "/responses/2/spoilt",
            json!("no"),
            json!(["input", "responses", 2, "spoilt"]),
            "Boolean!",
        ),
    ]
}

/// Whole objects and lists of another kind, unknown fields and ids.
fn wrong_shapes() -> Vec<Wrong> {
    vec![
        (
            "/responses/2",
            json!("x"),
            json!(["input", "responses", 2]),
            "SurveyResponseInput!",
        ),
        (
            "/responses/2",
            json!(null),
            json!(["input", "responses", 2]),
            "null",
        ),
        (
            "/responses/1/houshold",
            json!("x"),
            json!(["input", "responses", 1, "houshold"]),
            "SurveyResponseInput has no such field",
        ),
        (
            "/surveyId",
            json!(true),
            json!(["input", "surveyId"]),
            "ID!",
        ),
        ("/surveyId", json!(1.5), json!(["input", "surveyId"]), "ID!"),
        ("", json!([]), json!(["input"]), "SubmitResponsesInput!"),
    ]
}

#[tokio::test]
async fn a_wrong_value_is_named_by_its_place() {
    assert_eq!(
        submit(batch(500)).await.json(),
        json!({ "data": { "submitResponses": 500 } })
    );
    for (pointer, value, place, words) in wrong_times_and_texts().into_iter().chain(wrong_shapes())
    {
        let mut input = batch(20);
        match pointer.rsplit_once('/') {
            Some((parent, last)) if last.parse::<usize>().is_err() => {
                input.pointer_mut(parent).expect(pointer)[last] = value;
            }
            _ => *input.pointer_mut(pointer).expect(pointer) = value,
        }
        let answer = submit(input).await;
        assert_eq!(answer.codes(), ["BAD_USER_INPUT"], "{pointer}");
        assert_eq!(places(&answer), [place], "{pointer}");
        assert!(
            answer.message().contains(words),
            "{pointer}: {}",
            answer.message()
        );
        assert!(answer.json().get("data").is_none());
    }
}

#[tokio::test]
async fn what_is_missing_is_named_too() {
    let mut input = batch(20);
    input["responses"][17]
        .as_object_mut()
        .expect("an object")
        .remove("collectedAt");
    let answer = submit(input).await;
    assert_eq!(
        places(&answer),
        [json!(["input", "responses", 17, "collectedAt"])]
    );
    assert_eq!(
        answer.message(),
        "input.responses.17.collectedAt: a value of type DateTime! is required"
    );
    let answer = ask(&door(), SUBMIT, json!({})).await;
    assert_eq!(places(&answer), [json!(["input"])]);
    let answer = ask(
        &door(),
        "query($x: ID!) { satisfactionSurvey(id: $x) { id } }",
        json!({ "x": null }),
    )
    .await;
    assert_eq!(places(&answer), [json!(["id"])]);
}

#[tokio::test]
async fn the_place_begins_at_the_argument_whatever_the_variable_is_called() {
    let mut input = batch(3);
    input["responses"][2]["collectedAt"] = json!("yesterday");
    let whole = "mutation($b: SubmitResponsesInput!) { submitResponses(input: $b) }";
    let part = "mutation($b: [SurveyResponseInput!]!) { ...M } fragment M on Mutation { submitResponses(input: { surveyId: 1, responses: $b }) }";
    for (query, variables) in [
        (whole, json!({ "b": input })),
        (part, json!({ "b": input["responses"] })),
    ] {
        let answer = ask(&door(), query, variables).await;
        assert_eq!(
            places(&answer),
            [json!(["input", "responses", 2, "collectedAt"])],
            "{query}"
        );
    }
}

#[tokio::test]
async fn literals_are_judged_alike() {
    let written = |response: &str| {
        format!("mutation {{ submitResponses(input: {{ surveyId: 1, responses: [{response}] }}) }}")
    };
    let good = "{ id: \"0198c0de-7b5a-7cc3-98c4-dc0c0c07398f\", collectedAt: \"2019-07-20T08:00:00Z\", answers: { item: \"a\", choice: \"b\" } }";
    assert_eq!(
        ask(&door(), &written(good), json!({})).await.json(),
        json!({ "data": { "submitResponses": 1 } })
    );
    for (bad, place) in [
        (
            good.replace("00Z", "00"),
            json!(["input", "responses", 1, "collectedAt"]),
        ),
        (
            good.replace("\"a\"", "A"),
            json!(["input", "responses", 1, "answers", "item"]),
        ),
        (
            good.replace("answers", "comment: null, answer"),
            json!(["input", "responses", 1, "answer"]),
        ),
    ] {
        let answer = ask(&door(), &written(&format!("{good} {bad}")), json!({})).await;
        assert_eq!(
            answer.codes().first().map(String::as_str),
            Some("BAD_USER_INPUT"),
            "{bad}"
        );
        assert_eq!(places(&answer).first(), Some(&place), "{bad}");
    }
    let answer = ask(&door(), "{ candidacies(Title: GOLD) { nodes { satisfactionSurvey: id } } ...on Query { candidacies(title: GOLD, first: 3000000000) { totalCount } } }", json!({})).await;
    assert_eq!(places(&answer), [json!(["title"]), json!(["first"])]);
    let answer = ask(
        &door(),
        "{ candidacies(title: \"STANDARD\") { totalCount } }",
        json!({}),
    )
    .await;
    assert_eq!(places(&answer), [json!(["title"])]);
}

#[tokio::test]
async fn enums_lists_and_one_of_are_judged_by_the_specification() {
    let title = "query($t: Title) { candidacies(title: $t) { totalCount } }";
    for (value, codes) in [
        (json!("STANDARD"), 0),
        (json!(null), 0),
        (json!("GOLD"), 1),
        (json!(1), 1),
        (json!(["STANDARD"]), 1),
    ] {
        let answer = ask(&door(), title, json!({ "t": value })).await;
        assert_eq!(answer.codes().len(), codes, "{value}: {}", answer.text);
    }
    let choose = "mutation($i: Choice!) { choose(input: $i) }";
    for (value, codes) in [
        (json!({ "byName": "x" }), 0),
        (json!({}), 1),
        (json!({ "byName": "x", "byNumber": 1 }), 1),
        (json!({ "byName": null }), 1),
        (json!({ "byNumber": 2_147_483_648_i64 }), 1),
    ] {
        let answer = ask(&door(), choose, json!({ "i": value })).await;
        assert_eq!(
            answer.codes(),
            vec!["BAD_USER_INPUT"; codes],
            "{value}: {}",
            answer.text
        );
    }
    // One value stands for a list of one, and its place has no position.
    let mut input = batch(1);
    input["responses"] = input["responses"][0].clone();
    assert_eq!(
        submit(input.clone()).await.json(),
        json!({ "data": { "submitResponses": 1 } })
    );
    input["responses"]["id"] = json!("x");
    assert_eq!(
        places(&submit(input).await),
        [json!(["input", "responses", "id"])]
    );
}

#[tokio::test]
async fn so_many_misfits_are_told_and_no_more() {
    let mut input = batch(100);
    for response in input["responses"].as_array_mut().expect("a list") {
        response["id"] = json!("x");
    }
    assert_eq!(submit(input).await.codes().len(), MOST_MISFITS);
}

#[tokio::test]
async fn variables_of_another_operation_or_of_none_are_passed_over() {
    let two = "query A($id: ID!) { satisfactionSurvey(id: $id) { id } }";
    let answer = ask(&door(), two, json!({ "id": 7, "other": { "x": [1] } })).await;
    assert_eq!(answer.json()["data"]["satisfactionSurvey"]["id"], "7");
}
