//! OCOP products on their way to publication, and indicators of areas.

use chrono::Duration;
use longdan::domain::trust::actor::{Actor, Role};
use longdan::services::imported::ImportRefusal;
use longdan::services::indicators;
use serde_json::{Value, json};

use crate::support::app::App;
use crate::support::database::on_both;

const PROPOSE: &str = "mutation($input: ProposeOcopProductInput!) { proposeOcopProduct(input: $input) {
    rating { id product categoryName producer year state version area { code } } userErrors { code message path } } }";
const RATE: &str = "mutation($input: RateOcopProductInput!) { rateOcopProduct(input: $input) {
    rating { state version districtScore districtRatedOn districtLate provinceScore stars confirmed }
    userErrors { code message path } } }";
const PUBLISH: &str =
    "mutation($input: PublishOcopRatingInput!) { publishOcopRating(input: $input) {
    rating { state stars publishedOn } userErrors { code message } } }";
const LIST: &str = "{ ocopRatings { totalCount nodes { product state } } }";

fn proposal() -> Value {
    json!({ "areaCode": "18628", "producer": "HTX Tượng Sơn", "product": "Nhung hươu", "category": "FOOD", "year": 2019 })
}

/// The district's committee, and a proposed product's id.
pub async fn proposed(app: &App) -> (Actor, Value) {
    let world = &app.world;
    let district = world.somebody(Role::SteeringCommittee, &[&world.district]);
    let made = app
        .ask(Some(&district), PROPOSE, json!({ "input": proposal() }))
        .await;
    let id = made["data"]["proposeOcopProduct"]["rating"]["id"].clone();
    assert!(id.is_string(), "{made}");
    (district, id)
}

fn score(id: &Value, version: i32, step: &str, points: &str) -> Value {
    json!({ "input": { "ratingId": id, "version": version, "step": step, "score": points } })
}

#[tokio::test]
async fn a_product_is_rated_twice_and_published_for_everybody() {
    on_both(async |fresh| {
        let app = App::on(fresh.db).await;
        let world = &app.world;
        let (district, id) = proposed(&app).await;
        let office = world.coordination_office();
        let hidden = app.ask(None, LIST, json!({})).await;
        assert_eq!(hidden["data"]["ocopRatings"]["totalCount"], 0, "{hidden}");
        world.pass(Duration::days(60));
        let mut answers = vec![
            app.ask(Some(&district), RATE, score(&id, 1, "DISTRICT", "64.5"))
                .await,
        ];
        let mut better = score(&id, 2, "DISTRICT", "66");
        better["input"]["reason"] = json!("cộng sai");
        answers.push(app.ask(Some(&district), RATE, better).await);
        answers.push(
            app.ask(Some(&office), RATE, score(&id, 3, "PROVINCE", "71.25"))
                .await,
        );
        let publish = json!({ "input": { "ratingId": id, "version": 4 } });
        answers.push(app.ask(Some(&office), PUBLISH, publish).await);
        answers.push(app.ask(None, LIST, json!({})).await);
        insta::assert_json_snapshot!("ocop", answers);
        let node = "query($id: ID!) { node(id: $id) { __typename } }";
        let node = app.ask(None, node, json!({ "id": id })).await;
        assert_eq!(node["data"]["node"]["__typename"], "OcopRating");
    })
    .await;
}

#[tokio::test]
async fn what_a_proposal_refuses() {
    on_both(async |fresh| {
        let app = App::on(fresh.db).await;
        let (district, _) = proposed(&app).await;
        let mut answers = Vec::new();
        for language in ["vi", "en"] {
            let mut bad = proposal();
            bad["category"] = json!("CARS");
            bad["year"] = json!(1890);
            bad["producer"] = json!(" ");
            let bad = json!({ "input": bad });
            answers.push(
                app.answer(Some(&district), language, PROPOSE, bad)
                    .await
                    .json(),
            );
        }
        answers.push(
            app.ask(Some(&district), PROPOSE, json!({ "input": proposal() }))
                .await,
        );
        let mut elsewhere = proposal();
        elsewhere["areaCode"] = json!("18682");
        answers.push(
            app.ask(Some(&district), PROPOSE, json!({ "input": elsewhere }))
                .await,
        );
        insta::assert_json_snapshot!("ocop_proposals_refused", answers);
    })
    .await;
}

#[tokio::test]
async fn what_a_score_refuses() {
    on_both(async |fresh| {
        let app = App::on(fresh.db).await;
        let world = &app.world;
        let (district, id) = proposed(&app).await;
        let office = world.coordination_office();
        let mut answers = vec![
            app.ask(Some(&office), RATE, score(&id, 1, "PROVINCE", "70"))
                .await,
        ];
        answers.push(
            app.ask(Some(&district), RATE, score(&id, 1, "DISTRICT", "100.01"))
                .await,
        );
        let mut early = score(&id, 1, "DISTRICT", "20");
        early["input"]["ratedOn"] = json!("2018-12-31");
        answers.push(app.ask(Some(&district), RATE, early).await);
        app.ask(Some(&district), RATE, score(&id, 1, "DISTRICT", "20"))
            .await;
        answers.push(
            app.ask(Some(&district), RATE, score(&id, 1, "DISTRICT", "21"))
                .await,
        );
        answers.push(
            app.ask(Some(&district), RATE, score(&id, 2, "DISTRICT", "21"))
                .await,
        );
        answers.push(
            app.ask(Some(&district), RATE, score(&id, 2, "PROVINCE", "21"))
                .await,
        );
        app.ask(Some(&office), RATE, score(&id, 2, "PROVINCE", "49.99"))
            .await;
        let publish = json!({ "input": { "ratingId": id, "version": 3 } });
        for language in ["vi", "en"] {
            answers.push(
                app.answer(Some(&office), language, PUBLISH, publish.clone())
                    .await
                    .json(),
            );
        }
        let commune = world.somebody(Role::SteeringCommittee, &[&world.commune]);
        let other = world.somebody(Role::SteeringCommittee, &[&world.other_district]);
        for who in [&commune, &other, &world.commune_front()] {
            answers.push(
                app.ask(Some(who), RATE, score(&id, 3, "DISTRICT", "9"))
                    .await["errors"][0]["extensions"]["code"]
                    .clone(),
            );
        }
        insta::assert_json_snapshot!("ocop_refused", answers);
    })
    .await;
}

#[tokio::test]
async fn indicators_are_imported_once_and_group_the_communes() {
    on_both(async |fresh| {
        let app = App::on(fresh.db).await;
        let office = &app.world.office;
        let head = "area_code,code,day,value,unit,source\n";
        let file = format!("{head}42,POOR_HOUSEHOLDS,2019-07-17,5.82,%,05-TB/BCĐ\n18628,CRITERIA_MET,2018-12-31,11,,x\n");
        let bad = indicators::import(office, file.as_bytes()).await;
        assert!(matches!(bad, Err(ImportRefusal::Faults(_))), "a unit is needed: {bad:?}");
        let file = format!("{head}42,POOR_HOUSEHOLDS,2019-07-17,5.82,%,05-TB/BCĐ\n42,POOR_HOUSEHOLDS,2018-12-31,6.9,%,x\n18628,CRITERIA_MET,2018-12-31,11,criteria,x\n18628,CRITERIA_MET,2019-06-30,13,criteria,x\n18682,CRITERIA_MET,2019-06-30,9,criteria,x\n");
        let first = indicators::import(office, file.as_bytes()).await.expect("a sound file");
        let again = indicators::import(office, file.as_bytes()).await.expect("a sound file");
        assert_eq!([first.inserted, again.inserted, again.unchanged], [5, 0, 5]);
        let other = format!("{head}42,POOR_HOUSEHOLDS,2019-07-17,5.83,%,x\n00000,A,2019-07-17,1,x,x\n42,A,2019-07-18,1,x,x\n");
        match indicators::import(office, other.as_bytes()).await {
            Err(ImportRefusal::Faults(faults)) => insta::assert_debug_snapshot!("indicator_faults", faults),
            other => panic!("{other:?}"),
        }
        let query = "{ indicators(areaCode: \"42\", code: \"POOR_HOUSEHOLDS\") { code day value unit source }
            communeGroups { code atLeast atMost communesInIt { code } }
            own: communeGroups(districtCode: \"445\") { code communesInIt { code } } }";
        insta::assert_json_snapshot!("indicators", app.ask(None, query, json!({})).await);
    })
    .await;
}
