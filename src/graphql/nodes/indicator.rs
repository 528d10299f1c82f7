//! Indicators of areas, and groups of communes.

use async_graphql::{ComplexObject, Context, Error, SimpleObject};
use uuid::Uuid;

use super::area::Commune;
use super::earlier::{EarlierEntry, earlier_of, version_of};
use crate::domain::tasks::indicator::Indicator;
use crate::graphql::scalars::CalendarDay;
use crate::services::indicators::GroupOfCommunes;

/// A value of an indicator in an area on a day (số liệu chỉ tiêu).
#[derive(Debug, Clone, SimpleObject)]
#[graphql(complex)]
pub struct AreaIndicator {
    /// What is measured, such as `POOR_HOUSEHOLDS` (mã chỉ tiêu).
    pub code: String,
    /// The day that it is of (ngày số liệu).
    pub day: CalendarDay,
    /// The value, an exact decimal such as `5.82` (giá trị).
    pub value: String,
    /// Its unit, such as `%` (đơn vị tính).
    pub unit: String,
    /// Who says so (nguồn).
    pub source: String,
    #[graphql(skip)]
    pub(in crate::graphql) id: Uuid,
}

#[ComplexObject]
impl AreaIndicator {
    /// Its version, from 1; a correction is the next one.
    async fn version(&self, ctx: &Context<'_>) -> Result<i32, Error> {
        version_of(ctx, self.id).await
    }

    /// What it said before it was corrected, the first version first (các lần đính chính).
    async fn earlier(&self, ctx: &Context<'_>) -> Result<Vec<EarlierEntry>, Error> {
        earlier_of(ctx, self.id).await
    }
}

impl From<Indicator> for AreaIndicator {
    fn from(indicator: Indicator) -> Self {
        Self {
            code: indicator.code,
            day: CalendarDay(indicator.day),
            value: indicator.value.to_string(),
            unit: indicator.unit,
            source: indicator.source,
            id: indicator.id.0,
        }
    }
}

/// The communes whose number of criteria met lies in a range (nhóm xã theo số tiêu chí đạt).
#[derive(Debug, Clone, SimpleObject)]
pub struct CommuneGroup {
    /// Its code, such as `BELOW_12`.
    pub code: String,
    /// The fewest criteria met that are in it.
    pub at_least: i64,
    /// The most criteria met that are in it.
    pub at_most: i64,
    /// Its communes, by code (các xã).
    pub communes_in_it: Vec<Commune>,
}

impl From<GroupOfCommunes> for CommuneGroup {
    fn from(group: GroupOfCommunes) -> Self {
        Self {
            code: group.group.code,
            at_least: group.group.at_least,
            at_most: group.group.at_most,
            communes_in_it: group.communes.into_iter().map(Commune::from).collect(),
        }
    }
}
