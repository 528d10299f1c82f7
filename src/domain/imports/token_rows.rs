//! Reads the list of people and devices that are to get a token each.

use super::rows::{Columns, RowReader, Rows, code, integer, name, parts, read_rows};
use crate::domain::base::import_fault::FaultReason;
use crate::domain::base::toml_reader::term;
use crate::domain::place::reference::AreaRef;
use crate::domain::trust::actor::Role;

/// The columns of the list.
pub const TOKEN_COLUMNS: Columns = Columns {
    needed: &["name", "role"],
    optional: &["areas", "agency", "expires"],
};

/// The most days that a token can be given.
const MOST_DAYS: i64 = 3_650;

/// One token to be made.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TokenRow {
    /// The line on which it stands.
    pub line: usize,
    /// The account's name; the account is made where there is none of that name.
    pub name: String,
    /// The token's role.
    pub role: Role,
    /// The token's areas.
    pub areas: Vec<AreaRef>,
    /// The token's agency.
    pub agency: Option<String>,
    /// In how many days it ends; 0: it has ended already.
    pub expires: Option<i64>,
}

/// Reads the list. Whether the areas exist is the database's to say.
#[must_use]
pub fn read_tokens(bytes: &[u8]) -> Rows<TokenRow> {
    read_rows(bytes, TOKEN_COLUMNS, |row| {
        let found = token(row)?;
        if found.role.needs_area() && found.areas.is_empty() {
            row.note("areas", FaultReason::AreaNeeded);
        }
        if found.role == Role::Department && found.agency.is_none() {
            row.note("agency", FaultReason::AgencyNeeded);
        }
        Some(found)
    })
}

fn token(row: &mut RowReader<'_>) -> Option<TokenRow> {
    let name = row.need("name", name);
    let role = row.need("role", |text| term(text, Role::ALL));
    let areas = row.optional("areas", |text| {
        parts(text).map(str::parse::<AreaRef>).collect()
    });
    let agency = row.optional("agency", code);
    let expires = row.optional("expires", |text| integer(text, 0, MOST_DAYS));
    Some(TokenRow {
        line: row.line(),
        name: name?,
        role: role?,
        areas: areas?.unwrap_or_default(),
        agency: agency?,
        expires: expires?,
    })
}
