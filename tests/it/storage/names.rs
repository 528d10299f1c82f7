//! Names folded by the migration are found as those that the program folds.

use longdan::domain::base::ids::AreaId;
use longdan::storage::areas::{self, CommuneQuery};
use longdan::storage::database::Database;
use longdan::storage::schema;

use crate::support::database::{Fresh, on_both};
use crate::support::world::World;

/// Every Vietnamese letter that has diacritics.
const MARKED: &str = "àáảãạăằắẳẵặâầấẩẫậđèéẻẽẹêềếểễệìíỉĩịòóỏõọôồốổỗộơờớởỡợùúủũụưừứửữựỳýỷỹỵ";
/// The same without them.
const PLAIN: &str = "aaaaaaaaaaaaaaaaadeeeeeeeeeeeiiiiiooooooooooooooooouuuuuuuuuuuyyyyy";

async fn found(db: &Database, part: &str) -> u64 {
    let query = CommuneQuery {
        name_contains: Some(part.to_owned()),
        ..CommuneQuery::default()
    };
    areas::count_communes(db.read(), &query).await.unwrap()
}

#[tokio::test]
async fn a_name_that_was_there_before_is_found_without_its_diacritics() {
    on_both(async |Fresh { db, .. }| {
        let world = World::on(db.clone()).await;
        let mut commune = world.commune.clone();
        commune.place.area = AreaId(world.id());
        commune.code = "18999".to_owned();
        commune.name = format!("Xã {MARKED} {}", MARKED.to_uppercase());
        areas::insert(db.write(), std::slice::from_ref(&commune))
            .await
            .unwrap();
        assert_eq!(found(&db, PLAIN).await, 1, "as the program folds it");
        let states = schema::status(&db).await.unwrap();
        let place = states
            .iter()
            .position(|state| state.name == "m20261126_160003_plain_names");
        let steps = u32::try_from(states.len() - place.unwrap()).unwrap();
        schema::down(&db, steps).await.unwrap();
        assert_eq!(found(&db, PLAIN).await, 0, "folded as before");
        schema::up(&db, None).await.unwrap();
        for part in [PLAIN, MARKED, &PLAIN.to_uppercase()] {
            assert_eq!(found(&db, part).await, 1, "{part}");
        }
    })
    .await;
}
