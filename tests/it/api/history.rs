//! The history of a unit goes back through the units that it came of.

use longdan::domain::base::ids::AreaId;
use longdan::storage::{areas, lineage};
use serde_json::json;

use crate::support::app::App;
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
