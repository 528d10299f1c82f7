//! What is printed of a survey: its form, its hamlets, its frozen result.

use std::sync::Arc;

use super::access::act_on;
use super::forms::Form;
use super::freeze;
use super::library;
use super::office::{Office, Speaker};
use super::refusal::Refusal;
use super::results::ShownFigures;
use super::user_fault::{UserFault, UserFaultCode};
use crate::domain::base::ids::SurveyId;
use crate::domain::base::terms::terms;
use crate::domain::survey::posting::Posting;
use crate::domain::survey::record::{FrozenResult, Survey, SurveyHamlet};
use crate::domain::trust::authority::Action;
use crate::storage::{areas, frozen, postings, survey_hamlets, surveys};

/// Blank forms of one hamlet at the most.
pub const MOST_PRINTED: u32 = 2_000;

terms! {
    /// What can be printed of a survey.
    PrintKind {
        /// Numbered blank forms, by hamlet.
        Forms = "forms",
        /// An empty count record for each hamlet, to be signed before it is typed.
        CountRecord = "count-record",
        /// The sheet that hangs out, with the hash of the frozen result.
        Posting = "posting",
        /// The text for the loudspeaker.
        Loudspeaker = "loudspeaker",
    }
}

/// A survey as it is printed.
#[derive(Debug, Clone)]
pub struct Print {
    /// The survey.
    pub survey: Survey,
    /// Name of its area.
    pub area: String,
    /// Its form.
    pub form: Arc<Form>,
    /// Its hamlets, or the one that was asked for.
    pub hamlets: Vec<SurveyHamlet>,
    /// Its latest frozen result; `None` before CLOSED.
    pub result: Option<PrintedResult>,
}

/// A frozen result as it is printed: what everybody may see.
#[derive(Debug, Clone)]
pub struct PrintedResult {
    /// The result.
    pub frozen: FrozenResult,
    /// Its figures.
    pub figures: ShownFigures,
    /// Where and since when it hangs out.
    pub posting: Option<Posting>,
}

/// A survey as the Front of its area prints it; with a hamlet's code, of that hamlet alone.
///
/// # Errors
/// As the rights say; [`Refusal::Faults`] for a hamlet that isn't its, and for a result that isn't
/// frozen yet.
pub async fn for_front(
    office: &Office,
    speaker: Speaker<'_>,
    id: SurveyId,
    kind: PrintKind,
    hamlet: Option<&str>,
) -> Result<Print, Refusal> {
    let survey = surveys::find(office.db.read(), id).await?;
    act_on(speaker, Action::RunSurveys, survey)?;
    of(office, id, kind, hamlet).await
}

/// A survey as whoever runs the program prints it.
///
/// # Errors
/// [`Refusal::NotFound`]; [`Refusal::Faults`] as [`for_front`].
pub async fn of(
    office: &Office,
    id: SurveyId,
    kind: PrintKind,
    hamlet: Option<&str>,
) -> Result<Print, Refusal> {
    let read = office.db.read();
    let survey = surveys::find(read, id).await?.ok_or(Refusal::NotFound)?;
    let area = areas::find_many(read, &[survey.place.area]).await?.pop();
    let form = library::form(office, survey.questionnaire).await?;
    let mut hamlets = survey_hamlets::of_surveys(read, &[id]).await?;
    if let Some(code) = hamlet {
        hamlets.retain(|hamlet| hamlet.code == code);
        if hamlets.is_empty() {
            return Err(UserFault::at("hamlet", UserFaultCode::UnknownHamlet, code).into());
        }
    }
    let result = result(office, &survey, &form).await?;
    let needs_result = matches!(kind, PrintKind::Posting | PrintKind::Loudspeaker);
    if needs_result && result.is_none() {
        return Err(UserFault::at("kind", UserFaultCode::SurveyNotClosed, "").into());
    }
    Ok(Print {
        area: area.map(|area| area.name).unwrap_or_default(),
        survey,
        form,
        hamlets,
        result,
    })
}

async fn result(
    office: &Office,
    survey: &Survey,
    form: &Form,
) -> Result<Option<PrintedResult>, Refusal> {
    let read = office.db.read();
    let Some(frozen) = frozen::latest(read, &[survey.id]).await?.pop() else {
        return Ok(None);
    };
    let hung = postings::of_surveys(read, &[survey.id])
        .await?
        .remove(&survey.id);
    let posting = hung.unwrap_or_default().into_iter();
    let posting = posting.clone().find(|one| one.revision == frozen.revision);
    Ok(Some(PrintedResult {
        figures: freeze::shown(&frozen, form)?,
        posting,
        frozen,
    }))
}
