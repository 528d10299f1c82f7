//! Gives out papers as PDF.

use std::sync::Arc;

use axum::body::Body;
use axum::response::Response;

use super::query::{Said, bad, round};
use super::saved::to_be_saved;
use crate::domain::base::ids::{FrontReportId, SessionId, SurveyId};
use crate::domain::trust::actor::Actor;
use crate::exports::pdf::count_record::count_record;
use crate::exports::pdf::decisions::decisions;
use crate::exports::pdf::fault::PaperFault;
use crate::exports::pdf::front_report::front_report;
use crate::exports::pdf::kind::PaperKind;
use crate::exports::pdf::minutes::minutes;
use crate::http::documents::answer::DocumentFault;
use crate::http::documents::desk::Desk;
use crate::http::graphql::fault::Fault;
use crate::services::refusal::Refusal;
use crate::services::{paper_figures, paper_votes};

/// The paper that a file's name asks for.
pub(super) fn kind_of(name: &str) -> Option<PaperKind> {
    name.strip_suffix(".pdf")?.parse().ok()
}

/// Makes a paper and gives it out.
///
/// # Errors
/// As the rights say; where the address names nothing that the paper could be of.
pub(super) async fn give<A>(
    desk: &Desk<A>,
    actor: &Arc<Actor>,
    kind: PaperKind,
    said: &Said,
    name: &str,
) -> Result<Response, DocumentFault> {
    let slots = Arc::clone(&desk.exports);
    let _permit = slots.try_acquire_owned().map_err(|_| Fault::Busy)?;
    let (office, speaker) = (&desk.office, Some(actor.as_ref()));
    let file = match kind {
        PaperKind::CountRecord => {
            said.only(&["survey", "hamletCode"])?;
            let survey = said
                .id::<SurveyId>("survey")?
                .ok_or_else(|| bad("survey"))?;
            let hamlet: Option<String> = said.one("hamletCode")?;
            let paper =
                paper_figures::count_paper(office, speaker, survey, hamlet.as_deref()).await?;
            made(move || count_record(&paper)).await?
        }
        PaperKind::FrontReport => {
            said.only(&["report"])?;
            let report = said
                .id::<FrontReportId>("report")?
                .ok_or_else(|| bad("report"))?;
            let paper = paper_figures::report_paper(office, speaker, report).await?;
            made(move || front_report(&paper)).await?
        }
        PaperKind::Minutes => {
            said.only(&["session"])?;
            let session = said
                .id::<SessionId>("session")?
                .ok_or_else(|| bad("session"))?;
            let paper = paper_votes::minutes(office, speaker, session).await?;
            made(move || minutes(&paper)).await?
        }
        PaperKind::Decisions => {
            said.only(&["round", "year", "ordinal", "province"])?;
            let round = round(office, said).await?.ok_or_else(|| bad("round"))?;
            let paper = paper_votes::decided(office, speaker, round).await?;
            made(move || decisions(&paper)).await?
        }
    };
    let mut answer = Response::new(Body::from(file));
    to_be_saved(&mut answer, "application/pdf", name);
    Ok(answer)
}

/// Sets a paper beside the requests: fonts and lines take a while.
async fn made(
    make: impl FnOnce() -> Result<Vec<u8>, PaperFault> + Send + 'static,
) -> Result<Vec<u8>, Refusal> {
    let file = tokio::task::spawn_blocking(make).await;
    let file = file.map_err(|fault| Refusal::Internal(Box::new(fault)))?;
    file.map_err(|fault| Refusal::Internal(Box::new(fault)))
}
