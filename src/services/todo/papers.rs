//! What the list of work is worked out from, read once for all its kinds.

use std::collections::{BTreeSet, HashMap, HashSet};
use std::sync::Arc;

use crate::domain::base::clock::{Day, Instant};
use crate::domain::base::ids::{CandidacyId, RoundId, SurveyId};
use crate::domain::law::round::{Deliverable, DueDate};
use crate::domain::recognition::appraisal::Appraisal;
use crate::domain::recognition::candidacy::Candidacy;
use crate::domain::recognition::front_report::FrontReport;
use crate::domain::recognition::session::{AgendaItem, SessionState};
use crate::domain::survey::objection::Objection;
use crate::domain::survey::posting::Posting;
use crate::domain::survey::record::{FrozenResult, Survey};
use crate::services::forms::Ruleset;
use crate::services::office::{Office, Speaker};
use crate::services::refusal::Refusal;
use crate::services::{front_reports as reports, library, rounds, surveys};
use crate::storage::agendas::{self, OnAgenda};
use crate::storage::{
    appraisals, corrections, debts, front_reports, frozen, handlings, objections, postings, reviews,
};

/// A report that was revised since its candidacy was put on an agenda.
pub(super) struct RevisedReport {
    /// Its latest version.
    pub report: FrontReport,
    /// Where the session of that agenda stands.
    pub session: SessionState,
}

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
    pub indebted: HashSet<CandidacyId>,
    pub revised: HashMap<CandidacyId, RevisedReport>,
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
        let frozen = frozen::latest(read, &asked).await?;
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
            appraisals: by_candidacy(appraisals::of_candidacies(read, &ids).await?),
            indebted: debts::stated(read, &ids).await?,
            revised: revised(office, &ids).await?,
            dates: rounds::due_dates(office, &of_rounds).await?,
            rules: rules(office, &of_rounds).await?,
            surveys,
        })
    }

    /// The day that a round's calendar sets.
    pub fn due(&self, round: RoundId, deliverable: Deliverable) -> Option<Day> {
        let dates = self.dates.get(&round)?;
        let date = dates.iter().find(|date| date.deliverable == deliverable)?;
        Some(date.due_before)
    }
}

async fn rules(office: &Office, of: &[RoundId]) -> Result<HashMap<RoundId, Arc<Ruleset>>, Refusal> {
    let mut rules = HashMap::with_capacity(of.len());
    for (id, round) in rounds::by_ids(office, of).await? {
        rules.insert(id, library::ruleset(office, round.regulation).await?);
    }
    Ok(rules)
}

fn by_candidacy(all: Vec<Appraisal>) -> HashMap<CandidacyId, Vec<Appraisal>> {
    let mut found: HashMap<CandidacyId, Vec<Appraisal>> = HashMap::new();
    for one in all {
        found.entry(one.candidacy).or_default().push(one);
    }
    found
}

/// The reports that were revised since their candidacies were put on the agendas on which they stood last;
/// none where that session was adjourned, since what was on its agenda stands on none.
async fn revised(
    office: &Office,
    ids: &[CandidacyId],
) -> Result<HashMap<CandidacyId, RevisedReport>, Refusal> {
    // The oldest first, so that the last one stays.
    let on = agendas::of_candidacies(office.db.read(), ids).await?;
    let last: HashMap<CandidacyId, OnAgenda> =
        on.into_iter().map(|on| (on.item.candidacy, on)).collect();
    let on: Vec<OnAgenda> = last
        .into_values()
        .filter(|on| on.state != SessionState::Adjourned)
        .collect();
    let items: Vec<AgendaItem> = on.iter().map(|on| on.item.clone()).collect();
    let mut found = reports::revised_since(office, &items).await?;
    let revised = |on: OnAgenda| {
        let report = found.remove(&on.item.id)?;
        let session = on.state;
        Some((on.item.candidacy, RevisedReport { report, session }))
    };
    Ok(on.into_iter().filter_map(revised).collect())
}
