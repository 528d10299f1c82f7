//! Takes filled forms from phones.

use std::sync::Arc;

use axum::extract::{Path, Request, State};
use axum::http::{HeaderMap, StatusCode};
use axum::response::Response;

use super::answer::{Answered, finished, may_send, told};
use super::desk::{FieldDesk, SharedFieldDesk};
use super::fault::FieldFault;
use super::multipart;
use crate::domain::base::language::Language;
use crate::domain::survey::judge::RejectionCode;
use crate::domain::trust::actor::Actor;
use crate::domain::trust::authority::{self, Action};
use crate::http::actor::{Authenticate, language};
use crate::http::asker::Asker;
use crate::openrosa::inbound;
use crate::services::batch::{Receipt, ReceiptStatus};
use crate::services::field_forms;
use crate::services::refusal::Refusal;
use crate::words::field;

/// Says that forms may be sent here, to whom the token speaks for.
pub async fn probe<A: Authenticate<Actor = Arc<Actor>>>(
    State(desk): State<SharedFieldDesk<A>>,
    asker: Asker,
    Path(token): Path<String>,
    headers: HeaderMap,
) -> Response {
    let allowed = async {
        let actor = desk.speaker(&token, &headers, &asker).await?;
        let allowed = authority::may_ever(Some(&actor), Action::Submit);
        allowed.map_err(Refusal::from)?;
        Ok(may_send(desk.limit))
    };
    finished(allowed.await, &desk.office, language(&headers))
}

/// Takes a filled form.
pub async fn send<A: Authenticate<Actor = Arc<Actor>>>(
    State(desk): State<SharedFieldDesk<A>>,
    asker: Asker,
    Path(token): Path<String>,
    request: Request,
) -> Response {
    let language = language(request.headers());
    let answered = take(&desk, &asker, &token, request, language).await;
    finished(answered, &desk.office, language)
}

async fn take<A: Authenticate<Actor = Arc<Actor>>>(
    desk: &FieldDesk<A>,
    asker: &Asker,
    token: &str,
    request: Request,
    language: Language,
) -> Answered {
    let (head, body) = request.into_parts();
    let actor = desk.speaker(token, &head.headers, asker).await?;
    let _slot = desk.slots.try_acquire().map_err(|_| FieldFault::Busy)?;
    let form = multipart::form(desk, &head.headers, body).await?;
    let filled = inbound::read(&form)?;
    let receipt = field_forms::take(&desk.office, Some(&actor), &filled).await?;
    let message = field::receipt(&receipt, language);
    Ok(told(status(&receipt), &message, desk.limit))
}

/// 201 for all that the server holds: the phone may let it go. What it doesn't hold the phone keeps.
const fn status(receipt: &Receipt) -> StatusCode {
    match (receipt.status, receipt.code) {
        (ReceiptStatus::Accepted | ReceiptStatus::Duplicate, _) => StatusCode::CREATED,
        (ReceiptStatus::Rejected, _) if receipt.kept => StatusCode::CREATED,
        (_, Some(RejectionCode::IdReused)) => StatusCode::CONFLICT,
        (_, Some(RejectionCode::HamletNotAssigned)) => StatusCode::FORBIDDEN,
        _ => StatusCode::UNPROCESSABLE_ENTITY,
    }
}
