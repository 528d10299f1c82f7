//! Who gets what: accounts.

use super::access::Access::WithItsObject;
use super::access::Decision;

/// The decisions.
pub const DECISIONS: &[Decision] = &[("Viewer", WithItsObject, "name roles agency areas")];
