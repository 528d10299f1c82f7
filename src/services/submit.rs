//! Take a batch: examine each form, and have the survey's writer judge and count it.

use std::collections::HashMap;
use std::sync::Arc;

use super::forms::Form;
use super::office::{Office, Speaker};
use super::plans::{self, Plan};
use super::refusal::{InputFault, Refusal};
use crate::domain::base::ids::{AccountId, AreaId, ResponseId, SurveyId};
use crate::domain::base::terms::terms;
use crate::domain::survey::judge::{Examined, RejectionCode};
use crate::domain::survey::record::Survey;
use crate::domain::survey::response::Draft;
use crate::domain::survey::submission::Digest;
use crate::domain::trust::actor::{Actor, Role};
use crate::domain::trust::authority::{self, Action};

/// Responses in one call at the most.
pub const LARGEST_BATCH: usize = 500;

terms! {
    /// What became of a response.
    ReceiptStatus {
        /// It is counted.
        Accepted = "ACCEPTED",
        /// It was accepted before; nothing changed.
        Duplicate = "DUPLICATE",
        /// It is not counted; the code says why.
        Rejected = "REJECTED",
    }
}

/// The receipt of one response.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Receipt {
    /// The response.
    pub id: ResponseId,
    /// What became of it.
    pub status: ReceiptStatus,
    /// Why it was rejected.
    pub code: Option<RejectionCode>,
    /// The server holds it, counted or set aside: the app may delete its copy.
    pub kept: bool,
    /// The same response may be taken later.
    pub retry: bool,
}

/// What became of a batch.
#[derive(Debug, Clone)]
pub struct Submitted {
    /// One receipt for each response, in the order of the input.
    pub receipts: Vec<Receipt>,
    /// The survey afterwards.
    pub survey: Survey,
}

/// A form with what its hamlet and household are, where they could be told.
#[derive(Debug)]
pub(super) struct Entry {
    /// The form, examined.
    pub form: Examined,
    /// Its hamlet, where it is one of the survey.
    pub hamlet: Option<AreaId>,
    /// Whether the account collects there.
    pub assigned: bool,
    /// Its household's key, where hamlet and texts are sound.
    pub household: Option<Digest>,
}

/// A batch on its way to the survey's writer.
#[derive(Debug)]
pub(super) struct Batch {
    /// The survey.
    pub survey: SurveyId,
    /// Its form.
    pub form: Arc<Form>,
    /// Who sent it.
    pub account: AccountId,
    /// In what role.
    pub role: Role,
    /// The forms, in the order of the input.
    pub entries: Vec<Entry>,
}

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
    let plan = plans::of(office, survey).await?;
    let assigned = plan.assigned_to(actor);
    if assigned.is_empty() {
        return Err(Refusal::NotFound);
    }
    let entries = drafts
        .into_iter()
        .map(|draft| examine(office, &plan, &assigned, draft))
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
        role,
        entries,
    };
    office.writer.submit(batch).await
}

fn examine(office: &Office, plan: &Plan, assigned: &HashMap<&str, AreaId>, draft: Draft) -> Entry {
    let fingerprint = office.key.fingerprint(plan.survey, &draft);
    let hamlet = plan.hamlets.get(&draft.hamlet_code).map(|place| place.area);
    let assigned = assigned.contains_key(draft.hamlet_code.as_str());
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
