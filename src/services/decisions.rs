//! Decisions on candidacies: recognised, refused or put off, as the vote allows.
//!
//! In Vietnamese: quyết định công nhận. One paper may decide on many candidacies; all of it is entered or nothing.

use std::collections::{BTreeSet, HashMap, HashSet};

use super::bell;
use super::checkpoint;
use super::counts::typists;
use super::deferrals::{self, Later};
use super::library;
use super::moves;
use super::notes::note;
use super::office::{Office, Speaker};
use super::refusal::Refusal;
use super::user_fault::{UserFault, UserFaultCode};
use super::written::{self, LONGEST_NAME, LONGEST_NUMBER};
use crate::domain::base::clock::Day;
use crate::domain::base::ids::{AreaId, AreaTitleId, CandidacyId, DecisionId, RoundId, SurveyId};
use crate::domain::law::regulation::VoteRule;
use crate::domain::recognition::candidacy::{Candidacy, CandidacyPurpose, CandidacyState};
use crate::domain::recognition::decision::{DecidedCandidacy, Decision, DecisionOutcome};
use crate::domain::recognition::title_record::AreaTitle;
use crate::domain::recognition::vote::VoteResult;
use crate::domain::trust::actor::Actor;
use crate::domain::trust::authority::{self, Action};
use crate::storage::agendas::{self, OnAgenda};
use crate::storage::ballots::{self, StoredResult, StoredSheet};
use crate::storage::database::Transaction;
use crate::storage::fault::{StorageFault, Unique};
use crate::storage::within::{Scope, Sight};
use crate::storage::{area_titles, candidacies, decisions, rounds, surveys};

/// A paper: number, day, signer.
#[derive(Debug, Clone)]
pub struct Paper {
    /// Its number.
    pub number: String,
    /// Its day.
    pub decided_on: Day,
    /// Who signed it.
    pub signer: String,
}

/// What a decision is to say of one candidacy.
#[derive(Debug, Clone)]
pub struct NewOutcome {
    /// The candidacy.
    pub candidacy: CandidacyId,
    /// What it says.
    pub outcome: DecisionOutcome,
    /// Why; needed unless it is recognised.
    pub reason: Option<String>,
    /// The later round, where it is put off.
    pub to_round: Option<RoundId>,
}

/// What was decided on some candidacies.
///
/// # Errors
/// Where the database can't be read.
pub async fn of_candidacies(
    office: &Office,
    ids: &[CandidacyId],
) -> Result<HashMap<CandidacyId, (DecidedCandidacy, Decision)>, Refusal> {
    let found = decisions::of_candidacies(office.db.read(), ids).await?;
    Ok(found
        .into_iter()
        .map(|(decided, decision)| (decided.candidacy, (decided, decision)))
        .collect())
}

/// Everything that the outcomes of one paper are held against.
struct Held {
    candidacies: HashMap<CandidacyId, Candidacy>,
    results: HashMap<CandidacyId, StoredResult>,
    agendas: Vec<OnAgenda>,
    sheets: Vec<StoredSheet>,
    titles: Vec<AreaTitle>,
    rules: HashMap<RoundId, Option<VoteRule>>,
}

/// Enters a decision: candidacies move from VOTED to what it says, titles begin, deferred ones are
/// nominated in the later round.
///
/// # Errors
/// As the rights say; [`Refusal::Faults`] with a place for each outcome that does not follow from its
/// vote, is entered by the account that typed its figures, or lacks a reason.
pub async fn record(
    office: &Office,
    speaker: Speaker<'_>,
    paper: Paper,
    outcomes: Vec<NewOutcome>,
) -> Result<(Decision, Vec<CandidacyId>), Refusal> {
    let actor = authority::may_ever(speaker, Action::Decide)?;
    let tx = office.db.begin_write().await?;
    let held = held(office, &tx, &outcomes).await?;
    let province = province_of(speaker, &outcomes, &held)?;
    let decision = decision(office, actor, province, paper)?;
    let faults: Vec<UserFault> = outcomes
        .iter()
        .enumerate()
        .flat_map(|(position, one)| faults(position, one, actor, &held, &decision))
        .chain(named_twice(&outcomes))
        .collect();
    if !faults.is_empty() {
        return Err(Refusal::Faults(faults));
    }
    let decided: Vec<DecidedCandidacy> = outcomes
        .iter()
        .map(|one| DecidedCandidacy {
            candidacy: one.candidacy,
            decision: decision.id,
            outcome: one.outcome,
            reason: one.reason.as_deref().map(str::trim).map(str::to_owned),
        })
        .collect();
    decisions::insert(&tx, &decision, &decided)
        .await
        .map_err(taken)?;
    let mut lines = Vec::with_capacity(outcomes.len());
    for (position, one) in outcomes.iter().enumerate() {
        if let Some(candidacy) = held.candidacies.get(&one.candidacy) {
            carry_out(office, actor, &tx, candidacy, (position, one), &decision).await?;
            lines.push(serde_json::json!({
                "candidacy": one.candidacy, "before": candidacy.state.as_str(),
                "after": one.outcome.state().as_str(),
            }));
        }
    }
    let details = serde_json::json!({
        "decision": decision.id, "number": decision.number, "decidedOn": decision.decided_on,
        "outcomes": lines,
    });
    note(office, &tx, speaker, None, "decision.record", details).await?;
    tie(office, &tx, &held).await?;
    let changed: Vec<&Candidacy> = held.candidacies.values().collect();
    bell::candidacy_changed(&office.bell, tx, &changed).await?;
    Ok((decision, outcomes.iter().map(|one| one.candidacy).collect()))
}

/// Ties the chains of the surveys that a decision stands on to the main one.
async fn tie(office: &Office, tx: &Transaction, held: &Held) -> Result<(), Refusal> {
    let ids: Vec<CandidacyId> = held.candidacies.keys().copied().collect();
    let everything = Sight::within(Scope::Everywhere);
    let surveys = surveys::of_candidacies(tx, &everything, &ids).await?;
    let surveys: Vec<SurveyId> = surveys.iter().map(|survey| survey.id).collect();
    checkpoint::of_surveys(tx, &surveys, office.clock.now(), office.chance.as_ref()).await
}

fn taken(fault: StorageFault) -> Refusal {
    match fault {
        StorageFault::Taken(Unique::DecisionNumber) => {
            UserFault::at("number", UserFaultCode::DecisionExists, "").into()
        }
        StorageFault::Taken(Unique::Decided) => Refusal::Conflict(None),
        other => other.into(),
    }
}

/// A decision with its paper's texts as they are kept.
pub(super) fn decision(
    office: &Office,
    actor: &Actor,
    province: AreaId,
    paper: Paper,
) -> Result<Decision, Refusal> {
    let Paper {
        number,
        decided_on,
        signer,
    } = paper;
    let now = office.clock.now();
    Ok(Decision {
        id: DecisionId(office.chance.id(now)?),
        province,
        number: written::text("number", &number, LONGEST_NUMBER)?,
        decided_on: written::past_day("decidedOn", decided_on, office.clock.today())?,
        signer: written::text("signer", &signer, LONGEST_NAME)?,
        recorded_by: actor.account,
        recorded_at: now,
    })
}

async fn held(office: &Office, tx: &Transaction, outcomes: &[NewOutcome]) -> Result<Held, Refusal> {
    let ids: Vec<CandidacyId> = outcomes.iter().map(|one| one.candidacy).collect();
    let found = candidacies::lock(tx, &ids).await?;
    let areas: Vec<AreaId> = found.iter().map(|one| one.place.area).collect();
    let rounds: BTreeSet<RoundId> = found.iter().map(|one| one.round).collect();
    let results: HashMap<CandidacyId, StoredResult> = ballots::results(tx, &ids)
        .await?
        .into_iter()
        .map(|stored| (stored.result.candidacy, stored))
        .collect();
    let sessions: BTreeSet<_> = results
        .values()
        .map(|stored| stored.result.session)
        .collect();
    let mut rules = HashMap::with_capacity(rounds.len());
    let rounds: Vec<RoundId> = rounds.into_iter().collect();
    for round in rounds::find_many(tx, &rounds).await? {
        let ruleset = library::ruleset(office, round.regulation).await?;
        rules.insert(round.id, ruleset.composed.vote.clone());
    }
    Ok(Held {
        candidacies: found.into_iter().map(|one| (one.id, one)).collect(),
        results,
        agendas: agendas::of_candidacies(tx, &ids).await?,
        sheets: ballots::sheets(tx, &sessions.into_iter().collect::<Vec<_>>()).await?,
        titles: area_titles::of_areas(tx, &areas).await?,
        rules,
    })
}

/// The one province of all candidacies; each must be there, and in the speaker's area.
fn province_of(
    speaker: Speaker<'_>,
    outcomes: &[NewOutcome],
    held: &Held,
) -> Result<AreaId, Refusal> {
    let mut provinces = HashSet::new();
    for one in outcomes {
        let candidacy = held
            .candidacies
            .get(&one.candidacy)
            .ok_or(Refusal::NotFound)?;
        authority::permit(speaker, Action::Decide, &candidacy.place)?;
        provinces.insert(candidacy.place.province.unwrap_or(candidacy.place.area));
    }
    match provinces.into_iter().collect::<Vec<_>>().as_slice() {
        [only] => Ok(*only),
        _ => Err(UserFault::at("outcomes", UserFaultCode::UnknownProvince, "").into()),
    }
}

fn named_twice(outcomes: &[NewOutcome]) -> Vec<UserFault> {
    let mut seen = HashSet::new();
    outcomes
        .iter()
        .enumerate()
        .filter(|(_, one)| !seen.insert(one.candidacy))
        .map(|(position, _)| at(position, "candidacyId", UserFaultCode::NamedTwice, ""))
        .collect()
}

/// Why an outcome can't be entered.
fn faults(
    position: usize,
    one: &NewOutcome,
    actor: &Actor,
    held: &Held,
    decision: &Decision,
) -> Vec<UserFault> {
    let Some(candidacy) = held.candidacies.get(&one.candidacy) else {
        return Vec::new();
    };
    let voted_again = held
        .agendas
        .iter()
        .any(|on| on.item.candidacy == one.candidacy && !on.state.is_over());
    let result = held.results.get(&one.candidacy);
    let result = result.filter(|_| candidacy.state == CandidacyState::Voted && !voted_again);
    let Some(stored) = result else {
        let state = candidacy.state.as_str();
        return vec![at(
            position,
            "candidacyId",
            UserFaultCode::IllegalState,
            state,
        )];
    };
    let rule = held.rules.get(&candidacy.round).and_then(Option::as_ref);
    let mut found = Vec::new();
    if !one.outcome.follows(stored.result.passed(rule)) {
        let VoteResult {
            votes, assembly, ..
        } = stored.result;
        let agree = format!("{}/{}", votes.agree, assembly.present);
        found.push(at(
            position,
            "outcome",
            UserFaultCode::AgainstTheVote,
            &agree,
        ));
    }
    if typists(&held.sheets, stored.result.session).contains(&actor.account) {
        let code = UserFaultCode::SecondAccountNeeded;
        found.push(at(position, "candidacyId", code, ""));
    }
    if decision.decided_on < stored.held_on {
        let held_on = stored.held_on.to_string();
        let code = UserFaultCode::DatesOutOfOrder;
        found.push(UserFault::at("decidedOn", code, held_on));
    }
    if gives_title(candidacy, one.outcome) && holds(&held.titles, candidacy) {
        let title = candidacy.title.as_str();
        found.push(at(position, "candidacyId", UserFaultCode::TitleHeld, title));
    }
    found.extend(missing(position, one));
    found
}

/// What an outcome must say and doesn't.
fn missing(position: usize, one: &NewOutcome) -> Vec<UserFault> {
    let mut found = Vec::new();
    let field = format!("outcomes.{position}.reason");
    if one.outcome.needs_reason()
        && let Err(fault) = written::reason(&field, one.reason.as_deref())
    {
        found.push(fault);
    }
    if one.outcome == DecisionOutcome::Deferred && one.to_round.is_none() {
        found.push(at(position, "toRoundId", UserFaultCode::NotALaterRound, ""));
    }
    found
}

fn at(position: usize, field: &str, code: UserFaultCode, about: &str) -> UserFault {
    UserFault::at(&format!("outcomes.{position}.{field}"), code, about)
}

fn holds(titles: &[AreaTitle], candidacy: &Candidacy) -> bool {
    titles.iter().any(|held| {
        held.area == candidacy.place.area && held.title == candidacy.title && held.until.is_none()
    })
}

/// A re-assessment that ends well leaves the title that is there.
pub(super) fn gives_title(candidacy: &Candidacy, outcome: DecisionOutcome) -> bool {
    outcome == DecisionOutcome::Recognised && candidacy.purpose == CandidacyPurpose::Recognition
}

/// Moves one candidacy, and lets its title begin or its successor be nominated.
async fn carry_out(
    office: &Office,
    actor: &Actor,
    tx: &Transaction,
    candidacy: &Candidacy,
    (position, one): (usize, &NewOutcome),
    decision: &Decision,
) -> Result<(), Refusal> {
    let state = one.outcome.state();
    moves::move_in(office, Some(actor), tx, candidacy, state, None).await?;
    if gives_title(candidacy, one.outcome) {
        let title = AreaTitle {
            id: AreaTitleId(office.chance.id(office.clock.now())?),
            area: candidacy.place.area,
            title: candidacy.title,
            since: Some(decision.decided_on),
            until: None,
            decision: Some(decision.id),
            number: Some(decision.number.clone()),
            carried_from: None,
            ended_by: None,
            end_reason: None,
            recorded_at: decision.recorded_at,
        };
        area_titles::insert(tx, &[title]).await?;
    }
    if let (DecisionOutcome::Deferred, Some(round)) = (one.outcome, one.to_round) {
        let field = format!("outcomes.{position}.toRoundId");
        let later = Later {
            round,
            field: &field,
            reason: one.reason.as_deref().unwrap_or_default().trim(),
        };
        deferrals::put_off(office, actor, tx, candidacy, &later).await?;
    }
    Ok(())
}
