//! The list of work: each role its own, the most urgent first.

use chrono::Duration;
use longdan::domain::trust::actor::{Actor, Role};
use longdan::services::{responses, submit, surveys};
use serde_json::{Value, json};

use crate::support::app::App;
use crate::support::database::on_both;

const TODO: &str = "{ todo(dueWithinDays: 30) {
    kind message count dueBefore overdue candidacy { area { code } } survey { state }
} }";

async fn kinds(app: &App, who: &Actor) -> Vec<String> {
    let answer = app.ask(Some(who), TODO, json!({})).await;
    let list = answer["data"]["todo"].as_array().expect("a list").clone();
    let kind = |one: &Value| one["kind"].as_str().expect("a kind").to_owned();
    list.iter().map(kind).collect()
}

#[tokio::test]
async fn the_front_is_led_from_opening_to_posting() {
    on_both(async |fresh| {
        let app = App::on(fresh.db).await;
        let world = &app.world;
        let survey = world.planned().await;
        let front = world.commune_front();
        let other = world.somebody(Role::Front, &[&world.other_commune]);
        assert_eq!(kinds(&app, &front).await, ["OPEN_SURVEY"]);
        assert_eq!(
            kinds(&app, &other).await,
            [""; 0],
            "outside nothing is to be done"
        );

        surveys::open(&world.office, Some(&front), survey.id, None, None)
            .await
            .expect("an open survey");
        assert_eq!(kinds(&app, &front).await, [""; 0], "it runs");
        let draft = world.draft(0, "H1");
        submit::batch(&world.office, Some(&front), survey.id, vec![draft.clone()])
            .await
            .expect("receipts");
        responses::void(&world.office, Some(&front), survey.id, draft.id, "Nhầm")
            .await
            .expect("a void");
        assert_eq!(kinds(&app, &front).await, ["CONFIRM_CORRECTIONS"]);

        world.pass(Duration::days(22));
        let answer = app.ask(Some(&front), TODO, json!({})).await;
        let first = &answer["data"]["todo"][0];
        assert_eq!(first["kind"], "CLOSE_SURVEY", "{answer}");
        assert_eq!(first["overdue"], true);
        assert_eq!(first["message"], "close the survey");
        assert_eq!(first["survey"]["state"], "CLOSING");
        surveys::close(&world.office, Some(&front), survey.id)
            .await
            .expect("a closed survey");
        let found = kinds(&app, &front).await;
        assert_eq!(found, ["POST_RESULT", "CONFIRM_CORRECTIONS"]);
    })
    .await;
}

#[tokio::test]
async fn nobody_without_a_token_has_work_and_a_department_its_own_criteria() {
    on_both(async |fresh| {
        let app = App::on(fresh.db).await;
        app.world.candidacy().await;
        let answer = app.ask(None, TODO, json!({})).await;
        let code = &answer["errors"][0]["extensions"]["code"];
        assert_eq!(code, "UNAUTHENTICATED", "{answer}");
        let nobody = app.world.somebody(Role::Department, &[]);
        assert_eq!(
            kinds(&app, &nobody).await,
            [""; 0],
            "no agency, no criteria"
        );
    })
    .await;
}
