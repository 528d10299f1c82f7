//! Who may set modes and type count records, and the way of one through the API.

use std::fmt::Write;

use longdan::graphql::id::GlobalId;
use serde_json::{Value, json};

use super::rights::{hold, outcome, people};
use crate::support::app::App;
use crate::support::database::on_both;

fn of(survey: &str, hamlet: &str, more: &Value) -> Value {
    let mut input = json!({ "surveyId": survey, "hamletCode": hamlet });
    let fields = input.as_object_mut().expect("an object");
    fields.extend(more.as_object().expect("an object").clone());
    input
}

/// Each mutation with an input that every right lets through to the rules, which refuse it.
fn mutations(survey: &str, hamlet: &str) -> Vec<(&'static str, Value)> {
    vec![
        (
            "changeRoster",
            json!({ "hamletId": hamlet, "add": ["H1"], "reason": "" }),
        ),
        (
            "setCollectionModes",
            json!({ "surveyId": survey, "hamlets": [] }),
        ),
        (
            "enterCountRecord",
            of(
                survey,
                "x",
                &json!({ "issued": 0, "collected": 0, "valid": 0, "spoilt": 0, "missing": 0, "items": [] }),
            ),
        ),
        (
            "correctCountRecord",
            of(
                survey,
                "x",
                &json!({ "version": 1, "fields": [], "reason": "-" }),
            ),
        ),
        (
            "acceptCountRecord",
            of(survey, "x", &json!({ "version": 1, "note": "-" })),
        ),
        (
            "discardCountRecord",
            of(survey, "x", &json!({ "version": 1, "reason": "-" })),
        ),
        (
            "attachToCountRecord",
            of(survey, "x", &json!({ "documentIds": [] })),
        ),
    ]
}

const READ: &str = "query($survey: ID!) {
    survey: satisfactionSurvey(id: $survey) {
        hamlets { mode } progress { remaining } countRecords { state version differing { figure } scans { sha256 } }
    }
}";

#[tokio::test]
async fn what_each_role_may_do_with_count_records() {
    on_both(async |fresh| {
        let app = App::on(fresh.db).await;
        let survey = app.world.opened().await;
        let id = GlobalId::Survey(survey.id).encode().0;
        let hamlet = GlobalId::Area(app.world.hamlets[0].id()).encode().0;
        let mut table = String::new();
        for (mutation, value) in mutations(&id, &hamlet) {
            let (first, rest) = mutation.split_at(1);
            let input = format!("{}{rest}Input", first.to_uppercase());
            writeln!(table, "{mutation}").expect("a text");
            let query = format!(
                "mutation($input: {input}!) {{ {mutation}(input: $input) {{ userErrors {{ code }} }} }}"
            );
            for (name, who) in people(&app) {
                let answer = app.ask(who.as_ref(), &query, json!({ "input": value })).await;
                let got = outcome(&answer, &[mutation]);
                hold(mutation, who.as_ref(), &got);
                writeln!(table, "  {name:<28}| {got}").expect("a text");
            }
        }
        writeln!(table, "SatisfactionSurvey: countRecords, progress").expect("a text");
        for (name, who) in people(&app) {
            let answer = app.ask(who.as_ref(), READ, json!({ "survey": id })).await;
            let got = match outcome(&answer, &["survey"]).as_str() {
"value" => ["countRecords", "progress"]
                    .map(|field| outcome(&answer, &["survey", field]))
                    .join(", "),
                other => format!("survey: {other}"),
            };
            writeln!(table, "  {name:<28}| {got}").expect("a text");
        }
        insta::assert_snapshot!("count_records", table);
    })
    .await;
}

/// The figures of one item, of 9 valid forms.
fn item(code: &str, satisfied: i32) -> Value {
    json!({ "item": code, "blank": 1, "choices": [
        { "choice": "SATISFIED", "count": satisfied },
        { "choice": "NOT_SATISFIED", "count": 8 - satisfied },
        { "choice": "OTHER", "count": 0 },
    ] })
}

fn sheet(survey: &str, hamlet: &str, satisfied: i32) -> Value {
    let items = ["Q1", "Q2", "ALL"].map(|code| item(code, satisfied));
    let figures = json!({
        "issued": 12, "collected": 10, "valid": 9, "spoilt": 1, "missing": 2, "items": items,
    });
    of(survey, hamlet, &figures)
}

const ENTER: &str = "mutation($input: EnterCountRecordInput!) {
    enterCountRecord(input: $input) {
        record {
            state version firstBy secondBy figures { valid } own { items { blank } }
            differing { figure item choice } warnings { code }
        }
        warnings { code message } userErrors { code message path }
    }
}";

#[tokio::test]
async fn two_accounts_type_a_record_and_the_survey_says_which_is_which() {
    on_both(async |fresh| {
        let app = App::on(fresh.db).await;
        let world = &app.world;
        let survey = world.planned().await;
        let id = GlobalId::Survey(survey.id).encode().0;
        let hamlet = world.hamlets[0].code.clone();
        let first = world.commune_front();
        let mut second = world.commune_front();
        second.account = world.second_account().await;
        let modes = json!({ "surveyId": id, "hamlets": [{ "hamletCode": hamlet, "mode": "COUNT_RECORD" }] });
        let query = "mutation($input: SetCollectionModesInput!) { setCollectionModes(input: $input) {
            survey { hamlets { mode } } userErrors { code } } }";
        let set = app.ask(Some(&first), query, json!({ "input": modes })).await;
        let set = &set["data"]["setCollectionModes"]["survey"]["hamlets"];
        assert_eq!((&set[0]["mode"], &set[1]["mode"]), (&json!("COUNT_RECORD"), &json!("HOUSE_VISITS")));
        let open = "mutation($id: ID!) { openSurvey(input: { surveyId: $id }) { userErrors { code } } }";
        app.ask(Some(&first), open, json!({ "id": id })).await;

        let enter = async |who, satisfied| {
            let input = json!({ "input": sheet(&id, &hamlet, satisfied) });
            let answer = app.ask(Some(who), ENTER, input).await;
            answer["data"]["enterCountRecord"].clone()
        };
        let wrong = enter(&first, 9).await;
        assert_eq!(wrong["userErrors"][0]["code"], "OUT_OF_RANGE", "{wrong}");
        let typed = enter(&first, 7).await;
        assert_eq!(typed["record"]["state"], "ENTERED_ONCE", "{typed}");
        assert_eq!(typed["warnings"][0]["code"], "MANY_SPOILT");
        let typed = enter(&second, 6).await;
        assert_eq!(typed["record"]["state"], "DIFFERENT", "{typed}");
        assert_eq!(typed["record"]["figures"], Value::Null);
        assert_eq!(typed["record"]["differing"][0], json!({ "figure": "CHOICE", "item": "Q1", "choice": "SATISFIED" }));

        let fields: Vec<Value> = typed["record"]["differing"].as_array().expect("fields").iter().map(|field| {
            let value = if field["choice"] == "SATISFIED" { 7 } else { 1 };
            json!({ "figure": field["figure"], "item": field["item"], "choice": field["choice"], "value": value })
        }).collect();
        let input = of(&id, &hamlet, &json!({ "version": 2, "fields": fields, "reason": "Nhìn nhầm dòng" }));
        let query = "mutation($input: CorrectCountRecordInput!) { correctCountRecord(input: $input) {
            record { state warnings { code } figures { items { item choices { choice count } } } } userErrors { code } } }";
        let done = app.ask(Some(&second), query, json!({ "input": input })).await;
        let done = &done["data"]["correctCountRecord"]["record"];
        assert_eq!((&done["state"], &done["warnings"][0]["code"]), (&json!("AGREED"), &json!("MANY_SPOILT")));
        let input = of(&id, &hamlet, &json!({ "version": 3, "note": "Phiếu ướt" }));
        let query = "mutation($input: AcceptCountRecordInput!) { acceptCountRecord(input: $input) {
            record { state note acceptedBy } survey { approval { collected byRecord valid satisfied } 
                byHamlet { mode coverage { responded } } } userErrors { code } } }";
        let done = app.ask(Some(&second), query, json!({ "input": input })).await;
        let done = &done["data"]["acceptCountRecord"];
        assert_eq!(done["record"]["state"], "FINAL", "{done}");
        let approval = json!({ "collected": 10, "byRecord": 10, "valid": 9, "satisfied": 7 });
        assert_eq!(done["survey"]["approval"], approval);
        assert_eq!(done["survey"]["byHamlet"][0]["coverage"]["responded"], 10);
    })
    .await;
}
