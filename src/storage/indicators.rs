//! Indicators of areas over time.
//!
//! In Vietnamese: số liệu chỉ tiêu theo dõi. A value is changed only where what it was is kept.

use sea_orm::{ColumnTrait, ConnectionTrait, EntityTrait, QueryFilter, QueryOrder, QuerySelect};

use super::cells::{is_text, rows_of};
use super::entity::{area, indicator};
use super::fault::StorageFault;
use super::insert::insert_all;
use crate::domain::base::clock::Day;
use crate::domain::base::ids::{AreaId, IndicatorId};
use crate::domain::place::area::AreaLevel;
use crate::domain::tasks::decimal::Decimal;
use crate::domain::tasks::indicator::Indicator;

/// Values of one series at the most.
pub const LONGEST_SERIES: u64 = 500;

/// Adds values.
///
/// # Errors
/// What the database answers.
pub async fn insert(db: &impl ConnectionTrait, new: &[Indicator]) -> Result<(), StorageFault> {
    let rows = new.iter().map(row).collect::<Result<_, _>>()?;
    insert_all::<indicator::Entity>(db, rows, None).await?;
    Ok(())
}

/// Lets a value be another; its area, code and day stay.
///
/// # Errors
/// What the database answers.
pub async fn update(db: &impl ConnectionTrait, one: &Indicator) -> Result<(), StorageFault> {
    let row = row(one)?;
    indicator::Entity::update_many()
        .col_expr(indicator::Column::Value, row.value.into())
        .col_expr(indicator::Column::Scale, row.scale.into())
        .col_expr(indicator::Column::Unit, row.unit.into())
        .col_expr(indicator::Column::Source, row.source.into())
        .filter(indicator::Column::Id.eq(row.id))
        .exec(db)
        .await?;
    Ok(())
}

/// The values of some areas on some days, of any code.
///
/// # Errors
/// What the database answers.
pub async fn on_days(
    db: &impl ConnectionTrait,
    areas: &[AreaId],
    days: (Day, Day),
) -> Result<Vec<Indicator>, StorageFault> {
    let mut found = Vec::new();
    for chunk in areas.chunks(rows_of(1)) {
        let rows = indicator::Entity::find()
            .filter(indicator::Column::AreaId.is_in(chunk.iter().map(|id| id.0)))
            .filter(indicator::Column::Day.between(days.0, days.1))
            .all(db)
            .await?;
        for row in rows {
            found.push(read(row)?);
        }
    }
    Ok(found)
}

/// The series of an indicator in an area, the newest value first, at most [`LONGEST_SERIES`].
///
/// # Errors
/// What the database answers.
pub async fn series(
    db: &impl ConnectionTrait,
    area: AreaId,
    code: Option<&str>,
    until: Day,
) -> Result<Vec<Indicator>, StorageFault> {
    let mut rows = indicator::Entity::find()
        .filter(indicator::Column::AreaId.eq(area.0))
        .filter(indicator::Column::Day.lte(until));
    if let Some(code) = code {
        if !is_text(code) {
            return Ok(Vec::new());
        }
        rows = rows.filter(indicator::Column::Code.eq(code));
    }
    let rows = rows
        .order_by_desc(indicator::Column::Day)
        .order_by_asc(indicator::Column::Code)
        .limit(LONGEST_SERIES)
        .all(db)
        .await?;
    rows.into_iter().map(read).collect()
}

/// The values of an indicator in units of commune level until a day, the oldest first.
///
/// # Errors
/// What the database answers.
pub async fn of_communes(
    db: &impl ConnectionTrait,
    code: &str,
    until: Day,
) -> Result<Vec<Indicator>, StorageFault> {
    let rows = indicator::Entity::find()
        .find_both_related(area::Entity)
        .filter(area::Column::Level.eq(AreaLevel::Commune.as_str()))
        .filter(indicator::Column::Code.eq(code))
        .filter(indicator::Column::Day.lte(until))
        .order_by_asc(indicator::Column::Day)
        .all(db)
        .await?;
    rows.into_iter().map(|(row, _)| read(row)).collect()
}

fn read(row: indicator::Model) -> Result<Indicator, StorageFault> {
    let indicator::Model {
        id,
        area_id,
        code,
        day,
        value,
        scale,
        unit,
        source,
    } = row;
    let unreadable = StorageFault::Unreadable {
        what: "indicator.value",
    };
    let scale = u32::try_from(scale).ok();
    let value = scale.and_then(|scale| Decimal::of(value, scale).ok());
    Ok(Indicator {
        id: IndicatorId(id),
        area: AreaId(area_id),
        code,
        day,
        value: value.ok_or(unreadable)?,
        unit,
        source,
    })
}

fn row(one: &Indicator) -> Result<indicator::Model, StorageFault> {
    let Indicator {
        id,
        area,
        code,
        day,
        value,
        unit,
        source,
    } = one;
    let unreadable = |_| StorageFault::Unreadable {
        what: "indicator.scale",
    };
    Ok(indicator::Model {
        id: id.0,
        area_id: area.0,
        code: code.clone(),
        day: *day,
        value: value.value(),
        scale: i32::try_from(value.scale()).map_err(unreadable)?,
        unit: unit.clone(),
        source: source.clone(),
    })
}
