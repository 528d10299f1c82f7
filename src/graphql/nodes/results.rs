//! Coverage and approval: exact counts, shares for show, the regulation's verdict.

use std::sync::Arc;

use async_graphql::SimpleObject;

use super::share;
use crate::domain::base::ids::AreaId;
use crate::domain::base::ratio::{Limit, Share, shown};
use crate::domain::base::wholes::ShareBase;
use crate::domain::place::area::Place;
use crate::domain::survey::collection_mode::CollectionMode;
use crate::domain::survey::record::Survey;
use crate::services::forms::{Form, Ruleset};
use crate::services::results::{ApprovalView, CoverageView, ItemView};
use crate::services::sight::ResultStage;

fn percent(share: Share) -> Option<f64> {
    share.hundredths().map(shown)
}

fn limit(limit: Option<Limit>) -> Option<f64> {
    limit.map(|limit| shown(limit.hundredths()))
}

/// How many of the households were heard (tỷ lệ hộ được lấy ý kiến).
#[derive(Debug, Clone, SimpleObject)]
pub struct Coverage {
    /// Registered households of the survey's hamlets, fixed when it opens (số hộ).
    pub households: i64,
    /// Distinct households with a counted response, spoilt ones included; may pass `households`.
    pub responded: i64,
    /// Responded of households, 2 decimals, half up; over 100 where more answered than are
    /// registered; null where there is no household. It decides nothing.
    pub percent: Option<f64>,
    /// The same with its base: heard, of all households (tỷ lệ kèm mẫu số).
    pub share: share::Share,
    /// What the regulation asks, in percent; null where nothing is asked.
    pub required: Option<f64>,
    /// Whether every coverage minimum holds; null where none is asked or it can't be told.
    pub met: Option<bool>,
    /// More households answered than are registered: the register or the answers need a look.
    pub exceeds_households: bool,
}

impl From<&CoverageView> for Coverage {
    fn from(view: &CoverageView) -> Self {
        let coverage = view.coverage;
        Self {
            households: coverage.households,
            responded: coverage.responded,
            percent: percent(coverage.share()),
            share: share::Share::new(
                coverage.responded,
                coverage.households,
                ShareBase::Households,
            ),
            required: limit(view.required),
            met: view.met,
            exceeds_households: coverage.responded > coverage.households,
        }
    }
}

/// What figures are shown with: the survey they are of, its form, the rules that judge it.
#[derive(Debug, Clone)]
pub(in crate::graphql) struct Setting {
    pub survey: Arc<Survey>,
    pub form: Arc<Form>,
    pub rules: Arc<Ruleset>,
    pub stage: ResultStage,
    /// Households of the place that the figures are of.
    pub households: i64,
}

/// What the residents said: exact counts, and the verdict of the regulation on them (kết quả lấy
/// ý kiến về sự hài lòng).
#[derive(Debug, Clone, SimpleObject)]
#[graphql(complex)]
pub struct Approval {
    /// How final the figures are (giai đoạn).
    pub stage: ResultStage,
    /// Counted responses, spoilt ones included (phiếu thu về).
    pub collected: i64,
    /// Of these, spoilt (phiếu không hợp lệ).
    pub spoilt: i64,
    /// Of the counted ones, those that stand in count records; the others came one by one (trong đó
    /// theo biên bản kiểm phiếu).
    pub by_record: i64,
    /// Collected less spoilt (phiếu hợp lệ).
    pub valid: i64,
    /// Valid answers to the overall item that are satisfied (hài lòng).
    pub satisfied: i64,
    /// Valid answers to the overall item that are not satisfied (chưa hài lòng).
    pub not_satisfied: i64,
    /// Valid answers to the overall item of another opinion (ý kiến khác).
    pub other_opinion: i64,
    /// Satisfied of valid, overall item, 2 decimals, half up; null while nothing is valid. It
    /// decides nothing.
    pub percent: Option<f64>,
    /// The same with its base: satisfied, of the valid forms (tỷ lệ kèm mẫu số).
    pub share: share::Share,
    /// Known to be satisfied, of all households: who was not heard is not among them.
    pub of_households: share::Share,
    /// The overall item's limit in percent; null where nothing is asked.
    pub required: Option<f64>,
    /// Every satisfaction minimum of the title and level holds (coverage is not among them); so
    /// far, while PROVISIONAL (đạt).
    pub met: Option<bool>,
    /// Codes of items left out because too few answered.
    pub withheld_items: Vec<String>,
    #[graphql(skip)]
    pub(in crate::graphql) view: Arc<ApprovalView>,
    #[graphql(skip)]
    pub(in crate::graphql) setting: Setting,
}

impl Approval {
    pub(in crate::graphql) fn of(view: &Arc<ApprovalView>, setting: &Setting) -> Self {
        Self {
            stage: setting.stage,
            collected: view.collected,
            spoilt: view.spoilt,
            by_record: view.by_record,
            valid: view.valid(),
            satisfied: view.overall.satisfied,
            not_satisfied: view.overall.not_satisfied,
            other_opinion: view.overall.other_opinion,
            percent: percent(view.share()),
            share: share::Share::new(view.overall.satisfied, view.valid(), ShareBase::Valid),
            of_households: share::Share::new(
                view.overall.satisfied,
                setting.households,
                ShareBase::Households,
            ),
            required: limit(view.required),
            met: view.met,
            withheld_items: view.withheld_items.clone(),
            view: Arc::clone(view),
            setting: setting.clone(),
        }
    }
}

/// What the residents said of one item (kết quả theo từng nội dung).
#[derive(Debug, Clone, SimpleObject)]
#[graphql(complex)]
pub struct ItemApproval {
    /// Valid responses that answered it.
    pub answered: i64,
    /// Of these, satisfied (hài lòng).
    pub satisfied: i64,
    /// Of these, not satisfied (chưa hài lòng).
    pub not_satisfied: i64,
    /// Of these, of another opinion (ý kiến khác).
    pub other_opinion: i64,
    /// Satisfied of answered, 2 decimals, half up; null while nobody answered. It decides nothing.
    pub percent: Option<f64>,
    /// The same with its base: satisfied, of those that answered it (tỷ lệ kèm mẫu số).
    pub share: share::Share,
    /// The item's limit in percent; null where nothing is asked.
    pub required: Option<f64>,
    /// Whether the item's minimum holds; null where none is asked or nobody answered.
    pub met: Option<bool>,
    #[graphql(skip)]
    pub(in crate::graphql) view: Arc<ApprovalView>,
    #[graphql(skip)]
    pub(in crate::graphql) index: usize,
    #[graphql(skip)]
    pub(in crate::graphql) setting: Setting,
}

impl ItemApproval {
    pub(in crate::graphql) fn of(approval: &Approval, index: usize, item: &ItemView) -> Self {
        Self {
            answered: item.count.answered,
            satisfied: item.count.satisfied,
            not_satisfied: item.count.not_satisfied,
            other_opinion: item.count.other_opinion,
            percent: percent(Share::of(item.count.satisfied, item.count.answered)),
            share: share::Share::new(
                item.count.satisfied,
                item.count.answered,
                ShareBase::Answered,
            ),
            required: limit(item.required),
            met: item.met,
            view: Arc::clone(&approval.view),
            index,
            setting: approval.setting.clone(),
        }
    }

    pub(in crate::graphql) fn item_view(&self) -> Option<&ItemView> {
        self.view.items.get(self.index)
    }
}

/// How often an option was chosen.
#[derive(Debug, Clone, SimpleObject)]
pub struct OptionCount {
    /// The option (phương án).
    pub option: super::questionnaire::AnswerOption,
    /// How often it was chosen.
    pub count: i64,
}

/// One hamlet's figures (kết quả theo thôn).
#[derive(Debug, Clone, SimpleObject)]
#[graphql(complex)]
pub struct HamletResult {
    /// Its coverage.
    pub coverage: Coverage,
    /// Its approval; null where it is kept back, and `withheld` says so.
    pub approval: Option<Approval>,
    /// Whether the approval is kept back: too few answered, or the reader may not see it yet.
    pub withheld: bool,
    /// How its answers are collected (hình thức lấy phiếu).
    pub mode: CollectionMode,
    #[graphql(skip)]
    pub(in crate::graphql) place: Place,
}

/// What the residents of one commune said, of a survey that spans several (kết quả theo xã).
#[derive(Debug, Clone, SimpleObject)]
#[graphql(complex)]
pub struct CommuneResult {
    /// How many of its households were heard.
    pub coverage: Coverage,
    /// What they said; null where it is withheld.
    pub approval: Option<Approval>,
    /// Whether the approval is kept back: it would tell of a small hamlet.
    pub withheld: bool,
    #[graphql(skip)]
    pub(in crate::graphql) commune_id: AreaId,
}
