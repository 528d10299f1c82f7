//! Counting by hand: where two accounts type the same, it stands.
//!
//! In Vietnamese: biên bản kiểm phiếu. Envelopes before votes; neither account is shown the other's figures, only
//! the names of the fields that differ. Nothing typed is overwritten. No figure leaves this file before the session
//! is closed.

use std::collections::BTreeMap;

use super::ballots::rule;
use super::bell;
use super::moves;
use super::notes::note;
use super::office::{Office, Speaker};
use super::refusal::Refusal;
use super::sessions::{assembly, illegal, locked, locked_to_count, of_step, saved, seats_of};
use super::user_fault::{UserFault, UserFaultCode};
use super::written;
use crate::domain::base::ids::{AccountId, BallotSheetId, CandidacyId, SessionId};
use crate::domain::recognition::ballot::{
    CountFault, Envelopes, Sheet, SheetStep, VoteCount, Votes, check_count, check_envelopes,
    check_hands, differing,
};
use crate::domain::recognition::candidacy::{Candidacy, CandidacyState};
use crate::domain::recognition::session::{
    AgendaItem, BallotMode, CouncilSession, SessionState, SessionStep,
};
use crate::domain::recognition::vote::{Assembly, VoteResult};
use crate::storage::ballots::{self, StoredSheet};
use crate::storage::database::Transaction;
use crate::storage::fault::{StorageFault, Unique};
use crate::storage::{agendas, candidacies};

/// What became of a sheet that was typed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Typed {
    /// The session.
    pub session: CouncilSession,
    /// Whether a second account has typed the same: it stands.
    pub agreed: bool,
    /// Fields in which the two accounts differ; their figures are not said.
    pub differing: Vec<String>,
}

/// Types what one account counted.
///
/// # Errors
/// As the rights say; [`Refusal::Faults`] where figures don't add up, envelopes are missing, the
/// count stands already, or a correction has no reason.
pub async fn record(
    office: &Office,
    speaker: Speaker<'_>,
    id: SessionId,
    sheet: Sheet,
    reason: Option<&str>,
) -> Result<Typed, Refusal> {
    let (tx, session, actor) = locked_to_count(office, speaker, id).await?;
    if session.state != SessionState::Counting {
        return Err(illegal(session.state).into());
    }
    let agenda = agendas::of_sessions(&tx, &[id]).await?;
    let there = assembly(&seats_of(&tx, id).await?);
    let sheets = ballots::sheets(&tx, &[id]).await?;
    check(&session, &agenda, there, &sheets, &sheet)?;
    let same_step = current(&sheets, sheet.step());
    if settled(&same_step).is_some() {
        return Err(UserFault::at("sessionId", UserFaultCode::CountIsFinal, "").into());
    }
    let own = same_step.get(&actor.account).copied();
    if own.is_none() && same_step.len() >= 2 {
        return Err(UserFault::at("sessionId", UserFaultCode::CountedByTwo, "").into());
    }
    let reason = match own {
        Some(_) => Some(written::reason("reason", reason)?),
        None => written::optional_reason("reason", reason)?,
    };
    let now = office.clock.now();
    let typed = StoredSheet {
        id: BallotSheetId(office.chance.id(now)?),
        session: id,
        account: actor.account,
        version: own.map_or(1, |own| own.version.saturating_add(1)),
        sheet,
        reason,
        recorded_at: now,
    };
    ballots::insert_sheet(&tx, &typed).await.map_err(taken)?;
    let other = same_step
        .iter()
        .find(|(account, _)| **account != actor.account)
        .map(|(_, other)| &other.sheet);
    let differing = other.map_or_else(Vec::new, |other| differing(other, &typed.sheet));
    let details = serde_json::json!({
        "session": id, "sheet": typed.id, "step": typed.sheet.step().as_str(),
        "version": typed.version, "differing": differing,
    });
    note(office, &tx, speaker, None, "session.record_count", details).await?;
    bell::session_changed(&office.bell, tx, id, &[]).await?;
    Ok(Typed {
        session,
        agreed: other.is_some() && differing.is_empty(),
        differing,
    })
}

fn taken(fault: StorageFault) -> Refusal {
    match fault {
        StorageFault::Taken(Unique::BallotSheet) => Refusal::Conflict(None),
        other => other.into(),
    }
}

/// The last version of each account's sheet of a step.
fn current(sheets: &[StoredSheet], step: SheetStep) -> BTreeMap<AccountId, &StoredSheet> {
    let of_step = sheets.iter().filter(|sheet| sheet.sheet.step() == step);
    let mut current: BTreeMap<AccountId, &StoredSheet> = BTreeMap::new();
    for sheet in of_step {
        let kept = current.entry(sheet.account).or_insert(sheet);
        if kept.version < sheet.version {
            *kept = sheet;
        }
    }
    current
}

/// What two accounts have typed alike.
fn settled<'s>(current: &BTreeMap<AccountId, &'s StoredSheet>) -> Option<&'s Sheet> {
    let mut sheets = current.values().map(|stored| &stored.sheet);
    let (first, second) = (sheets.next()?, sheets.next()?);
    (first == second).then_some(first)
}

/// The envelopes on which two accounts agree.
#[must_use]
pub(super) fn settled_envelopes(sheets: &[StoredSheet]) -> Option<Envelopes> {
    match settled(&current(sheets, SheetStep::Envelopes)) {
        Some(Sheet::Envelopes(envelopes)) => Some(*envelopes),
        _ => None,
    }
}

fn settled_votes(sheets: &[StoredSheet]) -> Option<&[VoteCount]> {
    match settled(&current(sheets, SheetStep::Votes)) {
        Some(Sheet::Votes(counts)) => Some(counts),
        _ => None,
    }
}

/// The accounts that typed figures of a session.
#[must_use]
pub(super) fn typists(sheets: &[StoredSheet], session: SessionId) -> Vec<AccountId> {
    let of = sheets.iter().filter(|sheet| sheet.session == session);
    of.map(|sheet| sheet.account).collect()
}

/// Whether a sheet fits the session and adds up.
fn check(
    session: &CouncilSession,
    agenda: &[AgendaItem],
    there: Assembly,
    sheets: &[StoredSheet],
    sheet: &Sheet,
) -> Result<(), Refusal> {
    let not_by_hand = || {
        let mode = session.mode.as_str();
        UserFault::at("sessionId", UserFaultCode::NotCountedByHand, mode)
    };
    match (session.mode, sheet) {
        (BallotMode::PaperSecret, Sheet::Envelopes(envelopes)) => {
            check_envelopes(*envelopes, there.present)
                .map_err(|fault| adds_up("handedOut", fault).into())
        }
        (BallotMode::PaperSecret, Sheet::Votes(counts)) => {
            let envelopes = settled_envelopes(sheets)
                .ok_or_else(|| UserFault::at("sessionId", UserFaultCode::EnvelopesFirst, ""))?;
            check_votes(agenda, counts, |count| {
                check_count(count, envelopes.returned)
            })
        }
        (BallotMode::ShowOfHands, Sheet::Votes(counts)) => {
            check_votes(agenda, counts, |count| check_hands(count, there.present))
        }
        (BallotMode::ShowOfHands, Sheet::Envelopes(_)) | (BallotMode::ElectronicSecret, _) => {
            Err(not_by_hand().into())
        }
    }
}

/// Each candidacy of the agenda once, in its order, each count adding up.
fn check_votes(
    agenda: &[AgendaItem],
    counts: &[VoteCount],
    check: impl Fn(&VoteCount) -> Result<(), CountFault>,
) -> Result<(), Refusal> {
    let asked: Vec<CandidacyId> = agenda.iter().map(|item| item.candidacy).collect();
    let given: Vec<CandidacyId> = counts.iter().map(|count| count.candidacy).collect();
    if asked != given {
        let about = format!("{}/{}", given.len(), asked.len());
        return Err(UserFault::at("counts", UserFaultCode::CountsNotOfAgenda, about).into());
    }
    let faults: Vec<UserFault> = counts
        .iter()
        .enumerate()
        .filter_map(|(position, count)| {
            let fault = check(count).err()?;
            Some(adds_up(&format!("counts.{position}"), fault))
        })
        .collect();
    if faults.is_empty() {
        Ok(())
    } else {
        Err(Refusal::Faults(faults))
    }
}

/// Figures that don't add up, in the typist's own numbers.
fn adds_up(field: &str, fault: CountFault) -> UserFault {
    let about = match fault {
        CountFault::Negative => "< 0".to_owned(),
        CountFault::MoreThanPresent { counted, present } => format!("{counted} > {present}"),
        CountFault::MoreReturned {
            returned,
            handed_out,
        } => format!("{returned} > {handed_out}"),
        CountFault::NotAllReturned { counted, returned } => format!("{counted} ≠ {returned}"),
        CountFault::NotAllValid { votes, valid } => format!("{votes} ≠ {valid}"),
    };
    UserFault::at(field, UserFaultCode::FiguresDontAddUp, about)
}

/// Lets the result stand: READY candidacies become VOTED, and figures may be seen.
///
/// # Errors
/// As the rights say; [`Refusal::Faults`] while no two accounts have counted alike.
pub async fn close_session(
    office: &Office,
    speaker: Speaker<'_>,
    id: SessionId,
    version: Option<i64>,
) -> Result<CouncilSession, Refusal> {
    let (tx, session) = locked(office, speaker, id, version).await?;
    let state = session.state.after(SessionStep::Close).map_err(of_step)?;
    let agenda = agendas::of_sessions(&tx, &[id]).await?;
    let results = results(&tx, &session, &agenda).await?;
    ballots::insert_results(&tx, &results).await?;
    note_results(office, speaker, &tx, &session, &results).await?;
    let moved = voted(office, speaker, &tx, &agenda).await?;
    let session = CouncilSession {
        state,
        closed_at: Some(office.clock.now()),
        ..session
    };
    let moved: Vec<&Candidacy> = moved.iter().collect();
    let session = saved(office, speaker, tx, session, "session.close", &moved).await?;
    if session.mode == BallotMode::ElectronicSecret {
        let_go(office).await;
    }
    Ok(session)
}

/// Notes the figures of a session, which may be seen from now on.
async fn note_results(
    office: &Office,
    speaker: Speaker<'_>,
    tx: &Transaction,
    session: &CouncilSession,
    results: &[VoteResult],
) -> Result<(), Refusal> {
    let rule = rule(office, tx, session.round).await?;
    let line = |one: &VoteResult| {
        serde_json::json!({
            "candidacy": one.candidacy, "handedOut": one.handed_out, "returned": one.returned,
            "valid": one.valid, "spoilt": one.spoilt, "agree": one.votes.agree,
            "disagree": one.votes.disagree, "abstain": one.votes.abstain,
            "passed": one.passed(rule.as_ref()),
        })
    };
    let lines: Vec<serde_json::Value> = results.iter().map(line).collect();
    let details = serde_json::json!({ "session": session.id, "results": lines });
    note(office, tx, speaker, None, "session.results", details).await
}

/// Lets the database forget what the boxes held between two ballots; the result stands without.
async fn let_go(office: &Office) {
    if let Err(error) = ballots::forget_versions(&office.db).await {
        tracing::warn!(%error, "earlier versions of ballot boxes could not be let go");
    }
}

/// READY becomes VOTED; one that is voted on again is that already.
async fn voted(
    office: &Office,
    speaker: Speaker<'_>,
    tx: &Transaction,
    agenda: &[AgendaItem],
) -> Result<Vec<Candidacy>, Refusal> {
    let ids: Vec<CandidacyId> = agenda.iter().map(|item| item.candidacy).collect();
    let mut all = Vec::with_capacity(ids.len());
    for one in candidacies::lock(tx, &ids).await? {
        all.push(if one.state == CandidacyState::Ready {
            moves::move_in(office, speaker, tx, &one, CandidacyState::Voted, None).await?
        } else {
            one
        });
    }
    Ok(all)
}

/// What the ballots of a session come to: the boxes, or the sheets of two accounts that agree.
///
/// # Errors
/// [`Refusal::Faults`] while no two accounts have counted alike.
pub(super) async fn results(
    tx: &Transaction,
    session: &CouncilSession,
    agenda: &[AgendaItem],
) -> Result<Vec<VoteResult>, Refusal> {
    let there = assembly(&seats_of(tx, session.id).await?);
    if session.mode == BallotMode::ElectronicSecret {
        let ids: Vec<_> = agenda.iter().map(|item| item.id).collect();
        let boxes: BTreeMap<_, _> = ballots::boxes(tx, &ids).await?.into_iter().collect();
        let votes = |item: &AgendaItem| boxes.get(&item.id).map(|held| held.votes);
        return Ok(agenda
            .iter()
            .map(|item| at_screens(item, there, votes(item).unwrap_or_default()))
            .collect());
    }
    let sheets = ballots::sheets(tx, &[session.id]).await?;
    let not_yet = || UserFault::at("sessionId", UserFaultCode::CountNotFinal, "");
    let counts = settled_votes(&sheets).ok_or_else(not_yet)?;
    let envelopes = settled_envelopes(&sheets);
    Ok(agenda
        .iter()
        .zip(counts)
        .map(|(item, count)| by_hand(item, there, envelopes, count))
        .collect())
}

/// Every member present is handed a ballot at the screen; what was cast is valid.
const fn at_screens(item: &AgendaItem, there: Assembly, votes: Votes) -> VoteResult {
    VoteResult {
        item: item.id,
        session: item.session,
        candidacy: item.candidacy,
        assembly: there,
        handed_out: there.present,
        returned: votes.total(),
        valid: votes.total(),
        spoilt: 0,
        votes,
    }
}

/// Of hands, what was counted was handed out and returned.
fn by_hand(
    item: &AgendaItem,
    there: Assembly,
    envelopes: Option<Envelopes>,
    count: &VoteCount,
) -> VoteResult {
    let envelopes = envelopes.unwrap_or(Envelopes {
        handed_out: count.valid,
        returned: count.valid,
    });
    VoteResult {
        item: item.id,
        session: item.session,
        candidacy: item.candidacy,
        assembly: there,
        handed_out: envelopes.handed_out,
        returned: envelopes.returned,
        valid: count.valid,
        spoilt: count.spoilt,
        votes: count.votes,
    }
}
