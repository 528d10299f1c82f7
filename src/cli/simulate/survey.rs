//! What an app reads before it goes offline: surveys, forms, hamlets.

use serde::Deserialize;
use serde_json::json;

use super::wire::{Wire, WireFault};
use crate::domain::survey::questionnaire::Sentiment;
use crate::services::demo::residents::{FormSketch, ItemSketch};

const ASSIGNED: &str = "{ assignedSurveys { id questionnaire { items { code overall required options { code sentiment } } }
    hamlets { assigned hasRoster hamlet { code } } } }";

/// A survey that the token may collect for.
#[derive(Debug, Clone)]
pub struct Assigned {
    /// Its global id.
    pub id: String,
    /// Its form.
    pub form: FormSketch,
    /// Codes of the hamlets in which the token may collect and households are not listed.
    pub hamlets: Vec<String>,
}

#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
struct Answer {
    assigned_surveys: Option<Vec<Survey>>,
}

#[derive(Deserialize)]
struct Survey {
    id: String,
    questionnaire: Questionnaire,
    hamlets: Vec<SurveyHamlet>,
}

#[derive(Deserialize)]
struct Questionnaire {
    items: Vec<Item>,
}

#[derive(Deserialize)]
struct Item {
    code: String,
    overall: bool,
    required: bool,
    options: Vec<Choice>,
}

#[derive(Deserialize)]
struct Choice {
    code: String,
    sentiment: Sentiment,
}

#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
struct SurveyHamlet {
    assigned: bool,
    has_roster: bool,
    hamlet: Hamlet,
}

#[derive(Deserialize)]
struct Hamlet {
    code: String,
}

/// The surveys that the token may collect for; of these only one, where it is named.
///
/// # Errors
/// [`WireFault`].
pub async fn assigned(
    wire: &Wire,
    token: &str,
    only: Option<&str>,
) -> Result<Vec<Assigned>, WireFault> {
    let answer = wire.ask(token, ASSIGNED, json!({})).await;
    let answer = answer.map_err(|fault| fault.about("--token"))?;
    let odd = |fault: serde_json::Error| WireFault::Refused(fault.to_string());
    let answer: Answer = serde_json::from_value(answer).map_err(odd)?;
    let surveys = answer.assigned_surveys.unwrap_or_default().into_iter();
    Ok(surveys
        .filter(|survey| only.is_none_or(|only| only == survey.id))
        .map(sketch)
        .filter(|survey| !survey.hamlets.is_empty())
        .collect())
}

fn sketch(survey: Survey) -> Assigned {
    let item = |item: Item| ItemSketch {
        code: item.code,
        overall: item.overall,
        required: item.required,
        options: item
            .options
            .into_iter()
            .map(|option| (option.code, option.sentiment))
            .collect(),
    };
    let hamlets = survey.hamlets.into_iter();
    Assigned {
        id: survey.id,
        form: FormSketch {
            items: survey.questionnaire.items.into_iter().map(item).collect(),
        },
        hamlets: hamlets
            .filter(|hamlet| hamlet.assigned && !hamlet.has_roster)
            .map(|hamlet| hamlet.hamlet.code)
            .collect(),
    }
}
