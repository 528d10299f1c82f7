//! The filters that every read inside somebody's areas passes through.

use sea_orm::sea_query::{Expr, ExprTrait, Query, SelectStatement};
use sea_orm::{ColumnTrait, Condition, EntityName};
use uuid::Uuid;

use super::entity::{area, candidacy, survey, survey_hamlet};
use crate::domain::base::clock::Day;
use crate::domain::base::ids::AreaId;
use crate::domain::survey::lifecycle::SurveyState;

/// A part of the country.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Scope {
    /// All of it.
    Everywhere,
    /// These units and what lies in them; none at all where the list is empty.
    Areas(Vec<AreaId>),
}

impl Scope {
    /// Nowhere.
    #[must_use]
    pub const fn nowhere() -> Self {
        Self::Areas(Vec::new())
    }

    /// The ids of the surveys whose area lies in it.
    pub(crate) fn surveys(&self) -> SelectStatement {
        let mut places = from(area::Entity);
        places
            .clear_selects()
            .column((area::Entity, area::Column::Id))
            .cond_where(self.areas());
        let mut surveys = from(survey::Entity);
        surveys
            .clear_selects()
            .column((survey::Entity, survey::Column::Id))
            .and_where(survey::Column::AreaId.in_subquery(places));
        surveys
    }

    /// The rows of `area` that lie in it.
    pub(crate) fn areas(&self) -> Condition {
        let ids: Vec<Uuid> = match self {
            Self::Everywhere => return Condition::all(),
            Self::Areas(areas) => areas.iter().map(|area| area.0).collect(),
        };
        Condition::any()
            .add(area::Column::Id.is_in(ids.iter().copied()))
            .add(area::Column::CommuneId.is_in(ids.iter().copied()))
            .add(area::Column::DistrictId.is_in(ids.iter().copied()))
            .add(area::Column::ProvinceId.is_in(ids))
    }
}

/// What somebody may see of candidacies and surveys; any one of the three is enough.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Sight {
    /// Those of an area that lies here.
    pub within: Scope,
    /// Those with a survey in a hamlet that lies here: a collector's.
    pub collecting: Scope,
    /// Those whose result has been public on this day.
    pub published_by: Option<Day>,
}

impl Sight {
    /// All there is inside an area.
    #[must_use]
    pub const fn within(scope: Scope) -> Self {
        Self {
            within: scope,
            collecting: Scope::nowhere(),
            published_by: None,
        }
    }

    /// The rows of `candidacy`, read together with their `area`, that may be seen.
    pub(crate) fn of_candidacies(&self) -> Condition {
        let own = || {
            Expr::col((survey::Entity, survey::Column::CandidacyId))
                .equals((candidacy::Entity, candidacy::Column::Id))
        };
        let mut any = Condition::any().add(self.within.areas());
        if self.collecting != Scope::nowhere() {
            let mut surveys = from(survey::Entity);
            surveys
                .and_where(own())
                .and_where(Expr::exists(self.hamlets()));
            any = any.add(Expr::exists(surveys));
        }
        if let Some(day) = self.published_by {
            let mut surveys = from(survey::Entity);
            surveys.and_where(own()).cond_where(published(day));
            any = any.add(Expr::exists(surveys));
        }
        any
    }

    /// The rows of `survey`, read together with their `area`, that may be seen.
    pub(crate) fn of_surveys(&self) -> Condition {
        let mut any = Condition::any().add(self.within.areas());
        if self.collecting != Scope::nowhere() {
            any = any.add(Expr::exists(self.hamlets()));
        }
        if let Some(day) = self.published_by {
            any = any.add(published(day));
        }
        any
    }

    /// The hamlets of the survey at hand in which somebody collects.
    fn hamlets(&self) -> SelectStatement {
        hamlets_within(&self.collecting)
    }
}

/// The hamlets of the survey at hand that lie in a part of the country.
pub(crate) fn hamlets_within(scope: &Scope) -> SelectStatement {
    // The survey's own area may stand in the same statement, so the hamlets are named by a statement of their own.
    let mut places = from(area::Entity);
    places
        .clear_selects()
        .column((area::Entity, area::Column::Id))
        .cond_where(scope.areas());
    let mut hamlets = from(survey_hamlet::Entity);
    hamlets
        .and_where(
            Expr::col((survey_hamlet::Entity, survey_hamlet::Column::SurveyId))
                .equals((survey::Entity, survey::Column::Id)),
        )
        .and_where(survey_hamlet::Column::HamletId.in_subquery(places));
    hamlets
}

/// The rows of `survey` whose result has been public on a day.
pub(crate) fn published(day: Day) -> Condition {
    Condition::all()
        .add(survey::Column::State.eq(SurveyState::Verified.as_str()))
        .add(survey::Column::PublishedOn.lte(day))
}

fn from(table: impl EntityName) -> SelectStatement {
    Query::select()
        .expr(Expr::val(1))
        .from(table.table_ref())
        .take()
}
