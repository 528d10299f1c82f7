//! The provincial Front's decisions on closed surveys, and who entered figures.
//!
//! In Vietnamese: thẩm tra.

use std::collections::HashMap;

use sea_orm::{
    ColumnTrait, ConnectionTrait, EntityTrait, IntoActiveModel, QueryFilter, QueryOrder,
    QuerySelect,
};

use super::cells::term;
use super::entity::{
    count_entry, count_record, frozen_result, issued_forms, response, verification,
};
use super::fault::StorageFault;
use crate::domain::base::ids::{AccountId, SurveyId, VerificationId};
use crate::domain::survey::verification::Verification;

/// Adds a decision.
///
/// # Errors
/// [`StorageFault::Orphan`] for a survey that isn't there.
pub async fn insert(
    db: &impl ConnectionTrait,
    decision: &Verification,
) -> Result<(), StorageFault> {
    let Verification {
        id,
        survey,
        subject,
        decision,
        revision,
        points,
        reasons,
        decided_at,
        decided_by,
    } = decision;
    let row = verification::Model {
        id: id.0,
        survey_id: survey.0,
        subject: subject.as_str().to_owned(),
        decision: decision.as_str().to_owned(),
        revision: *revision,
        points: points.clone(),
        reasons: reasons.clone(),
        decided_at: *decided_at,
        decided_by: decided_by.0,
    };
    verification::Entity::insert(row.into_active_model())
        .exec_without_returning(db)
        .await?;
    Ok(())
}

/// The decisions on surveys, in the order in which they were made.
///
/// # Errors
/// What the database answers.
pub async fn of_surveys(
    db: &impl ConnectionTrait,
    surveys: &[SurveyId],
) -> Result<HashMap<SurveyId, Vec<Verification>>, StorageFault> {
    let rows = verification::Entity::find()
        .filter(verification::Column::SurveyId.is_in(surveys.iter().map(|id| id.0)))
        .order_by_asc(verification::Column::SurveyId)
        .order_by_asc(verification::Column::Id)
        .all(db)
        .await?;
    let mut grouped: HashMap<SurveyId, Vec<Verification>> = HashMap::new();
    for row in rows {
        let decision = read(row)?;
        grouped.entry(decision.survey).or_default().push(decision);
    }
    Ok(grouped)
}

/// Whether an account entered any figure of these surveys: sent a response, closed the survey or
/// froze its result anew, recorded its forms, typed a count record or accepted what is unlikely in one.
///
/// # Errors
/// What the database answers.
pub async fn entered_figures(
    db: &impl ConnectionTrait,
    surveys: &[SurveyId],
    account: AccountId,
) -> Result<bool, StorageFault> {
    let ids = || surveys.iter().map(|id| id.0);
    let sent = response::Entity::find()
        .filter(response::Column::SurveyId.is_in(ids()))
        .filter(response::Column::AccountId.eq(account.0))
        .limit(1);
    let froze = frozen_result::Entity::find()
        .filter(frozen_result::Column::SurveyId.is_in(ids()))
        .filter(frozen_result::Column::ClosedBy.eq(account.0))
        .limit(1);
    let issued = issued_forms::Entity::find()
        .filter(issued_forms::Column::SurveyId.is_in(ids()))
        .filter(issued_forms::Column::RecordedBy.eq(account.0))
        .limit(1);
    let typed = count_entry::Entity::find()
        .filter(count_entry::Column::SurveyId.is_in(ids()))
        .filter(count_entry::Column::TypedBy.eq(account.0))
        .limit(1);
    let accepted = count_record::Entity::find()
        .filter(count_record::Column::SurveyId.is_in(ids()))
        .filter(count_record::Column::AcceptedBy.eq(account.0))
        .limit(1);
    Ok(sent.one(db).await?.is_some()
        || froze.one(db).await?.is_some()
        || issued.one(db).await?.is_some()
        || typed.one(db).await?.is_some()
        || accepted.one(db).await?.is_some())
}

fn read(row: verification::Model) -> Result<Verification, StorageFault> {
    let verification::Model {
        id,
        survey_id,
        subject,
        decision,
        revision,
        points,
        reasons,
        decided_at,
        decided_by,
    } = row;
    Ok(Verification {
        id: VerificationId(id),
        survey: SurveyId(survey_id),
        subject: term("verification.subject", &subject)?,
        decision: term("verification.decision", &decision)?,
        revision,
        points,
        reasons,
        decided_at,
        decided_by: AccountId(decided_by),
    })
}
