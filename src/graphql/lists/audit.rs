//! Entries of the audit and reads of residents' answers as connections.

use async_graphql::{Context, ID, InputObject};

use crate::domain::base::ids::SurveyId;
use crate::graphql::id;
use crate::graphql::nodes::audit::{AccessLogLine, AuditEntry};
use crate::graphql::page::{Asked, Connection, wants_total};
use crate::graphql::scalars::Moment;
use crate::graphql::state::Asking;
use crate::services::refusal::Refusal;
use crate::services::trail::{self, TrailFilter};

/// Which entries of the audit a list holds; what is left out filters nothing.
#[derive(Debug, Default, InputObject)]
pub struct AuditFilter {
    /// Only those about this survey (cuộc lấy ý kiến).
    survey_id: Option<ID>,
    /// Only those by the account of this name (tài khoản).
    account: Option<String>,
    /// Only those that did this, as `survey.close` (việc đã làm).
    action: Option<String>,
    /// Only those from this instant on (từ lúc).
    since: Option<Moment>,
}

/// A page of entries, the newest first.
///
/// # Errors
/// As the rights say; for a page that can't be.
pub async fn entries(
    ctx: &Context<'_>,
    filter: AuditFilter,
    asked: &Asked,
) -> Result<Connection<AuditEntry>, Refusal> {
    let AuditFilter {
        survey_id,
        account,
        action,
        since,
    } = filter;
    let filter = TrailFilter {
        survey: survey(survey_id.as_ref(), &["filter", "surveyId"])?,
        account,
        action,
        since: since.map(|since| since.0),
    };
    let (office, speaker) = (ctx.office()?, ctx.speaker());
    let page = trail::entries(office, speaker, &filter, &asked.request::<AuditEntry>()?).await?;
    let total = if wants_total(ctx) {
        trail::count(office, speaker, &filter).await?
    } else {
        0
    };
    Ok(Connection::of(page, total, AuditEntry::of))
}

/// A page of reads, the newest first.
///
/// # Errors
/// As [`entries`].
pub async fn reads(
    ctx: &Context<'_>,
    survey_id: Option<&ID>,
    asked: &Asked,
) -> Result<Connection<AccessLogLine>, Refusal> {
    let of = survey(survey_id, &["surveyId"])?;
    let (office, speaker) = (ctx.office()?, ctx.speaker());
    let page = trail::reads(office, speaker, of, &asked.request::<AccessLogLine>()?).await?;
    let total = if wants_total(ctx) {
        trail::count_reads(office, speaker, of).await?
    } else {
        0
    };
    Ok(Connection::of(page, total, AccessLogLine::of))
}

/// A survey that is named, where one is.
///
/// # Errors
/// For a malformed id.
pub fn survey(id: Option<&ID>, path: &[&str]) -> Result<Option<SurveyId>, Refusal> {
    id.map(|id| id::key_at(id, path)).transpose()
}
