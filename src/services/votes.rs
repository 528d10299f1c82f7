//! Votes as they may be seen: progress while they run, figures once closed.

use std::collections::HashMap;

use super::counts::settled_envelopes;
use super::library;
use super::office::Office;
use super::refusal::Refusal;
use super::sessions::assembly;
use crate::domain::base::clock::Day;
use crate::domain::base::ids::{AgendaItemId, CandidacyId, RoundId, SessionId};
use crate::domain::law::regulation::VoteRule;
use crate::domain::recognition::ballot::Envelopes;
use crate::domain::recognition::candidacy::Candidacy;
use crate::domain::recognition::council::CouncilMember;
use crate::domain::recognition::session::{AgendaItem, BallotMode, CouncilSession, SessionState};
use crate::domain::recognition::vote::{Assembly, Held, VoteResult, majority, quorum};
use crate::storage::{agendas, ballots, council, rounds, sessions};

/// A vote on a candidacy, as everybody who may see the candidacy may see it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Vote {
    /// The session.
    pub session: SessionId,
    /// How it votes.
    pub mode: BallotMode,
    /// The figures; `None` until the session is closed.
    pub result: Option<ClosedVote>,
}

/// The figures of a closed vote, held against the regulation.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ClosedVote {
    /// The day of the session.
    pub held_on: Day,
    /// The figures.
    pub figures: VoteResult,
    /// Members present, against what is asked; `None` where nothing is.
    pub quorum: Option<Held>,
    /// Votes in favour, against what is asked; `None` where nothing is.
    pub majority: Option<Held>,
    /// Whether both are reached.
    pub passed: bool,
}

impl ClosedVote {
    fn of(stored: &ballots::StoredResult, rule: Option<&VoteRule>) -> Self {
        let figures = stored.result;
        Self {
            held_on: stored.held_on,
            figures,
            quorum: rule.map(|rule| quorum(rule, figures.assembly)),
            majority: rule.map(|rule| majority(rule, figures.assembly, figures.votes)),
            passed: figures.passed(rule),
        }
    }
}

/// The votes on some candidacies: of each the last one that stands, else the one that runs. A fixed
/// number of statements for all.
///
/// # Errors
/// Where the database can't be read.
pub async fn of(
    office: &Office,
    candidacies: &[Candidacy],
) -> Result<HashMap<CandidacyId, Vote>, Refusal> {
    let ids: Vec<CandidacyId> = candidacies.iter().map(|one| one.id).collect();
    let read = office.db.read();
    let rounds: Vec<RoundId> = candidacies.iter().map(|one| one.round).collect();
    let rules = rules(office, &rounds).await?;
    let mut votes = HashMap::new();
    for on in agendas::of_candidacies(read, &ids).await? {
        if matches!(on.state, SessionState::Voting | SessionState::Counting) {
            let vote = Vote {
                session: on.item.session,
                mode: on.mode,
                result: None,
            };
            votes.insert(on.item.candidacy, vote);
        }
    }
    let round_of: HashMap<CandidacyId, RoundId> =
        candidacies.iter().map(|one| (one.id, one.round)).collect();
    for stored in ballots::results(read, &ids).await? {
        let candidacy = stored.result.candidacy;
        let rule = round_of.get(&candidacy).and_then(|round| rules.get(round));
        let vote = Vote {
            session: stored.result.session,
            mode: stored.mode,
            result: Some(ClosedVote::of(&stored, rule)),
        };
        votes.insert(candidacy, vote);
    }
    Ok(votes)
}

/// The votes that a session held on some candidacies of its round, also where one was held again since.
///
/// # Errors
/// Where the database can't be read.
pub(super) async fn held_in(
    office: &Office,
    session: &CouncilSession,
    candidacies: &[Candidacy],
) -> Result<HashMap<CandidacyId, ClosedVote>, Refusal> {
    let ids: Vec<CandidacyId> = candidacies.iter().map(|one| one.id).collect();
    let rules = rules(office, &[session.round]).await?;
    let found = ballots::results(office.db.read(), &ids).await?;
    let own = found
        .iter()
        .filter(|stored| stored.result.session == session.id);
    let vote = |stored: &ballots::StoredResult| {
        let vote = ClosedVote::of(stored, rules.get(&session.round));
        (stored.result.candidacy, vote)
    };
    Ok(own.map(vote).collect())
}

/// How the council votes on candidacies of rounds; those without a rule are left out.
async fn rules(office: &Office, ids: &[RoundId]) -> Result<HashMap<RoundId, VoteRule>, Refusal> {
    let mut ids = ids.to_vec();
    ids.sort_unstable();
    ids.dedup();
    let mut rules = HashMap::with_capacity(ids.len());
    for round in rounds::find_many(office.db.read(), &ids).await? {
        let ruleset = library::ruleset(office, round.regulation).await?;
        if let Some(rule) = &ruleset.composed.vote {
            rules.insert(round.id, rule.clone());
        }
    }
    Ok(rules)
}

/// How far a session has come; no figure of a vote is among it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Progress {
    /// The members with a seat, and whether each is present; before opening those who serve.
    pub seats: Vec<(CouncilMember, bool)>,
    /// Members and members present.
    pub assembly: Assembly,
    /// Members present, against what is asked; `None` where nothing is.
    pub quorum: Option<Held>,
    /// The agenda in its order, each with the ballots returned so far; `None` where they are counted
    /// by hand.
    pub agenda: Vec<(AgendaItem, Option<i64>)>,
    /// Envelopes, once two accounts have counted them alike.
    pub envelopes: Option<Envelopes>,
}

/// How far some sessions have come; a fixed number of statements for all.
///
/// # Errors
/// Where the database can't be read.
pub async fn progress(
    office: &Office,
    all: &[CouncilSession],
) -> Result<HashMap<SessionId, Progress>, Refusal> {
    let read = office.db.read();
    let ids: Vec<SessionId> = all.iter().map(|session| session.id).collect();
    let rounds: Vec<RoundId> = all.iter().map(|session| session.round).collect();
    let rules = rules(office, &rounds).await?;
    let seats = sessions::seats(read, &ids).await?;
    let members: Vec<_> = seats.iter().map(|seat| seat.member).collect();
    let members: HashMap<_, _> = council::find_many(read, &members)
        .await?
        .into_iter()
        .map(|member| (member.id, member))
        .collect();
    let agenda = agendas::of_sessions(read, &ids).await?;
    let items: Vec<AgendaItemId> = agenda.iter().map(|item| item.id).collect();
    let returned: HashMap<AgendaItemId, i64> = ballots::boxes(read, &items)
        .await?
        .into_iter()
        .map(|(item, held)| (item, held.votes.total()))
        .collect();
    let sheets = ballots::sheets(read, &ids).await?;
    let of = |session: &CouncilSession| {
        let own: Vec<_> = seats
            .iter()
            .filter(|seat| seat.session == session.id)
            .copied()
            .collect();
        let there = assembly(&own);
        let named = own.iter().filter_map(|seat| {
            let member = members.get(&seat.member)?;
            Some((member.clone(), seat.present))
        });
        let mut named: Vec<_> = named.collect();
        named.sort_by(|(one, _), (other, _)| {
            (one.position, &one.name).cmp(&(other.position, &other.name))
        });
        let items = agenda.iter().filter(|item| item.session == session.id);
        let sheets: Vec<_> = sheets
            .iter()
            .filter(|sheet| sheet.session == session.id)
            .cloned()
            .collect();
        Progress {
            seats: named,
            assembly: there,
            quorum: rules.get(&session.round).map(|rule| quorum(rule, there)),
            agenda: items
                .map(|item| (item.clone(), returned.get(&item.id).copied()))
                .collect(),
            envelopes: settled_envelopes(&sheets),
        }
    };
    Ok(all
        .iter()
        .map(|session| (session.id, of(session)))
        .collect())
}

/// The day on which each candidacy's vote was held, where it stands.
pub(super) async fn held_on(
    office: &Office,
    ids: &[CandidacyId],
) -> Result<HashMap<CandidacyId, Day>, Refusal> {
    let results = ballots::results(office.db.read(), ids).await?;
    // The first one counts: a correction later does not make the vote late.
    Ok(results
        .into_iter()
        .rev()
        .map(|stored| (stored.result.candidacy, stored.held_on))
        .collect())
}
