//! Reading of the audit, and of the log of who read residents' answers.
//!
//! An administrator reads all of it; the Front of a province what is about its own surveys. No
//! resident's answer is in any of it.

use super::office::{Office, Speaker};
use super::refusal::Refusal;
use crate::domain::base::clock::Instant;
use crate::domain::base::ids::SurveyId;
use crate::domain::base::page::{Page, PageRequest};
use crate::domain::place::area::AreaLevel;
use crate::domain::trust::access::AccessLine;
use crate::domain::trust::actor::{Actor, Role};
use crate::domain::trust::authority::{self, Action};
use crate::domain::trust::chain::{ChainId, Chained, Head};
use crate::storage::audit::{self, TrailQuery};
use crate::storage::within::Scope;
use crate::storage::{access_log, audit_heads, surveys};

/// Which entries a list holds; what is left out filters nothing.
#[derive(Debug, Clone, Default)]
pub struct TrailFilter {
    /// In the chain of this survey.
    pub survey: Option<SurveyId>,
    /// By the account of this name.
    pub account: Option<String>,
    /// That did this.
    pub action: Option<String>,
    /// From this instant on.
    pub since: Option<Instant>,
}

/// A page of entries with the names of their accounts, the newest first.
///
/// # Errors
/// As the rights say; for a cursor that this list didn't give.
pub async fn entries(
    office: &Office,
    speaker: Speaker<'_>,
    filter: &TrailFilter,
    request: &PageRequest,
) -> Result<Page<(Chained, Option<String>)>, Refusal> {
    let query = query(speaker, filter)?;
    Ok(audit::list(office.db.read(), &query, request).await?)
}

/// How many entries the list holds.
///
/// # Errors
/// As [`entries`].
pub async fn count(
    office: &Office,
    speaker: Speaker<'_>,
    filter: &TrailFilter,
) -> Result<u64, Refusal> {
    let query = query(speaker, filter)?;
    Ok(audit::count(office.db.read(), &query).await?)
}

fn query(speaker: Speaker<'_>, filter: &TrailFilter) -> Result<TrailQuery, Refusal> {
    let actor = authority::may_ever(speaker, Action::ReadAudit)?;
    let TrailFilter {
        survey,
        account,
        action,
        since,
    } = filter.clone();
    Ok(TrailQuery {
        within: scope(actor),
        survey,
        account,
        action,
        since,
    })
}

/// The head of a survey's chain, or of the main one, and when its entry was added; `None` where the
/// speaker may know of no such survey.
///
/// # Errors
/// As the rights say.
pub async fn head(
    office: &Office,
    speaker: Speaker<'_>,
    survey: Option<SurveyId>,
) -> Result<Option<(Head, Instant)>, Refusal> {
    authority::may_ever(speaker, Action::ReadAudit)?;
    let read = office.db.read();
    if let Some(id) = survey {
        let found = surveys::find(read, id).await?;
        let seen = found.is_some_and(|found| {
            authority::permit(speaker, Action::ReadAudit, &found.place).is_ok()
        });
        if !seen {
            return Ok(None);
        }
    }
    let found = audit_heads::of_chains(read, &[ChainId::of(survey)]).await?;
    Ok(found.first().map(|dated| (dated.head, dated.at)))
}

/// A page of reads of residents' answers with the readers' names, the newest first.
///
/// # Errors
/// As [`entries`].
pub async fn reads(
    office: &Office,
    speaker: Speaker<'_>,
    survey: Option<SurveyId>,
    request: &PageRequest,
) -> Result<Page<(AccessLine, Option<String>)>, Refusal> {
    let actor = authority::may_ever(speaker, Action::ReadAudit)?;
    Ok(access_log::list(office.db.read(), &scope(actor), survey, request).await?)
}

/// How many reads the list holds.
///
/// # Errors
/// As [`entries`].
pub async fn count_reads(
    office: &Office,
    speaker: Speaker<'_>,
    survey: Option<SurveyId>,
) -> Result<u64, Refusal> {
    let actor = authority::may_ever(speaker, Action::ReadAudit)?;
    Ok(access_log::count(office.db.read(), &scope(actor), survey).await?)
}

/// The part of the country whose surveys' audit somebody reads.
fn scope(actor: &Actor) -> Scope {
    if actor.goes_everywhere(Role::Admin) {
        return Scope::Everywhere;
    }
    let counts = |level| actor.is(Role::Admin) || level == AreaLevel::Province;
    let areas = actor.areas.iter().filter(|area| counts(area.level));
    Scope::Areas(areas.map(|area| area.area).collect())
}
