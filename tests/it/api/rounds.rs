//! Rounds and nominations.

use longdan::domain::trust::actor::Role;
use serde_json::{Value, json};

use crate::support::app::App;
use crate::support::database::on_both;

const CREATE: &str = "mutation($input: CreateCertificationRoundInput!) {
    createCertificationRound(input: $input) {
        round {
            id year ordinal name asOf province { code } regulation { code version base { code } }
            deadlines { deliverable dueBefore expected received late outstanding }
            summary { candidacies ready byState { state count } byTitle { title count } }
        }
        userErrors { code message path }
    }
}";

const NOMINATE: &str = "mutation($input: NominateInput!) {
    nominate(input: $input) {
        candidacy {
            title purpose state version simulated area { code name } round { year ordinal }
            surveys { id } approval { valid } appraisals { met } debtStatement { asOf }
            frontReport { number } vote { closed }
            readiness { ready checks { code status severity required actual message legalBasis confirmed } }
        }
        userErrors { code message path }
    }
}";

fn round() -> Value {
    json!({
        "year": 2019, "ordinal": 1, "name": "Đợt 1 năm 2019", "regulationCode": "ntm-2016",
        "deadlines": [
            { "deliverable": "FRONT_REPORT", "dueBefore": "2019-08-10" },
            { "deliverable": "RECOGNITION_VOTE", "dueBefore": "2019-08-30" },
        ],
    })
}

#[tokio::test]
async fn the_office_creates_a_round_and_nominates() {
    on_both(async |fresh| {
        let app = App::on(fresh.db).await;
        let office = app.world.coordination_office();
        let created = app
            .ask(Some(&office), CREATE, json!({ "input": round() }))
            .await;
        let id = created["data"]["createCertificationRound"]["round"]["id"].clone();
        insta::assert_json_snapshot!("round_created", created);

        let nomination = json!({ "roundId": id, "areaCode": "18628", "title": "STANDARD" });
        let nominated = app
            .ask(Some(&office), NOMINATE, json!({ "input": nomination }))
            .await;
        insta::assert_json_snapshot!("nominated", nominated);

        let query = "{ certificationRound(year: 2019, ordinal: 1) {
            summary { candidacies ready byState { state count } byTitle { title count } }
            deadlines { deliverable expected outstanding }
            candidacies(filter: { titles: [STANDARD], ready: false }) { totalCount nodes { title } }
        } }";
        insta::assert_json_snapshot!("round_read", app.ask(Some(&office), query, json!({})).await);
    })
    .await;
}

#[tokio::test]
async fn what_the_user_can_put_right_comes_back_in_the_payload() {
    on_both(async |fresh| {
        let app = App::on(fresh.db).await;
        let office = app.world.coordination_office();
        let mut bad = round();
        bad["year"] = json!(19);
        bad["name"] = json!("\u{7}");
        bad["deadlines"][1]["deliverable"] = json!("FRONT_REPORT");
        let faults = app
            .ask(Some(&office), CREATE, json!({ "input": bad }))
            .await;
        insta::assert_json_snapshot!("round_faults", faults);

        let mut unknown = round();
        unknown["regulationCode"] = json!("nowhere-1900");
        let unknown = app
            .answer(Some(&office), "vi", CREATE, json!({ "input": unknown }))
            .await;
        insta::assert_json_snapshot!("round_faults_in_vietnamese", unknown.json());

        app.ask(Some(&office), CREATE, json!({ "input": round() }))
            .await;
        let twice = app
            .ask(Some(&office), CREATE, json!({ "input": round() }))
            .await;
        insta::assert_json_snapshot!("round_twice", twice);
    })
    .await;
}

#[tokio::test]
async fn nominations_are_held_against_the_title() {
    on_both(async |fresh| {
        let app = App::on(fresh.db).await;
        let office = app.world.coordination_office();
        let created = app
            .ask(Some(&office), CREATE, json!({ "input": round() }))
            .await;
        let id = &created["data"]["createCertificationRound"]["round"]["id"];
        let mut answers = Vec::new();
        for (area, title) in [
            ("00000", "STANDARD"),
            ("18628", "CIVILISED_URBAN"),
            ("18628", "SUBSTANTIALLY_COMPLETE"),
            ("18628", "STANDARD"),
            ("18628", "STANDARD"),
        ] {
            let input = json!({ "roundId": id, "areaCode": area, "title": title });
            let answer = app
                .ask(Some(&office), NOMINATE, json!({ "input": input }))
                .await;
            answers.push(answer["data"]["nominate"]["userErrors"].clone());
        }
        insta::assert_json_snapshot!("nominations", answers);
    })
    .await;
}

#[tokio::test]
async fn ids_of_another_kind_are_a_programs_fault_and_unknown_ones_are_not_found() {
    on_both(async |fresh| {
        let app = App::on(fresh.db).await;
        let office = app.world.coordination_office();
        let survey = app.world.planned().await;
        let wrong = longdan::graphql::id::GlobalId::Survey(survey.id).encode();
        let unknown = longdan::domain::base::ids::RoundId(app.world.id());
        let unknown = longdan::graphql::id::GlobalId::Round(unknown).encode();
        let mut answers = Vec::new();
        for id in ["", "round-1", wrong.as_str(), unknown.as_str()] {
            let input = json!({ "roundId": id, "areaCode": "18628", "title": "STANDARD" });
            answers.push(
                app.ask(Some(&office), NOMINATE, json!({ "input": input }))
                    .await,
            );
        }
        insta::assert_json_snapshot!("ids", answers);
    })
    .await;
}

#[tokio::test]
async fn only_the_office_and_the_administrator_nominate() {
    on_both(async |fresh| {
        let app = App::on(fresh.db).await;
        let mut codes = Vec::new();
        for role in Role::ALL {
            let who = app.world.somebody(*role, &[&app.world.province]);
            let answer = app
                .ask(Some(&who), CREATE, json!({ "input": round() }))
                .await;
            codes.push(json!([
                role.as_str(),
                answer["errors"][0]["extensions"]["code"]
            ]));
        }
        let nobody = app.ask(None, CREATE, json!({ "input": round() })).await;
        codes.push(json!(["nobody", nobody["errors"][0]["extensions"]["code"]]));
        insta::assert_json_snapshot!("who_creates_rounds", codes);
    })
    .await;
}
