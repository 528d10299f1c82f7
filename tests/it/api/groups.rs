//! Communes are grouped by what departments found, or a later indicator says.

use chrono::Duration;
use longdan::services::indicators;
use serde_json::json;

use super::dossiers::appraise;
use crate::support::app::App;
use crate::support::database::on_both;

const GROUPS: &str = "{ communeGroups { code communesInIt { code } } }";

/// The group of the world's first commune; empty where it is in none.
async fn group(app: &App) -> String {
    let answer = app.ask(None, GROUPS, json!({})).await;
    let groups = answer["data"]["communeGroups"].as_array().expect("groups");
    let code = json!({ "code": app.world.commune.code });
    let own = groups.iter().find(|group| {
        let communes = group["communesInIt"].as_array().expect("communes");
        communes.contains(&code)
    });
    own.map(|group| group["code"].as_str().expect("a code").to_owned())
        .unwrap_or_default()
}

#[tokio::test]
async fn the_latest_finding_puts_a_commune_in_its_group() {
    on_both(async |fresh| {
        let app = App::on(fresh.db).await;
        let world = &app.world;
        assert_eq!(group(&app).await, "");
        let measured = async |day: &str, met: u8| {
            let file = format!(
                "area_code,code,day,value,unit,source\n18628,CRITERIA_MET,{day},{met},criteria,BC 1\n"
            );
            indicators::import(&world.office, file.as_bytes())
                .await
                .expect("an indicator");
        };
        measured("2018-12-31", 9).await;
        assert_eq!(group(&app).await, "BELOW_12");
        // Findings on some criteria say nothing of the others.
        let candidacy = world.candidacy().await;
        appraise(&app, &candidacy, &[17]).await;
        let full = group(&app).await;
        assert_ne!(full, "BELOW_12", "18 of 19 are met");
        world.pass(Duration::days(30));
        measured("2019-08-10", 10).await;
        assert_eq!(group(&app).await, "BELOW_12", "what came later counts");
    })
    .await;
}
