//! Draws the households of a direct check: the seed first, then the frame.

use std::collections::{BTreeMap, HashMap, HashSet};

use super::access;
use super::appraised;
use super::office::{Office, Speaker};
use super::readiness::collection_of;
use super::refusal::{Refusal, of_move};
use super::surveys::{locked, saved_with};
use super::user_fault::{UserFault, UserFaultCode};
use super::warning::{Warning, WarningCode};
use crate::domain::base::clock::Instant;
use crate::domain::base::ids::{AreaId, SurveyId};
use crate::domain::survey::lifecycle::{IllegalMove, SurveyKind, SurveyState};
use crate::domain::survey::record::{Survey, SurveyHamlet};
use crate::domain::survey::sample::{
    self, Frame, FrameSource, SampleFault, Seed, Wanted, seed_sha256,
};
use crate::domain::trust::authority::{self, Action};
use crate::storage::database::Transaction;
use crate::storage::fault::{StorageFault, Unique};
use crate::storage::samples::{self, Drawn, Sample, Stratum};
use crate::storage::within::{Scope, Sight};
use crate::storage::{households, survey_hamlets, surveys};

/// A sample as it is shown.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SampleView {
    /// SHA-256 of the seed.
    pub seed_sha256: String,
    /// When the seed was fixed.
    pub committed_at: Instant,
    /// What was drawn; `None` until then.
    pub drawn: Option<DrawnView>,
}

/// What was drawn.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DrawnView {
    /// The seed.
    pub seed: Seed,
    /// Households of the frame.
    pub frame_size: i64,
    /// SHA-256 of the frame's canonical list.
    pub frame_sha256: String,
    /// Households drawn.
    pub size: i64,
    /// When.
    pub at: Instant,
    /// By hamlet.
    pub strata: Vec<StratumView>,
}

/// A hamlet's part of a sample.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct StratumView {
    /// The hamlet.
    pub hamlet: AreaId,
    /// Where its households come from.
    pub source: FrameSource,
    /// Households of the frame.
    pub frame: i64,
    /// Households drawn.
    pub drawn: i64,
}

/// Fixes the seed of a direct check, of which only the hash is shown until the draw. Once.
///
/// # Errors
/// As the rights say; [`Refusal::Faults`] for a survey that is no direct check in DRAFT, and where
/// the seed was fixed before.
pub async fn commit_seed(
    office: &Office,
    speaker: Speaker<'_>,
    id: SurveyId,
) -> Result<Survey, Refusal> {
    let (tx, survey, now) = draft(office, speaker, id).await?;
    let actor = speaker.ok_or(Refusal::Unauthenticated)?;
    let mut seed: Seed = [0; 32];
    office.chance.fill(&mut seed)?;
    let sample = Sample {
        survey: id,
        seed,
        seed_sha256: seed_sha256(&seed),
        committed_at: now,
        committed_by: actor.account,
        drawn: None,
    };
    samples::insert(&tx, &sample).await.map_err(taken)?;
    let details = serde_json::json!({ "seedSha256": sample.seed_sha256 });
    saved_with(office, speaker, tx, survey, "sample.commit_seed", details).await
}

fn taken(fault: StorageFault) -> Refusal {
    match fault {
        StorageFault::Taken(Unique::Sample) => {
            UserFault::at("surveyId", UserFaultCode::SeedCommitted, "").into()
        }
        other => other.into(),
    }
}

/// A direct check in DRAFT, locked.
async fn draft(
    office: &Office,
    speaker: Speaker<'_>,
    id: SurveyId,
) -> Result<(Transaction, Survey, Instant), Refusal> {
    authority::may_ever(speaker, Action::RunDirectChecks)?;
    let (tx, survey, now) = locked(office, speaker, id).await?;
    if survey.kind != SurveyKind::DirectCheck {
        let kind = survey.kind.as_str();
        return Err(UserFault::at("surveyId", UserFaultCode::WrongSurveyKind, kind).into());
    }
    match survey.lifecycle.state_at(now) {
        SurveyState::Draft => Ok((tx, survey, now)),
        other => Err(of_move(IllegalMove::NotFrom(other)).into()),
    }
}

/// Fixes the frame and draws from it with the seed that was fixed before; what the direct check is
/// to hear is what was drawn.
///
/// # Errors
/// As the rights say; [`Refusal::Faults`] where no seed was fixed or the sample was drawn before,
/// for a number that can't be drawn, and where the frame must come from a collection that isn't
/// closed.
pub async fn draw(
    office: &Office,
    speaker: Speaker<'_>,
    id: SurveyId,
    wanted: Wanted,
) -> Result<(Survey, Vec<Warning>), Refusal> {
    let (tx, survey, now) = draft(office, speaker, id).await?;
    let actor = speaker.ok_or(Refusal::Unauthenticated)?;
    let sample = samples::of_surveys(&tx, &[id]).await?.remove(&id);
    let fault = |code| UserFault::at("surveyId", code, "");
    let sample = sample.ok_or_else(|| fault(UserFaultCode::SeedNotCommitted))?;
    if sample.drawn.is_some() {
        return Err(fault(UserFaultCode::SampleDrawn).into());
    }
    let hamlets = survey_hamlets::of_surveys(&tx, &[id]).await?;
    let (frame, sources) = frame(&tx, &survey, &hamlets).await?;
    let chosen = sample::draw(&frame, wanted, &sample.seed).map_err(of_sample(wanted))?;
    let strata = strata(&hamlets, &sources, &frame.sizes(), |code| {
        chosen.get(code).map_or(0, |set| number(set.len()))
    });
    let by_code: HashMap<&str, AreaId> = hamlets
        .iter()
        .map(|hamlet| (hamlet.code.as_str(), hamlet.place.area))
        .collect();
    let mut homes = Vec::new();
    for (code, set) in chosen {
        if let Some(hamlet) = by_code.get(code.as_str()) {
            homes.extend(set.into_iter().map(|home| (*hamlet, home)));
        }
    }
    let drawn = Drawn {
        frame_size: frame.size(),
        frame_sha256: frame.sha256(),
        size: number(homes.len()),
        at: now,
        by: actor.account,
    };
    samples::draw(&tx, id, &drawn, &strata, &homes).await?;
    let early = !appraised::all_in(office, &tx, survey.candidacy).await?;
    let warning = early.then(|| Warning::of(WarningCode::CheckBeforeAppraisals, ""));
    let details = serde_json::json!({
        "seedSha256": sample.seed_sha256, "frameSize": drawn.frame_size,
        "frameSha256": drawn.frame_sha256, "size": drawn.size,
    });
    let survey = saved_with(office, speaker, tx, survey, "sample.draw", details).await?;
    Ok((survey, warning.into_iter().collect()))
}

fn of_sample(wanted: Wanted) -> impl Fn(SampleFault) -> Refusal {
    let field = match wanted {
        Wanted::InAll(_) => "size",
        Wanted::InEach(_) => "perHamlet",
    };
    move |fault| {
        let (code, about) = match fault {
            SampleFault::TooLarge { most } => (UserFaultCode::SampleTooLarge, most.to_string()),
            SampleFault::TooSmall { least } => (UserFaultCode::SampleTooSmall, least.to_string()),
            SampleFault::Empty => (UserFaultCode::FrameEmpty, String::new()),
        };
        UserFault::at(field, code, about).into()
    }
}

/// The households that may be drawn, and where those of each hamlet come from.
pub(super) async fn frame(
    tx: &Transaction,
    survey: &Survey,
    hamlets: &[SurveyHamlet],
) -> Result<(Frame, HashMap<AreaId, FrameSource>), Refusal> {
    let ids: Vec<AreaId> = hamlets.iter().map(|hamlet| hamlet.place.area).collect();
    let rosters: HashSet<AreaId> = households::rosters(tx, &ids).await?;
    let (with, without): (Vec<AreaId>, Vec<AreaId>) =
        ids.into_iter().partition(|id| rosters.contains(id));
    let mut homes = samples::roster(tx, &with).await?;
    if !without.is_empty() {
        let main = main_survey(tx, survey).await?;
        homes.extend(samples::respondents(tx, main.id, &without).await?);
    }
    let codes: HashMap<AreaId, &str> = hamlets
        .iter()
        .map(|hamlet| (hamlet.place.area, hamlet.code.as_str()))
        .collect();
    let named = homes.into_iter().filter_map(|(hamlet, home)| {
        let code = codes.get(&hamlet)?;
        Some(((*code).to_owned(), home))
    });
    let sources = with
        .iter()
        .map(|id| (*id, FrameSource::Roster))
        .chain(without.iter().map(|id| (*id, FrameSource::Responses)));
    Ok((Frame::of(named), sources.collect()))
}

/// The candidacy's collection, closed: its households can't change any more.
async fn main_survey(tx: &Transaction, survey: &Survey) -> Result<Survey, Refusal> {
    let everything = Sight::within(Scope::Everywhere);
    let all = surveys::of_candidacies(tx, &everything, &[survey.candidacy]).await?;
    let closed = collection_of(all).filter(|main| main.lifecycle.is_closed());
    let fault = || UserFault::at("surveyId", UserFaultCode::SurveyNotClosed, "COLLECTION");
    Ok(closed.ok_or_else(fault)?)
}

fn strata(
    hamlets: &[SurveyHamlet],
    sources: &HashMap<AreaId, FrameSource>,
    sizes: &BTreeMap<String, i64>,
    drawn: impl Fn(&str) -> i64,
) -> Vec<Stratum> {
    let stratum = |hamlet: &SurveyHamlet| Stratum {
        hamlet: hamlet.place.area,
        source: sources
            .get(&hamlet.place.area)
            .copied()
            .unwrap_or(FrameSource::Responses),
        frame: sizes.get(&hamlet.code).copied().unwrap_or(0),
        drawn: drawn(&hamlet.code),
    };
    hamlets.iter().map(stratum).collect()
}

fn number(count: usize) -> i64 {
    i64::try_from(count).unwrap_or(i64::MAX)
}

/// The samples of direct checks; none before the seed is fixed.
///
/// # Errors
/// Where the database can't be read.
pub async fn of_surveys(
    office: &Office,
    ids: &[SurveyId],
) -> Result<HashMap<SurveyId, SampleView>, Refusal> {
    let read = office.db.read();
    let mut strata: HashMap<SurveyId, Vec<StratumView>> = HashMap::new();
    for (survey, stratum) in samples::strata(read, ids).await? {
        strata.entry(survey).or_default().push(StratumView {
            hamlet: stratum.hamlet,
            source: stratum.source,
            frame: stratum.frame,
            drawn: stratum.drawn,
        });
    }
    let found = samples::of_surveys(read, ids).await?;
    let view = |(id, sample): (SurveyId, Sample)| {
        let strata = strata.remove(&id).unwrap_or_default();
        let view = SampleView {
            seed_sha256: sample.seed_sha256,
            committed_at: sample.committed_at,
            drawn: sample.drawn.map(|drawn| DrawnView {
                seed: sample.seed,
                frame_size: drawn.frame_size,
                frame_sha256: drawn.frame_sha256,
                size: drawn.size,
                at: drawn.at,
                strata,
            }),
        };
        (id, view)
    };
    Ok(found.into_iter().map(view).collect())
}

/// The drawn households of direct checks, by hamlet and code: for the checking Front alone, none
/// for anyone else.
///
/// # Errors
/// Where the database can't be read.
pub async fn drawn_households(
    office: &Office,
    speaker: Speaker<'_>,
    wanted: &[Survey],
) -> Result<HashMap<SurveyId, Vec<(AreaId, String)>>, Refusal> {
    let mine = access::permitted(speaker, Action::RunDirectChecks, wanted);
    let mut grouped: HashMap<SurveyId, Vec<(AreaId, String)>> = HashMap::new();
    for (survey, hamlet, code) in samples::households(office.db.read(), &mine).await? {
        grouped.entry(survey).or_default().push((hamlet, code));
    }
    Ok(grouped)
}
