//! Coverage and approval: exact counts, shares for show, the regulation's verdict.

use std::sync::Arc;

use async_graphql::SimpleObject;
use async_graphql::parser::types::Field;

use super::questionnaire::{AnswerOption, CriteriaOf, QuestionnaireItem};
use super::share;
use crate::domain::base::ids::AreaId;
use crate::domain::base::ratio::{Limit, Share, shown};
use crate::domain::base::wholes::ShareBase;
use crate::domain::place::area::Place;
use crate::domain::survey::collection_mode::CollectionMode;
use crate::domain::survey::record::Survey;
use crate::graphql::json::{Json, Plain};
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

    /// By item, in the form's order.
    pub(in crate::graphql) fn by_item(&self) -> impl Iterator<Item = ItemApproval> {
        let items = self.view.items.iter().enumerate();
        items.map(|(index, item)| ItemApproval::of(self, index, item))
    }
}

impl Plain for Approval {
    fn plain(&self, field: &Field, json: &mut Json) -> bool {
        match field.name.node.as_str() {
            "stage" => json.put(&self.stage),
            "collected" => json.put(&self.collected),
            "spoilt" => json.put(&self.spoilt),
            "valid" => json.put(&self.valid),
            "satisfied" => json.put(&self.satisfied),
            "notSatisfied" => json.put(&self.not_satisfied),
            "otherOpinion" => json.put(&self.other_opinion),
            "percent" => json.put(&self.percent),
            "share" => json.object(&self.share, field),
            "ofHouseholds" => json.object(&self.of_households, field),
            "required" => json.put(&self.required),
            "met" => json.put(&self.met),
            "withheldItems" => json.put(&self.withheld_items),
            "items" => json.list(self.by_item(), field),
            _ => false,
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

    /// The item of the form.
    pub(in crate::graphql) fn question(&self) -> Option<QuestionnaireItem> {
        let criteria = CriteriaOf::Rules(Arc::clone(&self.setting.rules));
        QuestionnaireItem::at(&self.setting.form, self.item_view()?.position, &criteria)
    }

    /// How often each of its options was chosen, in the form's order.
    pub(in crate::graphql) fn by_option(&self) -> Vec<OptionCount> {
        let Some(view) = self.item_view() else {
            return Vec::new();
        };
        let counts = view.options.iter().enumerate();
        let count = |(position, count): (usize, &i64)| {
            let option = AnswerOption::at(&self.setting.form, view.position, position)?;
            Some(OptionCount {
                option,
                count: *count,
            })
        };
        counts.filter_map(count).collect()
    }
}

impl Plain for ItemApproval {
    fn plain(&self, field: &Field, json: &mut Json) -> bool {
        match field.name.node.as_str() {
            "answered" => json.put(&self.answered),
            "satisfied" => json.put(&self.satisfied),
            "notSatisfied" => json.put(&self.not_satisfied),
            "otherOpinion" => json.put(&self.other_opinion),
            "percent" => json.put(&self.percent),
            "share" => json.object(&self.share, field),
            "required" => json.put(&self.required),
            "met" => json.put(&self.met),
            "item" => self
                .question()
                .is_some_and(|question| json.object(&question, field)),
            "options" => json.list(self.by_option(), field),
            _ => false,
        }
    }
}

/// How often an option was chosen.
#[derive(Debug, Clone, SimpleObject)]
pub struct OptionCount {
    /// The option (phương án).
    pub option: AnswerOption,
    /// How often it was chosen.
    pub count: i64,
}

impl Plain for OptionCount {
    fn plain(&self, field: &Field, json: &mut Json) -> bool {
        match field.name.node.as_str() {
            "option" => json.object(&self.option, field),
            "count" => json.put(&self.count),
            _ => false,
        }
    }
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
