//! Small groups withheld, and the neighbours that would give them away.
//!
//! Satisfaction with the authorities can be read as an opinion on them, so groups of fewer than
//! five valid answers are kept from everyone but the Front (Luật 91/2025/QH15; the limit of five
//! is the product's own).

use std::collections::BTreeSet;

/// Groups smaller than this are withheld.
pub const SMALLEST_SHOWN: i64 = 5;

/// A group that may have to be withheld: a hamlet, with its valid answers.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Group {
    /// Valid answers.
    pub answers: i64,
    /// The hamlet's code: decides between equals.
    pub code: String,
    /// Its place in the caller's list.
    pub position: usize,
}

/// Whether so few answers must not be shown.
#[must_use]
pub const fn is_small(answers: i64) -> bool {
    answers < SMALLEST_SHOWN
}

/// The positions of the groups to withhold, of groups whose total is shown.
///
/// Small groups first. What is withheld could be worked out from the total where it is one group,
/// or a few that together are still small: then the next smallest joins, by answers, then code.
#[must_use]
pub fn withheld(mut groups: Vec<Group>) -> BTreeSet<usize> {
    groups.sort_unstable();
    let mut hidden = BTreeSet::new();
    let mut answers: i64 = 0;
    for group in groups {
        let enough = hidden.is_empty() || (hidden.len() > 1 && !is_small(answers));
        if !is_small(group.answers) && enough {
            break;
        }
        answers = answers.saturating_add(group.answers);
        hidden.insert(group.position);
    }
    hidden
}
