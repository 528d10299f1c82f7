//! Products, hamlets, sponsors, work lists, results: to each what is its own.

use std::fmt::Write;

use longdan::domain::base::clock::{Clock as _, day_of};
use longdan::domain::trust::authority::may_ever;
use longdan::graphql::id::GlobalId;
use longdan::graphql::rights::access::Access;
use longdan::graphql::rights::decided::access;
use longdan::services::indicators;
use serde_json::{Value, json};

use super::hamlet_titles::{SPONSOR, TITLE};
use super::rights::people;
use super::{ocop, published};
use crate::support::app::App;
use crate::support::database::on_both;

const READ: &str = "query($rating: ID!, $survey: ID!) {
    ocopRatings { totalCount } rating: node(id: $rating) { id }
    hamletTitles(areaCode: \"18628\") { title } sponsors { code }
    indicators(areaCode: \"42\") { code } todo { kind }
    area(code: \"18628\") { ... on Commune { history { year } } }
    publishedResults { totalCount } publishedResult(surveyId: $survey) { revision }
}";

/// A column's name and where its value stands.
const COLUMNS: &[(&str, &str)] = &[
    ("ocopRatings", "/ocopRatings/totalCount"),
    ("rating", "/rating"),
    ("hamletTitles", "/hamletTitles"),
    ("sponsors", "/sponsors"),
    ("indicators", "/indicators"),
    ("todo", "/todo"),
    ("history", "/area/history"),
    ("publishedResults", "/publishedResults/totalCount"),
    ("publishedResult", "/publishedResult"),
];

/// How many there are, whether there is one, or the code of the error.
fn cell(answer: &Value, pointer: &str) -> String {
    let root = pointer.split('/').nth(1);
    let errors = answer["errors"].as_array().into_iter().flatten();
    let mut own = errors.filter(|error| error["path"][0].as_str() == root);
    if let Some(error) = own.next() {
        let code = error["extensions"]["code"].as_str();
        return code.expect("a code").to_owned();
    }
    match answer["data"].pointer(pointer) {
        None | Some(Value::Null) => "null".to_owned(),
        Some(Value::Array(list)) => list.len().to_string(),
        Some(Value::Number(count)) => count.to_string(),
        Some(_) => "value".to_owned(),
    }
}

/// One of each thing, and their ids.
async fn filled(app: &App) -> Value {
    let world = &app.world;
    let (district, rating) = ocop::proposed(app).await;
    let title = json!({ "hamletCode": "18628-01", "title": "MODEL_RESIDENTIAL_AREA", "since": "2019-05-01", "decision": "12" });
    app.ask(Some(&district), TITLE, json!({ "input": title }))
        .await;
    let sponsor = json!({ "code": "SPONSOR_1", "name": "Công ty", "communeCodes": ["18628"] });
    let clerk = world.coordination_office();
    app.ask(Some(&clerk), SPONSOR, json!({ "input": sponsor }))
        .await;
    let file =
        "area_code,code,day,value,unit,source\n42,POOR_HOUSEHOLDS,2019-07-17,5.82,%,05-TB/BCĐ\n";
    indicators::import(&world.office, file.as_bytes())
        .await
        .expect("a sound file");
    let survey = published::closed(app).await;
    published::publish(app, &survey, day_of(world.clock.now())).await;
    world.planned().await;
    json!({
        "rating": rating,
        "survey": GlobalId::Survey(survey.id).encode().0,
    })
}

#[tokio::test]
async fn what_each_role_reads_inside_and_outside_its_area() {
    on_both(async |fresh| {
        let app = App::on(fresh.db).await;
        let variables = filled(&app).await;
        let names: Vec<_> = COLUMNS.iter().map(|(name, _)| *name).collect();
        let mut table = format!("{:<28}| {}\n", "", names.join(" | "));
        for (name, who) in people(&app) {
            let answer = app.ask(who.as_ref(), READ, variables.clone()).await;
            let cells = COLUMNS.iter().map(|(column, pointer)| {
                let width = column.len();
                format!("{:<width$}", cell(&answer, pointer))
            });
            let cells = cells.collect::<Vec<_>>().join(" | ");
            writeln!(table, "{name:<28}| {}", cells.trim_end()).expect("a text");
        }
        insta::assert_snapshot!("reading_of_tasks", table);
    })
    .await;
}

/// Each mutation with an input that its rules refuse, so that nobody's try changes the next one's.
fn mutations(rating: &Value) -> Vec<(&'static str, &'static str, Value)> {
    vec![
        (
            "proposeOcopProduct",
            "ProposeOcopProductInput",
            json!({ "areaCode": "18628", "producer": "P", "product": "P", "category": "CARS", "year": 2019 }),
        ),
        (
            "rateOcopProduct",
            "RateOcopProductInput",
            json!({ "ratingId": rating, "version": 1, "step": "DISTRICT", "score": "50", "ratedOn": "2018-12-31" }),
        ),
        (
            "publishOcopRating",
            "PublishOcopRatingInput",
            json!({ "ratingId": rating, "version": 1 }),
        ),
        (
            "recordHamletTitle",
            "RecordHamletTitleInput",
            json!({ "hamletCode": "18628-01", "title": "MODEL_RESIDENTIAL_AREA", "since": "2019-05-01", "decision": " " }),
        ),
        (
            "recordSponsor",
            "RecordSponsorInput",
            json!({ "code": "SPONSOR_1", "name": " ", "communeCodes": ["18628"] }),
        ),
    ]
}

#[tokio::test]
async fn what_each_role_may_do_inside_and_outside_its_area() {
    on_both(async |fresh| {
        let app = App::on(fresh.db).await;
        let (_, rating) = ocop::proposed(&app).await;
        let mut table = String::new();
        for (mutation, input, value) in mutations(&rating) {
            writeln!(table, "{mutation}").expect("a text");
            let Some(Access::For(action)) = access("Mutation", mutation) else {
                panic!("{mutation} is not for somebody");
            };
            let query = format!("mutation($input: {input}!) {{ {mutation}(input: $input) {{ userErrors {{ code }} }} }}");
            for (name, who) in people(&app) {
                let answer = app.ask(who.as_ref(), &query, json!({ "input": value })).await;
                let told = answer["errors"][0]["extensions"]["code"].as_str();
                let fault = answer["data"][mutation]["userErrors"][0]["code"].as_str();
                let got = told.or(fault).expect("a refusal");
                match &who {
                    None => assert_eq!(got, "UNAUTHENTICATED", "{mutation}"),
                    Some(actor) if may_ever(Some(actor), action).is_err() => {
                        assert_eq!(got, "FORBIDDEN", "{mutation} by {name}");
                    }
                    Some(_) => {}
                }
                writeln!(table, "  {name:<28}| {got}").expect("a text");
            }
        }
        insta::assert_snapshot!("doing_of_tasks", table);
    })
    .await;
}
