//! The audit: entries are added in the transaction of what they tell, and read.

use sea_orm::{ColumnTrait, ConnectionTrait, EntityTrait, QueryFilter, QueryOrder, QuerySelect};

use super::cells::term;
use super::entity::audit_entry;
use super::fault::StorageFault;
use super::insert::insert_all;
use crate::domain::base::ids::{AccountId, AuditId, SurveyId};
use crate::domain::trust::audit::AuditEntry;

/// Adds entries.
///
/// # Errors
/// What the database answers.
pub async fn append(
    db: &impl ConnectionTrait,
    entries: Vec<AuditEntry>,
) -> Result<(), StorageFault> {
    insert_all::<audit_entry::Entity>(db, entries.into_iter().map(row).collect(), None).await?;
    Ok(())
}

/// Entries in order of their ids, after one of them; of one survey where it is given.
///
/// # Errors
/// What the database answers.
pub async fn chunk(
    db: &impl ConnectionTrait,
    survey: Option<SurveyId>,
    after: Option<AuditId>,
    limit: u64,
) -> Result<Vec<AuditEntry>, StorageFault> {
    let mut rows = audit_entry::Entity::find().order_by_asc(audit_entry::Column::Id);
    if let Some(survey) = survey {
        rows = rows.filter(audit_entry::Column::SurveyId.eq(survey.0));
    }
    if let Some(after) = after {
        rows = rows.filter(audit_entry::Column::Id.gt(after.0));
    }
    let rows = rows.limit(limit).all(db).await?;
    rows.into_iter().map(read).collect()
}

fn row(entry: AuditEntry) -> audit_entry::Model {
    let AuditEntry {
        id,
        at,
        survey,
        account,
        role,
        action,
        subject,
        details,
        request_id,
    } = entry;
    audit_entry::Model {
        id: id.0,
        at,
        survey_id: survey.map(|id| id.0),
        account_id: account.map(|id| id.0),
        role: role.map(|role| role.as_str().to_owned()),
        action,
        subject,
        details,
        request_id,
    }
}

fn read(row: audit_entry::Model) -> Result<AuditEntry, StorageFault> {
    let audit_entry::Model {
        id,
        at,
        survey_id,
        account_id,
        role,
        action,
        subject,
        details,
        request_id,
    } = row;
    Ok(AuditEntry {
        id: AuditId(id),
        at,
        survey: survey_id.map(SurveyId),
        account: account_id.map(AccountId),
        role: role
            .map(|role| term("audit_entry.role", &role))
            .transpose()?,
        action,
        subject,
        details,
        request_id,
    })
}
