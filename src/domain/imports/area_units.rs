//! The units known and new while a file is worked into them.

use std::collections::HashMap;

use super::area_rows::AreaRow;
use crate::domain::base::clock::Day;
use crate::domain::base::ids::AreaId;
use crate::domain::place::area::{Area, AreaLevel, CommuneKind};

/// A unit's place in the working set.
pub type UnitIndex = usize;

/// A unit as it stands so far.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Unit {
    /// The unit on record that it is; `None`: it is new.
    pub known: Option<AreaId>,
    /// Its code.
    pub code: String,
    /// Its name.
    pub name: String,
    /// Its level.
    pub level: AreaLevel,
    /// What a unit of commune level is.
    pub kind: Option<CommuneKind>,
    /// The unit above.
    pub parent: Option<UnitIndex>,
    /// Registered households of a hamlet.
    pub households: Option<i64>,
    /// The first day.
    pub from: Option<Day>,
    /// The last day.
    pub until: Option<Day>,
    /// The line of the file that spoke of it last.
    pub line: Option<usize>,
    /// Whether a row of the file gives its last day.
    pub until_is_said: bool,
}

impl Unit {
    /// Whether it exists on a day.
    #[must_use]
    pub fn exists_on(&self, day: Day) -> bool {
        self.from.is_none_or(|from| from <= day) && self.until.is_none_or(|until| day <= until)
    }

    /// A new unit as a row describes it.
    #[must_use]
    pub fn of_row(row: &AreaRow, parent: Option<UnitIndex>) -> Self {
        let kind = row.kind.unwrap_or(CommuneKind::Commune);
        Self {
            known: None,
            code: row.code.clone(),
            name: row.name.clone(),
            level: row.level,
            kind: (row.level == AreaLevel::Commune).then_some(kind),
            parent,
            households: row.households,
            from: row.valid_from,
            until: row.valid_until,
            line: Some(row.line),
            until_is_said: row.valid_until.is_some(),
        }
    }
}

/// All units, known ones first, findable by code.
#[derive(Debug, Clone, Default)]
pub struct Units {
    all: Vec<Unit>,
    by_code: HashMap<String, Vec<UnitIndex>>,
}

impl Units {
    /// All units on record, so that each one's parent is among them.
    #[must_use]
    pub fn known(areas: &[Area]) -> Self {
        let places: HashMap<AreaId, UnitIndex> = areas
            .iter()
            .enumerate()
            .map(|(place, area)| (area.id(), place))
            .collect();
        let mut units = Self::default();
        for area in areas {
            units.push(Unit {
                known: Some(area.id()),
                code: area.code.clone(),
                name: area.name.clone(),
                level: area.place.level,
                kind: area.kind,
                parent: area.parent.and_then(|id| places.get(&id).copied()),
                households: area.households,
                from: area.valid_from,
                until: area.valid_until,
                line: None,
                until_is_said: false,
            });
        }
        units
    }

    /// Adds a unit.
    pub fn push(&mut self, unit: Unit) -> UnitIndex {
        let index = self.all.len();
        self.by_code
            .entry(unit.code.clone())
            .or_default()
            .push(index);
        self.all.push(unit);
        index
    }

    /// A unit.
    #[must_use]
    pub fn get(&self, index: UnitIndex) -> Option<&Unit> {
        self.all.get(index)
    }

    /// A unit, to be changed.
    pub fn get_mut(&mut self, index: UnitIndex) -> Option<&mut Unit> {
        self.all.get_mut(index)
    }

    /// How many there are.
    #[must_use]
    pub const fn len(&self) -> usize {
        self.all.len()
    }

    /// Whether there is none.
    #[must_use]
    pub const fn is_empty(&self) -> bool {
        self.all.is_empty()
    }

    /// Every unit in order, with its place.
    pub fn iter(&self) -> impl Iterator<Item = (UnitIndex, &Unit)> {
        self.all.iter().enumerate()
    }

    /// The units that bear or bore a code.
    pub fn with_code(&self, code: &str) -> impl Iterator<Item = (UnitIndex, &Unit)> {
        let indexes = self.by_code.get(code).into_iter().flatten();
        indexes.filter_map(|index| Some((*index, self.all.get(*index)?)))
    }

    /// The unit that bears a code on a day.
    #[must_use]
    pub fn in_force(&self, code: &str, day: Day) -> Option<UnitIndex> {
        let mut found = self.with_code(code);
        found
            .find(|(_, unit)| unit.exists_on(day))
            .map(|(index, _)| index)
    }

    /// The first day after `day` on which a unit with the code begins.
    #[must_use]
    pub fn next_beginning(&self, code: &str, day: Option<Day>) -> Option<Day> {
        let beginnings = self.with_code(code).filter_map(|(_, unit)| unit.from);
        beginnings
            .filter(|from| day.is_none_or(|day| *from > day))
            .min()
    }

    /// The code of a unit's parent.
    #[must_use]
    pub fn parent_code(&self, unit: &Unit) -> Option<&str> {
        Some(self.get(unit.parent?)?.code.as_str())
    }

    /// The unit of a level that contains a unit, itself left out.
    #[must_use]
    pub fn container(&self, unit: &Unit, level: AreaLevel) -> Option<UnitIndex> {
        // No unit lies deeper than three others: a longer way would be a circle.
        let mut above = unit.parent;
        for _ in 0..AreaLevel::ALL.len() {
            let index = above?;
            let found = self.get(index)?;
            if found.level == level {
                return Some(index);
            }
            above = found.parent;
        }
        None
    }
}
