//! A frozen dossier holds what was on record when it went to the vote.

use std::collections::HashMap;

use serde_json::{Value, json};
use uuid::Uuid;

use super::told::{PAGE, differs, field, hashed};
use crate::domain::base::ids::{CandidacyId, DocumentId, SurveyId};
use crate::domain::recognition::dossier::FrozenDossier;
use crate::services::dossiers::{of_appraisal, of_debt, of_opinion, of_proof, of_statement};
use crate::services::freeze;
use crate::services::refusal::Refusal;
use crate::services::verify::finding::{Finding, Wrong};
use crate::storage::database::Transaction;
use crate::storage::{appraisals, debts, documents, dossiers, every, frozen, opinions, statements};

/// The table that a finding of this check names.
const TABLE: &str = "frozen_dossier";
/// The lists of a dossier that hold things on record, each with its documents.
const LISTS: [&str; 4] = ["appraisals", "opinions", "statements", "debt"];

/// Holds every frozen dossier against its hash and against each thing that it repeats: the version
/// that it names is never overwritten.
pub(super) async fn hold_what_was_there(
    tx: &Transaction,
    findings: &mut Vec<Finding>,
) -> Result<(), Refusal> {
    for page in every::candidacies(tx).await?.chunks(PAGE) {
        let all = dossiers::of_candidacies(tx, page).await?;
        if all.is_empty() {
            continue;
        }
        let on_record = on_record(tx, page).await?;
        let mut last: HashMap<CandidacyId, i32> = HashMap::new();
        for dossier in &all {
            let id = format!("{}/{}", dossier.candidacy, dossier.revision);
            let last = last.entry(dossier.candidacy).or_default();
            differs(
                findings,
                (TABLE, &id),
                &dossier.revision,
                &last.saturating_add(1),
            );
            *last = dossier.revision;
            hashed(findings, (TABLE, &id), &dossier.content, &dossier.sha256);
            one(tx, (dossier, &id), &on_record, findings).await?;
        }
    }
    Ok(())
}

/// Each thing on record of some candidacies as a dossier repeats it, by its id.
async fn on_record(
    tx: &Transaction,
    page: &[CandidacyId],
) -> Result<HashMap<String, Value>, Refusal> {
    let mut shown: Vec<Value> = Vec::new();
    shown.extend(
        appraisals::of_candidacies(tx, page)
            .await?
            .iter()
            .map(of_appraisal),
    );
    shown.extend(
        opinions::of_candidacies(tx, page)
            .await?
            .iter()
            .map(of_opinion),
    );
    shown.extend(
        statements::of_candidacies(tx, page)
            .await?
            .iter()
            .map(of_statement),
    );
    shown.extend(debts::of_candidacies(tx, page).await?.iter().map(of_debt));
    Ok(shown.into_iter().map(|one| (id_of(&one), one)).collect())
}

fn id_of(one: &Value) -> String {
    let id = one.get("id").and_then(Value::as_str);
    id.unwrap_or_default().to_owned()
}

async fn one(
    tx: &Transaction,
    (dossier, id): (&FrozenDossier, &str),
    on_record: &HashMap<String, Value>,
    findings: &mut Vec<Finding>,
) -> Result<(), Refusal> {
    let Ok(content) = serde_json::from_str::<Value>(&dossier.content) else {
        findings.push(Finding::new(TABLE, &id, Wrong::Follows));
        return Ok(());
    };
    let of: (&str, &dyn std::fmt::Display) = (TABLE, &id);
    field(
        findings,
        of,
        (&content, "candidacy"),
        &json!(dossier.candidacy),
    );
    field(
        findings,
        of,
        (&content, "revision"),
        &json!(dossier.revision),
    );
    let held = LISTS
        .iter()
        .filter_map(|name| content.get(*name)?.as_array());
    let mut proofs: Vec<&Value> = Vec::new();
    for thing in held.flatten() {
        let said = thing.get("of").unwrap_or(&Value::Null);
        let made = on_record.get(&id_of(said)).unwrap_or(&Value::Null);
        field(findings, of, (thing, "of"), made);
        let own = thing.get("documents").and_then(Value::as_array);
        proofs.extend(own.into_iter().flatten());
    }
    are_there(tx, id, &proofs, findings).await?;
    result(tx, id, &content, findings).await
}

/// Each document that is named is on record with that name and hash.
async fn are_there(
    tx: &Transaction,
    id: &str,
    proofs: &[&Value],
    findings: &mut Vec<Finding>,
) -> Result<(), Refusal> {
    let ids: Vec<DocumentId> = proofs
        .iter()
        .filter_map(|proof| id_of(proof).parse::<Uuid>().ok().map(DocumentId))
        .collect();
    let found: HashMap<String, Value> = documents::find_many(tx, &ids)
        .await?
        .iter()
        .map(|document| (document.id.to_string(), of_proof(document)))
        .collect();
    for proof in proofs {
        let made = found.get(&id_of(proof)).unwrap_or(&Value::Null);
        if made != *proof {
            let finding = Finding::new(TABLE, &id, Wrong::Follows);
            findings.push(finding.with(made, proof));
        }
    }
    Ok(())
}

/// The survey's figures are those of the frozen result that is named.
async fn result(
    tx: &Transaction,
    id: &str,
    content: &Value,
    findings: &mut Vec<Finding>,
) -> Result<(), Refusal> {
    let survey = content.get("survey").unwrap_or(&Value::Null);
    let said = survey.get("frozen").filter(|said| !said.is_null());
    let (Some(said), Some(of)) = (said, id_of(survey).parse::<Uuid>().ok()) else {
        return Ok(());
    };
    let revision = said.get("revision").and_then(Value::as_i64);
    let all = frozen::revisions(tx, SurveyId(of)).await?;
    let named = all
        .iter()
        .find(|one| Some(i64::from(one.revision)) == revision);
    let made = named.map_or(Value::Null, freeze::shown_with_hash);
    field(findings, (TABLE, &id), (survey, "frozen"), &made);
    Ok(())
}
