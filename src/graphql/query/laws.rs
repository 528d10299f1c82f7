//! Rule books and forms.

use async_graphql::{Context, Error, Object};

use crate::domain::law::agency::agencies;
use crate::graphql::fault::Showing;
use crate::graphql::nodes::dossier::Agency;
use crate::graphql::nodes::questionnaire::{CriteriaOf, Questionnaire};
use crate::graphql::nodes::regulation::Regulation;
use crate::graphql::state::Asking;
use crate::services::library;

/// Reading of rule books and forms.
#[derive(Debug, Default)]
pub struct LawsQuery;

#[Object]
impl LawsQuery {
    /// Every rule book, by code and version (các bộ quy định).
    async fn regulations(&self, ctx: &Context<'_>) -> Result<Vec<Regulation>, Error> {
        let office = ctx.show(ctx.office())?;
        let all = ctx.show(library::all_rulesets(office).await)?;
        Ok(all
            .into_iter()
            .map(|rules| Regulation::of(rules, ctx.language()))
            .collect())
    }

    /// Every agency that criteria, conditions and tasks name (các cơ quan, đơn vị).
    async fn agencies(&self) -> Vec<Agency> {
        agencies().iter().map(Agency::of).collect()
    }

    /// Every form, by code and version (các mẫu phiếu).
    async fn questionnaires(&self, ctx: &Context<'_>) -> Result<Vec<Questionnaire>, Error> {
        let office = ctx.show(ctx.office())?;
        let all = ctx.show(library::all_forms(office).await)?;
        Ok(all
            .into_iter()
            .map(|form| Questionnaire::of(form, CriteriaOf::Newest))
            .collect())
    }
}
