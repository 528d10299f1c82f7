//! Today: the survey that is left open, in round 2, with those asked so far.

use chrono::{Days, TimeDelta};

use super::calendar::{DAYS_OPEN, morning};
use super::people::Cast;
use super::season::{FORM, submit_all};
use super::stage::Candidate;
use crate::domain::base::clock::Instant;
use crate::domain::base::ids::SurveyId;
use crate::domain::survey::collection_mode::CollectionMode;
use crate::domain::survey::lifecycle::SurveyKind;
use crate::domain::survey::response::Draft;
use crate::domain::trust::actor::Actor;
use crate::services::collection_modes;
use crate::services::deferrals;
use crate::services::office::Office;
use crate::services::planning::{self, NewSurvey};
use crate::services::progress::Progress;
use crate::services::refusal::Refusal;
use crate::services::surveys;

/// Days before today on which residents were asked.
const DAYS_BEFORE: u64 = 2;

/// The survey that is open.
pub struct LeftOpen {
    /// The survey.
    pub survey: SurveyId,
    /// A response to it that has not been sent: all satisfied.
    pub sample: Draft,
    /// When it closes.
    pub closes_at: Instant,
}

/// Opens the survey of the candidacy that was put off, under the true clock.
///
/// # Errors
/// As the use cases say.
pub async fn leave_open(
    office: &Office,
    cast: &Cast,
    candidates: &mut [Candidate],
    progress: &dyn Progress,
) -> Result<LeftOpen, Refusal> {
    let later = |one: &&mut Candidate| one.commune().mood.is_asked_later();
    let one = candidates.iter_mut().find(later).ok_or(Refusal::NotFound)?;
    let mut put_off = deferrals::of_candidacies(office, &[one.candidacy]).await?;
    let put_off = put_off.remove(&one.candidacy).unwrap_or_default();
    let put_off = put_off.first().ok_or(Refusal::NotFound)?;
    let now = office.clock.now();
    let first = office
        .clock
        .today()
        .checked_sub_days(Days::new(DAYS_BEFORE))
        .unwrap_or_default();
    let closes_at = now
        .checked_add_signed(TimeDelta::days(DAYS_OPEN))
        .unwrap_or(now);
    let new = NewSurvey {
        candidacy: put_off.successor,
        kind: SurveyKind::Collection,
        questionnaire_code: FORM.to_owned(),
        questionnaire_version: None,
        opens_at: morning(first, 0),
        closes_at,
        hamlets: None,
        collectors: Vec::new(),
    };
    let front = cast.front_of(one.commune().code, "FRONT_COMMUNE")?;
    let survey = planning::create(office, Some(front), new).await?.id;
    last_hamlet_answers_by_itself(office, front, survey).await?;
    surveys::open(office, Some(front), survey, None, None).await?;
    for day in 0..DAYS_BEFORE {
        let drafts = one.part.of_day(first, day, DAYS_BEFORE);
        submit_all(office, vec![(front, survey, drafts)], progress).await?;
    }
    let sample = one.part.sample(now).ok_or(Refusal::NotFound)?;
    Ok(LeftOpen {
        survey,
        sample,
        closes_at,
    })
}

/// In one hamlet residents may be invited to answer by themselves.
async fn last_hamlet_answers_by_itself(
    office: &Office,
    front: &Actor,
    survey: SurveyId,
) -> Result<(), Refusal> {
    let hamlets = surveys::hamlets(office, &[survey]).await?;
    let last = hamlets.get(&survey).and_then(|all| all.last());
    let last = last.ok_or(Refusal::NotFound)?;
    let modes = [(last.code.clone(), CollectionMode::SelfService)];
    collection_modes::set(office, Some(front), survey, &modes).await?;
    Ok(())
}
