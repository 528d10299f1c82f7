//! What lists of candidacies are ordered by, in SQL.

use sea_orm::sea_query::{CaseStatement, Expr, ExprTrait, Func, SimpleExpr};

use super::entity::{area, candidacy};
use crate::domain::recognition::candidacy::CandidacyState;

/// The district in which a candidacy's area lies, beside the area itself.
pub(super) const DISTRICT: &str = "district";

/// What a list is ordered by before district, commune, title and id.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Lead {
    /// Nothing.
    Nothing,
    /// The title.
    Title,
    /// How far the dossier has come.
    State,
}

/// How far a dossier has come, as a number.
pub(super) fn rank(state: CandidacyState) -> i64 {
    let place = CandidacyState::ALL.iter().position(|one| *one == state);
    place.map_or(i64::MAX, |place| i64::try_from(place).unwrap_or(i64::MAX))
}

/// The same in SQL.
pub(super) fn progress() -> SimpleExpr {
    let state = || Expr::col((candidacy::Entity, candidacy::Column::State));
    let case = |case: CaseStatement, one: &CandidacyState| {
        case.case(state().eq(one.as_str()), Expr::val(rank(*one)))
    };
    let all = CandidacyState::ALL.iter();
    all.fold(CaseStatement::new(), case)
        .finally(Expr::val(i64::MAX))
        .into()
}

/// Code of the area's district; of an area that lies in none, its own.
pub(super) fn district_code() -> SimpleExpr {
    let own = Expr::col((area::Entity, area::Column::Code));
    Func::coalesce([Expr::col((DISTRICT, area::Column::Code)), own]).into()
}

/// Code of an area that lies in a district; else nothing, so that a district goes before its communes.
pub(super) fn code_in_district() -> SimpleExpr {
    let lies_in_none = Expr::col((area::Entity, area::Column::DistrictId)).is_null();
    let own = Expr::col((area::Entity, area::Column::Code));
    CaseStatement::new()
        .case(lies_in_none, Expr::val(""))
        .finally(own)
        .into()
}
