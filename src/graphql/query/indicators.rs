//! Indicators of areas, and groups of communes.

use async_graphql::{Context, Error, Object};

use crate::graphql::fault::Showing;
use crate::graphql::nodes::indicator::{AreaIndicator, CommuneGroup};
use crate::graphql::state::Asking;
use crate::services::indicators;

/// Reading of indicators.
#[derive(Debug, Default)]
pub struct IndicatorsQuery;

#[Object]
impl IndicatorsQuery {
    /// The values of the unit that bears a code today, the newest first, at most 500 (số liệu chỉ
    /// tiêu theo thời gian).
    async fn indicators(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "The unit's code.")] area_code: String,
        #[graphql(desc = "Only of this indicator, such as POOR_HOUSEHOLDS.")] code: Option<String>,
    ) -> Result<Vec<AreaIndicator>, Error> {
        let office = ctx.show(ctx.office())?;
        let series = indicators::series(office, &area_code, code.as_deref()).await;
        Ok(ctx
            .show(series)?
            .into_iter()
            .map(AreaIndicator::from)
            .collect())
    }

    /// The communes that exist today by how many criteria they meet: as the departments found last,
    /// where they have looked at all of them, or as an indicator `CRITERIA_MET` of a later day says;
    /// one without either is in no group (nhóm xã).
    async fn commune_groups(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "Only communes of the district of this code.")] district_code: Option<
            String,
        >,
    ) -> Result<Vec<CommuneGroup>, Error> {
        let office = ctx.show(ctx.office())?;
        let groups = indicators::groups(office, district_code.as_deref()).await;
        Ok(ctx
            .show(groups)?
            .into_iter()
            .map(CommuneGroup::from)
            .collect())
    }
}
