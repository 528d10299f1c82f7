//! Drops the links from households to answers, and remembers that it was done.

use sea_orm::sea_query::{Expr, ExprTrait};
use sea_orm::{
    ColumnTrait, Condition, ConnectionTrait, EntityTrait, QueryFilter, QueryOrder, QuerySelect,
    QueryTrait,
};
use uuid::Uuid;

use super::entity::{erasure, invitation, response, sample_household, set_aside, survey};
use super::fault::StorageFault;
use super::insert::{insert_all, known_stay};
use super::invitations;
use super::surveys::{read, select};
use crate::domain::base::ids::SurveyId;
use crate::domain::survey::erasure::Erasure;
use crate::domain::survey::lifecycle::SurveyState;
use crate::domain::survey::record::Survey;
use crate::domain::survey::submission::Digest;

/// What stands in place of a fingerprint that was taken away.
const NO_FINGERPRINT: Digest = [0; 32];

/// How many links of a survey were dropped.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Dropped {
    /// Of responses.
    pub responses: i64,
    /// Of forms set aside.
    pub set_aside: i64,
    /// Drawn households whose codes were taken away.
    pub drawn: i64,
    /// Invitations, which name households.
    pub invitations: i64,
}

impl Dropped {
    /// Whether there was none.
    #[must_use]
    pub const fn is_nothing(&self) -> bool {
        self.responses == 0 && self.set_aside == 0 && self.drawn == 0 && self.invitations == 0
    }
}

/// The surveys from CLOSED on that still hold a link from a household to an answer.
///
/// # Errors
/// What the database answers.
pub async fn linked(db: &impl ConnectionTrait) -> Result<Vec<Survey>, StorageFault> {
    let of_responses = response::Entity::find()
        .select_only()
        .expr(Expr::val(1))
        .filter(
            Expr::col((response::Entity, response::Column::SurveyId))
                .equals((survey::Entity, survey::Column::Id)),
        )
        .filter(response::Column::HouseholdKey.is_not_null())
        .into_query();
    let of_forms = set_aside::Entity::find()
        .select_only()
        .expr(Expr::val(1))
        .filter(
            Expr::col((set_aside::Entity, set_aside::Column::SurveyId))
                .equals((survey::Entity, survey::Column::Id)),
        )
        .filter(set_aside::Column::HouseholdKey.is_not_null())
        .into_query();
    let of_samples = sample_household::Entity::find()
        .select_only()
        .expr(Expr::val(1))
        .filter(
            Expr::col((sample_household::Entity, sample_household::Column::SurveyId))
                .equals((survey::Entity, survey::Column::Id)),
        )
        .into_query();
    let of_invitations = invitation::Entity::find()
        .select_only()
        .expr(Expr::val(1))
        .filter(
            Expr::col((invitation::Entity, invitation::Column::SurveyId))
                .equals((survey::Entity, survey::Column::Id)),
        )
        .into_query();
    let closed = [
        SurveyState::Closed,
        SurveyState::Verified,
        SurveyState::Returned,
    ];
    let rows = select()
        .filter(survey::Column::State.is_in(closed.map(SurveyState::as_str)))
        .filter(
            Condition::any()
                .add(Expr::exists(of_responses))
                .add(Expr::exists(of_forms))
                .add(Expr::exists(of_samples))
                .add(Expr::exists(of_invitations)),
        )
        .order_by_asc(survey::Column::Id)
        .all(db)
        .await?;
    rows.into_iter()
        .map(|(row, area)| read(row, &area))
        .collect()
}

/// Takes code, key and fingerprint from every response and form of a survey, and the list of the
/// households that a direct check drew or that were invited; answers how many of each.
///
/// # Errors
/// What the database answers.
pub async fn drop_links(
    db: &impl ConnectionTrait,
    survey: SurveyId,
) -> Result<Dropped, StorageFault> {
    let responses = response::Entity::update_many()
        .col_expr(response::Column::HouseholdCode, Expr::val(None::<String>))
        .col_expr(response::Column::HouseholdKey, Expr::val(None::<Vec<u8>>))
        .col_expr(
            response::Column::Fingerprint,
            Expr::val(NO_FINGERPRINT.to_vec()),
        )
        .filter(response::Column::SurveyId.eq(survey.0))
        .filter(response::Column::HouseholdKey.is_not_null())
        .exec(db)
        .await?;
    let forms = set_aside::Entity::update_many()
        .col_expr(set_aside::Column::HouseholdCode, Expr::val(None::<String>))
        .col_expr(set_aside::Column::HouseholdKey, Expr::val(None::<Vec<u8>>))
        .col_expr(
            set_aside::Column::Fingerprint,
            Expr::val(NO_FINGERPRINT.to_vec()),
        )
        .filter(set_aside::Column::SurveyId.eq(survey.0))
        .filter(set_aside::Column::HouseholdKey.is_not_null())
        .exec(db)
        .await?;
    let drawn = sample_household::Entity::delete_many()
        .filter(sample_household::Column::SurveyId.eq(survey.0))
        .exec(db)
        .await?;
    let invitations = invitations::delete(db, survey).await?;
    let number = |rows: u64| i64::try_from(rows).unwrap_or(i64::MAX);
    Ok(Dropped {
        invitations: number(invitations),
        responses: number(responses.rows_affected),
        set_aside: number(forms.rows_affected),
        drawn: number(drawn.rows_affected),
    })
}

/// Remembers erasures; those that are known stay.
///
/// # Errors
/// [`StorageFault::Orphan`] for a survey that isn't there.
pub async fn remember(db: &impl ConnectionTrait, erasures: &[Erasure]) -> Result<(), StorageFault> {
    let rows = erasures.iter().map(|one| erasure::Model {
        survey_id: one.survey.0,
        erased_at: one.erased_at,
        responses: one.responses,
        set_aside: one.set_aside,
    });
    insert_all::<erasure::Entity>(db, rows.collect(), Some(known_stay())).await?;
    Ok(())
}

/// The erasures of one survey, by time.
///
/// # Errors
/// What the database answers.
pub async fn of_survey(
    db: &impl ConnectionTrait,
    survey: SurveyId,
) -> Result<Vec<Erasure>, StorageFault> {
    let rows = erasure::Entity::find()
        .filter(erasure::Column::SurveyId.eq(survey.0))
        .order_by_asc(erasure::Column::ErasedAt)
        .all(db)
        .await?;
    Ok(rows.iter().map(known).collect())
}

/// Whether the links of a survey were dropped.
///
/// # Errors
/// What the database answers.
pub async fn is_dropped(db: &impl ConnectionTrait, survey: SurveyId) -> Result<bool, StorageFault> {
    let of = erasure::Column::SurveyId.eq(survey.0);
    Ok(erasure::Entity::find().filter(of).one(db).await?.is_some())
}

/// All erasures, by survey and time.
///
/// # Errors
/// What the database answers.
pub async fn all(db: &impl ConnectionTrait) -> Result<Vec<Erasure>, StorageFault> {
    let rows = erasure::Entity::find()
        .order_by_asc(erasure::Column::SurveyId)
        .order_by_asc(erasure::Column::ErasedAt)
        .all(db)
        .await?;
    Ok(rows.iter().map(known).collect())
}

fn known(row: &erasure::Model) -> Erasure {
    let erasure::Model {
        survey_id,
        erased_at,
        responses,
        set_aside,
    } = *row;
    Erasure {
        survey: SurveyId(survey_id),
        erased_at,
        responses,
        set_aside,
    }
}

/// Those of these surveys that the database has.
///
/// # Errors
/// What the database answers.
pub async fn known_surveys(
    db: &impl ConnectionTrait,
    surveys: &[SurveyId],
) -> Result<Vec<SurveyId>, StorageFault> {
    let ids: Vec<Uuid> = survey::Entity::find()
        .select_only()
        .column(survey::Column::Id)
        .filter(survey::Column::Id.is_in(surveys.iter().map(|id| id.0)))
        .into_tuple()
        .all(db)
        .await?;
    Ok(ids.into_iter().map(SurveyId).collect())
}
