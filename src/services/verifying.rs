//! The provincial Front verifies a closed survey point by point, or returns it.

use std::collections::{BTreeMap, HashMap};

use super::figures;
use super::office::{Office, Speaker};
use super::postings::{collection, current};
use super::progress::Silent;
use super::recount;
use super::refusal::{Refusal, of_move};
use super::report_content;
use super::reviews;
use super::surveys::{locked_for, saved_with};
use super::texts;
use super::user_fault::{UserFault, UserFaultCode};
use super::warning::{Warning, WarningCode};
use crate::domain::base::canonical::canonical_json;
use crate::domain::base::clock::{Instant, day_of};
use crate::domain::base::ids::{AccountId, SurveyId, VerificationId};
use crate::domain::survey::paper::CrossFooting;
use crate::domain::survey::posting::POSTING_DAYS;
use crate::domain::survey::record::Survey;
use crate::domain::survey::verification::{
    HamletFacts, PointFinding, SurveyFacts, Verification, VerificationDecision, VerificationPoint,
    VerificationSubject, blocking, opinion_points, survey_points, unsaid,
};
use crate::domain::trust::authority::{self, Action};
use crate::storage::database::Transaction;
use crate::storage::{corrections, frozen, issued_forms, objections, surveys, verifications};

/// What the verifier says of a point.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PointSaid {
    /// The point.
    pub point: VerificationPoint,
    /// Whether it is accepted.
    pub accepted: bool,
    /// A note; needed where the system doesn't find the point in order.
    pub note: Option<String>,
}

/// A decision to be made.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NewDecision {
    /// The survey.
    pub survey: SurveyId,
    /// What is verified.
    pub subject: VerificationSubject,
    /// What the verifier says of each point.
    pub points: Vec<PointSaid>,
    /// Why it goes back; a remark where it is verified.
    pub reasons: Option<String>,
}

/// The points of a closed survey as the system finds them now, for the provincial Front.
///
/// # Errors
/// As the rights say; [`Refusal::NotFound`] outside.
pub async fn findings(
    office: &Office,
    speaker: Speaker<'_>,
    id: SurveyId,
    subject: VerificationSubject,
) -> Result<Vec<PointFinding>, Refusal> {
    authority::may_ever(speaker, Action::VerifySurveys)?;
    let tx = office.db.begin_read().await?;
    let survey = surveys::find(&tx, id).await?.ok_or(Refusal::NotFound)?;
    authority::permit(speaker, Action::VerifySurveys, &survey.place)?;
    points(office, &tx, &survey, subject).await
}

/// Verifies: every point has a finding, nothing is left open. The survey becomes VERIFIED.
///
/// # Errors
/// As the rights say; [`Refusal::Faults`] for a survey that isn't CLOSED, an account that entered
/// its figures, a point that nothing was said of or that isn't accepted, objections, corrections
/// and differences that are left open.
pub async fn verify(
    office: &Office,
    speaker: Speaker<'_>,
    new: NewDecision,
) -> Result<(Survey, Vec<Warning>), Refusal> {
    let (tx, survey, now) = opened(office, speaker, new.survey).await?;
    if new.subject == VerificationSubject::ResidentSurvey {
        reviews::none_questioned(&tx, survey.id).await?;
    }
    let found = points(office, &tx, &survey, new.subject).await?;
    let points = said(found, &new.points)?;
    let mut faults: Vec<UserFault> = blocking(&points).into_iter().map(open_fault).collect();
    faults.extend(
        unsaid(&points)
            .into_iter()
            .map(|point| UserFault::at("points", UserFaultCode::PointNotSaid, point.as_str())),
    );
    let refused = points.iter().filter(|found| found.accepted == Some(false));
    faults.extend(refused.map(|found| {
        UserFault::at(
            "points",
            UserFaultCode::PointNotAccepted,
            found.point.as_str(),
        )
    }));
    if !faults.is_empty() {
        return Err(Refusal::Faults(faults));
    }
    let warnings = short_posting(&points).into_iter().collect();
    let verified = match new.subject {
        VerificationSubject::ResidentSurvey => Survey {
            lifecycle: survey.lifecycle.verify(now).map_err(of_move)?,
            ..survey
        },
        VerificationSubject::OrganisationOpinions => survey,
    };
    let decision = (VerificationDecision::Verified, new.subject);
    let reasons = texts::optional("remark", new.reasons.as_deref())?;
    let survey = decided(
        office,
        speaker,
        (tx, verified, now),
        decision,
        &points,
        reasons,
    )
    .await?;
    Ok((survey, warnings))
}

/// Returns: the survey becomes RETURNED, with reasons, and may be opened again.
///
/// # Errors
/// As [`verify`]; the points need not all be named.
pub async fn give_back(
    office: &Office,
    speaker: Speaker<'_>,
    new: NewDecision,
) -> Result<Survey, Refusal> {
    let (tx, survey, now) = opened(office, speaker, new.survey).await?;
    let reasons = texts::needed("reasons", new.reasons.as_deref().unwrap_or_default())?;
    let found = points(office, &tx, &survey, new.subject).await?;
    let points = said(found, &new.points)?;
    let returned = match new.subject {
        VerificationSubject::ResidentSurvey => Survey {
            lifecycle: survey.lifecycle.return_(now).map_err(of_move)?,
            published_on: None,
            ..survey
        },
        VerificationSubject::OrganisationOpinions => survey,
    };
    let decision = (VerificationDecision::Returned, new.subject);
    let at = (tx, returned, now);
    decided(office, speaker, at, decision, &points, Some(reasons)).await
}

/// A survey of the verifier's province, locked, whose figures somebody else entered.
async fn opened(
    office: &Office,
    speaker: Speaker<'_>,
    id: SurveyId,
) -> Result<(Transaction, Survey, Instant), Refusal> {
    let (tx, survey, now) = locked_for(office, speaker, Action::VerifySurveys, id).await?;
    collection(&survey)?;
    survey.lifecycle.verify(now).map_err(of_move)?;
    let actor = speaker.ok_or(Refusal::Unauthenticated)?;
    another_account(&tx, &[id], actor.account).await?;
    Ok((tx, survey, now))
}

/// Whoever entered figures of a survey doesn't judge them.
///
/// # Errors
/// `SAME_ACCOUNT`.
pub(super) async fn another_account(
    tx: &Transaction,
    ids: &[SurveyId],
    account: AccountId,
) -> Result<(), Refusal> {
    if verifications::entered_figures(tx, ids, account).await? {
        Err(UserFault::at("surveyId", UserFaultCode::SameAccount, "").into())
    } else {
        Ok(())
    }
}

async fn points(
    office: &Office,
    tx: &Transaction,
    survey: &Survey,
    subject: VerificationSubject,
) -> Result<Vec<PointFinding>, Refusal> {
    match subject {
        VerificationSubject::ResidentSurvey => Ok(survey_points(&facts(office, tx, survey).await?)),
        VerificationSubject::OrganisationOpinions => {
            let said = report_content::opinions(tx, survey.candidacy).await?;
            let against = said.iter().filter(|opinion| !opinion.agrees).count();
            Ok(opinion_points(number(said.len()), number(against)))
        }
    }
}

async fn facts(office: &Office, tx: &Transaction, survey: &Survey) -> Result<SurveyFacts, Refusal> {
    let result = figures::in_transaction(office, tx, survey).await?;
    let forms = issued_forms::of_surveys(tx, &[survey.id]).await?;
    let hamlets = result.hamlets.iter().map(|hamlet| HamletFacts {
        households: hamlet.households,
        responded: hamlet.tally.collected,
        forms: forms
            .get(&(survey.id, hamlet.place.area))
            .map(|forms| CrossFooting::of(forms.issued, forms.missing, &hamlet.tally)),
    });
    let latest = frozen::latest(tx, &[survey.id]).await?.pop();
    let posting = match &latest {
        Some(latest) => current(tx, survey.id, latest.revision).await?,
        None => None,
    };
    let today = day_of(office.clock.now());
    let mut objections = objections::of_surveys(tx, &[survey.id]).await?;
    let objections = objections.remove(&survey.id).unwrap_or_default();
    let unanswered = objections.iter().filter(|one| one.answer.is_none());
    let unconfirmed = corrections::unconfirmed(tx, &[survey.id]).await?;
    let recount = recount::verify(office, Some(survey.id), &Silent).await?;
    Ok(SurveyFacts {
        hamlets: hamlets.collect(),
        coverage_met: result.coverage.met,
        posted_days: posting.map(|posting| posting.full_days(today)),
        objections: number(objections.len()),
        unanswered: number(unanswered.count()),
        unconfirmed: unconfirmed.get(&survey.id).copied().unwrap_or(0),
        differences: number(recount.differences.len()),
    })
}

fn number(count: usize) -> i64 {
    i64::try_from(count).unwrap_or(i64::MAX)
}

/// The points with what the verifier said of each.
fn said(mut points: Vec<PointFinding>, said: &[PointSaid]) -> Result<Vec<PointFinding>, Refusal> {
    for (position, said) in said.iter().enumerate() {
        let at = |field: &str, fault| {
            let field = format!("points.{position}.{field}");
            UserFault::at(&field, fault, said.point.as_str())
        };
        let found = points.iter_mut().find(|found| found.point == said.point);
        let found = found.ok_or_else(|| at("point", UserFaultCode::UnknownPoint))?;
        if found.accepted.is_some() {
            return Err(at("point", UserFaultCode::NamedTwice).into());
        }
        found.accepted = Some(said.accepted);
        found.note = texts::optional(&format!("points.{position}.note"), said.note.as_deref())?;
    }
    Ok(points)
}

fn open_fault(found: &PointFinding) -> UserFault {
    let (code, number) = match found.point {
        VerificationPoint::Objections => (UserFaultCode::ObjectionsOpen, "unanswered"),
        VerificationPoint::Corrections => (UserFaultCode::UnconfirmedCorrections, "unconfirmed"),
        _ => (UserFaultCode::RecountDiffers, "differences"),
    };
    let left = found.numbers.get(number).copied().unwrap_or(0);
    UserFault::at("surveyId", code, left.to_string())
}

/// That the result hung out for fewer days than it should, with the number.
fn short_posting(points: &[PointFinding]) -> Option<Warning> {
    let posting = points
        .iter()
        .find(|found| found.point == VerificationPoint::Posting)?;
    let days = posting.numbers.get("days").copied().unwrap_or(0);
    let short = days < i64::from(POSTING_DAYS);
    short.then(|| {
        Warning::of(
            WarningCode::PostedTooFewDays,
            format!("{days}/{POSTING_DAYS}"),
        )
    })
}

async fn decided(
    office: &Office,
    speaker: Speaker<'_>,
    (tx, survey, now): (Transaction, Survey, Instant),
    (decision, subject): (VerificationDecision, VerificationSubject),
    points: &[PointFinding],
    reasons: Option<String>,
) -> Result<Survey, Refusal> {
    let actor = speaker.ok_or(Refusal::Unauthenticated)?;
    let latest = frozen::latest(&tx, &[survey.id]).await?.pop();
    let points_text =
        canonical_json(&points).map_err(|fault| Refusal::Internal(Box::new(fault)))?;
    let row = Verification {
        id: VerificationId(office.chance.id(now)?),
        survey: survey.id,
        subject,
        decision,
        revision: latest.map(|latest| latest.revision),
        points: points_text,
        reasons,
        decided_at: now,
        decided_by: actor.account,
    };
    verifications::insert(&tx, &row).await?;
    let statuses: BTreeMap<&str, &str> = points
        .iter()
        .map(|found| (found.point.as_str(), found.status.as_str()))
        .collect();
    let details = serde_json::json!({
        "verification": row.id, "subject": subject.as_str(), "decision": decision.as_str(),
        "revision": row.revision, "points": statuses,
    });
    let action = match decision {
        VerificationDecision::Verified => "survey.verify",
        VerificationDecision::Returned => "survey.return",
    };
    saved_with(office, speaker, tx, survey, action, details).await
}

/// The decisions on some surveys, in the order in which they were made.
///
/// # Errors
/// Where the database can't be read.
pub async fn of_surveys(
    office: &Office,
    ids: &[SurveyId],
) -> Result<HashMap<SurveyId, Vec<Verification>>, Refusal> {
    Ok(verifications::of_surveys(office.db.read(), ids).await?)
}
