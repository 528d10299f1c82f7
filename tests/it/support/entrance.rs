//! A server with a provider of identities, and a browser between the two.

use std::collections::HashMap;

use longdan::domain::base::clock::Clock;
use longdan::domain::trust::mapping::Mapping;
use longdan::http::limits::HttpOptions;
use longdan::http::oidc::options::{OidcOptions, Secret};
use longdan::storage::database::Database;
use reqwest::header::{COOKIE, LOCATION, SET_COOKIE};
use reqwest::redirect::Policy;
use reqwest::{Client, Response, StatusCode, Url};
use serde_json::{Value, json};

use super::issuer::{CLIENT, Issuer};
use super::phone::Field;
use super::world::World;

/// A server, its provider, and a browser that follows no redirect by itself.
pub struct Scene {
    pub field: Field,
    pub issuer: Issuer,
    pub client: Client,
}

/// What a browser has after it was sent to the provider.
pub struct Sent {
    pub asked: HashMap<String, String>,
    pub transit: String,
}

impl Scene {
    /// A server whose commune has a Front in the provider's table.
    pub async fn on(db: Database) -> Self {
        let issuer = Issuer::start().await;
        let world = World::on(db).await;
        let table = format!(
            "[front]\nrole = 'FRONT'\nareas = ['{}']\n[office]\nrole = 'COORDINATION_OFFICE'\n",
            world.commune.code
        );
        let oidc = OidcOptions {
            issuer: issuer.name().to_owned(),
            client_id: CLIENT.0.to_owned(),
            secret: Some(Secret(CLIENT.1.to_owned())),
            scope: "openid profile".to_owned(),
            name_claim: "name".to_owned(),
            roles_claim: "realm_access.roles".to_owned(),
            mapping: Mapping::parse(&table).expect("a table"),
        };
        let options = HttpOptions {
            oidc: Some(oidc),
            ..HttpOptions::default()
        };
        let client = Client::builder().redirect(Policy::none()).build();
        Self {
            field: Field::with(world, options).await,
            issuer,
            client: client.expect("a client"),
        }
    }

    /// An address of the server.
    pub fn at(&self, path: &str) -> String {
        format!("http://{}{path}", self.field.address)
    }

    /// Goes to the provider.
    pub async fn begin(&self, next: &str) -> Sent {
        let url = self.at(&format!("/oidc/start?next={next}"));
        let answer = self.client.get(url).send().await.expect("an answer");
        assert_eq!(answer.status(), StatusCode::SEE_OTHER);
        let to = answer.headers()[LOCATION].to_str().expect("a text");
        assert!(
            to.starts_with(&format!("{}/auth?", self.issuer.name())),
            "{to}"
        );
        let asked = Url::parse(to)
            .expect("an address")
            .query_pairs()
            .into_owned()
            .collect();
        let line = answer.headers()[SET_COOKIE].to_str().expect("a text");
        assert!(line.ends_with("; Path=/; HttpOnly; SameSite=Lax"), "{line}");
        let transit = line.split(';').next().expect("a pair").to_owned();
        Sent { asked, transit }
    }

    /// What the provider says of Lan unless a test says otherwise.
    pub fn claims(&self, other: &Value) -> Value {
        let now = self.field.world.clock.now().timestamp();
        let mut all = json!({
            "sub": "lan", "name": "Nguyễn Thị Lan", "iat": now, "exp": now + 300,
            "realm_access": { "roles": ["front", "offline_access"] },
        });
        let more = other.as_object().expect("an object").clone();
        all.as_object_mut().expect("an object").extend(more);
        all
    }

    /// Comes back from the provider.
    pub async fn back(&self, transit: &str, code: &str, state: &str) -> Response {
        let url = self.at(&format!("/oidc/callback?code={code}&state={state}"));
        let request = self.client.get(url).header(COOKIE, transit);
        request
            .header("accept-language", "en")
            .send()
            .await
            .expect("an answer")
    }

    /// The whole way with other claims.
    pub async fn enter(&self, other: Value) -> Response {
        let sent = self.begin("/").await;
        let code = self.issuer.approve(&sent.asked, &self.claims(&other));
        self.back(&sent.transit, &code, &sent.asked["state"]).await
    }
}

/// The session's cookie of an answer; `None` where nobody was signed in.
pub fn session(answer: &Response) -> Option<String> {
    let lines = answer.headers().get_all(SET_COOKIE).iter();
    let mut pairs = lines.filter_map(|line| line.to_str().ok()?.split(';').next());
    pairs
        .find(|pair| pair.starts_with("longdan=lds_"))
        .map(str::to_owned)
}

/// What the server says of a session.
pub async fn who(scene: &Scene, session: &str) -> Value {
    let request = scene
        .client
        .get(scene.at("/session"))
        .header(COOKIE, session);
    let answer = request.send().await.expect("an answer");
    answer.json().await.expect("JSON")
}
