//! The ways between nodes that several of them go.

use std::sync::Arc;

use async_graphql::{Context, Error};

use crate::domain::base::ids::{AreaId, CandidacyId, RoundId};
use crate::domain::place::area::AreaLevel;
use crate::domain::survey::record::Survey;
use crate::graphql::fault::{Nullable, Showing};
use crate::graphql::loaders;
use crate::graphql::nodes::area::{Area, Hamlet};
use crate::graphql::nodes::candidacy::Candidacy;
use crate::graphql::nodes::regulation::Regulation;
use crate::graphql::nodes::round::CertificationRound;
use crate::graphql::nodes::survey::SatisfactionSurvey;
use crate::graphql::state::Asking;
use crate::services::forms::Ruleset;
use crate::services::library;
use crate::services::office::Office;
use crate::services::refusal::Refusal;
use crate::services::rounds;
use crate::services::sight::Seen;

/// A thing that another names and that must be there.
#[derive(Debug, Clone, Copy, thiserror::Error)]
#[error("a thing that is named isn't there: {0}")]
struct Lost(&'static str);

/// The error of a thing that is named and isn't there.
pub fn lost(ctx: &Context<'_>, what: &'static str) -> Error {
    ctx.fault(&Refusal::Internal(Box::new(Lost(what))))
}

/// A unit that is named.
///
/// # Errors
/// Where it can't be read.
pub async fn area(ctx: &Context<'_>, id: AreaId) -> Result<Area, Error> {
    let area = loaders::area(ctx, id).await?;
    area.map(Area::from).ok_or_else(|| lost(ctx, "area"))
}

/// A hamlet that is named.
///
/// # Errors
/// Where it can't be read.
pub async fn hamlet(ctx: &Context<'_>, id: AreaId) -> Result<Hamlet, Error> {
    let area = loaders::area(ctx, id).await?;
    area.filter(|area| area.place.level == AreaLevel::Hamlet)
        .map(Hamlet::from)
        .ok_or_else(|| lost(ctx, "hamlet"))
}

/// A round that is named.
///
/// # Errors
/// Where it can't be read.
pub async fn round(ctx: &Context<'_>, id: RoundId) -> Result<CertificationRound, Error> {
    let round = loaders::round(ctx, id).await?;
    round
        .map(CertificationRound::from)
        .ok_or_else(|| lost(ctx, "round"))
}

/// A candidacy that is named.
///
/// # Errors
/// Where it can't be read, or the speaker may not know of it.
pub async fn candidacy(ctx: &Context<'_>, id: CandidacyId) -> Result<Candidacy, Error> {
    let candidacy = loaders::candidacy(ctx, id).await?;
    candidacy
        .map(Candidacy::from)
        .ok_or_else(|| ctx.fault(&Refusal::NotFound))
}

/// The rule book of a round.
///
/// # Errors
/// Where it can't be read.
pub async fn rules_of(ctx: &Context<'_>, id: RoundId) -> Result<Arc<Ruleset>, Error> {
    let round = loaders::round(ctx, id).await?;
    let round = round.ok_or_else(|| lost(ctx, "round"))?;
    let office = ctx.show(ctx.office())?;
    ctx.show(library::ruleset(office, round.regulation).await)
}

/// The rule book of a round that is known to be there.
///
/// # Errors
/// Where it can't be read.
pub async fn rules_by_round(office: &Office, id: RoundId) -> Result<Arc<Ruleset>, Refusal> {
    let round = rounds::by_ids(office, &[id]).await?.remove(&id);
    library::ruleset(office, round.ok_or(Refusal::NotFound)?.regulation).await
}

/// A rule book in the request's language.
pub fn regulation(ctx: &Context<'_>, rules: Arc<Ruleset>) -> Regulation {
    Regulation::of(rules, ctx.language())
}

/// A survey as it stands now.
///
/// # Errors
/// Where the schema was built without an office.
pub fn survey(ctx: &Context<'_>, survey: Survey) -> Result<SatisfactionSurvey, Error> {
    let now = ctx.show(ctx.office())?.clock.now();
    Ok(SatisfactionSurvey::at(survey, now))
}

/// A figure: shown, null without an error while it is to come, null with FORBIDDEN for a role that
/// never gets it.
pub fn seen<T, U>(ctx: &Context<'_>, figure: &Seen<T>, show: impl FnOnce(&T) -> U) -> Nullable<U> {
    match figure {
        Seen::Shown(value) => Some(Ok(show(value))),
        Seen::Later => None,
        Seen::Never => Some(Err(ctx.fault(&Refusal::Forbidden))),
    }
}
