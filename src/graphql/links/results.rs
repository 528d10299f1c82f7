//! From figures to the items, hamlets and conditions that they are of.

use std::sync::Arc;

use async_graphql::{ComplexObject, Context, Error};

use super::ways;
use crate::domain::base::ids::AreaId;
use crate::domain::survey::record::Survey;
use crate::domain::survey::verdict::Outcome;
use crate::graphql::fault::{Nullable, Showing};
use crate::graphql::loaders;
use crate::graphql::nodes::area::Hamlet;
use crate::graphql::nodes::check::Check;
use crate::graphql::nodes::questionnaire::QuestionnaireItem;
use crate::graphql::nodes::results::{Approval, HamletResult, ItemApproval, OptionCount, Setting};
use crate::graphql::scalars::Moment;
use crate::graphql::state::Asking;
use crate::graphql::straight::Straight;
use crate::services::forms::Form;
use crate::services::sight::{ResultStage, Sight};
use crate::words::checks::Found;

/// What the figures of a survey are shown with.
pub(super) fn setting(survey: &Arc<Survey>, sight: &Sight) -> Setting {
    Setting {
        survey: Arc::clone(survey),
        form: Arc::clone(&sight.result.form),
        rules: Arc::clone(&sight.result.rules),
        stage: sight.stage,
        households: sight.result.coverage.coverage.households,
    }
}

/// The approval of a survey's area, as far as it may be seen.
pub(super) fn approval(
    ctx: &Context<'_>,
    survey: &Arc<Survey>,
    sight: &Sight,
) -> Nullable<Straight<Approval>> {
    ways::seen(ctx, &sight.approval, |view| {
        Straight(Approval::of(view, &setting(survey, sight)))
    })
}

/// A minimum held against figures, in words: with the names of the worst place and item.
///
/// # Errors
/// Where the place can't be read.
pub(super) async fn check(
    ctx: &Context<'_>,
    outcome: &Outcome,
    form: Option<&Form>,
    whole: AreaId,
) -> Result<Check, Error> {
    let language = ctx.language();
    let worst = outcome.worst;
    let place = match worst.map(|worst| worst.area).filter(|area| *area != whole) {
        Some(area) => loaders::area(ctx, area).await?,
        None => None,
    };
    let item = worst
        .and_then(|worst| worst.item)
        .and_then(|position| form?.questionnaire.items.get(position));
    let found = Found {
        place: place.as_ref().map(|area| area.name.as_str()),
        item: item.map(|item| (item.code.as_str(), item.label.text(language))),
    };
    Ok(Check::of(outcome, &found, language))
}

#[ComplexObject]
impl Approval {
    /// One check for each satisfaction minimum of the title and level (các điều kiện).
    async fn checks(&self, ctx: &Context<'_>) -> Result<Vec<Check>, Error> {
        let whole = self.setting.survey.place.area;
        let mut checks = Vec::with_capacity(self.view.checks.len());
        for outcome in &self.view.checks {
            checks.push(check(ctx, outcome, Some(&self.setting.form), whole).await?);
        }
        Ok(checks)
    }

    /// By item, in the form's order; items that too few answered are left out and named in
    /// `withheldItems` (theo nội dung).
    async fn items(&self) -> Vec<ItemApproval> {
        self.by_item().collect()
    }

    /// The frozen result that the figures are of, from CLOSED on; null while PROVISIONAL (lần chốt).
    async fn revision(&self, ctx: &Context<'_>) -> Nullable<i32> {
        if self.setting.stage == ResultStage::Provisional {
            return None;
        }
        match loaders::frozen(ctx, self.setting.survey.id).await {
            Ok(frozen) => frozen.map(|frozen| Ok(frozen.revision)),
            Err(error) => Some(Err(error)),
        }
    }

    /// When the figures were so: now while PROVISIONAL, else when the survey was closed.
    async fn as_of(&self, ctx: &Context<'_>) -> Result<Moment, Error> {
        let now = ctx.show(ctx.office())?.clock.now();
        if self.setting.stage == ResultStage::Provisional {
            return Ok(Moment(now));
        }
        let frozen = loaders::frozen(ctx, self.setting.survey.id).await?;
        Ok(Moment(frozen.map_or(now, |frozen| frozen.closed_at)))
    }
}

#[ComplexObject]
impl ItemApproval {
    /// The item (nội dung).
    #[expect(clippy::unused_async, reason = "the library's macro awaits it")]
    async fn item(&self, ctx: &Context<'_>) -> Result<QuestionnaireItem, Error> {
        self.question().ok_or_else(|| ways::lost(ctx, "item"))
    }

    /// How often each of its options was chosen, in the form's order (theo phương án).
    async fn options(&self) -> Vec<OptionCount> {
        self.by_option()
    }
}

#[ComplexObject]
impl HamletResult {
    /// The hamlet (thôn).
    async fn hamlet(&self, ctx: &Context<'_>) -> Result<Hamlet, Error> {
        ways::hamlet(ctx, self.place.area).await
    }
}
