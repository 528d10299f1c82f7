//! Makes forms: each of another household, nine of ten satisfied.

use chrono::{SecondsFormat, TimeDelta};
use longdan::domain::base::chance::{Chance, SystemChance};
use longdan::domain::base::clock::{Clock, Instant, SystemClock};
use longdan::domain::base::ids::ResponseId;
use longdan::domain::survey::response::{Draft, DraftAnswer};

use super::documents::{ITEMS, OPTIONS};
use super::outcome::Outcome;
use super::province::{HAMLETS, Spot};

/// A form in numbers.
#[derive(Debug, Clone, Copy)]
pub struct Numbered {
    /// Its id.
    pub id: ResponseId,
    /// Its number within the survey, from 0: households and answers follow from it.
    pub number: u64,
}

impl Numbered {
    /// The next form of a survey.
    pub fn next(spot: &Spot) -> Outcome<Self> {
        Ok(Self {
            id: ResponseId(SystemChance.id(SystemClock.now())?),
            number: spot.next(),
        })
    }

    /// The place of its hamlet among the survey's.
    pub fn hamlet(self) -> usize {
        let place = self.number.checked_rem(HAMLETS).unwrap_or_default();
        usize::try_from(place).unwrap_or_default()
    }

    /// The place of the option that it chooses for an item: 9 of 10 choose the first.
    pub fn choice(self, item: usize) -> usize {
        let step = u64::try_from(item).unwrap_or_default().saturating_mul(7);
        match self
            .number
            .wrapping_add(step)
            .wrapping_mul(31)
            .checked_rem(20)
        {
            Some(0) => 1,
            Some(1) => 2,
            _ => 0,
        }
    }

    /// Its household's code.
    pub fn household(self) -> String {
        format!("H{:07}", self.number)
    }

    /// The form as the program's own rooms hand it on.
    pub fn draft(self, spot: &Spot, collected_at: Instant) -> Outcome<Draft> {
        let (_, hamlet) = spot.hamlets.get(self.hamlet()).ok_or("no such hamlet")?;
        let answers = ITEMS.iter().enumerate().map(|(place, item)| DraftAnswer {
            item: (*item).to_owned(),
            choice: self.option(place).to_owned(),
            reason: None,
        });
        Ok(Draft {
            id: self.id,
            hamlet_code: hamlet.clone(),
            household_code: self.household(),
            collected_at,
            answers: answers.collect(),
            comment: None,
            spoilt: false,
            consent: None,
        })
    }

    /// The form as an app sends it, added to a text.
    pub fn write(self, spot: &Spot, collected_at: &str, text: &mut String) {
        let hamlet = spot.hamlets.get(self.hamlet()).map_or("", |(_, code)| code);
        text.push_str("{\"id\":\"");
        text.push_str(&self.id.0.to_string());
        text.push_str("\",\"hamletCode\":\"");
        text.push_str(hamlet);
        text.push_str("\",\"householdCode\":\"");
        text.push_str(&self.household());
        text.push_str("\",\"collectedAt\":\"");
        text.push_str(collected_at);
        text.push_str("\",\"answers\":[");
        for (place, item) in ITEMS.iter().enumerate() {
            let comma = if place == 0 { "" } else { "," };
            for part in [
                comma,
                "{\"item\":\"",
                item,
                "\",\"choice\":\"",
                self.option(place),
                "\"}",
            ] {
                text.push_str(part);
            }
        }
        text.push_str("]}");
    }

    fn option(self, place: usize) -> &'static str {
        OPTIONS.get(self.choice(place)).copied().unwrap_or_default()
    }
}

/// When a form was collected that is sent now: a minute ago.
pub fn collected_at() -> Instant {
    SystemClock.now() - TimeDelta::minutes(1)
}

/// An instant as an app writes it.
pub fn written(instant: Instant) -> String {
    instant.to_rfc3339_opts(SecondsFormat::Micros, true)
}
