//! What everybody reads of a survey, and the Front of its forms set aside.

use chrono::Duration;
use longdan::domain::base::clock::{Clock as _, Day, day_of};
use longdan::domain::survey::lifecycle::SurveyState;
use longdan::domain::survey::record::Survey;
use longdan::graphql::id::GlobalId;
use longdan::services::{submit, surveys};
use longdan::storage;
use serde_json::{Value, json};

use crate::support::app::App;
use crate::support::database::on_both;
use crate::support::world::answers;

const RESULTS: &str = "{ publishedResults { totalCount nodes {
    surveyId revision replaces publishedOn area { code }
    coverage { count base of percent } valid { count base of }
    satisfied { count base of percent } satisfiedOfHouseholds { count base of percent }
    spoilt corrections { voided voidedBySentiment { satisfied } inConflict late chosen }
    frozen { sha256 } revisions { revision sha256 }
} } }";

/// Nine households heard, one of them not satisfied, one form spoilt, one household twice; closed.
pub async fn closed(app: &App) -> Survey {
    let world = &app.world;
    let survey = world.opened().await;
    let mut drafts: Vec<_> = (0..9)
        .map(|number| world.draft(0, &format!("H{number}")))
        .collect();
    drafts[0].answers = answers("NOT_SATISFIED");
    drafts[1].spoilt = true;
    drafts.push(world.draft(0, "H2"));
    let front = world.commune_front();
    submit::batch(&world.office, Some(&front), survey.id, drafts)
        .await
        .expect("receipts");
    world.pass(Duration::hours(1));
    surveys::close(&world.office, Some(&front), survey.id)
        .await
        .expect("a closed survey")
}

/// As the provincial Front verifies it, public from a day on.
pub async fn publish(app: &App, survey: &Survey, on: Day) {
    let mut verified = survey.clone();
    verified.lifecycle.stored = SurveyState::Verified;
    verified.published_on = Some(on);
    storage::surveys::update(app.world.db.write(), &verified)
        .await
        .expect("a survey");
}

#[tokio::test]
async fn everybody_reads_what_was_published_with_every_base_and_every_revision() {
    on_both(async |fresh| {
        let app = App::on(fresh.db).await;
        let survey = closed(&app).await;
        let id = GlobalId::Survey(survey.id).encode().0;
        let today = day_of(app.world.clock.now());
        let tomorrow = today.succ_opt().expect("a day");
        publish(&app, &survey, tomorrow).await;
        let answer = app.ask(None, RESULTS, json!({})).await;
        assert_eq!(answer["data"]["publishedResults"]["totalCount"], 0, "{answer}");
        let one = "query($id: ID!, $revision: Int) {
            publishedResult(surveyId: $id, revision: $revision) { revision }
        }";
        let hidden = app.ask(None, one, json!({ "id": id })).await;
        assert!(hidden["data"]["publishedResult"].is_null(), "{hidden}");

        publish(&app, &survey, today).await;
        let answer = app.ask(None, RESULTS, json!({})).await;
        let found = &answer["data"]["publishedResults"];
        assert_eq!(found["totalCount"], 1, "{answer}");
        let result = &found["nodes"][0];
        assert_eq!(result["surveyId"], id);
        let households = result["coverage"]["base"].clone();
        assert_eq!(result["coverage"]["count"], 9);
        assert_eq!(result["coverage"]["of"], "HOUSEHOLDS");
        assert_eq!(
            result["valid"],
            json!({ "count": 8, "base": 9, "of": "COLLECTED" })
        );
        assert_eq!(
            result["satisfied"],
            json!({ "count": 7, "base": 8, "of": "VALID", "percent": 87.5 })
        );
        assert_eq!(result["satisfiedOfHouseholds"]["count"], 7);
        assert_eq!(result["satisfiedOfHouseholds"]["base"], households);
        assert_eq!(result["spoilt"], 1);
        assert_eq!(
            result["corrections"],
            json!({ "voided": 0, "voidedBySentiment": null, "inConflict": 1, "late": 0, "chosen": 0 })
        );
        assert_eq!(result["revisions"].as_array().map(Vec::len), Some(1));
        assert_eq!(result["frozen"]["sha256"], result["revisions"][0]["sha256"]);
        let found = app.ask(None, one, json!({ "id": id, "revision": 1 })).await;
        assert_eq!(found["data"]["publishedResult"]["revision"], 1, "{found}");
        let none = app.ask(None, one, json!({ "id": id, "revision": 2 })).await;
        assert!(none["data"]["publishedResult"].is_null(), "{none}");
    })
    .await;
}

#[tokio::test]
async fn the_front_sees_both_revisions_and_the_choice_between_them() {
    on_both(async |fresh| {
        let app = App::on(fresh.db).await;
        let survey = closed(&app).await;
        let id = GlobalId::Survey(survey.id).encode().0;
        let front = app.world.commune_front();
        let list = "query($id: ID!) { satisfactionSurvey(id: $id) {
            setAside { totalCount nodes { responseId code rival { responseId voided } choice { choice } hamlet { code } } }
            corrections(unconfirmed: true) { totalCount nodes { number kind choice madeBy confirmedBy } }
            approval { revision share { count base of } ofHouseholds { count of } items { share { of } } }
            coverage { share { count of } }
        } }";
        let seen = app.ask(Some(&front), list, json!({ "id": id })).await;
        let survey = &seen["data"]["satisfactionSurvey"];
        assert_eq!(survey["approval"]["revision"], 1, "{seen}");
        assert_eq!(
            survey["approval"]["share"],
            json!({ "count": 7, "base": 8, "of": "VALID" })
        );
        assert_eq!(survey["approval"]["items"][0]["share"]["of"], "ANSWERED");
        let aside = &survey["setAside"]["nodes"][0];
        assert_eq!(aside["code"], "HOUSEHOLD_ALREADY_ANSWERED");
        assert_eq!(aside["rival"]["voided"], false);

        let input = json!({
            "surveyId": id, "responseId": aside["responseId"], "choice": "TAKE_THIS", "reason": "Hỏi lại hộ",
        });
        let choose = "mutation($input: ResolveConflictInput!) { resolveConflict(input: $input) {
            correction { number choice rivalId } survey { approval { revision } } userErrors { code message } } }";
        let done = app.ask(Some(&front), choose, json!({ "input": input })).await;
        let payload = &done["data"]["resolveConflict"];
        assert_eq!(payload["survey"]["approval"]["revision"], 2, "{done}");
        assert_eq!(payload["correction"]["rivalId"], aside["rival"]["responseId"]);
        let again = app.ask(Some(&front), choose, json!({ "input": input })).await;
        let fault = &again["data"]["resolveConflict"]["userErrors"][0];
        assert_eq!(fault["code"], "ALREADY_CHOSEN", "{again}");

        let confirm = "mutation($input: ConfirmCorrectionInput!) { confirmCorrection(input: $input) {
            correction { confirmedBy } userErrors { code } } }";
        let input = json!({ "input": { "surveyId": id, "number": 1 } });
        let own = app.ask(Some(&front), confirm, input.clone()).await;
        let fault = &own["data"]["confirmCorrection"]["userErrors"][0]["code"];
        assert_eq!(*fault, "SECOND_ACCOUNT_NEEDED", "{own}");
        let other = longdan::domain::trust::actor::Actor {
            account: app.world.second_account().await,
            ..app.world.commune_front()
        };
        let confirmed = app.ask(Some(&other), confirm, input).await;
        let correction: &Value = &confirmed["data"]["confirmCorrection"]["correction"];
        assert_eq!(correction["confirmedBy"], "second", "{confirmed}");
    })
    .await;
}
