//! What a question costs: as many statements for many candidacies as for few.

use longdan::graphql::id::GlobalId;
use sea_orm::ConnectionTrait as _;
use serde_json::{Value, json};

use crate::support::app::App;
use crate::support::database::on_both;
use crate::support::many;

/// What dashboards ask of a round.
const QUESTIONS: [&str; 5] = [
    "candidacies(first: 200) { totalCount nodes {
        approval { percent items { item { code } percent } } readiness { ready checks { code } }
        surveys { coverage { responded } } area { name }
    } }",
    "candidacies(first: 200, filter: { ready: false }) { totalCount nodes { title } }",
    "summary { candidacies ready byState { count } byTitle { count } }",
    "deadlines { deliverable expected received }",
    "summary { candidacies } deadlines { expected } candidacies(first: 200) { nodes { area { name } } }",
];

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

/// Each question's statements with empty shelves, then with full ones.
async fn costs(mut app: App, id: &GlobalId) -> (App, Vec<(u64, u64)>) {
    let mut costs = Vec::new();
    for question in QUESTIONS {
        app = app.restarted().await;
        let (cold, first) = asked(&app, id, question).await;
        let (warm, second) = asked(&app, id, question).await;
        assert_eq!(first, second);
        costs.push((cold, warm));
    }
    (app, costs)
}

#[tokio::test]
async fn twice_the_candidacies_cost_no_statement_more() {
    on_both(async |fresh| {
        let app = App::on(fresh.db).await;
        let round = many::round(&app.world, 1).await;
        let id = GlobalId::Round(round);
        many::surveyed(&app.world, round, 0..60).await;
        let (app, of_60) = costs(app, &id).await;
        many::surveyed(&app.world, round, 60..120).await;
        let (app, of_120) = costs(app, &id).await;
        assert_eq!(of_60, of_120);
        assert!(
            of_120
                .iter()
                .all(|(cold, warm)| warm <= cold && *cold <= 28),
            "{of_120:?}"
        );
        let (_, answer) = asked(&app, &id, QUESTIONS[0]).await;
        let nodes = answer["data"]["node"]["candidacies"]["nodes"].as_array();
        let nodes = nodes.expect("candidacies");
        assert_eq!(nodes.len(), 120);
        for node in nodes {
            assert_eq!(node["approval"]["percent"], 100.0, "{node}");
            assert_eq!(node["surveys"][0]["coverage"]["responded"], 6, "{node}");
        }
    })
    .await;
}

#[tokio::test]
async fn tallies_are_not_read_again_while_nothing_moves() {
    on_both(async |fresh| {
        let mut app = App::on(fresh.db).await;
        let round = many::round(&app.world, 1).await;
        let id = GlobalId::Round(round);
        many::surveyed(&app.world, round, 0..3).await;
        app = app.restarted().await;
        let (cold, first) = asked(&app, &id, QUESTIONS[0]).await;
        // Whoever still read the counters would miss them now.
        let gone = app
            .world
            .db
            .write()
            .execute_unprepared("DELETE FROM tally")
            .await;
        assert_eq!(gone.expect("no tallies").rows_affected(), 3);
        let (warm, second) = asked(&app, &id, QUESTIONS[0]).await;
        assert_eq!(first, second);
        assert!(warm < cold, "{warm} and {cold}");
        app = app.restarted().await;
        let (_, third) = asked(&app, &id, QUESTIONS[0]).await;
        assert_ne!(first, third, "with empty shelves they are read");
    })
    .await;
}

#[tokio::test]
async fn more_rounds_cost_no_statement_more() {
    on_both(async |fresh| {
        let mut app = App::on(fresh.db).await;
        let query = "{ certificationRounds(first: 50) { nodes {
            summary { candidacies ready } deadlines { expected } province { name } regulation { code }
        } } }";
        let mut costs = Vec::new();
        for rounds in [1..3, 3..9] {
            for ordinal in rounds {
                let round = many::round(&app.world, ordinal).await;
                let from = usize::try_from(ordinal).expect("a number") * 2;
                many::surveyed(&app.world, round, from..from + 2).await;
            }
            app = app.restarted().await;
            let before = app.world.office.statements();
            let who = app.world.provincial_front();
            let answer = app.ask(Some(&who), query, json!({})).await;
            let nodes = answer["data"]["certificationRounds"]["nodes"].as_array();
            for round in nodes.expect("rounds") {
                assert_eq!(round["summary"]["candidacies"], 2, "{answer}");
            }
            costs.push(app.world.office.statements() - before);
        }
        assert_eq!(costs[0], costs[1]);
    })
    .await;
}
