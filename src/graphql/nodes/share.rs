//! A share with its base: never a bare percentage.

use async_graphql::SimpleObject;
use async_graphql::parser::types::Field;

use crate::domain::base::ratio::{self, shown};
use crate::domain::base::wholes::ShareBase;
use crate::graphql::json::{Json, Plain};

/// So many of so many, and what they are of; no percentage stands alone (tỷ lệ kèm mẫu số).
#[derive(Debug, Clone, Copy, SimpleObject)]
pub struct Share {
    /// How many (tử số).
    pub count: i64,
    /// Of how many (mẫu số).
    pub base: i64,
    /// What the base counts.
    pub of: ShareBase,
    /// Count of base, 2 decimals, half up; null where the base is 0. It decides nothing.
    pub percent: Option<f64>,
}

impl Share {
    /// `count` of `base`.
    #[must_use]
    pub fn new(count: i64, base: i64, of: ShareBase) -> Self {
        Self {
            count,
            base,
            of,
            percent: ratio::Share::of(count, base).hundredths().map(shown),
        }
    }
}

impl Plain for Share {
    fn plain(&self, field: &Field, json: &mut Json) -> bool {
        match field.name.node.as_str() {
            "count" => json.put(&self.count),
            "base" => json.put(&self.base),
            "of" => json.put(&self.of),
            "percent" => json.put(&self.percent),
            _ => false,
        }
    }
}
