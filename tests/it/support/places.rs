//! A small province: two communes with their hamlets.

use longdan::domain::base::chance::{Chance, CountingChance};
use longdan::domain::base::clock::Instant;
use longdan::domain::base::ids::AreaId;
use longdan::domain::place::area::{Area, AreaLevel, CommuneKind, Place};

/// Two communes, each in a district of its own, with their hamlets.
pub struct Places {
    pub province: Area,
    pub district: Area,
    pub other_district: Area,
    pub commune: Area,
    pub hamlets: Vec<Area>,
    pub other_commune: Area,
    pub other_hamlet: Area,
}

impl Places {
    /// Makes them, with ids of `make`.
    pub fn made_by(make: &Maker<'_>) -> Self {
        let province = make.area(AreaLevel::Province, "42", "Tỉnh Hà Tĩnh", None, None);
        let district = make.area(
            AreaLevel::District,
            "445",
            "Huyện Thạch Hà",
            Some(&province),
            None,
        );
        let other_district = make.area(
            AreaLevel::District,
            "446",
            "Huyện Cẩm Xuyên",
            Some(&province),
            None,
        );
        let commune = make.area(
            AreaLevel::Commune,
            "18628",
            "Xã Tượng Sơn",
            Some(&district),
            None,
        );
        let hamlets: Vec<Area> = [("01", 40), ("02", 30), ("03", 12)]
            .iter()
            .map(|(number, households)| {
                let code = format!("18628-{number}");
                make.area(
                    AreaLevel::Hamlet,
                    &code,
                    &format!("Thôn {number}"),
                    Some(&commune),
                    Some(*households),
                )
            })
            .collect();
        let other_commune = make.area(
            AreaLevel::Commune,
            "18682",
            "Xã Cẩm Quan",
            Some(&other_district),
            None,
        );
        let other_hamlet = make.area(
            AreaLevel::Hamlet,
            "18682-01",
            "Thôn 01",
            Some(&other_commune),
            Some(50),
        );
        Self {
            province,
            district,
            other_district,
            commune,
            hamlets,
            other_commune,
            other_hamlet,
        }
    }

    /// All of them, parents first.
    pub fn all(&self) -> Vec<Area> {
        let units = [
            &self.province,
            &self.district,
            &self.other_district,
            &self.commune,
            &self.other_commune,
            &self.other_hamlet,
        ];
        units.into_iter().chain(&self.hamlets).cloned().collect()
    }
}

/// Makes rows with ids from a counter.
pub struct Maker<'a>(pub &'a CountingChance, pub Instant);

impl Maker<'_> {
    /// A new id.
    pub fn id(&self) -> uuid::Uuid {
        self.0.id(self.1).expect("an id")
    }

    /// A unit inside another.
    pub fn area(
        &self,
        level: AreaLevel,
        code: &str,
        name: &str,
        parent: Option<&Area>,
        households: Option<i64>,
    ) -> Area {
        let above = |level: AreaLevel| {
            let parent = parent?;
            if parent.place.level == level {
                return Some(parent.id());
            }
            match level {
                AreaLevel::Commune => parent.place.commune,
                AreaLevel::District => parent.place.district,
                AreaLevel::Province => parent.place.province,
                AreaLevel::Hamlet => None,
            }
        };
        Area {
            place: Place {
                area: AreaId(self.id()),
                level,
                commune: above(AreaLevel::Commune),
                district: above(AreaLevel::District),
                province: above(AreaLevel::Province),
            },
            code: code.to_owned(),
            name: name.to_owned(),
            kind: (level == AreaLevel::Commune).then_some(CommuneKind::Commune),
            parent: parent.map(Area::id),
            households,
            valid_from: None,
            valid_until: None,
        }
    }
}
