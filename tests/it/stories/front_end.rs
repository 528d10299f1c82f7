//! A front-end team: reads the schema, pages through lists, makes mistakes.

use serde_json::json;

use crate::support::program::{Desk, Server};

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_dashboard_is_built_on_the_api() {
    let desk = Desk::new();
    let demo = desk.demo();
    let server = desk.serve();
    let token = demo["tokens"]["COORDINATION_OFFICE"]
        .as_str()
        .expect("a token");
    pages_through_all_communes(&server, token).await;
    is_told_its_mistakes(&server, token).await;
    let client = reqwest::Client::new();
    for place in ["/healthz", "/readyz", "/metrics", "/graphiql"] {
        let answer = client
            .get(server.at(place))
            .send()
            .await
            .expect("an answer");
        assert!(answer.status().is_success(), "{place}: {}", answer.status());
    }
}

async fn pages_through_all_communes(server: &Server, token: &str) {
    let page = "query ($after: String) { communes(first: 100, after: $after) {
        totalCount nodes { code name } pageInfo { hasNextPage endCursor } } }";
    let (mut codes, mut after) = (Vec::new(), json!(null));
    loop {
        let answer = server.ask(token, page, json!({ "after": after })).await;
        let communes = &answer["data"]["communes"];
        codes.extend(
            communes["nodes"]
                .as_array()
                .expect("communes")
                .iter()
                .map(|one| one["code"].to_string()),
        );
        after = communes["pageInfo"]["endCursor"].clone();
        if communes["pageInfo"]["hasNextPage"] == false {
            assert_eq!(communes["totalCount"], codes.len());
            break;
        }
    }
    let all = codes.len();
    codes.sort();
    codes.dedup();
    assert_eq!(codes.len(), all, "no commune on two pages, none left out");
}

async fn is_told_its_mistakes(server: &Server, token: &str) {
    let wrong = server
        .ask(token, "{ communes(first: 501) { totalCount } }", json!({}))
        .await;
    assert_eq!(
        wrong["errors"][0]["extensions"]["code"], "BAD_USER_INPUT",
        "{wrong}"
    );
    let wrong = server
        .ask(token, "{ comunes { totalCount } }", json!({}))
        .await;
    assert_eq!(
        wrong["errors"][0]["extensions"]["code"], "GRAPHQL_VALIDATION_FAILED",
        "{wrong}"
    );
    let wrong = server
        .ask("ldn_nobody", "{ viewer { name } }", json!({}))
        .await;
    assert_eq!(
        wrong["errors"][0]["extensions"]["code"], "UNAUTHENTICATED",
        "{wrong}"
    );
    let nobody = server
        .ask(
            "",
            "{ viewer { name } candidacies { totalCount } }",
            json!({}),
        )
        .await;
    assert!(
        nobody["data"]["viewer"].is_null() && nobody["data"]["candidacies"]["totalCount"] == 21,
        "only those whose results hung out: {nobody}"
    );
}
