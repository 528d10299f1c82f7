//! Rule books and their criteria.

use std::sync::Arc;

use async_graphql::{ID, SimpleObject};

use crate::domain::base::language::Language;
use crate::domain::law::regulation;
use crate::graphql::id::GlobalId;
use crate::graphql::scalars::CalendarDay;
use crate::services::forms::Ruleset;

/// A versioned set of rules, as data; a round is judged by its own for ever (bộ quy định).
#[derive(Debug, Clone, SimpleObject)]
#[graphql(complex)]
pub struct Regulation {
    /// Global id.
    pub id: ID,
    /// Its code, such as `ntm-2016` (mã).
    pub code: String,
    /// Its version, from 1 (phiên bản).
    pub version: i32,
    /// Its name, in the request's language (tên).
    pub name: String,
    /// The first day it is in force (ngày có hiệu lực).
    pub valid_from: CalendarDay,
    /// The last day it is in force; null: it still is.
    pub valid_until: Option<CalendarDay>,
    /// Its criteria, with those taken over from the set it lies over, by number (tiêu chí).
    pub criteria: Vec<Criterion>,
    #[graphql(skip)]
    pub(in crate::graphql) rules: Arc<Ruleset>,
}

impl Regulation {
    /// A rule book in a language.
    #[must_use]
    pub fn of(rules: Arc<Ruleset>, language: Language) -> Self {
        let own = &rules.own;
        let criteria = rules.composed.criteria.iter();
        Self {
            id: GlobalId::Regulation(rules.id).encode(),
            code: own.code.clone(),
            version: own.version,
            name: own.name.text(language).to_owned(),
            valid_from: CalendarDay(own.valid_from),
            valid_until: own.valid_until.map(CalendarDay),
            criteria: criteria.map(|one| Criterion::of(one, language)).collect(),
            rules,
        }
    }
}

/// A criterion of a set (tiêu chí).
#[derive(Debug, Clone, SimpleObject)]
pub struct Criterion {
    /// Its code, unique in the set (mã tiêu chí).
    pub code: String,
    /// Its number in the decision (số thứ tự).
    pub number: i32,
    /// Its name, in the request's language (tên tiêu chí).
    pub name: String,
    /// Code of the agency that appraises it; null where it is not known (cơ quan thẩm định).
    pub agency: Option<String>,
}

impl Criterion {
    /// A criterion in a language.
    #[must_use]
    pub fn of(criterion: &regulation::Criterion, language: Language) -> Self {
        Self {
            code: criterion.code.clone(),
            number: criterion.number,
            name: criterion.name.text(language).to_owned(),
            agency: criterion.agency.clone(),
        }
    }
}
