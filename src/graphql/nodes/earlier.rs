//! What an entry said before it was corrected.

use async_graphql::{Context, Error, SimpleObject};
use uuid::Uuid;

use crate::domain::tasks::earlier;
use crate::graphql::loaders;
use crate::graphql::scalars::Moment;

/// What an entry said before it was corrected (nội dung trước khi đính chính).
#[derive(Debug, Clone, SimpleObject)]
pub struct EarlierEntry {
    /// The version, from 1.
    pub version: i32,
    /// All that it said, as canonical JSON (RFC 8785).
    pub content: String,
    /// Why it was wrong (lý do đính chính).
    pub reason: String,
    /// When it was corrected.
    pub replaced_at: Moment,
}

impl From<earlier::EarlierEntry> for EarlierEntry {
    fn from(entry: earlier::EarlierEntry) -> Self {
        Self {
            version: entry.version,
            content: entry.content,
            reason: entry.reason,
            replaced_at: Moment(entry.replaced_at),
        }
    }
}

/// What an entry said before, the first version first.
///
/// # Errors
/// Where the database can't be read.
pub(super) async fn earlier_of(ctx: &Context<'_>, id: Uuid) -> Result<Vec<EarlierEntry>, Error> {
    let found = loaders::earlier_entries(ctx, id).await?;
    let found = found.unwrap_or_default().into_iter();
    Ok(found.map(EarlierEntry::from).collect())
}

/// The version that stands.
///
/// # Errors
/// As [`earlier_of`].
pub(super) async fn version_of(ctx: &Context<'_>, id: Uuid) -> Result<i32, Error> {
    let found = loaders::earlier_entries(ctx, id).await?;
    Ok(earlier::current_version(&found.unwrap_or_default()))
}
