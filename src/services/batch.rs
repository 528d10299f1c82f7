//! A batch of forms on its way to the writer, and its receipts on the way back.

use std::sync::Arc;

use chrono::TimeDelta;

use super::forms::Form;
use crate::domain::base::ids::{AccountId, AreaId, ResponseId, SurveyId};
use crate::domain::base::terms::terms;
use crate::domain::survey::judge::{Examined, RejectionCode};
use crate::domain::survey::record::Survey;
use crate::domain::survey::sending::Sending;
use crate::domain::survey::submission::Digest;
use crate::domain::trust::actor::Role;

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
    /// In what role; `None`: a resident, by an invitation.
    pub role: Option<Role>,
    /// In which request, for its line of the audit.
    pub request: Option<Arc<str>>,
    /// What the phone says of itself.
    pub sending: Sending,
    /// How far its clock is ahead of ours; `None` where it is right or not told.
    pub clock_ahead: Option<TimeDelta>,
    /// The forms, in the order of the input.
    pub entries: Vec<Entry>,
}
