//! A form as a phone of the ODK family fills it, and what it hears and counts.

use chrono::SecondsFormat;
use longdan::domain::base::clock::Instant;
use longdan::domain::survey::record::Survey;
use longdan::graphql::id::GlobalId;
use serde_json::{Value, json};

use super::phone::{Field, Heard};

/// A form that a phone filled.
pub struct Filled {
    pub survey: String,
    pub id: u128,
    pub hamlet: &'static str,
    pub household: String,
    pub end: String,
    pub answers: &'static str,
}

const SATISFIED: &str = "<Q1>SATISFIED</Q1><Q2>SATISFIED</Q2><ALL>SATISFIED</ALL>";

impl Filled {
    /// The file of a form that was made by editing another.
    pub fn editing(&self, earlier: &Self) -> String {
        let id = uuid::Uuid::from_u128(earlier.id);
        let deprecated = format!("<deprecatedID>uuid:{id}</deprecatedID><instanceID>");
        self.xml().replace("<instanceID>", &deprecated)
    }

    pub fn of(survey: &Survey, at: Instant, number: u128) -> Self {
        Self {
            survey: survey.id.to_string(),
            id: number,
            hamlet: "18628-01",
            household: format!("H-{number}"),
            end: at.to_rfc3339_opts(SecondsFormat::Millis, true),
            answers: SATISFIED,
        }
    }

    pub fn xml(&self) -> String {
        let Self {
            survey,
            id,
            hamlet,
            household,
            end,
            answers,
        } = self;
        let id = uuid::Uuid::from_u128(*id);
        format!(
            "<?xml version='1.0' ?><data id=\"longdan-{survey}\" version=\"1\"><end>{end}</end><hamlet>{hamlet}</hamlet><household>{household}</household>{answers}<comment/><meta><instanceID>uuid:{id}</instanceID></meta></data>"
        )
    }
}

pub fn says(answer: &Heard, status: u16, words: &str) {
    assert_eq!(answer.status, status, "{answer:?}");
    assert_eq!(answer.header("x-openrosa-version"), "1.0");
    let nature = if status == 201 {
        "submit_success"
    } else {
        "error"
    };
    assert!(
        answer
            .text
            .contains(&format!("<message nature=\"{nature}\">")),
        "{answer:?}"
    );
    assert!(answer.text.contains(words), "{answer:?}");
}

/// How many were collected and how many of them were satisfied, as the Front sees it.
pub async fn counted(field: &Field, token: &str, survey: &Survey) -> (Value, Value) {
    let approval = asked(field, token, survey, "approval { collected satisfied }").await;
    (approval["collected"].clone(), approval["satisfied"].clone())
}

pub async fn asked(field: &Field, token: &str, survey: &Survey, what: &str) -> Value {
    let id = GlobalId::Survey(survey.id).encode().0;
    let query = format!("{{ satisfactionSurvey(id: \"{id}\") {{ {what} }} }}");
    let answer = field.ask(token, &query, json!({})).await;
    let survey = answer["data"]["satisfactionSurvey"].as_object();
    let survey = survey.unwrap_or_else(|| panic!("{answer}"));
    survey.values().next().expect("a field").clone()
}
