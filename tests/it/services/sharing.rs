//! Reads that requests share: few statements, and never older than the question.

use futures_util::FutureExt;
use futures_util::future::join_all;
use longdan::domain::trust::actor::Role;
use longdan::services::accounts::{self, AuthRefusal, IssuedToken, NewToken};
use longdan::services::surveys;

use crate::support::database::{Fresh, on_both};
use crate::support::world::World;

async fn issued(world: &World) -> IssuedToken {
    let new = NewToken {
        line: 1,
        name: "Văn phòng điều phối".to_owned(),
        roles: vec![Role::CoordinationOffice],
        areas: Vec::new(),
        agency: None,
        expires_days: None,
    };
    let made = accounts::create(&world.office, vec![new]).await;
    made.expect("a token").pop().expect("one token")
}

#[tokio::test]
async fn tokens_shown_at_once_are_looked_up_together_and_revoked_at_once() {
    on_both(async |fresh: Fresh| {
        let world = World::on(fresh.db).await;
        let (office, token) = (&world.office, issued(&world).await);
        let before = office.statements();
        let shown = (0..20).map(|_| accounts::authenticate(office, &token.secret));
        for known in join_all(shown).await {
            assert!(known.is_ok(), "{known:?}");
        }
        // The first begins at once; those that come meanwhile share the next.
        let reads = office.statements() - before;
        assert!((1..20).contains(&reads), "{reads} reads");
        let stranger = accounts::authenticate(office, "ldn_stranger").await;
        assert!(matches!(stranger, Err(AuthRefusal::Unknown)));
        accounts::revoke(office, token.id).await.expect("revoked");
        let after = accounts::authenticate(office, &token.secret).await;
        assert!(matches!(after, Err(AuthRefusal::Revoked)), "{after:?}");
    })
    .await;
}

#[tokio::test]
async fn a_question_that_is_given_up_holds_nobody_up() {
    on_both(async |fresh: Fresh| {
        let world = World::on(fresh.db).await;
        let (office, token) = (&world.office, issued(&world).await);
        for _ in 0..3 {
            // Begun, and dropped while the read is under way.
            drop(accounts::authenticate(office, &token.secret).now_or_never());
        }
        let known = accounts::authenticate(office, &token.secret).await;
        assert!(known.is_ok(), "{known:?}");
    })
    .await;
}

#[tokio::test]
async fn a_shared_read_shows_each_what_that_one_may_see() {
    on_both(async |fresh: Fresh| {
        let world = World::on(fresh.db).await;
        let survey = world.opened().await;
        let seen = async |role, area| {
            let actor = world.somebody(role, &[area]);
            let found = surveys::by_ids(&world.office, Some(&actor), &[survey.id]).await;
            found.expect("an answer").contains_key(&survey.id)
        };
        let all = tokio::join!(
            seen(Role::Front, &world.commune),
            seen(Role::Front, &world.other_commune),
            seen(Role::Collector, &world.hamlets[0]),
            seen(Role::Collector, &world.other_hamlet),
        );
        assert_eq!(all, (true, false, true, false));
        let nobody = surveys::by_ids(&world.office, None, &[survey.id]).await;
        assert!(nobody.expect("an answer").is_empty());
    })
    .await;
}
