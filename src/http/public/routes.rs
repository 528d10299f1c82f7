//! Gives out what was published, to everybody.

use std::fmt::{self, Debug, Formatter};
use std::sync::Arc;

use axum::Router;
use axum::extract::{Path, Query, State};
use axum::http::header::LOCATION;
use axum::http::{HeaderMap, HeaderValue, StatusCode};
use axum::response::Response;
use axum::routing::get;
use serde::Deserialize;
use serde_json::json;
use tokio::sync::Semaphore;

use super::answer::{Kind, given};
use super::json::{id_of, result as as_json};
use crate::domain::base::ids::{RoundId, SurveyId};
use crate::exports::open_data;
use crate::exports::open_pages::{self, Link};
use crate::graphql::id;
use crate::http::actor::language;
use crate::http::asker::Asker;
use crate::http::documents::answer::{DocumentFault, refused};
use crate::http::graphql::fault::Fault;
use crate::http::limits::HttpOptions;
use crate::http::rates::Rates;
use crate::services::office::SharedOffice;
use crate::services::open_results::{self, OpenResult};
use crate::services::published::PublishedFilter;
use crate::services::refusal::Refusal;

/// Answers that are worked out at once: a list may be large.
const AT_ONCE: usize = 8;
/// What a spreadsheet program needs in front to read Vietnamese rightly.
const BYTE_ORDER_MARK: &[u8] = "\u{feff}".as_bytes();

/// What the public routes need.
struct Window {
    office: SharedOffice,
    rates: Arc<Rates>,
    slots: Semaphore,
    licence: String,
}

impl Debug for Window {
    fn fmt(&self, formatter: &mut Formatter<'_>) -> fmt::Result {
        formatter.debug_struct("Window").finish_non_exhaustive()
    }
}

type SharedWindow = Arc<Window>;

/// Which results are wanted.
#[derive(Debug, Default, Deserialize)]
struct Wanted {
    /// Global id of the round.
    round: Option<String>,
    /// Code of a unit that they lie in.
    area: Option<String>,
    /// Whether a byte order mark goes first.
    bom: Option<String>,
    /// Which revision.
    revision: Option<i32>,
}

/// The public routes.
pub fn public(office: &SharedOffice, options: &HttpOptions, rates: Arc<Rates>) -> Router {
    let window = Window {
        office: Arc::clone(office),
        rates,
        slots: Semaphore::new(AT_ONCE),
        licence: options.licence.clone(),
    };
    Router::new()
        .route("/public", get(folder))
        .route("/public/", get(list_page))
        .route("/public/results.json", get(list_json))
        .route("/public/results.csv", get(list_csv))
        .route("/public/dictionary.csv", get(dictionary))
        .route("/public/results/{survey}", get(one_json))
        .route("/public/results/{survey}/chart", get(chart))
        .route("/public/results/{survey}/frozen.json", get(frozen))
        .with_state(Arc::new(window))
}

/// The links of the page hang on its slash.
async fn folder() -> Response {
    let mut answer = Response::default();
    *answer.status_mut() = StatusCode::PERMANENT_REDIRECT;
    let headers = answer.headers_mut();
    headers.insert(LOCATION, HeaderValue::from_static("/public/"));
    answer
}

impl Window {
    /// The answer that `work` gives, within the rate and the number of answers at once.
    async fn answer(
        &self,
        headers: &HeaderMap,
        asker: &Asker,
        work: impl Future<Output = Result<Response, DocumentFault>>,
    ) -> Response {
        let answered = async {
            asker.take(&self.rates, None).map_err(Fault::from)?;
            let _slot = self.slots.try_acquire().map_err(|_| Fault::Busy)?;
            work.await
        };
        let answered = answered.await;
        answered.unwrap_or_else(|fault| refused(&fault, &self.office, language(headers)))
    }

    async fn all(&self, wanted: &Wanted) -> Result<Vec<OpenResult>, Refusal> {
        let round = wanted.round.as_ref().map(|round| {
            let round: Result<RoundId, _> = id::key(&round.as_str().into());
            round.map_err(|_| Refusal::NotFound)
        });
        let filter = PublishedFilter {
            round: round.transpose()?,
            area_code: wanted.area.clone(),
            titles: Vec::new(),
        };
        open_results::all(&self.office, &filter).await
    }

    async fn one(&self, survey: &str, wanted: &Wanted) -> Result<OpenResult, Refusal> {
        let survey: SurveyId = id::key(&survey.into()).map_err(|_| Refusal::NotFound)?;
        let found = open_results::one(&self.office, survey, wanted.revision).await?;
        found.ok_or(Refusal::NotFound)
    }
}

async fn list_page(
    State(window): State<SharedWindow>,
    asker: Asker,
    Query(wanted): Query<Wanted>,
    headers: HeaderMap,
) -> Response {
    let work = async {
        let all = Box::pin(window.all(&wanted)).await?;
        let links: Vec<Link<'_>> = all
            .iter()
            .map(|result| Link {
                id: id_of(result),
                result,
            })
            .collect();
        let page = open_pages::list(&links, &window.licence, language(&headers));
        Ok(given(Kind::Page, page.into_bytes(), &headers))
    };
    window.answer(&headers, &asker, work).await
}

async fn list_json(
    State(window): State<SharedWindow>,
    asker: Asker,
    Query(wanted): Query<Wanted>,
    headers: HeaderMap,
) -> Response {
    let work = async {
        let all = Box::pin(window.all(&wanted)).await?;
        let results: Vec<_> = all.iter().map(as_json).collect();
        let body = json!({ "licence": window.licence, "results": results });
        Ok(given(Kind::Json, body.to_string().into_bytes(), &headers))
    };
    window.answer(&headers, &asker, work).await
}

async fn list_csv(
    State(window): State<SharedWindow>,
    asker: Asker,
    Query(wanted): Query<Wanted>,
    headers: HeaderMap,
) -> Response {
    let work = async {
        let all = Box::pin(window.all(&wanted)).await?;
        let table = open_data::results(&all, id_of).map_err(internal)?;
        Ok(given(Kind::Csv, marked(&wanted, table), &headers))
    };
    window.answer(&headers, &asker, work).await
}

async fn dictionary(
    State(window): State<SharedWindow>,
    asker: Asker,
    Query(wanted): Query<Wanted>,
    headers: HeaderMap,
) -> Response {
    let work = async {
        let table = open_data::dictionary(&window.licence).map_err(internal)?;
        Ok(given(Kind::Csv, marked(&wanted, table), &headers))
    };
    window.answer(&headers, &asker, work).await
}

async fn one_json(
    State(window): State<SharedWindow>,
    asker: Asker,
    Path(survey): Path<String>,
    Query(wanted): Query<Wanted>,
    headers: HeaderMap,
) -> Response {
    let work = async {
        let body = as_json(&Box::pin(window.one(&survey, &wanted)).await?);
        Ok(given(Kind::Json, body.to_string().into_bytes(), &headers))
    };
    window.answer(&headers, &asker, work).await
}

async fn chart(
    State(window): State<SharedWindow>,
    asker: Asker,
    Path(survey): Path<String>,
    Query(wanted): Query<Wanted>,
    headers: HeaderMap,
) -> Response {
    let work = async {
        let result = Box::pin(window.one(&survey, &wanted)).await?;
        let page = open_pages::chart(&result, &window.licence, language(&headers));
        Ok(given(Kind::FramedPage, page.into_bytes(), &headers))
    };
    window.answer(&headers, &asker, work).await
}

/// The canonical JSON as it was frozen: its SHA-256 is the one that was published.
async fn frozen(
    State(window): State<SharedWindow>,
    asker: Asker,
    Path(survey): Path<String>,
    Query(wanted): Query<Wanted>,
    headers: HeaderMap,
) -> Response {
    let work = async {
        let result = Box::pin(window.one(&survey, &wanted)).await?;
        let text = result.published.result.figures;
        Ok(given(Kind::Frozen, text.into_bytes(), &headers))
    };
    window.answer(&headers, &asker, work).await
}

fn marked(wanted: &Wanted, table: Vec<u8>) -> Vec<u8> {
    if wanted.bom.is_some() {
        return [BYTE_ORDER_MARK, &table].concat();
    }
    table
}

fn internal(fault: csv::Error) -> Refusal {
    Refusal::Internal(Box::new(fault))
}
