//! A hamlet's count record while it changes: locked, moved, noted, counted.

use std::sync::Arc;

use super::count_views::{self, CountRecordView};
use super::forms::Form;
use super::library;
use super::office::{Office, Speaker};
use super::refusal::Refusal;
use super::stale::unless_stale;
use super::surveys::{locked, saved_with};
use super::user_fault::{UserFault, UserFaultCode};
use crate::domain::base::clock::Instant;
use crate::domain::base::ids::{AccountId, SurveyId};
use crate::domain::survey::collection_mode::CollectionMode;
use crate::domain::survey::count_figures::{Beside, CountFigures, CountWarning};
use crate::domain::survey::count_record::{CountRecord, Entry, Progress};
use crate::domain::survey::lifecycle::{SurveyKind, SurveyState};
use crate::domain::survey::paper::IssuedForms;
use crate::domain::survey::record::{Survey, SurveyHamlet};
use crate::storage::count_records::{self as stored, TypedEntry};
use crate::storage::database::Transaction;
use crate::storage::{issued_forms, survey_hamlets, tallies};

/// Bytes of the salt in an entry's digest.
const SALT_BYTES: usize = 16;

/// A hamlet's record while it is changed; its survey is locked.
pub(super) struct Held {
    /// The transaction.
    pub tx: Transaction,
    /// The survey.
    pub survey: Survey,
    /// The present instant.
    pub now: Instant,
    /// Who changes it.
    pub account: AccountId,
    /// The form that is counted.
    pub form: Arc<Form>,
    /// The hamlet.
    pub hamlet: SurveyHamlet,
    /// What is typed so far; `None` before anything is.
    pub record: Option<CountRecord>,
    issued: Option<IssuedForms>,
}

impl Held {
    fn beside(&self) -> Beside {
        let recorded = self.issued.as_ref();
        Beside {
            households: self.hamlet.households,
            recorded: recorded.map(|forms| (forms.issued, forms.missing)),
        }
    }

    /// What is unlikely in figures.
    pub fn warnings(&self, figures: &CountFigures) -> Vec<CountWarning> {
        figures.warnings(&self.form.questionnaire, &self.beside())
    }

    /// How far the record has come.
    pub fn progress(&self) -> Progress {
        let record = self.record.as_ref();
        record.map_or_else(Progress::default, |record| record.progress.clone())
    }

    fn next_entry(&self) -> i64 {
        let last = self.record.as_ref().map_or(0, |record| record.last_entry);
        last.saturating_add(1)
    }

    /// Lets a change through that was made of the version that stands.
    ///
    /// # Errors
    /// [`Refusal::Conflict`] for another; [`Refusal::Faults`] where there is no record.
    pub async fn unless_stale(&self, read: i64) -> Result<(), Refusal> {
        let Some(record) = &self.record else {
            let code = self.hamlet.code.as_str();
            return Err(UserFault::at("hamletCode", UserFaultCode::NoCountRecord, code).into());
        };
        let stands = (record.version, record.changed_at, record.changed_by);
        unless_stale(&self.tx, Some(stands), Some(read)).await
    }
}

/// Locks the survey of a record that may be changed now.
pub(super) async fn held(
    office: &Office,
    speaker: Speaker<'_>,
    survey: SurveyId,
    hamlet_code: &str,
) -> Result<Held, Refusal> {
    let (tx, survey, now) = locked(office, speaker, survey).await?;
    let state = survey.lifecycle.state_at(now);
    if !matches!(state, SurveyState::Open | SurveyState::Closing) {
        return Err(illegal(state).into());
    }
    looked_up(office, speaker, (tx, survey, now), hamlet_code).await
}

/// That the survey's state doesn't allow it.
pub(super) fn illegal(state: SurveyState) -> UserFault {
    UserFault::at("surveyId", UserFaultCode::IllegalState, state.as_str())
}

/// Looks a hamlet's record up in a survey that is locked.
pub(super) async fn looked_up(
    office: &Office,
    speaker: Speaker<'_>,
    (tx, survey, now): (Transaction, Survey, Instant),
    hamlet_code: &str,
) -> Result<Held, Refusal> {
    let actor = speaker.ok_or(Refusal::Unauthenticated)?;
    if survey.kind == SurveyKind::DirectCheck {
        let code = UserFaultCode::WrongSurveyKind;
        return Err(UserFault::at("surveyId", code, survey.kind.as_str()).into());
    }
    let at = |code| UserFault::at("hamletCode", code, hamlet_code);
    let mut hamlets = survey_hamlets::of_surveys(&tx, &[survey.id])
        .await?
        .into_iter();
    let hamlet = hamlets
        .find(|hamlet| hamlet.code == hamlet_code)
        .ok_or_else(|| at(UserFaultCode::UnknownHamlet))?;
    if hamlet.mode != CollectionMode::CountRecord {
        return Err(at(UserFaultCode::WrongCollectionMode).into());
    }
    let place = (survey.id, hamlet.place.area);
    let mut issued = issued_forms::of_surveys(&tx, &[survey.id]).await?;
    Ok(Held {
        form: library::form(office, survey.questionnaire).await?,
        record: stored::find(&tx, place.0, place.1).await?,
        issued: issued.remove(&place),
        account: actor.account,
        tx,
        survey,
        now,
        hamlet,
    })
}

/// A sheet that the account types, under the record's next number.
pub(super) fn typed(
    office: &Office,
    held: &Held,
    figures: CountFigures,
    reason: Option<String>,
) -> Result<TypedEntry, Refusal> {
    let mut salt = vec![0; SALT_BYTES];
    office.chance.fill(&mut salt)?;
    Ok(TypedEntry {
        entry: Entry {
            number: held.next_entry(),
            by: held.account,
            figures,
        },
        salt,
        reason,
        at: held.now,
    })
}

/// One move of a record.
pub(super) struct Step {
    /// Its name in the audit.
    pub action: &'static str,
    /// Where the record is then.
    pub progress: Progress,
    /// The sheet that was typed.
    pub typed: Option<TypedEntry>,
}

/// Writes a move down: the sheet, the record, what it adds to the hamlet's counters or takes out.
pub(super) async fn changed(
    office: &Office,
    speaker: Speaker<'_>,
    held: Held,
    step: Step,
) -> Result<(Survey, CountRecordView), Refusal> {
    let (survey, area) = (held.survey.id, held.hamlet.place.area);
    if let Some(typed) = &step.typed {
        stored::add_entry(&held.tx, survey, area, typed).await?;
    }
    let before = held.progress();
    let version = held.record.as_ref().map_or(0, |record| record.version);
    let last = held.record.as_ref().map_or(0, |record| record.last_entry);
    let record = CountRecord {
        survey,
        hamlet: area,
        version: version.saturating_add(1),
        last_entry: step.typed.as_ref().map_or(last, |typed| typed.entry.number),
        progress: step.progress,
        changed_at: held.now,
        changed_by: held.account,
    };
    stored::write(&held.tx, &record).await?;
    recount(&held, before.counted(), record.progress.counted()).await?;
    if let Progress::Final(first, _, _, acceptance) = &record.progress {
        let note = acceptance.as_ref().map(|one| one.note.clone());
        issue(&held, &first.figures, note).await?;
    }
    let warnings: Vec<&str> = record
        .progress
        .warnings()
        .iter()
        .map(|warning| warning.kind.as_str())
        .collect();
    let details = serde_json::json!({
        "hamlet": area,
        "version": record.version,
        "before": before.state().as_str(),
        "after": record.progress.state().as_str(),
        "entry": record.last_entry,
        "differing": record.progress.differing().len(),
        "warnings": warnings,
    });
    let saved = saved_with(office, speaker, held.tx, held.survey, step.action, details).await?;
    let view = count_views::one(office, speaker, &saved, area).await?;
    Ok((saved, view))
}

/// Moves the hamlet's counters from what was counted to what is.
async fn recount(
    held: &Held,
    before: Option<&CountFigures>,
    after: Option<&CountFigures>,
) -> Result<(), Refusal> {
    if before == after {
        return Ok(());
    }
    let key = (held.survey.id, held.hamlet.place.area);
    let mut kept = tallies::read(&held.tx, &[key]).await?;
    let mut tally = kept.remove(&key).ok_or(Refusal::Conflict(None))?;
    if let Some(before) = before {
        tally.part_with(&before.tally(&held.form.layout))?;
    }
    if let Some(after) = after {
        tally.merge(&after.tally(&held.form.layout))?;
    }
    Ok(tallies::write(&held.tx, &[(key.0, key.1, tally)]).await?)
}

/// Records the forms that the paper says were handed out, where something else is on record. Other
/// figures than before were warned of, so that there is a note to give as the reason.
async fn issue(held: &Held, figures: &CountFigures, note: Option<String>) -> Result<(), Refusal> {
    let last = held.issued.as_ref();
    if last.is_some_and(|last| (last.issued, last.missing) == (figures.issued, figures.missing)) {
        return Ok(());
    }
    let forms = IssuedForms {
        survey: held.survey.id,
        hamlet: held.hamlet.place.area,
        version: last.map_or(1, |last| last.version.saturating_add(1)),
        issued: figures.issued,
        missing: figures.missing,
        reason: note.filter(|_| last.is_some()),
        recorded_at: held.now,
        recorded_by: held.account,
    };
    Ok(issued_forms::insert(&held.tx, &[forms]).await?)
}
