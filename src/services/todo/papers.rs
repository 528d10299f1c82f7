//! What the list of work is worked out from, read once for all its kinds.

use std::collections::{BTreeSet, HashMap};
use std::sync::Arc;

use crate::domain::base::clock::{Day, Instant};
use crate::domain::base::ids::{CandidacyId, RoundId, SurveyId};
use crate::domain::law::round::{Deliverable, DueDate};
use crate::domain::recognition::appraisal::Appraisal;
use crate::domain::recognition::candidacy::Candidacy;
use crate::domain::recognition::front_report::FrontReport;
use crate::domain::survey::objection::Objection;
use crate::domain::survey::posting::Posting;
use crate::domain::survey::record::{FrozenResult, Survey};
use crate::services::forms::Ruleset;
use crate::services::office::{Office, Speaker};
use crate::services::refusal::Refusal;
use crate::services::{library, rounds, surveys};
use crate::storage::{
    appraisals, corrections, front_reports, frozen, handlings, objections, postings, reviews,
};

/// What is known of the candidacies that are under way, and of their surveys.
pub(super) struct Papers {
    pub now: Instant,
    pub today: Day,
    pub surveys: HashMap<CandidacyId, Vec<Survey>>,
    pub postings: HashMap<SurveyId, Vec<Posting>>,
    pub objections: HashMap<SurveyId, Vec<Objection>>,
    pub unconfirmed: HashMap<SurveyId, i64>,
    pub questioned: HashMap<SurveyId, i64>,
    pub forwarded: HashMap<SurveyId, (i64, Option<Day>)>,
    pub frozen: HashMap<SurveyId, FrozenResult>,
    pub reports: HashMap<CandidacyId, FrontReport>,
    pub appraisals: HashMap<CandidacyId, Vec<Appraisal>>,
    pub rules: HashMap<RoundId, Arc<Ruleset>>,
    dates: HashMap<RoundId, Vec<DueDate>>,
}

impl Papers {
    /// Reads them; a fixed number of statements, whatever the number of candidacies.
    pub async fn of(
        office: &Office,
        speaker: Speaker<'_>,
        all: &[Candidacy],
    ) -> Result<Self, Refusal> {
        let read = office.db.read();
        let ids: Vec<CandidacyId> = all.iter().map(|one| one.id).collect();
        let of_rounds: BTreeSet<RoundId> = all.iter().map(|one| one.round).collect();
        let of_rounds: Vec<RoundId> = of_rounds.into_iter().collect();
        let surveys = surveys::of_candidacies(office, speaker, &ids).await?;
        let asked: Vec<SurveyId> = surveys.values().flatten().map(|one| one.id).collect();
        let mut rules = HashMap::new();
        for (id, round) in rounds::by_ids(office, &of_rounds).await? {
            rules.insert(id, library::ruleset(office, round.regulation).await?);
        }
        let frozen = frozen::latest(read, &asked).await?;
        let mut looked_at: HashMap<CandidacyId, Vec<Appraisal>> = HashMap::new();
        for appraisal in appraisals::of_candidacies(read, &ids).await? {
            looked_at
                .entry(appraisal.candidacy)
                .or_default()
                .push(appraisal);
        }
        Ok(Self {
            now: office.clock.now(),
            today: office.clock.today(),
            postings: postings::of_surveys(read, &asked).await?,
            objections: objections::of_surveys(read, &asked).await?,
            unconfirmed: corrections::unconfirmed(read, &asked).await?,
            questioned: reviews::questioned(read, &asked).await?,
            forwarded: handlings::forwarded(read, &asked).await?,
            frozen: frozen.into_iter().map(|one| (one.survey, one)).collect(),
            reports: front_reports::of_candidacies(read, &ids).await?,
            appraisals: looked_at,
            dates: rounds::due_dates(office, &of_rounds).await?,
            surveys,
            rules,
        })
    }

    /// The day that a round's calendar sets.
    pub fn due(&self, round: RoundId, deliverable: Deliverable) -> Option<Day> {
        let dates = self.dates.get(&round)?;
        let date = dates.iter().find(|date| date.deliverable == deliverable)?;
        Some(date.due_before)
    }
}
