//! Who may write into a dossier, and who reads what of it.

use std::fmt::Write;

use longdan::domain::trust::actor::{Actor, Role};
use serde_json::{Value, json};

use super::dossiers::{DEBT, OPINION, RECORD, STATEMENT, candidacy_id, debt, finding, round_id};
use crate::support::app::App;
use crate::support::database::on_both;

fn people(app: &App) -> Vec<(String, Option<Actor>)> {
    let world = &app.world;
    let mut people = vec![("no token".to_owned(), None)];
    for role in Role::ALL {
        let inside = world.somebody(*role, &[&world.province]);
        people.push((format!("{role} of the province"), Some(inside)));
        let outside = world.somebody(*role, &[&world.other_district]);
        people.push((format!("{role} elsewhere"), Some(outside)));
    }
    let front = world.commune_front();
    people.push(("FRONT of the commune".to_owned(), Some(front)));
    for agency in ["SO_Y_TE", "SO_TAI_CHINH", "CONG_AN_TINH"] {
        people.push((agency.to_owned(), Some(world.department(agency))));
        let elsewhere = Actor {
            areas: vec![world.other_district.place],
            ..world.department(agency)
        };
        people.push((format!("{agency} elsewhere"), Some(elsewhere)));
    }
    people
}

fn outcome(answer: &Value) -> String {
    let code = answer["errors"][0]["extensions"]["code"].as_str();
    code.map_or_else(
        || {
            let data = answer["data"].as_object().unwrap().values().next().unwrap();
            let faults = &data["userErrors"];
            let first = faults[0]["code"].as_str().unwrap_or("taken");
            first.to_owned()
        },
        str::to_owned,
    )
}

#[tokio::test]
async fn who_may_write_into_a_dossier() {
    on_both(async |fresh| {
        let app = App::on(fresh.db).await;
        let candidacy = app.world.candidacy().await;
        let (id, round) = (candidacy_id(&candidacy), round_id(&candidacy));
        let inputs = [
            (
                RECORD,
                json!({ "roundId": round, "appraisals": [finding(&candidacy, "15", true)] }),
            ),
            (DEBT, debt(&candidacy, "1", "0")),
            (
                STATEMENT,
                json!({ "candidacyId": id, "condition": "SECURITY_AND_ORDER", "met": true }),
            ),
            (
                OPINION,
                json!({
                    "candidacyId": id, "level": "COMMUNE", "organisation": "OTHER",
                    "otherName": "x", "agrees": true,
                }),
            ),
        ];
        let mut table = String::new();
        for (name, who) in people(&app) {
            let mut cells = Vec::new();
            for (query, input) in &inputs {
                let answer = app
                    .ask(who.as_ref(), query, json!({ "input": input }))
                    .await;
                cells.push(outcome(&answer));
            }
            writeln!(table, "{name:<32}| {}", cells.join(" | ")).unwrap();
        }
        insta::assert_snapshot!("who_may_write_into_a_dossier", table);
    })
    .await;
}

#[tokio::test]
async fn who_reads_what_of_a_dossier() {
    on_both(async |fresh| {
        let app = App::on(fresh.db).await;
        let candidacy = app.world.candidacy().await;
        super::dossiers::appraise(&app, &candidacy, &[]).await;
        let finance = app.world.department("SO_TAI_CHINH");
        let owed = json!({ "input": debt(&candidacy, "1", "0") });
        app.ask(Some(&finance), DEBT, owed).await;
        let query = "query($id: ID!) { node(id: $id) { ... on Candidacy {
            appraisals { met } debtStatement { total } readiness { checks { actual } }
        } } }";
        let mut table = String::new();
        for (name, who) in people(&app) {
            let id = json!({ "id": candidacy_id(&candidacy) });
            let answer = app.ask(who.as_ref(), query, id).await;
            let node = &answer["data"]["node"];
            let appraisals = node["appraisals"].as_array().map_or(0, Vec::len);
            let checks = node["readiness"]["checks"].as_array();
            let said = checks
                .into_iter()
                .flatten()
                .filter(|one| one["actual"] != "");
            let (debt, said) = (&node["debtStatement"]["total"], said.count());
            let node = if node.is_null() {
                "nothing"
            } else {
                "candidacy"
            };
            writeln!(
                table,
                "{name:<32}| {node} | {appraisals} appraisals | debt {debt} | {said} said"
            )
            .unwrap();
        }
        insta::assert_snapshot!("who_reads_what_of_a_dossier", table);
    })
    .await;
}
