//! Sponsor units and the communes that they sponsor.
//!
//! In Vietnamese: đơn vị đỡ đầu và các xã được đỡ đầu.

use std::collections::HashMap;

use sea_orm::{ColumnTrait, ConnectionTrait, EntityTrait, QueryFilter, QueryOrder, QuerySelect};
use uuid::Uuid;

use super::entity::{directive, directive_task, sponsor, sponsor_commune};
use super::fault::StorageFault;
use super::insert::insert_all;
use crate::domain::base::ids::{AreaId, SponsorId, TaskId};
use crate::domain::tasks::directive::Each;
use crate::domain::tasks::sponsor::Sponsor;

/// Sponsors that are listed at the most.
pub const MOST_SPONSORS: u64 = 500;

/// Adds a sponsor with its communes.
///
/// # Errors
/// [`StorageFault::Taken`] with [`Unique::SponsorCode`](super::fault::Unique::SponsorCode).
pub async fn insert(db: &impl ConnectionTrait, new: &Sponsor) -> Result<(), StorageFault> {
    let row = sponsor::Model {
        id: new.id.0,
        code: new.code.clone(),
        province_id: new.province.0,
        name: new.name.clone(),
    };
    insert_all::<sponsor::Entity>(db, vec![row], None).await?;
    insert_communes(db, new).await
}

async fn insert_communes(db: &impl ConnectionTrait, one: &Sponsor) -> Result<(), StorageFault> {
    let commune = |area: &AreaId| sponsor_commune::Model {
        sponsor_id: one.id.0,
        area_id: area.0,
    };
    let communes = one.communes.iter().map(commune).collect();
    insert_all::<sponsor_commune::Entity>(db, communes, None).await?;
    Ok(())
}

/// The sponsor of a code, locked until the transaction ends.
///
/// # Errors
/// What the database answers.
pub async fn lock(db: &impl ConnectionTrait, code: &str) -> Result<Option<Sponsor>, StorageFault> {
    let row = sponsor::Entity::find()
        .filter(sponsor::Column::Code.eq(code))
        .lock_exclusive()
        .one(db)
        .await?;
    Ok(with_communes(db, row.into_iter().collect()).await?.pop())
}

/// Lets a sponsor have another name and other communes.
///
/// # Errors
/// What the database answers.
pub async fn update(db: &impl ConnectionTrait, one: &Sponsor) -> Result<(), StorageFault> {
    sponsor::Entity::update_many()
        .col_expr(sponsor::Column::Name, one.name.as_str().into())
        .filter(sponsor::Column::Id.eq(one.id.0))
        .exec(db)
        .await?;
    sponsor_commune::Entity::delete_many()
        .filter(sponsor_commune::Column::SponsorId.eq(one.id.0))
        .exec(db)
        .await?;
    insert_communes(db, one).await
}

/// The sponsors of a province, or all, by code, at most [`MOST_SPONSORS`].
///
/// # Errors
/// What the database answers.
pub async fn list(
    db: &impl ConnectionTrait,
    province: Option<AreaId>,
) -> Result<Vec<Sponsor>, StorageFault> {
    let mut rows = sponsor::Entity::find();
    if let Some(province) = province {
        rows = rows.filter(sponsor::Column::ProvinceId.eq(province.0));
    }
    let rows = rows
        .order_by_asc(sponsor::Column::Code)
        .limit(MOST_SPONSORS)
        .all(db)
        .await?;
    with_communes(db, rows).await
}

async fn with_communes(
    db: &impl ConnectionTrait,
    rows: Vec<sponsor::Model>,
) -> Result<Vec<Sponsor>, StorageFault> {
    let of = sponsor_commune::Column::SponsorId.is_in(rows.iter().map(|row| row.id));
    let mut communes: HashMap<Uuid, Vec<AreaId>> = HashMap::new();
    for row in sponsor_commune::Entity::find().filter(of).all(db).await? {
        let sponsored = communes.entry(row.sponsor_id).or_default();
        sponsored.push(AreaId(row.area_id));
    }
    Ok(rows
        .into_iter()
        .map(|row| Sponsor {
            id: SponsorId(row.id),
            communes: communes.remove(&row.id).unwrap_or_default(),
            code: row.code,
            province: AreaId(row.province_id),
            name: row.name,
        })
        .collect())
}

/// The tasks that the notices of a province give to each sponsor.
///
/// # Errors
/// What the database answers.
pub async fn tasks(
    db: &impl ConnectionTrait,
    province: AreaId,
) -> Result<Vec<TaskId>, StorageFault> {
    let rows = directive_task::Entity::find()
        .find_both_related(directive::Entity)
        .filter(directive::Column::ProvinceId.eq(province.0))
        .filter(directive_task::Column::EachOf.eq(Each::Sponsor.as_str()))
        .all(db)
        .await?;
    Ok(rows.into_iter().map(|(task, _)| TaskId(task.id)).collect())
}
