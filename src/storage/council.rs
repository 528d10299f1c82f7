//! Terms of the members of a province's recognition council.
//!
//! In Vietnamese: thành viên hội đồng xét công nhận.

use sea_orm::{
    ColumnTrait, ConnectionTrait, EntityTrait, IntoActiveModel, QueryFilter, QueryOrder,
};

use super::cells::{rows_of, term};
use super::entity::{account, council_member};
use super::fault::StorageFault;
use crate::domain::base::clock::{Day, Instant};
use crate::domain::base::ids::{AccountId, AreaId, MemberId};
use crate::domain::recognition::council::CouncilMember;

/// Adds a term.
///
/// # Errors
/// [`StorageFault::Taken`] with [`Unique::CouncilTerm`](super::fault::Unique::CouncilTerm).
pub async fn insert(
    db: &impl ConnectionTrait,
    member: &CouncilMember,
    appointed_at: Instant,
) -> Result<(), StorageFault> {
    let CouncilMember {
        id,
        province,
        account,
        name: _,
        position,
        since,
        until,
    } = member;
    let row = council_member::Model {
        id: id.0,
        province_id: province.0,
        account_id: account.0,
        position: position.as_str().to_owned(),
        since: *since,
        until: *until,
        appointed_at,
    };
    council_member::Entity::insert(row.into_active_model())
        .exec_without_returning(db)
        .await?;
    Ok(())
}

/// Gives a term its last day.
///
/// # Errors
/// What the database answers.
pub async fn end(db: &impl ConnectionTrait, id: MemberId, until: Day) -> Result<(), StorageFault> {
    council_member::Entity::update_many()
        .col_expr(council_member::Column::Until, until.into())
        .filter(council_member::Column::Id.eq(id.0))
        .exec(db)
        .await?;
    Ok(())
}

/// Terms by id, in no order.
///
/// # Errors
/// What the database answers.
pub async fn find_many(
    db: &impl ConnectionTrait,
    ids: &[MemberId],
) -> Result<Vec<CouncilMember>, StorageFault> {
    let mut found = Vec::with_capacity(ids.len());
    for chunk in ids.chunks(rows_of(1)) {
        let of = council_member::Column::Id.is_in(chunk.iter().map(|id| id.0));
        found.extend(read_all(db, of).await?);
    }
    Ok(found)
}

/// Every term of a province's council, the oldest first.
///
/// # Errors
/// What the database answers.
pub async fn of_province(
    db: &impl ConnectionTrait,
    province: AreaId,
) -> Result<Vec<CouncilMember>, StorageFault> {
    read_all(db, council_member::Column::ProvinceId.eq(province.0)).await
}

async fn read_all(
    db: &impl ConnectionTrait,
    of: sea_orm::sea_query::SimpleExpr,
) -> Result<Vec<CouncilMember>, StorageFault> {
    let rows = council_member::Entity::find()
        .find_both_related(account::Entity)
        .filter(of)
        .order_by_asc(council_member::Column::Since)
        .order_by_asc(council_member::Column::Id)
        .all(db)
        .await?;
    rows.into_iter()
        .map(|(row, account)| read(row, account))
        .collect()
}

fn read(
    row: council_member::Model,
    account: account::Model,
) -> Result<CouncilMember, StorageFault> {
    let council_member::Model {
        id,
        province_id,
        account_id,
        position,
        since,
        until,
        appointed_at: _,
    } = row;
    Ok(CouncilMember {
        id: MemberId(id),
        province: AreaId(province_id),
        account: AccountId(account_id),
        name: account.name,
        position: term("council_member.position", &position)?,
        since,
        until,
    })
}
