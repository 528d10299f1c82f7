//! Breaches of personal data, and what is held about one household.

use async_graphql::{Context, Object};

use crate::graphql::fault::{Nullable, Showing};
use crate::graphql::nodes::breach::Breach;
use crate::graphql::nodes::household::HouseholdRecord;
use crate::graphql::state::Asking;
use crate::services::refusal::Refusal;
use crate::services::{breaches, households};

/// Reading of what the law on personal data asks for.
#[derive(Debug, Default)]
pub struct PrivacyQuery;

#[Object]
impl PrivacyQuery {
    /// The register of breaches, the newest first, at most 500; for administrators and provincial
    /// Fronts (sổ sự cố vi phạm dữ liệu cá nhân).
    async fn breaches(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "Only those that the authority was not told of yet.", default)]
        unnotified: bool,
    ) -> Nullable<Vec<Breach>> {
        let found: Result<_, Refusal> = async {
            let all = breaches::list(ctx.office()?, ctx.speaker(), unnotified).await?;
            Ok(all.into_iter().map(Breach::from).collect())
        }
        .await;
        ctx.nullable(found.map(Some))
    }

    /// What is held about one household, as a file to hand out to it; for the Front of its district or
    /// province. The reading is written down (dữ liệu đang lưu về một hộ).
    async fn household_record(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "Code of the hamlet (mã thôn).")] hamlet_code: String,
        #[graphql(desc = "The household's opaque code (mã hộ).")] household_code: String,
    ) -> Nullable<HouseholdRecord> {
        let found: Result<_, Refusal> = async {
            let (office, speaker) = (ctx.office()?, ctx.speaker());
            let held = households::held(office, speaker, &hamlet_code, &household_code).await?;
            Ok(held.map(HouseholdRecord::from))
        }
        .await;
        ctx.nullable(found)
    }
}
