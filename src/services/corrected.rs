//! What corrections a survey has: written down, counted, waiting.

use super::forms::Form;
use super::refusal::Refusal;
use crate::domain::base::ids::{ResponseId, SurveyId};
use crate::domain::survey::correction::{
    ConflictChoice, Correction, CorrectionCounts, CorrectionKind, Deed,
};
use crate::domain::survey::questionnaire::Sentiment;
use crate::domain::survey::record::Survey;
use crate::storage::corrections;
use crate::storage::database::Transaction;

/// What is corrected, of one survey.
pub(super) struct Corrected {
    /// What the correction does.
    pub kind: CorrectionKind,
    /// The response that is voided or replaced, or the form set aside.
    pub response: ResponseId,
    /// The household's counted response.
    pub rival: Option<ResponseId>,
    /// What is chosen; `None` but for a choice.
    pub choice: Option<ConflictChoice>,
    /// Why.
    pub reason: String,
}

/// Writes a correction down under the survey's next number; the survey is locked.
///
/// # Errors
/// Where the database refuses.
pub(super) async fn record(
    tx: &Transaction,
    survey: SurveyId,
    corrected: Corrected,
    made: Deed,
) -> Result<Correction, Refusal> {
    let Corrected {
        kind,
        response,
        rival,
        choice,
        reason,
    } = corrected;
    let correction = Correction {
        survey,
        number: corrections::next_number(tx, survey).await?,
        kind,
        response,
        rival,
        choice,
        reason,
        made,
        confirmed: None,
        superseded_by: None,
    };
    if choice.is_some() {
        let standing = corrections::standing(tx, survey, &[response]).await?;
        if let Some(earlier) = standing.get(&response) {
            corrections::supersede(tx, survey, earlier.number, correction.number).await?;
        }
    }
    corrections::insert(tx, &correction).await?;
    Ok(correction)
}

/// How a survey's count was corrected, in numbers.
///
/// # Errors
/// Where the database can't be read.
pub(super) async fn counted(
    tx: &Transaction,
    survey: SurveyId,
    form: &Form,
) -> Result<CorrectionCounts, Refusal> {
    let (in_conflict, late) = corrections::set_aside_by_code(tx, survey).await?;
    let mut counts = CorrectionCounts {
        in_conflict,
        late,
        chosen: corrections::chosen(tx, survey).await?,
        amended: corrections::amended(tx, survey).await?,
        ..CorrectionCounts::default()
    };
    for choices in corrections::voided_choices(tx, survey).await? {
        counts.voided = counts.voided.saturating_add(1);
        let counter = match choices.and_then(|choices| overall(form, &choices)) {
            Some(Sentiment::Positive) => &mut counts.voided_satisfied,
            Some(Sentiment::Negative) => &mut counts.voided_not_satisfied,
            Some(Sentiment::Neutral) => &mut counts.voided_other,
            None => continue,
        };
        *counter = counter.saturating_add(1);
    }
    Ok(counts)
}

/// What the chosen options say to the overall item.
fn overall(form: &Form, choices: &[Option<u16>]) -> Option<Sentiment> {
    let position = form.layout.overall()?;
    let option = choices.get(position).copied().flatten()?;
    let item = form.questionnaire.items.get(position)?;
    let option = item.options.get(usize::from(option))?;
    Some(option.sentiment)
}

/// A survey after a correction: what hangs out is the result before, so that a new one must be hung
/// out itself.
pub(super) fn hanging_out(survey: &Survey, revision: Option<i32>) -> Survey {
    Survey {
        published_on: survey.published_on.filter(|_| revision.is_none()),
        ..survey.clone()
    }
}
