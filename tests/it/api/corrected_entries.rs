//! Wrong entries are put right by a new version, and what they said is kept.

use longdan::domain::trust::actor::Role;
use longdan::services::indicators;
use serde_json::{Value, json};

use crate::support::app::App;
use crate::support::database::on_both;

const TITLE: &str = "mutation($input: RecordHamletTitleInput!) { recordHamletTitle(input: $input) {
    title { title since decision version hamlet { code } earlier { version reason content } }
    userErrors { code path } } }";
const SPONSOR: &str = "mutation($input: RecordSponsorInput!) { recordSponsor(input: $input) {
    sponsor { code name version sponsored { code } earlier { version reason content } }
    userErrors { code path } } }";

fn code(answer: &Value) -> Value {
    answer["errors"][0]["extensions"]["code"].clone()
}

#[tokio::test]
async fn a_title_of_the_wrong_hamlet_is_moved_and_the_old_entry_kept() {
    on_both(async |fresh| {
        let app = App::on(fresh.db).await;
        let world = &app.world;
        let district = world.somebody(Role::SteeringCommittee, &[&world.district]);
        let entry = |hamlet: &str| json!({ "hamletCode": hamlet, "title": "MODEL_RESIDENTIAL_AREA", "since": "2019-05-01", "decision": "12" });
        let wrong = |version: i32, reason: &str| json!({ "hamletCode": "18628-01", "title": "MODEL_RESIDENTIAL_AREA", "since": "2019-05-01", "version": version, "reason": reason });
        let correct = |corrects: Value| {
            let mut input = entry("18628-02");
            input["corrects"] = corrects;
            json!({ "input": input })
        };
        let nothing = app.ask(Some(&district), TITLE, correct(wrong(1, "Nhầm thôn"))).await;
        assert_eq!(code(&nothing), "NOT_FOUND", "{nothing}");
        app.ask(Some(&district), TITLE, json!({ "input": entry("18628-01") })).await;
        let unsaid = app.ask(Some(&district), TITLE, correct(wrong(1, " "))).await;
        let fault = &unsaid["data"]["recordHamletTitle"]["userErrors"][0]["code"];
        assert_eq!(*fault, "REASON_MISSING", "{unsaid}");
        let stale = app.ask(Some(&district), TITLE, correct(wrong(2, "Nhầm thôn"))).await;
        assert_eq!(code(&stale), "CONFLICT", "{stale}");
        let outside = world.somebody(Role::SteeringCommittee, &[&world.other_district]);
        let refused = app.ask(Some(&outside), TITLE, correct(wrong(1, "Nhầm thôn"))).await;
        let fault = &refused["data"]["recordHamletTitle"]["userErrors"][0]["code"];
        assert_eq!(*fault, "UNKNOWN_AREA_ON_DAY", "{refused}");

        let done = app.ask(Some(&district), TITLE, correct(wrong(1, "Nhầm thôn"))).await;
        let title = &done["data"]["recordHamletTitle"]["title"];
        assert_eq!((&title["version"], &title["hamlet"]["code"]), (&json!(2), &json!("18628-02")), "{done}");
        assert_eq!((&title["earlier"][0]["version"], &title["earlier"][0]["reason"]), (&json!(1), &json!("Nhầm thôn")));
        let kept = title["earlier"][0]["content"].as_str().expect("a text");
        assert!(kept.contains(&world.hamlets[0].id().to_string()), "{kept}");
        let all = app.ask(None, "{ hamletTitles(areaCode: \"18628\") { version hamlet { code } } }", json!({})).await;
        assert_eq!(all["data"]["hamletTitles"], json!([{ "version": 2, "hamlet": { "code": "18628-02" } }]));
    })
    .await;
}

#[tokio::test]
async fn a_sponsor_gets_another_name_and_other_communes_and_keeps_its_tasks() {
    on_both(async |fresh| {
        let app = App::on(fresh.db).await;
        let office = app.world.coordination_office();
        let entry = |name: &str, communes: Value| json!({ "code": "S1", "name": name, "communeCodes": communes });
        let correct = |version: i32| {
            let mut input = entry("Công ty B", json!(["18682"]));
            input["version"] = json!(version);
            input["reason"] = json!("Nhầm tên");
            json!({ "input": input })
        };
        let nothing = app.ask(Some(&office), SPONSOR, correct(1)).await;
        assert_eq!(code(&nothing), "NOT_FOUND", "{nothing}");
        let first = json!({ "input": entry("Công ty A", json!(["18628"])) });
        app.ask(Some(&office), SPONSOR, first.clone()).await;
        let twice = app.ask(Some(&office), SPONSOR, first).await;
        assert_eq!(twice["data"]["recordSponsor"]["userErrors"][0]["code"], "NAMED_TWICE");
        for version in 1..=2 {
            let done = app.ask(Some(&office), SPONSOR, correct(version)).await;
            let sponsor = &done["data"]["recordSponsor"]["sponsor"];
            assert_eq!(sponsor["version"], version + 1, "{done}");
            assert_eq!(sponsor["sponsored"], json!([{ "code": "18682" }]));
            let kept = sponsor["earlier"][0]["content"].as_str().expect("a text");
            assert!(kept.contains("Công ty A"), "{kept}");
        }
        assert_eq!(code(&app.ask(Some(&office), SPONSOR, correct(1)).await), "CONFLICT");
    })
    .await;
}

#[tokio::test]
async fn a_value_is_replaced_only_with_a_reason() {
    on_both(async |fresh| {
        let app = App::on(fresh.db).await;
        let office = &app.world.office;
        let head = "area_code,code,day,value,unit,source,reason\n";
        let row = |value: &str, reason: &str| {
            format!("{head}42,POOR_HOUSEHOLDS,2019-07-17,{value},%,x,{reason}\n")
        };
        for (value, reason, [inserted, updated, unchanged]) in [
            ("5.82", "", [1, 0, 0]),
            ("5.28", "Gõ nhầm", [0, 1, 0]),
            ("5.28", "Gõ nhầm", [0, 0, 1]),
        ] {
            let report = indicators::import(office, row(value, reason).as_bytes())
                .await
                .expect("a sound file");
            assert_eq!(
                [report.inserted, report.updated, report.unchanged],
                [inserted, updated, unchanged]
            );
        }
        indicators::import(office, row("5.29", "").as_bytes())
            .await
            .expect_err("no reason");
        let query =
            "{ indicators(areaCode: \"42\") { value version earlier { version reason content } } }";
        let answer = app.ask(None, query, json!({})).await;
        let one = &answer["data"]["indicators"][0];
        assert_eq!(
            (&one["value"], &one["version"]),
            (&json!("5.28"), &json!(2)),
            "{answer}"
        );
        assert_eq!(
            one["earlier"][0]["content"],
            "{\"source\":\"x\",\"unit\":\"%\",\"value\":\"5.82\"}"
        );
    })
    .await;
}
