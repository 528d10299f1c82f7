//! The whole server on a bound socket, and a phone of the ODK family.

use std::net::SocketAddr;
use std::sync::Arc;

use longdan::domain::place::area::Area;
use longdan::domain::trust::actor::Role;
use longdan::graphql::guard::document::Rules;
use longdan::graphql::guard::limits::Limits;
use longdan::graphql::guard::types::SchemaTypes;
use longdan::graphql::runner::Runner;
use longdan::graphql::{sdl, sizes};
use longdan::http::beside::beside;
use longdan::http::lifeline::Lifeline;
use longdan::http::limits::HttpOptions;
use longdan::http::office::OfficeTokens;
use longdan::http::rates::{Rates, Ticks};
use longdan::http::request_id::RequestIds;
use longdan::http::router::router_with;
use longdan::http::server::{bind, serve};
use longdan::http::state::Api;
use longdan::services::accounts::{self, NewToken};
use longdan::storage::database::Database;
use reqwest::header::{HeaderMap, HeaderValue};
use reqwest::{Client, Method, RequestBuilder, Response};
use serde_json::{Value, json};
use tokio::sync::oneshot;

use super::door::health;
use super::world::World;

/// A world that listens.
pub struct Field {
    pub world: World,
    pub address: SocketAddr,
    pub client: Client,
    _shutdown: oneshot::Sender<()>,
}

impl Field {
    /// Serves a world on a migrated, empty database.
    pub async fn on(db: Database) -> Self {
        Self::with(World::on(db).await, HttpOptions::default()).await
    }

    /// Serves a world with other options.
    pub async fn with(world: World, options: HttpOptions) -> Self {
        let rates = Rates::new(&options.rates, Ticks::default());
        Self::bounded(world, options, rates).await
    }

    /// Serves a world whose requests are taken out of these buckets.
    pub async fn bounded(world: World, options: HttpOptions, rates: Rates) -> Self {
        let tokens = OfficeTokens(Arc::clone(&world.office));
        let rules = Rules {
            limits: Limits::default(),
            lists: sizes::list_fields(),
        };
        let types = SchemaTypes::from_sdl(&sdl::print()).expect("our own SDL");
        let runner = Runner::new(Arc::clone(&world.office));
        let mut api = Api::new(runner, tokens.clone(), rules, types, options.clone());
        api.rates = Arc::new(rates);
        let more = beside(&world.office, &tokens, &options, &api.rates);
        let router = router_with(Arc::new(api), health(), RequestIds::new(0xfeed), more);
        let listener = bind(([127, 0, 0, 1], 0).into()).await.expect("a free port");
        let address = listener.local_addr().expect("an address");
        let (shutdown, told) = oneshot::channel::<()>();
        tokio::spawn(serve(
            listener,
            router,
            options.http,
            Lifeline::default(),
            async { drop(told.await) },
        ));
        Self {
            world,
            address,
            client: Client::new(),
            _shutdown: shutdown,
        }
    }

    /// A token of a role for some areas.
    pub async fn token(&self, name: &str, role: Role, areas: &[&Area]) -> String {
        let areas = areas.iter().map(|area| area.code.parse().expect("a code"));
        let new = NewToken {
            line: 1,
            name: name.to_owned(),
            roles: vec![role],
            areas: areas.collect(),
            agency: None,
            expires_days: None,
        };
        let issued = accounts::create(&self.world.office, vec![new]).await;
        issued.expect("a token").remove(0).secret
    }

    /// Asks GraphQL with a token.
    pub async fn ask(&self, token: &str, query: &str, variables: Value) -> Value {
        let url = format!("http://{}/graphql", self.address);
        let body = json!({ "query": query, "variables": variables });
        let request = self.client.post(url).bearer_auth(token).json(&body);
        let answer = request.send().await.expect("an answer");
        answer.json().await.expect("JSON")
    }

    /// A token of the commune's Front.
    pub async fn front(&self) -> String {
        let name = "Mặt trận xã";
        self.token(name, Role::Front, &[&self.world.commune]).await
    }

    /// The phone of a collector of the first two hamlets.
    pub async fn phone(&self) -> Phone<'_> {
        let hamlets = [&self.world.hamlets[0], &self.world.hamlets[1]];
        let token = self.token("Tổ 1", Role::Collector, &hamlets).await;
        self.phone_with(&token)
    }

    /// A phone that was set up with a token.
    pub fn phone_with(&self, token: &str) -> Phone<'_> {
        Phone {
            field: self,
            token: token.to_owned(),
        }
    }
}

/// A phone that was set up with a token.
pub struct Phone<'a> {
    field: &'a Field,
    pub token: String,
}

/// An answer as a phone sees it.
#[derive(Debug)]
pub struct Heard {
    pub status: u16,
    pub headers: HeaderMap,
    pub text: String,
}

impl Heard {
    /// A header as text; empty where it isn't there.
    pub fn header(&self, name: &str) -> &str {
        self.headers
            .get(name)
            .map_or("", |value| value.to_str().expect("ASCII"))
    }

    /// The text of the first element of a name, which has no attributes.
    pub fn element(&self, name: &str) -> &str {
        let found = self.text.split_once(&format!("<{name}>"));
        let (_, rest) = found.unwrap_or_else(|| panic!("no {name} in {}", self.text));
        rest.split_once('<').expect("an end").0
    }
}

impl Phone<'_> {
    /// A request to what belongs to the token, as Collect makes it.
    pub fn request(&self, method: Method, path: &str) -> RequestBuilder {
        let Field {
            address, client, ..
        } = self.field;
        // Old ones write it in the phone's language and with a 12-hour clock.
        let date = HeaderValue::from_bytes("Thứ 4, 17 thg 7 2019 01:00:00".as_bytes());
        let date = date.expect("a header");
        let joined = if path.contains('?') { '&' } else { '?' };
        let asked = format!("{path}{joined}deviceID=collect%3A1");
        let url = format!("http://{address}/openrosa/k/{}/{asked}", self.token);
        client
            .request(method, url)
            .header("x-openrosa-version", "1.0")
            .header("date", date)
    }

    /// Fetches.
    pub async fn get(&self, path: &str) -> Heard {
        heard(self.request(Method::GET, path)).await
    }

    /// Sends a filled form as a phone does, with more parts: name and content.
    pub async fn send(&self, form: &str, parts: &[(&str, &str)]) -> Heard {
        let request = self.request(Method::POST, "submission");
        let (media, body) = multipart(form, parts);
        heard(request.header("content-type", media).body(body)).await
    }
}

/// The body of a request with a form and more parts, and its media type.
pub fn multipart(form: &str, parts: &[(&str, &str)]) -> (String, String) {
    let mut body = String::new();
    let all = [("xml_submission_file", form)];
    for (name, content) in all.iter().chain(parts) {
        body.push_str(&format!(
            "--B0undary\r\ncontent-disposition: form-data; name=\"{name}\"; filename=\"{name}.xml\"\r\ncontent-type: text/xml\r\n\r\n{content}\r\n"
        ));
    }
    body.push_str("--B0undary--\r\n");
    ("multipart/form-data; boundary=B0undary".to_owned(), body)
}

/// Makes a request and reads the answer to its end.
pub async fn heard(request: RequestBuilder) -> Heard {
    let answer: Response = request.send().await.expect("an answer");
    Heard {
        status: answer.status().as_u16(),
        headers: answer.headers().clone(),
        text: answer.text().await.expect("a text"),
    }
}
