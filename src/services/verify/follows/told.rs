//! How a check says what doesn't follow.

use std::fmt::Display;

use serde_json::Value;

use crate::domain::base::canonical::sha256_hex;
use crate::services::verify::finding::{Finding, Wrong};

/// Things that are looked at together.
pub(super) const PAGE: usize = 50;

/// Reports where what is kept is not what is made of its sources.
pub(super) fn differs<T: Display + PartialEq>(
    findings: &mut Vec<Finding>,
    (table, id): (&'static str, &dyn Display),
    kept: &T,
    made: &T,
) {
    if kept != made {
        findings.push(Finding::new(table, id, Wrong::Follows).with(made, kept));
    }
}

/// Reports where a text is not what its hash says.
pub(super) fn hashed(
    findings: &mut Vec<Finding>,
    of: (&'static str, &dyn Display),
    text: &str,
    sha256: &str,
) {
    differs(findings, of, &sha256, &sha256_hex(text).as_str());
}

/// Reports where one field of a frozen text is not what is on record; a missing one counts as null.
pub(super) fn field(
    findings: &mut Vec<Finding>,
    of: (&'static str, &dyn Display),
    (kept, name): (&Value, &str),
    made: &Value,
) {
    let kept = kept.get(name).unwrap_or(&Value::Null);
    if kept != made {
        let line = |value: &Value| format!("{name}: {value}");
        let finding = Finding::new(of.0, of.1, Wrong::Follows);
        findings.push(finding.with(&line(made), &line(kept)));
    }
}
