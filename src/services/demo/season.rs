//! July 2019: residents are asked, surveys are closed, results hang out.

use std::collections::HashMap;

use chrono::TimeDelta;
use futures_util::stream::{self, StreamExt, TryStreamExt};

use super::calendar::{self, ASKED_FROM, DAYS_ASKED, PLANNED, POSTED, morning};
use super::stage::{Candidate, Stage};
use crate::domain::base::clock::{Day, Instant};
use crate::domain::base::ids::SurveyId;
use crate::domain::survey::posting::{PlaceKind, PostingPlace};
use crate::domain::survey::response::Draft;
use crate::domain::trust::actor::Actor;
use crate::services::imported::number;
use crate::services::issued_forms::{self, NewForms};
use crate::services::office::Office;
use crate::services::postings;
use crate::services::progress::Progress;
use crate::services::refusal::Refusal;
use crate::services::round_surveys::{self, NewSurveys};
use crate::services::submit::{self, LARGEST_BATCH};
use crate::services::surveys;

/// The form of communes.
pub const FORM: &str = "commune-2016";
/// Batches on their way at once: what one transaction of the writer takes.
const BATCHES_AT_ONCE: usize = 16;
/// Forms of the hamlet whose record is wrong at first that are neither back nor missing.
const LOST_TRACK_OF: i64 = 3;

/// The provincial Front makes the surveys of the round in one go; communes open them.
///
/// # Errors
/// As the use cases say.
pub async fn open(stage: &Stage<'_>, candidates: &mut [Candidate]) -> Result<(), Refusal> {
    stage.on(PLANNED, 8);
    let new = NewSurveys {
        round: stage.round,
        commune_form: FORM.to_owned(),
        district_form: None,
        opens_at: morning(ASKED_FROM, 0),
        closes_at: morning(ASKED_FROM, DAYS_ASKED),
    };
    let team = stage.who("FRONT_TEAM")?;
    let (made, _) = round_surveys::create(stage.office, team, new).await?;
    let of: HashMap<_, SurveyId> = made.iter().map(|one| (one.candidacy, one.id)).collect();
    stage.on(ASKED_FROM, 8);
    for one in candidates {
        one.survey = of.get(&one.candidacy).copied();
        let front = stage.commune_front(one)?;
        surveys::open(stage.office, front, one.survey()?, None, None).await?;
    }
    Ok(())
}

/// Residents are asked day by day; in the evening, apps send what they collected.
///
/// # Errors
/// As the use cases say.
pub async fn ask(
    stage: &Stage<'_>,
    candidates: &mut [Candidate],
    progress: &dyn Progress,
) -> Result<(), Refusal> {
    for day in 0..DAYS_ASKED {
        stage.clock.set(evening_of(day));
        let mut answers = Vec::with_capacity(candidates.len());
        for one in candidates.iter_mut() {
            let drafts = one.part.of_day(ASKED_FROM, day, DAYS_ASKED);
            let front = stage.cast.front_of(one.commune().code, "FRONT_COMMUNE")?;
            answers.push((front, one.survey()?, drafts));
        }
        submit_all(stage.office, answers, progress).await?;
    }
    Ok(())
}

fn evening_of(day: u64) -> Instant {
    let morning = morning(ASKED_FROM, day);
    morning
        .checked_add_signed(TimeDelta::hours(12))
        .unwrap_or(morning)
}

/// Submits responses in batches, several at once.
///
/// # Errors
/// As [`submit::batch`].
pub async fn submit_all(
    office: &Office,
    answers: Vec<(&Actor, SurveyId, Vec<Draft>)>,
    progress: &dyn Progress,
) -> Result<(), Refusal> {
    let mut batches = Vec::new();
    for (front, survey, drafts) in answers {
        let parts = drafts.chunks(LARGEST_BATCH).map(<[Draft]>::to_vec);
        batches.extend(parts.map(|batch| (front, survey, batch)));
    }
    stream::iter(batches)
        .map(|(front, survey, batch)| async move {
            let size = number(batch.len());
            submit::batch(office, Some(front), survey, batch).await?;
            progress.advance(size);
            Ok(())
        })
        .buffer_unordered(BATCHES_AT_ONCE)
        .try_collect()
        .await
}

/// Surveys are closed, their forms counted, their results hung out. In one commune the record of a
/// hamlet's forms doesn't add up: that survey will be returned.
///
/// # Errors
/// As the use cases say.
pub async fn close(stage: &Stage<'_>, candidates: &[Candidate]) -> Result<(), Refusal> {
    stage.on(POSTED, 8);
    for one in candidates {
        let (front, survey) = (stage.commune_front(one)?, one.survey()?);
        surveys::close(stage.office, front, survey).await?;
        let mut forms = forms(one, None);
        if let Some(wrong) = forms.first_mut().filter(|_| one.is_returned()) {
            wrong.issued = wrong.issued.saturating_add(LOST_TRACK_OF);
        }
        issued_forms::record(stage.office, front, survey, forms).await?;
        post(stage, one, POSTED).await?;
    }
    Ok(())
}

/// Forms by hamlet: those that came back, and one in each hamlet that didn't. A correction says why.
pub fn forms(of: &Candidate, corrected: Option<&str>) -> Vec<NewForms> {
    let record = |hamlet_code: &str, collected: u64| NewForms {
        hamlet_code: hamlet_code.to_owned(),
        issued: i64::try_from(collected).unwrap_or(0).saturating_add(1),
        missing: 1,
        version: corrected.map(|_| 1),
        reason: corrected.map(str::to_owned),
    };
    let collected = of.part.collected().into_iter();
    collected
        .map(|(hamlet, collected)| record(&hamlet.code, collected))
        .collect()
}

/// Hangs a result out where the notice's practice has it.
///
/// # Errors
/// As [`postings::post`].
pub async fn post(stage: &Stage<'_>, of: &Candidate, from: Day) -> Result<(), Refusal> {
    let kinds = [
        PlaceKind::CulturalHouse,
        PlaceKind::CommuneOffice,
        PlaceKind::Loudspeaker,
    ];
    let places = kinds.map(|kind| PostingPlace { kind, name: None });
    let (front, survey) = (stage.commune_front(of)?, of.survey()?);
    postings::post(stage.office, front, survey, from, places.to_vec()).await?;
    Ok(())
}

/// Closes the survey that was returned a second time: nobody is asked anew, its forms are counted
/// again, the new result hangs out.
///
/// # Errors
/// As the use cases say.
pub async fn close_again(stage: &Stage<'_>, candidates: &[Candidate]) -> Result<(), Refusal> {
    for one in candidates.iter().filter(|one| one.is_returned()) {
        let (front, survey) = (stage.commune_front(one)?, one.survey()?);
        let until = calendar::at(calendar::CLOSED_AGAIN, 8);
        stage.on(calendar::REPORTED, 17);
        surveys::open(stage.office, front, survey, None, Some(until)).await?;
        stage.on(calendar::CLOSED_AGAIN, 8);
        surveys::close(stage.office, front, survey).await?;
        let why = "Kiểm lại phiếu phát ra theo từng thôn (mô phỏng)";
        let forms = forms(one, Some(why));
        issued_forms::record(stage.office, front, survey, forms).await?;
        post(stage, one, calendar::CLOSED_AGAIN).await?;
    }
    Ok(())
}
