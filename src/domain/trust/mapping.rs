//! Which roles a person has whom a provider knows, by the values of a claim.
//!
//! A value that stands nowhere gives nothing, and who is given nothing is not let in.

use std::collections::{BTreeMap, BTreeSet};

use serde::Deserialize;

use super::actor::Role;
use crate::domain::base::text::is_code;
use crate::domain::place::reference::AreaRef;

/// What a value of the claim gives.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
struct Row {
    role: Role,
    #[serde(default)]
    areas: Vec<String>,
    agency: Option<String>,
}

/// What one value, or several together, give.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Granted {
    /// The roles.
    pub roles: Vec<Role>,
    /// The areas in which all of them are held.
    pub areas: Vec<AreaRef>,
    /// The agency.
    pub agency: Option<String>,
}

/// The table of claim values.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Mapping(BTreeMap<String, Granted>);

/// What is wrong with a table.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum MappingFault {
    /// It is no TOML of the expected form.
    #[error("{0}")]
    Unreadable(String),
    /// An area of this value is none.
    #[error("{0}: areas")]
    Area(String),
    /// The Front and collectors have an area each.
    #[error("{0}: areas are missing")]
    AreaNeeded(String),
    /// A department has an agency, which is a code.
    #[error("{0}: agency")]
    Agency(String),
}

/// Why values of a claim give nothing.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum NotGranted {
    /// None of them stands in the table.
    #[error("no value of the claim stands in the table")]
    Nothing,
    /// They give roles in different areas, or for different agencies: one token can't hold that.
    #[error("the values give roles for different areas or agencies")]
    Apart,
}

impl Mapping {
    /// Reads a table: `["value of the claim"]`, then `role`, `areas` and `agency`.
    ///
    /// # Errors
    /// [`MappingFault`] with the value that it is about.
    pub fn parse(text: &str) -> Result<Self, MappingFault> {
        let rows: BTreeMap<String, Row> =
            toml::from_str(text).map_err(|fault| MappingFault::Unreadable(fault.to_string()))?;
        let rows = rows.into_iter().map(|(value, row)| {
            let granted = row.granted(&value)?;
            Ok((value, granted))
        });
        Ok(Self(rows.collect::<Result<_, _>>()?))
    }

    /// Whether some value makes an administrator.
    #[must_use]
    pub fn makes_admins(&self) -> bool {
        self.0
            .values()
            .any(|granted| granted.roles.contains(&Role::Admin))
    }

    /// What the values of a person's claim give together.
    ///
    /// # Errors
    /// [`NotGranted`]: the person is not let in.
    pub fn granted(&self, values: &[String]) -> Result<Granted, NotGranted> {
        let mut found = values.iter().filter_map(|value| self.0.get(value));
        let mut all = found.next().cloned().ok_or(NotGranted::Nothing)?;
        for other in found {
            let same = |areas: &[AreaRef]| areas.iter().cloned().collect::<BTreeSet<_>>();
            let agencies = [&all.agency, &other.agency];
            let [mine, its] = agencies;
            if same(&all.areas) != same(&other.areas)
                || (mine.is_some() && its.is_some() && mine != its)
            {
                return Err(NotGranted::Apart);
            }
            for role in &other.roles {
                if !all.roles.contains(role) {
                    all.roles.push(*role);
                }
            }
            all.agency = all.agency.or_else(|| other.agency.clone());
        }
        all.roles.sort_unstable();
        Ok(all)
    }
}

impl Row {
    fn granted(self, value: &str) -> Result<Granted, MappingFault> {
        let named = || value.to_owned();
        let areas = self.areas.iter().map(|area| area.parse());
        let areas: Vec<AreaRef> = areas
            .collect::<Result<_, _>>()
            .map_err(|_| MappingFault::Area(named()))?;
        if areas.is_empty() && self.role.needs_area() {
            return Err(MappingFault::AreaNeeded(named()));
        }
        let sound = match &self.agency {
            Some(agency) => is_code(agency),
            None => self.role != Role::Department,
        };
        if !sound {
            return Err(MappingFault::Agency(named()));
        }
        Ok(Granted {
            roles: vec![self.role],
            areas,
            agency: self.agency,
        })
    }
}
