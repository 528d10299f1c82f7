//! Titles of hamlets.
//!
//! In Vietnamese: khu dân cư kiểu mẫu, vườn mẫu.

use sea_orm::sea_query::Expr;
use sea_orm::{ColumnTrait, ConnectionTrait, EntityTrait, QueryFilter, QueryOrder, QuerySelect};

use super::cells::term;
use super::entity::{area, hamlet_title};
use super::fault::StorageFault;
use super::insert::insert_all;
use super::within::Scope;
use crate::domain::base::clock::Day;
use crate::domain::base::ids::{AreaId, HamletTitleId};
use crate::domain::tasks::hamlet_title::{HamletTitle, HamletTitleKind};

/// Titles that are listed at the most.
pub const MOST_TITLES: u64 = 500;

/// Adds a title.
///
/// # Errors
/// [`StorageFault::Taken`] with [`Unique::HamletTitle`](super::fault::Unique::HamletTitle).
pub async fn insert(db: &impl ConnectionTrait, new: &HamletTitle) -> Result<(), StorageFault> {
    let row = hamlet_title::Model {
        id: new.id.0,
        hamlet_id: new.hamlet.0,
        title: new.title.as_str().to_owned(),
        since: new.since,
        decision: new.decision.clone(),
        gardens: new.gardens,
    };
    insert_all::<hamlet_title::Entity>(db, vec![row], None).await?;
    Ok(())
}

/// The title that a hamlet was given on a day, locked until the transaction ends.
///
/// # Errors
/// What the database answers.
pub async fn lock(
    db: &impl ConnectionTrait,
    hamlet: AreaId,
    title: HamletTitleKind,
    since: Day,
) -> Result<Option<HamletTitle>, StorageFault> {
    let row = hamlet_title::Entity::find()
        .filter(hamlet_title::Column::HamletId.eq(hamlet.0))
        .filter(hamlet_title::Column::Title.eq(title.as_str()))
        .filter(hamlet_title::Column::Since.eq(since))
        .lock_exclusive()
        .one(db)
        .await?;
    row.map(read).transpose()
}

/// Lets a title say something else.
///
/// # Errors
/// As [`insert`].
pub async fn update(db: &impl ConnectionTrait, one: &HamletTitle) -> Result<(), StorageFault> {
    hamlet_title::Entity::update_many()
        .col_expr(hamlet_title::Column::HamletId, one.hamlet.0.into())
        .col_expr(hamlet_title::Column::Title, one.title.as_str().into())
        .col_expr(hamlet_title::Column::Since, one.since.into())
        .col_expr(hamlet_title::Column::Decision, one.decision.as_str().into())
        .col_expr(hamlet_title::Column::Gardens, Expr::val(one.gardens))
        .filter(hamlet_title::Column::Id.eq(one.id.0))
        .exec(db)
        .await?;
    Ok(())
}

/// The titles of a unit and of what lies in it, the newest first, at most [`MOST_TITLES`].
///
/// # Errors
/// What the database answers.
pub async fn inside(
    db: &impl ConnectionTrait,
    containing: AreaId,
    title: Option<HamletTitleKind>,
) -> Result<Vec<HamletTitle>, StorageFault> {
    let mut rows = hamlet_title::Entity::find()
        .find_both_related(area::Entity)
        .filter(Scope::Areas(vec![containing]).areas());
    if let Some(title) = title {
        rows = rows.filter(hamlet_title::Column::Title.eq(title.as_str()));
    }
    let rows = rows
        .order_by_desc(hamlet_title::Column::Since)
        .order_by_asc(area::Column::Code)
        .order_by_asc(hamlet_title::Column::Id)
        .limit(MOST_TITLES)
        .all(db)
        .await?;
    rows.into_iter().map(|(row, _)| read(row)).collect()
}

fn read(row: hamlet_title::Model) -> Result<HamletTitle, StorageFault> {
    Ok(HamletTitle {
        id: HamletTitleId(row.id),
        hamlet: AreaId(row.hamlet_id),
        title: term("hamlet_title.title", &row.title)?,
        since: row.since,
        decision: row.decision,
        gardens: row.gardens,
    })
}
