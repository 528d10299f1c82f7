//! Things on record version by version: the current one, and those before it.

use std::collections::BTreeMap;

/// A thing in its current version, with the earlier ones.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Recorded<T> {
    /// The current version.
    pub current: T,
    /// The versions before it, the first one first.
    pub earlier: Vec<T>,
}

impl<T> Recorded<T> {
    /// The first version.
    pub fn first(&self) -> &T {
        self.earlier.first().unwrap_or(&self.current)
    }
}

/// Groups versions, which stand in order, by what they are versions of.
pub(super) fn recorded<T, K: Ord>(
    versions: Vec<T>,
    key: impl Fn(&T) -> K,
) -> BTreeMap<K, Recorded<T>> {
    let mut found: BTreeMap<K, Recorded<T>> = BTreeMap::new();
    for next in versions {
        match found.entry(key(&next)) {
            std::collections::btree_map::Entry::Vacant(place) => {
                place.insert(Recorded {
                    current: next,
                    earlier: Vec::new(),
                });
            }
            std::collections::btree_map::Entry::Occupied(mut place) => {
                let kept = place.get_mut();
                let before = std::mem::replace(&mut kept.current, next);
                kept.earlier.push(before);
            }
        }
    }
    found
}
