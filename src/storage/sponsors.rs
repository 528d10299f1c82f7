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
    let commune = |area: &AreaId| sponsor_commune::Model {
        sponsor_id: new.id.0,
        area_id: area.0,
    };
    let communes = new.communes.iter().map(commune).collect();
    insert_all::<sponsor_commune::Entity>(db, communes, None).await?;
    Ok(())
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
