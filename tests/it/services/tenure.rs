//! A session's hold on its token: until it is revoked anywhere, or expires.

use std::sync::Arc;
use std::time::Duration;

use longdan::domain::base::chance::CountingChance;
use longdan::domain::base::clock::Clock;
use longdan::domain::trust::actor::{Actor, Role};
use longdan::domain::trust::sign_in::Ending;
use longdan::services::access_tokens::{self, Rights};
use longdan::services::accounts::{self, NewToken};
use longdan::services::office::{Office, SharedOffice};
use longdan::services::tenure;
use longdan::storage::database::Database;
use tokio::time::timeout;

use crate::support::database::{Fresh, on_both};
use crate::support::world::World;

/// How long a test waits for what must come: far longer than it takes.
const PATIENCE: Duration = Duration::from_secs(30);

async fn token(office: &SharedOffice, name: &str, days: Option<i64>) -> accounts::IssuedToken {
    let new = NewToken {
        line: 1,
        name: name.to_owned(),
        roles: vec![Role::Admin],
        areas: Vec::new(),
        agency: None,
        expires_days: days,
    };
    let mut made = accounts::create(office, vec![new]).await.expect("a token");
    made.pop().expect("one token")
}

async fn bearer(office: &SharedOffice, token: &accounts::IssuedToken) -> Actor {
    let actor = accounts::authenticate(office, &token.secret).await;
    actor.expect("a token in force")
}

/// Another process on the same database.
async fn elsewhere(fresh: &Fresh, world: &World) -> SharedOffice {
    let db = Database::open(&fresh.options).await.expect("a database");
    let clock: Arc<dyn Clock> = world.clock.clone();
    let chance = Arc::new(CountingChance::from_seed(2));
    Office::on(db, clock, chance).await.expect("an office")
}

#[tokio::test]
async fn a_tenure_ends_where_its_token_is_revoked_here_or_elsewhere() {
    on_both(async |fresh| {
        let world = World::on(fresh.db.clone()).await;
        let other = elsewhere(&fresh, &world).await;
        for revoking in [&world.office, &other] {
            let office = &world.office;
            let (mine, its) = (
                token(office, "a", None).await,
                token(office, "b", None).await,
            );
            let ended = tenure::of(office, &bearer(office, &mine).await).ended();
            let mut stays = Box::pin(tenure::of(office, &bearer(office, &its).await).ended());
            accounts::revoke(revoking, mine.id)
                .await
                .expect("a revocation");
            tokio::select! {
                ended = timeout(PATIENCE, ended) => assert_eq!(ended.expect("an end"), Ending::Over),
                _ = &mut stays => panic!("the other token still holds"),
            }
        }
        other.close().await.expect("a closed office");
    })
    .await;
}

#[tokio::test]
async fn a_tenure_ends_when_its_token_expires() {
    on_both(async |fresh| {
        let world = World::on(fresh.db.clone()).await;
        let token = token(&world.office, "a", Some(1)).await;
        let actor = bearer(&world.office, &token).await;
        let first = tenure::of(&world.office, &actor);
        let mut ended = Box::pin(first.ended());
        world.pass(chrono::Duration::days(1) - chrono::Duration::seconds(1));
        let nothing = timeout(Duration::ZERO, &mut ended).await;
        assert!(nothing.is_err(), "a second is left");
        world.pass(chrono::Duration::seconds(1));
        timeout(PATIENCE, ended).await.expect("an end");
        // Nobody looked after tokens since; whoever comes is told at once.
        let late = tenure::of(&world.office, &actor);
        timeout(PATIENCE, late.ended()).await.expect("an end");
    })
    .await;
}

#[tokio::test]
async fn what_is_open_ends_where_its_token_has_other_rights() {
    on_both(async |fresh| {
        let world = World::on(fresh.db.clone()).await;
        let (mine, its) = (
            token(&world.office, "a", None).await,
            token(&world.office, "b", None).await,
        );
        let (me, it) = (
            bearer(&world.office, &mine).await,
            bearer(&world.office, &its).await,
        );
        let ended = tenure::of(&world.office, &me).ended();
        let mut stays = Box::pin(tenure::of(&world.office, &it).ended());
        let admin = world.somebody(Role::Admin, &[]);
        let rights = Rights {
            roles: vec![Role::CoordinationOffice],
            areas: Vec::new(),
            agency: None,
        };
        access_tokens::change(&world.office, Some(&admin), mine.id, rights)
            .await
            .expect("other rights");
        tokio::select! {
            ended = timeout(PATIENCE, ended) => assert_eq!(ended.expect("an end"), Ending::Changed),
            _ = &mut stays => panic!("the other token has its rights"),
        }
        // Whoever hung on it with the old rights and comes late hears of it too; with the new ones it holds.
        let late = tenure::of(&world.office, &me).ended();
        let late = timeout(PATIENCE, late).await.expect("an end");
        assert_eq!(late, Ending::Changed);
        let anew = bearer(&world.office, &mine).await;
        assert_eq!(anew.roles, [Role::CoordinationOffice]);
        let mut anew = Box::pin(tenure::of(&world.office, &anew).ended());
        assert!(timeout(Duration::ZERO, &mut anew).await.is_err());
    })
    .await;
}
