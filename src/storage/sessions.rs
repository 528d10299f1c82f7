//! Sessions of the council: found, locked, moved.
//!
//! In Vietnamese: phiên họp hội đồng.

use sea_orm::sea_query::{Expr, LockType};
use sea_orm::{
    ColumnTrait, ConnectionTrait, EntityTrait, IntoActiveModel, QueryFilter, QueryOrder, QueryTrait,
};

use super::areas::place;
use super::cells::{rows_of, term};
use super::entity::{area, council_session, session_seat};
use super::fault::StorageFault;
use super::insert::insert_all;
use crate::domain::base::ids::{AccountId, MemberId, RoundId, SessionId};
use crate::domain::recognition::session::{CouncilSession, Seat};

/// Adds a session.
///
/// # Errors
/// What the database answers.
pub async fn insert(
    db: &impl ConnectionTrait,
    session: &CouncilSession,
) -> Result<(), StorageFault> {
    council_session::Entity::insert(row(session).into_active_model())
        .exec_without_returning(db)
        .await?;
    Ok(())
}

/// Sessions by id, in no order.
///
/// # Errors
/// What the database answers.
pub async fn find_many(
    db: &impl ConnectionTrait,
    ids: &[SessionId],
) -> Result<Vec<CouncilSession>, StorageFault> {
    let mut found = Vec::with_capacity(ids.len());
    for chunk in ids.chunks(rows_of(1)) {
        let of = council_session::Column::Id.is_in(chunk.iter().map(|id| id.0));
        let rows = council_session::Entity::find()
            .find_both_related(area::Entity)
            .filter(of);
        for (row, area) in rows.all(db).await? {
            found.push(read(row, &area)?);
        }
    }
    Ok(found)
}

/// The sessions of a round, in the order in which they were called.
///
/// # Errors
/// What the database answers.
pub async fn of_round(
    db: &impl ConnectionTrait,
    round: RoundId,
) -> Result<Vec<CouncilSession>, StorageFault> {
    let rows = council_session::Entity::find()
        .find_both_related(area::Entity)
        .filter(council_session::Column::RoundId.eq(round.0))
        .order_by_asc(council_session::Column::Id)
        .all(db)
        .await?;
    rows.into_iter()
        .map(|(row, area)| read(row, &area))
        .collect()
}

/// Locks a session, so that it is moved or voted in by one at a time.
///
/// # Errors
/// What the database answers.
pub async fn lock(
    db: &impl ConnectionTrait,
    id: SessionId,
) -> Result<Option<CouncilSession>, StorageFault> {
    let mut rows = council_session::Entity::find()
        .find_both_related(area::Entity)
        .filter(council_session::Column::Id.eq(id.0));
    QueryTrait::query(&mut rows).lock_with_tables(LockType::NoKeyUpdate, [council_session::Entity]);
    let row = rows.one(db).await?;
    row.map(|(row, area)| read(row, &area)).transpose()
}

/// Writes down where a session stands, with its version.
///
/// # Errors
/// What the database answers.
pub async fn update(
    db: &impl ConnectionTrait,
    session: &CouncilSession,
) -> Result<(), StorageFault> {
    use council_session::Column;
    council_session::Entity::update_many()
        .col_expr(Column::State, session.state.as_str().into())
        .col_expr(Column::ClosedAt, Expr::val(session.closed_at))
        .col_expr(Column::Version, session.version.into())
        .col_expr(Column::ChangedBy, session.changed_by.0.into())
        .col_expr(Column::ChangedAt, session.changed_at.into())
        .filter(Column::Id.eq(session.id.0))
        .exec(db)
        .await?;
    Ok(())
}

/// Adds seats.
///
/// # Errors
/// What the database answers.
pub async fn insert_seats(db: &impl ConnectionTrait, seats: &[Seat]) -> Result<(), StorageFault> {
    let rows = seats.iter().map(|seat| session_seat::Model {
        session_id: seat.session.0,
        member_id: seat.member.0,
        present: seat.present,
    });
    insert_all::<session_seat::Entity>(db, rows.collect(), None).await?;
    Ok(())
}

/// Marks who is present in a session; everybody else is not.
///
/// # Errors
/// What the database answers.
pub async fn set_present(
    db: &impl ConnectionTrait,
    session: SessionId,
    present: &[MemberId],
) -> Result<(), StorageFault> {
    use session_seat::Column;
    let seats = |present: bool| {
        session_seat::Entity::update_many()
            .col_expr(Column::Present, present.into())
            .filter(Column::SessionId.eq(session.0))
    };
    seats(false).exec(db).await?;
    let those = Column::MemberId.is_in(present.iter().map(|member| member.0));
    seats(true).filter(those).exec(db).await?;
    Ok(())
}

/// The seats of sessions, in no order.
///
/// # Errors
/// What the database answers.
pub async fn seats(
    db: &impl ConnectionTrait,
    sessions: &[SessionId],
) -> Result<Vec<Seat>, StorageFault> {
    let mut found = Vec::new();
    for chunk in sessions.chunks(rows_of(1)) {
        let of = session_seat::Column::SessionId.is_in(chunk.iter().map(|id| id.0));
        let rows = session_seat::Entity::find().filter(of).all(db).await?;
        found.extend(rows.into_iter().map(|row| Seat {
            session: SessionId(row.session_id),
            member: MemberId(row.member_id),
            present: row.present,
        }));
    }
    Ok(found)
}

fn read(row: council_session::Model, area: &area::Model) -> Result<CouncilSession, StorageFault> {
    let council_session::Model {
        id,
        round_id,
        province_id: _,
        held_on,
        venue,
        mode,
        state,
        corrects_id,
        correction_reason,
        version,
        called_at,
        closed_at,
        changed_by,
        changed_at,
    } = row;
    Ok(CouncilSession {
        id: SessionId(id),
        round: RoundId(round_id),
        place: place(area)?,
        held_on,
        venue,
        mode: term("council_session.mode", &mode)?,
        state: term("council_session.state", &state)?,
        corrects: corrects_id.map(SessionId),
        correction_reason,
        version,
        called_at,
        closed_at,
        changed_by: AccountId(changed_by),
        changed_at,
    })
}

fn row(session: &CouncilSession) -> council_session::Model {
    let CouncilSession {
        id,
        round,
        place,
        held_on,
        venue,
        mode,
        state,
        corrects,
        correction_reason,
        version,
        called_at,
        closed_at,
        changed_by,
        changed_at,
    } = session;
    council_session::Model {
        id: id.0,
        round_id: round.0,
        province_id: place.area.0,
        held_on: *held_on,
        venue: venue.clone(),
        mode: mode.as_str().to_owned(),
        state: state.as_str().to_owned(),
        corrects_id: corrects.map(|id| id.0),
        correction_reason: correction_reason.clone(),
        version: *version,
        called_at: *called_at,
        closed_at: *closed_at,
        changed_by: changed_by.0,
        changed_at: *changed_at,
    }
}
