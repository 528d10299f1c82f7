//! Of a survey's figures, what each reader may see now, later, or never.

use std::collections::HashMap;
use std::sync::Arc;

use super::access;
use super::figures;
use super::office::{Office, Speaker};
use super::refusal::Refusal;
use super::results::{ApprovalView, CoverageView, HamletSight, HamletView, Side, SurveyResult};
use crate::domain::base::ids::SurveyId;
use crate::domain::base::terms::terms;
use crate::domain::survey::coverage::Coverage;
use crate::domain::survey::lifecycle::SurveyState;
use crate::domain::survey::record::Survey;
use crate::domain::trust::actor::{Actor, Role};
use crate::domain::trust::authority::{self, Action};

terms! {
    /// How final a figure is.
    ResultStage {
        /// So far: the survey runs.
        Provisional = "PROVISIONAL",
        /// The survey is closed, the result frozen.
        Closed = "CLOSED",
        /// Posted for residents to see and object.
        Posted = "POSTED",
        /// Verified by the Front.
        Verified = "VERIFIED",
    }
}

/// A figure, or why it isn't shown.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Seen<T> {
    /// It is shown.
    Shown(T),
    /// It comes with a later state, or is too small to be shown: null without an error.
    Later,
    /// The role never gets it: null with FORBIDDEN.
    Never,
}

impl<T> Seen<T> {
    /// The figure, where it is shown.
    pub fn shown(&self) -> Option<&T> {
        match self {
            Self::Shown(value) => Some(value),
            Self::Later | Self::Never => None,
        }
    }

    /// The same of another figure, where it is shown.
    pub(super) fn map<U>(self, make: impl FnOnce(T) -> U) -> Seen<U> {
        match self {
            Self::Shown(value) => Seen::Shown(make(value)),
            Self::Later => Seen::Later,
            Self::Never => Seen::Never,
        }
    }
}

/// A survey's figures as one reader sees them.
#[derive(Debug, Clone)]
pub struct Sight {
    /// All that was worked out; only what the fields below carry may be shown.
    pub result: Arc<SurveyResult>,
    /// How final the figures are.
    pub stage: ResultStage,
    /// Coverage of the area.
    pub coverage: Seen<CoverageView>,
    /// Approval of the area.
    pub approval: Seen<Arc<ApprovalView>>,
    /// By hamlet.
    pub hamlets: Seen<Arc<Vec<HamletSight>>>,
}

impl Sight {
    /// Whether the approval is kept back.
    #[must_use]
    pub const fn approval_withheld(&self) -> bool {
        !matches!(self.approval, Seen::Shown(_))
    }
}

/// What the speaker sees of some surveys' figures; a fixed number of statements for all.
///
/// # Errors
/// Where the database can't be read.
pub async fn of(
    office: &Office,
    speaker: Speaker<'_>,
    surveys: &[Survey],
) -> Result<HashMap<SurveyId, Sight>, Refusal> {
    let results = figures::of(office, surveys).await?;
    let sights = surveys.iter().filter_map(|survey| {
        let result = results.get(&survey.id)?;
        Some((survey.id, look(office, speaker, survey, Arc::clone(result))))
    });
    Ok(sights.collect())
}

fn look(
    office: &Office,
    speaker: Speaker<'_>,
    survey: &Survey,
    result: Arc<SurveyResult>,
) -> Sight {
    let side = side(office, speaker, survey, &result);
    let coverage = coverage(office, speaker, survey, &result);
    let approval = match &side {
        Seen::Shown(side) => match &side.approval {
            Some(approval) => Seen::Shown(Arc::clone(approval)),
            None => Seen::Later,
        },
        Seen::Later => Seen::Later,
        Seen::Never => Seen::Never,
    };
    let hamlets = hamlets(speaker, &coverage, &side, &result);
    Sight {
        stage: stage(survey),
        coverage: coverage.map(|(coverage, _)| coverage),
        approval,
        hamlets,
        result,
    }
}

const fn stage(survey: &Survey) -> ResultStage {
    match survey.lifecycle.stored {
        SurveyState::Draft | SurveyState::Open | SurveyState::Closing => ResultStage::Provisional,
        // A day on which it becomes public is set as long as the latest result hangs out.
        SurveyState::Closed if survey.published_on.is_some() => ResultStage::Posted,
        SurveyState::Closed | SurveyState::Returned => ResultStage::Closed,
        SurveyState::Verified => ResultStage::Verified,
    }
}

/// Which side of the approval the speaker sees: all of it, or small groups withheld.
fn side<'a>(
    office: &Office,
    speaker: Speaker<'_>,
    survey: &Survey,
    result: &'a SurveyResult,
) -> Seen<&'a Side> {
    if speaker.is_some_and(|actor| actor.reaches(Role::Front, &survey.place)) {
        return Seen::Shown(&result.full);
    }
    let closed = survey.lifecycle.is_closed();
    if access::is_published(office, survey)
        || (closed
            && authority::permit(speaker, Action::ReadFiguresAfterClose, &survey.place).is_ok())
    {
        return Seen::Shown(&result.public);
    }
    never_or_later(speaker, closed)
}

/// A reader whose role gets figures once a survey is closed gets them later; any other never.
fn never_or_later<T>(speaker: Speaker<'_>, closed: bool) -> Seen<T> {
    let gets_them = |actor: &Actor| {
        Action::ReadFiguresAfterClose
            .roles()
            .iter()
            .any(|role| actor.is(*role))
    };
    match speaker {
        Some(actor) if closed || !gets_them(actor) => Seen::Never,
        Some(_) | None => Seen::Later,
    }
}

/// Coverage, and whether only the speaker's own hamlets may be shown one by one.
fn coverage(
    office: &Office,
    speaker: Speaker<'_>,
    survey: &Survey,
    result: &SurveyResult,
) -> Seen<(CoverageView, bool)> {
    let closed = survey.lifecycle.is_closed();
    let action = if closed {
        Action::ReadFiguresAfterClose
    } else {
        Action::ReadCoverageBeforeClose
    };
    let others = action
        .roles()
        .iter()
        .filter(|role| **role != Role::Collector);
    let reached = speaker.is_some_and(|actor| {
        others
            .into_iter()
            .any(|role| actor.reaches(*role, &survey.place))
    });
    if reached || access::is_published(office, survey) {
        return Seen::Shown((result.coverage.clone(), false));
    }
    let Some(actor) = speaker.filter(|actor| !closed && actor.is(Role::Collector)) else {
        return never_or_later(speaker, closed);
    };
    let mut places = result.hamlets.iter().map(|hamlet| &hamlet.place);
    if places.all(|place| actor.reaches(Role::Collector, place)) {
        Seen::Shown((result.coverage.clone(), true))
    } else {
        Seen::Later
    }
}

fn hamlets(
    speaker: Speaker<'_>,
    coverage: &Seen<(CoverageView, bool)>,
    side: &Seen<&Side>,
    result: &SurveyResult,
) -> Seen<Arc<Vec<HamletSight>>> {
    let shown = side.shown().copied().unwrap_or(&result.public);
    let views = |keep: &dyn Fn(&HamletView) -> bool| {
        let kept = shown.hamlets.iter().filter(|view| keep(view));
        let sights = kept.map(|view| HamletSight::of(view, side.shown().is_some()));
        Arc::new(sights.collect())
    };
    match (coverage, speaker) {
        // The same for every reader: worked out once for a version.
        (Seen::Shown(_), _) if side.shown().is_some() => Seen::Shown(shown.sights()),
        (Seen::Shown(_), _) => Seen::Shown(views(&|_| true)),
        (Seen::Later, Some(actor)) if actor.is(Role::Collector) => {
            Seen::Shown(views(&|view| actor.reaches(Role::Collector, &view.place)))
        }
        (Seen::Later, _) => Seen::Later,
        (Seen::Never, _) => Seen::Never,
    }
}

/// Coverage of one hamlet.
#[must_use]
pub const fn hamlet_coverage(coverage: Coverage) -> CoverageView {
    CoverageView {
        coverage,
        required: None,
        met: None,
    }
}
