//! Results frozen when a survey closed, revision by revision.
//!
//! In Vietnamese: kết quả đã chốt.

use sea_orm::sea_query::{Expr, ExprTrait};
use sea_orm::{
    ColumnTrait, ConnectionTrait, EntityTrait, IntoActiveModel, QueryFilter, QueryOrder,
    QuerySelect, QueryTrait,
};

use super::entity::{account, frozen_result};
use super::fault::StorageFault;
use crate::domain::base::ids::{AccountId, SurveyId};
use crate::domain::survey::record::FrozenResult;

/// Adds a revision.
///
/// # Errors
/// [`StorageFault::Taken`] where the revision is there already.
pub async fn insert(db: &impl ConnectionTrait, result: &FrozenResult) -> Result<(), StorageFault> {
    frozen_result::Entity::insert(row(result).into_active_model())
        .exec_without_returning(db)
        .await?;
    Ok(())
}

/// The latest revision of each of these surveys that has one.
///
/// # Errors
/// What the database answers.
pub async fn latest(
    db: &impl ConnectionTrait,
    surveys: &[SurveyId],
) -> Result<Vec<FrozenResult>, StorageFault> {
    let newest = frozen_result::Entity::find()
        .select_only()
        .column(frozen_result::Column::SurveyId)
        .column_as(frozen_result::Column::Revision.max(), "revision")
        .filter(of(surveys))
        .group_by(frozen_result::Column::SurveyId)
        .into_query();
    let key = Expr::tuple([
        Expr::col((frozen_result::Entity, frozen_result::Column::SurveyId)),
        Expr::col((frozen_result::Entity, frozen_result::Column::Revision)),
    ]);
    let rows = frozen_result::Entity::find()
        .find_both_related(account::Entity)
        .filter(of(surveys))
        .filter(key.in_subquery(newest))
        .all(db)
        .await?;
    Ok(rows.into_iter().map(read).collect())
}

/// All revisions of a survey, the first one first.
///
/// # Errors
/// What the database answers.
pub async fn revisions(
    db: &impl ConnectionTrait,
    survey: SurveyId,
) -> Result<Vec<FrozenResult>, StorageFault> {
    revisions_of(db, &[survey]).await
}

/// All revisions of some surveys, by survey, the first one of each first.
///
/// # Errors
/// What the database answers.
pub async fn revisions_of(
    db: &impl ConnectionTrait,
    surveys: &[SurveyId],
) -> Result<Vec<FrozenResult>, StorageFault> {
    let rows = frozen_result::Entity::find()
        .find_both_related(account::Entity)
        .filter(of(surveys))
        .order_by_asc(frozen_result::Column::SurveyId)
        .order_by_asc(frozen_result::Column::Revision)
        .all(db)
        .await?;
    Ok(rows.into_iter().map(read).collect())
}

fn of(surveys: &[SurveyId]) -> sea_orm::sea_query::SimpleExpr {
    frozen_result::Column::SurveyId.is_in(surveys.iter().map(|id| id.0))
}

fn read((row, account): (frozen_result::Model, account::Model)) -> FrozenResult {
    let frozen_result::Model {
        survey_id,
        revision,
        figures,
        sha256,
        full_text,
        salt,
        closed_at,
        closed_by,
        reason,
    } = row;
    FrozenResult {
        survey: SurveyId(survey_id),
        revision,
        figures,
        sha256,
        full_text,
        salt,
        closed_at,
        closed_by: AccountId(closed_by),
        closed_by_name: account.name,
        reason,
    }
}

fn row(result: &FrozenResult) -> frozen_result::Model {
    let FrozenResult {
        survey,
        revision,
        figures,
        sha256,
        full_text,
        salt,
        closed_at,
        closed_by,
        closed_by_name: _,
        reason,
    } = result;
    frozen_result::Model {
        survey_id: survey.0,
        revision: *revision,
        figures: figures.clone(),
        sha256: sha256.clone(),
        full_text: full_text.clone(),
        salt: salt.clone(),
        closed_at: *closed_at,
        closed_by: closed_by.0,
        reason: reason.clone(),
    }
}
