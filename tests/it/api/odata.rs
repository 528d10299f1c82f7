//! The OData feed: described, filtered, paged, withheld.

use axum::body::Body;
use axum::http::{Request, StatusCode};
use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use longdan::domain::trust::actor::Actor;
use longdan::http::actor::bearer;
use serde_json::Value;

use crate::services::front_people::closed;
use crate::support::app::App;
use crate::support::database::on_both;
use crate::support::door::Answer;

async fn fetch(app: &App, who: Option<&Actor>, path: &str) -> Answer {
    let request = Request::get(path).header("host", "longdan.example");
    let request = request.body(Body::empty()).expect("a request");
    app.through_the_door(who, request).await
}

async fn read(app: &App, who: &Actor, path: &str) -> Value {
    let answer = fetch(app, Some(who), path).await;
    assert_eq!(answer.status, StatusCode::OK, "{path}: {}", answer.text);
    assert_eq!(answer.header("odata-version"), "4.0");
    answer.json()
}

async fn found(app: &App, who: &Actor, path: &str) -> Vec<Value> {
    read(app, who, path).await["value"]
        .as_array()
        .expect("rows")
        .clone()
}

#[tokio::test]
async fn the_feed_describes_itself_and_gives_closed_figures_withheld_for_all() {
    on_both(async |fresh| {
        let app = App::on(fresh.db).await;
        let world = &app.world;
        world.opened().await;
        let front = world.commune_front();
        assert!(found(&app, &front, "/odata/v4/Candidacies").await.is_empty(), "only what is closed");
        let survey = closed(world, [6, 7, 2]).await;
        let root = read(&app, &front, "/odata/v4").await;
        assert_eq!(root["@odata.context"], "http://longdan.example/odata/v4/$metadata");
        let names: Vec<&str> = root["value"].as_array().expect("sets").iter().filter_map(|set| set["name"].as_str()).collect();
        assert_eq!(names, ["Candidacies", "Items", "Hamlets"]);
        let metadata = fetch(&app, Some(&front), "/odata/v4/$metadata").await;
        assert_eq!(metadata.header("content-type"), "application/xml;charset=utf-8");
        assert!(metadata.text.contains("<Property Name=\"approval_percent\" Type=\"Edm.Decimal\" Nullable=\"true\" Scale=\"2\">"), "{}", metadata.text);

        let [one] = found(&app, &front, "/odata/v4/Candidacies").await.try_into().expect("one");
        assert_eq!(one["survey_id"], survey.id.to_string());
        assert_eq!(one["valid"], 15);
        let single = read(&app, &front, &format!("/odata/v4/Candidacies('{}')", one["id"].as_str().expect("a key"))).await;
        assert_eq!(single["valid"], 15);
        let hamlets = found(&app, &front, "/odata/v4/Hamlets").await;
        let withheld = hamlets.iter().filter(|row| row["withheld"] == true && row["valid"].is_null());
        assert!(withheld.count() > 0, "also from the Front: {hamlets:?}");
    })
    .await;
}

#[tokio::test]
async fn rows_are_filtered_ordered_selected_and_paged() {
    on_both(async |fresh| {
        let app = App::on(fresh.db).await;
        let world = &app.world;
        closed(world, [6, 7, 8]).await;
        let front = world.commune_front();
        let codes = async |query: &str| -> Vec<String> {
            let rows = found(&app, &front, &format!("/odata/v4/Hamlets?{query}")).await;
            rows.iter()
                .map(|row| row["hamlet_code"].as_str().expect("a code").to_owned())
                .collect()
        };
        let all: Vec<String> = world
            .hamlets
            .iter()
            .map(|hamlet| hamlet.code.clone())
            .collect();
        let cases = [
            ("$filter=valid%20gt%206", vec![1, 2]),
            (
                "$filter=valid%20le%207%20and%20not%20(valid%20eq%206)",
                vec![1],
            ),
            ("$filter=(valid%20eq%206%20or%20valid%20eq%208)", vec![0, 2]),
            (
                "$filter=approval_percent%20ge%2099.5&$orderby=valid%20desc",
                vec![2, 1, 0],
            ),
            ("$filter=withheld%20eq%20false&$top=2", vec![0, 1]),
            (
                "$filter=approval_percent%20ne%20null&$skip=1&$top=1",
                vec![1],
            ),
            (
                "$filter=stage%20eq%20'CLOSED'&$orderby=hamlet_code%20desc&$top=1",
                vec![2],
            ),
            ("$filter=hamlet%20eq%20'it''s'", vec![]),
            ("$top=3&$skiptoken=2", vec![2]),
        ];
        for (query, places) in cases {
            let wanted: Vec<String> = places.iter().map(|at: &usize| all[*at].clone()).collect();
            assert_eq!(codes(query).await, wanted, "{query}");
        }
    })
    .await;
}

#[tokio::test]
async fn a_page_is_narrowed_and_counted() {
    on_both(async |fresh| {
        let app = App::on(fresh.db).await;
        closed(&app.world, [6, 7, 8]).await;
        let front = app.world.commune_front();
        let page = read(
            &app,
            &front,
            "/odata/v4/Hamlets?$select=hamlet_code,valid&$count=true&$top=1",
        )
        .await;
        assert_eq!(page["@odata.count"], 3);
        assert_eq!(
            page["value"][0].as_object().map(serde_json::Map::len),
            Some(2)
        );
        let count = fetch(
            &app,
            Some(&front),
            "/odata/v4/Hamlets/$count?$filter=valid%20gt%206",
        )
        .await;
        assert_eq!(count.text, "2");
    })
    .await;
}

#[tokio::test]
async fn what_can_t_be_followed_is_refused_in_odatas_form() {
    on_both(async |fresh| {
        let app = App::on(fresh.db).await;
        let front = app.world.commune_front();
        let deep = format!(
            "Items?$filter={}valid eq 1{}",
            "(".repeat(60),
            ")".repeat(60)
        )
        .replace(' ', "%20");
        let cases = [
            ("Poems", 404),
            ("Candidacies('none')", 404),
            ("Candidacies/$value", 404),
            ("Items?$filter=nothing%20eq%201", 400),
            ("Items?$filter=answered%20eq%20'x'", 400),
            ("Items?$filter=answered%20eq", 400),
            ("Items?$filter=label%20eq%20'open", 400),
            (&deep, 400),
            ("Items?$top=-1", 400),
            ("Items?$select=x", 400),
            ("Items?$orderby=answered%20sideways", 400),
            ("Items?$top=1&$top=2", 400),
            ("Items?$whatever=1", 400),
            ("Items?$expand=Hamlets", 501),
            ("Items?$format=atom", 406),
        ];
        for (path, status) in cases {
            let answer = fetch(&app, Some(&front), &format!("/odata/v4/{path}")).await;
            assert_eq!(answer.status.as_u16(), status, "{path}: {}", answer.text);
            assert!(
                answer.json()["error"]["code"].is_string(),
                "{path}: {}",
                answer.text
            );
        }
        let nobody = fetch(&app, None, "/odata/v4/Items").await;
        assert_eq!(nobody.status, StatusCode::UNAUTHORIZED);
        let asked: Vec<_> = nobody.headers.get_all("www-authenticate").iter().collect();
        assert_eq!(asked.len(), 2, "Bearer, and Basic for Excel");
        assert!(bearer("Basic x").is_err());
        // Excel sends the token as the password.
        let known = fetch(&app, Some(&front), "/odata/v4").await;
        assert_eq!(known.status, StatusCode::OK);
        let pair = STANDARD.encode(format!("anybody:{}", front.token));
        let request = Request::get("/odata/v4")
            .header("host", "longdan.example")
            .header("authorization", format!("Basic {pair}"));
        let basic = app
            .through_the_door(None, request.body(Body::empty()).expect("a request"))
            .await;
        assert_eq!(basic.status, StatusCode::OK, "{}", basic.text);
    })
    .await;
}
