//! A query that was read before is judged anew with each request's variables.

use serde_json::json;

use crate::support::app::App;
use crate::support::database::on_both;

#[tokio::test]
async fn a_kept_document_does_not_let_a_wrong_value_through() {
    on_both(async |fresh| {
        let app = App::on(fresh.db).await;
        let query = "query Rounds($first: Int!) { \
             certificationRounds(first: $first) { nodes { id } } }";
        let none = json!({ "data": { "certificationRounds": { "nodes": [] } } });
        for _ in 0..2 {
            assert_eq!(app.ask(None, query, json!({ "first": 1 })).await, none);
            for wrong in [
                json!({ "first": "many" }),
                json!({ "first": null }),
                json!({}),
            ] {
                let answer = app.ask(None, query, wrong).await;
                assert_eq!(answer["errors"][0]["extensions"]["code"], "BAD_USER_INPUT");
                assert!(answer.get("data").is_none(), "{answer}");
            }
        }
    })
    .await;
}

#[tokio::test]
async fn a_document_that_is_not_in_order_is_refused_each_time() {
    on_both(async |fresh| {
        let app = App::on(fresh.db).await;
        let invalid = "GRAPHQL_VALIDATION_FAILED";
        for (query, variables, expected) in [
            ("query Typo { viewer { nam } }", json!({}), invalid),
            (
                "query Unused($first: Int) { viewer { name } }",
                json!({}),
                invalid,
            ),
            (
                "query Unfit($year: String!) { certificationRound(year: $year, ordinal: 1) { id } }",
                json!({ "year": "2019" }),
                invalid,
            ),
            (
                "query Nullable($year: Int) { certificationRound(year: $year, ordinal: 1) { id } }",
                json!({ "year": 2019 }),
                invalid,
            ),
        ] {
            let first = app.ask(None, query, variables.clone()).await;
            let code = &first["errors"][0]["extensions"]["code"];
            assert_eq!(code, expected, "{query}: {first}");
            assert!(first.get("data").is_none(), "{first}");
            let mut again = app.ask(None, query, variables).await;
            assert_eq!(first["errors"], again["errors"].take(), "{query}");
        }
    })
    .await;
}
