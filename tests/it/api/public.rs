//! What everybody gets without a token, and nothing of it before its day.

use axum::body::Body;
use axum::http::{Request, StatusCode};
use longdan::domain::base::canonical::sha256_hex;
use longdan::domain::base::clock::{Clock as _, day_of};
use longdan::graphql::id::GlobalId;
use serde_json::Value;

use super::published::{closed, publish};
use crate::support::app::App;
use crate::support::database::on_both;
use crate::support::door::Answer;

async fn get(app: &App, place: &str, headers: &[(&str, &str)]) -> Answer {
    let mut request = Request::get(place);
    for (name, value) in headers {
        request = request.header(*name, *value);
    }
    let request = request.body(Body::empty()).expect("a request");
    app.through_the_door(None, request).await
}

#[tokio::test]
async fn nothing_is_public_before_its_day_and_everything_is_from_then_on() {
    on_both(async |fresh| {
        let app = App::on(fresh.db).await;
        let survey = closed(&app).await;
        let id = GlobalId::Survey(survey.id).encode().0;
        let today = day_of(app.world.clock.now());
        publish(&app, &survey, today.succ_opt().expect("a day")).await;
        let places = ["", "/chart", "/frozen.json"].map(|end| format!("/public/results/{id}{end}"));
        for place in &places {
            let answer = get(&app, place, &[]).await;
            assert_eq!(answer.status, StatusCode::NOT_FOUND, "{place}");
        }
        let list = get(&app, "/public/results.json", &[]).await.json();
        assert_eq!(list["results"].as_array().map(Vec::len), Some(0), "{list}");

        publish(&app, &survey, today).await;
        for place in &places {
            let answer = get(&app, place, &[]).await;
            assert_eq!(answer.status, StatusCode::OK, "{place}: {}", answer.text);
        }
        let list = get(&app, "/public/results.json", &[]).await.json();
        let result = &list["results"][0];
        assert_eq!(result["surveyId"], id.as_str());
        for (name, number) in [
            ("responded", 9),
            ("spoilt", 1),
            ("valid", 8),
            ("satisfied", 7),
            ("voided", 0),
            ("setAside", 1),
        ] {
            assert_eq!(result[name], number, "{name}: {list}");
        }
        assert_eq!(result["satisfiedPercent"], "87.50");
        let item = &result["items"][0];
        assert_eq!(item["satisfied"], 7, "{item}");
        assert_eq!(item["notSatisfied"], 1, "{item}");
    })
    .await;
}

async fn published(app: &App) -> String {
    let survey = closed(app).await;
    publish(app, &survey, day_of(app.world.clock.now())).await;
    GlobalId::Survey(survey.id).encode().0
}

#[tokio::test]
async fn the_frozen_text_is_the_one_whose_hash_was_published() {
    on_both(async |fresh| {
        let app = App::on(fresh.db).await;
        let id = published(&app).await;
        let one = get(&app, &format!("/public/results/{id}"), &[])
            .await
            .json();
        let frozen = get(&app, &format!("/public/results/{id}/frozen.json"), &[]).await;
        assert_eq!(one["sha256"], sha256_hex(frozen.text.as_bytes()).as_str());
        assert!(
            frozen
                .header("content-disposition")
                .starts_with("attachment")
        );
        assert_eq!(frozen.header("access-control-allow-origin"), "*");
        let none = get(
            &app,
            &format!("/public/results/{id}/frozen.json?revision=2"),
            &[],
        )
        .await;
        assert_eq!(none.status, StatusCode::NOT_FOUND);
        let first = get(&app, &format!("/public/results/{id}?revision=1"), &[]).await;
        assert_eq!(first.json()["revision"], 1);
        assert_eq!(
            get(&app, "/public/results/nonsense", &[]).await.status,
            StatusCode::NOT_FOUND
        );
    })
    .await;
}

#[tokio::test]
async fn caches_keep_it_and_check_it_by_its_tag() {
    on_both(async |fresh| {
        let app = App::on(fresh.db).await;
        let id = published(&app).await;
        for place in [
            "/public/",
            "/public/results.json",
            "/public/results.csv",
            "/public/dictionary.csv",
        ]
        .map(str::to_owned)
        .into_iter()
        .chain([format!("/public/results/{id}/chart")])
        {
            let first = get(&app, &place, &[]).await;
            assert_eq!(
                first.header("cache-control"),
                "public, max-age=300",
                "{place}"
            );
            let tag = first.header("etag").to_owned();
            let again = get(&app, &place, &[("if-none-match", &tag)]).await;
            assert_eq!(again.status, StatusCode::NOT_MODIFIED, "{place}");
            assert_eq!(again.text, "", "{place}");
        }
        let folder = get(&app, "/public", &[]).await;
        assert_eq!(folder.header("location"), "/public/");
    })
    .await;
}

#[tokio::test]
async fn the_chart_alone_may_be_framed_and_says_its_numbers_in_text() {
    on_both(async |fresh| {
        let app = App::on(fresh.db).await;
        let id = published(&app).await;
        let chart = get(
            &app,
            &format!("/public/results/{id}/chart"),
            &[("accept-language", "en")],
        )
        .await;
        assert!(
            chart
                .header("content-security-policy")
                .ends_with("frame-ancestors *")
        );
        assert!(chart.headers.get("x-frame-options").is_none());
        for part in [
            "<svg role=\"img\" aria-label=",
            "87.50%",
            "<th scope=\"row\">",
            "SHA-256",
            "lang=\"en\"",
        ] {
            assert!(chart.text.contains(part), "{part}: {}", chart.text);
        }
        assert!(!chart.text.contains("<script"), "{}", chart.text);
        let list = get(&app, "/public/", &[]).await;
        assert_eq!(list.header("x-frame-options"), "DENY");
        assert!(
            list.header("content-security-policy")
                .ends_with("frame-ancestors 'none'")
        );
        assert!(list.text.contains("87,50%"), "{}", list.text);
        assert!(list.text.contains(&format!("results/{id}/chart")));
    })
    .await;
}

#[tokio::test]
async fn the_table_has_a_row_an_item_and_each_column_is_explained() {
    on_both(async |fresh| {
        let app = App::on(fresh.db).await;
        published(&app).await;
        let table = get(&app, "/public/results.csv", &[]).await;
        assert!(
            table
                .header("content-type")
                .starts_with("text/csv; charset=utf-8")
        );
        let mut reader = csv::Reader::from_reader(table.text.as_bytes());
        let columns = reader.headers().expect("a head").clone();
        let rows: Vec<csv::StringRecord> =
            reader.records().map(|row| row.expect("a row")).collect();
        let cell = |row: &csv::StringRecord, name: &str| {
            let at = columns
                .iter()
                .position(|column| column == name)
                .expect("a column");
            row[at].to_owned()
        };
        let overall = rows
            .iter()
            .find(|row| cell(row, "overall") == "true")
            .expect("the overall item");
        assert_eq!(cell(overall, "satisfied"), "7");
        assert_eq!(cell(overall, "satisfied_percent"), "87.50");
        assert_eq!(
            cell(overall, "households")
                .parse::<i64>()
                .map(|all| all > 8),
            Ok(true)
        );
        assert_ne!(cell(overall, "satisfied_of_households_percent"), "");

        let explained = get(&app, "/public/dictionary.csv?bom=1", &[]).await;
        assert!(explained.text.starts_with('\u{feff}'));
        for column in &columns {
            assert!(explained.text.contains(&format!("\n{column},")), "{column}");
        }
        assert!(explained.text.contains("\nlicence,"));
        let elsewhere = get(&app, "/public/results.csv?area=00000", &[]).await;
        assert_eq!(elsewhere.text.lines().count(), 1, "{}", elsewhere.text);
        let nowhere = get(&app, "/public/results.json?round=nonsense", &[]).await;
        assert_eq!(nowhere.status, StatusCode::NOT_FOUND);
    })
    .await;
}

#[tokio::test]
async fn what_too_few_answered_is_withheld_here_too() {
    on_both(async |fresh| {
        let app = App::on(fresh.db).await;
        let id = published(&app).await;
        let frozen = get(&app, &format!("/public/results/{id}/frozen.json"), &[])
            .await
            .json();
        let one = get(&app, &format!("/public/results/{id}"), &[])
            .await
            .json();
        for item in one["items"].as_array().expect("items") {
            let code = item["code"].as_str().expect("a code");
            let withheld = frozen["items"][code].is_null();
            assert_eq!(item["satisfied"].is_null(), withheld, "{code}");
            let counted: i64 = frozen["items"][code]
                .as_object()
                .map_or(0, |counts| counts.values().filter_map(Value::as_i64).sum());
            assert_eq!(item["answered"].as_i64().unwrap_or(0), counted, "{code}");
        }
    })
    .await;
}
