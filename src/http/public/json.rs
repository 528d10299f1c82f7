//! Published results as JSON.

use serde_json::{Value, json};

use crate::domain::base::ratio::Share;
use crate::graphql::id::GlobalId;
use crate::services::open_results::{OpenItem, OpenResult};

/// The id of a result's survey, as the API has it.
#[must_use]
pub fn id_of(result: &OpenResult) -> String {
    GlobalId::Survey(result.published.survey.id).encode().0
}

/// One result.
#[must_use]
pub fn result(result: &OpenResult) -> Value {
    let published = &result.published;
    let figures = &published.figures;
    let corrections = figures.corrections.as_ref();
    let area = result.area();
    let revisions = published.revisions.iter();
    json!({
        "surveyId": id_of(result),
        "kind": published.survey.kind.as_str(),
        "title": result.title,
        "areaCode": area.map(|area| &area.code),
        "places": result.places.iter().map(|area| &area.name).collect::<Vec<_>>(),
        "publishedOn": published.published_on,
        "revision": published.result.revision,
        "sha256": published.result.sha256,
        "households": figures.households,
        "responded": figures.responded,
        "collected": figures.collected,
        "spoilt": figures.spoilt,
        "valid": figures.valid,
        "satisfied": figures.satisfied,
        "voided": corrections.map(|told| told.voided),
        "setAside": corrections.map(|told| told.in_conflict.saturating_add(told.late)),
        "coveragePercent": result.coverage().hundredths().map(percent),
        "satisfiedPercent": result.satisfied().and_then(Share::hundredths).map(percent),
        "satisfiedOfHouseholdsPercent": result.of_households().and_then(Share::hundredths).map(percent),
        "items": result.items.iter().map(item).collect::<Vec<_>>(),
        "revisions": revisions
            .map(|one| json!({ "revision": one.revision, "sha256": one.sha256 }))
            .collect::<Vec<_>>(),
    })
}

/// An item; its counts are null where too few answered.
fn item(item: &OpenItem) -> Value {
    let counts = item.counts;
    json!({
        "code": item.code,
        "label": { "vi": item.label.vi, "en": item.label.en },
        "overall": item.overall,
        "answered": counts.map(|counts| counts.answered()),
        "satisfied": counts.map(|counts| counts.satisfied),
        "notSatisfied": counts.map(|counts| counts.not_satisfied),
        "otherOpinion": counts.map(|counts| counts.other),
    })
}

/// Hundredths of a percent as a text with two decimals: a number would not keep them.
fn percent(hundredths: i64) -> String {
    format!("{}.{:02}", hundredths / 100, hundredths % 100)
}
