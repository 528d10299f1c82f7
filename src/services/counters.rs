//! Takes responses out of a hamlet's running counters, and puts them in.

use super::forms::Form;
use super::refusal::Refusal;
use crate::domain::base::ids::{AreaId, SurveyId};
use crate::domain::survey::sheet::Sheet;
use crate::domain::survey::tally::Weight;
use crate::storage::database::Transaction;
use crate::storage::tallies;

/// What a response weighs, of its checked answers; `None` of a spoilt one.
pub(super) fn weight(sheet: Option<&Sheet>) -> Weight<'_> {
    sheet.map_or(Weight::Spoilt, Weight::Valid)
}

/// Writes a hamlet's counters with one response less, one more, or both; the survey is locked.
///
/// # Errors
/// [`Refusal::Conflict`] for a hamlet without counters; where they don't fit what is taken out.
pub(super) async fn shift(
    tx: &Transaction,
    form: &Form,
    (survey, hamlet): (SurveyId, AreaId),
    out: Option<Weight<'_>>,
    into: Option<Weight<'_>>,
) -> Result<(), Refusal> {
    let key = (survey, hamlet);
    let mut tally = tallies::read(tx, &[key])
        .await?
        .remove(&key)
        .ok_or(Refusal::Conflict(None))?;
    if let Some(weight) = out {
        tally.remove(&form.layout, weight)?;
    }
    if let Some(weight) = into {
        tally.add(&form.layout, weight)?;
    }
    Ok(tallies::write(tx, &[(survey, hamlet, tally)]).await?)
}
