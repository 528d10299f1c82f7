//! Surveys: plan, open, begin closing, close; and who they are assigned to.

use std::collections::{HashMap, HashSet};

use super::access::{self, act_on};
use super::notes::note;
use super::office::{Office, Speaker};
use super::refusal::{Refusal, of_move};
use super::user_fault::{UserFault, UserFaultCode};
use super::{checkpoint, count_views, freezing, matching, moves};
use crate::domain::base::clock::Instant;
use crate::domain::base::ids::{CandidacyId, SurveyId};
use crate::domain::survey::lifecycle::{IllegalMove, SurveyKind, SurveyState};
use crate::domain::survey::record::{FrozenResult, Survey, SurveyHamlet};
use crate::domain::trust::actor::Role;
use crate::domain::trust::authority::{self, Action};
use crate::storage::database::Transaction;
use crate::storage::fault::StorageFault;
use crate::storage::within::Scope;
use crate::storage::{bell, erasures, frozen, samples, survey_hamlets, surveys};

/// Surveys by id; only what the speaker may know of.
///
/// # Errors
/// Where the database can't be read.
pub async fn by_ids(
    office: &Office,
    speaker: Speaker<'_>,
    ids: &[SurveyId],
) -> Result<HashMap<SurveyId, Survey>, Refusal> {
    let visible = access::visible(office, speaker);
    let (mut seen, unsure): (HashMap<_, _>, HashMap<_, _>) = office
        .surveys
        .load(ids)
        .await?
        .into_iter()
        .partition(|(_, survey)| access::is_visible(&visible, survey));
    // Whoever collects in some hamlets sees surveys of other areas too.
    if !unsure.is_empty() && visible.collecting != Scope::nowhere() {
        let ids: Vec<SurveyId> = unsure.into_keys().collect();
        let found = surveys::seen(office.db.read(), &visible, &ids).await?;
        seen.extend(found.into_iter().map(|survey| (survey.id, survey)));
    }
    Ok(seen)
}

/// The surveys of some candidacies, oldest first; only what the speaker may know of.
///
/// # Errors
/// Where the database can't be read.
pub async fn of_candidacies(
    office: &Office,
    speaker: Speaker<'_>,
    ids: &[CandidacyId],
) -> Result<HashMap<CandidacyId, Vec<Survey>>, Refusal> {
    let visible = access::visible(office, speaker);
    let mut grouped: HashMap<CandidacyId, Vec<Survey>> = HashMap::new();
    for survey in surveys::of_candidacies(office.db.read(), &visible, ids).await? {
        grouped.entry(survey.candidacy).or_default().push(survey);
    }
    Ok(grouped)
}

/// The hamlets of some surveys, by code.
///
/// # Errors
/// Where the database can't be read.
pub async fn hamlets(
    office: &Office,
    ids: &[SurveyId],
) -> Result<HashMap<SurveyId, Vec<SurveyHamlet>>, Refusal> {
    let mut grouped: HashMap<SurveyId, Vec<SurveyHamlet>> = HashMap::new();
    for hamlet in survey_hamlets::of_surveys(office.db.read(), ids).await? {
        grouped.entry(hamlet.survey).or_default().push(hamlet);
    }
    Ok(grouped)
}

/// The surveys that run and that the speaker collects for or follows.
///
/// A direct check is the provincial Front's and that of the collectors it names; those who follow
/// surveys without collecting see it too.
///
/// # Errors
/// [`Refusal::Unauthenticated`], [`Refusal::Forbidden`]; where the database can't be read.
pub async fn assigned(office: &Office, speaker: Speaker<'_>) -> Result<Vec<Survey>, Refusal> {
    let actor = authority::may_ever(speaker, Action::ReadAssigned)?;
    let everywhere = Action::ReadAssigned
        .roles()
        .iter()
        .any(|role| actor.goes_everywhere(*role));
    let scope = if everywhere {
        Scope::Everywhere
    } else {
        Scope::Areas(actor.area_ids())
    };
    let running = surveys::running(office.db.read(), &scope, actor.account).await?;
    let direct = surveys::running_direct_checks(office.db.read(), &scope).await?;
    let follows = [
        Role::CoordinationOffice,
        Role::SteeringCommittee,
        Role::Admin,
    ];
    let sees = |survey: &Survey| {
        actor.is_provincial_front(&survey.place)
            || follows
                .iter()
                .any(|role| actor.reaches(*role, &survey.place))
    };
    let known: HashSet<SurveyId> = running.iter().map(|survey| survey.id).collect();
    let more = direct
        .into_iter()
        .filter(|survey| sees(survey) && !known.contains(&survey.id));
    Ok(running.into_iter().chain(more).collect())
}

/// The latest frozen results of some surveys, for those who see figures.
///
/// # Errors
/// Where the database can't be read.
pub async fn frozen_results(
    office: &Office,
    ids: &[SurveyId],
) -> Result<HashMap<SurveyId, FrozenResult>, Refusal> {
    let found = frozen::latest(office.db.read(), ids).await?;
    Ok(found
        .into_iter()
        .map(|result| (result.survey, result))
        .collect())
}

/// Every frozen result of some surveys, the first one first, for those who see figures.
///
/// # Errors
/// Where the database can't be read.
pub async fn revisions(
    office: &Office,
    ids: &[SurveyId],
) -> Result<HashMap<SurveyId, Vec<FrozenResult>>, Refusal> {
    let mut grouped: HashMap<SurveyId, Vec<FrozenResult>> = HashMap::new();
    for result in frozen::revisions_of(office.db.read(), ids).await? {
        grouped.entry(result.survey).or_default().push(result);
    }
    Ok(grouped)
}

/// Opens a survey: DRAFT, or RETURNED with a new time to close. Fixes the households to be heard.
///
/// # Errors
/// As the rights say; [`Refusal::Faults`] for a move or times that the rules don't allow.
pub async fn open(
    office: &Office,
    speaker: Speaker<'_>,
    id: SurveyId,
    opens_at: Option<Instant>,
    closes_at: Option<Instant>,
) -> Result<Survey, Refusal> {
    let (tx, survey, now) = locked(office, speaker, id).await?;
    if erasures::is_dropped(&tx, id).await? {
        return Err(UserFault::at("surveyId", UserFaultCode::LinkDropped, "").into());
    }
    let lifecycle = survey
        .lifecycle
        .open(opens_at, closes_at, now)
        .map_err(of_move)?;
    if survey.kind == SurveyKind::DirectCheck {
        drawn(&tx, id).await?;
    }
    let hamlets = survey_hamlets::of_surveys(&tx, &[id]).await?;
    if hamlets.is_empty() {
        return Err(of_move(IllegalMove::NoHamlet).into());
    }
    if survey.lifecycle.stored == SurveyState::Draft {
        survey_hamlets::fix_households(&tx, id).await?;
    }
    let candidacy = moves::lock(&tx, survey.candidacy, None).await?;
    let after = candidacy.state.once_looked_at();
    if after != candidacy.state {
        moves::move_in(office, speaker, &tx, &candidacy, after, None).await?;
    }
    saved(
        office,
        speaker,
        tx,
        Survey {
            lifecycle,
            published_on: None,
            ..survey
        },
        "survey.open",
    )
    .await
}

/// From now on only what was collected before now is taken.
///
/// # Errors
/// As [`open`].
pub async fn begin_closing(
    office: &Office,
    speaker: Speaker<'_>,
    id: SurveyId,
) -> Result<Survey, Refusal> {
    let (tx, survey, now) = locked(office, speaker, id).await?;
    let lifecycle = survey.lifecycle.begin_closing(now).map_err(of_move)?;
    saved(
        office,
        speaker,
        tx,
        Survey {
            lifecycle,
            ..survey
        },
        "survey.begin_closing",
    )
    .await
}

/// Closes a survey and freezes its result.
///
/// # Errors
/// As [`open`]; [`Refusal::Faults`] while a count record is half typed.
pub async fn close(office: &Office, speaker: Speaker<'_>, id: SurveyId) -> Result<Survey, Refusal> {
    let (tx, survey, now) = locked(office, speaker, id).await?;
    let lifecycle = survey.lifecycle.close(now).map_err(of_move)?;
    count_views::none_half_typed(&tx, id).await?;
    let closed = Survey {
        lifecycle,
        ..survey
    };
    freezing::next_revision(office, speaker, &tx, &closed, None).await?;
    matching::freeze(office, &tx, &closed, now).await?;
    saved(office, speaker, tx, closed, "survey.close").await
}

/// That a direct check's sample is drawn: it hears nobody else.
async fn drawn(tx: &Transaction, id: SurveyId) -> Result<(), Refusal> {
    let sample = samples::of_surveys(tx, &[id]).await?.remove(&id);
    if sample.is_some_and(|sample| sample.drawn.is_some()) {
        Ok(())
    } else {
        Err(UserFault::at("surveyId", UserFaultCode::SampleNotDrawn, "").into())
    }
}

/// Locks a survey that the speaker runs.
pub(super) async fn locked(
    office: &Office,
    speaker: Speaker<'_>,
    id: SurveyId,
) -> Result<(Transaction, Survey, Instant), Refusal> {
    let (tx, survey, now) = locked_for(office, speaker, Action::RunSurveys, id).await?;
    if survey.kind == SurveyKind::DirectCheck {
        authority::permit(speaker, Action::RunDirectChecks, &survey.place)?;
    }
    Ok((tx, survey, now))
}

/// Locks a survey that the speaker may do something with.
pub(super) async fn locked_for(
    office: &Office,
    speaker: Speaker<'_>,
    action: Action,
    id: SurveyId,
) -> Result<(Transaction, Survey, Instant), Refusal> {
    authority::may_ever(speaker, action)?;
    let tx = office.db.begin_write().await?;
    let survey = surveys::lock(&tx, &[id]).await?.pop();
    let survey = act_on(speaker, action, survey)?;
    Ok((tx, survey, office.clock.now()))
}

/// Writes a survey down under its next version, with its line of audit, and rings.
pub(super) async fn saved(
    office: &Office,
    speaker: Speaker<'_>,
    tx: Transaction,
    survey: Survey,
    action: &'static str,
) -> Result<Survey, Refusal> {
    saved_with(office, speaker, tx, survey, action, serde_json::json!({})).await
}

/// As [`saved`], with what else there is to say of it.
pub(super) async fn saved_with(
    office: &Office,
    speaker: Speaker<'_>,
    tx: Transaction,
    survey: Survey,
    action: &'static str,
    mut details: serde_json::Value,
) -> Result<Survey, Refusal> {
    let survey = Survey {
        version: surveys::update(&tx, &survey).await?,
        ..survey
    };
    if let Some(details) = details.as_object_mut() {
        let lifecycle = &survey.lifecycle;
        details.insert("state".to_owned(), lifecycle.stored.as_str().into());
        details.insert("opensAt".to_owned(), serde_json::json!(lifecycle.opens_at));
        details.insert(
            "closesAt".to_owned(),
            serde_json::json!(lifecycle.closes_at),
        );
    }
    note(office, &tx, speaker, Some(survey.id), action, details).await?;
    if survey.lifecycle.is_closed() {
        // What was decided on a survey can be pinned by the head of the main chain at once.
        let now = office.clock.now();
        checkpoint::of_surveys(&tx, &[survey.id], now, office.chance.as_ref()).await?;
    }
    bell::ring(&tx, &[(survey.id, survey.version)]).await?;
    tx.commit().await.map_err(StorageFault::from)?;
    office.bell.ring(survey.id, survey.version);
    Ok(survey)
}
