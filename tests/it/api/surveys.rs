//! A survey from its plan to its frozen result.

use longdan::graphql::id::GlobalId;
use serde_json::{Value, json};

use crate::support::app::App;
use crate::support::database::on_both;

const CREATE: &str = "mutation($input: CreateSurveyInput!) {
    createSurvey(input: $input) {
        survey {
            kind state version opensAt closesAt candidacy { title state }
            questionnaire {
                code version title(language: EN)
                items { code label required overall criterion { code } options { code sentiment label } }
            }
            hamlets { hamlet { code } households assigned hasRoster }
            coverage { households responded percent required met exceedsHouseholds }
            approval { stage valid percent met } approvalWithheld frozenResult { revision }
        }
        userErrors { code message path }
    }
}";

fn plan(candidacy: &str) -> Value {
    json!({
        "candidacyId": candidacy, "kind": "COLLECTION", "questionnaireCode": "small",
        "opensAt": "2019-07-17T12:00:00+07:00", "closesAt": "2019-08-06T05:00:00.000Z",
    })
}

async fn candidacy(app: &App) -> String {
    GlobalId::Candidacy(app.world.candidacy().await.id)
        .encode()
        .0
}

#[tokio::test]
async fn the_front_plans_a_survey() {
    on_both(async |fresh| {
        let app = App::on(fresh.db).await;
        let front = app.world.commune_front();
        let input = plan(&candidacy(&app).await);
        let created = app
            .ask(Some(&front), CREATE, json!({ "input": input }))
            .await;
        insta::assert_json_snapshot!("survey_planned", created);
        let again = app
            .ask(Some(&front), CREATE, json!({ "input": input }))
            .await;
        insta::assert_json_snapshot!("survey_planned_twice", again);
    })
    .await;
}

#[tokio::test]
async fn a_plan_is_held_against_form_hamlets_and_times() {
    on_both(async |fresh| {
        let app = App::on(fresh.db).await;
        let front = app.world.commune_front();
        let good = plan(&candidacy(&app).await);
        let mut answers = Vec::new();
        let hamlet =
            |code: &str, households: i64| json!({ "hamletCode": code, "households": households });
        for (field, value) in [
            ("questionnaireCode", json!("nowhere")),
            ("questionnaireVersion", json!(9)),
            ("closesAt", json!("2019-07-17T05:00:00Z")),
            ("hamlets", json!([])),
            (
                "hamlets",
                json!([
                    hamlet("18628-01", 0),
                    hamlet("18628-01", 5),
                    hamlet("18682-01", 5)
                ]),
            ),
        ] {
            let mut input = good.clone();
            input[field] = value;
            let answer = app
                .ask(Some(&front), CREATE, json!({ "input": input }))
                .await;
            answers.push(answer["data"]["createSurvey"].clone());
        }
        insta::assert_json_snapshot!("plans_with_faults", answers);

        let mut malformed = good.clone();
        malformed["opensAt"] = json!("2019-07-17T12:00:00");
        let malformed = app
            .ask(Some(&front), CREATE, json!({ "input": malformed }))
            .await;
        insta::assert_json_snapshot!("time_without_offset", malformed);
    })
    .await;
}

#[tokio::test]
async fn a_survey_is_opened_closed_and_frozen() {
    on_both(async |fresh| {
        let app = App::on(fresh.db).await;
        let front = app.world.commune_front();
        let survey = app.world.planned().await;
        let id = GlobalId::Survey(survey.id).encode().0;
        let step = async |name: &str, input: &str| {
            let query = format!(
                "mutation($input: {input}!) {{ {name}(input: $input) {{
                    survey {{ state version opensAt closesAt candidacy {{ state }}
                        frozenResult {{ revision figures sha256 closedAt closedBy }} }}
                    userErrors {{ code message path }}
                }} }}"
            );
            let variables = json!({ "input": { "surveyId": id } });
            app.ask(Some(&front), &query, variables).await["data"][name].clone()
        };
        let mut steps = Vec::new();
        for (name, input) in [
            ("beginClosing", "BeginClosingInput"),
            ("openSurvey", "OpenSurveyInput"),
            ("openSurvey", "OpenSurveyInput"),
            ("beginClosing", "BeginClosingInput"),
            ("closeSurvey", "CloseSurveyInput"),
            ("closeSurvey", "CloseSurveyInput"),
        ] {
            steps.push(json!([name, step(name, input).await]));
        }
        insta::assert_json_snapshot!("steps", steps);
    })
    .await;
}

#[tokio::test]
async fn a_response_is_voided_once_and_with_a_reason() {
    on_both(async |fresh| {
        let app = App::on(fresh.db).await;
        let front = app.world.commune_front();
        let survey = app.world.opened().await;
        let draft = app.world.draft(0, "H01");
        let response = draft.id;
        let office = &app.world.office;
        longdan::services::submit::batch(office, Some(&front), survey.id, vec![draft])
            .await
            .expect("a submission");
        let query = "mutation($input: VoidResponseInput!) { voidResponse(input: $input) {
            survey { version coverage { responded } }
            userErrors { code message path }
        } }";
        let id = GlobalId::Survey(survey.id).encode().0;
        let mut answers = Vec::new();
        for (response, reason) in [
            (response.0, "  "),
            (app.world.id(), "nhập nhầm"),
            (response.0, "nhập nhầm"),
            (response.0, "nhập nhầm"),
        ] {
            let input = json!({ "surveyId": id, "responseId": response, "reason": reason });
            let answer = app
                .ask(Some(&front), query, json!({ "input": input }))
                .await;
            answers.push(answer["data"]["voidResponse"].clone());
        }
        insta::assert_json_snapshot!("voidings", answers);
    })
    .await;
}
