//! Forms set aside and corrections of a survey as connections, for the Front alone.

use async_graphql::Context;

use crate::domain::survey::record::Survey;
use crate::graphql::nodes::correction::{Correction, SetAsideResponse};
use crate::graphql::page::{Asked, Connection, wants_total};
use crate::graphql::state::Asking;
use crate::services::corrections::CorrectionFilter;
use crate::services::refusal::Refusal;
use crate::services::{conflicts, corrections};

/// A page of a survey's forms that were set aside.
///
/// # Errors
/// As the rights say; for a page that can't be.
pub async fn set_aside(
    ctx: &Context<'_>,
    survey: &Survey,
    asked: &Asked,
) -> Result<Connection<SetAsideResponse>, Refusal> {
    let (office, speaker) = (ctx.office()?, ctx.speaker());
    let page = conflicts::list(
        office,
        speaker,
        survey,
        &asked.request::<SetAsideResponse>()?,
    )
    .await?;
    let total = if wants_total(ctx) {
        conflicts::count(office, speaker, survey).await?
    } else {
        0
    };
    Ok(Connection::of(page, total, SetAsideResponse::from))
}

/// A page of a survey's corrections.
///
/// # Errors
/// As [`set_aside`].
pub async fn corrections(
    ctx: &Context<'_>,
    survey: &Survey,
    unconfirmed: Option<bool>,
    asked: &Asked,
) -> Result<Connection<Correction>, Refusal> {
    let (office, speaker) = (ctx.office()?, ctx.speaker());
    let filter = CorrectionFilter { unconfirmed };
    let page = corrections::list(
        office,
        speaker,
        survey,
        filter,
        &asked.request::<Correction>()?,
    )
    .await?;
    let total = if wants_total(ctx) {
        corrections::count(office, speaker, survey, filter).await?
    } else {
        0
    };
    Ok(Connection::of(page, total, Correction::from))
}
