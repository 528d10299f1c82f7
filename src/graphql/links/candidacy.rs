//! From a candidacy to its area, its round, its surveys and their figures.

use std::sync::Arc;

use async_graphql::{ComplexObject, Context, Error};

use super::ways;
use crate::domain::recognition::appraisal::Appraisal;
use crate::domain::survey::lifecycle::SurveyKind;
use crate::graphql::fault::Nullable;
use crate::graphql::nodes::area::Area;
use crate::graphql::nodes::candidacy::Candidacy;
use crate::graphql::nodes::check::{Check, Readiness};
use crate::graphql::nodes::dossier::{
    ConditionStatement, CriterionAppraisal, DebtStatement, FrozenDossier, OrganisationOpinion,
};
use crate::graphql::nodes::regulation::Criterion;
use crate::graphql::nodes::report::FrontReport;
use crate::graphql::nodes::results::Approval;
use crate::graphql::nodes::round::CertificationRound;
use crate::graphql::nodes::survey::SatisfactionSurvey;
use crate::graphql::nodes::vote::{Deferral, RecognitionDecision, RecognitionVote};
use crate::graphql::state::Asking;
use crate::graphql::straight::Straight;
use crate::graphql::{dossier_loaders, loaders};
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
    async fn approval(&self, ctx: &Context<'_>) -> Nullable<Straight<Approval>> {
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

    /// The Fatherland Front's report that names it, in its latest version; null until it is handed in
    /// (báo cáo của Mặt trận Tổ quốc).
    async fn front_report(&self, ctx: &Context<'_>) -> Nullable<FrontReport> {
        let found = loaders::front_report(ctx, self.of.id).await;
        found.map(|view| view.map(FrontReport::from)).transpose()
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
        let (form, whole) = (readiness.form.as_deref(), self.of.place.area);
        let mut checks = Vec::with_capacity(readiness.checks.len());
        for standing in &readiness.checks {
            checks.push(match standing {
                Standing::SurveyClosed { state } => {
                    let (status, severity) = (standing.status(), standing.severity());
                    Check::survey_closed(status, severity, *state, ctx.language())
                }
                Standing::Condition(judged) => Check::judged(judged, ctx.language()),
                Standing::Minimum(outcome) => {
                    super::results::check(ctx, outcome, form, whole).await?
                }
            });
        }
        Ok(Readiness {
            ready: readiness.ready,
            checks,
        })
    }

    /// The council's vote; null until a ballot is opened on it (bỏ phiếu xét công nhận).
    async fn vote(&self, ctx: &Context<'_>) -> Result<Option<RecognitionVote>, Error> {
        let vote = loaders::vote(ctx, &self.of).await?;
        Ok(vote.map(|vote| RecognitionVote::of(&vote, ctx.language())))
    }

    /// What was decided on it; null until a decision is entered (quyết định).
    async fn decision(&self, ctx: &Context<'_>) -> Result<Option<RecognitionDecision>, Error> {
        let decided = loaders::decided(ctx, self.of.id).await?;
        Ok(decided.map(RecognitionDecision::from))
    }

    /// Where it was put off to; null where it was not (chuyển sang đợt sau).
    async fn deferral(&self, ctx: &Context<'_>) -> Result<Option<Deferral>, Error> {
        let deferrals = loaders::deferrals(ctx, self.of.id)
            .await?
            .unwrap_or_default();
        let own = deferrals
            .into_iter()
            .find(|one| one.candidacy == self.of.id);
        Ok(own.map(Deferral::from))
    }

    /// The candidacy of an earlier round that was put off to this one; null where there is none, or
    /// the reader may not know of it (hồ sơ chuyển từ đợt trước).
    async fn deferred_from(&self, ctx: &Context<'_>) -> Result<Option<Candidacy>, Error> {
        let deferrals = loaders::deferrals(ctx, self.of.id)
            .await?
            .unwrap_or_default();
        match deferrals
            .into_iter()
            .find(|one| one.successor == self.of.id)
        {
            None => Ok(None),
            Some(one) => {
                let before = loaders::candidacy(ctx, one.candidacy).await?;
                Ok(before.map(Candidacy::from))
            }
        }
    }
}
