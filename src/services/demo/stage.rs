//! What the demonstration is played on: the office, its clock, the cast.

use super::calendar;
use super::communes::{DemoCommune, Mood};
use super::people::Cast;
use super::script::Part;
use crate::domain::base::clock::{Day, FixedClock, Instant};
use crate::domain::base::ids::{CandidacyId, RoundId, SurveyId};
use crate::domain::trust::actor::Actor;
use crate::services::office::Office;
use crate::services::refusal::Refusal;

/// The office of 2019, whose clock is moved by hand, and those who act in it.
pub struct Stage<'a> {
    /// The office.
    pub office: &'a Office,
    /// Its clock.
    pub clock: &'a FixedClock,
    /// Who acts.
    pub cast: &'a Cast,
    /// Round 1.
    pub round: RoundId,
    /// Round 2, into which candidacies are put off.
    pub later: RoundId,
}

impl Stage<'_> {
    /// Moves the clock to an hour of a day in Viet Nam.
    pub fn on(&self, day: Day, hour: i64) -> Instant {
        let now = calendar::at(day, hour);
        self.clock.set(now);
        now
    }

    /// Who acts under a key.
    ///
    /// # Errors
    /// [`Refusal::NotFound`].
    pub fn who(&self, key: &str) -> Result<Option<&Actor>, Refusal> {
        self.cast.who(key).map(Some)
    }

    /// The Front of a candidate's commune.
    ///
    /// # Errors
    /// [`Refusal::NotFound`].
    pub fn commune_front(&self, of: &Candidate) -> Result<Option<&Actor>, Refusal> {
        let front = self.cast.front_of(of.commune().code, "FRONT_COMMUNE");
        front.map(Some)
    }

    /// The Front of a candidate's district.
    ///
    /// # Errors
    /// [`Refusal::NotFound`].
    pub fn district_front(&self, of: &Candidate) -> Result<Option<&Actor>, Refusal> {
        self.cast.front_of(&of.district, "FRONT_DISTRICT").map(Some)
    }
}

/// A commune with what its residents say, its candidacy and its survey.
pub struct Candidate {
    /// What its residents say.
    pub part: Part,
    /// Code of its district.
    pub district: String,
    /// Its candidacy in round 1.
    pub candidacy: CandidacyId,
    /// Its survey; `None` where its residents are not asked in round 1.
    pub survey: Option<SurveyId>,
}

impl Candidate {
    /// The commune.
    #[must_use]
    pub const fn commune(&self) -> DemoCommune {
        self.part.commune
    }

    /// Its survey.
    ///
    /// # Errors
    /// [`Refusal::NotFound`] where there is none.
    pub fn survey(&self) -> Result<SurveyId, Refusal> {
        self.survey.ok_or(Refusal::NotFound)
    }

    /// Whether its residents are asked in round 1.
    #[must_use]
    pub const fn is_asked(&self) -> bool {
        self.survey.is_some()
    }

    /// Whether its survey is returned once.
    #[must_use]
    pub const fn is_returned(&self) -> bool {
        matches!(self.part.commune.mood, Mood::OneThingWrong)
    }
}
