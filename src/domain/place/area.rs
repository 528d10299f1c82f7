//! Province, district, commune, hamlet: codes, days of validity, containment.

use crate::domain::base::clock::Day;
use crate::domain::base::ids::AreaId;
use crate::domain::base::terms::terms;

terms! {
    /// The level of an administrative unit.
    AreaLevel {
        /// Province (tỉnh).
        Province = "PROVINCE",
        /// District, district-level town or city (huyện, thị xã, thành phố thuộc tỉnh).
        District = "DISTRICT",
        /// Commune, township or ward (xã, thị trấn, phường).
        Commune = "COMMUNE",
        /// Hamlet, residential group (thôn, tổ dân phố).
        Hamlet = "HAMLET",
    }
}

terms! {
    /// What a unit of commune level is.
    CommuneKind {
        /// Commune (xã).
        Commune = "COMMUNE",
        /// Township (thị trấn).
        Township = "TOWNSHIP",
        /// Ward (phường).
        Ward = "WARD",
    }
}

/// The units that contain a unit, and itself: what an area of responsibility is held against.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, serde::Serialize, serde::Deserialize)]
pub struct Place {
    /// The unit itself.
    pub area: AreaId,
    /// Its level.
    pub level: AreaLevel,
    /// The commune that contains it, itself left out.
    pub commune: Option<AreaId>,
    /// The district that contains it, itself left out.
    pub district: Option<AreaId>,
    /// The province that contains it, itself left out.
    pub province: Option<AreaId>,
}

impl Place {
    /// Whether the unit is `other` or lies in it.
    #[must_use]
    pub fn is_in(&self, other: AreaId) -> bool {
        self.area == other || [self.commune, self.district, self.province].contains(&Some(other))
    }

    /// The containing units and itself, from the province down.
    pub fn path(&self) -> impl Iterator<Item = AreaId> + use<> {
        [self.province, self.district, self.commune, Some(self.area)]
            .into_iter()
            .flatten()
    }
}

/// An administrative unit during the days it existed (đơn vị hành chính).
#[derive(Debug, Clone, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
pub struct Area {
    /// Where it lies.
    pub place: Place,
    /// The statistics office's code, text with leading zeros; used again after mergers.
    pub code: String,
    /// Its name, with the unit's kind in front.
    pub name: String,
    /// What a unit of commune level is.
    pub kind: Option<CommuneKind>,
    /// The unit directly above it.
    pub parent: Option<AreaId>,
    /// Registered households of a hamlet.
    pub households: Option<i64>,
    /// The first day it existed; `None`: before anything recorded.
    pub valid_from: Option<Day>,
    /// The last day it existed; `None`: it still does.
    pub valid_until: Option<Day>,
}

impl Area {
    /// The unit's id.
    #[must_use]
    pub const fn id(&self) -> AreaId {
        self.place.area
    }

    /// Whether the unit existed on that day, first and last day included.
    #[must_use]
    pub fn exists_on(&self, day: Day) -> bool {
        self.valid_from.is_none_or(|from| from <= day)
            && self.valid_until.is_none_or(|until| day <= until)
    }
}
