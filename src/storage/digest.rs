//! The SHA-256 of rows, the same on every database.

use std::collections::{BTreeMap, BTreeSet, HashMap};
use std::pin::Pin;

use sea_orm::{
    ColumnTrait, EntityTrait, IdenStatic, Iterable, ModelTrait, QueryFilter, QueryOrder,
    QuerySelect, QueryTrait, Value,
};
use serde_json::Value as Json;
use sha2::{Digest as _, Sha256};
use uuid::Uuid;

use super::cells::{ASKED, padded};
use super::database::Transaction;
use super::fault::StorageFault;
use crate::domain::base::canonical::{canonical_json, hex, sha256};
use crate::domain::trust::chain::{Hash, written};

/// Bytes that stand in a digest as they are; of longer ones, their hash does.
const SHORT: usize = 64;

/// What of a table's rows counts.
#[derive(Debug)]
pub(crate) struct Part {
    /// The column of the key, a UUID.
    pub key: &'static str,
    /// Columns that move without a note.
    pub left_out: &'static [&'static str],
    /// The only columns that count; empty: all of them.
    pub only: &'static [&'static str],
    /// Rows where this column is null don't count.
    pub filled: Option<&'static str>,
}

impl Part {
    /// Whether a column counts.
    pub fn holds(&self, column: &str) -> bool {
        !self.left_out.contains(&column) && (self.only.is_empty() || self.only.contains(&column))
    }
}

/// What is read of a table whose type only the table's own function knows.
pub(crate) type Reading<'a, T> = Pin<Box<dyn Future<Output = Result<T, StorageFault>> + Send + 'a>>;

/// How the digests of things are read.
pub(crate) type ReadDigests =
    for<'a> fn(&'a Transaction, &'static Part, &'a [Uuid]) -> Reading<'a, HashMap<Uuid, Hash>>;

/// How the next keys of things are read.
pub(crate) type ReadKeys =
    for<'a> fn(&'a Transaction, &'static Part, Option<Uuid>, u64) -> Reading<'a, Vec<Uuid>>;

/// The digests of the things of these keys that are there.
pub(crate) fn digests<'a, E>(
    tx: &'a Transaction,
    part: &'static Part,
    keys: &'a [Uuid],
) -> Reading<'a, HashMap<Uuid, Hash>>
where
    E: EntityTrait,
    E::Model: ModelTrait<Entity = E> + Send + Sync,
{
    Box::pin(async move {
        let key = column::<E>(part.key)?;
        let mut groups: BTreeMap<Uuid, BTreeSet<String>> = BTreeMap::new();
        for chunk in keys.chunks(ASKED) {
            let mut rows = E::find().filter(key.is_in(padded(chunk.to_vec())));
            if let Some(filled) = part.filled {
                rows = rows.filter(column::<E>(filled)?.is_not_null());
            }
            for row in rows.all(tx).await? {
                let text = text(&row, part)?;
                groups.entry(uuid(&row.get(key))?).or_default().insert(text);
            }
        }
        Ok(groups
            .into_iter()
            .map(|(key, rows)| (key, digest(rows)))
            .collect())
    })
}

/// The next keys of a thing that are there, in their order.
pub(crate) fn keys<'a, E>(
    tx: &'a Transaction,
    part: &'static Part,
    after: Option<Uuid>,
    limit: u64,
) -> Reading<'a, Vec<Uuid>>
where
    E: EntityTrait,
{
    Box::pin(async move {
        let key = column::<E>(part.key)?;
        let filled = part.filled.map(column::<E>).transpose()?;
        let rows = E::find()
            .select_only()
            .column(key)
            .distinct()
            .apply_if(after, |rows, after| rows.filter(key.gt(after)))
            .apply_if(filled, |rows, filled| rows.filter(filled.is_not_null()))
            .order_by_asc(key)
            .limit(limit);
        Ok(rows.into_tuple().all(tx).await?)
    })
}

fn column<E: EntityTrait>(name: &str) -> Result<E::Column, StorageFault> {
    E::Column::iter()
        .find(|column| column.as_str() == name)
        .ok_or(StorageFault::Unreadable {
            what: "the key of a thing that the audit vouches for",
        })
}

fn digest(rows: BTreeSet<String>) -> Hash {
    let mut hash = Sha256::new();
    for row in rows {
        hash.update(row.as_bytes());
        hash.update(b"\n");
    }
    hash.finalize().into()
}

/// A row as canonical JSON. What is null is left out, so that a column that a later version adds
/// and that nothing has filled changes no digest.
fn text<M: ModelTrait>(row: &M, part: &Part) -> Result<String, StorageFault> {
    let mut cells = serde_json::Map::new();
    for column in <M::Entity as EntityTrait>::Column::iter() {
        let name = column.as_str();
        if part.holds(name)
            && let Some(cell) = cell(row.get(column))?
        {
            cells.insert(name.to_owned(), cell);
        }
    }
    canonical_json(&cells).map_err(|_| unreadable())
}

/// A cell as JSON. Numbers are texts, since JSON's are no larger than 2^53.
fn cell(value: Value) -> Result<Option<Json>, StorageFault> {
    let text = |text: Option<String>| text.map(Json::String);
    Ok(match value {
        Value::Bool(value) => value.map(Json::Bool),
        Value::SmallInt(value) => text(value.map(|value| value.to_string())),
        Value::Int(value) => text(value.map(|value| value.to_string())),
        Value::BigInt(value) => text(value.map(|value| value.to_string())),
        Value::String(value) => text(value),
        Value::Bytes(value) => text(value.map(|bytes| shortened(&bytes))),
        Value::Json(value) => value.map(|value| *value),
        Value::ChronoDate(value) => text(value.map(|day| day.to_string())),
        Value::ChronoDateTimeUtc(value) => text(value.map(written)),
        Value::Uuid(value) => text(value.map(|id| id.to_string())),
        _ => return Err(unreadable()),
    })
}

fn shortened(bytes: &[u8]) -> String {
    if bytes.len() <= SHORT {
        hex(bytes)
    } else {
        let hash: Hash = Sha256::digest(bytes).into();
        format!("sha256:{}", hex(&hash))
    }
}

fn uuid(value: &Value) -> Result<Uuid, StorageFault> {
    match value {
        Value::Uuid(Some(key)) => Ok(*key),
        _ => Err(unreadable()),
    }
}

const fn unreadable() -> StorageFault {
    StorageFault::Unreadable {
        what: "a row that the audit vouches for",
    }
}

/// The digest of a secret that is to be told from another, and not to be found.
pub(crate) fn of_secret(bytes: &[u8]) -> Hash {
    sha256(&hex(bytes))
}
