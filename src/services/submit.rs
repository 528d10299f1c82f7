//! Take a batch: examine each form, have the survey's writer judge and count it.

use std::collections::HashMap;
use std::sync::Arc;

use super::batch::{Batch, Entry, Submitted};
use super::library;
use super::office::{Office, Speaker};
use super::plans::{self, Plan};
use super::refusal::{InputFault, Refusal};
use super::user_fault::{UserFault, UserFaultCode};
use crate::domain::base::ids::{AreaId, SurveyId};
use crate::domain::base::text::is_code;
use crate::domain::survey::judge::Examined;
use crate::domain::survey::response::Draft;
use crate::domain::survey::sending::{MOST_QUEUED, Sending};
use crate::domain::trust::actor::{Actor, Role};
use crate::domain::trust::authority::{self, Action};

/// Responses in one call at the most.
pub const LARGEST_BATCH: usize = 500;

/// Takes a batch of 1 to [`LARGEST_BATCH`] responses. Safe to repeat. When this returns, all that
/// was accepted or set aside is on disk.
///
/// # Errors
/// The whole call is refused without a right to collect in the survey, and where the batch is
/// empty or too large. A single response's fault is in its receipt.
pub async fn batch(
    office: &Office,
    speaker: Speaker<'_>,
    survey: SurveyId,
    drafts: Vec<Draft>,
) -> Result<Submitted, Refusal> {
    batch_of_phone(office, speaker, survey, drafts, Sending::default()).await
}

/// As [`batch`], with what the phone says of itself: its clock, and what it still holds.
///
/// # Errors
/// As [`batch`]; [`Refusal::Faults`] for a malformed device or a number that can't be.
pub async fn batch_of_phone(
    office: &Office,
    speaker: Speaker<'_>,
    survey: SurveyId,
    drafts: Vec<Draft>,
    sending: Sending,
) -> Result<Submitted, Refusal> {
    let actor = authority::may_ever(speaker, Action::Submit)?;
    if drafts.is_empty() || drafts.len() > LARGEST_BATCH {
        let path = vec!["input".to_owned(), "responses".to_owned()];
        return Err(Refusal::BadInput {
            path,
            fault: InputFault::ListLength {
                most: LARGEST_BATCH,
            },
        });
    }
    examine_sending(&sending)?;
    let plan = library::plan(office, survey).await?;
    let assigned = plan.assigned_to(actor);
    if assigned.is_empty() {
        return Err(Refusal::NotFound);
    }
    let entries = drafts
        .into_iter()
        .map(|draft| {
            let is_assigned = assigned.contains_key(draft.hamlet_code.as_str());
            examine(office, &plan, is_assigned, draft)
        })
        .collect();
    let role = if actor.is(Role::Collector) {
        Role::Collector
    } else {
        Role::Front
    };
    let batch = Batch {
        survey,
        form: Arc::clone(&plan.form),
        account: actor.account,
        role: Some(role),
        request: actor.request.clone(),
        clock_ahead: sending.clock_ahead(office.clock.now()),
        sending,
        entries,
    };
    office.writer.submit(batch).await
}

/// What a phone says of itself must be a code and a number that can be.
fn examine_sending(sending: &Sending) -> Result<(), Refusal> {
    let mut faults = Vec::new();
    if let Some(device) = sending.device.as_deref().filter(|device| !is_code(device)) {
        faults.push(UserFault::at("device", UserFaultCode::InvalidText, device));
    }
    let impossible = |queued: &i64| !(0..=MOST_QUEUED).contains(queued);
    if let Some(queued) = sending.still_queued.filter(impossible) {
        let code = UserFaultCode::OutOfRange;
        faults.push(UserFault::at("stillQueued", code, queued.to_string()));
    }
    if faults.is_empty() {
        Ok(())
    } else {
        Err(Refusal::Faults(faults))
    }
}

/// A form with what its hamlet and household are; whether its sender collects there is for the caller
/// to know.
pub(super) fn examine(office: &Office, plan: &Plan, assigned: bool, draft: Draft) -> Entry {
    let fingerprint = office.key.fingerprint(plan.survey, &draft);
    let hamlet = plan.hamlets.get(&draft.hamlet_code).map(|place| place.area);
    let form = Examined::new(
        draft,
        fingerprint,
        &plan.form.questionnaire,
        &plan.form.layout,
    );
    let household = hamlet.filter(|_| form.texts_valid).map(|hamlet| {
        office
            .key
            .household(plan.survey, hamlet, &form.draft.household_code)
    });
    Entry {
        form,
        hamlet,
        assigned,
        household,
    }
}

impl Plan {
    /// The survey's hamlets, by code, that the actor collects in.
    fn assigned_to<'a>(&'a self, actor: &Actor) -> HashMap<&'a str, AreaId> {
        let collects = |place| plans::collects_in(actor, self, place);
        self.hamlets
            .iter()
            .filter(|(_, place)| collects(place))
            .map(|(code, place)| (code.as_str(), place.area))
            .collect()
    }
}
