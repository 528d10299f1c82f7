//! Documents that prove something, and what they are attached to.
//!
//! In Vietnamese: tài liệu minh chứng.

use std::collections::HashMap;

use sea_orm::{ColumnTrait, ConnectionTrait, EntityTrait, QueryFilter, QueryOrder};
use uuid::Uuid;

use super::cells::{rows_of, term};
use super::entity::{assignment_report, attachment, document, document_content};
use super::fault::StorageFault;
use super::insert::{insert_all, known_stay};
use crate::domain::base::ids::{AccountId, AssignmentId, CandidacyId, DocumentId, RoundId};
use crate::domain::recognition::evidence::Document;

/// A document that hangs on a thing of a dossier.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Attachment {
    /// The thing: an appraisal, an opinion, a statement.
    pub subject: Uuid,
    /// The document.
    pub document: DocumentId,
    /// The round, where the thing is of a round alone.
    pub round: Option<RoundId>,
    /// The candidacy whose dossier it stands in.
    pub candidacy: Option<CandidacyId>,
    /// Code of the agency whose thing it is; none of the Front's.
    pub agency: Option<String>,
}

/// Adds a document; its content only where the same isn't there already.
///
/// # Errors
/// What the database answers.
pub async fn insert(
    db: &impl ConnectionTrait,
    document: &Document,
    content: Vec<u8>,
) -> Result<(), StorageFault> {
    let bytes = document_content::Model {
        sha256: document.sha256.clone(),
        content,
    };
    insert_all::<document_content::Entity>(db, vec![bytes], Some(known_stay())).await?;
    insert_all::<document::Entity>(db, vec![row(document)], None).await?;
    Ok(())
}

/// Documents by id, in no order, without their content.
///
/// # Errors
/// What the database answers.
pub async fn find_many(
    db: &impl ConnectionTrait,
    ids: &[DocumentId],
) -> Result<Vec<Document>, StorageFault> {
    let ids = document::Column::Id.is_in(ids.iter().map(|id| id.0));
    let rows = document::Entity::find().filter(ids).all(db).await?;
    rows.into_iter().map(read).collect()
}

/// The content of a hash.
///
/// # Errors
/// What the database answers.
pub async fn content(
    db: &impl ConnectionTrait,
    sha256: &str,
) -> Result<Option<Vec<u8>>, StorageFault> {
    let row = document_content::Entity::find_by_id(sha256).one(db).await?;
    Ok(row.map(|row| row.content))
}

/// Attaches documents.
///
/// # Errors
/// What the database answers.
pub async fn attach(
    db: &impl ConnectionTrait,
    attachments: &[Attachment],
) -> Result<(), StorageFault> {
    let row = |one: &Attachment| attachment::Model {
        subject_id: one.subject,
        document_id: one.document.0,
        round_id: one.round.map(|round| round.0),
        candidacy_id: one.candidacy.map(|candidacy| candidacy.0),
        agency: one.agency.clone(),
    };
    insert_all::<attachment::Entity>(db, attachments.iter().map(row).collect(), None).await?;
    Ok(())
}

/// What some documents hang on.
///
/// # Errors
/// What the database answers.
pub async fn attachments(
    db: &impl ConnectionTrait,
    documents: &[DocumentId],
) -> Result<Vec<Attachment>, StorageFault> {
    let of = attachment::Column::DocumentId.is_in(documents.iter().map(|id| id.0));
    let rows = attachment::Entity::find().filter(of).all(db).await?;
    Ok(rows.iter().map(read_attachment).collect())
}

/// The documents of some things, in the order in which they were sent.
///
/// # Errors
/// What the database answers.
pub async fn of_subjects(
    db: &impl ConnectionTrait,
    subjects: &[Uuid],
) -> Result<HashMap<Uuid, Vec<Document>>, StorageFault> {
    let mut found: HashMap<Uuid, Vec<Document>> = HashMap::new();
    for chunk in subjects.chunks(rows_of(1)) {
        let of = attachment::Column::SubjectId.is_in(chunk.iter().copied());
        let rows = attachment::Entity::find()
            .filter(of)
            .order_by_asc(attachment::Column::DocumentId)
            .all(db)
            .await?;
        let ids: Vec<DocumentId> = rows.iter().map(|row| DocumentId(row.document_id)).collect();
        let documents: HashMap<Uuid, Document> = find_many(db, &ids)
            .await?
            .into_iter()
            .map(|document| (document.id.0, document))
            .collect();
        for row in rows {
            if let Some(document) = documents.get(&row.document_id) {
                found
                    .entry(row.subject_id)
                    .or_default()
                    .push(document.clone());
            }
        }
    }
    Ok(found)
}

/// The assignments with a report that one of these documents came with.
///
/// # Errors
/// What the database answers.
pub async fn on_assignments(
    db: &impl ConnectionTrait,
    documents: &[DocumentId],
) -> Result<Vec<(AssignmentId, DocumentId)>, StorageFault> {
    let of = assignment_report::Column::DocumentId.is_in(documents.iter().map(|id| id.0));
    let rows = assignment_report::Entity::find().filter(of).all(db).await?;
    let pair = |row: assignment_report::Model| {
        let document = row.document_id?;
        Some((AssignmentId(row.assignment_id), DocumentId(document)))
    };
    Ok(rows.into_iter().filter_map(pair).collect())
}

fn read_attachment(row: &attachment::Model) -> Attachment {
    Attachment {
        subject: row.subject_id,
        document: DocumentId(row.document_id),
        round: row.round_id.map(RoundId),
        candidacy: row.candidacy_id.map(CandidacyId),
        agency: row.agency.clone(),
    }
}

fn read(row: document::Model) -> Result<Document, StorageFault> {
    let document::Model {
        id,
        name,
        media_type,
        size,
        sha256,
        uploaded_by,
        uploaded_at,
    } = row;
    Ok(Document {
        id: DocumentId(id),
        name,
        media_type: term("document.media_type", &media_type)?,
        size,
        sha256,
        uploaded_by: AccountId(uploaded_by),
        uploaded_at,
    })
}

fn row(document: &Document) -> document::Model {
    let Document {
        id,
        name,
        media_type,
        size,
        sha256,
        uploaded_by,
        uploaded_at,
    } = document;
    document::Model {
        id: id.0,
        name: name.clone(),
        media_type: media_type.as_str().to_owned(),
        size: *size,
        sha256: sha256.clone(),
        uploaded_by: uploaded_by.0,
        uploaded_at: *uploaded_at,
    }
}
