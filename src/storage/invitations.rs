//! Invitations of households that answer by themselves.

use std::collections::BTreeSet;

use sea_orm::sea_query::{Expr, ExprTrait};
use sea_orm::{
    ColumnTrait, ConnectionTrait, EntityTrait, FromQueryResult, QueryFilter, QueryOrder,
    QuerySelect,
};
use uuid::Uuid;

use super::cells::digest;
use super::entity::{household, invitation, response, set_aside};
use super::fault::StorageFault;
use super::insert::insert_all;
use crate::domain::base::clock::Instant;
use crate::domain::base::ids::{AccountId, AreaId, InvitationId, ResponseId, SurveyId};
use crate::domain::survey::invitation::{HamletInvitations, Invitation};
use crate::domain::survey::submission::Digest;

/// Adds invitations.
///
/// # Errors
/// [`StorageFault::Taken`] where a household of them has one in force.
pub async fn insert(db: &impl ConnectionTrait, new: &[Invitation]) -> Result<(), StorageFault> {
    let rows = new.iter().map(|one| invitation::Model {
        id: one.id.0,
        survey_id: one.survey.0,
        hamlet_id: one.hamlet.0,
        household_code: one.household_code.clone(),
        code_hash: one.code_hash.to_vec(),
        account_id: one.account.0,
        made_at: one.made_at,
        made_by: one.made_by.map(|account| account.0),
        revoked_at: one.revoked_at,
    });
    insert_all::<invitation::Entity>(db, rows.collect(), None).await?;
    Ok(())
}

/// The invitation of a code, revoked or not.
///
/// # Errors
/// What the database answers.
pub async fn of_code(
    db: &impl ConnectionTrait,
    hash: &Digest,
) -> Result<Option<Invitation>, StorageFault> {
    let row = invitation::Entity::find()
        .filter(invitation::Column::CodeHash.eq(hash.to_vec()))
        .one(db)
        .await?;
    row.map(read).transpose()
}

/// The households of a hamlet that have an invitation in force, by code.
///
/// # Errors
/// What the database answers.
pub async fn invited(
    db: &impl ConnectionTrait,
    survey: SurveyId,
    hamlet: AreaId,
) -> Result<BTreeSet<String>, StorageFault> {
    let codes: Vec<String> = in_force(survey, hamlet)
        .select_only()
        .column(invitation::Column::HouseholdCode)
        .into_tuple()
        .all(db)
        .await?;
    Ok(codes.into_iter().collect())
}

/// Revokes the invitations in force of a hamlet, of these households or of all; answers how many.
///
/// # Errors
/// What the database answers.
pub async fn revoke(
    db: &impl ConnectionTrait,
    (survey, hamlet): (SurveyId, AreaId),
    households: Option<&[String]>,
    at: Instant,
) -> Result<u64, StorageFault> {
    let mut rows = invitation::Entity::update_many()
        .col_expr(invitation::Column::RevokedAt, Expr::val(at))
        .filter(invitation::Column::SurveyId.eq(survey.0))
        .filter(invitation::Column::HamletId.eq(hamlet.0))
        .filter(invitation::Column::RevokedAt.is_null());
    if let Some(households) = households {
        rows = rows.filter(invitation::Column::HouseholdCode.is_in(households));
    }
    Ok(rows.exec(db).await?.rows_affected)
}

/// The households on a hamlet's roster, by code, at most so many.
///
/// # Errors
/// What the database answers.
pub async fn on_roster(
    db: &impl ConnectionTrait,
    hamlet: AreaId,
    most: u64,
) -> Result<Vec<String>, StorageFault> {
    let codes = household::Entity::find()
        .select_only()
        .column(household::Column::Code)
        .filter(household::Column::HamletId.eq(hamlet.0))
        .order_by_asc(household::Column::Code)
        .limit(most)
        .into_tuple()
        .all(db)
        .await?;
    Ok(codes)
}

/// How many invitations of a hamlet are in force, and how many were revoked.
#[derive(Debug, Clone, Copy, PartialEq, Eq, FromQueryResult)]
struct CountRow {
    hamlet_id: Uuid,
    all: i64,
    revoked: i64,
    latest: Instant,
}

/// The invitations of a survey, counted by hamlet.
///
/// # Errors
/// What the database answers.
pub async fn by_hamlet(
    db: &impl ConnectionTrait,
    survey: SurveyId,
) -> Result<Vec<HamletInvitations>, StorageFault> {
    use invitation::Column::{HamletId, MadeAt, RevokedAt, SurveyId as OfSurvey};
    let rows: Vec<CountRow> = invitation::Entity::find()
        .select_only()
        .column(HamletId)
        .column_as(Expr::col(invitation::Column::Id).count(), "all")
        .column_as(Expr::col(RevokedAt).count(), "revoked")
        .column_as(Expr::col(MadeAt).max(), "latest")
        .filter(OfSurvey.eq(survey.0))
        .group_by(HamletId)
        .order_by_asc(HamletId)
        .into_model()
        .all(db)
        .await?;
    let counted = |row: CountRow| HamletInvitations {
        hamlet: AreaId(row.hamlet_id),
        in_force: row.all.saturating_sub(row.revoked),
        revoked: row.revoked,
        latest_made_at: row.latest,
    };
    Ok(rows.into_iter().map(counted).collect())
}

/// The forms that are held of a household, counted, voided and set aside, at most so many.
///
/// # Errors
/// What the database answers.
pub async fn forms(
    db: &impl ConnectionTrait,
    (survey, hamlet, household): (SurveyId, AreaId, &Digest),
    most: u64,
) -> Result<Vec<ResponseId>, StorageFault> {
    let mut ids: Vec<Uuid> = response::Entity::find()
        .select_only()
        .column(response::Column::Id)
        .filter(response::Column::SurveyId.eq(survey.0))
        .filter(response::Column::HamletId.eq(hamlet.0))
        .filter(response::Column::HouseholdKey.eq(household.to_vec()))
        .limit(most)
        .into_tuple()
        .all(db)
        .await?;
    let aside: Vec<Uuid> = set_aside::Entity::find()
        .select_only()
        .column(set_aside::Column::Id)
        .filter(set_aside::Column::SurveyId.eq(survey.0))
        .filter(set_aside::Column::HamletId.eq(hamlet.0))
        .filter(set_aside::Column::HouseholdKey.eq(household.to_vec()))
        .limit(most)
        .into_tuple()
        .all(db)
        .await?;
    ids.extend(aside);
    Ok(ids.into_iter().map(ResponseId).collect())
}

/// Takes the invitations of a survey away, with the households that they name; answers how many.
///
/// # Errors
/// What the database answers.
pub async fn delete(db: &impl ConnectionTrait, survey: SurveyId) -> Result<u64, StorageFault> {
    let gone = invitation::Entity::delete_many()
        .filter(invitation::Column::SurveyId.eq(survey.0))
        .exec(db)
        .await?;
    Ok(gone.rows_affected)
}

fn in_force(survey: SurveyId, hamlet: AreaId) -> sea_orm::Select<invitation::Entity> {
    invitation::Entity::find()
        .filter(invitation::Column::SurveyId.eq(survey.0))
        .filter(invitation::Column::HamletId.eq(hamlet.0))
        .filter(invitation::Column::RevokedAt.is_null())
}

fn read(row: invitation::Model) -> Result<Invitation, StorageFault> {
    let invitation::Model {
        id,
        survey_id,
        hamlet_id,
        household_code,
        code_hash,
        account_id,
        made_at,
        made_by,
        revoked_at,
    } = row;
    Ok(Invitation {
        id: InvitationId(id),
        survey: SurveyId(survey_id),
        hamlet: AreaId(hamlet_id),
        household_code,
        code_hash: digest("invitation.code_hash", &code_hash)?,
        account: AccountId(account_id),
        made_at,
        made_by: made_by.map(AccountId),
        revoked_at,
    })
}
