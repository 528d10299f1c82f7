//! Titles of hamlets, and sponsor units.

use async_graphql::{ComplexObject, Context, Error, SimpleObject};
use uuid::Uuid;

use super::area::{Area, Hamlet};
use super::earlier::{EarlierEntry, earlier_of, version_of};
use crate::domain::base::ids::AreaId;
use crate::domain::tasks::hamlet_title::{self, HamletTitleKind};
use crate::domain::tasks::sponsor;
use crate::graphql::fault::Showing;
use crate::graphql::loaders;
use crate::graphql::scalars::CalendarDay;
use crate::services::refusal::Refusal;

/// A title that a hamlet was given (danh hiệu cấp thôn).
#[derive(Debug, Clone, SimpleObject)]
#[graphql(complex)]
pub struct HamletTitle {
    /// The title (danh hiệu).
    pub title: HamletTitleKind,
    /// The day of the decision (ngày công nhận).
    pub since: CalendarDay,
    /// Number of the decision (số quyết định).
    pub decision: String,
    /// How many gardens; null but for model gardens (số vườn mẫu).
    pub gardens: Option<i32>,
    #[graphql(skip)]
    pub(in crate::graphql) id: Uuid,
    #[graphql(skip)]
    pub(in crate::graphql) area: AreaId,
}

impl From<hamlet_title::HamletTitle> for HamletTitle {
    fn from(title: hamlet_title::HamletTitle) -> Self {
        Self {
            title: title.title,
            since: CalendarDay(title.since),
            decision: title.decision,
            gardens: title.gardens,
            id: title.id.0,
            area: title.hamlet,
        }
    }
}

#[ComplexObject]
impl HamletTitle {
    /// Its version, from 1; a correction is the next one.
    async fn version(&self, ctx: &Context<'_>) -> Result<i32, Error> {
        version_of(ctx, self.id).await
    }

    /// What it said before it was corrected, the first version first (các lần đính chính).
    async fn earlier(&self, ctx: &Context<'_>) -> Result<Vec<EarlierEntry>, Error> {
        earlier_of(ctx, self.id).await
    }

    /// The hamlet (thôn).
    async fn hamlet(&self, ctx: &Context<'_>) -> Result<Hamlet, Error> {
        let area = loaders::area(ctx, self.area).await?;
        let area = area.map(Hamlet::from);
        area.ok_or_else(|| ctx.fault(&Refusal::NotFound))
    }
}

/// A unit that sponsors communes; its plans and results are reports on its assignments (đơn vị đỡ
/// đầu).
#[derive(Debug, Clone, SimpleObject)]
#[graphql(complex)]
pub struct SponsorUnit {
    /// Its code, which assignments name as their agency (mã đơn vị).
    pub code: String,
    /// Its name (tên).
    pub name: String,
    #[graphql(skip)]
    pub(in crate::graphql) id: Uuid,
    #[graphql(skip)]
    pub(in crate::graphql) areas: Vec<AreaId>,
}

impl From<sponsor::Sponsor> for SponsorUnit {
    fn from(sponsor: sponsor::Sponsor) -> Self {
        Self {
            code: sponsor.code,
            name: sponsor.name,
            id: sponsor.id.0,
            areas: sponsor.communes,
        }
    }
}

#[ComplexObject]
impl SponsorUnit {
    /// Its version, from 1; a correction is the next one.
    async fn version(&self, ctx: &Context<'_>) -> Result<i32, Error> {
        version_of(ctx, self.id).await
    }

    /// What it said before it was corrected, the first version first (các lần đính chính).
    async fn earlier(&self, ctx: &Context<'_>) -> Result<Vec<EarlierEntry>, Error> {
        earlier_of(ctx, self.id).await
    }

    /// The communes that it sponsors (các xã được đỡ đầu).
    async fn sponsored(&self, ctx: &Context<'_>) -> Result<Vec<Area>, Error> {
        let found = self.areas.iter().map(|id| loaders::area(ctx, *id));
        let found = futures_util::future::try_join_all(found).await?;
        Ok(found.into_iter().flatten().map(Area::from).collect())
    }
}
