//! What every input that writes into a dossier carries.

use async_graphql::ID;

use crate::domain::base::ids::DocumentId;
use crate::graphql::id;
use crate::services::refusal::Refusal;
use crate::services::writing::Writing;

/// Remark, documents, version and reason of an input that stands at a place.
///
/// # Errors
/// [`Refusal::BadInput`] for an id that is malformed or of another kind.
pub fn writing(
    note: Option<String>,
    document_ids: Option<Vec<ID>>,
    (version, reason): (Option<i32>, Option<String>),
    place: &[&str],
) -> Result<Writing, Refusal> {
    let ids = document_ids.unwrap_or_default();
    let read = |(position, one): (usize, &ID)| {
        let position = position.to_string();
        let path: Vec<&str> = place
            .iter()
            .copied()
            .chain(["documentIds", position.as_str()])
            .collect();
        id::key_at::<DocumentId>(one, &path)
    };
    let documents: Result<Vec<DocumentId>, Refusal> = ids.iter().enumerate().map(read).collect();
    Ok(Writing {
        note,
        documents: documents?,
        version,
        reason,
    })
}
