//! Pages as programs ask for them: from either end, and what is no page.

use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use longdan::domain::law::title::Title;
use longdan::domain::trust::actor::Actor;
use longdan::graphql::id::GlobalId;
use longdan::services::submit;
use serde_json::{Value, json};

use crate::support::app::App;
use crate::support::database::on_both;
use crate::support::many;

/// The arguments of a page, as every list takes them.
const PAGE: &str = "first: $first, after: $after, last: $last, before: $before";

/// A list by the text that leads to it, with a place for its page, and that closes it.
struct List {
    opens: String,
    closes: &'static str,
    rows: usize,
}

impl List {
    async fn page(&self, app: &App, who: &Actor, page: &Value) -> Value {
        let Self { opens, closes, .. } = self;
        let query = format!(
            "query($first: Int, $after: String, $last: Int, $before: String) {{ {opens}({PAGE}) {{
                totalCount nodes {{ id }} edges {{ cursor node {{ id }} }}
                pageInfo {{ hasNextPage hasPreviousPage startCursor endCursor }}
            }} {closes} }}"
        );
        app.ask(Some(who), &query, page.clone()).await
    }

    /// The connection in an answer.
    fn of(answer: &Value) -> &Value {
        let data = &answer["data"];
        let list = if data["list"].is_null() {
            &data["within"]["list"]
        } else {
            &data["list"]
        };
        assert!(list.is_object(), "{answer}");
        list
    }

    /// Reads the list page by page, from its start or its end.
    async fn walk(&self, app: &App, who: &Actor, size: usize, from_end: bool) -> Vec<Value> {
        let (count, beside) = if from_end {
            ("last", "before")
        } else {
            ("first", "after")
        };
        let (mut ids, mut cursor) = (Vec::new(), Value::Null);
        loop {
            let page = json!({ count: size, beside: cursor });
            let answer = self.page(app, who, &page).await;
            let list = Self::of(&answer);
            let (edges, info) = (list["edges"].as_array().expect("edges"), &list["pageInfo"]);
            assert_eq!(list["totalCount"], self.rows);
            assert!(edges.len() <= size);
            assert_eq!(info["startCursor"], edges[0]["cursor"]);
            assert_eq!(info["endCursor"], edges[edges.len() - 1]["cursor"]);
            let found: Vec<Value> = edges
                .iter()
                .map(|edge| edge["node"]["id"].clone())
                .collect();
            let nodes = list["nodes"].as_array().expect("nodes").iter();
            assert_eq!(
                found,
                nodes.map(|node| node["id"].clone()).collect::<Vec<_>>()
            );
            let (more, behind) = if from_end {
                ids = [found, ids].concat();
                (&info["hasPreviousPage"], &info["hasNextPage"])
            } else {
                ids = [ids, found].concat();
                (&info["hasNextPage"], &info["hasPreviousPage"])
            };
            assert_eq!(*behind, json!(!cursor.is_null()));
            if more == false {
                return ids;
            }
            cursor = info[if from_end { "startCursor" } else { "endCursor" }].clone();
        }
    }
}

/// Every paged list, with more rows than one page of three.
async fn lists(app: &App) -> Vec<List> {
    let survey = app.world.opened().await;
    let mut drafts = Vec::new();
    for number in 0..8 {
        let mut draft = app.world.draft(number % 3, &format!("H{number}"));
        draft.comment = Some(format!("Ý kiến {number}"));
        drafts.push(draft);
    }
    let front = app.world.provincial_front();
    submit::batch(&app.world.office, Some(&front), survey.id, drafts)
        .await
        .expect("a submission");
    let round = many::round(&app.world, 1).await;
    for commune in many::communes(&app.world, 0..4).await {
        many::nominate(&app.world, round, &commune, Title::Advanced).await;
        many::nominate(&app.world, round, &commune, Title::Standard).await;
    }
    let survey = GlobalId::Survey(survey.id).encode().0;
    let of_survey =
        |list: &str| format!("within: satisfactionSurvey(id: \"{survey}\") {{ list: {list}");
    vec![
        List {
            opens: "list: candidacies".to_owned(),
            closes: "",
            rows: 9,
        },
        List {
            opens: "list: communes".to_owned(),
            closes: "",
            rows: 6,
        },
        List {
            opens: of_survey("responses"),
            closes: "}",
            rows: 8,
        },
        List {
            opens: of_survey("comments"),
            closes: "}",
            rows: 8,
        },
    ]
}

#[tokio::test]
async fn every_row_stands_on_one_page_from_either_end() {
    on_both(async |fresh| {
        let app = App::on(fresh.db).await;
        let front = app.world.provincial_front();
        for list in lists(&app).await {
            let answer = list.page(&app, &front, &json!({})).await;
            let nodes = List::of(&answer)["nodes"].as_array().expect("nodes").iter();
            let all: Vec<Value> = nodes.map(|node| node["id"].clone()).collect();
            assert_eq!(all.len(), list.rows);
            for size in [1, 3, 500] {
                for from_end in [false, true] {
                    let walked = list.walk(&app, &front, size, from_end).await;
                    assert_eq!(walked, all, "{} by {size}, {from_end}", list.opens);
                }
            }
        }
    })
    .await;
}

#[tokio::test]
async fn what_is_no_page_of_the_list_is_bad_input() {
    on_both(async |fresh| {
        let app = App::on(fresh.db).await;
        let front = app.world.provincial_front();
        let lists = lists(&app).await;
        let mut cursors = Vec::new();
        for list in &lists {
            let answer = list.page(&app, &front, &json!({ "first": 1 })).await;
            cursors.push(List::of(&answer)["pageInfo"]["endCursor"].clone());
        }
        for (number, list) in lists.iter().enumerate() {
            let mut wrong = vec![
                json!({ "first": 0 }),
                json!({ "first": 501 }),
                json!({ "first": -1 }),
                json!({ "last": 0 }),
                json!({ "last": 501 }),
                json!({ "first": 1, "last": 1 }),
            ];
            let junk = [
                "",
                "?",
                "nonsense",
                "null",
                "[]",
                "[\"Candidacy\",[]]",
                "[\"Commune\",[\"\u{0}\",\"x\"]]",
            ];
            for text in junk {
                for text in [text.to_owned(), URL_SAFE_NO_PAD.encode(text)] {
                    wrong.push(json!({ "after": text }));
                    wrong.push(json!({ "last": 2, "before": text }));
                }
            }
            let others = cursors
                .iter()
                .enumerate()
                .filter(|(other, _)| *other != number);
            wrong.extend(others.map(|(_, cursor)| json!({ "after": cursor })));
            for page in wrong {
                let answer = list.page(&app, &front, &page).await;
                let code = &answer["errors"][0]["extensions"]["code"];
                assert_eq!(
                    code, "BAD_USER_INPUT",
                    "{} with {page}: {answer}",
                    list.opens
                );
            }
        }
    })
    .await;
}

#[tokio::test]
async fn candidacies_stand_by_district_commune_and_title() {
    on_both(async |fresh| {
        let app = App::on(fresh.db).await;
        lists(&app).await;
        let front = app.world.provincial_front();
        let query = "query($after: String) { candidacies(first: 4, after: $after) {
            nodes { title area { code ... on Commune { district { code } } } } pageInfo { endCursor hasNextPage }
        } }";
        let (mut rows, mut after) = (Vec::new(), Value::Null);
        loop {
            let answer = app.ask(Some(&front), query, json!({ "after": after })).await;
            let list = &answer["data"]["candidacies"];
            for node in list["nodes"].as_array().expect("nodes") {
                let text = |value: &Value| value.as_str().unwrap_or("-").to_owned();
                let area = &node["area"];
                rows.push(format!("{} {} {}", text(&area["district"]["code"]), text(&area["code"]), text(&node["title"])));
            }
            after = list["pageInfo"]["endCursor"].clone();
            if list["pageInfo"]["hasNextPage"] == false {
                break;
            }
        }
        assert_eq!(
            rows,
            [
                "445 18628 STANDARD",
                "445 39997 ADVANCED",
                "445 39997 STANDARD",
                "445 39999 ADVANCED",
                "445 39999 STANDARD",
                "446 39996 ADVANCED",
                "446 39996 STANDARD",
                "446 39998 ADVANCED",
                "446 39998 STANDARD",
            ]
        );
    })
    .await;
}
