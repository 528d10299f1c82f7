//! From a candidacy to its area, its round, its surveys and their figures.

use std::sync::Arc;

use async_graphql::{ComplexObject, Context, Error};

use super::ways;
use crate::domain::recognition::appraisal::Appraisal;
use crate::domain::survey::lifecycle::SurveyKind;
use crate::graphql::dossier_loaders;
use crate::graphql::fault::Nullable;
use crate::graphql::loaders;
use crate::graphql::nodes::area::Area;
use crate::graphql::nodes::candidacy::Candidacy;
use crate::graphql::nodes::check::{Check, Readiness};
use crate::graphql::nodes::dossier::{
    ConditionStatement, CriterionAppraisal, DebtStatement, FrozenDossier, OrganisationOpinion,
};
use crate::graphql::nodes::regulation::Criterion;
use crate::graphql::nodes::results::Approval;
use crate::graphql::nodes::round::CertificationRound;
use crate::graphql::nodes::survey::SatisfactionSurvey;
use crate::graphql::state::Asking;
use crate::services::readiness::{self, Standing};
use crate::services::recorded::Recorded;

#[ComplexObject]
impl Candidacy {
    /// The area that asks (đơn vị đề nghị).
    async fn area(&self, ctx: &Context<'_>) -> Result<Area, Error> {
        ways::area(ctx, self.of.place.area).await
    }

    /// The round (đợt).
    async fn round(&self, ctx: &Context<'_>) -> Result<CertificationRound, Error> {
        ways::round(ctx, self.of.round).await
    }

    /// Its surveys, oldest first, of those that the reader may see.
    async fn surveys(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "Only those of this kind.")] kind: Option<SurveyKind>,
    ) -> Result<Vec<SatisfactionSurvey>, Error> {
        let surveys = loaders::surveys_of(ctx, self.of.id).await?;
        surveys
            .unwrap_or_default()
            .into_iter()
            .filter(|survey| kind.is_none_or(|kind| survey.kind == kind))
            .map(|survey| ways::survey(ctx, survey))
            .collect()
    }

    /// What the residents said, of its COLLECTION survey; null before there is one or where it may
    /// not be seen yet (kết quả lấy ý kiến).
    async fn approval(&self, ctx: &Context<'_>) -> Nullable<Approval> {
        let found = async {
            let surveys = loaders::surveys_of(ctx, self.of.id).await?;
            let collection = surveys.and_then(readiness::collection_of);
            let Some(survey) = collection else {
                return Ok(None);
            };
            let sight = loaders::sight(ctx, &survey).await?;
            Ok(sight.map(|sight| (Arc::new(survey), sight)))
        };
        match found.await {
            Ok(found) => {
                found.and_then(|(survey, sight)| super::results::approval(ctx, &survey, &sight))
            }
            Err(error) => Some(Err(error)),
        }
    }

    /// The departments' findings by criterion, of those that the reader may see: a department sees
    /// its own (kết quả thẩm định).
    async fn appraisals(&self, ctx: &Context<'_>) -> Result<Vec<CriterionAppraisal>, Error> {
        let found = dossier_loaders::appraisals(ctx, &self.of).await?;
        let found = found.unwrap_or_default();
        if found.is_empty() {
            return Ok(Vec::new());
        }
        let rules = ways::rules_of(ctx, self.of.round).await?;
        let by_criterion = rules.composed.criteria.iter().filter_map(|criterion| {
            let of = |one: &&Recorded<Appraisal>| one.current.criterion == criterion.code;
            let Recorded { current, earlier } = found.iter().find(of)?.clone();
            let criterion = Criterion::of(criterion, ctx.language());
            Some(CriterionAppraisal::of(current, criterion, earlier))
        });
        Ok(by_criterion.collect())
    }

    /// Opinions of the socio-political organisations, of those that the reader may see (ý kiến của
    /// các tổ chức chính trị - xã hội).
    async fn opinions(&self, ctx: &Context<'_>) -> Result<Vec<OrganisationOpinion>, Error> {
        let found = dossier_loaders::opinions(ctx, &self.of).await?;
        let show = |one: Recorded<_>| OrganisationOpinion::of(one.current, one.earlier);
        Ok(found.unwrap_or_default().into_iter().map(show).collect())
    }

    /// What agencies state on conditions that no criterion covers, of those that the reader may see:
    /// a department sees its own (xác nhận của cơ quan).
    async fn statements(&self, ctx: &Context<'_>) -> Result<Vec<ConditionStatement>, Error> {
        let found = dossier_loaders::statements(ctx, &self.of).await?;
        let show = |one: Recorded<_>| ConditionStatement::of(one.current, one.earlier);
        Ok(found.unwrap_or_default().into_iter().map(show).collect())
    }

    /// The statement of construction debt; null before it is recorded, or where it may not be seen
    /// (nợ xây dựng cơ bản).
    async fn debt_statement(&self, ctx: &Context<'_>) -> Nullable<DebtStatement> {
        let found = dossier_loaders::debt(ctx, &self.of).await.transpose()?;
        Some(found.map(|one| DebtStatement::of(one.current, one.earlier)))
    }

    /// The dossier as it was frozen when it last went to the vote; null before, or where it may not
    /// be seen (hồ sơ đã chốt).
    async fn frozen_dossier(&self, ctx: &Context<'_>) -> Nullable<FrozenDossier> {
        let found = dossier_loaders::frozen_dossier(ctx, &self.of).await;
        Some(found.transpose()?.map(FrozenDossier::from))
    }

    /// Whether the dossier may go to the vote, as far as the reader may see (điều kiện).
    async fn readiness(&self, ctx: &Context<'_>) -> Result<Readiness, Error> {
        let readiness = loaders::readiness(ctx, &self.of).await?;
        let readiness = readiness.ok_or_else(|| ways::lost(ctx, "readiness"))?;
        let mut checks = Vec::with_capacity(readiness.checks.len());
        for standing in &readiness.checks {
            checks.push(match standing {
                Standing::SurveyClosed { state } => {
                    let (status, severity) = (standing.status(), standing.severity());
                    Check::survey_closed(status, severity, *state, ctx.language())
                }
                Standing::Condition(judged) => Check::judged(judged, ctx.language()),
                Standing::Minimum(outcome) => {
                    super::results::check(ctx, outcome, None, self.of.place.area).await?
                }
            });
        }
        Ok(Readiness {
            ready: readiness.ready,
            checks,
        })
    }
}
