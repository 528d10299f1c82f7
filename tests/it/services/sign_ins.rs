//! Sessions at a browser: begun with a token, used, ended, here and elsewhere.

use std::sync::Arc;
use std::time::Duration as StdDuration;

use chrono::{Duration, TimeDelta};
use longdan::domain::base::chance::CountingChance;
use longdan::domain::base::clock::Clock;
use longdan::domain::trust::actor::Role;
use longdan::domain::trust::sign_in::{Ending, Presence, SignInLimits};
use longdan::services::accounts::{self, AuthRefusal, IssuedToken, NewToken};
use longdan::services::office::{Office, SharedOffice};
use longdan::services::refusal::Refusal;
use longdan::services::sign_ins::{self, SignedIn};
use longdan::services::tenure;
use longdan::services::tries::{Client, MOST_TRIES, WINDOW};
use longdan::storage::database::Database;
use tokio::time::timeout;

use crate::storage::raw::number;
use crate::support::database::{Fresh, on_both};
use crate::support::world::World;

const PATIENCE: StdDuration = StdDuration::from_secs(30);

async fn token(office: &SharedOffice, days: Option<i64>) -> IssuedToken {
    let new = NewToken {
        line: 1,
        name: "Văn phòng điều phối".to_owned(),
        roles: vec![Role::CoordinationOffice],
        areas: Vec::new(),
        agency: None,
        expires_days: days,
    };
    let made = accounts::create(office, vec![new]).await;
    made.expect("a token").remove(0)
}

fn client(last: u8) -> Client {
    Client::at([203, 0, 113, last].into())
}

async fn begun(office: &SharedOffice, token: &IssuedToken) -> SignedIn {
    let limits = SignInLimits::default();
    let begun = sign_ins::begin(office, client(1), None, &token.secret, limits).await;
    begun.expect("a session")
}

/// Another process on the same database.
async fn elsewhere(fresh: &Fresh, world: &World) -> SharedOffice {
    let db = Database::open(&fresh.options).await.expect("a database");
    let clock: Arc<dyn Clock> = world.clock.clone();
    let chance = Arc::new(CountingChance::from_seed(2));
    Office::on(db, clock, chance).await.expect("an office")
}

#[tokio::test]
async fn a_session_has_its_tokens_rights_in_every_process() {
    on_both(async |fresh| {
        let world = World::on(fresh.db.clone()).await;
        let token = token(&world.office, None).await;
        let session = begun(&world.office, &token).await;
        let other = elsewhere(&fresh, &world).await;
        for office in [&world.office, &other] {
            let actor = sign_ins::actor_of(office, &session.secret, Presence::Attended).await;
            let actor = actor.expect("a session that holds");
            assert_eq!(actor, session.actor);
            assert_eq!(
                (actor.token, actor.roles.as_slice()),
                (token.id, &[Role::CoordinationOffice][..])
            );
        }
        // Neither is taken for the other.
        let as_token = accounts::authenticate(&world.office, &session.secret).await;
        assert!(matches!(as_token, Err(AuthRefusal::Unknown)));
        let as_session = sign_ins::actor_of(&world.office, &token.secret, Presence::Attended).await;
        assert!(matches!(as_session, Err(AuthRefusal::Unknown)));
        other.close().await.expect("a closed office");
    })
    .await;
}

#[tokio::test]
async fn the_secret_itself_is_nowhere_kept() {
    on_both(async |fresh| {
        let world = World::on(fresh.db.clone()).await;
        let token = token(&world.office, None).await;
        let session = begun(&world.office, &token).await;
        let shown = session.secret.as_bytes();
        let kept = "SELECT count(*) AS number FROM sign_in WHERE length(hash) = 32";
        assert_eq!(number(&fresh.db, kept).await, 1);
        let rows = longdan::storage::sign_ins::of_hashes(fresh.db.read(), &[[0; 32]]).await;
        assert!(rows.expect("a read").is_empty());
        assert!(shown.len() > 40, "256 bits");
    })
    .await;
}

#[tokio::test]
async fn a_session_ends_idle_and_in_any_case_in_the_end() {
    on_both(async |fresh| {
        let world = World::on(fresh.db.clone()).await;
        let token = token(&world.office, None).await;
        let limits = SignInLimits::default();
        let idle = begun(&world.office, &token).await;
        world.pass(limits.idle - Duration::seconds(1));
        let used = sign_ins::actor_of(&world.office, &idle.secret, Presence::Attended).await;
        used.expect("a second is left, and the use is remembered");
        world.pass(limits.idle - Duration::seconds(1));
        sign_ins::actor_of(&world.office, &idle.secret, Presence::Attended)
            .await
            .expect("used before");
        world.pass(limits.idle);
        let late = sign_ins::actor_of(&world.office, &idle.secret, Presence::Attended).await;
        assert!(matches!(late, Err(AuthRefusal::Expired)), "{late:?}");

        let busy = begun(&world.office, &token).await;
        let mut lived = TimeDelta::zero();
        while lived + TimeDelta::minutes(20) < limits.longest {
            world.pass(Duration::minutes(20));
            lived += TimeDelta::minutes(20);
            sign_ins::actor_of(&world.office, &busy.secret, Presence::Attended)
                .await
                .expect("in use");
        }
        world.pass(Duration::minutes(20));
        let over = sign_ins::actor_of(&world.office, &busy.secret, Presence::Attended).await;
        assert!(matches!(over, Err(AuthRefusal::Expired)), "{over:?}");
        // What is over goes with the next one.
        begun(&world.office, &token).await;
        let kept = "SELECT count(*) AS number FROM sign_in";
        assert_eq!(number(&fresh.db, kept).await, 1);
    })
    .await;
}

#[tokio::test]
async fn it_dies_with_its_token_and_by_signing_out_and_so_does_what_hangs_on_it() {
    on_both(async |fresh| {
        let mut world = World::on(fresh.db.clone()).await;
        let mine = token(&world.office, Some(1)).await;
        let (first, second) = (
            begun(&world.office, &mine).await,
            begun(&world.office, &mine).await,
        );
        let gone = tenure::of(&world.office, &first.actor).ended();
        let mut stays = Box::pin(tenure::of(&world.office, &second.actor).ended());
        let other = elsewhere(&fresh, &world).await;
        sign_ins::end(&other, &first.actor).await.expect("an end");
        sign_ins::end(&other, &first.actor)
            .await
            .expect("once more");
        tokio::select! {
            gone = timeout(PATIENCE, gone) => assert_eq!(gone.expect("an end"), Ending::Over),
            _ = &mut stays => panic!("the other session holds"),
        }
        let ended = sign_ins::actor_of(&world.office, &first.secret, Presence::Attended).await;
        assert!(matches!(ended, Err(AuthRefusal::Unknown)));
        accounts::revoke(&other, mine.id)
            .await
            .expect("a revocation");
        timeout(PATIENCE, stays)
            .await
            .expect("an end with the token");
        // After a restart too.
        world.restart().await;
        let dead = sign_ins::actor_of(&world.office, &second.secret, Presence::Attended).await;
        assert!(matches!(dead, Err(AuthRefusal::Revoked)));
        other.close().await.expect("a closed office");
    })
    .await;
}

#[tokio::test]
async fn a_session_ends_no_later_than_its_token() {
    on_both(async |fresh| {
        let world = World::on(fresh.db.clone()).await;
        let token = token(&world.office, Some(1)).await;
        world.pass(Duration::hours(23) + Duration::minutes(50));
        let session = begun(&world.office, &token).await;
        world.pass(Duration::minutes(10));
        let over = sign_ins::actor_of(&world.office, &session.secret, Presence::Attended).await;
        assert!(matches!(over, Err(AuthRefusal::Expired)));
    })
    .await;
}

#[tokio::test]
async fn whoever_tries_tokens_that_are_none_is_locked_out_and_the_audit_says_so() {
    on_both(async |fresh| {
        let world = World::on(fresh.db.clone()).await;
        let good = token(&world.office, None).await;
        let limits = SignInLimits::default();
        let attempt = async |who, secret: &str| {
            sign_ins::begin(&world.office, who, None, secret, limits).await
        };
        let notes = "SELECT count(*) AS number FROM audit_entry WHERE action = 'signIn.lockedOut'";
        for number_of in 0..MOST_TRIES {
            assert_eq!(number(&fresh.db, notes).await, 0, "after {number_of}");
            // One that never was and one that can't be are answered alike.
            let secret = format!("ldn_{number_of:043}");
            let refused = attempt(client(1), &secret).await;
            assert!(
                matches!(refused, Err(Refusal::Unauthenticated)),
                "{refused:?}"
            );
        }
        assert_eq!(number(&fresh.db, notes).await, 1);
        // The right one is not heard from there either; from elsewhere it is.
        let waiting = attempt(client(1), &good.secret).await;
        assert!(
            matches!(waiting, Err(Refusal::TooManyTries { .. })),
            "{waiting:?}"
        );
        attempt(client(2), &good.secret)
            .await
            .expect("another place");
        world.pass(WINDOW);
        attempt(client(1), &good.secret)
            .await
            .expect("a new window");
    })
    .await;
}
