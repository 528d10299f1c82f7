//! Finds for each row of an areas file the unit that it speaks of, or begins one.
//!
//! The rules, in the order in which they are tried, for a row with a first day D:
//! - a unit with the code that begins on D is brought up to date;
//! - one that exists on D ends the day before, and another begins on D;
//! - else a unit begins on D, until the next one with the code.
//!
//! For a row without a first day: a unit of which it says nothing new stays as it is; the one that
//! exists on the row's last day, or else is in force, is brought up to date; where the code is new,
//! a unit begins that has been there always. What a row leaves out stays as it was.

use std::collections::HashSet;

use super::area_rows::AreaRow;
use super::area_units::{Unit, UnitIndex, Units};
use crate::domain::base::clock::{Day, day_before};
use crate::domain::base::import_fault::FaultReason;
use crate::domain::place::area::{AreaLevel, CommuneKind};
use crate::domain::place::bundled::BundledList;

/// How the rows of a file are to be read.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Reading {
    /// Row by row; units that no row names stay.
    Rows {
        /// The day on which a code without a date is read.
        today: Day,
    },
    /// As a list of all units of a province.
    List {
        /// The day for which the list holds.
        holds_on: Day,
        /// The first day of the units that it adds; `None`: they have been there always.
        begins: Option<Day>,
    },
}

impl From<BundledList> for Reading {
    fn from(list: BundledList) -> Self {
        Self::List {
            holds_on: list.holds_on,
            begins: list.begins,
        }
    }
}

impl Reading {
    /// The day on which a code without a date is read.
    #[must_use]
    pub const fn day(self) -> Day {
        match self {
            Self::Rows { today } => today,
            Self::List { holds_on, .. } => holds_on,
        }
    }
}

/// A column, and what is wrong with it.
pub type RowFault = (&'static str, FaultReason);

/// What a row is about.
enum Target {
    /// Nothing new of this unit.
    Same(UnitIndex),
    /// This unit is brought up to date.
    Update(UnitIndex),
    /// This unit ends the day before, another begins.
    Split(UnitIndex, Day),
    /// A unit begins, with these days.
    Fresh(Option<Day>, Option<Day>),
}

/// The units while rows are worked in, and who came of whom.
#[derive(Debug, Default)]
pub struct Settling {
    /// The units.
    pub units: Units,
    /// Predecessor and successor.
    pub links: Vec<(UnitIndex, UnitIndex)>,
    /// Codes and first days of all rows that give one.
    pub dated: HashSet<(String, Day)>,
}

impl Settling {
    /// Works a row in, and gives the unit that it speaks of.
    ///
    /// # Errors
    /// What is wrong with the row; the units are then as before.
    pub fn settle(&mut self, row: &AreaRow, reading: Reading) -> Result<UnitIndex, RowFault> {
        let other_level = |(_, unit): (UnitIndex, &Unit)| unit.level != row.level;
        if self.units.with_code(&row.code).any(other_level) {
            return Err(("level", FaultReason::OtherLevel));
        }
        let target = match reading {
            Reading::Rows { today } => self.target_of_row(row, today)?,
            Reading::List { holds_on, begins } => self.target_in_list(row, holds_on, begins)?,
        };
        match target {
            Target::Same(index) => {
                if let Some(unit) = self.units.get_mut(index) {
                    unit.until_is_said |= row.valid_until.is_some();
                    unit.line = Some(row.line);
                }
                Ok(index)
            }
            Target::Update(index) => self.update(index, row, reading),
            Target::Split(index, day) => self.split(index, day, row, reading),
            Target::Fresh(from, until) => {
                let parent = self.parent(row, from.or(until), reading)?;
                let mut unit = Unit::of_row(row, parent);
                // Nothing can have been there before what contains it.
                let parent = parent.and_then(|parent| self.units.get(parent));
                unit.from = from.or_else(|| parent?.from);
                unit.until = until;
                Ok(self.units.push(unit))
            }
        }
    }

    fn target_of_row(&self, row: &AreaRow, today: Day) -> Result<Target, RowFault> {
        let Some(from) = row.valid_from else {
            return self.target_without_first_day(row, today);
        };
        let mut units = self.units.with_code(&row.code);
        if let Some((index, unit)) = units.find(|(_, unit)| unit.from == Some(from)) {
            return Ok(self.same_or_update(index, unit, row));
        }
        if let Some(index) = self.units.in_force(&row.code, from) {
            return Ok(Target::Split(index, from));
        }
        let next = self.units.next_beginning(&row.code, Some(from));
        let until = row.valid_until.or_else(|| next.and_then(day_before));
        Ok(Target::Fresh(Some(from), until))
    }

    fn target_without_first_day(&self, row: &AreaRow, today: Day) -> Result<Target, RowFault> {
        let units = || self.units.with_code(&row.code);
        let said = units()
            .filter(|(_, unit)| !self.is_said_elsewhere(unit) && self.says_nothing_new(unit, row));
        if let Some((index, _)) = said.max_by_key(|(_, unit)| unit.from) {
            return Ok(Target::Same(index));
        }
        let meant = match row.valid_until {
            Some(until) => self.units.in_force(&row.code, until),
            None => self.units.in_force(&row.code, today).or_else(|| {
                let open = units().find(|(_, unit)| unit.until.is_none());
                open.map(|(index, _)| index)
            }),
        };
        if let Some(index) = meant {
            return Ok(Target::Update(index));
        }
        let first = units().map(|(_, unit)| unit.from).min();
        match (first, row.valid_until) {
            (None, until) => Ok(Target::Fresh(None, until)),
            (Some(Some(first)), Some(until)) if until < first => {
                Ok(Target::Fresh(None, Some(until)))
            }
            _ => Err(("valid_from", FaultReason::NoUnitInForce)),
        }
    }

    fn target_in_list(
        &self,
        row: &AreaRow,
        holds_on: Day,
        begins: Option<Day>,
    ) -> Result<Target, RowFault> {
        let Some(index) = self.units.in_force(&row.code, holds_on) else {
            return match self.units.next_beginning(&row.code, Some(holds_on)) {
                Some(later) => Err(("code", FaultReason::LaterListOnRecord(later))),
                None => Ok(Target::Fresh(begins, None)),
            };
        };
        let Some(unit) = self.units.get(index) else {
            return Ok(Target::Same(index));
        };
        Ok(match (self.same_or_update(index, unit, row), begins) {
            (Target::Update(index), Some(day)) if unit.from != begins => Target::Split(index, day),
            (target, _) => target,
        })
    }

    fn same_or_update(&self, index: UnitIndex, unit: &Unit, row: &AreaRow) -> Target {
        if self.says_nothing_new(unit, row) {
            Target::Same(index)
        } else {
            Target::Update(index)
        }
    }

    /// Whether another row gives this unit's first day, so that one without means another unit.
    fn is_said_elsewhere(&self, unit: &Unit) -> bool {
        unit.from
            .is_some_and(|from| self.dated.contains(&(unit.code.clone(), from)))
    }

    /// Whether all that a row says is so already, its first day left out.
    fn says_nothing_new(&self, unit: &Unit, row: &AreaRow) -> bool {
        let same_parent = match &row.parent {
            None => unit.parent.is_none(),
            Some(parent) => self.is_parent(unit, &parent.code, parent.on),
        };
        same_parent
            && unit.name == row.name
            && row.kind.is_none_or(|kind| unit.kind == Some(kind))
            && row
                .households
                .is_none_or(|count| unit.households == Some(count))
            && row
                .valid_until
                .is_none_or(|until| unit.until == Some(until))
    }

    fn is_parent(&self, unit: &Unit, code: &str, on: Option<Day>) -> bool {
        match on {
            Some(day) => unit.parent.is_some() && self.units.in_force(code, day) == unit.parent,
            None => self.units.parent_code(unit) == Some(code),
        }
    }

    /// The unit that a row names as its parent, its code read on `day` where it has no date.
    fn parent(
        &self,
        row: &AreaRow,
        day: Option<Day>,
        reading: Reading,
    ) -> Result<Option<UnitIndex>, RowFault> {
        let Some(named) = &row.parent else {
            return Ok(None);
        };
        let day = named.on.or(day).unwrap_or_else(|| reading.day());
        let unknown = ("parent_code", FaultReason::UnknownParent(Some(day)));
        let index = self.units.in_force(&named.code, day).ok_or(unknown)?;
        let level = self.units.get(index).map(|unit| unit.level);
        let fits = match row.level {
            AreaLevel::Province => false,
            AreaLevel::District => level == Some(AreaLevel::Province),
            AreaLevel::Commune => {
                matches!(level, Some(AreaLevel::Province | AreaLevel::District))
            }
            AreaLevel::Hamlet => level == Some(AreaLevel::Commune),
        };
        let not_above = ("parent_code", FaultReason::ParentNotAbove);
        fits.then_some(Some(index)).ok_or(not_above)
    }

    fn update(
        &mut self,
        index: UnitIndex,
        row: &AreaRow,
        reading: Reading,
    ) -> Result<UnitIndex, RowFault> {
        let Some(unit) = self.units.get(index) else {
            return Ok(index);
        };
        if row.valid_until < unit.from && row.valid_until.is_some() {
            return Err(("valid_until", FaultReason::EndsBeforeItBegins));
        }
        let stays = row
            .parent
            .as_ref()
            .is_some_and(|parent| self.is_parent(unit, &parent.code, parent.on));
        let parent = if stays {
            unit.parent
        } else {
            self.parent(row, unit.from.or(row.valid_until), reading)?
        };
        if let Some(unit) = self.units.get_mut(index) {
            unit.name.clone_from(&row.name);
            unit.kind = row.kind.or(unit.kind);
            unit.parent = parent;
            unit.households = row.households.or(unit.households);
            unit.until = row.valid_until.or(unit.until);
            unit.until_is_said |= row.valid_until.is_some();
            unit.line = Some(row.line);
        }
        Ok(index)
    }

    fn split(
        &mut self,
        index: UnitIndex,
        day: Day,
        row: &AreaRow,
        reading: Reading,
    ) -> Result<UnitIndex, RowFault> {
        let before = self.units.get(index);
        if before.is_some_and(|before| before.until_is_said) {
            let from = before.and_then(|before| before.from);
            return Err(("valid_from", FaultReason::Overlaps(from)));
        }
        let parent = self.parent(row, Some(day), reading)?;
        let mut next = Unit::of_row(row, parent);
        next.from = Some(day);
        if let Some(before) = self.units.get_mut(index) {
            next.until = row.valid_until.or(before.until);
            next.households = row.households.or(before.households);
            before.until = day_before(day);
            before.line = Some(row.line);
        }
        let next = self.units.push(next);
        self.links.push((index, next));
        Ok(next)
    }
}

/// A row of a list as the statistics office means it: `commune` is a kind as well as a level.
#[must_use]
pub fn as_listed(row: &AreaRow) -> AreaRow {
    let mut row = row.clone();
    if row.level == AreaLevel::Commune {
        row.kind = row.kind.or(Some(CommuneKind::Commune));
    }
    row
}
