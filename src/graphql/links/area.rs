//! From a unit to its neighbours in the tree and in time.

use async_graphql::{ComplexObject, Context, Error, ID};

use super::ways;
use crate::domain::base::ids::{AreaId, RoundId};
use crate::graphql::fault::{Nullable, Showing};
use crate::graphql::lists::candidacies::connection;
use crate::graphql::nodes::area::{Area, Commune, District, Hamlet, Province};
use crate::graphql::nodes::candidacy::{Candidacy, RecognisedTitle};
use crate::graphql::nodes::district_sums::{DistrictSums, LowestCommune};
use crate::graphql::nodes::history::AreaHistoryEntry;
use crate::graphql::page::{Asked, Connection};
use crate::graphql::{dossier_loaders, id, loaders};
use crate::services::areas::Lineage;
use crate::services::candidacies::CandidacyFilter;

/// Declares the links of a unit's node: those that every unit has, and its own.
macro_rules! unit_links {
    ($name:ident { $($own:tt)* }) => {
        #[ComplexObject]
        impl $name {
            /// The unit directly above it; null for a province.
            pub(in crate::graphql) async fn parent(&self, ctx: &Context<'_>) -> Nullable<Area> {
                nullable_area(ctx, self.parent_id).await
            }

            /// Units that it came of by merger, split or renaming.
            pub(in crate::graphql) async fn predecessors(&self, ctx: &Context<'_>) -> Result<Vec<Area>, Error> {
                let lineage = lineage(ctx, self.place.area).await?;
                Ok(lineage.predecessors.into_iter().map(Area::from).collect())
            }

            /// Units that came of it by merger, split or renaming.
            pub(in crate::graphql) async fn successors(&self, ctx: &Context<'_>) -> Result<Vec<Area>, Error> {
                let lineage = lineage(ctx, self.place.area).await?;
                Ok(lineage.successors.into_iter().map(Area::from).collect())
            }

            /// The titles that it holds or held, the earliest first (danh hiệu đã được công nhận).
            pub(in crate::graphql) async fn titles(&self, ctx: &Context<'_>) -> Result<Vec<RecognisedTitle>, Error> {
                let titles = loaders::titles(ctx, self.place.area).await?;
                Ok(titles.unwrap_or_default().into_iter().map(RecognisedTitle::from).collect())
            }

            $($own)*
        }
    };
}

unit_links! { Province {
    /// Its districts that exist today, by code (các huyện, thị xã, thành phố).
    async fn districts(&self, ctx: &Context<'_>) -> Result<Vec<District>, Error> {
        let districts = loaders::districts(ctx, self.place.area).await?;
        Ok(districts.unwrap_or_default().into_iter().map(District::from).collect())
    }
} }
unit_links! { District {
    /// Its communes in one round in numbers; null for a round that isn't there (tổng hợp các xã).
    async fn commune_sums(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "Global id of the round.")] round_id: ID,
    ) -> Nullable<DistrictSums> {
        let round: RoundId = match ctx.show(id::key_at(&round_id, &["roundId"])) {
            Ok(round) => round,
            Err(error) => return Some(Err(error)),
        };
        let found = loaders::district_sums(ctx, (self.place.area, round)).await;
        found.map(|sums| sums.map(DistrictSums::from)).transpose()
    }

    /// Its candidacies and those of the units that it came of, of those that the reader may see, and the
    /// titles that they led to or that are on record alone; the latest year first, at most 100 (lịch sử).
    async fn history(&self, ctx: &Context<'_>) -> Result<Vec<AreaHistoryEntry>, Error> {
        let found = loaders::history(ctx, self.place.area).await?.unwrap_or_default();
        Ok(found.into_iter().map(AreaHistoryEntry::from).collect())
    }
} }
unit_links! { Hamlet {} }
unit_links! { Commune {
    /// Its candidacies and those of the units that it came of, of those that the reader may see, and the
    /// titles that they led to or that are on record alone; the latest year first, at most 100 (lịch sử).
    async fn history(&self, ctx: &Context<'_>) -> Result<Vec<AreaHistoryEntry>, Error> {
        let found = loaders::history(ctx, self.place.area).await?.unwrap_or_default();
        Ok(found.into_iter().map(AreaHistoryEntry::from).collect())
    }

    /// The district that it lies in; null where there is no such level.
    async fn district(&self, ctx: &Context<'_>) -> Nullable<District> {
        let district = nullable_area(ctx, self.place.district).await?;
        match district {
            Ok(Area::District(district)) => Some(Ok(district)),
            Ok(_) => None,
            Err(error) => Some(Err(error)),
        }
    }

    /// Its hamlets, by code: those that exist, or existed on its last day (thôn).
    async fn hamlets(&self, ctx: &Context<'_>) -> Result<Vec<Hamlet>, Error> {
        let hamlets = loaders::hamlets(ctx, self.place.area).await?;
        Ok(hamlets.unwrap_or_default().into_iter().map(Hamlet::from).collect())
    }

    /// Registered households, summed over its hamlets (số hộ).
    async fn households(&self, ctx: &Context<'_>) -> Result<i64, Error> {
        let hamlets = loaders::hamlets(ctx, self.place.area).await?.unwrap_or_default();
        let households = hamlets.iter().filter_map(|hamlet| hamlet.households);
        Ok(households.fold(0, i64::saturating_add))
    }

    /// Of the criteria set that it was appraised by last, how many are met, as last appraised; null
    /// where it was never appraised (số tiêu chí đạt).
    async fn criteria_met(&self, ctx: &Context<'_>) -> Nullable<i32> {
        dossier_loaders::criteria_met(ctx, self.place.area).await.transpose()
    }

    /// Its candidacies in every round, of those that the reader may see.
    async fn candidacies(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "The first so many, 1 to 500.")] first: Option<i32>,
        #[graphql(desc = "Only what follows this cursor.")] after: Option<String>,
        #[graphql(desc = "The last so many, 1 to 500; not together with first.")] last: Option<i32>,
        #[graphql(desc = "Only what goes before this cursor.")] before: Option<String>,
    ) -> Result<Connection<Candidacy>, Error> {
        let filter = CandidacyFilter { area: Some(self.place.area), ..CandidacyFilter::default() };
        let asked = Asked { first, after, last, before };
        ctx.show(connection(ctx, &filter, &asked).await)
    }
} }

#[ComplexObject]
impl LowestCommune {
    /// The commune (xã).
    async fn commune(&self, ctx: &Context<'_>) -> Result<Area, Error> {
        ways::area(ctx, self.commune_id).await
    }
}

async fn nullable_area(ctx: &Context<'_>, id: Option<AreaId>) -> Nullable<Area> {
    match loaders::area(ctx, id?).await {
        Ok(area) => area.map(|area| Ok(area.into())),
        Err(error) => Some(Err(error)),
    }
}

async fn lineage(ctx: &Context<'_>, id: AreaId) -> Result<Lineage, Error> {
    Ok(loaders::lineage(ctx, id).await?.unwrap_or_default())
}
