//! Takes regulations and questionnaires in, the bundled ones too.
//!
//! A code and version stand for one content for ever: the same content again changes nothing,
//! other content is refused.

use super::imported::{ImportRefusal, ImportReport};
use super::notes::note;
use super::office::Office;
use super::refusal::Refusal;
use crate::domain::base::canonical::{canonical_json, sha256_hex};
use crate::domain::base::ids::{QuestionnaireId, RegulationId};
use crate::domain::base::import_fault::{FaultReason, ImportFault};
use crate::domain::law::bundled::regulations as bundled_regulations;
use crate::domain::law::regulation::Regulation;
use crate::domain::survey::bundled::questionnaires as bundled_questionnaires;
use crate::domain::survey::questionnaire::Questionnaire;
use crate::storage::database::Transaction;
use crate::storage::fault::StorageFault;
use crate::storage::questionnaires::{self, StoredQuestionnaire};
use crate::storage::regulations::{self, StoredRegulation};

/// Imports a regulation, TOML.
///
/// # Errors
/// [`ImportRefusal`]; nothing was changed.
pub async fn regulation(office: &Office, file: &[u8]) -> Result<ImportReport, ImportRefusal> {
    let regulation = Regulation::from_toml(file)?;
    let tx = office.db.begin_write().await?;
    let report = take_regulation(office, &tx, regulation).await?;
    tx.commit().await.map_err(StorageFault::from)?;
    Ok(report)
}

/// Imports a questionnaire, TOML.
///
/// # Errors
/// As [`regulation`].
pub async fn questionnaire(office: &Office, file: &[u8]) -> Result<ImportReport, ImportRefusal> {
    let questionnaire = Questionnaire::from_toml(file)?;
    let tx = office.db.begin_write().await?;
    let report = take_questionnaire(office, &tx, questionnaire).await?;
    tx.commit().await.map_err(StorageFault::from)?;
    Ok(report)
}

/// Takes in what comes with the program and is not there yet.
///
/// A version that is there with other content stays: somebody's own, or an older program's.
///
/// # Errors
/// Where the database can't be written.
pub async fn seed(office: &Office) -> Result<(), Refusal> {
    let unsound =
        |faults: Vec<ImportFault>| Refusal::Internal(Box::new(ImportRefusal::Faults(faults)));
    let tx = office.db.begin_write().await?;
    for regulation in bundled_regulations().map_err(unsound)? {
        unless_taken(take_regulation(office, &tx, regulation).await)?;
    }
    for questionnaire in bundled_questionnaires().map_err(unsound)? {
        unless_taken(take_questionnaire(office, &tx, questionnaire).await)?;
    }
    Ok(tx.commit().await.map_err(StorageFault::from)?)
}

fn unless_taken(taken: Result<ImportReport, ImportRefusal>) -> Result<(), Refusal> {
    match taken {
        Ok(_) | Err(ImportRefusal::Faults(_)) => Ok(()),
        Err(ImportRefusal::Refused(refusal)) => Err(refusal),
    }
}

async fn take_regulation(
    office: &Office,
    tx: &Transaction,
    regulation: Regulation,
) -> Result<ImportReport, ImportRefusal> {
    let sha256 = sha256(&regulation)?;
    let versions = regulations::versions(tx, &regulation.code).await?;
    let same = versions
        .iter()
        .find(|stored| stored.regulation.version == regulation.version);
    if let Some(same) = same {
        return unchanged(same.sha256 == sha256);
    }
    let base = match &regulation.base {
        None => None,
        Some(base) => {
            let versions = regulations::versions(tx, &base.code).await?;
            let found = versions
                .iter()
                .find(|stored| stored.regulation.version == base.version);
            Some(
                found
                    .ok_or_else(|| refused("base", FaultReason::UnknownBase))?
                    .id,
            )
        }
    };
    let id = RegulationId(
        office
            .chance
            .id(office.clock.now())
            .map_err(Refusal::from)?,
    );
    let details = details(&regulation.code, regulation.version, &sha256);
    let stored = StoredRegulation {
        id,
        regulation,
        sha256,
        base,
        first_used_at: None,
    };
    regulations::insert(tx, &stored).await?;
    note(office, tx, None, None, "import.regulation", details).await?;
    Ok(inserted())
}

async fn take_questionnaire(
    office: &Office,
    tx: &Transaction,
    questionnaire: Questionnaire,
) -> Result<ImportReport, ImportRefusal> {
    let sha256 = sha256(&questionnaire)?;
    let versions = questionnaires::versions(tx, &questionnaire.code).await?;
    let same = versions
        .iter()
        .find(|stored| stored.questionnaire.version == questionnaire.version);
    if let Some(same) = same {
        return unchanged(same.sha256 == sha256);
    }
    let id = QuestionnaireId(
        office
            .chance
            .id(office.clock.now())
            .map_err(Refusal::from)?,
    );
    let details = details(&questionnaire.code, questionnaire.version, &sha256);
    let stored = StoredQuestionnaire {
        id,
        questionnaire,
        sha256,
        first_used_at: None,
    };
    questionnaires::insert(tx, &stored).await?;
    note(office, tx, None, None, "import.questionnaire", details).await?;
    Ok(inserted())
}

/// The hash of what a document says, however it was laid out.
fn sha256<T: serde::Serialize>(document: &T) -> Result<String, Refusal> {
    let text = canonical_json(document).map_err(|fault| Refusal::Internal(Box::new(fault)))?;
    Ok(sha256_hex(&text))
}

fn details(code: &str, version: i32, sha256: &str) -> serde_json::Value {
    serde_json::json!({ "code": code, "version": version, "sha256": sha256 })
}

fn refused(field: &str, reason: FaultReason) -> ImportRefusal {
    ImportRefusal::Faults(vec![ImportFault::of_field(1, field, reason)])
}

fn unchanged(same: bool) -> Result<ImportReport, ImportRefusal> {
    if same {
        Ok(ImportReport {
            unchanged: 1,
            ..ImportReport::default()
        })
    } else {
        Err(refused("version", FaultReason::OtherContent))
    }
}

fn inserted() -> ImportReport {
    ImportReport {
        inserted: 1,
        ..ImportReport::default()
    }
}
