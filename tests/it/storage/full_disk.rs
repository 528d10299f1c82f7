//! A full disk refuses what it can't hold, and keeps nothing of it by half.

use longdan::domain::survey::tally::Tally;
use longdan::storage::database::Database;
use longdan::storage::fault::StorageFault;
use longdan::storage::{portable, responses, surveys, tallies};

use super::make;
use super::raw::{number, run};
use crate::support::database::{Fresh, on_sqlite};
use crate::support::world::World;

#[tokio::test]
async fn a_full_disk_refuses_the_whole_transaction() {
    on_sqlite(async |Fresh { db, .. }| {
        let world = World::on(db.clone()).await;
        let survey = world.opened().await;
        let hamlet = world.hamlets[0].id();
        let pages = number(&db, "PRAGMA page_count").await;
        run(&db, &format!("PRAGMA max_page_count = {}", pages + 8))
            .await
            .unwrap();
        let key = (survey.id, hamlet);
        let empty = tallies::read(db.read(), &[key])
            .await
            .unwrap()
            .remove(&key)
            .unwrap();
        let counted = Tally {
            collected: 1_000,
            ..empty.clone()
        };
        let send = async |db: &Database| {
            let tx = db.begin_write().await?;
            tallies::write(&tx, &[(survey.id, hamlet, counted.clone())]).await?;
            surveys::touch(&tx, &[survey.id]).await?;
            let sent = (1..=1_000).map(|n| make::response(&world, &survey, hamlet, n));
            responses::insert(&tx, sent.collect()).await?;
            Ok(tx.commit().await?)
        };
        let refused = send(&db).await;
        assert!(
            matches!(refused, Err(StorageFault::DiskFull(_))),
            "{refused:?}"
        );
        assert_eq!(number(&db, "SELECT count(*) FROM response").await, 0);
        let now = tallies::read(db.read(), &[key]).await.unwrap();
        assert_eq!(now.get(&key), Some(&empty));
        let found = surveys::find(db.read(), survey.id).await.unwrap().unwrap();
        assert_eq!(found.version, survey.version);
        portable::check(&db).await.unwrap();

        // With room again, the same is taken.
        run(&db, "PRAGMA max_page_count = 1000000").await.unwrap();
        send(&db).await.unwrap();
        assert_eq!(number(&db, "SELECT count(*) FROM response").await, 1_000);
    })
    .await;
}
