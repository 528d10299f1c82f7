//! Titles of hamlets, and sponsor units.

use async_graphql::{Context, Error, Object};

use crate::domain::tasks::hamlet_title::HamletTitleKind;
use crate::graphql::fault::Showing;
use crate::graphql::nodes::hamlet_title::{HamletTitle, SponsorUnit};
use crate::graphql::state::Asking;
use crate::services::{hamlet_titles, sponsors};

/// Reading of hamlets' titles and of sponsors.
#[derive(Debug, Default)]
pub struct HamletTitlesQuery;

#[Object]
impl HamletTitlesQuery {
    /// The titles of hamlets in the unit that bears a code today, the newest first, at most 500
    /// (khu dân cư kiểu mẫu, vườn mẫu).
    async fn hamlet_titles(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "Code of a hamlet, commune, district or province.")] area_code: String,
        #[graphql(desc = "Only this title.")] title: Option<HamletTitleKind>,
    ) -> Result<Vec<HamletTitle>, Error> {
        let office = ctx.show(ctx.office())?;
        let all = ctx.show(hamlet_titles::list(office, &area_code, title).await)?;
        Ok(all.into_iter().map(HamletTitle::from).collect())
    }

    /// The sponsor units by code, at most 500 (các đơn vị đỡ đầu).
    async fn sponsors(&self, ctx: &Context<'_>) -> Result<Vec<SponsorUnit>, Error> {
        let office = ctx.show(ctx.office())?;
        let all = ctx.show(sponsors::list(office).await)?;
        Ok(all.into_iter().map(SponsorUnit::from).collect())
    }
}
