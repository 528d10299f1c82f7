//! In which hamlets of a survey somebody collects.

use std::collections::HashSet;

use super::library;
use super::office::{Office, Speaker};
use super::plans;
use super::refusal::Refusal;
use crate::domain::base::ids::{AreaId, SurveyId};
use crate::domain::trust::authority::{self, Action};

/// The hamlets of a survey that the speaker collects in; none for one who never collects.
///
/// # Errors
/// Where the database can't be read.
pub async fn hamlets(
    office: &Office,
    speaker: Speaker<'_>,
    survey: SurveyId,
) -> Result<HashSet<AreaId>, Refusal> {
    let Ok(actor) = authority::may_ever(speaker, Action::Submit) else {
        return Ok(HashSet::new());
    };
    let plan = library::plan(office, survey).await?;
    let collected = plan
        .hamlets
        .values()
        .filter(|place| plans::collects_in(actor, &plan, place));
    Ok(collected.map(|place| place.area).collect())
}
