//! Count records of hamlets, what was typed of them, and scans of the signed paper.
//!
//! In Vietnamese: biên bản kiểm phiếu.

use std::collections::HashMap;

use sea_orm::sea_query::OnConflict;
use sea_orm::{ColumnTrait, ConnectionTrait, EntityTrait, QueryFilter, QueryOrder};

use super::entity::documents::{CountDocument, CountWarnings};
use super::entity::{count_entry, count_record, count_record_scan};
use super::fault::StorageFault;
use super::insert::{insert_all, known_stay};
use crate::domain::base::clock::Instant;
use crate::domain::base::ids::{AccountId, AreaId, DocumentId, SurveyId};
use crate::domain::survey::count_record::{
    Acceptance, CountRecord, CountRecordState, Entry, Progress,
};

/// A sheet that was typed, as it is kept.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TypedEntry {
    /// The figures, who typed them and under which number.
    pub entry: Entry,
    /// Random bytes in its digest, so that few answers can't be guessed from it.
    pub salt: Vec<u8>,
    /// Why differing fields were typed anew.
    pub reason: Option<String>,
    /// When.
    pub at: Instant,
}

/// The count records of some surveys' hamlets, by survey and hamlet.
///
/// # Errors
/// What the database answers.
pub async fn of_surveys(
    db: &impl ConnectionTrait,
    surveys: &[SurveyId],
) -> Result<Vec<CountRecord>, StorageFault> {
    let ids: Vec<_> = surveys.iter().map(|id| id.0).collect();
    let rows = count_record::Entity::find()
        .filter(count_record::Column::SurveyId.is_in(ids.iter().copied()))
        .order_by_asc(count_record::Column::SurveyId)
        .order_by_asc(count_record::Column::HamletId)
        .all(db)
        .await?;
    if rows.is_empty() {
        return Ok(Vec::new());
    }
    let entries = count_entry::Entity::find()
        .filter(count_entry::Column::SurveyId.is_in(ids))
        .all(db)
        .await?;
    let mut entries: HashMap<_, Entry> = entries
        .into_iter()
        .map(|row| ((row.survey_id, row.hamlet_id, row.number), entry(row)))
        .collect();
    let mut take = |row: &count_record::Model, number: Option<i64>| {
        entries.remove(&(row.survey_id, row.hamlet_id, number?))
    };
    rows.into_iter()
        .map(|row| {
            let pair = (take(&row, row.first_entry), take(&row, row.second_entry));
            read(row, pair)
        })
        .collect()
}

/// The count record of one hamlet.
///
/// # Errors
/// What the database answers.
pub async fn find(
    db: &impl ConnectionTrait,
    survey: SurveyId,
    hamlet: AreaId,
) -> Result<Option<CountRecord>, StorageFault> {
    let all = of_surveys(db, &[survey]).await?;
    Ok(all.into_iter().find(|record| record.hamlet == hamlet))
}

/// Adds a sheet that was typed.
///
/// # Errors
/// [`StorageFault::Orphan`] for a hamlet that is not the survey's.
pub async fn add_entry(
    db: &impl ConnectionTrait,
    survey: SurveyId,
    hamlet: AreaId,
    typed: &TypedEntry,
) -> Result<(), StorageFault> {
    let row = count_entry::Model {
        survey_id: survey.0,
        hamlet_id: hamlet.0,
        number: typed.entry.number,
        figures: CountDocument(typed.entry.figures.clone()),
        salt: typed.salt.clone(),
        reason: typed.reason.clone(),
        typed_at: typed.at,
        typed_by: typed.entry.by.0,
    };
    insert_all::<count_entry::Entity>(db, vec![row], None).await?;
    Ok(())
}

/// Writes how far a hamlet's record has come; its survey is locked.
///
/// # Errors
/// [`StorageFault::Orphan`] for a hamlet that is not the survey's.
pub async fn write(db: &impl ConnectionTrait, record: &CountRecord) -> Result<(), StorageFault> {
    use count_record::Column::{
        AcceptedAt, AcceptedBy, ChangedAt, ChangedBy, FirstEntry, HamletId, LastEntry, Note,
        SecondEntry, State, SurveyId, Version, Warnings,
    };
    let replace = OnConflict::columns([SurveyId, HamletId])
        .update_columns([
            Version,
            State,
            FirstEntry,
            SecondEntry,
            LastEntry,
            Warnings,
            AcceptedAt,
            AcceptedBy,
            Note,
            ChangedAt,
            ChangedBy,
        ])
        .to_owned();
    insert_all::<count_record::Entity>(db, vec![row(record)], Some(replace)).await?;
    Ok(())
}

/// Hangs scans on hamlets' records; one that hangs there already stays.
///
/// # Errors
/// [`StorageFault::Orphan`] for a document or hamlet that isn't there.
pub async fn add_scans(
    db: &impl ConnectionTrait,
    survey: SurveyId,
    hamlet: AreaId,
    documents: &[DocumentId],
) -> Result<(), StorageFault> {
    let row = |document: &DocumentId| count_record_scan::Model {
        survey_id: survey.0,
        hamlet_id: hamlet.0,
        document_id: document.0,
    };
    let rows = documents.iter().map(row).collect();
    insert_all::<count_record_scan::Entity>(db, rows, Some(known_stay())).await?;
    Ok(())
}

/// The scans of some surveys, by survey and hamlet.
///
/// # Errors
/// What the database answers.
pub async fn scans(
    db: &impl ConnectionTrait,
    surveys: &[SurveyId],
) -> Result<HashMap<(SurveyId, AreaId), Vec<DocumentId>>, StorageFault> {
    let rows = count_record_scan::Entity::find()
        .filter(count_record_scan::Column::SurveyId.is_in(surveys.iter().map(|id| id.0)))
        .order_by_asc(count_record_scan::Column::DocumentId)
        .all(db)
        .await?;
    let mut found: HashMap<(SurveyId, AreaId), Vec<DocumentId>> = HashMap::new();
    for row in rows {
        let key = (SurveyId(row.survey_id), AreaId(row.hamlet_id));
        found
            .entry(key)
            .or_default()
            .push(DocumentId(row.document_id));
    }
    Ok(found)
}

/// The surveys that some documents are scans of.
///
/// # Errors
/// What the database answers.
pub async fn scanned_in(
    db: &impl ConnectionTrait,
    documents: &[DocumentId],
) -> Result<Vec<(DocumentId, SurveyId)>, StorageFault> {
    let rows = count_record_scan::Entity::find()
        .filter(count_record_scan::Column::DocumentId.is_in(documents.iter().map(|id| id.0)))
        .all(db)
        .await?;
    let pair =
        |row: count_record_scan::Model| (DocumentId(row.document_id), SurveyId(row.survey_id));
    Ok(rows.into_iter().map(pair).collect())
}

fn entry(row: count_entry::Model) -> Entry {
    Entry {
        number: row.number,
        by: AccountId(row.typed_by),
        figures: row.figures.0,
    }
}

fn read(
    row: count_record::Model,
    entries: (Option<Entry>, Option<Entry>),
) -> Result<CountRecord, StorageFault> {
    let state: CountRecordState = super::cells::term("count_record.state", &row.state)?;
    let accepted = row.accepted_at.zip(row.accepted_by).zip(row.note);
    let acceptance = accepted.map(|((at, by), note)| Acceptance {
        at,
        by: AccountId(by),
        note,
    });
    let warnings = row.warnings.0;
    let progress = match (state, entries) {
        (CountRecordState::Empty, _) => Progress::Empty,
        (CountRecordState::EnteredOnce, (Some(first), _)) => Progress::EnteredOnce(first),
        (CountRecordState::Different, (Some(first), Some(second))) => {
            Progress::Different(first, second)
        }
        (CountRecordState::Agreed, (Some(first), Some(second))) => {
            Progress::Agreed(first, second, warnings)
        }
        (CountRecordState::Final, (Some(first), Some(second))) => {
            Progress::Final(first, second, warnings, acceptance)
        }
        _ => {
            return Err(StorageFault::Unreadable {
                what: "count_record",
            });
        }
    };
    Ok(CountRecord {
        survey: SurveyId(row.survey_id),
        hamlet: AreaId(row.hamlet_id),
        version: row.version,
        progress,
        last_entry: row.last_entry,
        changed_at: row.changed_at,
        changed_by: AccountId(row.changed_by),
    })
}

fn row(record: &CountRecord) -> count_record::Model {
    let progress = &record.progress;
    let (first, second) = progress.entries();
    let acceptance = match progress {
        Progress::Final(.., acceptance) => acceptance.as_ref(),
        _ => None,
    };
    count_record::Model {
        survey_id: record.survey.0,
        hamlet_id: record.hamlet.0,
        version: record.version,
        state: progress.state().as_str().to_owned(),
        first_entry: first.map(|entry| entry.number),
        second_entry: second.map(|entry| entry.number),
        last_entry: record.last_entry,
        warnings: CountWarnings(progress.warnings().to_vec()),
        accepted_at: acceptance.map(|one| one.at),
        accepted_by: acceptance.map(|one| one.by.0),
        note: acceptance.map(|one| one.note.clone()),
        changed_at: record.changed_at,
        changed_by: record.changed_by.0,
    }
}
