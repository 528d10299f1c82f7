//! From a round to its province, its rules, its dates and its candidacies.

use async_graphql::{ComplexObject, Context, Error};

use super::ways;
use crate::domain::recognition::candidacy::CandidacyOrder;
use crate::graphql::fault::{Nullable, Showing};
use crate::graphql::lists::candidacies::{CandidacyFilterInput, connection};
use crate::graphql::nodes::area::{Area, Province};
use crate::graphql::nodes::candidacy::{Candidacy, RecognisedTitle};
use crate::graphql::nodes::council::CouncilSession;
use crate::graphql::nodes::dossier::DebtStatement;
use crate::graphql::nodes::regulation::Regulation;
use crate::graphql::nodes::round::{
    CertificationRound, Deadline, RoundSummary, StateCount, TitleCount,
};
use crate::graphql::nodes::task::AppraisalTask;
use crate::graphql::nodes::titles::ReassessmentLine;
use crate::graphql::nodes::vote::Reassessment;
use crate::graphql::page::{Asked, Connection};
use crate::graphql::scalars::CalendarDay;
use crate::graphql::state::Asking;
use crate::graphql::{dossier_loaders, loaders};
use crate::services::candidacies::CandidacyFilter;
use crate::services::refusal::Refusal;
use crate::services::tasks::{self, TaskFilter};
use crate::services::{reassessments, sessions, standings};

#[ComplexObject]
impl CertificationRound {
    /// The province that recognises (tỉnh).
    async fn province(&self, ctx: &Context<'_>) -> Result<Province, Error> {
        match ways::area(ctx, self.round.province).await? {
            Area::Province(province) => Ok(province),
            _ => Err(ways::lost(ctx, "province")),
        }
    }

    /// The rules that judge it for ever (bộ quy định).
    async fn regulation(&self, ctx: &Context<'_>) -> Result<Regulation, Error> {
        let rules = ways::rules_of(ctx, self.round.id).await?;
        Ok(ways::regulation(ctx, rules))
    }

    /// What is owed by when, the earliest first (thời hạn).
    async fn deadlines(&self, ctx: &Context<'_>) -> Result<Vec<Deadline>, Error> {
        let standings = loaders::deadlines(ctx, self.round.id).await?;
        Ok(standings.unwrap_or_default().iter().map(deadline).collect())
    }

    /// Its candidacies, of those that the reader may see (hồ sơ).
    #[expect(clippy::too_many_arguments, reason = "the arguments are the API's")]
    async fn candidacies(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "The first so many, 1 to 500.")] first: Option<i32>,
        #[graphql(desc = "Only what follows this cursor.")] after: Option<String>,
        #[graphql(desc = "The last so many, 1 to 500; not together with first.")] last: Option<i32>,
        #[graphql(desc = "Only what goes before this cursor.")] before: Option<String>,
        #[graphql(desc = "Which of them; all, where left out.")] filter: Option<
            CandidacyFilterInput,
        >,
        #[graphql(desc = "In what order; by area, where left out.")] order_by: Option<
            CandidacyOrder,
        >,
    ) -> Result<Connection<Candidacy>, Error> {
        let filter = CandidacyFilter {
            order: order_by,
            ..filter.unwrap_or_default().of_round(Some(self.round.id))
        };
        let asked = Asked {
            first,
            after,
            last,
            before,
        };
        ctx.show(connection(ctx, &filter, &asked).await)
    }

    /// What departments have to appraise: each candidacy with each of their criteria, by nomination
    /// and criterion. A department gets its own (nhiệm vụ thẩm định tiêu chí).
    #[expect(clippy::too_many_arguments, reason = "the arguments are the API's")]
    async fn appraisal_tasks(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "The first so many, 1 to 500.")] first: Option<i32>,
        #[graphql(desc = "Only what follows this cursor.")] after: Option<String>,
        #[graphql(desc = "The last so many, 1 to 500; not together with first.")] last: Option<i32>,
        #[graphql(desc = "Only what goes before this cursor.")] before: Option<String>,
        #[graphql(desc = "Only of the agency of this code (mã cơ quan).")] agency: Option<String>,
        #[graphql(desc = "Only those of which nothing, or something, is recorded.")]
        outstanding: Option<bool>,
    ) -> Nullable<Connection<AppraisalTask>> {
        let asked = Asked {
            first,
            after,
            last,
            before,
        };
        let filter = TaskFilter {
            agency,
            outstanding,
        };
        let found: Result<_, Refusal> = async {
            let request = asked.request::<AppraisalTask>()?;
            let tasks =
                tasks::of_round(ctx.office()?, ctx.speaker(), self.round.id, &filter).await?;
            let total = u64::try_from(tasks.len()).unwrap_or(u64::MAX);
            let page = tasks::page(tasks, &request)?;
            let show = |task| AppraisalTask::of(task, ctx.language());
            Ok(Some(Connection::of(page, total, show)))
        }
        .await;
        ctx.nullable(found)
    }

    /// The statement of the whole province's construction debt that was made for the round; null
    /// before it is recorded, or where it may not be seen (nợ xây dựng cơ bản toàn tỉnh).
    async fn debt_statement(&self, ctx: &Context<'_>) -> Nullable<DebtStatement> {
        let found = dossier_loaders::province_debt(ctx, &self.round).await;
        let found = found.transpose()?;
        Some(found.map(|one| DebtStatement::of(one.current, one.earlier)))
    }

    /// Its candidacies in numbers, of those that the reader may see (tổng hợp).
    async fn summary(&self, ctx: &Context<'_>) -> Result<RoundSummary, Error> {
        let summary = loaders::summary(ctx, self.round.id).await?;
        Ok(in_numbers(summary.unwrap_or_default()))
    }

    /// The council's sessions on it, in the order in which they were called, of those that the reader may
    /// read of (phiên họp hội đồng).
    async fn council_sessions(&self, ctx: &Context<'_>) -> Result<Vec<CouncilSession>, Error> {
        let office = ctx.show(ctx.office())?;
        let found = sessions::of_round(office, ctx.speaker(), self.round.id).await;
        Ok(ctx
            .show(found)?
            .into_iter()
            .map(CouncilSession::from)
            .collect())
    }

    /// Communes that were recognised in 2015 or earlier and still hold it, those that no longer meet the
    /// standard first (rà soát các xã đã được công nhận từ năm 2015 trở về trước).
    async fn reassessment_report(&self, ctx: &Context<'_>) -> Result<Vec<ReassessmentLine>, Error> {
        let office = ctx.show(ctx.office())?;
        let lines = reassessments::report(office, ctx.speaker(), self.round.id).await;
        let line = |line: reassessments::Line| ReassessmentLine {
            titles: line.titles.into_iter().map(RecognisedTitle::from).collect(),
            candidacy: line.candidacy.map(Candidacy::from),
            reassessment: line.found.map(Reassessment::from),
            area: line.area,
        };
        Ok(ctx.show(lines)?.into_iter().map(line).collect())
    }
}

fn deadline(standing: &standings::DeadlineStanding) -> Deadline {
    Deadline {
        deliverable: standing.date.deliverable,
        due_before: CalendarDay(standing.date.due_before),
        expected: standing.expected,
        received: standing.received,
        late: standing.late,
        outstanding: standing.outstanding(),
    }
}

fn in_numbers(summary: standings::RoundSummary) -> RoundSummary {
    let state_count = |(state, count)| StateCount { state, count };
    let title_count = |(title, count)| TitleCount { title, count };
    RoundSummary {
        candidacies: summary.candidacies,
        ready: summary.ready,
        by_state: summary.by_state.into_iter().map(state_count).collect(),
        by_title: summary.by_title.into_iter().map(title_count).collect(),
    }
}
