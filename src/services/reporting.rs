//! Hands the Front's report in, revises it, takes it in at the office.

use std::collections::{BTreeSet, HashMap, HashSet};

use super::bell;
use super::checkpoint;
use super::due::front_report_date;
use super::notes::note;
use super::office::{Office, Speaker};
use super::refusal::Refusal;
use super::report_content::{self, Reported};
use super::stale::unless_stale;
use super::texts;
use super::user_fault::{UserFault, UserFaultCode};
use super::verifying::another_account;
use super::warning::{Warning, WarningCode};
use super::written::past_day;
use crate::domain::base::canonical::sha256_hex;
use crate::domain::base::clock::{Day, day_of};
use crate::domain::base::ids::{CandidacyId, FrontReportId, RoundId, SessionId, SurveyId};
use crate::domain::law::round::DueDate;
use crate::domain::recognition::candidacy::Candidacy;
use crate::domain::recognition::front_report::{Conclusion, FrontConclusion, FrontReport};
use crate::domain::survey::lifecycle::SurveyState;
use crate::domain::trust::authority::{self, Action};
use crate::storage::agendas::{self, OnAgenda};
use crate::storage::database::Transaction;
use crate::storage::fault::{StorageFault, Unique};
use crate::storage::{candidacies, front_reports, rounds};

/// Candidacies of one report at the most: a province's round holds fewer.
pub const MOST_CANDIDACIES: usize = 500;

/// A report to be handed in.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NewReport {
    /// The report that it is a new version of, and the version that was read.
    pub revises: Option<(FrontReportId, i64)>,
    /// Why there is a new version.
    pub reason: Option<String>,
    /// Its number; a new version keeps the number.
    pub number: String,
    /// The day that it bears.
    pub reported_on: Day,
    /// Who signed it.
    pub signer: String,
    /// What it concludes, on each candidacy.
    pub conclusions: Vec<NewConclusion>,
}

/// What a report is to conclude on one candidacy.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NewConclusion {
    /// The candidacy.
    pub candidacy: CandidacyId,
    /// The conclusion.
    pub conclusion: FrontConclusion,
    /// Its reasons and remarks.
    pub note: Option<String>,
}

/// Hands a report in, or a new version of one; its figures are frozen with it.
///
/// # Errors
/// As the rights say; [`Refusal::NotFound`] for a candidacy or report outside;
/// [`Refusal::Conflict`] where somebody else revised the report since it was read;
/// [`Refusal::Faults`] for a candidacy whose survey isn't closed, an account that entered figures,
/// candidacies of several rounds, a number that is taken, days out of order.
pub async fn submit(
    office: &Office,
    speaker: Speaker<'_>,
    new: NewReport,
) -> Result<(FrontReport, Vec<Warning>), Refusal> {
    authority::may_ever(speaker, Action::SubmitFrontReport)?;
    let actor = speaker.ok_or(Refusal::Unauthenticated)?;
    let tx = office.db.begin_write().await?;
    let named = named(speaker, &tx, &new).await?;
    let round = one_round(&named)?;
    let last = revised(speaker, &tx, &new).await?;
    let reported = report_content::gather(office, &tx, &named).await?;
    let surveys: Vec<SurveyId> = reported.iter().flat_map(Reported::survey_ids).collect();
    another_account(&tx, &surveys, actor.account).await?;
    let now = office.clock.now();
    days_in_order(new.reported_on, day_of(now), &reported)?;
    let conclusions = conclusions(&new)?;
    let reason = match &last {
        None => None,
        Some(_) => Some(why(&new)?),
    };
    let number = texts::name("number", &new.number)?;
    let mut report = FrontReport {
        id: match &last {
            Some(last) => last.id,
            None => FrontReportId(office.chance.id(now)?),
        },
        round,
        number: last.as_ref().map_or(number, |last| last.number.clone()),
        version: last
            .as_ref()
            .map_or(1, |last| last.version.saturating_add(1)),
        reported_on: new.reported_on,
        signer: texts::name("signer", &new.signer)?,
        content: String::new(),
        sha256: String::new(),
        reason,
        submitted_at: now,
        submitted_by: actor.account,
        received_at: None,
        received_by: None,
    };
    report.content = report_content::canonical(&report, &conclusions, &reported)?;
    report.sha256 = sha256_hex(&report.content);
    front_reports::insert(&tx, &report, &conclusions)
        .await
        .map_err(taken)?;
    let due = front_report_date(&tx, round).await?;
    let agendas = on_agendas(&tx, &report, &conclusions).await?;
    let warnings = warnings(&report, due, &reported, &agendas);
    let details = details_of(&report, &conclusions);
    note(office, &tx, speaker, None, "front_report.submit", details).await?;
    // The report stands on these surveys: its number pins what they held when it was handed in.
    checkpoint::of_surveys(&tx, &surveys, now, office.chance.as_ref()).await?;
    let changed: Vec<&Candidacy> = named.iter().collect();
    let sessions: BTreeSet<SessionId> = agendas.iter().map(|on| on.item.session).collect();
    let sessions: Vec<SessionId> = sessions.into_iter().collect();
    bell::sessions_changed(&office.bell, tx, &sessions, &changed).await?;
    Ok((report, warnings))
}

/// Why there is a new version.
fn why(new: &NewReport) -> Result<String, Refusal> {
    let reason = new.reason.as_deref().unwrap_or_default();
    Ok(texts::needed("reason", reason)?)
}

/// Where a revised report's candidacies stand on agendas that are not over: those that its new version
/// names, and those that only the version before named.
async fn on_agendas(
    tx: &Transaction,
    report: &FrontReport,
    conclusions: &[Conclusion],
) -> Result<Vec<OnAgenda>, StorageFault> {
    let before = report.version.saturating_sub(1);
    if before == 0 {
        return Ok(Vec::new());
    }
    let before = front_reports::conclusions(tx, report.id, before).await?;
    let named = conclusions.iter().chain(&before).map(|one| one.candidacy);
    let named: Vec<CandidacyId> = named.collect::<BTreeSet<_>>().into_iter().collect();
    let mut found = agendas::of_candidacies(tx, &named).await?;
    found.retain(|on| !on.state.is_over());
    Ok(found)
}

fn details_of(report: &FrontReport, conclusions: &[Conclusion]) -> serde_json::Value {
    let candidacies: Vec<CandidacyId> = conclusions.iter().map(|one| one.candidacy).collect();
    serde_json::json!({
        "report": report.id, "version": report.version, "number": report.number,
        "sha256": report.sha256, "round": report.round, "candidacies": candidacies,
    })
}

fn taken(fault: StorageFault) -> Refusal {
    match fault {
        StorageFault::Taken(Unique::FrontReportNumber) => {
            UserFault::at("number", UserFaultCode::ReportNumberTaken, "").into()
        }
        StorageFault::Taken(Unique::FrontReportVersion) => Refusal::Conflict(None),
        other => other.into(),
    }
}

/// The candidacies that the report names, in its order, each in the speaker's province.
async fn named(
    speaker: Speaker<'_>,
    tx: &Transaction,
    new: &NewReport,
) -> Result<Vec<Candidacy>, Refusal> {
    let ids: Vec<CandidacyId> = new.conclusions.iter().map(|one| one.candidacy).collect();
    if ids.is_empty() || ids.len() > MOST_CANDIDACIES {
        let about = format!("1-{MOST_CANDIDACIES}");
        return Err(UserFault::at("conclusions", UserFaultCode::OutOfRange, about).into());
    }
    let mut seen = HashSet::new();
    if let Some(position) = ids.iter().position(|id| !seen.insert(*id)) {
        let field = format!("conclusions.{position}.candidacyId");
        return Err(UserFault::at(&field, UserFaultCode::NamedTwice, "").into());
    }
    let mut found: HashMap<CandidacyId, Candidacy> = candidacies::find_many(tx, &ids)
        .await?
        .into_iter()
        .map(|candidacy| (candidacy.id, candidacy))
        .collect();
    let mut named = Vec::with_capacity(ids.len());
    for id in ids {
        let candidacy = found.remove(&id).ok_or(Refusal::NotFound)?;
        authority::permit(speaker, Action::SubmitFrontReport, &candidacy.place)?;
        named.push(candidacy);
    }
    Ok(named)
}

fn one_round(named: &[Candidacy]) -> Result<RoundId, Refusal> {
    let first = named.first().ok_or(Refusal::NotFound)?.round;
    match named.iter().position(|candidacy| candidacy.round != first) {
        None => Ok(first),
        Some(position) => {
            let field = format!("conclusions.{position}.candidacyId");
            Err(UserFault::at(&field, UserFaultCode::OtherRound, "").into())
        }
    }
}

/// The version that is revised, which must be the latest.
async fn revised(
    speaker: Speaker<'_>,
    tx: &Transaction,
    new: &NewReport,
) -> Result<Option<FrontReport>, Refusal> {
    let Some((id, version)) = new.revises else {
        return Ok(None);
    };
    let last = latest(tx, id).await?;
    let round = rounds::find_many(tx, &[last.round]).await?.pop();
    let province = round.ok_or(Refusal::NotFound)?.province;
    let actor = authority::may_ever(speaker, Action::SubmitFrontReport)?;
    if !actor.areas.iter().any(|area| area.area == province) {
        return Err(Refusal::NotFound);
    }
    let stands = (last.version, last.submitted_at, last.submitted_by);
    unless_stale(tx, Some(stands), Some(version)).await?;
    Ok(Some(last))
}

async fn latest(tx: &Transaction, id: FrontReportId) -> Result<FrontReport, Refusal> {
    let mut versions = front_reports::versions(tx, &[id]).await?;
    let last = versions.remove(&id).and_then(|mut all| all.pop());
    last.ok_or(Refusal::NotFound)
}

fn days_in_order(reported_on: Day, today: Day, reported: &[Reported]) -> Result<(), Refusal> {
    past_day("date", reported_on, today)?;
    let last = reported
        .iter()
        .map(|one| day_of(one.frozen.closed_at))
        .max();
    match last.filter(|closed_on| reported_on < *closed_on) {
        None => Ok(()),
        Some(closed_on) => {
            let about = format!("{reported_on} < {closed_on}");
            Err(UserFault::at("date", UserFaultCode::DatesOutOfOrder, about).into())
        }
    }
}

fn conclusions(new: &NewReport) -> Result<Vec<Conclusion>, Refusal> {
    let conclusion = |(position, one): (usize, &NewConclusion)| {
        let field = format!("conclusions.{position}.note");
        Ok(Conclusion {
            candidacy: one.candidacy,
            conclusion: one.conclusion,
            note: texts::optional(&field, one.note.as_deref())?,
        })
    };
    new.conclusions.iter().enumerate().map(conclusion).collect()
}

/// Late, not verified, without a direct check, revised while on an agenda: each is said, none stops.
fn warnings(
    report: &FrontReport,
    due: Option<DueDate>,
    reported: &[Reported],
    agendas: &[OnAgenda],
) -> Vec<Warning> {
    let of = |code, which: &dyn Fn(&Reported) -> bool| {
        let codes: Vec<&str> = reported
            .iter()
            .filter(|one| which(one))
            .map(|one| one.area.code.as_str())
            .collect();
        (!codes.is_empty()).then(|| Warning::of(code, codes.join(", ")))
    };
    let first = report.version == 1;
    let late = due.filter(|date| first && date.is_late(report.submitted_at));
    let late = late.map(|date| Warning::of(WarningCode::ReportLate, date.due_before.to_string()));
    let unverified = |one: &Reported| one.survey.lifecycle.stored != SurveyState::Verified;
    let unchecked = |one: &Reported| one.checks.is_empty();
    // Who has the report on an agenda sees the new version there; its writer is told so here.
    let on_agenda = |one: &Reported| {
        let mut agendas = agendas.iter();
        agendas.any(|on| on.item.candidacy == one.candidacy.id)
    };
    let warnings = [
        late,
        of(WarningCode::SurveyNotVerified, &unverified),
        of(WarningCode::NoDirectCheck, &unchecked),
        of(WarningCode::RevisedOnAgenda, &on_agenda),
    ];
    warnings.into_iter().flatten().collect()
}

/// Notes that the coordination office took the latest version of a report in.
///
/// # Errors
/// As the rights say; [`Refusal::NotFound`] outside; [`Refusal::Faults`] where it was taken in
/// before.
pub async fn receive(
    office: &Office,
    speaker: Speaker<'_>,
    id: FrontReportId,
) -> Result<FrontReport, Refusal> {
    authority::may_ever(speaker, Action::ReceiveFrontReport)?;
    let actor = speaker.ok_or(Refusal::Unauthenticated)?;
    let tx = office.db.begin_write().await?;
    let report = latest(&tx, id).await?;
    let named = front_reports::conclusions(&tx, id, report.version).await?;
    let ids: Vec<CandidacyId> = named.iter().map(|one| one.candidacy).collect();
    let named = candidacies::find_many(&tx, &ids).await?;
    for candidacy in &named {
        authority::permit(speaker, Action::ReceiveFrontReport, &candidacy.place)?;
    }
    let now = office.clock.now();
    if !front_reports::receive(&tx, id, report.version, now, actor.account).await? {
        return Err(UserFault::at("reportId", UserFaultCode::AlreadyReceived, "").into());
    }
    let details = serde_json::json!({ "report": id, "version": report.version });
    note(office, &tx, speaker, None, "front_report.receive", details).await?;
    let changed: Vec<&Candidacy> = named.iter().collect();
    bell::candidacy_changed(&office.bell, tx, &changed).await?;
    Ok(FrontReport {
        received_at: Some(now),
        received_by: Some(actor.account),
        ..report
    })
}
