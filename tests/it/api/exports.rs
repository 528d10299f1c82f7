//! Tables by link: the API's figures, rights and filters.

use axum::body::Body;
use axum::http::{Request, StatusCode};
use longdan::domain::base::canonical::sha256_hex;
use longdan::domain::survey::record::Survey;
use longdan::domain::trust::actor::{Actor, Role};
use longdan::graphql::id::GlobalId;
use longdan::services::{responses, submit, surveys};
use serde_json::{Value, json};

use crate::support::app::App;
use crate::support::database::on_both;
use crate::support::door::Answer;

async fn fetch(app: &App, who: Option<&Actor>, path: &str) -> Answer {
    let request = Request::get(path).header("accept-language", "en");
    let request = request.body(Body::empty()).expect("a request");
    app.through_the_door(who, request).await
}

async fn text(app: &App, who: &Actor, path: &str) -> String {
    let answer = fetch(app, Some(who), path).await;
    assert_eq!(answer.status, StatusCode::OK, "{path}: {}", answer.text);
    answer.text
}

/// The rows of a table in JSON Lines, and what its last line says.
async fn rows(app: &App, who: &Actor, path: &str) -> (Vec<Value>, Value) {
    let text = text(app, who, path).await;
    let mut lines: Vec<Value> = text
        .lines()
        .map(|line| serde_json::from_str(line).expect("JSON"))
        .collect();
    let about = lines.pop().expect("a last line")["about"].clone();
    assert_eq!(about["rows"], lines.len());
    let (body, _) = text.trim_end().rsplit_once('\n').unwrap_or(("", ""));
    let body = if body.is_empty() {
        String::new()
    } else {
        format!("{body}\n")
    };
    assert_eq!(about["sha256"], sha256_hex(&body));
    (lines, about)
}

/// A survey in which these many households of each hamlet answered, closed.
async fn answered(app: &App, households: [usize; 3], close: bool) -> Survey {
    let world = &app.world;
    let survey = world.opened().await;
    let front = world.commune_front();
    let mut drafts = Vec::new();
    for (hamlet, number) in households.into_iter().enumerate() {
        drafts.extend((1..=number).map(|home| world.draft(hamlet, &format!("H{home:02}"))));
    }
    submit::batch(&world.office, Some(&front), survey.id, drafts)
        .await
        .expect("receipts");
    if !close {
        return survey;
    }
    surveys::close(&world.office, Some(&front), survey.id)
        .await
        .expect("a closed survey")
}

#[tokio::test]
async fn the_summary_says_what_graphql_says() {
    on_both(async |fresh| {
        let app = App::on(fresh.db).await;
        let survey = answered(&app, [6, 7, 2], true).await;
        let front = app.world.provincial_front();
        let query = "query($id: ID!) { satisfactionSurvey(id: $id) { coverage { households responded percent } approval { collected valid satisfied percent required met items { item { code } answered satisfied percent } } } }";
        let id = GlobalId::Survey(survey.id).encode().0;
        let answer = app.ask(Some(&front), query, json!({ "id": id })).await;
        let figures = &answer["data"]["satisfactionSurvey"];
        let (found, _) = rows(&app, &front, "/exports/round.jsonl").await;
        let [row] = found.as_slice() else { panic!("{found:?}") };
        let same = [
            ("households", &figures["coverage"]["households"]),
            ("responded", &figures["coverage"]["responded"]),
            ("coverage_percent", &figures["coverage"]["percent"]),
            ("collected", &figures["approval"]["collected"]),
            ("valid", &figures["approval"]["valid"]),
            ("satisfied", &figures["approval"]["satisfied"]),
            ("approval_percent", &figures["approval"]["percent"]),
            ("approval_required", &figures["approval"]["required"]),
            ("approval_met", &figures["approval"]["met"]),
        ];
        for (key, value) in same {
            assert!(!row[key].is_null() || value.is_null(), "{key} in {row}");
            assert_eq!(row[key], *value, "{key}");
        }
        assert_eq!(row["area_code"], app.world.commune.code);
        assert_eq!(row["stage"], "CLOSED");
        assert_eq!(row["revision"], 1);
        let (items, _) = rows(&app, &front, "/exports/items.jsonl").await;
        let asked = figures["approval"]["items"].as_array().expect("items");
        assert_eq!(items.len(), asked.len());
        for (item, asked) in items.iter().zip(asked) {
            assert_eq!(item["item"], asked["item"]["code"]);
            assert_eq!(item["answered"], asked["answered"]);
            assert_eq!(item["satisfied_percent"], asked["percent"]);
        }
    })
    .await;
}

#[tokio::test]
async fn a_small_group_is_withheld_in_tables_as_in_the_api() {
    on_both(async |fresh| {
        let app = App::on(fresh.db).await;
        answered(&app, [6, 7, 2], true).await;
        let (own, _) = rows(&app, &app.world.commune_front(), "/exports/hamlets.jsonl").await;
        assert!(
            own.iter()
                .all(|row| row["withheld"] == false && row["valid"].is_i64()),
            "{own:?}"
        );
        let office = app.world.coordination_office();
        let (others, _) = rows(&app, &office, "/exports/hamlets.jsonl").await;
        assert_eq!(others.len(), own.len());
        let hidden = others.iter().filter(|row| row["withheld"] == true);
        let hidden: Vec<_> = hidden.collect();
        assert!(!hidden.is_empty(), "{others:?}");
        for row in hidden {
            assert!(
                row["valid"].is_null() && row["approval_percent"].is_null(),
                "{row}"
            );
        }
        let outside = app.world.somebody(Role::Front, &[&app.world.other_commune]);
        let (none, about) = rows(&app, &outside, "/exports/round.jsonl").await;
        assert_eq!((none.len(), about["after"].is_null()), (0, true));
    })
    .await;
}

#[tokio::test]
async fn csv_bears_its_sum_and_the_mark_for_excel_and_takes_no_strange_word() {
    on_both(async |fresh| {
        let app = App::on(fresh.db).await;
        answered(&app, [6, 7, 2], true).await;
        let front = app.world.provincial_front();
        let answer = fetch(&app, Some(&front), "/exports/round.csv").await;
        assert_eq!(answer.header("content-type"), "text/csv; charset=utf-8");
        let disposition = "attachment; filename=\"round.csv\"";
        assert_eq!(answer.header("content-disposition"), disposition);
        let plain = answer.text;
        let (body, last) = plain.trim_end().rsplit_once('\n').expect("a last line");
        let sum = sha256_hex(&format!("{body}\n"));
        assert!(
            last.starts_with(&format!("# sheet=round rows=1 sha256={sum} ")),
            "{last}"
        );
        assert!(plain.starts_with("round_year,round_ordinal,district_code,"));
        assert!(body.contains(",100.00,"), "{body}");
        let marked = text(&app, &front, "/exports/round.csv?bom=true&about=false").await;
        assert_eq!(marked, format!("\u{feff}{body}\n"));
        let strange = [
            "/exports/round.csv?titel=STANDARD",
            "/exports/round.csv?titles=GOLD",
            "/exports/round.csv?ready=perhaps",
            "/exports/round.csv?after=x",
            "/exports/round.csv?lang=fr",
            "/exports/responses.csv",
            "/exports/round.csv?ready=true&ready=false",
        ];
        for path in strange {
            let answer = fetch(&app, Some(&front), path).await;
            assert_eq!(
                answer.status,
                StatusCode::BAD_REQUEST,
                "{path}: {}",
                answer.text
            );
        }
        for path in ["/exports/round.ods", "/exports/poems.csv", "/exports/round"] {
            let answer = fetch(&app, Some(&front), path).await;
            assert_eq!(answer.status, StatusCode::NOT_FOUND, "{path}");
        }
        let nobody = fetch(&app, None, "/exports/round.csv").await;
        assert_eq!(nobody.status, StatusCode::UNAUTHORIZED);
        let none = text(&app, &front, "/exports/round.csv?titles=MODEL").await;
        assert!(none.contains("# sheet=round rows=0 "), "{none}");
        let book = fetch(&app, Some(&front), "/exports/round.xlsx").await;
        assert_eq!(book.status, StatusCode::OK);
        assert!(book.header("content-type").ends_with("spreadsheetml.sheet"));
    })
    .await;
}

#[tokio::test]
async fn responses_go_on_where_the_last_table_ended_and_each_read_is_written_down() {
    on_both(async |fresh| {
        let app = App::on(fresh.db).await;
        let world = &app.world;
        let survey = answered(&app, [3, 0, 0], false).await;
        let front = world.commune_front();
        let path = format!(
            "/exports/responses.jsonl?survey={}",
            GlobalId::Survey(survey.id).encode().0
        );
        let (first, about) = rows(&app, &front, &path).await;
        assert_eq!(first.len(), 3);
        assert_eq!(first[0]["item_Q1"], "SATISFIED");
        assert!(
            first[0]["household_code"].is_null(),
            "the commune's Front reads no household"
        );
        let after = about["after"].as_str().expect("an entry").to_owned();
        let next = format!("{path}&after={after}");
        let (none, _) = rows(&app, &front, &next).await;
        assert!(none.is_empty(), "{none:?}");
        let mut late = world.draft(1, "H9");
        late.comment = Some("=HYPERLINK(\"http://x\")".to_owned());
        submit::batch(&world.office, Some(&front), survey.id, vec![late.clone()])
            .await
            .expect("receipts");
        let (second, _) = rows(&app, &front, &next).await;
        let ids: Vec<&Value> = second.iter().map(|row| &row["response_id"]).collect();
        assert_eq!(ids, [&json!(late.id.to_string())]);
        let csv = text(&app, &front, &next.replace(".jsonl", ".csv")).await;
        assert!(
            csv.contains("\"'=HYPERLINK(\"\"http://x\"\")\"") || csv.contains("'=HYPERLINK"),
            "{csv}"
        );

        let admin = world.somebody(Role::Admin, &[]);
        let query = "{ accessLog(first: 10) { edges { node { rows } } } }";
        let log = app.ask(Some(&admin), query, json!({})).await;
        let logged = log["data"]["accessLog"]["edges"].as_array().map(Vec::len);
        assert_eq!(logged, Some(3), "an empty read is none: {log}");

        let outside = world.somebody(Role::Front, &[&world.other_commune]);
        let refused = [
            (outside, StatusCode::NOT_FOUND),
            (world.coordination_office(), StatusCode::FORBIDDEN),
            (
                world.somebody(Role::Collector, &[&world.hamlets[0]]),
                StatusCode::FORBIDDEN,
            ),
        ];
        for (who, status) in refused {
            let answer = fetch(&app, Some(&who), &path).await;
            assert_eq!(answer.status, status, "{}", answer.text);
        }
        let last = responses::last_entry(&world.office, Some(&front), &survey).await;
        assert!(last.expect("an entry") > after.parse().expect("a number"));
    })
    .await;
}

#[tokio::test]
async fn more_rows_than_a_page_come_whole_and_a_table_goes_on() {
    on_both(async |fresh| {
        let app = App::on(fresh.db).await;
        let world = &app.world;
        let survey = world.opened().await;
        let front = world.commune_front();
        let drafts: Vec<_> = (1..=620)
            .map(|home| world.draft(0, &format!("H{home:04}")))
            .collect();
        for part in drafts.chunks(200) {
            submit::batch(&world.office, Some(&front), survey.id, part.to_vec())
                .await
                .expect("receipts");
        }
        let path = format!(
            "/exports/responses.jsonl?survey={}",
            GlobalId::Survey(survey.id).encode().0
        );
        let (all, _) = rows(&app, &front, &path).await;
        let mut ids: Vec<String> = all
            .iter()
            .map(|row| row["response_id"].to_string())
            .collect();
        ids.sort_unstable();
        ids.dedup();
        assert_eq!((all.len(), ids.len()), (620, 620));
        let (round, about) = rows(&app, &front, "/exports/round.jsonl").await;
        assert_eq!(round.len(), 1);
        let after = about["after"].as_str().expect("a cursor");
        let (rest, _) = rows(&app, &front, &format!("/exports/round.jsonl?after={after}")).await;
        assert!(rest.is_empty(), "{rest:?}");
        let other = fetch(
            &app,
            Some(&front),
            &format!("/exports/items.jsonl?after={after}"),
        )
        .await;
        assert_eq!(other.status, StatusCode::BAD_REQUEST, "another table's end");
    })
    .await;
}
