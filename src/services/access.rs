//! Who may see which candidacy and survey: the filter of every scoped read.

use super::office::{Office, Speaker};
use super::refusal::Refusal;
use crate::domain::base::clock::Day;
use crate::domain::base::ids::{AreaId, CandidacyId, SurveyId};
use crate::domain::place::area::Place;
use crate::domain::recognition::candidacy::Candidacy;
use crate::domain::survey::lifecycle::SurveyState;
use crate::domain::survey::record::Survey;
use crate::domain::trust::actor::{Actor, Role};
use crate::domain::trust::authority::{self, Action};
use crate::storage::within::{Scope, Sight};

/// What of candidacies and surveys the speaker may know of: what lies in its areas, what it
/// collects in, and what is published.
#[must_use]
pub(super) fn visible(office: &Office, speaker: Speaker<'_>) -> Sight {
    let published_by = Some(office.clock.today());
    let Some(actor) = speaker else {
        return Sight {
            within: Scope::nowhere(),
            collecting: Scope::nowhere(),
            published_by,
        };
    };
    let readers = || {
        Action::ReadCandidacies
            .roles()
            .iter()
            .filter(|role| actor.is(**role))
    };
    let everywhere = readers().any(|role| actor.goes_everywhere(*role));
    let collects = actor.is(Role::Collector) || actor.is(Role::Front);
    let within = if everywhere {
        Scope::Everywhere
    } else if readers().next().is_some() {
        Scope::Areas(actor.area_ids())
    } else {
        Scope::nowhere()
    };
    let collecting = if collects && !everywhere {
        Scope::Areas(actor.area_ids())
    } else {
        Scope::nowhere()
    };
    Sight {
        within,
        collecting,
        published_by,
    }
}

/// Whether a survey lies in sight or is published; one where the speaker collects may still be seen.
#[must_use]
pub(super) fn is_visible(sight: &Sight, survey: &Survey) -> bool {
    let lies_in = match &sight.within {
        Scope::Everywhere => true,
        Scope::Areas(areas) => areas.iter().any(|area| survey.place.is_in(*area)),
    };
    lies_in || is_published_by(sight.published_by, survey)
}

/// Whether a survey's result is public: verified, and its posting days are over.
#[must_use]
pub(super) fn is_published(office: &Office, survey: &Survey) -> bool {
    is_published_by(Some(office.clock.today()), survey)
}

fn is_published_by(day: Option<Day>, survey: &Survey) -> bool {
    survey.lifecycle.stored == SurveyState::Verified
        && day
            .zip(survey.published_on)
            .is_some_and(|(day, from)| from <= day)
}

/// Lets a reader through who may do this where a survey is that they see.
///
/// # Errors
/// [`Refusal::Unauthenticated`]; [`Refusal::Forbidden`] for anyone who may not.
pub fn reads(speaker: Speaker<'_>, action: Action, survey: &Survey) -> Result<(), Refusal> {
    authority::may_ever(speaker, action)?;
    // The survey itself is seen here; this of it is not.
    authority::permit(speaker, action, &survey.place).map_err(|_| Refusal::Forbidden)?;
    Ok(())
}

/// Those of some surveys that the speaker may do this with.
pub(super) fn permitted(speaker: Speaker<'_>, action: Action, surveys: &[Survey]) -> Vec<SurveyId> {
    surveys
        .iter()
        .filter(|survey| authority::permit(speaker, action, &survey.place).is_ok())
        .map(|survey| survey.id)
        .collect()
}

/// A survey that the speaker may act on.
///
/// # Errors
/// As the rights say; [`Refusal::NotFound`] where it doesn't exist or lies outside.
pub(super) fn act_on(
    speaker: Speaker<'_>,
    action: Action,
    survey: Option<Survey>,
) -> Result<Survey, Refusal> {
    authority::may_ever(speaker, action)?;
    let survey = survey.ok_or(Refusal::NotFound)?;
    authority::permit(speaker, action, &survey.place)?;
    Ok(survey)
}

/// What of a dossier's parts somebody sees.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum DossierSight<'a> {
    /// None of them.
    Nothing,
    /// What this agency itself has brought, and how the whole stands.
    Own(&'a str),
    /// All of them.
    Whole,
}

/// What the speaker sees of the dossier of a place.
pub(super) fn dossier<'a>(speaker: Speaker<'a>, place: &Place) -> DossierSight<'a> {
    sight(speaker, |actor, role| actor.reaches(role, place))
}

/// What the speaker sees of what is stated on a whole province.
pub(super) fn dossier_of_province(speaker: Speaker<'_>, province: AreaId) -> DossierSight<'_> {
    sight(speaker, |actor, role| {
        let lies_there = |area: &Place| area.is_in(province);
        actor.goes_everywhere(role) || (actor.is(role) && actor.areas.iter().any(lies_there))
    })
}

fn sight(speaker: Speaker<'_>, reaches: impl Fn(&Actor, Role) -> bool) -> DossierSight<'_> {
    let Some(actor) = speaker else {
        return DossierSight::Nothing;
    };
    let mut others = Action::ReadDossiers.roles().iter();
    if others.any(|role| *role != Role::Department && reaches(actor, *role)) {
        return DossierSight::Whole;
    }
    match &actor.agency {
        Some(agency) if reaches(actor, Role::Department) => DossierSight::Own(agency),
        _ => DossierSight::Nothing,
    }
}

/// Those of these candidacies of whose dossier the speaker sees something.
pub(super) fn with_dossier(speaker: Speaker<'_>, of: &[Candidacy]) -> Vec<CandidacyId> {
    of.iter()
        .filter(|one| dossier(speaker, &one.place) != DossierSight::Nothing)
        .map(|one| one.id)
        .collect()
}
