//! Reads the feed for whoever shows a token.

use std::sync::Arc;

use axum::Router;
use axum::extract::{Path, Query, State};
use axum::http::header::{ACCEPT, AUTHORIZATION};
use axum::http::{HeaderMap, StatusCode};
use axum::response::Response;
use axum::routing::get;
use base64::Engine;
use base64::engine::general_purpose::STANDARD;

use super::answer::{FeedFault, of_json, of_text, refused};
use crate::domain::trust::actor::Actor;
use crate::exports::odata::feed::{EntitySet, entities};
use crate::exports::odata::metadata::{metadata, service};
use crate::exports::odata::options::Options;
use crate::exports::odata::payload;
use crate::exports::tables::cell::{Cell, Row};
use crate::http::actor::{Authenticate, bearer};
use crate::http::address::reached;
use crate::http::asker::Asker;
use crate::http::documents::desk::{Desk, SharedDesk};
use crate::http::graphql::call::of_auth;
use crate::http::graphql::fault::Fault;

/// Where the feed lies.
const ROOT: &str = "/odata/v4";

type Pairs = Vec<(String, String)>;

/// The routes of the feed.
pub fn odata<A: Authenticate<Actor = Arc<Actor>>>(desk: SharedDesk<A>) -> Router {
    Router::new()
        .route("/odata/v4", get(root::<A>))
        .route("/odata/v4/", get(root::<A>))
        .route("/odata/v4/{name}", get(one::<A>))
        .route("/odata/v4/{name}/{more}", get(two::<A>))
        .with_state(desk)
}

async fn root<A: Authenticate<Actor = Arc<Actor>>>(
    State(desk): State<SharedDesk<A>>,
    asker: Asker,
    Query(pairs): Query<Pairs>,
    headers: HeaderMap,
) -> Response {
    let wish = Asked {
        desk: &desk,
        asker: &asker,
        pairs: &pairs,
        headers: &headers,
    };
    let found = wish.service().await;
    found.unwrap_or_else(|fault| refused(&fault))
}

async fn one<A: Authenticate<Actor = Arc<Actor>>>(
    State(desk): State<SharedDesk<A>>,
    asker: Asker,
    Path(name): Path<String>,
    Query(pairs): Query<Pairs>,
    headers: HeaderMap,
) -> Response {
    let wish = Asked {
        desk: &desk,
        asker: &asker,
        pairs: &pairs,
        headers: &headers,
    };
    let found = match name.as_str() {
        "$metadata" => wish.metadata().await,
        name => wish.resource(name).await,
    };
    found.unwrap_or_else(|fault| refused(&fault))
}

async fn two<A: Authenticate<Actor = Arc<Actor>>>(
    State(desk): State<SharedDesk<A>>,
    asker: Asker,
    Path((name, more)): Path<(String, String)>,
    Query(pairs): Query<Pairs>,
    headers: HeaderMap,
) -> Response {
    let wish = Asked {
        desk: &desk,
        asker: &asker,
        pairs: &pairs,
        headers: &headers,
    };
    let found = match (name.parse::<EntitySet>(), more.as_str()) {
        (Ok(set), "$count") => wish.count(set).await,
        _ => Err(FeedFault::NotFound),
    };
    found.unwrap_or_else(|fault| refused(&fault))
}

/// A request of the feed.
struct Asked<'a, A> {
    desk: &'a Desk<A>,
    asker: &'a Asker,
    pairs: &'a Pairs,
    headers: &'a HeaderMap,
}

impl<A: Authenticate<Actor = Arc<Actor>>> Asked<'_, A> {
    async fn service(&self) -> Result<Response, FeedFault> {
        self.speaker().await?;
        self.takes("json")?;
        Ok(of_json(StatusCode::OK, &service(&self.root()?)))
    }

    async fn metadata(&self) -> Result<Response, FeedFault> {
        self.speaker().await?;
        self.takes("xml")?;
        Ok(of_text(
            StatusCode::OK,
            "application/xml;charset=utf-8",
            metadata(),
        ))
    }

    /// A set, or one entity by its key: `Items('…')`.
    async fn resource(&self, name: &str) -> Result<Response, FeedFault> {
        let actor = self.speaker().await?;
        self.takes("json")?;
        let Some((set, key)) = name
            .strip_suffix("')")
            .and_then(|rest| rest.split_once("('"))
        else {
            let set = name.parse().map_err(|_| FeedFault::NotFound)?;
            return self.set(&actor, set).await;
        };
        let set: EntitySet = set.parse().map_err(|_| FeedFault::NotFound)?;
        let rows = self.rows(&actor, set).await?;
        let wanted = Cell::text(key);
        let found = rows.iter().find(|row| row.first() == Some(&wanted));
        let row = found.ok_or(FeedFault::NotFound)?;
        let entity = payload::entity(&self.root()?, set, &set.heads(), row);
        Ok(of_json(StatusCode::OK, &entity))
    }

    async fn set(&self, actor: &Actor, set: EntitySet) -> Result<Response, FeedFault> {
        let heads = set.heads();
        let options = Options::read(self.pairs, &heads)?;
        let answer = options.follow(self.rows(actor, set).await?, &heads);
        let root = self.root()?;
        let next = answer.next.map(|given| self.next(&root, set, given));
        let page = payload::page(&root, set, &heads, &answer, (options.count, next));
        Ok(of_json(StatusCode::OK, &page))
    }

    async fn count(&self, set: EntitySet) -> Result<Response, FeedFault> {
        let actor = self.speaker().await?;
        let heads = set.heads();
        let options = Options::read(self.pairs, &heads)?;
        let answer = options.follow(self.rows(&actor, set).await?, &heads);
        let total = answer.total.to_string();
        Ok(of_text(StatusCode::OK, "text/plain;charset=utf-8", total))
    }

    async fn rows(&self, actor: &Actor, set: EntitySet) -> Result<Vec<Row>, FeedFault> {
        let slots = Arc::clone(&self.desk.exports);
        let _permit = slots.try_acquire_owned().map_err(|_| Fault::Busy)?;
        Ok(entities(&self.desk.office, Some(actor), set).await?)
    }

    /// The address of the next page: the same options, and how far this one came.
    fn next(&self, root: &str, set: EntitySet, given: usize) -> String {
        let own = self.pairs.iter().filter(|(name, _)| name != "$skiptoken");
        let mut query: Vec<String> = own
            .map(|(name, value)| format!("{}={}", escaped(name), escaped(value)))
            .collect();
        query.push(format!("$skiptoken={given}"));
        format!("{root}/{}?{}", set.as_str(), query.join("&"))
    }

    fn root(&self) -> Result<String, FeedFault> {
        let address = reached(self.desk.address.as_deref(), self.headers);
        Ok(format!("{}{ROOT}", address.ok_or(FeedFault::NotFound)?))
    }

    /// That the client takes what is given: `json` or `xml`, by `$format` or else by Accept.
    fn takes(&self, given: &str) -> Result<(), FeedFault> {
        let format = self.pairs.iter().find(|(name, _)| name == "$format");
        let accept = self
            .headers
            .get(ACCEPT)
            .and_then(|value| value.to_str().ok());
        let takes = match (format, accept) {
            (Some((_, format)), _) => format.contains(given),
            (None, Some(accept)) => [given, "*/*", "application/*"]
                .iter()
                .any(|part| accept.contains(part)),
            (None, None) => true,
        };
        if takes {
            Ok(())
        } else {
            Err(FeedFault::NotAcceptable)
        }
    }

    /// Whom the token speaks for: a bearer token, or the password of Basic.
    async fn speaker(&self) -> Result<Arc<Actor>, Fault> {
        let Some(token) = self.token() else {
            self.asker.take(&self.desk.rates, None)?;
            return Err(Fault::Unauthenticated);
        };
        let request_id = &self.asker.request_id;
        let found = self.desk.authenticate.actor(&token, request_id).await;
        let good = found.is_ok().then_some(token.as_str());
        self.asker.take(&self.desk.rates, good)?;
        found.map_err(|fault| of_auth(fault, request_id))
    }

    /// The token that is shown: once, and sound.
    fn token(&self) -> Option<String> {
        let mut values = self.headers.get_all(AUTHORIZATION).iter();
        let (Some(value), None) = (values.next(), values.next()) else {
            return None;
        };
        let value = value.to_str().ok()?;
        password(value).or_else(|| bearer(value).ok().map(str::to_owned))
    }
}

/// The password of a Basic authorization (RFC 7617).
fn password(value: &str) -> Option<String> {
    let (scheme, coded) = value.split_once(' ')?;
    if !scheme.eq_ignore_ascii_case("basic") {
        return None;
    }
    let pair = String::from_utf8(STANDARD.decode(coded.trim()).ok()?).ok()?;
    pair.split_once(':')
        .map(|(_, password)| password.to_owned())
}

/// A text inside a query (RFC 3986).
fn escaped(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for byte in text.bytes() {
        if byte.is_ascii_alphanumeric() || matches!(byte, b'-' | b'.' | b'_' | b'~' | b'$') {
            out.push(char::from(byte));
        } else {
            out.push_str(&format!("%{byte:02X}"));
        }
    }
    out
}
