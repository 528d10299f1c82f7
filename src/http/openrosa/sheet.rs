//! The QR code that sets a phone up, alone and on a page to print.
//!
//! Whoever has the address has the token and may see it as a code; nobody else can.

use std::sync::{Arc, LazyLock};

use axum::extract::{Path, State};
use axum::http::header::{CACHE_CONTROL, CONTENT_SECURITY_POLICY, CONTENT_TYPE};
use axum::http::{HeaderMap, HeaderValue};
use axum::response::Response;
use base64::Engine;
use base64::engine::general_purpose::STANDARD;

use super::answer::finished;
use super::desk::{FieldDesk, SharedFieldDesk};
use super::fault::FieldFault;
use crate::domain::base::canonical::sha256;
use crate::domain::base::language::Language;
use crate::domain::trust::actor::Actor;
use crate::domain::trust::authority::{self, Action};
use crate::http::actor::{Authenticate, language};
use crate::http::asker::Asker;
use crate::openrosa::enrol::{settings, svg};
use crate::openrosa::sheet as page;
use crate::services::areas;
use crate::services::refusal::Refusal;
use crate::words::field_sheet::{SheetFor, TITLE};

/// What the page may do: nothing but look as its own style sheet says.
static POLICY: LazyLock<Option<HeaderValue>> = LazyLock::new(|| {
    let hash = STANDARD.encode(sha256(page::STYLE));
    let policy = format!(
        "default-src 'none'; style-src 'sha256-{hash}'; frame-ancestors 'none'; base-uri 'none'; form-action 'none'"
    );
    HeaderValue::from_str(&policy).ok()
});

/// The QR code as SVG.
pub async fn code<A: Authenticate<Actor = Arc<Actor>>>(
    State(desk): State<SharedFieldDesk<A>>,
    asker: Asker,
    Path(token): Path<String>,
    headers: HeaderMap,
) -> Response {
    let language = language(&headers);
    let drawn = async {
        let actor = collector(&desk, &asker, &token, &headers).await?;
        let drawing = drawn(&desk, &actor, &token, &headers, language)?;
        Ok(secret(drawing, "image/svg+xml; charset=utf-8"))
    };
    finished(drawn.await, &desk.office, language)
}

/// The page to print.
pub async fn sheet<A: Authenticate<Actor = Arc<Actor>>>(
    State(desk): State<SharedFieldDesk<A>>,
    asker: Asker,
    Path(token): Path<String>,
    headers: HeaderMap,
) -> Response {
    let language = language(&headers);
    let printed = async {
        let actor = collector(&desk, &asker, &token, &headers).await?;
        let drawing = drawn(&desk, &actor, &token, &headers, language)?;
        let found = areas::by_ids(&desk.office, &actor.area_ids()).await?;
        let mut names: Vec<String> = found.into_values().map(|area| area.name).collect();
        names.sort();
        let of = SheetFor {
            collector: &actor.name,
            areas: &names,
            server: &desk.server(&headers)?,
            expires_at: actor.expires_at,
        };
        let text = page::sheet(&of, &drawing, language);
        let mut answer = secret(text, "text/html; charset=utf-8");
        if let Some(policy) = POLICY.clone() {
            answer.headers_mut().insert(CONTENT_SECURITY_POLICY, policy);
        }
        Ok(answer)
    };
    finished(printed.await, &desk.office, language)
}

/// Whom the token speaks for, where it may send forms.
async fn collector<A: Authenticate<Actor = Arc<Actor>>>(
    desk: &FieldDesk<A>,
    asker: &Asker,
    token: &str,
    headers: &HeaderMap,
) -> Result<Arc<Actor>, FieldFault> {
    let actor = desk.speaker(token, headers, asker).await?;
    authority::may_ever(Some(&actor), Action::Submit).map_err(Refusal::from)?;
    Ok(actor)
}

fn drawn<A: Authenticate<Actor = Arc<Actor>>>(
    desk: &FieldDesk<A>,
    actor: &Actor,
    token: &str,
    headers: &HeaderMap,
    language: Language,
) -> Result<String, FieldFault> {
    let internal = |fault| Refusal::Internal(Box::new(fault));
    let base = desk.base(token, headers)?;
    let settings = settings(&base, &actor.name).map_err(internal)?;
    Ok(svg(&settings, TITLE.text(language)).map_err(internal)?)
}

/// An answer that no cache keeps.
fn secret(text: String, media_type: &'static str) -> Response {
    let mut answer = Response::new(text.into());
    let headers = answer.headers_mut();
    headers.insert(CONTENT_TYPE, HeaderValue::from_static(media_type));
    headers.insert(CACHE_CONTROL, HeaderValue::from_static("no-store"));
    answer
}
