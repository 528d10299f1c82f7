//! A record of units in memory, on which plans are carried out.

use std::collections::{BTreeMap, BTreeSet};

use chrono::NaiveDate;
use longdan::domain::base::chance::CountingChance;
use longdan::domain::base::ids::AreaId;
use longdan::domain::base::import_fault::ImportFault;
use longdan::domain::imports::area_plan::{AreaPlan, NoPlan, OnRecord, plan_areas};
use longdan::domain::imports::area_rows::AreaFile;
use longdan::domain::imports::area_settling::Reading;
use longdan::domain::place::area::{Area, AreaLevel};
use longdan::domain::place::bundled::bundled_list;

const HEADER: &str =
    "code,name,level,parent_code,kind,households,valid_from,valid_until,predecessors";
const START: &str = "42,Tỉnh,province,,,,,,\n445,Huyện,district,42,,,,,\n446,Huyện Hai,district,42,,,,,\n\
                     18628,Xã Một,commune,445,,,,,\n18631,Xã Hai,commune,445,,,,,\n\
                     18628-01,Thôn A,hamlet,18628,,100,,,\n18628-02,Thôn B,hamlet,18628,,50,,,\n\
                     18631-01,Thôn C,hamlet,18631,,70,,,\n";

/// A record that plans are carried out on, in memory.
pub(super) struct Record {
    pub(super) areas: BTreeMap<AreaId, Area>,
    pub(super) links: BTreeSet<(AreaId, AreaId)>,
    pub(super) chance: CountingChance,
}

pub(super) fn day(text: &str) -> NaiveDate {
    text.parse().expect("a day")
}

impl Record {
    pub(super) fn empty() -> Self {
        Self {
            areas: BTreeMap::new(),
            links: BTreeSet::new(),
            chance: CountingChance::default(),
        }
    }

    pub(super) fn start() -> Self {
        let mut record = Self::empty();
        record.import(START);
        record
    }

    pub(super) fn plan(&self, file: AreaFile, reading: Reading) -> Result<AreaPlan, NoPlan> {
        let areas: Vec<Area> = self.areas.values().cloned().collect();
        let links: Vec<(AreaId, AreaId)> = self.links.iter().copied().collect();
        let on_record = OnRecord {
            areas: &areas,
            links: &links,
        };
        plan_areas(
            file,
            on_record,
            reading,
            &self.chance,
            chrono::DateTime::UNIX_EPOCH,
        )
    }

    pub(super) fn try_rows(&self, rows: &str) -> Result<AreaPlan, NoPlan> {
        let file = AreaFile::read(format!("{HEADER}\n{rows}").as_bytes());
        let today = day("2019-07-17");
        self.plan(file, Reading::Rows { today })
    }

    pub(super) fn carry_out(&mut self, plan: &AreaPlan) {
        for area in &plan.inserts {
            let parent = area
                .parent
                .is_none_or(|parent| self.areas.contains_key(&parent));
            assert!(parent, "parents come first");
            assert!(self.areas.insert(area.id(), area.clone()).is_none());
        }
        for area in &plan.updates {
            assert!(self.areas.insert(area.id(), area.clone()).is_some());
        }
        for link in &plan.links {
            assert!(self.links.insert(*link), "a link is made once");
        }
    }

    /// Imports rows, and sees that importing them again would change nothing.
    pub(super) fn import(&mut self, rows: &str) -> AreaPlan {
        let plan = self.try_rows(rows).expect(rows);
        self.carry_out(&plan);
        let again = self.try_rows(rows).expect("again");
        assert!(again.is_empty(), "the same file again: {again:?}");
        assert_eq!(again.unchanged, rows.lines().count());
        plan
    }

    pub(super) fn import_list(&mut self, name: &str) -> AreaPlan {
        let plan = self.try_list(name).expect(name);
        self.carry_out(&plan);
        let again = self.try_list(name).expect("again");
        assert!(again.is_empty(), "the same list again: {again:?}");
        plan
    }

    pub(super) fn try_list(&self, name: &str) -> Result<AreaPlan, NoPlan> {
        let list = bundled_list(name).expect(name);
        self.plan(AreaFile::read(list.csv.as_bytes()), list.into())
    }

    pub(super) fn fault(&self, rows: &str) -> ImportFault {
        match self.try_rows(rows) {
            Err(NoPlan::Faults(faults)) if faults.len() == 1 => {
                faults.into_iter().next().expect("one")
            }
            other => panic!("{rows}: {other:?}"),
        }
    }

    pub(super) fn on(&self, code: &str, on: &str) -> Option<&Area> {
        let mut found = self
            .areas
            .values()
            .filter(|area| area.code == code && area.exists_on(day(on)));
        let area = found.next();
        assert_eq!(found.next(), None, "one unit with code {code} on {on}");
        area
    }

    pub(super) fn name(&self, code: &str, on: &str) -> Option<&str> {
        self.on(code, on).map(|area| area.name.as_str())
    }

    pub(super) fn count(&self, level: AreaLevel, on: &str) -> usize {
        let there = |area: &&Area| area.place.level == level && area.exists_on(day(on));
        self.areas.values().filter(there).count()
    }

    /// Every unit lies, on each of its days, in the units that its place names.
    pub(super) fn assert_sound(&self) {
        for area in self.areas.values() {
            assert_eq!(
                area.parent.is_none(),
                area.place.level == AreaLevel::Province
            );
            let Some(parent) = area.parent.map(|id| self.areas.get(&id).expect("a parent")) else {
                continue;
            };
            assert!(parent.place.level < area.place.level);
            assert!(area.place.is_in(parent.id()));
            assert_eq!(
                area.place.province,
                parent.place.province.or(Some(parent.id()))
            );
            let outlives = parent.valid_until.is_some_and(|end| {
                area.valid_from.is_none_or(|from| from <= end)
                    && area.valid_until.is_none_or(|until| until > end)
            });
            assert!(!outlives, "{area:?} outlives {parent:?}");
        }
    }
}
