//! The interface of everything that has a global id.

use std::borrow::Cow;

use async_graphql::parser::types::Field;
use async_graphql::registry::Registry;
use async_graphql::{
    ContextSelectionSet, ID, Interface, OutputType, Positioned, ServerResult, Value,
};

use super::area::{Area, Commune, District, Hamlet, Province};
use super::assignment::{Assignment, Directive};
use super::candidacy::Candidacy;
use super::council::CouncilSession;
use super::dossier::Document;
use super::front::Objection;
use super::ocop::OcopRating;
use super::questionnaire::Questionnaire;
use super::regulation::Regulation;
use super::report::FrontReport;
use super::response::{Comment, SurveyResponse};
use super::round::CertificationRound;
use super::survey::SatisfactionSurvey;

/// A thing with a global id, by which it can be asked for again (Relay).
#[derive(Debug, Clone, Interface)]
#[graphql(field(name = "id", ty = "&ID", desc = "Global id."))]
pub enum Node {
    /// A province.
    Province(Province),
    /// A district.
    District(District),
    /// A commune.
    Commune(Commune),
    /// A hamlet.
    Hamlet(Hamlet),
    /// A round.
    CertificationRound(CertificationRound),
    /// A candidacy.
    Candidacy(Candidacy),
    /// A session of the council.
    CouncilSession(CouncilSession),
    /// A rule book.
    Regulation(Regulation),
    /// A report of the Front.
    FrontReport(FrontReport),
    /// An objection to a posted result.
    Objection(Objection),
    /// A survey.
    SatisfactionSurvey(SatisfactionSurvey),
    /// A form.
    Questionnaire(Questionnaire),
    /// A response.
    SurveyResponse(SurveyResponse),
    /// A comment.
    Comment(Comment),
    /// A document.
    Document(Document),
    /// A notice.
    Directive(Directive),
    /// The rating of an OCOP product.
    OcopRating(OcopRating),
    /// An assignment.
    Assignment(Assignment),
}

impl From<Area> for Node {
    fn from(area: Area) -> Self {
        match area {
            Area::Province(area) => Self::Province(area),
            Area::District(area) => Self::District(area),
            Area::Commune(area) => Self::Commune(area),
            Area::Hamlet(area) => Self::Hamlet(area),
        }
    }
}

/// Says in the registry that the interface `Area` implements the interface `Node`, which the
/// library's macro can't say without taking `Area` for a possible type of `Node`.
pub struct AreaIsNode;

impl OutputType for AreaIsNode {
    fn type_name() -> Cow<'static, str> {
        <Area as OutputType>::type_name()
    }

    fn create_type_info(registry: &mut Registry) -> String {
        registry.add_implements(
            &<Area as OutputType>::type_name(),
            &<Node as OutputType>::type_name(),
        );
        Self::qualified_type_name()
    }

    async fn resolve(
        &self,
        _: &ContextSelectionSet<'_>,
        _: &Positioned<Field>,
    ) -> ServerResult<Value> {
        Ok(Value::Null)
    }
}
