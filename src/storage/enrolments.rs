//! Enrolments of collectors by survey.

use sea_orm::{
    ColumnTrait, ConnectionTrait, EntityTrait, IntoActiveModel, PaginatorTrait, QueryFilter,
    QueryOrder,
};

use super::cells::padded;
use super::entity::enrolment;
use super::fault::StorageFault;
use crate::domain::base::ids::{AccountId, EnrolmentId, SurveyId, TokenId};
use crate::domain::trust::enrolment::Enrolment;

/// Adds an enrolment.
///
/// # Errors
/// [`StorageFault::Orphan`] for a survey, account or token that isn't there.
pub async fn insert(db: &impl ConnectionTrait, new: &Enrolment) -> Result<(), StorageFault> {
    let Enrolment {
        id,
        survey,
        account,
        token,
        enrolled_at,
        enrolled_by,
    } = new;
    let row = enrolment::Model {
        id: id.0,
        survey_id: survey.0,
        account_id: account.0,
        token_id: token.0,
        enrolled_at: *enrolled_at,
        enrolled_by: enrolled_by.0,
    };
    enrolment::Entity::insert(row.into_active_model())
        .exec_without_returning(db)
        .await?;
    Ok(())
}

/// One enrolment.
///
/// # Errors
/// What the database answers.
pub async fn find(
    db: &impl ConnectionTrait,
    id: EnrolmentId,
) -> Result<Option<Enrolment>, StorageFault> {
    let row = enrolment::Entity::find_by_id(id.0).one(db).await?;
    Ok(row.as_ref().map(read))
}

/// The enrolments of some surveys, in the order they were made, in one statement.
///
/// # Errors
/// What the database answers.
pub async fn of_surveys(
    db: &impl ConnectionTrait,
    surveys: &[SurveyId],
) -> Result<Vec<Enrolment>, StorageFault> {
    let ids = padded(surveys.iter().map(|id| id.0).collect());
    let rows = enrolment::Entity::find()
        .filter(enrolment::Column::SurveyId.is_in(ids))
        .order_by_asc(enrolment::Column::Id)
        .all(db)
        .await?;
    Ok(rows.iter().map(read).collect())
}

/// How many enrolments a survey has.
///
/// # Errors
/// What the database answers.
pub async fn count(db: &impl ConnectionTrait, survey: SurveyId) -> Result<u64, StorageFault> {
    let rows = enrolment::Entity::find().filter(enrolment::Column::SurveyId.eq(survey.0));
    Ok(rows.count(db).await?)
}

/// Gives an enrolment another token.
///
/// # Errors
/// What the database answers.
pub async fn renew(
    db: &impl ConnectionTrait,
    id: EnrolmentId,
    token: TokenId,
) -> Result<(), StorageFault> {
    enrolment::Entity::update_many()
        .col_expr(enrolment::Column::TokenId, token.0.into())
        .filter(enrolment::Column::Id.eq(id.0))
        .exec(db)
        .await?;
    Ok(())
}

fn read(row: &enrolment::Model) -> Enrolment {
    let enrolment::Model {
        id,
        survey_id,
        account_id,
        token_id,
        enrolled_at,
        enrolled_by,
    } = *row;
    Enrolment {
        id: EnrolmentId(id),
        survey: SurveyId(survey_id),
        account: AccountId(account_id),
        token: TokenId(token_id),
        enrolled_at,
        enrolled_by: AccountId(enrolled_by),
    }
}
