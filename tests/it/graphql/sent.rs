//! What of a document is run with the variables that were sent.

use async_graphql::{Request, Schema, ValidationMode, Variables};
use longdan::graphql::sent::as_sent;
use serde_json::{Value, json};

use crate::support::tiny::{Events, Mutation, Query};

/// What a query answers once its variables are made what they should be.
async fn answer(query: &str, operation: Option<&str>, variables: Value) -> Value {
    let mut request = Request::new(query).variables(Variables::from_json(variables));
    request.operation_name = operation.map(str::to_owned);
    as_sent(&mut request);
    // The document was held against the schema before: a variable may be used nowhere any more.
    let schema = Schema::build(Query, Mutation, Events)
        .validation_mode(ValidationMode::Fast)
        .finish();
    let answer = schema.execute(request).await;
    answer.data.into_json().expect("JSON")
}

const RESPONSE: &str =
    "{ id: \"0198c0de-7b5a-7cc3-98c4-dc0c0c07398f\", collectedAt: \"2019-07-20T08:00:00Z\",
    answers: [], spoilt: $spoilt, comment: $comment }";

#[tokio::test]
async fn arguments_and_input_fields_without_a_value_are_left_out_wherever_they_stand() {
    let hello = json!({ "hello": "Xin chào " });
    for query in [
        "query($name: String) { hello(name: $name) }",
        "query($name: String) { ... { hello(name: $name) } }",
        "query($name: String) { ...F } fragment F on Query { hello(name: $name) }",
    ] {
        assert_eq!(answer(query, None, json!({})).await, hello, "{query}");
    }
    let submit = format!(
        "mutation($spoilt: Boolean, $comment: String) {{ submitResponses(input: {{ surveyId: 1, responses: [{RESPONSE}] }}) }}"
    );
    assert_eq!(
        answer(&submit, None, json!({})).await,
        json!({ "submitResponses": 1 })
    );
    let null = json!({ "spoilt": null });
    assert_eq!(
        answer(&submit, None, null).await,
        Value::Null,
        "sent as null"
    );
}

#[tokio::test]
async fn the_chosen_operations_variables_count_and_its_defaults() {
    let two = "query One($first: Int = 7) { candidacies(first: $first) { totalCount } }
        query Two($first: Int) { candidacies(first: $first) { totalCount } }";
    for (operation, count) in [("One", 7), ("Two", 50)] {
        let found = answer(two, Some(operation), json!({})).await;
        assert_eq!(found["candidacies"]["totalCount"], count, "{operation}");
    }
}
