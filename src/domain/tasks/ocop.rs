//! OCOP products, rated each year by the district and then by the province.
//!
//! In Vietnamese: sản phẩm OCOP (mỗi xã một sản phẩm), đánh giá, phân hạng.
//!
//! ```text
//! PROPOSED --district--> DISTRICT_RATED --province--> PROVINCE_RATED --3 stars or more--> PUBLISHED
//!                          \__/ put right               \__/ put right
//! ```

use super::ocop_stars::Ranges;
use crate::domain::base::clock::{Day, Instant};
use crate::domain::base::ids::{AccountId, OcopProductId, OcopRatingId, OcopScoreId};
use crate::domain::base::terms::terms;
use crate::domain::place::area::Place;
use crate::domain::recognition::score::Score;

/// The fewest stars that are published (notice 05-TB/BCĐ, item 1).
pub const FEWEST_PUBLISHED: i32 = 3;

terms! {
    /// Where the rating of a product for a year stands.
    OcopState {
        /// Proposed by its producer.
        Proposed = "PROPOSED",
        /// Rated by the district.
        DistrictRated = "DISTRICT_RATED",
        /// Rated by the province.
        ProvinceRated = "PROVINCE_RATED",
        /// Published.
        Published = "PUBLISHED",
    }
}

terms! {
    /// Who rates.
    OcopStep {
        /// The district's council.
        District = "DISTRICT",
        /// The province's council.
        Province = "PROVINCE",
    }
}

/// What stands in the way of a step.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum OcopFault {
    /// The picture above has no such arrow.
    #[error("not from {0}")]
    NotFrom(OcopState),
    /// It has too few stars to be published.
    #[error("{0} stars are too few")]
    TooFewStars(i32),
}

impl OcopState {
    /// The state after a score of a step; a score may be put right until the next step.
    ///
    /// # Errors
    /// [`OcopFault::NotFrom`].
    pub const fn scored(self, step: OcopStep) -> Result<Self, OcopFault> {
        match (self, step) {
            (Self::Proposed | Self::DistrictRated, OcopStep::District) => Ok(Self::DistrictRated),
            (Self::DistrictRated | Self::ProvinceRated, OcopStep::Province) => {
                Ok(Self::ProvinceRated)
            }
            _ => Err(OcopFault::NotFrom(self)),
        }
    }

    /// The state after publication.
    ///
    /// # Errors
    /// [`OcopFault`].
    pub const fn published(self, stars: Option<i32>) -> Result<Self, OcopFault> {
        match (self, stars) {
            (Self::ProvinceRated, Some(stars)) if stars >= FEWEST_PUBLISHED => Ok(Self::Published),
            (Self::ProvinceRated, Some(stars)) => Err(OcopFault::TooFewStars(stars)),
            _ => Err(OcopFault::NotFrom(self)),
        }
    }
}

/// A product of a producer.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct OcopProduct {
    /// Its id.
    pub id: OcopProductId,
    /// Its name.
    pub name: String,
    /// Code of its category.
    pub category: String,
    /// Name of its producer.
    pub producer: String,
    /// Where the producer is.
    pub place: Place,
}

/// The rating of a product for a year.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct OcopRating {
    /// Its id.
    pub id: OcopRatingId,
    /// The product.
    pub product: OcopProduct,
    /// The year.
    pub year: i32,
    /// Where it stands.
    pub state: OcopState,
    /// Rises with every change.
    pub version: i32,
    /// Stars by the province's score.
    pub stars: Option<i32>,
    /// The day of its publication.
    pub published_on: Option<Day>,
    /// Every version of every score, the first ones first.
    pub scores: Vec<OcopScore>,
}

impl OcopRating {
    /// The current score of a step.
    #[must_use]
    pub fn score(&self, step: OcopStep) -> Option<&OcopScore> {
        self.scores.iter().rev().find(|score| score.step == step)
    }

    /// Whether the district's first score came on or after the day that the rules name.
    #[must_use]
    pub fn is_late(&self, ranges: &Ranges) -> bool {
        let first = self
            .scores
            .iter()
            .find(|score| score.step == OcopStep::District);
        let due = ranges.district_due(self.year);
        first.is_some_and(|first| due.is_some_and(|due| first.rated_on >= due))
    }
}

/// A score in one version.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct OcopScore {
    /// Its id.
    pub id: OcopScoreId,
    /// The rating.
    pub rating: OcopRatingId,
    /// Who rated.
    pub step: OcopStep,
    /// From 1.
    pub version: i32,
    /// The points.
    pub score: Score,
    /// The day of the rating.
    pub rated_on: Day,
    /// Who recorded it.
    pub by: AccountId,
    /// Name of that account.
    pub by_name: String,
    /// When.
    pub at: Instant,
    /// Why it was put right; `None` of the first version.
    pub reason: Option<String>,
}
