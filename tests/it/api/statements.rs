//! What a question costs: as many statements for many candidacies as for few.

use longdan::graphql::id::GlobalId;
use sea_orm::ConnectionTrait as _;
use serde_json::{Value, json};

use crate::support::app::App;
use crate::support::database::on_both;
use crate::support::many;

/// What a dashboard asks of a round.
const QUESTION: &str = "candidacies(first: 200) { totalCount nodes {
        approval { percent items { item { code } percent } } readiness { ready checks { code } }
        surveys { coverage { responded } } area { name }
    } }";

async fn asked(app: &App, id: &GlobalId, question: &str) -> (u64, Value) {
    let query = format!(
        "query($id: ID!) {{ node(id: $id) {{ ... on CertificationRound {{ {question} }} }} }}"
    );
    let front = app.world.provincial_front();
    let before = app.world.office.statements();
    let answer = app
        .ask(Some(&front), &query, json!({ "id": id.encode().0 }))
        .await;
    (app.world.office.statements() - before, answer)
}

#[tokio::test]
async fn tallies_are_not_read_again_while_nothing_moves() {
    on_both(async |fresh| {
        let mut app = App::on(fresh.db).await;
        let round = many::round(&app.world, 1).await;
        let id = GlobalId::Round(round);
        many::surveyed(&app.world, round, 0..3).await;
        app = app.restarted().await;
        let (cold, first) = asked(&app, &id, QUESTION).await;
        // Whoever still read the counters would miss them now.
        let gone = app
            .world
            .db
            .write()
            .execute_unprepared("DELETE FROM tally")
            .await;
        assert_eq!(gone.expect("no tallies").rows_affected(), 3);
        let (warm, second) = asked(&app, &id, QUESTION).await;
        assert_eq!(first, second);
        assert!(warm < cold, "{warm} and {cold}");
        app = app.restarted().await;
        let (_, third) = asked(&app, &id, QUESTION).await;
        assert_ne!(first, third, "with empty shelves they are read");
    })
    .await;
}
