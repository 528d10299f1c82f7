//! Questionnaires as they were imported, version by version.
//!
//! In Vietnamese: mẫu phiếu.

use sea_orm::{
    ColumnTrait, ConnectionTrait, EntityTrait, IntoActiveModel, QueryFilter, QueryOrder, Select,
};

use super::cells::is_text;
use super::entity::documents::QuestionnaireDocument;
use super::entity::questionnaire;
use super::fault::StorageFault;
use crate::domain::base::clock::Instant;
use crate::domain::base::ids::QuestionnaireId;
use crate::domain::survey::questionnaire::Questionnaire;

/// A version of a form as it is kept.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct StoredQuestionnaire {
    /// Its id.
    pub id: QuestionnaireId,
    /// The form.
    pub questionnaire: Questionnaire,
    /// SHA-256 of what was imported, lower-case hexadecimal.
    pub sha256: String,
    /// When a survey first used it.
    pub first_used_at: Option<Instant>,
}

/// Adds a version.
///
/// # Errors
/// [`StorageFault::Taken`] with
/// [`Unique::QuestionnaireVersion`](super::fault::Unique::QuestionnaireVersion).
pub async fn insert(
    db: &impl ConnectionTrait,
    stored: &StoredQuestionnaire,
) -> Result<(), StorageFault> {
    let StoredQuestionnaire {
        id,
        questionnaire,
        sha256,
        first_used_at,
    } = stored;
    let row = questionnaire::Model {
        id: id.0,
        code: questionnaire.code.clone(),
        version: questionnaire.version,
        content: QuestionnaireDocument(questionnaire.clone()),
        sha256: sha256.clone(),
        first_used_at: *first_used_at,
    };
    questionnaire::Entity::insert(row.into_active_model())
        .exec_without_returning(db)
        .await?;
    Ok(())
}

/// Many versions, in no order.
///
/// # Errors
/// What the database answers.
pub async fn find_many(
    db: &impl ConnectionTrait,
    ids: &[QuestionnaireId],
) -> Result<Vec<StoredQuestionnaire>, StorageFault> {
    let ids = questionnaire::Column::Id.is_in(ids.iter().map(|id| id.0));
    read_all(questionnaire::Entity::find().filter(ids), db).await
}

/// All versions of a form, the newest first.
///
/// # Errors
/// What the database answers.
pub async fn versions(
    db: &impl ConnectionTrait,
    code: &str,
) -> Result<Vec<StoredQuestionnaire>, StorageFault> {
    if !is_text(code) {
        return Ok(Vec::new());
    }
    let rows = questionnaire::Entity::find()
        .filter(questionnaire::Column::Code.eq(code))
        .order_by_desc(questionnaire::Column::Version);
    read_all(rows, db).await
}

/// Every version of every form, by code and version.
///
/// # Errors
/// What the database answers.
pub async fn all(db: &impl ConnectionTrait) -> Result<Vec<StoredQuestionnaire>, StorageFault> {
    let rows = questionnaire::Entity::find()
        .order_by_asc(questionnaire::Column::Code)
        .order_by_asc(questionnaire::Column::Version);
    read_all(rows, db).await
}

/// Notes when a survey first used a version; a later use changes nothing.
///
/// # Errors
/// What the database answers.
pub async fn mark_used(
    db: &impl ConnectionTrait,
    id: QuestionnaireId,
    at: Instant,
) -> Result<(), StorageFault> {
    questionnaire::Entity::update_many()
        .col_expr(questionnaire::Column::FirstUsedAt, at.into())
        .filter(questionnaire::Column::Id.eq(id.0))
        .filter(questionnaire::Column::FirstUsedAt.is_null())
        .exec(db)
        .await?;
    Ok(())
}

async fn read_all(
    rows: Select<questionnaire::Entity>,
    db: &impl ConnectionTrait,
) -> Result<Vec<StoredQuestionnaire>, StorageFault> {
    let rows = rows.all(db).await?;
    Ok(rows.into_iter().map(read).collect())
}

fn read(row: questionnaire::Model) -> StoredQuestionnaire {
    let questionnaire::Model {
        id,
        code: _,
        version: _,
        content,
        sha256,
        first_used_at,
    } = row;
    StoredQuestionnaire {
        id: QuestionnaireId(id),
        questionnaire: content.0,
        sha256,
        first_used_at,
    }
}
