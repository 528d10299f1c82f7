//! Freezes a dossier when it goes to the vote: one text with one hash.

use std::collections::{BTreeMap, HashMap};

use serde_json::{Value, json};
use uuid::Uuid;

use super::access::{self, DossierSight};
use super::accounts::program;
use super::freeze;
use super::notes::note;
use super::office::{Office, Speaker};
use super::readiness::{self, Readiness, Standing};
use super::recorded::Recorded;
use super::refusal::Refusal;
use super::surveys;
use super::{appraisals, debts, evidence, opinions, rulebooks, statements};
use crate::domain::base::canonical::{canonical_json, sha256_hex};
use crate::domain::base::ids::CandidacyId;
use crate::domain::recognition::appraisal::Appraisal;
use crate::domain::recognition::candidacy::Candidacy;
use crate::domain::recognition::debt::DebtStatement;
use crate::domain::recognition::dossier::FrozenDossier;
use crate::domain::recognition::evidence::Document;
use crate::domain::recognition::opinion::Opinion;
use crate::domain::recognition::statement::Statement;
use crate::domain::survey::verdict::Actual;
use crate::domain::trust::actor::{Actor, Role};
use crate::storage::database::Transaction;
use crate::storage::dossiers;

/// The latest frozen dossier of some candidacies; only where the speaker may see it.
///
/// # Errors
/// Where the database can't be read.
pub async fn latest(
    office: &Office,
    speaker: Speaker<'_>,
    of: &[Candidacy],
) -> Result<HashMap<CandidacyId, FrozenDossier>, Refusal> {
    let whole = |one: &&Candidacy| access::dossier(speaker, &one.place) == DossierSight::Whole;
    let ids: Vec<CandidacyId> = of.iter().filter(whole).map(|one| one.id).collect();
    let found = dossiers::of_candidacies(office.db.read(), &ids).await?;
    Ok(found
        .into_iter()
        .map(|dossier| (dossier.candidacy, dossier))
        .collect())
}

/// Freezes the dossier of a candidacy as the council will see it, in the transaction that sends it
/// to the vote and that holds the candidacy's lock.
///
/// The parts are read beside the transaction: whoever changes one needs the lock, so they are what
/// was committed before it was taken, and stay so until it is given back.
///
/// # Errors
/// Where the database can't be read or written.
pub async fn freeze_in(
    office: &Office,
    actor: &Actor,
    tx: &Transaction,
    candidacy: &Candidacy,
) -> Result<FrozenDossier, Refusal> {
    let revision = dossiers::of_candidacies(tx, &[candidacy.id])
        .await?
        .last()
        .map_or(1, |last| last.revision.saturating_add(1));
    let content = content(office, candidacy, revision).await?;
    let content = canonical_json(&content).map_err(|fault| Refusal::Internal(Box::new(fault)))?;
    let dossier = FrozenDossier {
        candidacy: candidacy.id,
        revision,
        sha256: sha256_hex(&content),
        content,
        frozen_at: office.clock.now(),
        frozen_by: actor.account,
        frozen_by_name: actor.name.clone(),
    };
    dossiers::insert(tx, &dossier).await?;
    let details = json!({
        "candidacy": candidacy.id, "version": candidacy.version,
        "revision": revision, "sha256": dossier.sha256,
    });
    note(office, tx, Some(actor), None, "dossier.freeze", details).await?;
    Ok(dossier)
}

/// All that the dossier holds, as a member of the council sees it.
async fn content(office: &Office, candidacy: &Candidacy, revision: i32) -> Result<Value, Refusal> {
    let council = program(vec![Role::CouncilMember]);
    let (reader, of) = (Some(&council), std::slice::from_ref(candidacy));
    let id = candidacy.id;
    let readiness = readiness::of(office, reader, of).await?.remove(&id);
    let appraisals = appraisals::of_candidacies(office, reader, of).await?;
    let opinions = opinions::of_candidacies(office, reader, of).await?;
    let statements = statements::of_candidacies(office, reader, of).await?;
    let debt = debts::of_candidacies(office, reader, of).await?.remove(&id);
    let appraisals = appraisals.get(&id).map_or(&[][..], Vec::as_slice);
    let opinions = opinions.get(&id).map_or(&[][..], Vec::as_slice);
    let statements = statements.get(&id).map_or(&[][..], Vec::as_slice);
    let subjects: Vec<Uuid> = appraisals
        .iter()
        .map(|one| one.current.id.0)
        .chain(opinions.iter().map(|one| one.current.id.0))
        .chain(statements.iter().map(|one| one.current.id.0))
        .chain(debt.iter().map(|one| one.current.id.0))
        .collect();
    let documents = evidence::of_subjects(office, &subjects).await?;
    let rules = rulebooks::of_candidacies(office, of).await?;
    let regulation = rules
        .get(&candidacy.round)
        .map(|rules| json!({ "code": rules.own.code, "version": rules.own.version }));
    Ok(json!({
        "candidacy": id, "version": candidacy.version, "revision": revision,
        "round": candidacy.round, "area": candidacy.place.area,
        "title": candidacy.title.as_str(), "purpose": candidacy.purpose.as_str(),
        "regulation": regulation,
        "readiness": readiness.as_ref().map(of_readiness),
        "survey": of_survey(office, reader, candidacy).await?,
        "appraisals": list(appraisals, &documents, |one| one.id.0, of_appraisal),
        "opinions": list(opinions, &documents, |one| one.id.0, of_opinion),
        "statements": list(statements, &documents, |one| one.id.0, of_statement),
        "debt": list(debt.as_slice(), &documents, |one| one.id.0, of_debt),
    }))
}

/// The collection's frozen result, by its hash and figures.
async fn of_survey(
    office: &Office,
    reader: Speaker<'_>,
    candidacy: &Candidacy,
) -> Result<Value, Refusal> {
    let mut found = surveys::of_candidacies(office, reader, &[candidacy.id]).await?;
    let surveys = found.remove(&candidacy.id).unwrap_or_default();
    let Some(survey) = readiness::collection_of(surveys) else {
        return Ok(Value::Null);
    };
    let frozen = surveys::frozen_results(office, &[survey.id]).await?;
    let frozen = frozen.get(&survey.id).map(freeze::shown_with_hash);
    Ok(json!({
        "id": survey.id, "state": survey.lifecycle.stored.as_str(), "frozen": frozen,
    }))
}

fn of_readiness(readiness: &Readiness) -> Value {
    let check = |standing: &Standing| {
        let (status, severity) = (standing.status().as_str(), standing.severity().as_str());
        let (code, found, source) = match standing {
            Standing::SurveyClosed { state } => {
                let state = state.map(|state| json!(state.as_str()));
                ("SURVEY_CLOSED".to_owned(), state, None)
            }
            Standing::Minimum(outcome) => {
                let found = outcome.worst.and_then(|worst| of_actual(&worst.actual));
                let minimum = &outcome.minimum;
                (minimum.check_code(), found, Some(&minimum.source))
            }
            Standing::Condition(judged) => {
                let condition = &judged.condition;
                let found = judged.found.as_ref().map(|found| json!(found));
                (condition.code.clone(), found, Some(&condition.source))
            }
        };
        json!({
            "code": code, "status": status, "severity": severity,
            "found": found, "source": source,
        })
    };
    let checks: Vec<Value> = readiness.checks.iter().map(check).collect();
    json!({ "ready": readiness.ready, "checks": checks })
}

fn of_actual(actual: &Actual) -> Option<Value> {
    match actual {
        Actual::Share(share) => Some(json!(share)),
        Actual::Average(hundredths) => Some(json!({ "averageHundredths": hundredths })),
        Actual::Nothing => None,
    }
}

/// Things on record in their current version, each with its documents' hashes.
fn list<T>(
    of: &[Recorded<T>],
    documents: &HashMap<Uuid, Vec<Document>>,
    id: impl Fn(&T) -> Uuid,
    show: impl Fn(&T) -> Value,
) -> Value {
    // In the order of their ids, so that the same dossier gives the same text.
    let mut shown: BTreeMap<Uuid, Value> = BTreeMap::new();
    for one in of {
        let id = id(&one.current);
        let proofs: Vec<Value> = documents
            .get(&id)
            .into_iter()
            .flatten()
            .map(of_proof)
            .collect();
        shown.insert(id, json!({ "of": show(&one.current), "documents": proofs }));
    }
    shown.into_values().collect()
}

/// A document as a dossier names it.
pub(super) fn of_proof(document: &Document) -> Value {
    json!({ "id": document.id, "name": document.name, "sha256": document.sha256 })
}

/// A finding as a dossier repeats it.
pub(super) fn of_appraisal(one: &Appraisal) -> Value {
    json!({
        "id": one.id, "criterion": one.criterion, "version": one.version, "met": one.met,
        "score": one.score.map(|score| score.to_string()), "value": one.value, "note": one.note,
        "agency": one.agency, "by": one.by, "at": one.at, "reason": one.reason,
    })
}

/// An opinion as a dossier repeats it.
pub(super) fn of_opinion(one: &Opinion) -> Value {
    json!({
        "id": one.id, "level": one.body.level.as_str(),
        "organisation": one.body.organisation.as_str(), "otherName": one.body.other_name,
        "version": one.version, "agrees": one.agrees, "note": one.note,
        "by": one.by, "at": one.at, "reason": one.reason,
    })
}

/// A statement as a dossier repeats it.
pub(super) fn of_statement(one: &Statement) -> Value {
    json!({
        "id": one.id, "condition": one.condition, "version": one.version, "met": one.met,
        "note": one.note, "agency": one.agency, "by": one.by, "at": one.at, "reason": one.reason,
    })
}

/// A debt as a dossier repeats it.
pub(super) fn of_debt(one: &DebtStatement) -> Value {
    json!({
        "id": one.id, "version": one.version, "asOf": one.as_of, "total": one.figures.total,
        "planned": one.figures.planned, "arrears": one.figures.arrears, "note": one.note,
        "agency": one.agency, "by": one.by, "at": one.at, "reason": one.reason,
    })
}
