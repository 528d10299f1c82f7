//! The audit: entries are added in the transaction of what they tell, and read.

use std::collections::HashMap;

use sea_orm::sea_query::{ExprTrait, Value, ValueTuple};
use sea_orm::{
    ColumnTrait, ConnectionTrait, EntityTrait, PaginatorTrait, QueryFilter, QueryOrder,
    QuerySelect, QueryTrait, Select,
};
use uuid::Uuid;

use super::cells::{ASKED, digest, is_text, listed, term, tuple};
use super::entity::{account, audit_entry};
use super::fault::StorageFault;
use super::insert::insert_all;
use super::page::{Key, Kind, page};
use super::within::Scope;
use crate::domain::base::clock::Instant;
use crate::domain::base::ids::{AccountId, AuditId, SurveyId};
use crate::domain::base::page::{Cursor, Page, PageRequest};
use crate::domain::trust::audit::AuditEntry;
use crate::domain::trust::chain::{ChainId, Chained, Hash, Link};

/// Adds entries, each at its place.
///
/// # Errors
/// [`StorageFault::Taken`] where a place is taken; what the database answers.
pub async fn append(db: &impl ConnectionTrait, entries: Vec<Chained>) -> Result<(), StorageFault> {
    insert_all::<audit_entry::Entity>(db, entries.into_iter().map(row).collect(), None).await?;
    Ok(())
}

/// The next entries of a chain, in their order.
///
/// # Errors
/// What the database answers.
pub async fn chunk(
    db: &impl ConnectionTrait,
    chain: ChainId,
    after: i64,
    limit: u64,
) -> Result<Vec<Chained>, StorageFault> {
    let rows = audit_entry::Entity::find()
        .filter(audit_entry::Column::Chain.eq(chain.0))
        .filter(audit_entry::Column::Sequence.gt(after))
        .order_by_asc(audit_entry::Column::Sequence)
        .limit(limit)
        .all(db)
        .await?;
    rows.into_iter().map(read).collect()
}

/// The next entries that stand in no chain, by id.
///
/// # Errors
/// What the database answers.
pub async fn unchained(
    db: &impl ConnectionTrait,
    after: Option<AuditId>,
    limit: u64,
) -> Result<Vec<Chained>, StorageFault> {
    let rows = audit_entry::Entity::find()
        .filter(audit_entry::Column::Chain.is_null())
        .apply_if(after, |rows, after| {
            rows.filter(audit_entry::Column::Id.gt(after.0))
        })
        .order_by_asc(audit_entry::Column::Id)
        .limit(limit)
        .all(db)
        .await?;
    rows.into_iter().map(read).collect()
}

/// The last entry of a chain that did this.
///
/// # Errors
/// What the database answers.
pub async fn last_of(
    db: &impl ConnectionTrait,
    chain: ChainId,
    action: &str,
) -> Result<Option<Chained>, StorageFault> {
    let row = audit_entry::Entity::find()
        .filter(audit_entry::Column::Chain.eq(chain.0))
        .filter(audit_entry::Column::Action.eq(action))
        .order_by_desc(audit_entry::Column::Sequence)
        .one(db)
        .await?;
    row.map(read).transpose()
}

/// The hashes at these places of chains; a place without an entry has none.
///
/// # Errors
/// What the database answers.
pub async fn hashes(
    db: &impl ConnectionTrait,
    places: &[(ChainId, i64)],
) -> Result<HashMap<(ChainId, i64), Hash>, StorageFault> {
    let mut found = HashMap::with_capacity(places.len());
    for chunk in places.chunks(ASKED) {
        let wanted = chunk
            .iter()
            .map(|(chain, sequence)| ValueTuple::Two(Value::from(chain.0), Value::from(*sequence)));
        let place = tuple([audit_entry::Column::Chain, audit_entry::Column::Sequence]);
        let rows = audit_entry::Entity::find()
            .filter(place.in_subquery(listed(wanted.collect())))
            .all(db)
            .await?;
        for row in rows {
            if let Some(link) = read(row)?.link {
                found.insert((link.chain, link.sequence), link.hash);
            }
        }
    }
    Ok(found)
}

/// Which entries a list holds; what is left out filters nothing.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TrailQuery {
    /// About surveys that lie here; everywhere, also about what is no survey.
    pub within: Scope,
    /// About this survey.
    pub survey: Option<SurveyId>,
    /// By the account of this name.
    pub account: Option<String>,
    /// That did this.
    pub action: Option<String>,
    /// From this instant on.
    pub since: Option<Instant>,
}

/// A page of entries with their accounts' names, the newest first.
///
/// # Errors
/// [`StorageFault::BadCursor`], and what the database answers.
pub async fn list(
    db: &impl ConnectionTrait,
    query: &TrailQuery,
    request: &PageRequest,
) -> Result<Page<(Chained, Option<String>)>, StorageFault> {
    let key = Key::descending().then((audit_entry::Entity, audit_entry::Column::Id), Kind::Uuid);
    let rows = select(query).select_also(account::Entity);
    let found = key.window(rows, request)?.all(db).await?;
    let rows = found.into_iter().map(|(row, account)| {
        let cursor = Cursor(vec![row.id.to_string()]);
        Ok((cursor, (read(row)?, account.map(|account| account.name))))
    });
    Ok(page(
        request,
        rows.collect::<Result<Vec<_>, StorageFault>>()?,
    ))
}

/// How many entries there are.
///
/// # Errors
/// What the database answers.
pub async fn count(db: &impl ConnectionTrait, query: &TrailQuery) -> Result<u64, StorageFault> {
    Ok(select(query).count(db).await?)
}

fn select(query: &TrailQuery) -> Select<audit_entry::Entity> {
    let TrailQuery {
        within,
        survey,
        account,
        action,
        since,
    } = query;
    let mut rows = audit_entry::Entity::find().left_join(account::Entity);
    if *within != Scope::Everywhere {
        rows = rows.filter(audit_entry::Column::SurveyId.in_subquery(within.surveys()));
    }
    if let Some(survey) = survey {
        rows = rows.filter(audit_entry::Column::SurveyId.eq(survey.0));
    }
    if let Some(name) = account.as_deref().filter(|name| is_text(name)) {
        rows = rows.filter(account::Column::Name.eq(name));
    }
    if let Some(action) = action.as_deref().filter(|action| is_text(action)) {
        rows = rows.filter(audit_entry::Column::Action.eq(action));
    }
    if let Some(since) = since {
        rows = rows.filter(audit_entry::Column::At.gte(*since));
    }
    rows
}

/// The next chains that have entries, whether they have a head or not.
///
/// # Errors
/// What the database answers.
pub async fn chains(
    db: &impl ConnectionTrait,
    after: Option<ChainId>,
    limit: u64,
) -> Result<Vec<ChainId>, StorageFault> {
    let chains: Vec<Uuid> = audit_entry::Entity::find()
        .select_only()
        .column(audit_entry::Column::Chain)
        .distinct()
        .filter(audit_entry::Column::Chain.is_not_null())
        .apply_if(after, |rows, after| {
            rows.filter(audit_entry::Column::Chain.gt(after.0))
        })
        .order_by_asc(audit_entry::Column::Chain)
        .limit(limit)
        .into_tuple()
        .all(db)
        .await?;
    Ok(chains.into_iter().map(ChainId).collect())
}

fn row(Chained { entry, link }: Chained) -> audit_entry::Model {
    let AuditEntry {
        id,
        at,
        survey,
        account,
        role,
        action,
        subject,
        details,
        request_id,
    } = entry;
    audit_entry::Model {
        id: id.0,
        at,
        survey_id: survey.map(|id| id.0),
        account_id: account.map(|id| id.0),
        role: role.map(|role| role.as_str().to_owned()),
        action,
        subject,
        details,
        request_id,
        chain: link.map(|link| link.chain.0),
        sequence: link.map(|link| link.sequence),
        previous: link.map(|link| link.previous.to_vec()),
        rows_hash: link.and_then(|link| link.rows).map(|rows| rows.to_vec()),
        hash: link.map(|link| link.hash.to_vec()),
    }
}

fn read(row: audit_entry::Model) -> Result<Chained, StorageFault> {
    let audit_entry::Model {
        id,
        at,
        survey_id,
        account_id,
        role,
        action,
        subject,
        details,
        request_id,
        chain,
        sequence,
        previous,
        rows_hash,
        hash,
    } = row;
    let link = match (chain, sequence, previous, hash) {
        (Some(chain), Some(sequence), Some(previous), Some(hash)) => Some(Link {
            chain: ChainId(chain),
            sequence,
            previous: digest("audit_entry.previous", &previous)?,
            rows: rows_hash
                .map(|rows| digest("audit_entry.rows_hash", &rows))
                .transpose()?,
            hash: digest("audit_entry.hash", &hash)?,
        }),
        _ => None,
    };
    let entry = AuditEntry {
        id: AuditId(id),
        at,
        survey: survey_id.map(SurveyId),
        account: account_id.map(AccountId),
        role: role
            .map(|role| term("audit_entry.role", &role))
            .transpose()?,
        action,
        subject,
        details,
        request_id,
    };
    Ok(Chained { entry, link })
}
