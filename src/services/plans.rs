//! What of a survey never changes once it is created.

use std::collections::{HashMap, HashSet};
use std::sync::Arc;

use super::forms::Form;
use crate::domain::base::ids::{AccountId, CandidacyId, RoundId, SurveyId};
use crate::domain::place::area::Place;
use crate::domain::survey::lifecycle::SurveyKind;
use crate::domain::trust::actor::{Actor, Role};

/// A survey's unchanging part.
#[derive(Debug)]
pub struct Plan {
    /// The survey.
    pub survey: SurveyId,
    /// The candidacy it is for.
    pub candidacy: CandidacyId,
    /// The candidacy's round.
    pub round: RoundId,
    /// Who asks whom.
    pub kind: SurveyKind,
    /// Its form.
    pub form: Arc<Form>,
    /// Its hamlets by code.
    pub hamlets: HashMap<String, Place>,
    /// The collectors that a direct check names.
    pub collectors: HashSet<AccountId>,
}

/// Whether the actor collects in a hamlet of the survey.
///
/// A collection is the collectors' and the Front's of the area; a direct check is the provincial
/// Front's and that of the collectors it names (notice 05-TB/BCĐ, item 11.1).
#[must_use]
pub fn collects_in(actor: &Actor, plan: &Plan, hamlet: &Place) -> bool {
    let is_named = plan.collectors.contains(&actor.account);
    collects(actor, plan.kind, is_named, hamlet)
}

/// Whether the actor collects in a hamlet of a survey of a kind, which may name its account.
#[must_use]
pub fn collects(actor: &Actor, kind: SurveyKind, is_named: bool, hamlet: &Place) -> bool {
    match kind {
        SurveyKind::Collection => {
            actor.reaches(Role::Collector, hamlet) || actor.reaches(Role::Front, hamlet)
        }
        SurveyKind::DirectCheck => {
            let named = is_named && actor.reaches(Role::Collector, hamlet);
            named || actor.is_provincial_front(hamlet)
        }
    }
}
