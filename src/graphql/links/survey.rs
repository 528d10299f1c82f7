//! From a survey to its candidacy, form, hamlets, figures and responses.

use std::sync::Arc;

use async_graphql::{ComplexObject, Context, Error};

use super::{consent, count_record, enrolment, fieldwork, front, results, sample, ways};
use crate::domain::survey::record;
use crate::graphql::fault::{Nullable, Showing};
use crate::graphql::lists::corrections;
use crate::graphql::lists::responses::{self, CommentFilterInput, ResponseFilterInput};
use crate::graphql::lists::reviews::{self, ReviewFilterInput};
use crate::graphql::loaders;
use crate::graphql::nodes::area::Hamlet;
use crate::graphql::nodes::candidacy::Candidacy;
use crate::graphql::nodes::correction::{Correction, SetAsideResponse};
use crate::graphql::nodes::count_record::CountRecord;
use crate::graphql::nodes::enrolment::Enrolment;
use crate::graphql::nodes::fieldwork::{HamletProgress, HeardDay};
use crate::graphql::nodes::front::{HamletForms, Objection, Posting, Verification};
use crate::graphql::nodes::questionnaire::{CriteriaOf, Questionnaire};
use crate::graphql::nodes::response::{Comment, CommentTopic, SurveyResponse};
use crate::graphql::nodes::results::{Approval, CommuneResult, Coverage, HamletResult, Setting};
use crate::graphql::nodes::review::ReviewedResponse;
use crate::graphql::nodes::sample::{DirectCheckSample, ItemComparison};
use crate::graphql::nodes::survey::{
    ConsentNotice, DeviceQueue, FrozenResult, SatisfactionSurvey, SubmissionLimits, SurveyHamlet,
};
use crate::graphql::page::{Asked, Connection};
use crate::graphql::state::Asking;
use crate::graphql::straight::Straight;
use crate::services::refusal::Refusal;
use crate::services::results::HamletSight;
use crate::services::sight::{Sight, hamlet_coverage};
use crate::services::{duties, handlings, library};

#[ComplexObject]
impl SatisfactionSurvey {
    /// The candidacy that it is for (hồ sơ).
    async fn candidacy(&self, ctx: &Context<'_>) -> Result<Candidacy, Error> {
        ways::candidacy(ctx, self.survey.candidacy).await
    }

    /// Its form (mẫu phiếu).
    async fn questionnaire(&self, ctx: &Context<'_>) -> Result<Questionnaire, Error> {
        let office = ctx.show(ctx.office())?;
        let form = ctx.show(library::form(office, self.survey.questionnaire).await)?;
        Ok(Questionnaire::of(
            form,
            CriteriaOf::Candidacy(self.survey.candidacy),
        ))
    }

    /// Its hamlets, by code (các thôn).
    async fn hamlets(&self, ctx: &Context<'_>) -> Result<Vec<SurveyHamlet>, Error> {
        let office = ctx.show(ctx.office())?;
        let hamlets = loaders::survey_hamlets(ctx, self.survey.id)
            .await?
            .unwrap_or_default();
        let mine = ctx.show(duties::hamlets(office, ctx.speaker(), self.survey.id).await)?;
        let hamlet = |hamlet: record::SurveyHamlet| SurveyHamlet {
            households: hamlet.households,
            assigned: mine.contains(&hamlet.place.area),
            has_roster: hamlet.has_roster,
            mode: hamlet.mode,
            place: hamlet.place,
        };
        Ok(hamlets.into_iter().map(hamlet).collect())
    }

    /// What a household is told before it answers: the form's own notice, else the common one (thông
    /// báo về dữ liệu cá nhân).
    async fn consent_notice(&self, ctx: &Context<'_>) -> Nullable<ConsentNotice> {
        consent::notice(ctx, &self.survey).await
    }

    /// What `submitResponses` takes (giới hạn).
    async fn limits(&self) -> SubmissionLimits {
        SubmissionLimits::present()
    }

    /// Devices that told that they still hold forms, those with the most first; for the Front (máy
    /// còn phiếu chưa gửi).
    async fn still_queued(&self, ctx: &Context<'_>) -> Nullable<Vec<DeviceQueue>> {
        front::still_queued(ctx, &self.survey).await
    }

    /// How many of the households were heard; null where it may not be seen yet (tỷ lệ hộ được lấy
    /// ý kiến).
    async fn coverage(&self, ctx: &Context<'_>) -> Nullable<Coverage> {
        match loaders::sight(ctx, &self.survey).await {
            Ok(sight) => sight
                .and_then(|sight| ways::seen(ctx, &sight.coverage, |view| Coverage::from(view))),
            Err(error) => Some(Err(error)),
        }
    }

    /// What the residents said; null where it may not be seen yet, and `approvalWithheld` says so
    /// (kết quả lấy ý kiến).
    async fn approval(&self, ctx: &Context<'_>) -> Nullable<Straight<Approval>> {
        match loaders::sight(ctx, &self.survey).await {
            Ok(sight) => sight.and_then(|sight| results::approval(ctx, &self.survey, &sight)),
            Err(error) => Some(Err(error)),
        }
    }

    /// Whether the approval is kept back from this reader.
    async fn approval_withheld(&self, ctx: &Context<'_>) -> Result<bool, Error> {
        let sight = loaders::sight(ctx, &self.survey).await?;
        Ok(sight.is_none_or(|sight| sight.approval_withheld()))
    }

    /// By hamlet, by code; a collector sees its own (theo thôn).
    async fn by_hamlet(&self, ctx: &Context<'_>) -> Nullable<Vec<HamletResult>> {
        match loaders::sight(ctx, &self.survey).await {
            Ok(sight) => sight.and_then(|sight| by_hamlet(ctx, &self.survey, &sight)),
            Err(error) => Some(Err(error)),
        }
    }

    /// What was accepted, voided responses included, by their UUIDs: read page by page, each that was
    /// there at the beginning comes once, and one that arrives meanwhile stands where its UUID puts it.
    /// For the Front alone (phiếu).
    #[expect(clippy::too_many_arguments, reason = "the arguments are the API's")]
    async fn responses(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "The first so many, 1 to 500.")] first: Option<i32>,
        #[graphql(desc = "Only what follows this cursor.")] after: Option<String>,
        #[graphql(desc = "The last so many, 1 to 500; not together with first.")] last: Option<i32>,
        #[graphql(desc = "Only what goes before this cursor.")] before: Option<String>,
        #[graphql(desc = "Which of them; all, where left out.")] filter: Option<
            ResponseFilterInput,
        >,
    ) -> Nullable<Connection<Straight<SurveyResponse>>> {
        let asked = Asked {
            first,
            after,
            last,
            before,
        };
        let filter = filter.unwrap_or_default();
        ctx.nullable(
            responses::responses(ctx, &self.survey, filter, &asked)
                .await
                .map(Some),
        )
    }

    /// What residents remarked, without their households; for the Front alone (ý kiến phản ánh).
    #[expect(clippy::too_many_arguments, reason = "the arguments are the API's")]
    async fn comments(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "The first so many, 1 to 500.")] first: Option<i32>,
        #[graphql(desc = "Only what follows this cursor.")] after: Option<String>,
        #[graphql(desc = "The last so many, 1 to 500; not together with first.")] last: Option<i32>,
        #[graphql(desc = "Only what goes before this cursor.")] before: Option<String>,
        #[graphql(desc = "Which of them; all, where left out.")] filter: Option<CommentFilterInput>,
    ) -> Nullable<Connection<Comment>> {
        let asked = Asked {
            first,
            after,
            last,
            before,
        };
        let filter = filter.unwrap_or_default();
        ctx.nullable(
            responses::comments(ctx, &self.survey, filter, &asked)
                .await
                .map(Some),
        )
    }

    /// How the comments stand, by item; those that nobody looked at last; for the Front alone
    /// (số ý kiến theo nội dung).
    async fn comment_topics(&self, ctx: &Context<'_>) -> Nullable<Vec<CommentTopic>> {
        let found: Result<_, Refusal> = async {
            let counts = handlings::by_topic(ctx.office()?, ctx.speaker(), &self.survey).await?;
            Ok(counts.into_iter().map(CommentTopic::from).collect())
        }
        .await;
        ctx.nullable(found.map(Some))
    }

    /// Forms that were stored whole and are counted nowhere until the Front chooses them, without their
    /// answers; in the order of their ids; for the Front alone (phiếu để riêng).
    async fn set_aside(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "The first so many, 1 to 500.")] first: Option<i32>,
        #[graphql(desc = "Only what follows this cursor.")] after: Option<String>,
        #[graphql(desc = "The last so many, 1 to 500; not together with first.")] last: Option<i32>,
        #[graphql(desc = "Only what goes before this cursor.")] before: Option<String>,
    ) -> Nullable<Connection<SetAsideResponse>> {
        let asked = Asked {
            first,
            after,
            last,
            before,
        };
        let found = corrections::set_aside(ctx, &self.survey, &asked).await;
        ctx.nullable(found.map(Some))
    }

    /// Responses taken out of the count and choices between answers, in the order in which they were
    /// made; for the Front alone (hiệu chỉnh).
    #[expect(clippy::too_many_arguments, reason = "the arguments are the API's")]
    async fn corrections(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "The first so many, 1 to 500.")] first: Option<i32>,
        #[graphql(desc = "Only what follows this cursor.")] after: Option<String>,
        #[graphql(desc = "The last so many, 1 to 500; not together with first.")] last: Option<i32>,
        #[graphql(desc = "Only what goes before this cursor.")] before: Option<String>,
        #[graphql(desc = "Only those that wait for a second account, or only the others.")]
        unconfirmed: Option<bool>,
    ) -> Nullable<Connection<Correction>> {
        let asked = Asked {
            first,
            after,
            last,
            before,
        };
        let found = corrections::corrections(ctx, &self.survey, unconfirmed, &asked).await;
        ctx.nullable(found.map(Some))
    }

    /// What was accepted, without its answers, and where each stands with the Front; in the order of the
    /// ids; for the Front alone (rà soát phiếu).
    #[expect(clippy::too_many_arguments, reason = "the arguments are the API's")]
    async fn reviews(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "The first so many, 1 to 500.")] first: Option<i32>,
        #[graphql(desc = "Only what follows this cursor.")] after: Option<String>,
        #[graphql(desc = "The last so many, 1 to 500; not together with first.")] last: Option<i32>,
        #[graphql(desc = "Only what goes before this cursor.")] before: Option<String>,
        #[graphql(desc = "Which of them; all, where left out.")] filter: Option<ReviewFilterInput>,
    ) -> Nullable<Connection<ReviewedResponse>> {
        let asked = Asked {
            first,
            after,
            last,
            before,
        };
        let filter = filter.unwrap_or_default();
        let found = reviews::reviews(ctx, &self.survey, filter, &asked).await;
        ctx.nullable(found.map(Some))
    }

    /// By commune, of a survey that spans several (theo xã).
    async fn by_commune(&self, ctx: &Context<'_>) -> Nullable<Vec<CommuneResult>> {
        match loaders::sight(ctx, &self.survey).await {
            Ok(sight) => sight.and_then(|sight| sample::communes(ctx, &self.survey, &sight)),
            Err(error) => Some(Err(error)),
        }
    }

    /// Phones that were set up for it, in the order they were, at most 1,000; for the Front (ghi danh người lấy
    /// phiếu).
    async fn enrolments(&self, ctx: &Context<'_>) -> Nullable<Vec<Enrolment>> {
        enrolment::enrolments(ctx, &self.survey).await
    }

    /// The forms of each hamlet, cross-footed, by code; for the Front (đối chiếu phiếu).
    async fn forms(&self, ctx: &Context<'_>) -> Nullable<Vec<HamletForms>> {
        front::forms(ctx, &self.survey).await
    }

    /// How far it has come in each hamlet, by code; a collector sees its own (tiến độ theo thôn).
    async fn progress(&self, ctx: &Context<'_>) -> Nullable<Vec<HamletProgress>> {
        fieldwork::progress(ctx, &self.survey).await
    }

    /// How many households were heard by the end of each day on which any was, the first one first; the
    /// forms of count records bear no day and are not among them (tiến độ theo ngày).
    async fn heard_by_day(&self, ctx: &Context<'_>) -> Nullable<Vec<HeardDay>> {
        fieldwork::heard_by_day(ctx, &self.survey).await
    }

    /// The count records of the hamlets whose paper is counted by hand, by code; for the Front (biên
    /// bản kiểm phiếu).
    async fn count_records(&self, ctx: &Context<'_>) -> Nullable<Vec<CountRecord>> {
        count_record::records(ctx, &self.survey).await
    }

    /// Where and how long its results hang out, the latest first (niêm yết).
    async fn postings(&self, ctx: &Context<'_>) -> Result<Vec<Posting>, Error> {
        front::postings(ctx, &self.survey).await
    }

    /// Objections to its posted results; for the Front (ý kiến phản ánh về kết quả niêm yết).
    async fn objections(&self, ctx: &Context<'_>) -> Nullable<Vec<Objection>> {
        front::objections(ctx, &self.survey).await
    }

    /// The provincial Front's decisions on it, in order (kết quả thẩm tra).
    async fn verifications(&self, ctx: &Context<'_>) -> Nullable<Vec<Verification>> {
        front::verifications(ctx, &self.survey).await
    }

    /// The sample of a `DIRECT_CHECK`; null before its seed is fixed (mẫu phúc tra).
    async fn sample(&self, ctx: &Context<'_>) -> Nullable<DirectCheckSample> {
        sample::sample(ctx, &self.survey).await
    }

    /// A closed `DIRECT_CHECK` beside the main result, item by item, as totals of the same hamlets;
    /// over a part of the hamlets for the Front alone (so sánh kết quả phúc tra).
    async fn comparison(&self, ctx: &Context<'_>) -> Nullable<Vec<ItemComparison>> {
        sample::comparison(ctx, &self.survey).await
    }

    /// Every frozen result, the first one first, for those who may see the figures: one that was
    /// replaced stays (các lần chốt kết quả).
    async fn frozen_results(&self, ctx: &Context<'_>) -> Nullable<Vec<FrozenResult>> {
        match sees_frozen(ctx, &self.survey).await? {
            Ok(()) => Some(frozen_results(ctx, &self.survey).await),
            Err(error) => Some(Err(error)),
        }
    }

    /// The latest frozen result, from CLOSED on, for those who may see the figures (kết quả đã chốt).
    async fn frozen_result(&self, ctx: &Context<'_>) -> Nullable<FrozenResult> {
        match sees_frozen(ctx, &self.survey).await? {
            Ok(()) => match loaders::frozen(ctx, self.survey.id).await {
                Ok(frozen) => frozen.map(|frozen| Ok(frozen.into())),
                Err(error) => Some(Err(error)),
            },
            Err(error) => Some(Err(error)),
        }
    }
}

/// Whether the reader sees frozen results of a survey: nothing before CLOSED, or where they come
/// later.
async fn sees_frozen(ctx: &Context<'_>, survey: &record::Survey) -> Nullable<()> {
    let sight = match loaders::sight(ctx, survey).await {
        Ok(sight) => sight?,
        Err(error) => return Some(Err(error)),
    };
    if survey.lifecycle.is_closed() {
        ways::seen(ctx, &sight.coverage, |_| ())
    } else {
        ways::seen(ctx, &sight.approval, |_| ())?.err().map(Err)
    }
}

async fn frozen_results(
    ctx: &Context<'_>,
    survey: &record::Survey,
) -> Result<Vec<FrozenResult>, Error> {
    let all = loaders::revisions(ctx, survey.id).await?;
    let all = all.unwrap_or_default();
    Ok(all.into_iter().map(FrozenResult::from).collect())
}

fn by_hamlet(
    ctx: &Context<'_>,
    survey: &Arc<record::Survey>,
    sight: &Sight,
) -> Nullable<Vec<HamletResult>> {
    let setting = results::setting(survey, sight);
    ways::seen(ctx, &sight.hamlets, |hamlets| {
        let result = |hamlet: &HamletSight| HamletResult {
            coverage: Coverage::from(&hamlet_coverage(hamlet.view.coverage)),
            approval: hamlet.view.approval.as_ref().map(|view| {
                let households = hamlet.view.coverage.households;
                Approval::of(
                    view,
                    &Setting {
                        households,
                        ..setting.clone()
                    },
                )
            }),
            withheld: hamlet.withheld,
            mode: hamlet.view.mode,
            place: hamlet.view.place,
        };
        hamlets.iter().map(result).collect()
    })
}

#[ComplexObject]
impl SurveyHamlet {
    /// The hamlet (thôn).
    async fn hamlet(&self, ctx: &Context<'_>) -> Result<Hamlet, Error> {
        ways::hamlet(ctx, self.place.area).await
    }
}
