//! What a household is told before it answers.

use async_graphql::{ComplexObject, Context};

use crate::domain::base::language::Language;
use crate::domain::survey::record::Survey;
use crate::graphql::fault::{Nullable, Showing};
use crate::graphql::nodes::survey::ConsentNotice;
use crate::graphql::state::Asking;
use crate::services::library;

/// The notice of a survey's form.
pub(super) async fn notice(ctx: &Context<'_>, survey: &Survey) -> Nullable<ConsentNotice> {
    let read = async {
        let office = ctx.show(ctx.office())?;
        ctx.show(library::form(office, survey.questionnaire).await)
    };
    match read.await {
        Ok(form) => form.questionnaire.notice().map(|notice| Ok(notice.into())),
        Err(error) => Some(Err(error)),
    }
}

#[ComplexObject]
impl ConsentNotice {
    /// Its heading (tiêu đề).
    async fn title(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "The language; the request's, where left out.")] language: Option<
            Language,
        >,
    ) -> &str {
        let language = language.unwrap_or_else(|| ctx.language());
        self.notice.title.text(language)
    }

    /// What it says (nội dung).
    async fn text(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "The language; the request's, where left out.")] language: Option<
            Language,
        >,
    ) -> &str {
        let language = language.unwrap_or_else(|| ctx.language());
        self.notice.text.text(language)
    }
}
