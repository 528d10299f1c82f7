//! Anything by its global id.

use std::sync::Arc;

use async_graphql::{Context, Error, ID, Object};

use crate::domain::base::ids::{QuestionnaireId, RegulationId, ResponseId, SurveyId};
use crate::domain::base::page::LARGEST_PAGE;
use crate::domain::survey::record::{self, Response, Survey};
use crate::graphql::fault::{Nullable, Showing};
use crate::graphql::id::GlobalId;
use crate::graphql::links::ways;
use crate::graphql::nodes::area::Area;
use crate::graphql::nodes::assignment::{Assignment, Directive};
use crate::graphql::nodes::candidacy::Candidacy;
use crate::graphql::nodes::council::CouncilSession;
use crate::graphql::nodes::dossier::Document;
use crate::graphql::nodes::front::Objection;
use crate::graphql::nodes::node::Node;
use crate::graphql::nodes::ocop::OcopRating;
use crate::graphql::nodes::questionnaire::{CriteriaOf, Questionnaire};
use crate::graphql::nodes::report::FrontReport;
use crate::graphql::nodes::response::{Comment, SurveyResponse};
use crate::graphql::nodes::round::CertificationRound;
use crate::graphql::state::Asking;
use crate::graphql::{dossier_loaders, loaders, task_loaders};
use crate::services::refusal::{InputFault, Refusal};
use crate::services::{front_reports, library, objections, responses};

/// Reading of anything by its global id.
#[derive(Debug, Default)]
pub struct NodeQuery;

#[Object]
impl NodeQuery {
    /// The thing of this global id; null where there is none that the reader may see (Relay).
    async fn node(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "Its global id.")] id: ID,
    ) -> Nullable<Node> {
        find(ctx, &id, &["id".to_owned()]).await.transpose()
    }

    /// The things of these global ids, in order; null for each that the reader may not see. At most
    /// 500 (Relay).
    async fn nodes(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "Their global ids, at most 500.")] ids: Vec<ID>,
    ) -> Result<Vec<Nullable<Node>>, Error> {
        let most = usize::try_from(LARGEST_PAGE).unwrap_or(usize::MAX);
        if ids.len() > most {
            let path = vec!["ids".to_owned()];
            let fault = InputFault::ListLength { most };
            return Err(ctx.fault(&Refusal::BadInput { path, fault }));
        }
        let found = ids.iter().enumerate().map(|(position, id)| async move {
            find(ctx, id, &["ids".to_owned(), position.to_string()])
                .await
                .transpose()
        });
        Ok(futures_util::future::join_all(found).await)
    }
}

async fn find(ctx: &Context<'_>, id: &ID, path: &[String]) -> Result<Option<Node>, Error> {
    let malformed = |_| Refusal::BadInput {
        path: path.to_vec(),
        fault: InputFault::GlobalId,
    };
    Ok(match ctx.show(GlobalId::decode(id).map_err(malformed))? {
        GlobalId::Area(id) => loaders::area(ctx, id)
            .await?
            .map(|area| Area::from(area).into()),
        GlobalId::Round(id) => {
            let round = loaders::round(ctx, id).await?;
            round.map(|round| CertificationRound::from(round).into())
        }
        GlobalId::Candidacy(id) => {
            let candidacy = loaders::candidacy(ctx, id).await?;
            candidacy.map(|candidacy| Candidacy::from(candidacy).into())
        }
        GlobalId::Survey(id) => match loaders::survey(ctx, id).await? {
            Some(survey) => Some(ways::survey(ctx, survey)?.into()),
            None => None,
        },
        GlobalId::Document(id) => {
            let document = dossier_loaders::document(ctx, id).await?;
            document.map(|document| Document::from(document).into())
        }
        GlobalId::Regulation(id) => regulation(ctx, id).await?,
        GlobalId::Questionnaire(id) => questionnaire(ctx, id).await?,
        GlobalId::Response(survey, id) => match response(ctx, survey, id).await? {
            Some((survey, response)) => {
                let office = ctx.show(ctx.office())?;
                let form = ctx.show(library::form(office, survey.questionnaire).await)?;
                Some(SurveyResponse::of(response, &survey, &form).into())
            }
            None => None,
        },
        GlobalId::Comment(survey, id) => {
            let found = response(ctx, survey, id).await?;
            let comment = found.and_then(|(_, response)| record::Comment::of(response));
            comment.map(|comment| Comment::of(comment).into())
        }
        paper => work(ctx, paper).await?,
    })
}

/// What the Front, the council and agencies work on.
async fn work(ctx: &Context<'_>, id: GlobalId) -> Result<Option<Node>, Error> {
    Ok(match id {
        GlobalId::Session(id) => {
            let session = loaders::session(ctx, id).await?;
            session.map(|session| CouncilSession::from(session).into())
        }
        GlobalId::FrontReport(id) => {
            let office = ctx.show(ctx.office())?;
            let found = ctx.show(front_reports::find(office, ctx.speaker(), id).await)?;
            found.map(|view| FrontReport::from(view).into())
        }
        GlobalId::Objection(id) => {
            let office = ctx.show(ctx.office())?;
            let found = ctx.show(objections::find(office, ctx.speaker(), id).await)?;
            found.map(|objection| Objection::from(objection).into())
        }
        GlobalId::Directive(id) => {
            let found = task_loaders::directive(ctx, id).await?;
            found.map(|one| Directive::of(one, ctx.language()).into())
        }
        GlobalId::OcopRating(id) => {
            let found = task_loaders::ocop_rating(ctx, id).await?;
            found.map(|one| OcopRating::of(one, ctx.language()).into())
        }
        GlobalId::Assignment(id) => {
            let today = ctx.show(ctx.office())?.clock.today();
            let found = task_loaders::assignment(ctx, id).await?;
            found.map(|one| Assignment::on(one, today, ctx.language()).into())
        }
        // A term of a council's member is no node of its own: it is read with its council or session.
        _ => None,
    })
}

/// What was found, or nothing where it isn't there.
fn there<T>(ctx: &Context<'_>, found: Result<T, Refusal>) -> Result<Option<T>, Error> {
    match found {
        Ok(found) => Ok(Some(found)),
        Err(Refusal::NotFound) => Ok(None),
        Err(other) => Err(ctx.fault(&other)),
    }
}

async fn regulation(ctx: &Context<'_>, id: RegulationId) -> Result<Option<Node>, Error> {
    let office = ctx.show(ctx.office())?;
    let rules = there(ctx, library::ruleset(office, id).await)?;
    Ok(rules.map(|rules| ways::regulation(ctx, rules).into()))
}

async fn questionnaire(ctx: &Context<'_>, id: QuestionnaireId) -> Result<Option<Node>, Error> {
    let office = ctx.show(ctx.office())?;
    let form = there(ctx, library::form(office, id).await)?;
    Ok(form.map(|form| Questionnaire::of(form, CriteriaOf::Newest).into()))
}

async fn response(
    ctx: &Context<'_>,
    survey: SurveyId,
    id: ResponseId,
) -> Result<Option<(Arc<Survey>, Response)>, Error> {
    let office = ctx.show(ctx.office())?;
    let found = ctx.show(responses::find(office, ctx.speaker(), survey, id).await)?;
    let Some(response) = found else {
        return Ok(None);
    };
    let survey = loaders::survey(ctx, survey).await?;
    Ok(survey.map(|survey| (Arc::new(survey), response)))
}
