//! Responses as the Front reviews them: without answers.

use async_graphql::{ID, SimpleObject};

use crate::domain::base::ids::{AreaId, SurveyId};
use crate::domain::survey::review::ReviewState;
use crate::graphql::id::GlobalId;
use crate::graphql::scalars::{Moment, UniqueId};
use crate::services::reviews::ReviewView;

/// An accepted response without its answers, and where it stands with the Front (rà soát phiếu).
#[derive(Debug, Clone, SimpleObject)]
#[graphql(complex)]
pub struct ReviewedResponse {
    /// Global id of the response itself, with which `node` gives it with its answers.
    pub node_id: ID,
    /// The id that the app made for it, unique in its survey.
    pub response_id: UniqueId,
    /// When the household answered.
    pub collected_at: Moment,
    /// When it arrived.
    pub received_at: Moment,
    /// Name of the account that sent it (người gửi).
    pub collector: String,
    /// Where it stands (trạng thái rà soát).
    pub state: ReviewState,
    /// Why it stands so; null for one that nobody doubted (lý do).
    pub reason: Option<String>,
    /// Since when; null for one that nobody doubted.
    pub since: Option<Moment>,
    /// Name of the account that put it there; null for one that nobody doubted (người rà soát).
    pub reviewed_by: Option<String>,
    #[graphql(skip)]
    pub(in crate::graphql) hamlet_id: AreaId,
}

impl ReviewedResponse {
    /// A response of a survey.
    #[must_use]
    pub fn of(survey: SurveyId, view: ReviewView) -> Self {
        Self {
            node_id: GlobalId::Response(survey, view.response).encode(),
            response_id: UniqueId(view.response.0),
            collected_at: Moment(view.collected_at),
            received_at: Moment(view.received_at),
            collector: view.collector,
            state: view.state,
            reason: view.reason,
            since: view.since.map(Moment),
            reviewed_by: view.by,
            hamlet_id: view.hamlet,
        }
    }
}
