//! Plans that merge communes.
//!
//! In Vietnamese: phương án sáp nhập.

use sea_orm::{ColumnTrait, ConnectionTrait, EntityTrait, IntoActiveModel, QueryFilter};

use super::entity::{merger_plan, merger_plan_commune};
use super::fault::StorageFault;
use super::insert::insert_all;
use crate::domain::base::ids::AreaId;
use crate::domain::place::merger::MergerPlan;

/// Adds a plan and its communes.
///
/// # Errors
/// [`StorageFault::Taken`] with [`Unique::MergerPlanNumber`](super::fault::Unique::MergerPlanNumber).
pub async fn insert(db: &impl ConnectionTrait, plan: &MergerPlan) -> Result<(), StorageFault> {
    let MergerPlan {
        id,
        province,
        number,
        approved_on,
        approved_by,
        communes,
    } = plan;
    let row = merger_plan::Model {
        id: id.0,
        province_id: province.0,
        number: number.clone(),
        approved_on: *approved_on,
        approved_by: approved_by.clone(),
    };
    merger_plan::Entity::insert(row.into_active_model())
        .exec_without_returning(db)
        .await?;
    let communes = communes.iter().map(|commune| merger_plan_commune::Model {
        plan_id: id.0,
        area_id: commune.0,
    });
    insert_all::<merger_plan_commune::Entity>(db, communes.collect(), None).await?;
    Ok(())
}

/// Whether an approved plan names a commune.
///
/// # Errors
/// What the database answers.
pub async fn is_planned(db: &impl ConnectionTrait, commune: AreaId) -> Result<bool, StorageFault> {
    let found = merger_plan_commune::Entity::find()
        .filter(merger_plan_commune::Column::AreaId.eq(commune.0))
        .one(db)
        .await?;
    Ok(found.is_some())
}
