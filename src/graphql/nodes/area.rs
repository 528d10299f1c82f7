//! Administrative units: province, district, commune, hamlet.

use async_graphql::{ID, Interface, SimpleObject};

use crate::domain::place::area::{self, AreaLevel, CommuneKind, Place};
use crate::graphql::fault::Nullable;
use crate::graphql::id::GlobalId;
use crate::graphql::scalars::CalendarDay;

/// Declares a unit's node: the fields that every unit has, and its own.
macro_rules! unit {
    ($(#[$meta:meta])* $name:ident { $($(#[$fmeta:meta])* $field:ident: $type:ty = $value:expr),* }) => {
        $(#[$meta])*
        #[derive(Debug, Clone, SimpleObject)]
        #[graphql(complex)]
        pub struct $name {
            /// Global id.
            pub id: ID,
            /// The statistics office's code, with leading zeros; codes are used again after mergers (mã đơn vị).
            pub code: String,
            /// Its name, with the unit's kind in front (tên).
            pub name: String,
            /// Its level (cấp).
            pub level: AreaLevel,
            /// The first day it existed; null: before anything recorded.
            pub valid_from: Option<CalendarDay>,
            /// The last day it existed; null: it still does.
            pub valid_until: Option<CalendarDay>,
            $($(#[$fmeta])* pub $field: $type,)*
            #[graphql(skip)]
            pub(in crate::graphql) place: Place,
            #[graphql(skip)]
            pub(in crate::graphql) parent_id: Option<crate::domain::base::ids::AreaId>,
        }

        impl From<area::Area> for $name {
            fn from(area: area::Area) -> Self {
                Self {
                    id: GlobalId::Area(area.id()).encode(),
                    level: area.place.level,
                    valid_from: area.valid_from.map(CalendarDay),
                    valid_until: area.valid_until.map(CalendarDay),
                    $($field: $value(&area),)*
                    place: area.place,
                    parent_id: area.parent,
                    code: area.code,
                    name: area.name,
                }
            }
        }
    };
}

unit! {
    /// A province or city of that level (tỉnh, thành phố trực thuộc trung ương).
    Province {}
}
unit! {
    /// A district, or a town or city of that level (huyện, thị xã, thành phố thuộc tỉnh).
    District {}
}
unit! {
    /// A commune, township or ward (xã, thị trấn, phường).
    Commune {
        /// Which of the three it is (loại).
        kind: CommuneKind = |area: &area::Area| area.kind.unwrap_or(CommuneKind::Commune)
    }
}
unit! {
    /// A hamlet or residential group (thôn, tổ dân phố).
    Hamlet {
        /// Registered households; 0 where the number is not known (số hộ).
        households: i64 = |area: &area::Area| area.households.unwrap_or(0)
    }
}

/// An administrative unit during the days it existed: units merge, split and are renamed, and
/// history keeps its figures (đơn vị hành chính).
#[expect(
    clippy::duplicated_attributes,
    reason = "the words stand in different fields"
)]
#[derive(Debug, Clone, Interface)]
#[graphql(
    field(name = "id", ty = "&ID", desc = "Global id."),
    field(
        name = "code",
        ty = "&String",
        desc = "The statistics office's code, with leading zeros; codes are used again after mergers (mã đơn vị)."
    ),
    field(
        name = "name",
        ty = "&String",
        desc = "Its name, with the unit's kind in front (tên)."
    ),
    field(name = "level", ty = "&AreaLevel", desc = "Its level (cấp)."),
    field(
        name = "valid_from",
        ty = "&Option<CalendarDay>",
        desc = "The first day it existed; null: before anything recorded."
    ),
    field(
        name = "valid_until",
        ty = "&Option<CalendarDay>",
        desc = "The last day it existed; null: it still does."
    ),
    field(
        name = "parent",
        ty = "Nullable<Area>",
        desc = "The unit directly above it; null for a province."
    ),
    field(
        name = "predecessors",
        ty = "Vec<Area>",
        desc = "Units that it came of by merger, split or renaming."
    ),
    field(
        name = "successors",
        ty = "Vec<Area>",
        desc = "Units that came of it by merger, split or renaming."
    )
)]
pub enum Area {
    /// A province.
    Province(Province),
    /// A district.
    District(District),
    /// A commune.
    Commune(Commune),
    /// A hamlet.
    Hamlet(Hamlet),
}

impl From<area::Area> for Area {
    fn from(area: area::Area) -> Self {
        match area.place.level {
            AreaLevel::Province => Self::Province(area.into()),
            AreaLevel::District => Self::District(area.into()),
            AreaLevel::Commune => Self::Commune(area.into()),
            AreaLevel::Hamlet => Self::Hamlet(area.into()),
        }
    }
}
