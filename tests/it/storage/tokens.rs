//! Tokens: whom each speaks for, found by its hash in one statement.

use std::collections::HashMap;

use longdan::domain::base::ids::{AccountId, AreaId, TokenId};
use longdan::domain::trust::actor::{Actor, Role};
use longdan::storage::accounts::{self, Account, Bearer, Token};
use longdan::storage::database::Database;
use longdan::storage::fault::{StorageFault, Unique};

use super::make;
use crate::support::database::{Fresh, on_both};
use crate::support::world::{World, noon};

/// An account that is on record.
async fn account(world: &World, db: &Database) -> Account {
    let account = Account {
        id: AccountId(world.id()),
        name: "Máy thôn Hà Thanh".to_owned(),
        created_at: noon(),
        disabled_at: None,
    };
    accounts::insert(db.write(), &account).await.unwrap();
    account
}

/// A token of the account, not yet on record.
fn token(world: &World, account: &Account, number: u128, areas: Vec<AreaId>) -> Token {
    Token {
        id: TokenId(world.id()),
        account: account.id,
        hash: make::digest(number),
        roles: vec![Role::Collector, Role::Department],
        areas,
        agency: Some("SO_XAY_DUNG".to_owned()),
        created_at: noon(),
        expires_at: Some(noon()),
        revoked_at: None,
    }
}

#[tokio::test]
async fn an_account_is_known_by_its_name() {
    on_both(async |Fresh { db, .. }| {
        let world = World::on(db.clone()).await;
        let account = account(&world, &db).await;
        let again = Account {
            id: AccountId(world.id()),
            ..account.clone()
        };
        let again = accounts::insert(db.write(), &again).await;
        assert!(
            matches!(again, Err(StorageFault::Taken(Unique::AccountName))),
            "{again:?}"
        );
        let named = accounts::named(db.read(), &account.name).await.unwrap();
        assert_eq!(named, Some(account));
        assert_eq!(accounts::named(db.read(), "\u{0}").await.unwrap(), None);
    })
    .await;
}

#[tokio::test]
async fn a_token_is_found_by_its_hash_with_all_it_may_do() {
    on_both(async |Fresh { db, .. }| {
        let world = World::on(db.clone()).await;
        let account = account(&world, &db).await;
        let [first, second] = [&world.hamlets[0], &world.hamlets[1]];
        let here = token(&world, &account, 1, vec![first.id(), second.id()]);
        accounts::insert_token(db.write(), &here).await.unwrap();

        let before = db.statements();
        let asked = [here.hash, make::digest(3)];
        let found = accounts::bearers(db.read(), &asked).await.unwrap();
        assert_eq!(db.statements() - before, 1);
        let actor = Actor {
            account: account.id,
            token: here.id,
            sign_in: None,
            name: account.name.clone(),
            roles: here.roles.clone(),
            areas: vec![first.place, second.place],
            agency: here.agency.clone(),
            expires_at: here.expires_at,
            request: None,
        };
        let bearer = Bearer {
            actor,
            revoked_at: None,
        };
        // The other is a stranger's.
        assert_eq!(found, HashMap::from([(here.hash, bearer)]));
        assert_eq!(
            accounts::tokens(db.read()).await.unwrap(),
            [(account, here)]
        );
    })
    .await;
}

#[tokio::test]
async fn a_token_is_revoked_once() {
    on_both(async |Fresh { db, .. }| {
        let world = World::on(db.clone()).await;
        let account = account(&world, &db).await;
        let everywhere = token(&world, &account, 2, vec![]);
        accounts::insert_token(db.write(), &everywhere)
            .await
            .unwrap();
        for first in [true, false] {
            let revoked = accounts::revoke(db.write(), everywhere.id, noon()).await;
            assert_eq!(revoked.unwrap(), first);
        }
        let asked = [everywhere.hash];
        let found = accounts::bearers(db.read(), &asked).await.unwrap();
        let found = &found[&everywhere.hash];
        assert_eq!(found.actor.areas, []);
        assert_eq!(found.revoked_at, Some(noon()));
        let everywhere = Token {
            revoked_at: Some(noon()),
            ..everywhere
        };
        let listed = accounts::tokens(db.read()).await.unwrap();
        assert_eq!(listed, [(account, everywhere)]);
    })
    .await;
}
