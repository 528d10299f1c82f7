//! Certification rounds and their dates.
//!
//! In Vietnamese: đợt xét công nhận.

use sea_orm::sea_query::{Expr, LockType};
use sea_orm::{
    ColumnTrait, ConnectionTrait, EntityTrait, IntoActiveModel, QueryFilter, QueryOrder, QueryTrait,
};

use super::cells::{rows_of, term};
use super::entity::{certification_round, deadline};
use super::fault::StorageFault;
use super::insert::insert_all;
use super::page::{Key, Kind, page};
use crate::domain::base::ids::{AreaId, RegulationId, RoundId};
use crate::domain::base::page::{Cursor, Page, PageRequest};
use crate::domain::law::round::{DueDate, Round};

/// Adds a round and its dates.
///
/// # Errors
/// [`StorageFault::Taken`] with [`Unique::RoundOrdinal`](super::fault::Unique::RoundOrdinal).
pub async fn insert(
    db: &impl ConnectionTrait,
    round: &Round,
    dates: &[DueDate],
) -> Result<(), StorageFault> {
    certification_round::Entity::insert(row(round).into_active_model())
        .exec_without_returning(db)
        .await?;
    insert_dates(db, round.id, dates).await
}

/// Gives a round another name.
///
/// # Errors
/// What the database answers.
pub async fn rename(
    db: &impl ConnectionTrait,
    round: RoundId,
    name: &str,
) -> Result<(), StorageFault> {
    certification_round::Entity::update_many()
        .col_expr(certification_round::Column::Name, Expr::value(name))
        .filter(certification_round::Column::Id.eq(round.0))
        .exec(db)
        .await?;
    Ok(())
}

/// Sets dates of a round anew; what else is owed in it stays.
///
/// # Errors
/// What the database answers.
pub async fn set_dates(
    db: &impl ConnectionTrait,
    round: RoundId,
    dates: &[DueDate],
) -> Result<(), StorageFault> {
    let names = dates.iter().map(|date| date.deliverable.as_str());
    deadline::Entity::delete_many()
        .filter(deadline::Column::RoundId.eq(round.0))
        .filter(deadline::Column::Deliverable.is_in(names))
        .exec(db)
        .await?;
    insert_dates(db, round, dates).await
}

async fn insert_dates(
    db: &impl ConnectionTrait,
    round: RoundId,
    dates: &[DueDate],
) -> Result<(), StorageFault> {
    let dates = dates.iter().map(|date| deadline::Model {
        round_id: round.0,
        deliverable: date.deliverable.as_str().to_owned(),
        due_before: date.due_before,
    });
    insert_all::<deadline::Entity>(db, dates.collect(), None).await?;
    Ok(())
}

/// Many rounds, in no order.
///
/// # Errors
/// What the database answers.
pub async fn find_many(
    db: &impl ConnectionTrait,
    ids: &[RoundId],
) -> Result<Vec<Round>, StorageFault> {
    let ids = certification_round::Column::Id.is_in(ids.iter().map(|id| id.0));
    let rows = certification_round::Entity::find()
        .filter(ids)
        .all(db)
        .await?;
    Ok(rows.into_iter().map(read).collect())
}

/// Locks a round until the transaction ends, and reads it.
///
/// # Errors
/// What the database answers.
pub async fn lock(db: &impl ConnectionTrait, id: RoundId) -> Result<Option<Round>, StorageFault> {
    let mut row = certification_round::Entity::find_by_id(id.0);
    QueryTrait::query(&mut row).lock(LockType::NoKeyUpdate);
    Ok(row.one(db).await?.map(read))
}

/// The rounds of that year and number: one in each province that has it.
///
/// # Errors
/// What the database answers.
pub async fn numbered(
    db: &impl ConnectionTrait,
    year: i32,
    ordinal: i32,
) -> Result<Vec<Round>, StorageFault> {
    let rows = certification_round::Entity::find()
        .filter(certification_round::Column::Year.eq(year))
        .filter(certification_round::Column::Ordinal.eq(ordinal))
        .order_by_asc(certification_round::Column::Id)
        .all(db)
        .await?;
    Ok(rows.into_iter().map(read).collect())
}

/// A page of rounds, the newest first; of these provinces alone where they are given.
///
/// # Errors
/// [`StorageFault::BadCursor`], and what the database answers.
pub async fn list(
    db: &impl ConnectionTrait,
    provinces: Option<&[AreaId]>,
    request: &PageRequest,
) -> Result<Page<Round>, StorageFault> {
    use certification_round::{Column, Entity};
    let key = Key::descending()
        .then((Entity, Column::Year), Kind::Number)
        .then((Entity, Column::Ordinal), Kind::Number)
        .then((Entity, Column::Id), Kind::Uuid);
    let rows = key
        .window(of_provinces(provinces), request)?
        .all(db)
        .await?;
    let cursor = |row: &certification_round::Model| {
        Cursor(vec![
            row.year.to_string(),
            row.ordinal.to_string(),
            row.id.to_string(),
        ])
    };
    let rows = rows
        .into_iter()
        .map(|row| (cursor(&row), read(row)))
        .collect();
    Ok(page(request, rows))
}

/// How many rounds there are.
///
/// # Errors
/// What the database answers.
pub async fn count(
    db: &impl ConnectionTrait,
    provinces: Option<&[AreaId]>,
) -> Result<u64, StorageFault> {
    use sea_orm::PaginatorTrait;
    Ok(of_provinces(provinces).count(db).await?)
}

/// The dates of rounds, in the order of what is owed.
///
/// # Errors
/// What the database answers.
pub async fn dates(
    db: &impl ConnectionTrait,
    rounds: &[RoundId],
) -> Result<Vec<(RoundId, DueDate)>, StorageFault> {
    let mut dates = Vec::new();
    for chunk in rounds.chunks(rows_of(1)) {
        let of = deadline::Column::RoundId.is_in(chunk.iter().map(|id| id.0));
        for row in deadline::Entity::find().filter(of).all(db).await? {
            let deliverable = term("deadline.deliverable", &row.deliverable)?;
            dates.push((
                RoundId(row.round_id),
                DueDate {
                    deliverable,
                    due_before: row.due_before,
                },
            ));
        }
    }
    dates.sort_by_key(|(round, date)| (*round, date.deliverable));
    Ok(dates)
}

fn of_provinces(provinces: Option<&[AreaId]>) -> sea_orm::Select<certification_round::Entity> {
    let rounds = certification_round::Entity::find();
    match provinces {
        None => rounds,
        Some(provinces) => {
            let ids = provinces.iter().map(|province| province.0);
            rounds.filter(certification_round::Column::ProvinceId.is_in(ids))
        }
    }
}

fn read(row: certification_round::Model) -> Round {
    let certification_round::Model {
        id,
        province_id,
        year,
        ordinal,
        name,
        regulation_id,
        as_of,
        created_at,
    } = row;
    Round {
        id: RoundId(id),
        province: AreaId(province_id),
        year,
        ordinal,
        name,
        regulation: RegulationId(regulation_id),
        as_of,
        created_at,
    }
}

fn row(round: &Round) -> certification_round::Model {
    let Round {
        id,
        province,
        year,
        ordinal,
        name,
        regulation,
        as_of,
        created_at,
    } = round;
    certification_round::Model {
        id: id.0,
        province_id: province.0,
        year: *year,
        ordinal: *ordinal,
        name: name.clone(),
        regulation_id: regulation.0,
        as_of: *as_of,
        created_at: *created_at,
    }
}
