//! Count records as the Front sees them: figures only once two accounts agree.

use std::collections::HashMap;
use std::sync::Arc;

use super::access;
use super::forms::Form;
use super::library;
use super::office::{Office, Speaker};
use super::refusal::Refusal;
use super::user_fault::{UserFault, UserFaultCode};
use super::warning::{Warning, WarningCode};
use crate::domain::base::clock::Instant;
use crate::domain::base::ids::{AccountId, AreaId, DocumentId, SurveyId};
use crate::domain::place::area::Place;
use crate::domain::recognition::evidence::Document;
use crate::domain::survey::collection_mode::CollectionMode;
use crate::domain::survey::count_figures::{CountField, CountFigures, CountWarning};
use crate::domain::survey::count_record::{CountRecord, CountRecordState, Entry, Progress};
use crate::domain::survey::record::Survey;
use crate::domain::trust::authority::Action;
use crate::storage::count_records as stored;
use crate::storage::database::Transaction;
use crate::storage::{accounts, documents, survey_hamlets};

/// The count record of a hamlet, as one of its Front sees it.
#[derive(Debug, Clone)]
pub struct CountRecordView {
    /// The hamlet.
    pub place: Place,
    /// The form that it counts.
    pub form: Arc<Form>,
    /// How far it has come.
    pub state: CountRecordState,
    /// Its version; 0 before anything is typed.
    pub version: i64,
    /// When it changed last.
    pub changed_at: Option<Instant>,
    /// Name of the account whose entry is the first.
    pub first_by: Option<String>,
    /// Name of the account whose entry is the second.
    pub second_by: Option<String>,
    /// What two accounts typed alike; `None` before.
    pub figures: Option<CountFigures>,
    /// What the reader's own account typed.
    pub own: Option<CountFigures>,
    /// The fields in which the entries differ.
    pub differing: Vec<CountField>,
    /// What is unlikely in figures that were typed alike.
    pub warnings: Vec<CountWarning>,
    /// Who accepted it: the note, the account's name, when.
    pub accepted: Option<(String, String, Instant)>,
    /// Photographs and scans of the signed paper.
    pub scans: Vec<Document>,
}

/// The count records of some surveys, one for each hamlet whose paper is counted by hand, by code: for
/// the Front, none for anyone else.
///
/// # Errors
/// Where the database can't be read.
pub async fn of_surveys(
    office: &Office,
    speaker: Speaker<'_>,
    wanted: &[Survey],
) -> Result<HashMap<SurveyId, Vec<CountRecordView>>, Refusal> {
    let mine = access::permitted(speaker, Action::RunSurveys, wanted);
    let read = office.db.read();
    let records: HashMap<_, CountRecord> = stored::of_surveys(read, &mine)
        .await?
        .into_iter()
        .map(|record| ((record.survey, record.hamlet), record))
        .collect();
    let names = accounts::names(read, &people(records.values())).await?;
    let mut scans = scans(office, &mine).await?;
    let own = speaker.map(|actor| actor.account);
    let mut grouped: HashMap<SurveyId, Vec<CountRecordView>> = HashMap::new();
    for hamlet in survey_hamlets::of_surveys(read, &mine).await? {
        let survey = wanted.iter().find(|survey| survey.id == hamlet.survey);
        let Some(survey) = survey.filter(|_| hamlet.mode == CollectionMode::CountRecord) else {
            continue;
        };
        let key = (hamlet.survey, hamlet.place.area);
        let form = library::form(office, survey.questionnaire).await?;
        let view = CountRecordView {
            scans: scans.remove(&key).unwrap_or_default(),
            ..view(hamlet.place, form, records.get(&key), own, &names)
        };
        grouped.entry(hamlet.survey).or_default().push(view);
    }
    Ok(grouped)
}

/// The count record of one hamlet of a survey that the speaker runs.
pub(super) async fn one(
    office: &Office,
    speaker: Speaker<'_>,
    survey: &Survey,
    hamlet: AreaId,
) -> Result<CountRecordView, Refusal> {
    let mut all = of_surveys(office, speaker, std::slice::from_ref(survey)).await?;
    let mut views = all.remove(&survey.id).unwrap_or_default().into_iter();
    views
        .find(|view| view.place.area == hamlet)
        .ok_or(Refusal::NotFound)
}

/// Everybody who stands in some records.
fn people<'a>(records: impl Iterator<Item = &'a CountRecord>) -> Vec<AccountId> {
    let mut people = Vec::new();
    for record in records {
        let (first, second) = record.progress.entries();
        people.extend(first.into_iter().chain(second).map(|entry| entry.by));
        if let Progress::Final(.., Some(acceptance)) = &record.progress {
            people.push(acceptance.by);
        }
    }
    people
}

fn view(
    place: Place,
    form: Arc<Form>,
    record: Option<&CountRecord>,
    reader: Option<AccountId>,
    names: &HashMap<AccountId, String>,
) -> CountRecordView {
    let name = |id: AccountId| names.get(&id).cloned().unwrap_or_default();
    let progress = record.map(|record| &record.progress);
    let (first, second) = progress.map_or((None, None), Progress::entries);
    let own = |entry: &&Entry| reader == Some(entry.by);
    let accepted = match progress {
        Some(Progress::Final(.., acceptance)) => acceptance.as_ref(),
        _ => None,
    };
    CountRecordView {
        place,
        form,
        state: progress.map_or(CountRecordState::Empty, Progress::state),
        version: record.map_or(0, |record| record.version),
        changed_at: record.map(|record| record.changed_at),
        first_by: first.map(|entry| name(entry.by)),
        second_by: second.map(|entry| name(entry.by)),
        figures: progress.and_then(Progress::agreed).cloned(),
        own: first
            .filter(own)
            .or_else(|| second.filter(own))
            .map(|entry| entry.figures.clone()),
        differing: progress.map(Progress::differing).unwrap_or_default(),
        warnings: progress.map_or_else(Vec::new, |progress| progress.warnings().to_vec()),
        accepted: accepted.map(|one| (one.note.clone(), name(one.by), one.at)),
        scans: Vec::new(),
    }
}

/// The scans of some surveys' records.
async fn scans(
    office: &Office,
    surveys: &[SurveyId],
) -> Result<HashMap<(SurveyId, AreaId), Vec<Document>>, Refusal> {
    let read = office.db.read();
    let hung = stored::scans(read, surveys).await?;
    let ids: Vec<DocumentId> = hung.values().flatten().copied().collect();
    let found: HashMap<DocumentId, Document> = documents::find_many(read, &ids)
        .await?
        .into_iter()
        .map(|document| (document.id, document))
        .collect();
    let of = |ids: Vec<DocumentId>| {
        let documents = ids.iter().filter_map(|id| found.get(id).cloned());
        documents.collect()
    };
    Ok(hung.into_iter().map(|(key, ids)| (key, of(ids))).collect())
}

/// Holds that no count record of a survey is half typed: asked before it closes.
pub(super) async fn none_half_typed(tx: &Transaction, survey: SurveyId) -> Result<(), Refusal> {
    let all = stored::of_surveys(tx, &[survey]).await?;
    let half = all.iter().filter(|record| {
        !matches!(
            record.progress.state(),
            CountRecordState::Empty | CountRecordState::Final
        )
    });
    match half.count() {
        0 => Ok(()),
        count => {
            let code = UserFaultCode::CountRecordsUnfinished;
            Err(UserFault::at("surveyId", code, count.to_string()).into())
        }
    }
}

/// What is unwise about the count records of a survey that was closed: hamlets without one, and
/// records without a picture of the signed paper.
///
/// # Errors
/// Where the database can't be read.
pub async fn warnings_of(
    office: &Office,
    speaker: Speaker<'_>,
    survey: &Survey,
) -> Result<Vec<Warning>, Refusal> {
    let all = of_surveys(office, speaker, std::slice::from_ref(survey)).await?;
    let views = all.get(&survey.id).map_or(&[][..], Vec::as_slice);
    let missing = views.iter().filter(|view| view.figures.is_none()).count();
    let bare = views
        .iter()
        .filter(|view| view.figures.is_some() && view.scans.is_empty());
    let told = [
        (WarningCode::CountRecordMissing, missing),
        (WarningCode::CountRecordWithoutScan, bare.count()),
    ];
    Ok(told
        .into_iter()
        .filter(|(_, count)| *count > 0)
        .map(|(code, count)| Warning::of(code, count.to_string()))
        .collect())
}
