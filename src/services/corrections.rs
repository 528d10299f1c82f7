//! Voids and choices: listed for the Front, confirmed by a second account.

use std::collections::HashMap;

use super::office::{Office, Speaker};
use super::refusal::{InputFault, Refusal};
use super::surveys::{locked, saved_with};
use super::user_fault::{UserFault, UserFaultCode};
use crate::domain::base::ids::{AccountId, SurveyId};
use crate::domain::base::page::{Page, PageRequest};
use crate::domain::survey::correction::{Correction, CorrectionFault, Deed};
use crate::domain::survey::record::Survey;
use crate::domain::survey::review::MOST_REVIEWED;
use crate::domain::trust::authority::{self, Action};
use crate::storage::database::Transaction;
use crate::storage::{accounts, corrections};

/// A correction with the names of those who made and confirmed it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CorrectionView {
    /// The correction.
    pub correction: Correction,
    /// Name of the account that made it.
    pub made_by: String,
    /// Name of the account that confirmed it.
    pub confirmed_by: Option<String>,
}

/// Which corrections a list holds; what is left out filters nothing.
#[derive(Debug, Clone, Copy, Default)]
pub struct CorrectionFilter {
    /// Those that wait for a second account, or those that don't.
    pub unconfirmed: Option<bool>,
}

/// A page of a survey's corrections, by number.
///
/// # Errors
/// [`Refusal::Forbidden`] for anyone but the Front; for a cursor that this list didn't give.
pub async fn list(
    office: &Office,
    speaker: Speaker<'_>,
    survey: &Survey,
    filter: CorrectionFilter,
    request: &PageRequest,
) -> Result<Page<CorrectionView>, Refusal> {
    reader(speaker, survey)?;
    let read = office.db.read();
    let page = corrections::list(read, survey.id, filter.unconfirmed, request).await?;
    let names = names_of(office, page.rows.iter().map(|(_, one)| one)).await?;
    Ok(page.map(|one| named(one, &names)))
}

/// How many corrections the list holds.
///
/// # Errors
/// As [`list`].
pub async fn count(
    office: &Office,
    speaker: Speaker<'_>,
    survey: &Survey,
    filter: CorrectionFilter,
) -> Result<u64, Refusal> {
    reader(speaker, survey)?;
    Ok(corrections::count(office.db.read(), survey.id, filter.unconfirmed).await?)
}

/// Holds that the speaker is the Front of the survey's area.
///
/// # Errors
/// [`Refusal::Forbidden`] for anyone else who sees the survey.
pub(super) fn reader(speaker: Speaker<'_>, survey: &Survey) -> Result<(), Refusal> {
    authority::may_ever(speaker, Action::ReadResponses)?;
    authority::permit(speaker, Action::ReadResponses, &survey.place)
        .map(|_| ())
        .map_err(|_| Refusal::Forbidden)
}

/// The names of those who made and confirmed some corrections.
pub(super) async fn names_of(
    office: &Office,
    all: impl Iterator<Item = &Correction>,
) -> Result<HashMap<AccountId, String>, Refusal> {
    let deeds = all.flat_map(|one| std::iter::once(one.made).chain(one.confirmed));
    let ids: Vec<AccountId> = deeds.map(|deed| deed.by).collect();
    Ok(accounts::names(office.db.read(), &ids).await?)
}

/// A correction with its names.
pub(super) fn named(correction: Correction, names: &HashMap<AccountId, String>) -> CorrectionView {
    let name = |deed: Deed| names.get(&deed.by).cloned().unwrap_or_default();
    CorrectionView {
        made_by: name(correction.made),
        confirmed_by: correction.confirmed.map(name),
        correction,
    }
}

/// Confirms a correction; by another account than the one that made it, before VERIFIED.
///
/// # Errors
/// As the rights say; [`Refusal::Faults`] for what the rules don't allow.
pub async fn confirm(
    office: &Office,
    speaker: Speaker<'_>,
    survey: SurveyId,
    number: i64,
) -> Result<(Survey, CorrectionView), Refusal> {
    let (tx, survey, now) = locked(office, speaker, survey).await?;
    let actor = speaker.ok_or(Refusal::Unauthenticated)?;
    let deed = Deed {
        at: now,
        by: actor.account,
    };
    let confirmed = confirm_one(&tx, &survey, (number, "number"), deed).await??;
    let details = serde_json::json!({
        "correction": number,
        "kind": confirmed.kind.as_str(),
        "response": confirmed.response,
    });
    let survey = saved_with(office, speaker, tx, survey, "correction.confirm", details).await?;
    let names = names_of(office, std::iter::once(&confirmed)).await?;
    Ok((survey, named(confirmed, &names)))
}

/// Confirms corrections, 1 to [`MOST_REVIEWED`], all of them or none.
///
/// # Errors
/// As [`confirm`], with a fault for each that can't be.
pub async fn confirm_many(
    office: &Office,
    speaker: Speaker<'_>,
    survey: SurveyId,
    numbers: &[i64],
) -> Result<Survey, Refusal> {
    let (tx, survey, now) = locked(office, speaker, survey).await?;
    let actor = speaker.ok_or(Refusal::Unauthenticated)?;
    if numbers.is_empty() || numbers.len() > MOST_REVIEWED {
        return Err(Refusal::BadInput {
            path: vec!["input".to_owned(), "numbers".to_owned()],
            fault: InputFault::ListLength {
                most: MOST_REVIEWED,
            },
        });
    }
    let deed = Deed {
        at: now,
        by: actor.account,
    };
    let mut faults = Vec::new();
    for (position, number) in numbers.iter().enumerate() {
        let field = format!("numbers.{position}");
        // A number that is named twice was confirmed by its first turn.
        let done = confirm_one(&tx, &survey, (*number, &field), deed).await?;
        faults.extend(done.err());
    }
    if !faults.is_empty() {
        return Err(Refusal::Faults(faults));
    }
    let details = serde_json::json!({ "corrections": numbers });
    saved_with(office, speaker, tx, survey, "correction.confirm", details).await
}

/// Confirms one correction of a locked survey, or says why it can't be.
async fn confirm_one(
    tx: &Transaction,
    survey: &Survey,
    (number, field): (i64, &str),
    deed: Deed,
) -> Result<Result<Correction, UserFault>, Refusal> {
    let Some(found) = corrections::find(tx, survey.id, number).await? else {
        let code = UserFaultCode::UnknownCorrection;
        return Ok(Err(UserFault::at(field, code, number.to_string())));
    };
    match found.confirm(survey.lifecycle.state_at(deed.at), deed) {
        Ok(confirmed) => {
            corrections::confirm(tx, survey.id, number, deed).await?;
            Ok(Ok(confirmed))
        }
        Err(fault) => Ok(Err(of_fault(fault, field))),
    }
}

/// A correction that the rules don't allow, as the user's fault at a field.
pub(super) fn of_fault(fault: CorrectionFault, field: &str) -> UserFault {
    match fault {
        CorrectionFault::NotIn(state) => {
            UserFault::at("surveyId", UserFaultCode::IllegalState, state.as_str())
        }
        CorrectionFault::AlreadyChosen => UserFault::at(field, UserFaultCode::AlreadyChosen, ""),
        CorrectionFault::AlreadyConfirmed => {
            UserFault::at(field, UserFaultCode::AlreadyConfirmed, "")
        }
        CorrectionFault::Superseded => {
            UserFault::at(field, UserFaultCode::CorrectionSuperseded, "")
        }
        CorrectionFault::SameAccount => {
            UserFault::at(field, UserFaultCode::SecondAccountNeeded, "")
        }
    }
}
