//! What is refused of a dossier's parts: a typed error, and nothing changed.

use longdan::domain::trust::actor::{Actor, Role};
use serde_json::{Value, json};

use super::dossiers::{DEBT, OPINION, RECORD, STATEMENT, candidacy_id, debt, finding, round_id};
use crate::support::app::App;
use crate::support::database::on_both;

/// The codes of an answer: of its errors, or of what the user can put right with the place.
fn refused(answer: &Value, field: &str) -> Value {
    match answer["errors"].as_array() {
        Some(errors) => {
            let code = |error: &Value| error["extensions"].clone();
            json!(errors.iter().map(code).collect::<Vec<_>>())
        }
        None => answer["data"][field]["userErrors"].clone(),
    }
}

#[tokio::test]
async fn findings_are_taken_all_or_none_and_each_fault_has_its_place() {
    on_both(async |fresh| {
        let app = App::on(fresh.db).await;
        let candidacy = app.world.candidacy().await;
        let who = app.world.department("SO_LAO_DONG");
        let input = |findings: Value| {
            json!({ "input": { "roundId": round_id(&candidacy), "appraisals": findings } })
        };
        let good = || finding(&candidacy, "11", true);
        let mut long = finding(&candidacy, "12", true);
        long["value"] = json!("x".repeat(201));
        long["note"] = json!("\u{1}");
        long["documentIds"] = json!([
            longdan::graphql::id::GlobalId::Document(app.world.id().into()).encode().0
        ]);
        let faults = input(json!([good(), finding(&candidacy, "99", true), good(), long]));
        let others = input(json!([good(), finding(&candidacy, "15", true)]));
        let mut unscored = good();
        unscored["score"] = json!("101");
        let mut stale = good();
        stale["version"] = json!(3);
        let mut answers = Vec::new();
        for input in [
            faults,
            others,
            input(json!([unscored])),
            input(json!([stale])),
            input(json!([])),
        ] {
            for language in ["en", "vi"] {
                let answer = app.answer(Some(&who), language, RECORD, input.clone()).await;
                answers.push(refused(&answer.json(), "recordAppraisals"));
            }
        }
        insta::assert_json_snapshot!("findings_refused", answers);
        let read = "query($id: ID!) { node(id: $id) { ... on Candidacy { state version appraisals { met } } } }";
        let office = app.world.coordination_office();
        let left = app
            .ask(Some(&office), read, json!({ "id": candidacy_id(&candidacy) }))
            .await;
        let nothing = json!({ "state": "NOMINATED", "version": 1, "appraisals": [] });
        assert_eq!(left["data"]["node"], nothing);
    })
    .await;
}

#[tokio::test]
async fn debt_that_is_absurd_is_refused() {
    on_both(async |fresh| {
        let app = App::on(fresh.db).await;
        let candidacy = app.world.candidacy().await;
        let finance = app.world.department("SO_TAI_CHINH");
        let with = |changes: Value| {
            let mut input = debt(&candidacy, "3", "2");
            input
                .as_object_mut()
                .unwrap()
                .extend(changes.as_object().unwrap().clone());
            json!({ "input": input })
        };
        let mut answers = Vec::new();
        for changes in [
            json!({ "total": "6" }),
            json!({ "asOf": "2019-07-18" }),
            json!({ "asOf": "1019-07-18" }),
            json!({ "total": "-5" }),
            json!({ "arrears": "1000000000000000000" }),
            json!({ "planned": 3 }),
            json!({ "version": 1, "reason": "x" }),
        ] {
            let answer = app.ask(Some(&finance), DEBT, with(changes)).await;
            answers.push(refused(&answer, "recordDebtStatement"));
        }
        let others = app.world.department("SO_Y_TE");
        let answer = app.ask(Some(&others), DEBT, with(json!({}))).await;
        answers.push(refused(&answer, "recordDebtStatement"));
        let whole = json!({ "input": {
            "roundId": round_id(&candidacy), "asOf": "2019-07-17",
            "total": "999999999999999999", "planned": "999999999999999999", "arrears": "0",
        } });
        let answer = app.ask(Some(&finance), DEBT, whole.clone()).await;
        answers.push(answer["data"].clone());
        let again = app.ask(Some(&finance), DEBT, whole).await;
        answers.push(refused(&again, "recordDebtStatement"));
        insta::assert_json_snapshot!("debts_refused", answers);
    })
    .await;
}

#[tokio::test]
async fn the_front_of_each_level_writes_down_its_own_organisations() {
    on_both(async |fresh| {
        let app = App::on(fresh.db).await;
        let world = &app.world;
        let candidacy = world.candidacy().await;
        let mut answers = Vec::new();
        let fronts = [
            ("province", world.provincial_front()),
            ("district", world.somebody(Role::Front, &[&world.district])),
            ("commune", world.commune_front()),
            (
                "other commune",
                world.somebody(Role::Front, &[&world.other_commune]),
            ),
        ];
        for (name, front) in &fronts {
            for level in ["PROVINCE", "DISTRICT", "COMMUNE", "HAMLET"] {
                let answer = speak(&app, front, candidacy_id(&candidacy), level, json!({})).await;
                answers.push(json!([name, level, answer]));
            }
        }
        let front = &fronts[2].1;
        for more in [
            json!({ "organisation": "OTHER" }),
            json!({ "organisation": "OTHER", "otherName": "Hội Người cao tuổi" }),
            json!({ "organisation": "OTHER", "otherName": "Hội Người cao tuổi" }),
        ] {
            let answer = speak(&app, front, candidacy_id(&candidacy), "COMMUNE", more).await;
            answers.push(answer);
        }
        insta::assert_json_snapshot!("opinions", answers);
    })
    .await;
}

async fn speak(app: &App, who: &Actor, candidacy: String, level: &str, more: Value) -> Value {
    let mut input = json!({
        "candidacyId": candidacy, "level": level, "organisation": "FARMERS_UNION", "agrees": false,
    });
    input
        .as_object_mut()
        .unwrap()
        .extend(more.as_object().unwrap().clone());
    let answer = app.ask(Some(who), OPINION, json!({ "input": input })).await;
    let taken = answer["data"]["recordOpinion"]["opinion"].clone();
    if taken.is_null() {
        refused(&answer, "recordOpinion")
    } else {
        taken
    }
}

#[tokio::test]
async fn an_agency_states_what_the_regulation_asks_of_it_alone() {
    on_both(async |fresh| {
        let app = App::on(fresh.db).await;
        let candidacy = app.world.candidacy().await;
        let police = app.world.department("CONG_AN_TINH");
        let health = app.world.department("SO_Y_TE");
        let mut answers = Vec::new();
        for (who, condition, more) in [
            (&police, "SECURITY_AND_ORDER", json!({ "note": "Ổn định" })),
            (&health, "SECURITY_AND_ORDER", json!({})),
            (&police, "NO_ARREARS", json!({})),
            (
                &police,
                "SECURITY_AND_ORDER",
                json!({ "met": false, "version": 1 }),
            ),
            (
                &police,
                "SECURITY_AND_ORDER",
                json!({ "met": false, "version": 1, "reason": "Khiếu kiện kéo dài" }),
            ),
        ] {
            let mut input = json!({
                "candidacyId": candidacy_id(&candidacy), "condition": condition, "met": true,
            });
            input
                .as_object_mut()
                .unwrap()
                .extend(more.as_object().unwrap().clone());
            let answer = app
                .ask(Some(who), STATEMENT, json!({ "input": input }))
                .await;
            let taken = answer["data"]["recordStatement"]["statement"].clone();
            answers.push(if taken.is_null() {
                refused(&answer, "recordStatement")
            } else {
                taken
            });
        }
        insta::assert_json_snapshot!("statements", answers);
    })
    .await;
}
