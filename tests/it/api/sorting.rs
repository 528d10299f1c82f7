//! Candidacies found by name and listed in each order, a page at a time.

use longdan::domain::law::title::Title;
use longdan::domain::recognition::candidacy::CandidacyPurpose;
use longdan::services::candidacies::{self, Nomination};
use longdan::services::submit;
use serde_json::{Value, json};

use crate::support::app::App;
use crate::support::database::on_both;
use crate::support::world::World;

const PAGE: &str = "query($order: CandidacyOrder, $after: String) {
    candidacies(first: 1, after: $after, orderBy: $order) {
        nodes { title area { code } } pageInfo { hasNextPage endCursor }
    }
}";

/// The areas' codes and titles, page by page, as the provincial Front sees them.
async fn walk(app: &App, order: &str) -> Vec<String> {
    let front = app.world.provincial_front();
    let mut found = Vec::new();
    let mut after = Value::Null;
    loop {
        let variables = json!({ "order": order, "after": after });
        let answer = app.ask(Some(&front), PAGE, variables).await;
        let page = &answer["data"]["candidacies"];
        for node in page["nodes"].as_array().expect("nodes") {
            let code = node["area"]["code"].as_str().expect("a code");
            found.push(format!(
                "{code} {}",
                node["title"].as_str().expect("a title")
            ));
        }
        if page["pageInfo"]["hasNextPage"] != true {
            return found;
        }
        after = page["pageInfo"]["endCursor"].clone();
    }
}

/// Three more, in a round of their own.
async fn nominate_more(world: &World) {
    let office = world.coordination_office();
    let round = world.candidacy().await.round;
    for (area, title) in [
        (&world.other_commune, Title::Advanced),
        (&world.commune, Title::Model),
    ] {
        let new = Nomination {
            round,
            area_code: area.code.clone(),
            title,
            purpose: CandidacyPurpose::Recognition,
            simulated: false,
        };
        candidacies::nominate(&world.office, Some(&office), new)
            .await
            .expect("a candidacy");
    }
}

#[tokio::test]
async fn candidacies_are_listed_in_the_order_that_is_asked_for() {
    on_both(async |fresh| {
        let app = App::on(fresh.db).await;
        let world = &app.world;
        let survey = world.opened().await;
        let front = world.commune_front();
        submit::batch(
            &world.office,
            Some(&front),
            survey.id,
            vec![world.draft(0, "H1")],
        )
        .await
        .expect("receipts");
        nominate_more(world).await;
        let by_area = walk(&app, "AREA_CODE").await;
        assert_eq!(by_area.len(), 4, "{by_area:?}");
        let districts: Vec<bool> = by_area
            .iter()
            .map(|one| one.starts_with(&world.commune.code))
            .collect();
        let changes = districts.windows(2).filter(|pair| pair[0] != pair[1]);
        assert_eq!(
            changes.count(),
            1,
            "a commune's stand together: {by_area:?}"
        );
        let title = |one: &String| one.split(' ').nth(1).expect("a title").to_owned();
        let by_title: Vec<String> = walk(&app, "TITLE").await.iter().map(title).collect();
        assert_eq!(by_title, ["ADVANCED", "MODEL", "STANDARD", "STANDARD"]);
        for order in ["STATE", "COVERAGE_PERCENT", "APPROVAL_PERCENT"] {
            let mut all = walk(&app, order).await;
            let first = all.first().cloned().expect("a first");
            let last = all.last().cloned().expect("a last");
            let opened = format!("{} STANDARD", world.commune.code);
            // The open survey's candidacy has come farthest, and alone has figures.
            let place = if order == "STATE" { last } else { first };
            assert_eq!(place, opened, "{order}");
            all.sort();
            let mut expected = by_area.clone();
            expected.sort();
            assert_eq!(all, expected, "{order}: nothing is left out or told twice");
        }
    })
    .await;
}

#[tokio::test]
async fn a_cursor_of_another_order_is_refused() {
    on_both(async |fresh| {
        let app = App::on(fresh.db).await;
        app.world.candidacy().await;
        let office = app.world.coordination_office();
        let page = app
            .ask(Some(&office), PAGE, json!({ "order": "TITLE" }))
            .await;
        let after = page["data"]["candidacies"]["pageInfo"]["endCursor"].clone();
        for order in ["STATE", "APPROVAL_PERCENT"] {
            let variables = json!({ "order": order, "after": after });
            let refused = app.ask(Some(&office), PAGE, variables).await;
            let code = &refused["errors"][0]["extensions"]["code"];
            assert_eq!(code, "BAD_USER_INPUT", "{order}: {refused}");
        }
    })
    .await;
}

#[tokio::test]
async fn candidacies_are_found_by_the_name_of_their_area() {
    on_both(async |fresh| {
        let app = App::on(fresh.db).await;
        app.world.candidacy().await;
        let office = app.world.coordination_office();
        let query = "query($part: String!) {
            candidacies(filter: { nameContains: $part }) { totalCount }
        }";
        for (part, expected) in [("tuong son", 1), ("TƯỢNG", 1), ("nowhere", 0)] {
            let answer = app.ask(Some(&office), query, json!({ "part": part })).await;
            let count = &answer["data"]["candidacies"]["totalCount"];
            assert_eq!(*count, expected, "{part}: {answer}");
        }
    })
    .await;
}
