//! Lays a set of rules over its base: what it replaces, what it adds.

use super::condition::Condition;
use super::regulation::{Criterion, Minimum, Regulation};

impl Regulation {
    /// The rules in force where this set lies over `base`.
    ///
    /// Its minimums replace the base's of the same title, level, measure and each, its criteria
    /// those of the same code, its conditions those of the same title, level and code; its vote,
    /// revocations and carry-overs replace the base's as a whole; all else is added behind. Name,
    /// days and legal basis are the overlay's own.
    #[must_use]
    pub fn over(&self, base: &Self) -> Self {
        Self {
            minimums: laid_over(&base.minimums, &self.minimums, same_minimum),
            criteria: laid_over(&base.criteria, &self.criteria, same_criterion),
            conditions: laid_over(&base.conditions, &self.conditions, same_condition),
            vote: self.vote.clone().or_else(|| base.vote.clone()),
            revocations: whole(&self.revocations, &base.revocations),
            carry_overs: whole(&self.carry_overs, &base.carry_overs),
            ..self.clone()
        }
    }
}

fn same_minimum(one: &Minimum, other: &Minimum) -> bool {
    let key = |minimum: &Minimum| (minimum.title, minimum.level, minimum.measure, minimum.each);
    key(one) == key(other)
}

fn same_criterion(one: &Criterion, other: &Criterion) -> bool {
    one.code == other.code
}

fn same_condition(one: &Condition, other: &Condition) -> bool {
    let key = |condition: &Condition| (condition.title, condition.level);
    key(one) == key(other) && one.code == other.code
}

/// The base's entries, each in its place or replaced there, then what is new.
fn laid_over<T: Clone>(base: &[T], over: &[T], same: fn(&T, &T) -> bool) -> Vec<T> {
    let in_place = base.iter().map(|old| {
        let new = over.iter().find(|new| same(old, new));
        new.unwrap_or(old)
    });
    let added = over
        .iter()
        .filter(|new| !base.iter().any(|old| same(old, new)));
    in_place.chain(added).cloned().collect()
}

/// The overlay's list, or the base's where it says nothing.
fn whole<T: Clone>(over: &[T], base: &[T]) -> Vec<T> {
    if over.is_empty() { base } else { over }.to_vec()
}
