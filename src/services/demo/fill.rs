//! Fills an empty database with round 1 of 2019, by the ordinary use cases.
//!
//! The past is filled in under a clock that stands in July 2019; the survey that is left open, under
//! the true one.

use std::sync::Arc;

use chrono::{Days, TimeDelta};
use futures_util::stream::{self, StreamExt, TryStreamExt};

use super::calendar::{ASKED_FROM, DAYS_ASKED, DAYS_OPEN, DUE_DATES, NOTICE, morning};
use super::communes::DemoCommune;
use super::homes::areas_file;
use super::people::{self, DemoToken, PROVINCE};
use super::script::{self, Part};
use crate::domain::base::chance::Chance;
use crate::domain::base::clock::{Clock, FixedClock, Instant};
use crate::domain::base::ids::{CandidacyId, MergerPlanId, RoundId, SurveyId};
use crate::domain::law::title::Title;
use crate::domain::place::area::Area;
use crate::domain::place::bundled::bundled_list;
use crate::domain::place::merger::MergerPlan;
use crate::domain::recognition::candidacy::CandidacyPurpose;
use crate::domain::survey::bundled::questionnaires;
use crate::domain::survey::lifecycle::SurveyKind;
use crate::domain::survey::response::Draft;
use crate::domain::trust::actor::{Actor, Role};
use crate::services::accounts::{self, AuthRefusal};
use crate::services::candidacies::{self, Nomination};
use crate::services::imported::{ImportRefusal, number};
use crate::services::imports;
use crate::services::keep;
use crate::services::notes::note;
use crate::services::office::{Office, SharedOffice};
use crate::services::planning::{self, NewSurvey};
use crate::services::progress::{Progress, Work};
use crate::services::refusal::Refusal;
use crate::services::rounds::{self, NewRound};
use crate::services::submit::{self, LARGEST_BATCH};
use crate::services::surveys;
use crate::storage::database::DatabaseOptions;
use crate::storage::fault::StorageFault;
use crate::storage::{areas, mergers};

/// The bundled list of units that the round is of.
const UNITS: &str = "ha-tinh-2019";
/// The regulation that judges it.
const REGULATION: &str = "ha-tinh-2019";
/// The form.
const FORM: &str = "commune-2016";
/// Batches on their way at once: what one transaction of the writer takes.
const BATCHES_AT_ONCE: usize = 16;

/// How large the demonstration is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct DemoOptions {
    /// Responses in all.
    pub responses: u64,
    /// The same seed gives the same figures.
    pub seed: u64,
}

/// What the demonstration left behind.
#[derive(Debug, Clone)]
pub struct Filled {
    /// One token for each role.
    pub tokens: Vec<DemoToken>,
    /// The survey that is open.
    pub survey: SurveyId,
    /// A response to it that has not been sent: all satisfied.
    pub sample: Draft,
    /// When it closes.
    pub closes_at: Instant,
}

/// Why the demonstration was not filled in.
#[derive(Debug, thiserror::Error)]
pub enum DemoRefusal {
    /// The database holds something.
    #[error("the database is not empty")]
    NotEmpty,
    /// It could not be done.
    #[error(transparent)]
    Refused(#[from] Refusal),
    /// What comes with the program is at fault; a test holds that it is not.
    #[error(transparent)]
    Unsound(#[from] ImportRefusal),
    /// A token that was just made is not taken.
    #[error(transparent)]
    Stranger(#[from] AuthRefusal),
}

/// Fills an empty, migrated database.
///
/// # Errors
/// [`DemoRefusal`]; what was filled in before a failure stays.
pub async fn fill(
    database: &DatabaseOptions,
    options: DemoOptions,
    clock: Arc<dyn Clock>,
    chance: Arc<dyn Chance>,
    progress: &dyn Progress,
) -> Result<Filled, DemoRefusal> {
    let past = Arc::new(FixedClock::at(morning(NOTICE, 0)));
    let standing: Arc<dyn Clock> = Arc::<FixedClock>::clone(&past);
    let office = Office::open(database, standing, Arc::clone(&chance)).await?;
    let form = questionnaires().map_err(ImportRefusal::from)?;
    let form = form
        .iter()
        .find(|form| form.code == FORM)
        .ok_or(Refusal::NotFound)?;
    let mut parts = script::write(form, options.responses, options.seed);
    progress.begin(Work::Answering, options.responses);
    let tokens = prepare(&office, &parts).await?;
    let cast = Cast::of(&office, &tokens).await?;
    let round = round(&office, &cast).await?;
    let nominated = nominate(&office, &cast, round, &parts).await?;
    let closed = Season {
        past: &past,
        cast: &cast,
        progress,
    };
    closed.play(&office, &mut parts, &nominated).await?;
    office.close().await?;
    let office = Office::open(database, clock, chance).await?;
    let filled = leave_open(&office, &cast, &mut parts, &nominated, tokens, progress).await?;
    office.close().await?;
    progress.end();
    Ok(filled)
}

/// Who acts in the demonstration.
struct Cast {
    coordination: Actor,
    front: Actor,
}

impl Cast {
    async fn of(office: &Office, tokens: &[DemoToken]) -> Result<Self, DemoRefusal> {
        let secret = |role| {
            tokens
                .iter()
                .find(|token| token.role == role)
                .map(|token| token.secret.as_str())
        };
        let coordination = secret(Role::CoordinationOffice).unwrap_or_default();
        let front = secret(Role::Front).unwrap_or_default();
        Ok(Self {
            coordination: accounts::authenticate(office, coordination).await?,
            front: accounts::authenticate(office, front).await?,
        })
    }
}

/// Units, hamlets, the merger plan, and a token for each role.
async fn prepare(office: &SharedOffice, parts: &[Part]) -> Result<Vec<DemoToken>, DemoRefusal> {
    if !keep::is_empty(&office.db).await.map_err(Refusal::from)? {
        return Err(DemoRefusal::NotEmpty);
    }
    let units = bundled_list(UNITS).ok_or(Refusal::NotFound)?;
    imports::bundled_areas(office, units).await?;
    let hamlets = areas_file(
        parts
            .iter()
            .map(|part| (part.commune.code, part.hamlets.as_slice())),
    );
    imports::areas(office, hamlets.as_bytes()).await?;
    let merging = |part: &&Part| part.commune.title == Title::SubstantiallyComplete;
    let merging: Vec<DemoCommune> = parts
        .iter()
        .filter(merging)
        .map(|part| part.commune)
        .collect();
    merger_plan(office, &merging).await?;
    Ok(people::tokens(office).await?)
}

/// The notice speaks of communes in a merger plan approved by the Standing Committee of the
/// provincial Party Committee; its number and day are not public, so those here are made up.
async fn merger_plan(office: &SharedOffice, communes: &[DemoCommune]) -> Result<(), Refusal> {
    let tx = office.db.begin_write().await?;
    let mut codes: Vec<String> = communes
        .iter()
        .map(|commune| commune.code.to_owned())
        .collect();
    codes.push(PROVINCE.to_owned());
    let found = areas::with_codes_on(&tx, &codes, NOTICE).await?;
    let is_province = |area: &&Area| area.code == PROVINCE;
    let province = found
        .iter()
        .find(is_province)
        .ok_or(Refusal::NotFound)?
        .id();
    let plan = MergerPlan {
        id: MergerPlanId(office.chance.id(office.clock.now())?),
        province,
        number: "PA-01 (mô phỏng)".to_owned(),
        approved_on: NOTICE,
        approved_by: "Ban Thường vụ Tỉnh ủy (số và ngày mô phỏng)".to_owned(),
        communes: found
            .iter()
            .filter(|area| !is_province(area))
            .map(Area::id)
            .collect(),
    };
    mergers::insert(&tx, &plan).await?;
    note(
        office,
        &tx,
        None,
        None,
        "merger_plan.record",
        serde_json::json!({ "plan": plan.id }),
    )
    .await?;
    Ok(tx.commit().await.map_err(StorageFault::from)?)
}

async fn round(office: &Office, cast: &Cast) -> Result<RoundId, Refusal> {
    let new = NewRound {
        year: 2019,
        ordinal: 1,
        name: Some("Đợt 1 năm 2019".to_owned()),
        regulation_code: REGULATION.to_owned(),
        province_code: Some(PROVINCE.to_owned()),
        as_of: Some(NOTICE),
        deadlines: DUE_DATES.to_vec(),
    };
    Ok(rounds::create(office, Some(&cast.coordination), new)
        .await?
        .id)
}

/// Nominates the communes, in the order of the parts.
async fn nominate(
    office: &Office,
    cast: &Cast,
    round: RoundId,
    parts: &[Part],
) -> Result<Vec<CandidacyId>, Refusal> {
    let mut nominated = Vec::with_capacity(parts.len());
    for part in parts {
        let new = Nomination {
            round,
            area_code: part.commune.code.to_owned(),
            title: part.commune.title,
            purpose: CandidacyPurpose::Recognition,
            simulated: part.commune.is_simulated(),
        };
        nominated.push(
            candidacies::nominate(office, Some(&cast.coordination), new)
                .await?
                .id,
        );
    }
    Ok(nominated)
}

async fn survey(
    office: &Office,
    cast: &Cast,
    candidacy: CandidacyId,
    opens_at: Instant,
    closes_at: Instant,
) -> Result<SurveyId, Refusal> {
    let new = NewSurvey {
        candidacy,
        kind: SurveyKind::Collection,
        questionnaire_code: FORM.to_owned(),
        questionnaire_version: None,
        opens_at,
        closes_at,
        hamlets: None,
        collectors: Vec::new(),
    };
    let front = Some(&cast.front);
    let survey = planning::create(office, front, new).await?;
    Ok(surveys::open(office, front, survey.id, None, None)
        .await?
        .id)
}

/// The weeks of July and August 2019 in which residents are asked.
struct Season<'a> {
    past: &'a FixedClock,
    cast: &'a Cast,
    progress: &'a dyn Progress,
}

impl Season<'_> {
    /// Opens all surveys but those left open, has their residents asked day by day, closes them.
    async fn play(
        &self,
        office: &Office,
        parts: &mut [Part],
        nominated: &[CandidacyId],
    ) -> Result<(), Refusal> {
        let opens_at = morning(ASKED_FROM, 0);
        let closes_at = morning(ASKED_FROM, DAYS_ASKED);
        self.past.set(opens_at);
        let mut running = Vec::with_capacity(parts.len());
        for (part, candidacy) in parts.iter_mut().zip(nominated) {
            if !part.commune.mood.is_open() {
                let id = survey(office, self.cast, *candidacy, opens_at, closes_at).await?;
                running.push((id, part));
            }
        }
        for day in 0..DAYS_ASKED {
            // The evening: apps send what they collected during the day.
            self.past.set(evening(morning(ASKED_FROM, day)));
            let answers = running
                .iter_mut()
                .map(|(id, part)| (*id, part.of_day(ASKED_FROM, day, DAYS_ASKED)))
                .collect();
            submit_all(office, &self.cast.front, answers, self.progress).await?;
        }
        self.past.set(closes_at);
        for (id, _) in running {
            surveys::close(office, Some(&self.cast.front), id).await?;
        }
        Ok(())
    }
}

fn evening(morning: Instant) -> Instant {
    morning
        .checked_add_signed(TimeDelta::hours(12))
        .unwrap_or(morning)
}

/// Submits responses in batches, several at once.
async fn submit_all(
    office: &Office,
    speaker: &Actor,
    answers: Vec<(SurveyId, Vec<Draft>)>,
    progress: &dyn Progress,
) -> Result<(), Refusal> {
    let batches: Vec<(SurveyId, Vec<Draft>)> = answers
        .into_iter()
        .flat_map(|(survey, drafts)| {
            let batches: Vec<Vec<Draft>> = drafts
                .chunks(LARGEST_BATCH)
                .map(<[Draft]>::to_vec)
                .collect();
            batches.into_iter().map(move |batch| (survey, batch))
        })
        .collect();
    stream::iter(batches)
        .map(|(survey, batch)| async move {
            let size = number(batch.len());
            submit::batch(office, Some(speaker), survey, batch).await?;
            progress.advance(size);
            Ok(())
        })
        .buffer_unordered(BATCHES_AT_ONCE)
        .try_collect()
        .await
}

/// The survey that is left open, with those who were asked in the two days before today.
async fn leave_open(
    office: &Office,
    cast: &Cast,
    parts: &mut [Part],
    nominated: &[CandidacyId],
    tokens: Vec<DemoToken>,
    progress: &dyn Progress,
) -> Result<Filled, Refusal> {
    let now = office.clock.now();
    let first = office
        .clock
        .today()
        .checked_sub_days(Days::new(2))
        .unwrap_or_default();
    let closes_at = now
        .checked_add_signed(TimeDelta::days(DAYS_OPEN))
        .unwrap_or(now);
    let mut pairs = parts.iter_mut().zip(nominated);
    let open = pairs.find(|(part, _)| part.commune.mood.is_open());
    let (part, candidacy) = open.ok_or(Refusal::NotFound)?;
    let survey = survey(office, cast, *candidacy, morning(first, 0), closes_at).await?;
    for day in 0..2 {
        let answers = vec![(survey, part.of_day(first, day, 2))];
        submit_all(office, &cast.front, answers, progress).await?;
    }
    let sample = part.sample(now).ok_or(Refusal::NotFound)?;
    Ok(Filled {
        tokens,
        survey,
        sample,
        closes_at,
    })
}
