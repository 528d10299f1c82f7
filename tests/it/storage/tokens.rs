//! Tokens: whom each speaks for, found by its hash in one statement.

use longdan::domain::base::ids::{AccountId, TokenId};
use longdan::domain::trust::actor::{Actor, Role};
use longdan::storage::accounts::{self, Account, Bearer, Token};
use longdan::storage::fault::{StorageFault, Unique};

use super::make;
use crate::support::database::{Fresh, on_both};
use crate::support::world::{World, noon};

#[tokio::test]
async fn a_token_is_found_by_its_hash_with_all_it_may_do() {
    on_both(async |Fresh { db, .. }| {
        let world = World::on(db.clone()).await;
        let account = Account {
            id: AccountId(world.id()),
            name: "Máy thôn Hà Thanh".to_owned(),
            created_at: noon(),
        };
        accounts::insert(db.write(), &account).await.unwrap();
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
        assert_eq!(named.as_ref(), Some(&account));
        assert_eq!(accounts::named(db.read(), "\u{0}").await.unwrap(), None);

        let [first, second] = [&world.hamlets[0], &world.hamlets[1]];
        let token = |number, areas| Token {
            id: TokenId(world.id()),
            account: account.id,
            hash: make::digest(number),
            roles: vec![Role::Collector, Role::Department],
            areas,
            agency: Some("SO_XAY_DUNG".to_owned()),
            created_at: noon(),
            expires_at: Some(noon()),
            revoked_at: None,
        };
        let here = token(1, vec![first.id(), second.id()]);
        let everywhere = token(2, vec![]);
        accounts::insert_token(db.write(), &here).await.unwrap();
        accounts::insert_token(db.write(), &everywhere)
            .await
            .unwrap();
        assert!(
            accounts::revoke(db.write(), everywhere.id, noon())
                .await
                .unwrap()
        );
        assert!(
            !accounts::revoke(db.write(), everywhere.id, noon())
                .await
                .unwrap()
        );

        let before = db.statements();
        let found = accounts::bearer(db.read(), &here.hash).await.unwrap();
        assert_eq!(db.statements() - before, 1);
        let actor = Actor {
            account: account.id,
            token: here.id,
            name: account.name.clone(),
            roles: here.roles.clone(),
            areas: vec![first.place, second.place],
            agency: here.agency.clone(),
            expires_at: here.expires_at,
        };
        assert_eq!(
            found,
            Some(Bearer {
                actor,
                revoked_at: None
            })
        );
        let revoked = accounts::bearer(db.read(), &everywhere.hash)
            .await
            .unwrap()
            .unwrap();
        assert_eq!(
            (revoked.actor.areas, revoked.revoked_at),
            (vec![], Some(noon()))
        );
        assert_eq!(
            accounts::bearer(db.read(), &make::digest(3)).await.unwrap(),
            None
        );

        let listed = accounts::tokens(db.read()).await.unwrap();
        let everywhere = Token {
            revoked_at: Some(noon()),
            ..everywhere
        };
        assert_eq!(listed, [(account.clone(), here), (account, everywhere)]);
    })
    .await;
}
