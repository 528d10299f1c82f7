//! Changes of a hamlet's roster of households.

use async_graphql::{Context, ID, Object};

use crate::graphql::fault::{Nullable, Showing};
use crate::graphql::mutation::rosters::hamlet_id;
use crate::graphql::nodes::fieldwork::RosterChange;
use crate::graphql::state::Asking;
use crate::services::refusal::Refusal;
use crate::services::rosters;

/// Reading of rosters.
#[derive(Debug, Default)]
pub struct RostersQuery;

#[Object]
impl RostersQuery {
    /// Households that were put on a hamlet's roster and taken off, the last one first, at most 500; for
    /// the Front (biến động danh sách hộ).
    async fn roster_changes(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "Global id of the hamlet.")] hamlet_id: ID,
    ) -> Nullable<Vec<RosterChange>> {
        let found: Result<_, Refusal> = async {
            let hamlet = self::hamlet_id(&hamlet_id, &["hamletId"])?;
            match rosters::latest(ctx.office()?, ctx.speaker(), hamlet).await {
                Ok(changes) => Ok(Some(changes.into_iter().map(RosterChange::from).collect())),
                Err(Refusal::NotFound) => Ok(None),
                Err(other) => Err(other),
            }
        }
        .await;
        ctx.nullable(found)
    }
}
