//! Documents that prove something: sent in, attached, read by those who may.

use std::collections::{HashMap, HashSet};

use uuid::Uuid;

use super::access::{self, DossierSight};
use super::assignments;
use super::notes::note;
use super::office::{Office, Speaker};
use super::refusal::Refusal;
use super::user_fault::{UserFault, UserFaultCode};
use super::writing::{Writing, below};
use crate::domain::base::canonical::sha256_hex;
use crate::domain::base::ids::{AreaId, CandidacyId, DocumentId, RoundId};
use crate::domain::recognition::candidacy::Candidacy;
use crate::domain::recognition::evidence::{
    Document, EvidenceFault, MediaType, file_name, look_into,
};
use crate::domain::trust::actor::Actor;
use crate::domain::trust::authority::{self, Action};
use crate::storage::database::Transaction;
use crate::storage::documents::{self, Attachment};
use crate::storage::fault::StorageFault;
use crate::storage::{candidacies, count_records, rounds, surveys};

/// Takes a document in. Until it is attached to something, its sender alone sees it.
///
/// # Errors
/// As the rights say; [`Refusal::Faults`] for a bad name, an empty content, and one that is not of
/// the type that it is said to be.
pub async fn deposit(
    office: &Office,
    speaker: Speaker<'_>,
    name: &str,
    media_type: MediaType,
    content: Vec<u8>,
) -> Result<Document, Refusal> {
    let actor = authority::may_ever(speaker, Action::SendDocuments)?;
    look_into(&content, media_type).map_err(refused)?;
    let now = office.clock.now();
    let document = Document {
        id: DocumentId(office.chance.id(now)?),
        name: file_name(name).map_err(refused)?,
        media_type,
        size: i64::try_from(content.len()).unwrap_or(i64::MAX),
        sha256: sha256_hex(&content),
        uploaded_by: actor.account,
        uploaded_at: now,
    };
    let tx = office.db.begin_write().await?;
    documents::insert(&tx, &document, content).await?;
    let details = serde_json::json!({
        "document": document.id,
        "mediaType": document.media_type.as_str(),
        "size": document.size,
        "sha256": document.sha256,
    });
    note(office, &tx, speaker, None, "document.upload", details).await?;
    tx.commit().await.map_err(StorageFault::from)?;
    Ok(document)
}

fn refused(fault: EvidenceFault) -> Refusal {
    let (field, code) = match fault {
        EvidenceFault::Empty => ("content", UserFaultCode::EmptyDocument),
        EvidenceFault::BadName => ("name", UserFaultCode::InvalidText),
        EvidenceFault::OtherContent => ("content", UserFaultCode::NotOfItsType),
    };
    UserFault::at(field, code, "").into()
}

/// A document with its content.
///
/// # Errors
/// [`Refusal::Unauthenticated`]; [`Refusal::NotFound`] where there is none that the speaker may
/// read.
pub async fn content(
    office: &Office,
    speaker: Speaker<'_>,
    id: DocumentId,
) -> Result<(Document, Vec<u8>), Refusal> {
    if speaker.is_none() {
        return Err(Refusal::Unauthenticated);
    }
    let mut found = by_ids(office, speaker, &[id]).await?;
    let document = found.remove(&id).ok_or(Refusal::NotFound)?;
    let content = documents::content(office.db.read(), &document.sha256).await?;
    Ok((document, content.ok_or(Refusal::NotFound)?))
}

/// Documents by id; only what the speaker may read: what it sent in, what hangs on a dossier that it
/// sees, what came with a report on an assignment that it sees, and scans of the count records that
/// it runs.
///
/// # Errors
/// Where the database can't be read.
pub async fn by_ids(
    office: &Office,
    speaker: Speaker<'_>,
    ids: &[DocumentId],
) -> Result<HashMap<DocumentId, Document>, Refusal> {
    let Some(actor) = speaker else {
        return Ok(HashMap::new());
    };
    let read = office.db.read();
    let found = documents::find_many(read, ids).await?;
    let attached = documents::attachments(read, ids).await?;
    let mut readable = readable(office, actor, &attached).await?;
    readable.extend(assignments::documents(office, speaker, ids).await?);
    readable.extend(scans_of_mine(office, actor, ids).await?);
    Ok(found
        .into_iter()
        .filter(|one| one.uploaded_by == actor.account || readable.contains(&one.id))
        .map(|one| (one.id, one))
        .collect())
}

/// The documents of some things that the speaker has been given, by the thing.
///
/// # Errors
/// Where the database can't be read.
pub async fn of_subjects(
    office: &Office,
    subjects: &[Uuid],
) -> Result<HashMap<Uuid, Vec<Document>>, Refusal> {
    Ok(documents::of_subjects(office.db.read(), subjects).await?)
}

/// Which of these attached documents hang on something that somebody sees.
async fn readable(
    office: &Office,
    actor: &Actor,
    attached: &[Attachment],
) -> Result<HashSet<DocumentId>, Refusal> {
    let db = office.db.read();
    let of: HashSet<CandidacyId> = attached.iter().filter_map(|one| one.candidacy).collect();
    let of: Vec<CandidacyId> = of.into_iter().collect();
    let visible: HashMap<CandidacyId, Candidacy> =
        candidacies::seen(db, &access::visible(office, Some(actor)), &of)
            .await?
            .into_iter()
            .map(|one| (one.id, one))
            .collect();
    let rounds_of: HashSet<RoundId> = attached.iter().filter_map(|one| one.round).collect();
    let rounds_of: Vec<RoundId> = rounds_of.into_iter().collect();
    let provinces: HashMap<RoundId, AreaId> = rounds::find_many(db, &rounds_of)
        .await?
        .into_iter()
        .map(|round| (round.id, round.province))
        .collect();
    let sees = |one: &&Attachment| {
        let sight = match (one.candidacy, one.round) {
            (Some(candidacy), _) => visible
                .get(&candidacy)
                .map(|candidacy| access::dossier(Some(actor), &candidacy.place)),
            (None, Some(round)) => provinces
                .get(&round)
                .map(|province| access::dossier_of_province(Some(actor), *province)),
            (None, None) => None,
        };
        sight.is_some_and(|sight| match sight {
            DossierSight::Whole => true,
            DossierSight::Own(agency) => one.agency.as_deref() == Some(agency),
            DossierSight::Nothing => false,
        })
    };
    Ok(attached
        .iter()
        .filter(sees)
        .map(|one| one.document)
        .collect())
}

/// Which of these documents are scans of count records that somebody runs: they may show what few
/// people answered, so they are the Front's alone.
async fn scans_of_mine(
    office: &Office,
    actor: &Actor,
    ids: &[DocumentId],
) -> Result<Vec<DocumentId>, Refusal> {
    if authority::may_ever(Some(actor), Action::RunSurveys).is_err() {
        return Ok(Vec::new());
    }
    let read = office.db.read();
    let scans = count_records::scanned_in(read, ids).await?;
    if scans.is_empty() {
        return Ok(Vec::new());
    }
    let of: Vec<_> = scans.iter().map(|(_, survey)| *survey).collect();
    let surveys = surveys::find_many(read, &of).await?;
    let mine = access::permitted(Some(actor), Action::RunSurveys, &surveys);
    let mine = scans
        .into_iter()
        .filter(|(_, survey)| mine.contains(survey));
    Ok(mine.map(|(document, _)| document).collect())
}

/// Notes a fault for each document that isn't there for the speaker to attach.
pub(super) async fn check(
    office: &Office,
    actor: &Actor,
    writings: &[(String, &Writing)],
    faults: &mut Vec<UserFault>,
) -> Result<(), Refusal> {
    let wanted: HashSet<DocumentId> = writings
        .iter()
        .flat_map(|(_, writing)| writing.documents.iter().copied())
        .collect();
    if wanted.is_empty() {
        return Ok(());
    }
    let wanted: Vec<DocumentId> = wanted.into_iter().collect();
    let found = by_ids(office, Some(actor), &wanted).await?;
    for (place, writing) in writings {
        for (position, id) in writing.documents.iter().enumerate() {
            if !found.contains_key(id) {
                let field = below(place, &format!("documentIds.{position}"));
                faults.push(UserFault::at(&field, UserFaultCode::UnknownDocument, ""));
            }
        }
    }
    Ok(())
}

/// Where something stands that documents are attached to.
#[derive(Debug, Clone, Copy)]
pub(super) struct Hook<'a> {
    /// The thing.
    pub subject: Uuid,
    /// The candidacy whose dossier it stands in.
    pub candidacy: Option<CandidacyId>,
    /// The round, where it is of no candidacy.
    pub round: Option<RoundId>,
    /// The agency whose thing it is.
    pub agency: Option<&'a str>,
}

/// Attaches the documents of writings to what was written.
pub(super) async fn attach(
    tx: &Transaction,
    hooks: &[(Hook<'_>, &Writing)],
) -> Result<(), Refusal> {
    let rows: Vec<Attachment> = hooks
        .iter()
        .flat_map(|(hook, writing)| {
            let distinct: HashSet<DocumentId> = writing.documents.iter().copied().collect();
            distinct.into_iter().map(|document| Attachment {
                subject: hook.subject,
                document,
                round: hook.round,
                candidacy: hook.candidacy,
                agency: hook.agency.map(str::to_owned),
            })
        })
        .collect();
    Ok(documents::attach(tx, &rows).await?)
}
