//! Forms set aside for a household that had answered, with nothing chosen yet.

use std::collections::HashMap;

use sea_orm::sea_query::{Expr, ExprTrait};
use sea_orm::{ColumnTrait, ConnectionTrait, EntityTrait, QueryFilter, QuerySelect, QueryTrait};
use uuid::Uuid;

use super::entity::{correction, set_aside};
use super::fault::StorageFault;
use crate::domain::base::ids::{AreaId, SurveyId};
use crate::domain::survey::correction::CorrectionKind;
use crate::domain::survey::judge::RejectionCode;

/// How many there are in each hamlet of some surveys.
///
/// # Errors
/// What the database answers.
pub async fn open(
    db: &impl ConnectionTrait,
    surveys: &[SurveyId],
) -> Result<HashMap<(SurveyId, AreaId), i64>, StorageFault> {
    let same = |of: correction::Column, own: set_aside::Column| {
        Expr::col((correction::Entity, of)).equals((set_aside::Entity, own))
    };
    let chosen = correction::Entity::find()
        .select_only()
        .expr(Expr::val(1_i32))
        .filter(correction::Column::Kind.eq(CorrectionKind::Choice.as_str()))
        .filter(same(
            correction::Column::SurveyId,
            set_aside::Column::SurveyId,
        ))
        .filter(same(correction::Column::ResponseId, set_aside::Column::Id))
        .into_query();
    let conflict = RejectionCode::HouseholdAlreadyAnswered.as_str();
    let rows: Vec<(Uuid, Uuid, i64)> = set_aside::Entity::find()
        .select_only()
        .columns([set_aside::Column::SurveyId, set_aside::Column::HamletId])
        .column_as(set_aside::Column::Id.count(), "count")
        .filter(set_aside::Column::SurveyId.is_in(surveys.iter().map(|id| id.0)))
        .filter(set_aside::Column::Code.eq(conflict))
        .filter(Expr::exists(chosen).not())
        .group_by(set_aside::Column::SurveyId)
        .group_by(set_aside::Column::HamletId)
        .into_tuple()
        .all(db)
        .await?;
    let counted = rows.into_iter();
    Ok(counted
        .map(|(survey, hamlet, count)| ((SurveyId(survey), AreaId(hamlet)), count))
        .collect())
}
