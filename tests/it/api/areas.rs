//! Units, their tree, and pages of communes.

use serde_json::json;

use crate::support::app::App;
use crate::support::database::on_sqlite;

#[tokio::test]
async fn a_unit_and_its_neighbours() {
    on_sqlite(async |fresh| {
        let app = App::on(fresh.db).await;
        let query = r#"{
            area(code: "18628") {
                __typename code name level validFrom validUntil
                parent { __typename code ... on District { parent { code } } }
                predecessors { code } successors { code }
                ... on Commune {
                    kind district { name } households titles { title } criteriaMet
                    hamlets { code households parent { code } }
                    candidacies { totalCount nodes { id } pageInfo { hasNextPage startCursor } }
                }
            }
            nobody: area(code: "99999") { code }
            before: area(code: "18628", on: "1990-01-01") { code }
        }"#;
        insta::assert_json_snapshot!(app.ask(None, query, json!({})).await);
    })
    .await;
}
