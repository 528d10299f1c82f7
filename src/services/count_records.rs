//! Count records: typed by two accounts, corrected, accepted, counted.
//!
//! In Vietnamese: biên bản kiểm phiếu. How they move is in `domain/survey/count_record.rs`. No line of the
//! audit holds a figure: what was typed is kept with its record.

use super::count_desk::{Held, Step, changed, held, illegal, looked_up, typed};
use super::count_sheets::{self, CountSheet, TypedField, add_up};
use super::count_views::{self, CountRecordView};
use super::evidence;
use super::office::{Office, Speaker};
use super::reasons::reason_of;
use super::refusal::Refusal;
use super::surveys::{locked, saved_with};
use super::texts;
use super::user_fault::{UserFault, UserFaultCode};
use super::warning::Warning;
use crate::domain::base::ids::{DocumentId, SurveyId};
use crate::domain::survey::count_record::{Acceptance, CountFault, CountRecordState};
use crate::domain::survey::lifecycle::SurveyState;
use crate::domain::survey::record::Survey;
use crate::storage::count_records as stored;

/// Scans of one record at the most.
const MOST_SCANS: usize = 20;

/// What a change of a record answers: its survey, the record, what is unlikely.
pub type Changed = (Survey, CountRecordView, Vec<Warning>);

/// Types a hamlet's count record. Once a second account has typed the same it is counted, at once or
/// after somebody has accepted what is unlikely in it.
///
/// # Errors
/// As the rights say; [`Refusal::Faults`] for figures that can't be so, for a hamlet of another mode,
/// and once two accounts have typed it.
pub async fn enter(
    office: &Office,
    speaker: Speaker<'_>,
    survey: SurveyId,
    hamlet_code: &str,
    sheet: &CountSheet,
    scans: &[DocumentId],
) -> Result<Changed, Refusal> {
    let held = held(office, speaker, survey, hamlet_code).await?;
    let figures = count_sheets::figures(&held.form, sheet)?;
    add_up(&held.form, &figures)?;
    hang(office, speaker, &held, scans).await?;
    let warnings = held.warnings(&figures);
    let typed = typed(office, &held, figures, None)?;
    let progress = held
        .progress()
        .enter(typed.entry.clone(), warnings.clone())
        .map_err(refused)?;
    let step = Step {
        action: "count_record.enter",
        progress,
        typed: Some(typed),
    };
    let (survey, view) = changed(office, speaker, held, step).await?;
    Ok((survey, view, count_sheets::told(&warnings)))
}

/// Types the differing fields anew from the paper, with a reason: either account or a third.
///
/// # Errors
/// As [`enter`]; [`Refusal::Faults`] for other fields than those that differ, [`Refusal::Conflict`]
/// where somebody else changed the record since.
pub async fn correct(
    office: &Office,
    speaker: Speaker<'_>,
    survey: SurveyId,
    (hamlet_code, version): (&str, i64),
    fields: &[TypedField],
    reason: &str,
) -> Result<Changed, Refusal> {
    let held = held(office, speaker, survey, hamlet_code).await?;
    held.unless_stale(version).await?;
    let reason = reason_of(reason)?;
    let fields = count_sheets::fields(&held.form, fields)?;
    let before = held.progress();
    let figures = before.retyped(&fields).map_err(refused)?;
    add_up(&held.form, &figures)?;
    let warnings = held.warnings(&figures);
    let typed = typed(office, &held, figures, Some(reason))?;
    let progress = before
        .correct(typed.entry.clone(), warnings.clone())
        .map_err(refused)?;
    let step = Step {
        action: "count_record.correct",
        progress,
        typed: Some(typed),
    };
    let (survey, view) = changed(office, speaker, held, step).await?;
    Ok((survey, view, count_sheets::told(&warnings)))
}

/// Accepts what is unlikely in figures that two accounts typed alike, with a note; then they are counted.
///
/// # Errors
/// As [`correct`]; [`Refusal::Faults`] for the account that typed the record first.
pub async fn accept(
    office: &Office,
    speaker: Speaker<'_>,
    survey: SurveyId,
    (hamlet_code, version): (&str, i64),
    note: &str,
) -> Result<Changed, Refusal> {
    let held = held(office, speaker, survey, hamlet_code).await?;
    held.unless_stale(version).await?;
    let acceptance = Acceptance {
        at: held.now,
        by: held.account,
        note: texts::needed("note", note)?,
    };
    let step = Step {
        action: "count_record.accept",
        progress: held.progress().accept(acceptance).map_err(refused)?,
        typed: None,
    };
    let (survey, view) = changed(office, speaker, held, step).await?;
    Ok((survey, view, Vec::new()))
}

/// Discards what was typed of a hamlet, with a reason; what was counted is counted no more. Until CLOSED.
///
/// # Errors
/// As [`correct`].
pub async fn discard(
    office: &Office,
    speaker: Speaker<'_>,
    survey: SurveyId,
    (hamlet_code, version): (&str, i64),
    reason: &str,
) -> Result<Changed, Refusal> {
    let held = held(office, speaker, survey, hamlet_code).await?;
    held.unless_stale(version).await?;
    let reason = reason_of(reason)?;
    let before = held.progress();
    let last = before.entries();
    let figures = last.1.or(last.0).map(|entry| entry.figures.clone());
    let progress = before.discard().map_err(refused)?;
    // The reason stands with what is discarded, as one more sheet of the same figures.
    let typed = figures
        .map(|figures| typed(office, &held, figures, Some(reason)))
        .transpose()?;
    let step = Step {
        action: "count_record.discard",
        progress,
        typed,
    };
    let (survey, view) = changed(office, speaker, held, step).await?;
    Ok((survey, view, Vec::new()))
}

/// Hangs photographs or scans of the signed paper on a record; also when it stands.
///
/// # Errors
/// As the rights say; [`Refusal::Faults`] for a document that isn't there for the speaker.
pub async fn attach(
    office: &Office,
    speaker: Speaker<'_>,
    survey: SurveyId,
    hamlet_code: &str,
    scans: &[DocumentId],
) -> Result<Changed, Refusal> {
    let (tx, survey, now) = locked(office, speaker, survey).await?;
    if survey.lifecycle.stored == SurveyState::Verified {
        return Err(illegal(survey.lifecycle.stored).into());
    }
    let held = looked_up(office, speaker, (tx, survey, now), hamlet_code).await?;
    if held.record.is_none() {
        let code = UserFaultCode::NoCountRecord;
        return Err(UserFault::at("hamletCode", code, hamlet_code).into());
    }
    hang(office, speaker, &held, scans).await?;
    let details = serde_json::json!({ "hamlet": held.hamlet.place.area, "documents": scans });
    let action = "count_record.attach";
    let survey = saved_with(office, speaker, held.tx, held.survey, action, details).await?;
    let view = count_views::one(office, speaker, &survey, held.hamlet.place.area).await?;
    Ok((survey, view, Vec::new()))
}

async fn hang(
    office: &Office,
    speaker: Speaker<'_>,
    held: &Held,
    scans: &[DocumentId],
) -> Result<(), Refusal> {
    if scans.len() > MOST_SCANS {
        let most = MOST_SCANS.to_string();
        return Err(UserFault::at("documentIds", UserFaultCode::OutOfRange, most).into());
    }
    let known = evidence::by_ids(office, speaker, scans).await?;
    let unknown = scans
        .iter()
        .enumerate()
        .find(|(_, id)| !known.contains_key(id));
    if let Some((position, _)) = unknown {
        let place = format!("documentIds.{position}");
        return Err(UserFault::at(&place, UserFaultCode::UnknownDocument, "").into());
    }
    let area = held.hamlet.place.area;
    Ok(stored::add_scans(&held.tx, held.survey.id, area, scans).await?)
}

fn refused(fault: CountFault) -> Refusal {
    let (field, code, about) = match fault {
        CountFault::NotIn(CountRecordState::Final) => {
            ("hamletCode", UserFaultCode::CountIsFinal, "")
        }
        CountFault::NotIn(CountRecordState::Empty) => {
            ("hamletCode", UserFaultCode::NoCountRecord, "")
        }
        CountFault::NotIn(state) => ("hamletCode", UserFaultCode::IllegalState, state.as_str()),
        CountFault::TypedByTwo => ("hamletCode", UserFaultCode::CountedByTwo, ""),
        CountFault::SameAccount => ("hamletCode", UserFaultCode::SecondAccountNeeded, ""),
        CountFault::NotTheDifferingFields => ("fields", UserFaultCode::NotTheDifferingFields, ""),
    };
    UserFault::at(field, code, about).into()
}
