//! What the entries of the audit vouch for, by entry and by thing.

use std::collections::{BTreeMap, HashMap};

use sea_orm::sea_query::{Expr, ExprTrait};
use sea_orm::{
    ColumnTrait, Condition, ConnectionTrait, EntityTrait, QueryFilter, QueryOrder, QuerySelect,
    QueryTrait,
};
use uuid::Uuid;

use super::cells::{digest, padded, tuple};
use super::entity::audit_row;
use super::fault::StorageFault;
use super::insert::insert_all;
use crate::domain::trust::chain::{ChainId, Vouched};

/// What is vouched for, and by which entry.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct VouchedBy {
    /// The thing.
    pub row: Vouched,
    /// The entry's chain.
    pub chain: ChainId,
    /// The entry's number in it.
    pub sequence: i64,
}

/// Adds what an entry vouches for.
///
/// # Errors
/// [`StorageFault::Taken`] where somebody else vouched for the same thing at the same time.
pub async fn insert(db: &impl ConnectionTrait, rows: Vec<VouchedBy>) -> Result<(), StorageFault> {
    let rows = rows.into_iter().map(
        |VouchedBy {
             row,
             chain,
             sequence,
         }| audit_row::Model {
            thing: row.thing,
            key: row.key,
            turn: row.turn,
            digest: row.digest.map(|digest| digest.to_vec()),
            chain: chain.0,
            sequence,
        },
    );
    insert_all::<audit_row::Entity>(db, rows.collect(), None).await?;
    Ok(())
}

/// What was last said of these things, by table.
///
/// # Errors
/// What the database answers.
pub async fn last(
    db: &impl ConnectionTrait,
    things: &BTreeMap<String, Vec<Uuid>>,
) -> Result<HashMap<(String, Uuid), Vouched>, StorageFault> {
    let mut any = Condition::any();
    for (thing, keys) in things {
        any = any.add(
            Condition::all()
                .add(audit_row::Column::Thing.eq(thing))
                .add(audit_row::Column::Key.is_in(padded(keys.clone()))),
        );
    }
    let latest = Expr::cust(
        "turn = (SELECT max(l.turn) FROM audit_row l WHERE l.thing = audit_row.thing AND l.key = audit_row.key)",
    );
    let rows = audit_row::Entity::find()
        .filter(any)
        .filter(latest)
        .all(db)
        .await?;
    let found = rows.into_iter().map(|row| {
        let row = read(row)?.row;
        Ok(((row.thing.clone(), row.key), row))
    });
    found.collect()
}

/// What the entries of a chain from one number to another vouch for, in the order of the entries.
///
/// # Errors
/// What the database answers.
pub async fn of_entries(
    db: &impl ConnectionTrait,
    chain: ChainId,
    from: i64,
    to: i64,
) -> Result<Vec<VouchedBy>, StorageFault> {
    let rows = audit_row::Entity::find()
        .filter(audit_row::Column::Chain.eq(chain.0))
        .filter(audit_row::Column::Sequence.between(from, to))
        .order_by_asc(audit_row::Column::Sequence)
        .all(db)
        .await?;
    rows.into_iter().map(read).collect()
}

/// The next lines about the things of a table, in order of key and turn, up to a key where one is given.
///
/// # Errors
/// What the database answers.
pub async fn of_thing(
    db: &impl ConnectionTrait,
    thing: &str,
    after: Option<(Uuid, i64)>,
    until: Option<Uuid>,
    limit: u64,
) -> Result<Vec<VouchedBy>, StorageFault> {
    let place = || tuple([audit_row::Column::Key, audit_row::Column::Turn]);
    let rows = audit_row::Entity::find()
        .filter(audit_row::Column::Thing.eq(thing))
        .apply_if(after, |rows, (key, turn)| {
            rows.filter(place().gt(Expr::tuple([Expr::val(key), Expr::val(turn)])))
        })
        .apply_if(until, |rows, until| {
            rows.filter(audit_row::Column::Key.lte(until))
        })
        .order_by_asc(audit_row::Column::Key)
        .order_by_asc(audit_row::Column::Turn)
        .limit(limit)
        .all(db)
        .await?;
    rows.into_iter().map(read).collect()
}

fn read(row: audit_row::Model) -> Result<VouchedBy, StorageFault> {
    let audit_row::Model {
        thing,
        key,
        turn,
        digest: hash,
        chain,
        sequence,
    } = row;
    let hash = hash
        .map(|hash| digest("audit_row.digest", &hash))
        .transpose()?;
    Ok(VouchedBy {
        row: Vouched {
            thing,
            key,
            turn,
            digest: hash,
        },
        chain: ChainId(chain),
        sequence,
    })
}
