//! The ids of all there is of a kind, for whoever looks at everything.

use sea_orm::{ColumnTrait, ConnectionTrait, EntityTrait, QueryOrder, QuerySelect};
use uuid::Uuid;

use super::entity::{candidacy, council_session, document, front_report};
use super::fault::StorageFault;
use crate::domain::base::ids::{CandidacyId, DocumentId, FrontReportId, SessionId};

/// Every candidacy, by id.
///
/// # Errors
/// What the database answers.
pub async fn candidacies(db: &impl ConnectionTrait) -> Result<Vec<CandidacyId>, StorageFault> {
    let ids = ids::<candidacy::Entity>(db, candidacy::Column::Id).await?;
    Ok(ids.into_iter().map(CandidacyId).collect())
}

/// Every document, by id.
///
/// # Errors
/// What the database answers.
pub async fn documents(db: &impl ConnectionTrait) -> Result<Vec<DocumentId>, StorageFault> {
    let ids = ids::<document::Entity>(db, document::Column::Id).await?;
    Ok(ids.into_iter().map(DocumentId).collect())
}

/// Every report of the Front, by id.
///
/// # Errors
/// What the database answers.
pub async fn front_reports(db: &impl ConnectionTrait) -> Result<Vec<FrontReportId>, StorageFault> {
    let ids = ids::<front_report::Entity>(db, front_report::Column::Id).await?;
    Ok(ids.into_iter().map(FrontReportId).collect())
}

/// Every session of a council, by id.
///
/// # Errors
/// What the database answers.
pub async fn sessions(db: &impl ConnectionTrait) -> Result<Vec<SessionId>, StorageFault> {
    let ids = ids::<council_session::Entity>(db, council_session::Column::Id).await?;
    Ok(ids.into_iter().map(SessionId).collect())
}

async fn ids<E: EntityTrait>(
    db: &impl ConnectionTrait,
    id: impl ColumnTrait,
) -> Result<Vec<Uuid>, StorageFault> {
    let rows = E::find().select_only().column(id).order_by_asc(id);
    Ok(rows.into_tuple().all(db).await?)
}
