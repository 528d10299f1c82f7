//! Rounds as a connection.

use async_graphql::Context;

use crate::graphql::nodes::round::CertificationRound;
use crate::graphql::page::{Asked, Connection, wants_total};
use crate::graphql::state::Asking;
use crate::services::refusal::Refusal;
use crate::services::rounds;

/// A page of rounds, the newest first.
///
/// # Errors
/// For a page that can't be; where the database can't be read.
pub async fn connection(
    ctx: &Context<'_>,
    asked: &Asked,
) -> Result<Connection<CertificationRound>, Refusal> {
    let office = ctx.office()?;
    let page = rounds::list(office, &asked.request::<CertificationRound>()?).await?;
    let total = if wants_total(ctx) {
        rounds::count(office).await?
    } else {
        0
    };
    Ok(Connection::of(page, total, CertificationRound::from))
}
