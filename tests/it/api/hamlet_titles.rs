//! Titles of hamlets, and sponsors with what notices give them.

use longdan::domain::trust::actor::{Actor, Role};
use serde_json::json;

use crate::support::app::App;
use crate::support::database::on_both;

pub const TITLE: &str =
    "mutation($input: RecordHamletTitleInput!) { recordHamletTitle(input: $input) {
    title { title since decision gardens hamlet { code } } userErrors { code message path } } }";
pub const SPONSOR: &str = "mutation($input: RecordSponsorInput!) { recordSponsor(input: $input) {
    sponsor { code name sponsored { code } } userErrors { code message path } } }";
const NOTICE: &str = "mutation($input: CreateDirectiveInput!) { createDirective(input: $input) { userErrors { code } } }";
const OWED: &str = "{ assignments { nodes { agency status task { item } } } }";

#[tokio::test]
async fn titles_of_hamlets_are_recorded_in_ones_own_area() {
    on_both(async |fresh| {
        let app = App::on(fresh.db).await;
        let world = &app.world;
        let district = world.somebody(Role::SteeringCommittee, &[&world.district]);
        let good = json!({ "hamletCode": "18628-01", "title": "MODEL_GARDEN", "since": "2019-05-01", "decision": "12/QĐ-UBND", "gardens": 7 });
        let mut answers = vec![app.ask(Some(&district), TITLE, json!({ "input": good })).await];
        answers.push(app.ask(Some(&district), TITLE, json!({ "input": good })).await);
        for language in ["vi", "en"] {
            let bad = json!({ "hamletCode": "18682-01", "title": "MODEL_RESIDENTIAL_AREA", "since": "2019-07-18", "decision": " ", "gardens": 0 });
            answers.push(app.answer(Some(&district), language, TITLE, json!({ "input": bad })).await.json());
        }
        let front = app.ask(Some(&world.commune_front()), TITLE, json!({ "input": good })).await;
        answers.push(front["errors"][0]["extensions"]["code"].clone());
        let query = "{ hamletTitles(areaCode: \"445\") { title gardens hamlet { code } } other: hamletTitles(areaCode: \"446\") { title } }";
        answers.push(app.ask(None, query, json!({})).await);
        insta::assert_json_snapshot!("hamlet_titles", answers);
    })
    .await;
}

#[tokio::test]
async fn a_sponsor_owes_what_notices_give_each_sponsor_before_and_after_it_came() {
    on_both(async |fresh| {
        let app = App::on(fresh.db).await;
        let world = &app.world;
        let office = world.coordination_office();
        let sponsor = |code: &str| json!({ "input": { "code": code, "name": "Công ty", "communeCodes": ["18628", "18628"] } });
        let notice = |code: &str, item: &str| json!({ "input": {
            "code": code, "number": "05", "issuedOn": "2019-07-17", "issuer": "BCĐ", "signer": "P", "title": "T",
            "tasks": [{ "item": item, "text": "Kế hoạch", "each": "SPONSOR", "dueBefore": "2019-07-31" }] } });
        let mut answers = vec![app.ask(Some(&office), SPONSOR, sponsor("SPONSOR_1")).await];
        app.ask(Some(&office), NOTICE, notice("n-1", "11.3a")).await;
        app.ask(Some(&office), SPONSOR, sponsor("SPONSOR_2")).await;
        for language in ["vi", "en"] {
            answers.push(app.answer(Some(&office), language, SPONSOR, sponsor("SPONSOR_2")).await.json());
            answers.push(app.answer(Some(&office), language, SPONSOR, sponsor("SO_Y_TE")).await.json());
        }
        let own = Actor { agency: Some("SPONSOR_2".to_owned()), ..world.somebody(Role::Department, &[]) };
        answers.push(app.ask(Some(&office), OWED, json!({})).await);
        answers.push(app.ask(Some(&own), OWED, json!({})).await);
        insta::assert_json_snapshot!("sponsors", answers);
    })
    .await;
}

#[tokio::test]
async fn whoever_may_not_record_a_sponsor_is_not_told_what_is_wrong_with_it() {
    on_both(async |fresh| {
        let app = App::on(fresh.db).await;
        let none = json!({ "input": { "code": "SPONSOR_1", "name": " ", "communeCodes": [] } });
        let (front, office) = (
            app.world.provincial_front(),
            app.world.coordination_office(),
        );
        for (who, code) in [
            (None, "UNAUTHENTICATED"),
            (Some(&front), "FORBIDDEN"),
            (Some(&office), "BAD_USER_INPUT"),
        ] {
            let answer = app.ask(who, SPONSOR, none.clone()).await;
            let told = &answer["errors"][0]["extensions"]["code"];
            assert_eq!(told, code, "{answer}");
        }
    })
    .await;
}
