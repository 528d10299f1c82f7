//! People whom a provider knows: whose account, and which rights, each time.

use longdan::domain::trust::actor::Role;
use longdan::domain::trust::identity::Person;
use longdan::domain::trust::mapping::{Mapping, NotGranted};
use longdan::domain::trust::sign_in::{AtProvider, Presence, SignInLimits};
use longdan::services::accounts::{AuthRefusal, NewToken, authenticate, create};
use longdan::services::identities::{IdentityRefusal, sign_in};
use longdan::services::sign_ins::{self, SignedIn};
use longdan::services::user_fault::UserFaultCode;
use longdan::services::{account_locks, admin_grants};

use super::front_people::codes;
use crate::support::database::on_both;
use crate::support::world::World;

const NONE: &[&str] = &[];

fn person(subject: &str, name: &str, values: &[&str]) -> Person {
    Person {
        issuer: "https://idp.example".to_owned(),
        subject: subject.to_owned(),
        name: name.to_owned(),
        values: values.iter().map(|value| (*value).to_owned()).collect(),
        at_provider: AtProvider::default(),
    }
}

fn mapping(world: &World) -> Mapping {
    let (commune, other) = (&world.commune.code, &world.other_commune.code);
    let text = format!(
        "[front]\nrole = 'FRONT'\nareas = ['{commune}']\n\
         [elsewhere]\nrole = 'FRONT'\nareas = ['{other}']\n\
         [office]\nrole = 'COORDINATION_OFFICE'\n\
         [admins]\nrole = 'ADMIN'\n\
         [nowhere]\nrole = 'FRONT'\nareas = ['no-such']\n"
    );
    Mapping::parse(&text).expect("a table")
}

async fn enter(world: &World, who: &Person) -> Result<SignedIn, IdentityRefusal> {
    let limits = SignInLimits::default();
    sign_in(&world.office, who, None, &mapping(world), limits).await
}

#[tokio::test]
async fn the_rights_are_those_of_the_groups_at_each_sign_in() {
    on_both(async |fresh| {
        let world = World::on(fresh.db).await;
        let first = enter(
            &world,
            &person("1", "Nguyễn Thị Lan", &["front", "unknown"]),
        )
        .await;
        let first = first.expect("a session");
        assert_eq!(first.actor.roles, [Role::Front]);
        assert_eq!(first.actor.area_ids(), [world.commune.id()]);
        // Another post: the session that is there already has it too.
        let second = enter(&world, &person("1", "Nguyễn Thị Lan", &["office"])).await;
        let second = second.expect("a session");
        assert_eq!(
            (second.actor.account, second.actor.token),
            (first.actor.account, first.actor.token)
        );
        let before = sign_ins::actor_of(&world.office, &first.secret, Presence::Attended)
            .await
            .expect("a session");
        assert_eq!(before.roles, [Role::CoordinationOffice]);
        assert!(before.areas.is_empty());
    })
    .await;
}

#[tokio::test]
async fn whom_the_table_gives_nothing_is_not_let_in_and_nothing_is_kept() {
    on_both(async |fresh| {
        let world = World::on(fresh.db).await;
        for values in [NONE, &["unknown"], &["FRONT"]] {
            let refused = enter(&world, &person("1", "Lan", values)).await;
            let nothing = matches!(
                refused,
                Err(IdentityRefusal::NotGranted(NotGranted::Nothing))
            );
            assert!(nothing, "{refused:?}");
        }
        let apart = enter(&world, &person("1", "Lan", &["front", "elsewhere"])).await;
        assert!(matches!(
            apart,
            Err(IdentityRefusal::NotGranted(NotGranted::Apart))
        ));
        let unfit = enter(&world, &person("1", "Lan", &["nowhere"])).await;
        assert!(matches!(unfit, Err(IdentityRefusal::Unfit)));
        let known = longdan::storage::accounts::named(world.db.read(), "Lan").await;
        assert_eq!(known.expect("a read"), None);
    })
    .await;
}

#[tokio::test]
async fn a_name_taken_at_the_provider_takes_nobodys_account_here() {
    on_both(async |fresh| {
        let world = World::on(fresh.db).await;
        let theirs = world.account("Trần Văn B").await;
        let new = enter(&world, &person("2", "Trần Văn B", &["office"]))
            .await
            .expect("a session");
        assert_ne!(new.actor.account, theirs);
        assert_eq!(new.actor.name, "Trần Văn B (2)");
        // The same person under another name keeps the account.
        let renamed = enter(&world, &person("2", "Trần Bình", &["office"]))
            .await
            .expect("a session");
        assert_eq!(renamed.actor.account, new.actor.account);
        assert_eq!(renamed.actor.name, "Trần Bình");
        // Another provider's person of the same name there is another one.
        let other = Person {
            issuer: "https://other.example".to_owned(),
            ..person("2", "Trần Bình", &["office"])
        };
        let other = enter(&world, &other).await.expect("a session");
        assert_ne!(other.actor.account, new.actor.account);
    })
    .await;
}

#[tokio::test]
async fn groups_make_no_administrator_before_a_second_one_confirms() {
    on_both(async |fresh| {
        let world = World::on(fresh.db.clone()).await;
        let who = person("3", "Lê Quản Trị", &["admins"]);
        let first = enter(&world, &who).await.expect("a session");
        assert_eq!(first.actor.roles, []);
        enter(&world, &who).await.expect("a session");
        let admin = world.somebody(Role::Admin, &[]);
        let waiting = admin_grants::pending(&world.office, Some(&admin))
            .await
            .expect("wishes");
        let [wish] = waiting.as_slice() else {
            panic!("one wish, not {waiting:?}");
        };
        assert_eq!(
            (wish.account.as_str(), &wish.asked_by),
            ("Lê Quản Trị", &None)
        );
        admin_grants::confirm(&world.office, Some(&admin), wish.grant.id)
            .await
            .expect("confirmed");
        let now = sign_ins::actor_of(&world.office, &first.secret, Presence::Attended)
            .await
            .expect("a session");
        assert_eq!(now.roles, [Role::Admin]);
        let again = enter(&world, &who).await.expect("a session");
        assert_eq!(again.actor.roles, [Role::Admin]);
        // Nobody confirms for themselves, nor twice.
        let twice = admin_grants::confirm(&world.office, Some(&again.actor), wish.grant.id).await;
        assert_eq!(codes(twice), [UserFaultCode::IllegalState]);
        // Who has left the group and comes back is to be confirmed again.
        enter(&world, &person("3", "Lê Quản Trị", &["office"]))
            .await
            .expect("a session");
        let back = enter(&world, &who).await.expect("a session");
        assert_eq!(back.actor.roles, []);
    })
    .await;
}

#[tokio::test]
async fn who_is_no_longer_let_in_loses_what_was_open_and_what_was_confirmed() {
    on_both(async |fresh| {
        let world = World::on(fresh.db.clone()).await;
        let admin = world.somebody(Role::Admin, &[]);
        for (subject, later) in [
            ("6", NONE),
            ("7", &["front", "elsewhere"]),
            ("8", &["nowhere"]),
        ] {
            let who = |values: &[&str]| person(subject, subject, values);
            let first = enter(&world, &who(&["admins"])).await.expect("a session");
            let waiting = admin_grants::pending(&world.office, Some(&admin)).await;
            let wish = waiting.expect("wishes").remove(0).grant.id;
            admin_grants::confirm(&world.office, Some(&admin), wish)
                .await
                .expect("confirmed");
            let other = enter(&world, &who(&["admins"])).await.expect("a session");
            assert_eq!(other.actor.roles, [Role::Admin]);
            let refused = enter(&world, &who(later)).await;
            assert!(refused.is_err(), "{later:?}: {refused:?}");
            for session in [&first, &other] {
                let dead = sign_ins::actor_of(&world.office, &session.secret, Presence::Attended);
                assert!(matches!(dead.await, Err(AuthRefusal::Unknown)), "{later:?}");
            }
            let kept = longdan::storage::accounts::bearer(fresh.db.read(), first.actor.token).await;
            assert_eq!(kept.expect("a read").expect("a token").actor.roles, []);
            // Back in the group, the second administrator is asked anew.
            let back = enter(&world, &who(&["admins"])).await.expect("a session");
            assert_eq!(back.actor.roles, []);
            let waiting = admin_grants::pending(&world.office, Some(&admin)).await;
            let wish = waiting.expect("wishes").remove(0).grant.id;
            admin_grants::refuse(&world.office, Some(&admin), wish)
                .await
                .expect("refused");
        }
    })
    .await;
}

#[tokio::test]
async fn an_account_that_is_locked_here_stays_so_whatever_the_provider_says() {
    on_both(async |fresh| {
        let world = World::on(fresh.db.clone()).await;
        let who = person("9", "Lan", &["office"]);
        let first = enter(&world, &who).await.expect("a session");
        let account = first.actor.account;
        let new = NewToken {
            line: 1,
            name: "Lan".to_owned(),
            roles: vec![Role::CoordinationOffice],
            areas: Vec::new(),
            agency: None,
            expires_days: None,
        };
        let made = create(&world.office, vec![new]).await.expect("a token");
        let token = made[0].secret.clone();
        let admin = world.somebody(Role::Admin, &[]);
        for _ in 0..2 {
            let locked = account_locks::disable(&world.office, Some(&admin), account).await;
            assert!(locked.expect("a lock").account.disabled_at.is_some());
        }
        for values in [&["office"], &["admins"]] {
            let refused = enter(&world, &person("9", "Lan", values)).await;
            assert!(
                matches!(refused, Err(IdentityRefusal::Disabled)),
                "{refused:?}"
            );
        }
        let dead = sign_ins::actor_of(&world.office, &first.secret, Presence::Attended).await;
        assert!(dead.is_err());
        let refused = authenticate(&world.office, &token).await;
        assert!(matches!(refused, Err(AuthRefusal::Revoked)), "{refused:?}");
        account_locks::enable(&world.office, Some(&admin), account)
            .await
            .expect("unlocked");
        authenticate(&world.office, &token).await.expect("a token");
        let dead = sign_ins::actor_of(&world.office, &first.secret, Presence::Attended).await;
        assert!(matches!(dead, Err(AuthRefusal::Unknown)), "gone for good");
        let again = enter(&world, &who).await.expect("a session");
        assert_eq!(again.actor.account, account);
    })
    .await;
}

#[tokio::test]
async fn a_revoked_token_of_a_person_ends_the_sessions_and_not_the_account() {
    on_both(async |fresh| {
        let world = World::on(fresh.db).await;
        let who = person("4", "Lan", &["office"]);
        let first = enter(&world, &who).await.expect("a session");
        longdan::services::accounts::revoke(&world.office, first.actor.token)
            .await
            .expect("revoked");
        let dead = sign_ins::actor_of(&world.office, &first.secret, Presence::Attended).await;
        assert!(matches!(dead, Err(AuthRefusal::Revoked)));
        let again = enter(&world, &who).await.expect("a session");
        assert_eq!(again.actor.account, first.actor.account);
        assert_ne!(again.actor.token, first.actor.token);
    })
    .await;
}

#[tokio::test]
async fn two_first_sign_ins_at_once_are_one_account() {
    on_both(async |fresh| {
        let world = World::on(fresh.db).await;
        let who = person("5", "Lan", &["office"]);
        let (one, other) =
            tokio::join!(Box::pin(enter(&world, &who)), Box::pin(enter(&world, &who)));
        let (one, other) = (one.expect("a session"), other.expect("a session"));
        assert_eq!(one.actor.account, other.actor.account);
        assert_ne!(one.secret, other.secret);
    })
    .await;
}
