//! The whole server around a small province: what the tests of the API speak to.

use std::collections::HashMap;
use std::future::pending;
use std::sync::{Arc, Mutex};

use axum::Router;
use axum::body::{Body, to_bytes};
use axum::http::{Request, StatusCode};
use longdan::domain::trust::actor::Actor;
use longdan::domain::trust::sign_in::Ending;
use longdan::graphql::guard::document::Rules;
use longdan::graphql::guard::limits::Limits;
use longdan::graphql::guard::types::SchemaTypes;
use longdan::graphql::runner::Runner;
use longdan::graphql::{sdl, sizes};
use longdan::http::actor::{AuthFault, Authenticate};
use longdan::http::beside::beside;
use longdan::http::limits::HttpOptions;
use longdan::http::request_id::{RequestId, RequestIds};
use longdan::http::router::router_with;
use longdan::http::state::Api;
use longdan::storage::database::Database;
use serde_json::{Value, json};
use tower::ServiceExt;

use super::door::{Answer, health, post, send};
use super::world::World;

/// Knows the people that a test has let in.
#[derive(Clone, Default)]
pub struct Guests(Arc<Mutex<HashMap<String, Arc<Actor>>>>);

impl Authenticate for Guests {
    type Actor = Arc<Actor>;

    async fn actor(&self, token: &str, request: &RequestId) -> Result<Arc<Actor>, AuthFault> {
        let guests = self.0.lock().expect("a sound lock");
        let guest = guests.get(token).ok_or(AuthFault::Refused)?;
        let guest = Actor::clone(guest).in_request(request.shared());
        Ok(Arc::new(guest))
    }

    fn ended(&self, _: &Arc<Actor>) -> impl Future<Output = Ending> + Send + 'static {
        pending()
    }
}

/// A world and the routes into it.
pub struct App {
    pub world: World,
    door: Router,
    guests: Guests,
}

impl App {
    /// A server on a migrated, empty database.
    pub async fn on(db: Database) -> Self {
        Self::around(World::on(db).await)
    }

    /// The same after a restart: its shelves are empty.
    pub async fn restarted(mut self) -> Self {
        self.world.restart().await;
        Self::around(self.world)
    }

    fn around(world: World) -> Self {
        let guests = Guests::default();
        let rules = Rules {
            limits: Limits::default(),
            lists: sizes::list_fields(),
        };
        let types = SchemaTypes::from_sdl(&sdl::print()).expect("our own SDL");
        let runner = Runner::new(Arc::clone(&world.office));
        let api = Api::new(runner, guests.clone(), rules, types, HttpOptions::default());
        let more = beside(&world.office, &guests, &HttpOptions::default(), &api.rates);
        let ids = RequestIds::new(0xfeed);
        let door = router_with(Arc::new(api), health(), ids, more);
        Self {
            world,
            door,
            guests,
        }
    }

    /// Asks in English, as somebody or without a token.
    pub async fn ask(&self, who: Option<&Actor>, query: &str, variables: Value) -> Value {
        self.answer(who, "en", query, variables).await.json()
    }

    /// Asks in a language; the answer with its status and headers.
    pub async fn answer(
        &self,
        who: Option<&Actor>,
        language: &str,
        query: &str,
        variables: Value,
    ) -> Answer {
        let body = json!({ "query": query, "variables": variables }).to_string();
        let mut request = post(body, &[]);
        let headers = request.headers_mut();
        headers.insert("accept-language", language.parse().expect("a language"));
        self.through_the_door(who, request).await
    }

    /// Sends any request and gives the answer's bytes.
    pub async fn bytes_through_the_door(
        &self,
        who: Option<&Actor>,
        request: Request<Body>,
    ) -> (StatusCode, Vec<u8>) {
        let request = self.shown(who, request);
        let answer = self.door.clone().oneshot(request).await;
        let (head, body) = answer.expect("infallible").into_parts();
        let bytes = to_bytes(body, usize::MAX).await.expect("a body");
        (head.status, bytes.to_vec())
    }

    /// Sends any request, as somebody or without a token.
    pub async fn through_the_door(&self, who: Option<&Actor>, request: Request<Body>) -> Answer {
        send(&self.door, self.shown(who, request)).await
    }

    fn shown(&self, who: Option<&Actor>, mut request: Request<Body>) -> Request<Body> {
        if let Some(actor) = who {
            let token = actor.token.to_string();
            let bearer = format!("Bearer {token}").parse().expect("a header");
            request.headers_mut().insert("authorization", bearer);
            let mut guests = self.guests.0.lock().expect("a sound lock");
            guests.insert(token, Arc::new(actor.clone()));
        }
        request
    }
}
