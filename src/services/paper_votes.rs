//! What stands on minutes of a vote, and on the list of decisions.

use std::collections::HashMap;

use super::areas;
use super::candidacies::{self, CandidacyFilter};
use super::decisions;
use super::office::{Office, Speaker};
use super::paper_figures::{Proof, proof};
use super::readiness::collection_of;
use super::refusal::Refusal;
use super::rounds;
use super::sessions;
use super::surveys;
use super::user_fault::{UserFault, UserFaultCode};
use super::votes::{self, ClosedVote, Progress};
use crate::domain::base::ids::{AreaId, CandidacyId, RoundId, SessionId, SurveyId};
use crate::domain::base::page::{LARGEST_PAGE, PageRequest};
use crate::domain::law::round::Round;
use crate::domain::place::area::Area;
use crate::domain::recognition::candidacy::Candidacy;
use crate::domain::recognition::decision::{DecidedCandidacy, Decision};
use crate::domain::recognition::session::CouncilSession;
use crate::domain::survey::record::{FrozenResult, Survey};

/// A closed session with its votes.
#[derive(Debug, Clone)]
pub struct MinutesPaper {
    /// The session.
    pub session: CouncilSession,
    /// Its round.
    pub round: Round,
    /// The province whose council met.
    pub province: Area,
    /// Who was there.
    pub progress: Progress,
    /// The agenda in its order.
    pub items: Vec<VotedItem>,
    /// How the paper is tied to the audit.
    pub proof: Proof,
}

/// A candidacy of an agenda with its vote.
#[derive(Debug, Clone)]
pub struct VotedItem {
    /// The candidacy.
    pub candidacy: Candidacy,
    /// Its area.
    pub area: Area,
    /// The vote of this session.
    pub vote: ClosedVote,
    /// The result of its survey, as it stands now.
    pub frozen: Option<FrozenResult>,
}

/// What was decided in a round.
#[derive(Debug, Clone)]
pub struct DecisionsPaper {
    /// The round.
    pub round: Round,
    /// Its province.
    pub province: Area,
    /// What was decided, by decision and area.
    pub decided: Vec<DecidedItem>,
    /// How the paper is tied to the audit.
    pub proof: Proof,
}

/// What was decided on one candidacy.
#[derive(Debug, Clone)]
pub struct DecidedItem {
    /// The candidacy.
    pub candidacy: Candidacy,
    /// Its area.
    pub area: Area,
    /// What was decided.
    pub decided: DecidedCandidacy,
    /// By which decision.
    pub decision: Decision,
    /// The result of its survey, where the speaker may see it.
    pub frozen: Option<FrozenResult>,
}

/// The minutes of a closed session, for those who read of the council.
///
/// # Errors
/// [`Refusal::NotFound`] outside; [`Refusal::Faults`] before it is closed.
pub async fn minutes(
    office: &Office,
    speaker: Speaker<'_>,
    id: SessionId,
) -> Result<MinutesPaper, Refusal> {
    let session = sessions::by_ids(office, speaker, &[id]).await?.remove(&id);
    let session = session.ok_or(Refusal::NotFound)?;
    if !session.state.shows_figures() {
        let state = session.state.as_str();
        return Err(UserFault::at("session", UserFaultCode::IllegalState, state).into());
    }
    let progress = votes::progress(office, std::slice::from_ref(&session))
        .await?
        .remove(&id);
    let progress = progress.ok_or(Refusal::NotFound)?;
    let round = one_round(office, session.round).await?;
    let named: Vec<CandidacyId> = progress
        .agenda
        .iter()
        .map(|(item, _)| item.candidacy)
        .collect();
    let mut found = candidacies::by_ids(office, speaker, &named).await?;
    let all: Vec<Candidacy> = found.values().cloned().collect();
    let mut held = votes::held_in(office, &session, &all).await?;
    let mut places = places(office, &all).await?;
    let mut results = results(office, speaker, &named).await?;
    let items = named.iter().filter_map(|id| {
        let candidacy = found.remove(id)?;
        Some(VotedItem {
            area: places.remove(&candidacy.place.area)?,
            vote: held.remove(id)?,
            frozen: results.remove(id),
            candidacy,
        })
    });
    Ok(MinutesPaper {
        items: items.collect(),
        province: one_area(office, round.province).await?,
        progress,
        round,
        session,
        proof: proof(office).await?,
    })
}

/// The decisions of a round on candidacies that the speaker may know of.
///
/// # Errors
/// [`Refusal::NotFound`] where there is no such round.
pub async fn decided(
    office: &Office,
    speaker: Speaker<'_>,
    round: RoundId,
) -> Result<DecisionsPaper, Refusal> {
    let round = one_round(office, round).await?;
    let all = all_of(office, speaker, round.id).await?;
    let ids: Vec<CandidacyId> = all.iter().map(|one| one.id).collect();
    let mut found = decisions::of_candidacies(office, &ids).await?;
    let mut results = results(office, speaker, &ids).await?;
    let places = places(office, &all).await?;
    let items = all.into_iter().filter_map(|candidacy| {
        let (decided, decision) = found.remove(&candidacy.id)?;
        Some(DecidedItem {
            area: places.get(&candidacy.place.area)?.clone(),
            frozen: results.remove(&candidacy.id),
            candidacy,
            decided,
            decision,
        })
    });
    let mut items: Vec<DecidedItem> = items.collect();
    // By paper; within one, in the list's own order.
    items.sort_by(|one, other| {
        let key = |item: &DecidedItem| (item.decision.decided_on, item.decision.number.clone());
        key(one).cmp(&key(other))
    });
    Ok(DecisionsPaper {
        province: one_area(office, round.province).await?,
        decided: items,
        round,
        proof: proof(office).await?,
    })
}

async fn all_of(
    office: &Office,
    speaker: Speaker<'_>,
    round: RoundId,
) -> Result<Vec<Candidacy>, Refusal> {
    let filter = CandidacyFilter {
        round: Some(round),
        ..CandidacyFilter::default()
    };
    let mut all = Vec::new();
    let mut request = PageRequest {
        limit: LARGEST_PAGE,
        ..PageRequest::default()
    };
    loop {
        let page = candidacies::list(office, speaker, &filter, &request).await?;
        request.after = page.rows.last().map(|(cursor, _)| cursor.clone());
        let more = page.has_next;
        all.extend(page.rows.into_iter().map(|(_, one)| one));
        if !more {
            return Ok(all);
        }
    }
}

async fn one_round(office: &Office, id: RoundId) -> Result<Round, Refusal> {
    rounds::by_ids(office, &[id])
        .await?
        .remove(&id)
        .ok_or(Refusal::NotFound)
}

async fn one_area(office: &Office, id: AreaId) -> Result<Area, Refusal> {
    areas::by_ids(office, &[id])
        .await?
        .remove(&id)
        .ok_or(Refusal::NotFound)
}

async fn places(office: &Office, of: &[Candidacy]) -> Result<HashMap<AreaId, Area>, Refusal> {
    let ids: Vec<AreaId> = of.iter().map(|one| one.place.area).collect();
    areas::by_ids(office, &ids).await
}

/// The frozen results of the candidacies' collections that the speaker may see figures of.
async fn results(
    office: &Office,
    speaker: Speaker<'_>,
    ids: &[CandidacyId],
) -> Result<HashMap<CandidacyId, FrozenResult>, Refusal> {
    let found: Vec<Survey> = surveys::of_candidacies(office, speaker, ids)
        .await?
        .into_values()
        .filter_map(collection_of)
        .collect();
    let sights = super::sight::of(office, speaker, &found).await?;
    let seen = |survey: &&Survey| {
        let sight = sights.get(&survey.id);
        sight.is_some_and(|sight| !sight.approval_withheld())
    };
    let shown: Vec<SurveyId> = found.iter().filter(seen).map(|survey| survey.id).collect();
    let mut frozen = surveys::frozen_results(office, &shown).await?;
    let by_candidacy = found.iter().filter_map(|survey| {
        let closed = survey.lifecycle.is_closed();
        Some((
            survey.candidacy,
            frozen.remove(&survey.id).filter(|_| closed)?,
        ))
    });
    Ok(by_candidacy.collect())
}
