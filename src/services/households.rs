//! What is held about one household, as a file to hand out to it.
//!
//! In Vietnamese: quyền được cung cấp dữ liệu (Luật 91/2025/QH15). Once the link is dropped nobody can
//! say which answers are a household's, and the file doesn't hold them.

use std::collections::BTreeMap;

use serde_json::{Value, json};

use super::access_log;
use super::library;
use super::office::{Office, Speaker};
use super::refusal::Refusal;
use crate::domain::base::canonical::{canonical_json, sha256_hex};
use crate::domain::base::ids::{AreaId, SurveyId};
use crate::domain::place::area::{Area, AreaLevel, Place};
use crate::domain::survey::record::{Response, SetAside, Survey};
use crate::domain::survey::response::Consent;
use crate::domain::trust::access::AccessKind;
use crate::domain::trust::authority::{self, Action};
use crate::storage::household_rows::{self, HouseholdRows};
use crate::storage::{areas, households, surveys};

/// What is held about one household.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct HeldAbout {
    /// All of it as canonical JSON.
    pub json: String,
    /// SHA-256 of that text, lower-case hexadecimal.
    pub sha256: String,
    /// Accepted responses in it.
    pub responses: i64,
    /// Forms set aside in it.
    pub set_aside: i64,
}

/// Everything that names a household by its hamlet's and its own code; `None` where the speaker sees no
/// such hamlet; of the surveys that it may read. The reading of each survey's rows is written down before anything is given out.
///
/// # Errors
/// [`Refusal::Forbidden`] for anyone but the Front of a district or province.
pub async fn held(
    office: &Office,
    speaker: Speaker<'_>,
    hamlet_code: &str,
    household_code: &str,
) -> Result<Option<HeldAbout>, Refusal> {
    let actor = authority::may_ever(speaker, Action::ReadResponses)?;
    let above_commune =
        |area: &Place| matches!(area.level, AreaLevel::Province | AreaLevel::District);
    if !actor.areas.iter().any(above_commune) {
        return Err(Refusal::Forbidden);
    }
    let read = office.db.read();
    let mut hamlets = areas::with_codes(read, &[hamlet_code.to_owned()]).await?;
    hamlets.retain(|area| {
        let allowed = authority::permit(speaker, Action::ReadResponses, &area.place);
        area.place.level == AreaLevel::Hamlet && allowed.is_ok()
    });
    if hamlets.is_empty() {
        return Ok(None);
    }
    let ids: Vec<AreaId> = hamlets.iter().map(Area::id).collect();
    let rows = household_rows::of(read, &ids, household_code).await?;
    let roster: Vec<(AreaId, &str)> = ids.iter().map(|id| (*id, household_code)).collect();
    let on_roster = !households::listed(read, &roster).await?.is_empty();
    let mut surveys = named(office, &rows).await?;
    surveys.retain(|_, survey| {
        authority::permit(speaker, Action::ReadResponses, &survey.place).is_ok()
    });
    for survey in surveys.values() {
        let of_survey = |id: SurveyId| id == survey.id;
        let responses = rows.responses.iter().filter(|one| of_survey(one.survey));
        let forms = rows.set_aside.iter().filter(|one| of_survey(one.survey));
        let number = responses.count().saturating_add(forms.count());
        access_log::log(office, actor, survey.id, AccessKind::Responses, number).await?;
    }
    let whole = json!({
        "hamlet": hamlet_code,
        "household": household_code,
        "onRoster": on_roster,
        "readAt": office.clock.now(),
        "surveys": all(office, &surveys, &rows).await?,
    });
    let json = canonical_json(&whole).map_err(|fault| Refusal::Internal(Box::new(fault)))?;
    let number = |count: usize| i64::try_from(count).unwrap_or(i64::MAX);
    let seen = |survey: SurveyId| surveys.contains_key(&survey);
    let responses = rows.responses.iter().filter(|one| seen(one.survey));
    let forms = rows.set_aside.iter().filter(|one| seen(one.survey));
    Ok(Some(HeldAbout {
        sha256: sha256_hex(&json),
        json,
        responses: number(responses.count()),
        set_aside: number(forms.count()),
    }))
}

/// The surveys that the rows are of.
async fn named(
    office: &Office,
    rows: &HouseholdRows,
) -> Result<BTreeMap<SurveyId, Survey>, Refusal> {
    let ids = rows.responses.iter().map(|one| one.survey);
    let ids = ids.chain(rows.set_aside.iter().map(|one| one.survey));
    let mut found = BTreeMap::new();
    for id in ids.chain(rows.drawn.iter().copied()) {
        if !found.contains_key(&id)
            && let Some(survey) = surveys::find(office.db.read(), id).await?
        {
            found.insert(id, survey);
        }
    }
    Ok(found)
}

async fn all(
    office: &Office,
    surveys: &BTreeMap<SurveyId, Survey>,
    rows: &HouseholdRows,
) -> Result<Vec<Value>, Refusal> {
    let mut all = Vec::with_capacity(surveys.len());
    for (id, survey) in surveys {
        let form = library::form(office, survey.questionnaire).await?;
        let items = &form.questionnaire.items;
        let answers = |response: &Response| {
            let chosen = response.sheet.iter().flat_map(|sheet| {
                let reason = |code: &str| sheet.reasons.get(code);
                std::iter::zip(items, &sheet.choices).filter_map(move |(item, choice)| {
                    let option = item.options.get(usize::from((*choice)?))?;
                    Some(json!({
                        "item": item.code, "choice": option.code, "reason": reason(&item.code),
                    }))
                })
            });
            chosen.collect::<Vec<_>>()
        };
        let responses = rows.responses.iter().filter(|one| one.survey == *id);
        let forms = rows.set_aside.iter().filter(|one| one.survey == *id);
        all.push(json!({
            "survey": id,
            "kind": survey.kind.as_str(),
            "form": { "code": form.questionnaire.code, "version": form.questionnaire.version },
            "responses": responses.map(|one| response(one, &answers(one))).collect::<Vec<_>>(),
            "setAside": forms.map(set_aside).collect::<Vec<_>>(),
            "drawn": rows.drawn.contains(id),
        }));
    }
    Ok(all)
}

fn response(response: &Response, answers: &[Value]) -> Value {
    let voided = response.voided.as_ref();
    json!({
        "id": response.id,
        "collectedAt": response.collected_at,
        "receivedAt": response.received_at,
        "spoilt": response.sheet.is_none(),
        "answers": if response.sheet.is_some() { json!(answers) } else { json!(response.unjudged) },
        "comment": response.comment,
        "consent": response.consent.as_ref().map(consent),
        "voided": voided.map(|voided| json!({ "at": voided.at, "reason": voided.reason })),
    })
}

fn set_aside(form: &SetAside) -> Value {
    json!({
        "id": form.draft.id,
        "collectedAt": form.draft.collected_at,
        "receivedAt": form.received_at,
        "code": form.code.as_str(),
        "spoilt": form.draft.spoilt,
        "answers": form.draft.answers,
        "comment": form.draft.comment,
        "consent": form.draft.consent.as_ref().map(consent),
    })
}

fn consent(consent: &Consent) -> Value {
    json!({ "notice": consent.notice_version, "givenAt": consent.given_at })
}
