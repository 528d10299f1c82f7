//! The history of a unit goes back through the units that it came of.

use longdan::domain::base::ids::AreaId;
use longdan::domain::recognition::decision::DecisionOutcome::Recognised;
use longdan::services::{council_files, decisions};
use longdan::storage::{areas, lineage};
use serde_json::json;

use crate::services::council_decisions::{outcomes, paper};
use crate::support::app::App;
use crate::support::council::Council;
use crate::support::database::on_both;

#[tokio::test]
async fn a_merged_commune_shows_what_its_predecessors_asked_for() {
    on_both(async |fresh| {
        let app = App::on(fresh.db).await;
        let world = &app.world;
        world.candidacy().await;
        let mut merged = world.commune.clone();
        merged.place.area = AreaId(world.id());
        merged.code = "18998".to_owned();
        areas::insert(world.db.write(), std::slice::from_ref(&merged))
            .await
            .expect("a unit");
        let mut between = merged.clone();
        between.place.area = AreaId(world.id());
        between.code = "18997".to_owned();
        areas::insert(world.db.write(), std::slice::from_ref(&between))
            .await
            .expect("a unit");
        let line = [
            (world.commune.id(), between.id()),
            (between.id(), merged.id()),
        ];
        lineage::insert(world.db.write(), &line)
            .await
            .expect("a lineage");
        let query = "{ area(code: \"18998\") { ... on Commune { history {
            year candidacy { title area { code } }
        } } } }";
        let office = world.coordination_office();
        let answer = app.ask(Some(&office), query, json!({})).await;
        let history = &answer["data"]["area"]["history"];
        assert_eq!(
            *history,
            json!([{ "year": 2019, "candidacy": {
                "title": "STANDARD", "area": { "code": world.commune.code },
            } }]),
            "{answer}"
        );
        let answer = app.ask(None, query, json!({})).await;
        assert_eq!(
            answer["data"]["area"]["history"],
            json!([]),
            "nothing is published"
        );
    })
    .await;
}

#[tokio::test]
async fn a_history_names_the_titles_and_what_residents_said_by_year() {
    on_both(async |fresh| {
        let app = App::on(fresh.db).await;
        let world = &app.world;
        let file = "area_code,title,since,until,number\n\
            18628,SUBSTANTIALLY_COMPLETE,2015-06-01,2018-12-31,11/QĐ-UBND\n";
        council_files::titles(&world.office, file.as_bytes())
            .await
            .expect("titles");
        let council = Council::of(world).await;
        world.pass(chrono::Duration::days(100));
        council.voted(world, [[5, 0, 0, 0], [5, 0, 0, 0]]).await;
        let said = outcomes(&council, [Recognised, Recognised]);
        decisions::record(&world.office, Some(&council.clerk), paper(), said)
            .await
            .expect("a decision");
        let query = "{ area(code: \"18628\") { ... on Commune { history {
            year candidacy { state approval { collected } } title { title since decision }
        } } } }";
        let front = world.provincial_front();
        let answer = app.ask(Some(&front), query, json!({})).await;
        assert_eq!(
            answer["data"]["area"]["history"],
            json!([
                {
                    "year": 2019,
                    "candidacy": { "state": "RECOGNISED", "approval": { "collected": 0 } },
                    "title": { "title": "STANDARD", "since": "2019-10-01", "decision": "3368/QĐ-UBND" },
                },
                {
                    "year": 2015,
                    "candidacy": null,
                    "title": {
                        "title": "SUBSTANTIALLY_COMPLETE", "since": "2015-06-01",
                        "decision": "11/QĐ-UBND",
                    },
                },
            ]),
            "{answer}"
        );
    })
    .await;
}
