//! One form as a phone keeps it, in the words of GraphQL or as a filled XForm.

use std::fmt::Write as _;

use serde_json::{Value, json};
use uuid::Uuid;

use crate::domain::base::clock::Instant;
use crate::domain::survey::response::DraftAnswer;

/// A form that a phone has taken.
#[derive(Debug, Clone)]
pub struct Form {
    /// The id that the phone made.
    pub id: Uuid,
    /// Position of its survey.
    pub survey: usize,
    /// Code of its hamlet.
    pub hamlet: String,
    /// Code of its household.
    pub household: String,
    /// When it was taken, by the phone's clock.
    pub collected_at: Instant,
    /// Its answers; none where it is spoilt.
    pub answers: Vec<DraftAnswer>,
    /// Whether it can't be counted.
    pub spoilt: bool,
    /// Whether another phone asks the same household.
    pub contested: bool,
}

impl Form {
    /// As `submitResponses` takes it.
    #[must_use]
    pub fn in_json(&self) -> Value {
        json!({
            "id": self.id,
            "hamletCode": self.hamlet,
            "householdCode": self.household,
            "collectedAt": self.collected_at,
            "answers": self.answers,
            "spoilt": self.spoilt,
        })
    }

    /// As a phone of the ODK family sends it. All texts are codes, so nothing needs to be escaped;
    /// reasons are left out.
    #[must_use]
    pub fn in_xml(&self, form_id: &str) -> String {
        let end = self.collected_at.to_rfc3339();
        let mut xml = format!(
            "<data id=\"{form_id}\"><start>{end}</start><end>{end}</end><hamlet>{}</hamlet><household>{}</household>",
            self.hamlet, self.household
        );
        for DraftAnswer { item, choice, .. } in &self.answers {
            let written = write!(xml, "<{item}>{choice}</{item}>");
            debug_assert!(written.is_ok(), "a String takes any text");
        }
        xml.push_str("<meta><instanceID>uuid:");
        xml.push_str(&self.id.to_string());
        xml.push_str("</instanceID></meta></data>");
        xml
    }
}
