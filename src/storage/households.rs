//! Rosters of households, of the hamlets that keep one.
//!
//! In Vietnamese: danh sách hộ.

use std::collections::HashSet;

use sea_orm::sea_query::{Expr, ExprTrait, Query, ValueTuple};
use sea_orm::{
    ColumnTrait, ConnectionTrait, EntityTrait, PaginatorTrait, QueryFilter, QuerySelect, Value,
};
use uuid::Uuid;

use super::cells::{self, ASKED, tuple};
use super::entity::{area, household};
use super::fault::StorageFault;
use super::insert::{insert_all, known_stay};
use crate::domain::base::ids::AreaId;

/// Adds households to rosters; those that stand there already stay. Answers how many were new.
///
/// # Errors
/// [`StorageFault::Orphan`] for a hamlet that isn't there.
pub async fn insert(
    db: &impl ConnectionTrait,
    households: &[(AreaId, String)],
) -> Result<u64, StorageFault> {
    let rows = households.iter().map(|(hamlet, code)| household::Model {
        hamlet_id: hamlet.0,
        code: code.clone(),
    });
    insert_all::<household::Entity>(db, rows.collect(), Some(known_stay())).await
}

/// Those of these hamlets that keep a roster.
///
/// # Errors
/// What the database answers.
pub async fn rosters(
    db: &impl ConnectionTrait,
    hamlets: &[AreaId],
) -> Result<HashSet<AreaId>, StorageFault> {
    let roster = Query::select()
        .expr(Expr::val(1))
        .from(household::Entity)
        .and_where(
            Expr::col((household::Entity, household::Column::HamletId))
                .equals((area::Entity, area::Column::Id)),
        )
        .take();
    let found: Vec<Uuid> = area::Entity::find()
        .select_only()
        .column(area::Column::Id)
        .filter(area::Column::Id.is_in(cells::padded(hamlets.iter().map(|id| id.0).collect())))
        .filter(Expr::exists(roster))
        .into_tuple()
        .all(db)
        .await?;
    Ok(found.into_iter().map(AreaId).collect())
}

/// Those of these households that stand on their hamlet's roster.
///
/// # Errors
/// What the database answers.
pub async fn listed(
    db: &impl ConnectionTrait,
    households: &[(AreaId, &str)],
) -> Result<HashSet<(AreaId, String)>, StorageFault> {
    use household::Column::{Code, HamletId};
    let mut listed = HashSet::new();
    for chunk in households.chunks(ASKED) {
        let wanted = chunk
            .iter()
            .map(|(hamlet, code)| ValueTuple::Two(Value::from(hamlet.0), Value::from(*code)));
        let found: Vec<(Uuid, String)> = household::Entity::find()
            .select_only()
            .columns([HamletId, Code])
            .filter(tuple([HamletId, Code]).in_subquery(cells::listed(wanted.collect())))
            .into_tuple()
            .all(db)
            .await?;
        listed.extend(
            found
                .into_iter()
                .map(|(hamlet, code)| (AreaId(hamlet), code)),
        );
    }
    Ok(listed)
}

/// How many households stand on a hamlet's roster.
///
/// # Errors
/// What the database answers.
pub async fn count(db: &impl ConnectionTrait, hamlet: AreaId) -> Result<u64, StorageFault> {
    let rows = household::Entity::find().filter(household::Column::HamletId.eq(hamlet.0));
    Ok(rows.count(db).await?)
}
