//! Variables stand only where their types may stand, whatever their values are.

use serde_json::{Value, json};

use crate::support::door::{ask, door};

const RESPONSE: &str = "{ id: \"0198c0de-7b5a-7cc3-98c4-dc0c0c07398f\", collectedAt: $at, answers: { item: $item, choice: \"b\" } }";

/// The operation that submits a response whose time and item are variables.
fn submit(variables: &str) -> String {
    format!(
        "mutation({variables}) {{ submitResponses(input: {{ surveyId: 1, responses: [{RESPONSE}] }}) }}"
    )
}

#[tokio::test]
async fn a_variable_stands_where_its_type_fits() {
    let at = json!({ "at": "2019-07-20T08:00:00Z", "item": "Q1" });
    for (query, variables) in [
        (
            "query($id: ID!) { satisfactionSurvey(id: $id) { id } }",
            json!({ "id": 1 }),
        ),
        // A default of the variable, or of the argument, stands for null.
        (
            "query($id: ID = 1) { satisfactionSurvey(id: $id) { id } }",
            json!({}),
        ),
        (
            "query($name: String) { hello(name: $name) }",
            json!({ "name": "x" }),
        ),
        (
            "query($really: Boolean) { panics(really: $really) }",
            json!({ "really": false }),
        ),
        // More than is asked for.
        (
            "query($title: Title!, $first: Int! = 3) { candidacies(title: $title, first: $first) { totalCount } }",
            json!({ "title": "STANDARD" }),
        ),
        (
            "query($b: Boolean!) { hello @skip(if: $b) }",
            json!({ "b": false }),
        ),
        (
            "query($b: Boolean = true) { ... @include(if: $b) { ...F @include(if: $b) } } fragment F on Query { hello }",
            json!({}),
        ),
        (&submit("$at: DateTime!, $item: String!"), at.clone()),
        (
            &submit("$at: DateTime = \"2019-07-20T08:00:00Z\", $item: String = \"Q1\""),
            json!({}),
        ),
        (
            "mutation($r: [SurveyResponseInput!]! = []) { submitResponses(input: { surveyId: 1, responses: $r }) }",
            json!({}),
        ),
        (
            "mutation($name: String!) { choose(input: { byName: $name }) }",
            json!({ "name": "x" }),
        ),
        // Another operation's variables are its own.
        (
            "query A($id: ID!) { satisfactionSurvey(id: $id) { id } }",
            json!({ "id": 2 }),
        ),
    ] {
        let answer = ask(&door(), query, variables).await;
        assert!(answer.codes().is_empty(), "{query}: {}", answer.text);
    }
}

/// A query, its variables, and the variable, its type and the type that is asked for.
type Wrong = (String, Value, [&'static str; 3]);

fn wrong_arguments() -> Vec<Wrong> {
    let survey =
        |kind: &str| format!("query($x: {kind}) {{ satisfactionSurvey(id: $x) {{ id }} }}");
    vec![
        (survey("ID"), json!({ "x": 1 }), ["x", "ID", "ID!"]),
        (survey("ID = null"), json!({ "x": 1 }), ["x", "ID", "ID!"]),
        (survey("Int!"), json!({ "x": 1 }), ["x", "Int!", "ID!"]),
        (survey("Int = 1"), json!({}), ["x", "Int", "ID!"]),
        (survey("[ID!]!"), json!({ "x": [1] }), ["x", "[ID!]!", "ID!"]),
        (
            "query($x: Int) { hello(name: $x) }".to_owned(),
            json!({}),
            ["x", "Int", "String!"],
        ),
        (
            "query($x: String) { candidacies(title: $x) { totalCount } }".to_owned(),
            json!({}),
            ["x", "String", "Title"],
        ),
        (
            "query($x: Boolean) { hello @skip(if: $x) }".to_owned(),
            json!({ "x": true }),
            ["x", "Boolean", "Boolean!"],
        ),
        (
            "query($x: Boolean) { ...F } fragment F on Query { ... @include(if: $x) { hello } }"
                .to_owned(),
            json!({ "x": true }),
            ["x", "Boolean", "Boolean!"],
        ),
        (
            "query($x: ID) { ...F ...F } fragment F on Query { ...G } fragment G on Query { satisfactionSurvey(id: $x) { id } }"
                .to_owned(),
            json!({ "x": 1 }),
            ["x", "ID", "ID!"],
        ),
    ]
}

fn wrong_inputs() -> Vec<Wrong> {
    let at = json!({ "at": "2019-07-20T08:00:00Z", "item": "Q1" });
    let list = |kind: &str, value: &str| {
        format!(
            "mutation($x: {kind}) {{ submitResponses(input: {{ surveyId: 1, responses: {value} }}) }}"
        )
    };
    vec![
        (
            submit("$at: DateTime, $item: String!"),
            at.clone(),
            ["at", "DateTime", "DateTime!"],
        ),
        (
            submit("$at: DateTime!, $item: ID!"),
            at,
            ["item", "ID!", "String!"],
        ),
        (
            list("SurveyResponseInput = null", "[$x]"),
            json!({}),
            ["x", "SurveyResponseInput", "SurveyResponseInput!"],
        ),
        // A variable of one value doesn't stand for a list, as a value would.
        (
            list("SurveyResponseInput!", "$x"),
            json!({ "x": {} }),
            ["x", "SurveyResponseInput!", "[SurveyResponseInput!]!"],
        ),
        (
            list("[SurveyResponseInput]!", "$x"),
            json!({ "x": [] }),
            ["x", "[SurveyResponseInput]!", "[SurveyResponseInput!]!"],
        ),
        // The one field of a choice is not null, though its type says that it may be.
        (
            "mutation($x: String) { choose(input: { byName: $x }) }".to_owned(),
            json!({ "x": "n" }),
            ["x", "String", "String!"],
        ),
    ]
}

#[tokio::test]
async fn a_variable_that_may_be_null_does_not_stand_where_null_may_not() {
    for (query, variables, [name, declared, expected]) in
        wrong_arguments().into_iter().chain(wrong_inputs())
    {
        let answer = ask(&door(), &query, variables).await;
        assert_eq!(
            answer.codes(),
            ["GRAPHQL_VALIDATION_FAILED"],
            "{query}: {}",
            answer.text
        );
        assert_eq!(
            answer.message(),
            format!(
                "Variable \"${name}\" of type \"{declared}\" used in position expecting type \"{expected}\"."
            ),
            "{query}"
        );
        assert!(answer.json().get("data").is_none());
    }
}

#[tokio::test]
async fn both_places_are_told_for_each_variable() {
    let query = "query(\n  $id: ID\n  $first: String!\n) {\n  satisfactionSurvey(id: $id) { id }\n  candidacies(first: $first) { totalCount }\n}";
    let answer = ask(&door(), query, json!({ "id": 1, "first": "x" })).await;
    let errors = answer.json()["errors"].clone();
    let places: Vec<&Value> = errors
        .as_array()
        .expect("errors")
        .iter()
        .map(|error| &error["locations"])
        .collect();
    assert_eq!(
        places,
        [
            &json!([{ "line": 2, "column": 3 }, { "line": 5, "column": 26 }]),
            &json!([{ "line": 3, "column": 3 }, { "line": 6, "column": 22 }]),
        ]
    );
}

#[tokio::test]
async fn each_fragment_is_looked_into_once() {
    // Written out they would hold the variable 16 times; it is told once.
    let mut query = "query($x: ID) { ...F0 }".to_owned();
    for index in 0..4 {
        let next = index + 1;
        query += &format!(" fragment F{index} on Query {{ ...F{next} ...F{next} }}");
    }
    query += " fragment F4 on Query { satisfactionSurvey(id: $x) { id } }";
    let answer = ask(&door(), &query, json!({ "x": 1 })).await;
    assert_eq!(
        answer.codes(),
        ["GRAPHQL_VALIDATION_FAILED"],
        "{}",
        answer.text
    );
}
