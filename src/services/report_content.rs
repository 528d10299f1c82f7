//! What a report of the Front says of each candidacy, as it stands when handed in.

use std::collections::{BTreeMap, HashMap};

use serde_json::{Value, json};

use super::handlings::{self as handlings_of, TopicCount};
use super::library;
use super::office::Office;
use super::readiness::collection_of;
use super::refusal::Refusal;
use super::user_fault::{UserFault, UserFaultCode};
use crate::domain::base::canonical::canonical_json;
use crate::domain::base::ids::{CandidacyId, SurveyId};
use crate::domain::place::area::Area;
use crate::domain::recognition::candidacy::Candidacy;
use crate::domain::recognition::front_report::{Conclusion, FrontReport};
use crate::domain::recognition::opinion::{Body, Opinion};
use crate::domain::survey::handling::Handling;
use crate::domain::survey::lifecycle::{SurveyKind, SurveyState};
use crate::domain::survey::record::{FrozenResult, Survey};
use crate::domain::survey::verification::{Verification, VerificationSubject};
use crate::storage::comments::{self, CommentQuery};
use crate::storage::database::Transaction;
use crate::storage::samples::{self, Sample};
use crate::storage::within::{Scope, Sight};
use crate::storage::{areas, frozen, handlings, opinions, surveys, verifications};

/// A candidacy with all that is said of it.
pub(super) struct Reported {
    /// The candidacy.
    pub candidacy: Candidacy,
    /// Its area.
    pub area: Area,
    /// Its collection, closed.
    pub survey: Survey,
    /// The latest result of the collection.
    pub frozen: FrozenResult,
    /// Its closed direct checks.
    pub checks: Vec<Checked>,
    verified: Option<Verification>,
    overall: Option<String>,
    opinions: Vec<Opinion>,
    comments: u64,
    topics: Vec<TopicCount>,
    handled: Vec<Handling>,
}

/// A closed direct check.
pub(super) struct Checked {
    survey: SurveyId,
    frozen: FrozenResult,
    sample: Option<Sample>,
    overall: Option<String>,
}

impl Reported {
    /// The surveys whose figures the report is about.
    pub fn survey_ids(&self) -> impl Iterator<Item = SurveyId> {
        let checks = self.checks.iter().map(|check| check.survey);
        std::iter::once(self.survey.id).chain(checks)
    }
}

/// Reads what is said of some candidacies, in their order.
///
/// # Errors
/// [`Refusal::Faults`] for each candidacy whose collection isn't closed.
pub(super) async fn gather(
    office: &Office,
    tx: &Transaction,
    named: &[Candidacy],
) -> Result<Vec<Reported>, Refusal> {
    let ids: Vec<CandidacyId> = named.iter().map(|candidacy| candidacy.id).collect();
    let everything = Sight::within(Scope::Everywhere);
    let mut of: HashMap<CandidacyId, Vec<Survey>> = HashMap::new();
    for survey in surveys::of_candidacies(tx, &everything, &ids).await? {
        of.entry(survey.candidacy).or_default().push(survey);
    }
    let area_ids: Vec<_> = named.iter().map(|candidacy| candidacy.place.area).collect();
    let areas: HashMap<_, Area> = areas::find_many(tx, &area_ids)
        .await?
        .into_iter()
        .map(|area| (area.id(), area))
        .collect();
    let mut faults = Vec::new();
    let mut reported = Vec::with_capacity(named.len());
    for (position, candidacy) in named.iter().enumerate() {
        let all = of.remove(&candidacy.id).unwrap_or_default();
        let area = areas.get(&candidacy.place.area).ok_or(Refusal::NotFound)?;
        if let Some(one) = one(office, tx, candidacy, area, all).await? {
            reported.push(one);
        } else {
            let field = format!("conclusions.{position}.candidacyId");
            let code = UserFaultCode::SurveyNotClosed;
            faults.push(UserFault::at(&field, code, &area.code));
        }
    }
    if faults.is_empty() {
        Ok(reported)
    } else {
        Err(Refusal::Faults(faults))
    }
}

async fn one(
    office: &Office,
    tx: &Transaction,
    candidacy: &Candidacy,
    area: &Area,
    all: Vec<Survey>,
) -> Result<Option<Reported>, Refusal> {
    let (checks, main): (Vec<_>, Vec<_>) = all
        .into_iter()
        .partition(|survey| survey.kind == SurveyKind::DirectCheck);
    let stands = |survey: &Survey| {
        matches!(
            survey.lifecycle.stored,
            SurveyState::Closed | SurveyState::Verified
        )
    };
    let Some(survey) = collection_of(main).filter(stands) else {
        return Ok(None);
    };
    let Some(frozen) = frozen::latest(tx, &[survey.id]).await?.pop() else {
        return Ok(None);
    };
    let mut checked = Vec::new();
    for check in checks.iter().filter(|check| stands(check)) {
        let Some(frozen) = frozen::latest(tx, &[check.id]).await?.pop() else {
            continue;
        };
        checked.push(Checked {
            survey: check.id,
            frozen,
            sample: samples::of_surveys(tx, &[check.id])
                .await?
                .remove(&check.id),
            overall: overall(office, check).await?,
        });
    }
    let mut decisions = verifications::of_surveys(tx, &[survey.id]).await?;
    let decisions = decisions.remove(&survey.id).unwrap_or_default();
    let of_residents = |one: &Verification| one.subject == VerificationSubject::ResidentSurvey;
    let mut handled: Vec<Handling> = handlings::of_survey(tx, survey.id)
        .await?
        .into_values()
        .collect();
    handled.sort_by_key(|one| one.response);
    Ok(Some(Reported {
        verified: decisions.into_iter().rev().find(of_residents),
        overall: overall(office, &survey).await?,
        opinions: opinions(tx, candidacy.id).await?,
        comments: comments::count(tx, survey.id, &CommentQuery::default()).await?,
        topics: handlings_of::topics(tx, survey.id).await?,
        handled,
        checks: checked,
        candidacy: candidacy.clone(),
        area: area.clone(),
        survey,
        frozen,
    }))
}

/// What the socio-political organisations say of a candidacy now: the latest version of each.
pub(super) async fn opinions(
    tx: &Transaction,
    candidacy: CandidacyId,
) -> Result<Vec<Opinion>, Refusal> {
    let all = opinions::of_candidacies(tx, &[candidacy]).await?;
    // A later version takes the place of the one before.
    let current: BTreeMap<Body, Opinion> = all
        .into_iter()
        .map(|opinion| (opinion.body.clone(), opinion))
        .collect();
    Ok(current.into_values().collect())
}

/// Code of the overall item of a survey's form.
pub(super) async fn overall(office: &Office, survey: &Survey) -> Result<Option<String>, Refusal> {
    let form = library::form(office, survey.questionnaire).await?;
    let item = form.questionnaire.items.iter().find(|item| item.overall);
    Ok(item.map(|item| item.code.clone()))
}

/// The whole report as canonical JSON (RFC 8785).
pub(super) fn canonical(
    report: &FrontReport,
    conclusions: &[Conclusion],
    reported: &[Reported],
) -> Result<String, Refusal> {
    let candidacies = conclusions.iter().zip(reported).map(|(conclusion, one)| {
        Ok(json!({
            "candidacy": one.candidacy.id,
            "area": { "code": one.area.code, "name": one.area.name },
            "title": one.candidacy.title.as_str(),
            "simulated": one.candidacy.simulated,
            "conclusion": conclusion.conclusion.as_str(),
            "note": conclusion.note,
            "survey": main_survey(one)?,
            "directChecks": one.checks.iter().map(direct_check).collect::<Result<Vec<_>, _>>()?,
            "opinions": one.opinions.iter().map(opinion).collect::<Vec<_>>(),
            "comments": comments_of(one),
        }))
    });
    let whole = json!({
        "report": report.id,
        "number": report.number,
        "version": report.version,
        "date": report.reported_on,
        "signer": report.signer,
        "candidacies": candidacies.collect::<Result<Vec<_>, Refusal>>()?,
    });
    canonical_json(&whole).map_err(|fault| Refusal::Internal(Box::new(fault)))
}

fn main_survey(one: &Reported) -> Result<Value, Refusal> {
    let verification = one.verified.as_ref().map(verification);
    let mut survey = figures(&one.frozen, one.overall.as_deref())?;
    set(&mut survey, "survey", json!(one.survey.id));
    set(
        &mut survey,
        "state",
        json!(one.survey.lifecycle.stored.as_str()),
    );
    set(&mut survey, "verification", json!(verification));
    Ok(survey)
}

fn direct_check(check: &Checked) -> Result<Value, Refusal> {
    let sample = check.sample.as_ref().map(sample);
    let mut figures = figures(&check.frozen, check.overall.as_deref())?;
    set(&mut figures, "survey", json!(check.survey));
    set(&mut figures, "sample", json!(sample));
    Ok(figures)
}

/// A verification as a report names it.
pub(super) fn verification(decision: &Verification) -> Value {
    json!({ "decision": decision.decision.as_str(), "decidedAt": decision.decided_at })
}

/// A direct check's sample as a report names it.
pub(super) fn sample(sample: &Sample) -> Value {
    let drawn = sample.drawn.as_ref();
    json!({
        "seedSha256": sample.seed_sha256,
        "frameSize": drawn.map(|drawn| drawn.frame_size),
        "frameSha256": drawn.map(|drawn| &drawn.frame_sha256),
        "size": drawn.map(|drawn| drawn.size),
    })
}

/// The totals of a frozen result, its checks, and the answers to the overall item.
///
/// # Errors
/// Where the stored text is not of this form.
pub(super) fn figures(frozen: &FrozenResult, overall: Option<&str>) -> Result<Value, Refusal> {
    let all: Value = serde_json::from_str(&frozen.figures)
        .map_err(|fault| Refusal::Internal(Box::new(fault)))?;
    let mut taken = json!({ "revision": frozen.revision, "sha256": frozen.sha256 });
    for name in [
        "households",
        "responded",
        "collected",
        "valid",
        "spoilt",
        "checks",
    ] {
        set(
            &mut taken,
            name,
            all.get(name).cloned().unwrap_or(Value::Null),
        );
    }
    let answers = overall.and_then(|code| all.get("items")?.get(code));
    set(
        &mut taken,
        "overall",
        answers.cloned().unwrap_or(Value::Null),
    );
    Ok(taken)
}

/// An opinion as a report repeats it.
pub(super) fn opinion(of: &Opinion) -> Value {
    json!({
        "level": of.body.level.as_str(),
        "organisation": of.body.organisation.as_str(),
        "name": of.body.other_name,
        "agrees": of.agrees,
        "note": of.note,
        "version": of.version,
    })
}

/// What became of the comments; a text stands here only as it may be published.
fn comments_of(one: &Reported) -> Value {
    let handled = one.handled.iter().map(|one| {
        json!({
            "topic": one.topic, "status": one.status.as_str(),
            "reply": one.reply, "text": one.public_text,
            "forwardedTo": one.forwarded_to, "dueOn": one.due_on,
        })
    });
    let topics = one.topics.iter().map(|one| {
        json!({
            "topic": one.topic, "total": one.total, "open": one.open, "forwarded": one.forwarded,
            "answered": one.answered, "closed": one.closed,
        })
    });
    json!({
        "received": one.comments, "byTopic": topics.collect::<Vec<_>>(),
        "handled": handled.collect::<Vec<_>>(),
    })
}

fn set(object: &mut Value, name: &str, value: Value) {
    if let Some(object) = object.as_object_mut() {
        object.insert(name.to_owned(), value);
    }
}
