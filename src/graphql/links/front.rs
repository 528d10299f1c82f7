//! From forms, postings, objections and verifications to hamlets and people.

use async_graphql::{ComplexObject, Context, Error};

use super::ways;
use crate::domain::base::ids::AccountId;
use crate::domain::survey::record::Survey;
use crate::domain::survey::verification::PointFinding;
use crate::domain::trust::authority::Action;
use crate::graphql::fault::{Nullable, Showing};
use crate::graphql::loaders;
use crate::graphql::nodes::area::Hamlet;
use crate::graphql::nodes::front::{
    CommentHandling, HamletForms, Objection, Posting, Verification, VerificationFinding,
};
use crate::graphql::nodes::survey::DeviceQueue;
use crate::graphql::state::Asking;
use crate::services::access;
use crate::services::refusal::Refusal;

/// What of a survey only some of those who see it may read.
pub(super) async fn for_some<T>(
    ctx: &Context<'_>,
    action: Action,
    survey: &Survey,
    read: impl Future<Output = Result<T, Error>>,
) -> Nullable<T> {
    match access::reads(ctx.speaker(), action, survey) {
        Ok(()) => Some(read.await),
        Err(refusal) => Some(Err(ctx.fault(&refusal))),
    }
}

/// Name of an account.
///
/// # Errors
/// Where it can't be read.
pub(super) async fn account(ctx: &Context<'_>, id: AccountId) -> Result<String, Error> {
    let name = loaders::account_name(ctx, id).await?;
    name.ok_or_else(|| ways::lost(ctx, "account"))
}

/// The postings of a survey, the latest first.
///
/// # Errors
/// Where the database can't be read.
pub(super) async fn postings(ctx: &Context<'_>, survey: &Survey) -> Result<Vec<Posting>, Error> {
    let found = loaders::postings(ctx, survey.id).await?;
    let found = found.unwrap_or_default();
    Ok(found.into_iter().map(Posting::from).collect())
}

/// The objections to a survey's result.
pub(super) async fn objections(ctx: &Context<'_>, survey: &Survey) -> Nullable<Vec<Objection>> {
    let read = async {
        let found = loaders::objections(ctx, survey.id).await?;
        let found = found.unwrap_or_default();
        Ok(found.into_iter().map(Objection::from).collect())
    };
    for_some(ctx, Action::ReadResponses, survey, read).await
}

/// The decisions on a survey.
pub(super) async fn verifications(
    ctx: &Context<'_>,
    survey: &Survey,
) -> Nullable<Vec<Verification>> {
    let read = async {
        let found = loaders::verifications(ctx, survey.id).await?;
        let found = found.unwrap_or_default();
        Ok(found.into_iter().map(Verification::from).collect())
    };
    for_some(ctx, Action::ReadFindings, survey, read).await
}

/// The forms of a survey's hamlets.
pub(super) async fn forms(ctx: &Context<'_>, survey: &Survey) -> Nullable<Vec<HamletForms>> {
    let read = async {
        let found = loaders::forms(ctx, survey).await?.unwrap_or_default();
        Ok(found.into_iter().map(HamletForms::from).collect())
    };
    for_some(ctx, Action::RunSurveys, survey, read).await
}

/// The devices that still hold forms of a survey.
pub(super) async fn still_queued(ctx: &Context<'_>, survey: &Survey) -> Nullable<Vec<DeviceQueue>> {
    let read = async {
        let found = loaders::still_queued(ctx, survey.id).await?;
        let found = found.unwrap_or_default();
        Ok(found.into_iter().map(DeviceQueue::from).collect())
    };
    for_some(ctx, Action::RunSurveys, survey, read).await
}

#[ComplexObject]
impl DeviceQueue {
    /// Name of the account that it speaks for (tài khoản).
    async fn account_name(&self, ctx: &Context<'_>) -> Result<String, Error> {
        account(ctx, self.account).await
    }
}

#[ComplexObject]
impl HamletForms {
    /// The hamlet (thôn).
    async fn hamlet(&self, ctx: &Context<'_>) -> Result<Hamlet, Error> {
        ways::hamlet(ctx, self.place.area).await
    }
}

#[ComplexObject]
impl Posting {
    /// Name of the account that recorded it (người ghi).
    async fn recorded_by(&self, ctx: &Context<'_>) -> Result<String, Error> {
        account(ctx, self.by).await
    }
}

#[ComplexObject]
impl Objection {
    /// Name of the account that answered it (người trả lời).
    async fn answered_by(&self, ctx: &Context<'_>) -> Nullable<String> {
        match self.answered_by_id {
            Some(id) => Some(account(ctx, id).await),
            None => None,
        }
    }
}

#[ComplexObject]
impl Verification {
    /// Each point as it was found, with what the verifier said (các điểm thẩm tra).
    async fn points(&self, ctx: &Context<'_>) -> Result<Vec<VerificationFinding>, Error> {
        let read = serde_json::from_str::<Vec<PointFinding>>(&self.of.points);
        let points = ctx.show(read.map_err(|fault| Refusal::Internal(Box::new(fault))))?;
        let language = ctx.language();
        let finding = |point| VerificationFinding::of(point, language);
        Ok(points.into_iter().map(finding).collect())
    }

    /// Name of the account that decided (người thẩm tra).
    async fn decided_by(&self, ctx: &Context<'_>) -> Result<String, Error> {
        account(ctx, self.of.decided_by).await
    }
}

#[ComplexObject]
impl CommentHandling {
    /// Name of the account that noted it (người xử lý).
    async fn handled_by(&self, ctx: &Context<'_>) -> Result<String, Error> {
        account(ctx, self.by).await
    }
}
