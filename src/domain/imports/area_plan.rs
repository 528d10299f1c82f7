//! What an areas file would change: units that begin, change or end.
//!
//! Pure: the units on record and the rows go in, a plan comes out, and the same file again gives a
//! plan that is empty. After the rows have been worked in (see `area_settling`):
//! - a list of a whole province ends the units that it lacks on the day before it begins;
//! - a unit whose parent ends goes on under the unit that bears the parent's code from the next
//!   day, as a unit of its own; where there is none, it ends with its parent.

use std::collections::{BTreeSet, HashMap};

use super::area_rows::{AreaFile, AreaRow};
use super::area_settling::{Reading, RowFault, Settling, as_listed};
use super::area_units::{Unit, UnitIndex, Units};
use crate::domain::base::chance::{Chance, NoChance};
use crate::domain::base::clock::{Day, Instant, day_before};
use crate::domain::base::ids::AreaId;
use crate::domain::base::import_fault::{FaultReason, ImportFault};
use crate::domain::place::area::{Area, AreaLevel, Place};

/// All units on record and who came of whom: a part of them would make a wrong plan.
#[derive(Debug, Clone, Copy, Default)]
pub struct OnRecord<'a> {
    /// The units.
    pub areas: &'a [Area],
    /// Predecessor and successor.
    pub links: &'a [(AreaId, AreaId)],
}

/// What a file would change.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct AreaPlan {
    /// Units that begin, each after the unit above it.
    pub inserts: Vec<Area>,
    /// Units on record as they stand afterwards, those that end among them.
    pub updates: Vec<Area>,
    /// Predecessor and successor that are not on record.
    pub links: Vec<(AreaId, AreaId)>,
    /// How many of the updates are given an end.
    pub ended: usize,
    /// Rows that say nothing new.
    pub unchanged: usize,
}

impl AreaPlan {
    /// Whether nothing changes.
    #[must_use]
    pub const fn is_empty(&self) -> bool {
        self.inserts.is_empty() && self.updates.is_empty() && self.links.is_empty()
    }
}

/// Why there is no plan.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum NoPlan {
    /// The file has faults, in order of lines; nothing of it may be imported.
    #[error("the file has faults")]
    Faults(Vec<ImportFault>),
    /// No ids could be made.
    #[error(transparent)]
    NoChance(#[from] NoChance),
}

/// Plans what a file changes.
///
/// # Errors
/// [`NoPlan::Faults`] with every fault of the file; [`NoPlan::NoChance`].
pub fn plan_areas(
    file: AreaFile,
    on_record: OnRecord<'_>,
    reading: Reading,
    chance: &dyn Chance,
    now: Instant,
) -> Result<AreaPlan, NoPlan> {
    let mut rows = file.rows.rows;
    rows.sort_by_key(|row| (row.level, row.valid_from));
    let dated = rows
        .iter()
        .filter_map(|row| Some((row.code.clone(), row.valid_from?)));
    let mut work = Work {
        settling: Settling {
            units: Units::known(on_record.areas),
            links: Vec::new(),
            dated: dated.collect(),
        },
        faults: file.rows.faults,
        unread: file.unread,
        settled: HashMap::new(),
        lines: HashMap::new(),
    };
    for row in &rows {
        work.settle(row, reading);
    }
    if let Reading::List {
        begins: Some(day), ..
    } = reading
    {
        work.end_what_the_list_lacks(day);
    }
    work.carry_over();
    for row in rows.iter().filter(|row| !row.predecessors.is_empty()) {
        work.link_predecessors(row);
    }
    work.refuse_overlaps();
    work.finish(on_record, chance, now)
}

struct Work {
    settling: Settling,
    faults: Vec<ImportFault>,
    unread: BTreeSet<String>,
    /// The unit that each row speaks of, by the row's line.
    settled: HashMap<usize, UnitIndex>,
    /// The line of the first row that speaks of each unit.
    lines: HashMap<UnitIndex, usize>,
}

impl Work {
    fn settle(&mut self, row: &AreaRow, reading: Reading) {
        let settled = match reading {
            Reading::Rows { .. } => self.settling.settle(row, reading),
            Reading::List { .. } => self.settling.settle(&as_listed(row), reading),
        };
        match settled {
            Ok(unit) => {
                let first = *self.lines.entry(unit).or_insert(row.line);
                if first != row.line {
                    self.note(row, ("code", FaultReason::RepeatedFrom(first)));
                }
                self.settled.insert(row.line, unit);
            }
            Err(fault) => {
                self.unread.insert(row.code.clone());
                self.note(row, fault);
            }
        }
    }

    fn note(&mut self, row: &AreaRow, (column, reason): RowFault) {
        let parent = row.parent.as_ref();
        // Its parent's own line is named already.
        let follows = matches!(reason, FaultReason::UnknownParent(_))
            && parent.is_some_and(|parent| self.unread.contains(&parent.code));
        if !follows {
            self.faults
                .push(ImportFault::of_field(row.line, column, reason));
        }
    }

    fn end_what_the_list_lacks(&mut self, begins: Day) {
        let listed = &self.lines;
        let units = &self.settling.units;
        let provinces: BTreeSet<&str> = units
            .iter()
            .filter(|(index, unit)| unit.level == AreaLevel::Province && listed.contains_key(index))
            .map(|(_, unit)| unit.code.as_str())
            .collect();
        let in_province = |unit: &Unit| {
            let province = units.container(unit, AreaLevel::Province);
            province
                .and_then(|index| units.get(index))
                .is_some_and(|province| provinces.contains(province.code.as_str()))
        };
        let lacked: Vec<UnitIndex> = units
            .iter()
            .filter(|(index, unit)| {
                matches!(unit.level, AreaLevel::District | AreaLevel::Commune)
                    && unit.exists_on(begins)
                    && unit.from != Some(begins)
                    && !listed.contains_key(index)
                    && in_province(unit)
            })
            .map(|(index, _)| index)
            .collect();
        for index in lacked {
            if let Some(unit) = self.settling.units.get_mut(index) {
                unit.until = day_before(begins);
            }
        }
    }

    /// Ends or carries over what lies in units that end.
    fn carry_over(&mut self) {
        for level in [AreaLevel::District, AreaLevel::Commune, AreaLevel::Hamlet] {
            let mut index = 0;
            // Units that are carried over are looked at in turn: their new parent may end too.
            while index < self.settling.units.len() {
                self.carry(index, level);
                index += 1;
            }
        }
    }

    fn carry(&mut self, index: UnitIndex, level: AreaLevel) {
        let units = &mut self.settling.units;
        let Some(unit) = units.get(index).filter(|unit| unit.level == level) else {
            return;
        };
        let parent = unit.parent.and_then(|parent| units.get(parent));
        let Some((parent, end)) = parent.and_then(|parent| Some((parent, parent.until?))) else {
            return;
        };
        let outlives =
            unit.from.is_none_or(|from| from <= end) && unit.until.is_none_or(|until| until > end);
        if !outlives {
            return;
        }
        let next_day = end.succ_opt();
        let heir = next_day.and_then(|day| units.in_force(&parent.code, day));
        let carried = heir.map(|heir| Unit {
            known: None,
            parent: Some(heir),
            from: next_day,
            ..unit.clone()
        });
        if let (None, true, Some(line)) = (heir, unit.until_is_said, unit.line) {
            let reason = FaultReason::OutlivesParent(end);
            self.faults
                .push(ImportFault::of_field(line, "valid_until", reason));
        }
        if let Some(unit) = units.get_mut(index) {
            unit.until = Some(end);
        }
        if let Some(carried) = carried {
            let next = units.push(carried);
            self.settling.links.push((index, next));
        }
    }

    fn link_predecessors(&mut self, row: &AreaRow) {
        let Some(index) = self.settled.get(&row.line).copied() else {
            return;
        };
        for named in &row.predecessors {
            let day = named.on.or_else(|| row.valid_from.and_then(day_before));
            let found = day.and_then(|day| self.settling.units.in_force(&named.code, day));
            match found.filter(|found| *found != index) {
                Some(found) => self.settling.links.push((found, index)),
                None => self.note(row, ("predecessors", FaultReason::UnknownPredecessor(day))),
            }
        }
    }

    fn refuse_overlaps(&mut self) {
        let mut units: Vec<&Unit> = self.settling.units.iter().map(|(_, unit)| unit).collect();
        units.sort_by_key(|unit| (unit.code.as_str(), unit.from));
        let pairs = units.iter().zip(units.iter().skip(1));
        let overlapping = pairs.filter(|(one, other)| {
            let reaches = one
                .until
                .is_none_or(|until| other.from.is_none_or(|from| from <= until));
            one.code == other.code && reaches
        });
        for (one, other) in overlapping {
            if let Some(line) = one.line.max(other.line) {
                let reason = FaultReason::Overlaps(other.from);
                self.faults
                    .push(ImportFault::of_field(line, "valid_from", reason));
            }
        }
    }

    fn finish(
        mut self,
        on_record: OnRecord<'_>,
        chance: &dyn Chance,
        now: Instant,
    ) -> Result<AreaPlan, NoPlan> {
        if !self.faults.is_empty() {
            self.faults.sort_by_key(|fault| fault.line);
            return Err(NoPlan::Faults(self.faults));
        }
        let units = &self.settling.units;
        let ids = units
            .iter()
            .map(|(_, unit)| match unit.known {
                Some(id) => Ok(id),
                None => chance.id(now).map(AreaId),
            })
            .collect::<Result<Vec<AreaId>, NoChance>>()?;
        let before: HashMap<AreaId, &Area> = on_record
            .areas
            .iter()
            .map(|area| (area.id(), area))
            .collect();
        let mut plan = AreaPlan::default();
        let mut changed = BTreeSet::new();
        for (index, unit) in units.iter() {
            let Some(area) = area(units, &ids, index, unit) else {
                continue;
            };
            match before.get(&area.id()) {
                Some(known) if **known == area => continue,
                Some(known) => {
                    plan.ended += usize::from(known.valid_until != area.valid_until);
                    plan.updates.push(area);
                }
                None => plan.inserts.push(area),
            }
            changed.insert(index);
        }
        plan.inserts.sort_by_key(|area| area.place.level);
        let known: BTreeSet<&(AreaId, AreaId)> = on_record.links.iter().collect();
        let links: BTreeSet<(AreaId, AreaId)> = self
            .settling
            .links
            .iter()
            .filter_map(|(one, other)| Some((*ids.get(*one)?, *ids.get(*other)?)))
            .collect();
        plan.links = links
            .into_iter()
            .filter(|link| !known.contains(link))
            .collect();
        let units = self.settled.values();
        plan.unchanged = units.filter(|unit| !changed.contains(*unit)).count();
        Ok(plan)
    }
}

/// A unit as it is kept, with all that contain it.
fn area(units: &Units, ids: &[AreaId], index: UnitIndex, unit: &Unit) -> Option<Area> {
    let id_of = |index: Option<UnitIndex>| index.and_then(|index| ids.get(index).copied());
    let container = |level| id_of(units.container(unit, level));
    Some(Area {
        place: Place {
            area: *ids.get(index)?,
            level: unit.level,
            commune: container(AreaLevel::Commune),
            district: container(AreaLevel::District),
            province: container(AreaLevel::Province),
        },
        code: unit.code.clone(),
        name: unit.name.clone(),
        kind: unit.kind,
        parent: id_of(unit.parent),
        households: unit.households,
        valid_from: unit.from,
        valid_until: unit.until,
    })
}
