//! The bell: every process on PostgreSQL hears a change once it is on disk.

use futures_util::StreamExt as _;
use longdan::storage::bell::{self, Ring};
use longdan::storage::database::Database;
use uuid::Uuid;

use super::raw::run;
use crate::support::database::{Fresh, on_postgres, on_sqlite};

#[tokio::test]
async fn a_change_is_heard_elsewhere_once_it_is_committed() {
    on_postgres(async |Fresh { db, options, .. }| {
        let other = Database::open(&options).await.unwrap();
        let mut heard = std::pin::pin!(bell::listen(&other).unwrap());
        assert_eq!(
            heard.next().await,
            Some(Ring::Unsure),
            "whatever was rung before is unheard"
        );
        let (round, candidacy) = (Uuid::from_u128(7).into(), Uuid::from_u128(8).into());
        let [first, second] = [1, 2].map(|n| Uuid::from_u128(n).into());
        let undone = db.begin_write().await.unwrap();
        bell::ring(&undone, &[(first, 1)]).await.unwrap();
        undone.rollback().await.unwrap();
        let done = db.begin_write().await.unwrap();
        let both = [(first, 2), (second, 9)];
        bell::ring(&done, &both).await.unwrap();
        bell::ring_candidacy(&done, round, candidacy).await.unwrap();
        done.commit().await.unwrap();
        assert_eq!(
            heard.next().await,
            Some(Ring::Changed {
                survey: first,
                version: 2
            })
        );
        assert_eq!(
            heard.next().await,
            Some(Ring::Changed {
                survey: second,
                version: 9
            })
        );
        assert_eq!(
            heard.next().await,
            Some(Ring::Candidacy { round, candidacy })
        );
        other.close().await.unwrap();
    })
    .await;
}

#[tokio::test]
async fn a_lost_connection_is_made_again_and_says_so() {
    on_postgres(async |Fresh { db, .. }| {
        let mut heard = std::pin::pin!(bell::listen(&db).unwrap());
        assert_eq!(heard.next().await, Some(Ring::Unsure));
        let end = "SELECT pg_terminate_backend(pid) FROM pg_stat_activity
                   WHERE datname = current_database() AND query LIKE 'LISTEN%'";
        assert_eq!(run(&db, end).await.unwrap(), 1);
        assert_eq!(heard.next().await, Some(Ring::Unsure));
        // Junk that somebody else sends on the channel is passed over.
        run(&db, "SELECT pg_notify('longdan_survey', 'junk')")
            .await
            .unwrap();
        run(&db, "SELECT pg_notify('longdan_candidacy', 'junk junk')")
            .await
            .unwrap();
        let survey = Uuid::from_u128(3).into();
        bell::ring(db.write(), &[(survey, 4)]).await.unwrap();
        assert_eq!(
            heard.next().await,
            Some(Ring::Changed { survey, version: 4 })
        );
    })
    .await;
}

#[tokio::test]
async fn sqlite_has_no_bell_of_its_own() {
    on_sqlite(async |Fresh { db, .. }| {
        assert!(bell::listen(&db).is_none());
        bell::ring(db.write(), &[(Uuid::nil().into(), 1)])
            .await
            .unwrap();
    })
    .await;
}
