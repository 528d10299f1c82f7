//! Candidacies on the agendas of the council's sessions.
//!
//! In Vietnamese: chương trình phiên họp.

use sea_orm::{
    ColumnTrait, ConnectionTrait, EntityTrait, IntoActiveModel, QueryFilter, QueryOrder,
};

use super::cells::{rows_of, term};
use super::entity::documents::Texts;
use super::entity::{agenda_item, council_session};
use super::fault::StorageFault;
use crate::domain::base::clock::Instant;
use crate::domain::base::ids::{AccountId, AgendaItemId, CandidacyId, SessionId};
use crate::domain::recognition::session::{AgendaItem, BallotMode, SessionState};

/// Where a candidacy stands on an agenda, and how far that session has come.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct OnAgenda {
    /// The item.
    pub item: AgendaItem,
    /// The session's state.
    pub state: SessionState,
    /// How the session votes.
    pub mode: BallotMode,
}

/// Puts a candidacy on an agenda.
///
/// # Errors
/// [`StorageFault::Taken`] with [`Unique::AgendaItem`](super::fault::Unique::AgendaItem).
pub async fn insert(
    db: &impl ConnectionTrait,
    item: &AgendaItem,
    by: AccountId,
) -> Result<(), StorageFault> {
    let AgendaItem {
        id,
        session,
        candidacy,
        position,
        failed,
        reason,
        put_at,
    } = item;
    let row = agenda_item::Model {
        id: id.0,
        session_id: session.0,
        candidacy_id: candidacy.0,
        position: *position,
        failed: Texts(failed.clone()),
        reason: reason.clone(),
        put_by: by.0,
        put_at: *put_at,
        taken_off_at: None,
    };
    agenda_item::Entity::insert(row.into_active_model())
        .exec_without_returning(db)
        .await?;
    Ok(())
}

/// Takes an item off its agenda; it stays on record.
///
/// # Errors
/// What the database answers.
pub async fn take_off(
    db: &impl ConnectionTrait,
    id: AgendaItemId,
    at: Instant,
) -> Result<(), StorageFault> {
    agenda_item::Entity::update_many()
        .col_expr(agenda_item::Column::TakenOffAt, at.into())
        .filter(agenda_item::Column::Id.eq(id.0))
        .exec(db)
        .await?;
    Ok(())
}

/// What is on the agendas of sessions, in order.
///
/// # Errors
/// What the database answers.
pub async fn of_sessions(
    db: &impl ConnectionTrait,
    sessions: &[SessionId],
) -> Result<Vec<AgendaItem>, StorageFault> {
    let mut found = Vec::new();
    for chunk in sessions.chunks(rows_of(1)) {
        let of = agenda_item::Column::SessionId.is_in(chunk.iter().map(|id| id.0));
        let rows = agenda_item::Entity::find()
            .filter(of)
            .filter(agenda_item::Column::TakenOffAt.is_null())
            .order_by_asc(agenda_item::Column::SessionId)
            .order_by_asc(agenda_item::Column::Position)
            .order_by_asc(agenda_item::Column::Id)
            .all(db)
            .await?;
        found.extend(rows.into_iter().map(read));
    }
    Ok(found)
}

/// Where candidacies stand on agendas, the oldest first.
///
/// # Errors
/// What the database answers.
pub async fn of_candidacies(
    db: &impl ConnectionTrait,
    candidacies: &[CandidacyId],
) -> Result<Vec<OnAgenda>, StorageFault> {
    let mut found = Vec::new();
    for chunk in candidacies.chunks(rows_of(1)) {
        let of = agenda_item::Column::CandidacyId.is_in(chunk.iter().map(|id| id.0));
        let rows = agenda_item::Entity::find()
            .find_both_related(council_session::Entity)
            .filter(of)
            .filter(agenda_item::Column::TakenOffAt.is_null())
            .order_by_asc(agenda_item::Column::Id)
            .all(db)
            .await?;
        for (row, session) in rows {
            found.push(OnAgenda {
                item: read(row),
                state: term("council_session.state", &session.state)?,
                mode: term("council_session.mode", &session.mode)?,
            });
        }
    }
    Ok(found)
}

fn read(row: agenda_item::Model) -> AgendaItem {
    let agenda_item::Model {
        id,
        session_id,
        candidacy_id,
        position,
        failed,
        reason,
        put_by: _,
        put_at,
        taken_off_at: _,
    } = row;
    AgendaItem {
        id: AgendaItemId(id),
        session: SessionId(session_id),
        candidacy: CandidacyId(candidacy_id),
        position,
        failed: failed.0,
        reason,
        put_at,
    }
}
