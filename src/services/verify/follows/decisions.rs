//! A decision follows from its vote, and the title from the decision.

use std::collections::{BTreeSet, HashMap};

use super::told::{PAGE, differs};
use crate::domain::base::ids::{AreaId, CandidacyId, RoundId};
use crate::domain::law::regulation::VoteRule;
use crate::domain::recognition::candidacy::{Candidacy, CandidacyState};
use crate::domain::recognition::decision::{DecidedCandidacy, Decision};
use crate::domain::recognition::title_record::AreaTitle;
use crate::services::decisions::gives_title;
use crate::services::library;
use crate::services::office::Office;
use crate::services::refusal::Refusal;
use crate::services::verify::finding::{Finding, Wrong};
use crate::storage::ballots::{self, StoredResult};
use crate::storage::database::Transaction;
use crate::storage::{area_titles, candidacies, decisions, every, rounds};

/// Holds every candidacy against its vote, its decision and the title that this gave.
pub(super) async fn follow_the_votes(
    office: &Office,
    tx: &Transaction,
    findings: &mut Vec<Finding>,
) -> Result<(), Refusal> {
    for page in every::candidacies(tx).await?.chunks(PAGE) {
        let found = candidacies::find_many(tx, page).await?;
        let held = Held::of(office, tx, &found).await?;
        for candidacy in &found {
            held.look(candidacy, findings);
        }
    }
    Ok(())
}

/// What candidacies are held against.
struct Held {
    decided: HashMap<CandidacyId, (DecidedCandidacy, Decision)>,
    results: HashMap<CandidacyId, StoredResult>,
    titles: HashMap<AreaId, Vec<AreaTitle>>,
    rules: HashMap<RoundId, Option<VoteRule>>,
}

impl Held {
    async fn of(office: &Office, tx: &Transaction, all: &[Candidacy]) -> Result<Self, Refusal> {
        let ids: Vec<CandidacyId> = all.iter().map(|one| one.id).collect();
        let areas: BTreeSet<AreaId> = all.iter().map(|one| one.place.area).collect();
        let areas: Vec<AreaId> = areas.into_iter().collect();
        let of_rounds: BTreeSet<RoundId> = all.iter().map(|one| one.round).collect();
        let of_rounds: Vec<RoundId> = of_rounds.into_iter().collect();
        let mut titles: HashMap<AreaId, Vec<AreaTitle>> = HashMap::new();
        for title in area_titles::of_areas(tx, &areas).await? {
            titles.entry(title.area).or_default().push(title);
        }
        let mut rules = HashMap::new();
        for round in rounds::find_many(tx, &of_rounds).await? {
            let ruleset = library::ruleset(office, round.regulation).await?;
            rules.insert(round.id, ruleset.composed.vote.clone());
        }
        Ok(Self {
            decided: decisions::of_candidacies(tx, &ids)
                .await?
                .into_iter()
                .map(|(decided, decision)| (decided.candidacy, (decided, decision)))
                .collect(),
            // The newest result of each comes last: it is the one that stands.
            results: ballots::results(tx, &ids)
                .await?
                .into_iter()
                .map(|stored| (stored.result.candidacy, stored))
                .collect(),
            titles,
            rules,
        })
    }

    fn look(&self, candidacy: &Candidacy, findings: &mut Vec<Finding>) {
        let id = candidacy.id;
        let result = self.results.get(&id);
        if result.is_none() && was_voted(candidacy.state, self.decided.contains_key(&id)) {
            findings.push(Finding::new("vote_result", &id, Wrong::Follows));
        }
        match self.decided.get(&id) {
            Some((decided, decision)) => {
                let state = decided.outcome.state().as_str();
                differs(
                    findings,
                    ("candidacy", &id),
                    &candidacy.state.as_str(),
                    &state,
                );
                if let Some(result) = result {
                    self.follows(candidacy, (decided, decision), result, findings);
                }
                if gives_title(candidacy, decided.outcome) {
                    self.title(candidacy, decision, findings);
                }
            }
            None if is_outcome(candidacy.state) => {
                findings.push(Finding::new("decided_candidacy", &id, Wrong::Follows));
            }
            None => {}
        }
    }

    /// What was decided is what the vote allows, and was decided after it.
    fn follows(
        &self,
        candidacy: &Candidacy,
        (decided, decision): (&DecidedCandidacy, &Decision),
        stored: &StoredResult,
        findings: &mut Vec<Finding>,
    ) {
        let rule = self.rules.get(&candidacy.round).and_then(Option::as_ref);
        if !decided.outcome.follows(stored.result.passed(rule)) {
            let votes = stored.result.votes;
            let agree = format!("{}/{}", votes.agree, stored.result.assembly.present);
            let finding = Finding::new("decided_candidacy", &candidacy.id, Wrong::Follows);
            findings.push(finding.with(&agree, &decided.outcome.as_str()));
        }
        if decision.decided_on < stored.held_on {
            let finding = Finding::new("decision", &decision.id, Wrong::Follows);
            findings.push(finding.with(&stored.held_on, &decision.decided_on));
        }
    }

    /// The area holds or held the title that the decision gave, from its day and by its number.
    fn title(&self, candidacy: &Candidacy, decision: &Decision, findings: &mut Vec<Finding>) {
        let all = self.titles.get(&candidacy.place.area);
        let given = all.into_iter().flatten().any(|title| {
            title.decision == Some(decision.id)
                && title.title == candidacy.title
                && title.since == Some(decision.decided_on)
                && title.number.as_ref() == Some(&decision.number)
        });
        if !given {
            let finding = Finding::new("area_title", &candidacy.place.area, Wrong::Follows);
            let made = format!("{} {}", candidacy.title.as_str(), decision.number);
            findings.push(finding.with(&made, &""));
        }
    }
}

/// Whether a candidacy of this state must have been voted on.
const fn was_voted(state: CandidacyState, decided: bool) -> bool {
    decided
        || matches!(
            state,
            CandidacyState::Voted | CandidacyState::Recognised | CandidacyState::Refused
        )
}

/// Whether only a decision leads to this state; one may be put off without.
const fn is_outcome(state: CandidacyState) -> bool {
    matches!(state, CandidacyState::Recognised | CandidacyState::Refused)
}
