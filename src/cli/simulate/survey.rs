//! What an app reads before it goes offline: surveys, forms, hamlets.

use serde::Deserialize;
use serde_json::json;

use super::wire::{Wire, WireFault};
use crate::domain::survey::collection_mode::CollectionMode;
use crate::domain::survey::questionnaire::Sentiment;
use crate::graphql::id::GlobalId;
use crate::services::demo::residents::{FormSketch, ItemSketch};

const ASSIGNED: &str = "{ assignedSurveys { id questionnaire { items { code overall required options { code sentiment } } }
    hamlets { assigned hasRoster households mode hamlet { code } } } }";

/// A survey that the token may collect for.
#[derive(Debug, Clone)]
pub struct Assigned {
    /// Its global id.
    pub id: String,
    /// Its form.
    pub form: FormSketch,
    /// Codes of the hamlets in which the token may collect and households are not listed.
    pub hamlets: Vec<String>,
    /// Hamlets whose paper is counted by hand: code and households.
    pub on_paper: Vec<(String, u64)>,
    /// Its id as a form for phones of the ODK family, once asked for.
    pub form_id: String,
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
    households: u64,
    mode: CollectionMode,
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

/// Asks under which id each survey's form goes to phones of the ODK family.
///
/// # Errors
/// [`WireFault`], also where a survey's form is not in the list.
pub async fn ask_form_ids(
    wire: &Wire,
    token: &str,
    surveys: &mut [Assigned],
) -> Result<(), WireFault> {
    let listed = wire.form_list(token).await?;
    let ids = listed.split("<formID>").skip(1);
    let ids: Vec<&str> = ids
        .filter_map(|rest| rest.split("</formID>").next())
        .collect();
    for survey in surveys {
        let Ok(GlobalId::Survey(key)) = GlobalId::decode(&survey.id) else {
            return Err(WireFault::Refused(format!("{}: no survey", survey.id)));
        };
        let key = key.0.to_string();
        let found = ids.iter().find(|id| id.ends_with(&key));
        let found = found.ok_or_else(|| WireFault::Refused(format!("{key}: not in formList")))?;
        (*found).clone_into(&mut survey.form_id);
    }
    Ok(())
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
    let is_paper = |hamlet: &SurveyHamlet| hamlet.mode == CollectionMode::CountRecord;
    let on_paper = survey.hamlets.iter().filter(|hamlet| is_paper(hamlet));
    let on_paper = on_paper.map(|hamlet| (hamlet.hamlet.code.clone(), hamlet.households));
    Assigned {
        id: survey.id,
        form_id: String::new(),
        on_paper: on_paper.collect(),
        form: FormSketch {
            items: survey.questionnaire.items.into_iter().map(item).collect(),
        },
        hamlets: survey
            .hamlets
            .iter()
            .filter(|hamlet| hamlet.assigned && !hamlet.has_roster && !is_paper(hamlet))
            .map(|hamlet| hamlet.hamlet.code.clone())
            .collect(),
    }
}
