//! Every row that names one household: what is held about it.

use sea_orm::{ColumnTrait, ConnectionTrait, EntityTrait, QueryFilter, QueryOrder, QuerySelect};
use uuid::Uuid;

use super::cells::is_text;
use super::entity::{area, response, sample_household, set_aside};
use super::fault::StorageFault;
use super::{response_row, set_aside as forms};
use crate::domain::base::ids::{AreaId, SurveyId};
use crate::domain::survey::record::{Response, SetAside};

/// Rows of one kind that are read at the most: a household answers a survey once, and there are few.
const MOST: u64 = 1_000;

/// What is held about a household, by survey and id.
#[derive(Debug, Default)]
pub struct HouseholdRows {
    /// Accepted responses, voided ones included.
    pub responses: Vec<Response>,
    /// Forms set aside.
    pub set_aside: Vec<SetAside>,
    /// Direct checks whose sample drew it.
    pub drawn: Vec<SurveyId>,
}

/// Reads what names a household of one of these hamlets by its code.
///
/// # Errors
/// What the database answers.
pub async fn of(
    db: &impl ConnectionTrait,
    hamlets: &[AreaId],
    code: &str,
) -> Result<HouseholdRows, StorageFault> {
    if hamlets.is_empty() || !is_text(code) {
        return Ok(HouseholdRows::default());
    }
    let ids: Vec<Uuid> = hamlets.iter().map(|hamlet| hamlet.0).collect();
    let responses = response::Entity::find()
        .filter(response::Column::HamletId.is_in(ids.clone()))
        .filter(response::Column::HouseholdCode.eq(code))
        .order_by_asc(response::Column::SurveyId)
        .order_by_asc(response::Column::Id)
        .limit(MOST)
        .all(db)
        .await?;
    let set_aside = set_aside::Entity::find()
        .find_both_related(area::Entity)
        .filter(set_aside::Column::HamletId.is_in(ids.clone()))
        .filter(set_aside::Column::HouseholdCode.eq(code))
        .order_by_asc(set_aside::Column::SurveyId)
        .order_by_asc(set_aside::Column::Id)
        .limit(MOST)
        .all(db)
        .await?;
    let drawn: Vec<Uuid> = sample_household::Entity::find()
        .select_only()
        .column(sample_household::Column::SurveyId)
        .filter(sample_household::Column::HamletId.is_in(ids))
        .filter(sample_household::Column::Code.eq(code))
        .order_by_asc(sample_household::Column::SurveyId)
        .limit(MOST)
        .into_tuple()
        .all(db)
        .await?;
    let responses = responses.into_iter().map(response_row::read);
    let set_aside = set_aside
        .into_iter()
        .map(|(row, hamlet)| forms::read(row, hamlet.code));
    Ok(HouseholdRows {
        responses: responses.collect::<Result<_, _>>()?,
        set_aside: set_aside.collect::<Result<_, _>>()?,
        drawn: drawn.into_iter().map(SurveyId).collect(),
    })
}
