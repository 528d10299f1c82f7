//! From a report of the Front to what it concludes, its content and its versions.

use async_graphql::{ComplexObject, Context, Error};

use super::front::account;
use super::ways;
use crate::domain::trust::authority::{self, Action};
use crate::graphql::fault::{Nullable, Showing};
use crate::graphql::nodes::candidacy::Candidacy;
use crate::graphql::nodes::report::{FrontReport, ReportConclusion};
use crate::graphql::state::Asking;
use crate::services::front_reports;
use crate::services::refusal::Refusal;

#[ComplexObject]
impl FrontReport {
    /// What it concludes, on each candidacy that the reader may see (kết luận).
    async fn conclusions(&self, ctx: &Context<'_>) -> Nullable<Vec<ReportConclusion>> {
        let found: Result<_, Refusal> = async {
            let office = ctx.office()?;
            authority::may_ever(ctx.speaker(), Action::ReadFindings)?;
            let all = front_reports::conclusions_of(office, ctx.speaker(), &self.of).await?;
            Ok(Some(all.into_iter().map(ReportConclusion::from).collect()))
        }
        .await;
        ctx.nullable(found)
    }

    /// Its conclusions and figures as they stood when it was handed in, as canonical JSON (RFC
    /// 8785); null for a reader who may not see each of its candidacies (nội dung báo cáo).
    async fn content(&self, ctx: &Context<'_>) -> Nullable<String> {
        let found: Result<_, Refusal> = async {
            let office = ctx.office()?;
            front_reports::content(office, ctx.speaker(), &self.of).await
        }
        .await;
        ctx.nullable(found)
    }

    /// Name of the account that handed it in (người nộp).
    async fn submitted_by(&self, ctx: &Context<'_>) -> Result<String, Error> {
        account(ctx, self.of.submitted_by).await
    }

    /// Every version of it, the first one first (các phiên bản).
    async fn versions(&self, ctx: &Context<'_>) -> Result<Vec<Self>, Error> {
        let office = ctx.show(ctx.office())?;
        let all = ctx.show(front_reports::versions(office, self.of.id).await)?;
        Ok(all.into_iter().map(|of| Self::of(of, self.late)).collect())
    }
}

#[ComplexObject]
impl ReportConclusion {
    /// The candidacy (hồ sơ).
    async fn candidacy(&self, ctx: &Context<'_>) -> Result<Candidacy, Error> {
        ways::candidacy(ctx, self.candidacy_id).await
    }
}
