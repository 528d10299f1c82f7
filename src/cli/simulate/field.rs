//! What all phones and typists of a run share.

use super::fate::Manners;
use super::survey::Assigned;
use super::wire::Wire;

/// The field.
#[derive(Debug)]
pub struct Field {
    /// The line to the server.
    pub wire: Wire,
    /// The token that phones collect with.
    pub token: String,
    /// The surveys.
    pub surveys: Vec<Assigned>,
    /// How phones and typists behave.
    pub manners: Manners,
}
