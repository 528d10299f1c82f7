//! The register of breaches of personal data.
//!
//! In Vietnamese: sổ sự cố vi phạm dữ liệu cá nhân.

use sea_orm::sea_query::Expr;
use sea_orm::{
    ColumnTrait, ConnectionTrait, EntityTrait, IntoActiveModel, QueryFilter, QueryOrder,
    QuerySelect,
};

use super::entity::breach;
use super::fault::StorageFault;
use crate::domain::base::ids::{AccountId, BreachId};
use crate::domain::trust::breach::Breach;

/// Adds a version.
///
/// # Errors
/// [`StorageFault::Taken`] with [`Unique::Breach`](super::fault::Unique::Breach) where somebody else
/// added that version.
pub async fn insert(db: &impl ConnectionTrait, breach: &Breach) -> Result<(), StorageFault> {
    let row = breach::Model {
        id: breach.id.0,
        number: breach.number,
        version: breach.version,
        occurred_at: breach.occurred_at,
        discovered_at: breach.discovered_at,
        description: breach.description.clone(),
        affected: breach.affected,
        measures: breach.measures.clone(),
        notified_at: breach.notified_at,
        late_reason: breach.late_reason.clone(),
        recorded_at: breach.recorded_at,
        recorded_by: breach.recorded_by.0,
    };
    breach::Entity::insert(row.into_active_model())
        .exec_without_returning(db)
        .await?;
    Ok(())
}

/// The latest version of a breach; of the one with the highest number, where none is named.
///
/// # Errors
/// What the database answers.
pub async fn latest(
    db: &impl ConnectionTrait,
    number: Option<i64>,
) -> Result<Option<Breach>, StorageFault> {
    let mut rows = breach::Entity::find()
        .order_by_desc(breach::Column::Number)
        .order_by_desc(breach::Column::Version);
    if let Some(number) = number {
        rows = rows.filter(breach::Column::Number.eq(number));
    }
    Ok(rows.one(db).await?.map(read))
}

/// The latest versions of the breaches, the newest first; those alone that nobody was told of, where
/// asked for.
///
/// # Errors
/// What the database answers.
pub async fn all(
    db: &impl ConnectionTrait,
    unnotified: bool,
    limit: u64,
) -> Result<Vec<Breach>, StorageFault> {
    let mut rows = breach::Entity::find()
        .filter(Expr::cust(
            "version = (SELECT MAX(l.version) FROM breach l WHERE l.number = breach.number)",
        ))
        .order_by_desc(breach::Column::Number)
        .limit(limit);
    if unnotified {
        rows = rows.filter(breach::Column::NotifiedAt.is_null());
    }
    Ok(rows.all(db).await?.into_iter().map(read).collect())
}

fn read(row: breach::Model) -> Breach {
    Breach {
        id: BreachId(row.id),
        number: row.number,
        version: row.version,
        occurred_at: row.occurred_at,
        discovered_at: row.discovered_at,
        description: row.description,
        affected: row.affected,
        measures: row.measures,
        notified_at: row.notified_at,
        late_reason: row.late_reason,
        recorded_at: row.recorded_at,
        recorded_by: AccountId(row.recorded_by),
    }
}
