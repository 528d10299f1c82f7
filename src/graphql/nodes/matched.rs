//! The matched comparison of a direct check, as totals of each item.

use async_graphql::SimpleObject;

use crate::domain::base::language::Language;
use crate::graphql::scalars::Moment;
use crate::services::matched::MatchedView;

/// What the households of a direct check's sample had said in the main survey, beside what they say now:
/// totals, made once as the direct check closed (bảng đối chiếu phúc tra).
#[derive(Debug, Clone, SimpleObject)]
pub struct MatchedComparison {
    /// When it was made; what is corrected afterwards doesn't change it (thời điểm lập).
    pub made_at: Moment,
    /// SHA-256 of the frozen table, lower-case hexadecimal.
    pub sha256: String,
    /// Households with a valid form in both surveys (số hộ có phiếu hợp lệ ở cả hai lần).
    pub households: i64,
    /// By item; an item that no household answered twice is left out.
    pub items: Vec<MatchedItem>,
    /// Codes of items that are kept back, since a group of households is smaller than five.
    pub withheld_items: Vec<String>,
}

/// How the same households answered an item twice (đối chiếu một nội dung).
#[derive(Debug, Clone, SimpleObject)]
pub struct MatchedItem {
    /// The item's code (mã nội dung).
    pub item: String,
    /// Its question, in the request's language (nội dung).
    pub label: String,
    /// Households that answered it in both surveys (số hộ trả lời cả hai lần).
    pub answered: i64,
    /// Of these, satisfied both times, not satisfied both times, or of another opinion both times (không đổi).
    pub same: i64,
    /// Of these, satisfied in the main survey and not now (từ hài lòng sang ý kiến khác).
    pub no_longer_satisfied: i64,
    /// Of these, not satisfied in the main survey and satisfied now (chuyển sang hài lòng).
    pub satisfied_since: i64,
    /// Of these, changed between not satisfied and another opinion (thay đổi khác).
    pub otherwise: i64,
}

impl MatchedComparison {
    /// A comparison in a language.
    #[must_use]
    pub fn of(view: &MatchedView, language: Language) -> Self {
        let items = view.items.iter().map(|(item, label)| MatchedItem {
            item: item.item.clone(),
            label: label.text(language).to_owned(),
            answered: item.answered(),
            same: item.same,
            no_longer_satisfied: item.no_longer_satisfied,
            satisfied_since: item.satisfied_since,
            otherwise: item.otherwise,
        });
        Self {
            made_at: Moment(view.made_at),
            sha256: view.sha256.clone(),
            households: view.households,
            items: items.collect(),
            withheld_items: view.withheld.clone(),
        }
    }
}
