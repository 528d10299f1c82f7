//! Signing in by a provider: there and back, and answers that are not believed.

use std::collections::HashMap;

use chrono::Duration;
use longdan::domain::base::clock::Clock;
use longdan::domain::trust::mapping::Mapping;
use longdan::http::limits::HttpOptions;
use longdan::http::oidc::options::{OidcOptions, Secret};
use longdan::storage::database::Database;
use reqwest::header::{COOKIE, LOCATION, SET_COOKIE};
use reqwest::redirect::Policy;
use reqwest::{Client, Response, StatusCode, Url};
use serde_json::{Value, json};

use crate::support::database::{on_both, on_sqlite};
use crate::support::issuer::{CLIENT, Issuer};
use crate::support::phone::Field;
use crate::support::world::World;

/// A server, its provider, and a browser that follows no redirect by itself.
struct Scene {
    field: Field,
    issuer: Issuer,
    client: Client,
}

/// What a browser has after it was sent to the provider.
struct Sent {
    asked: HashMap<String, String>,
    transit: String,
}

impl Scene {
    async fn on(db: Database) -> Self {
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

    fn at(&self, path: &str) -> String {
        format!("http://{}{path}", self.field.address)
    }

    /// Goes to the provider.
    async fn begin(&self, next: &str) -> Sent {
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
    fn claims(&self, other: &Value) -> Value {
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
    async fn back(&self, transit: &str, code: &str, state: &str) -> Response {
        let url = self.at(&format!("/oidc/callback?code={code}&state={state}"));
        let request = self.client.get(url).header(COOKIE, transit);
        request
            .header("accept-language", "en")
            .send()
            .await
            .expect("an answer")
    }

    /// The whole way with other claims.
    async fn enter(&self, other: Value) -> Response {
        let sent = self.begin("/").await;
        let code = self.issuer.approve(&sent.asked, &self.claims(&other));
        self.back(&sent.transit, &code, &sent.asked["state"]).await
    }
}

/// The session's cookie of an answer; `None` where nobody was signed in.
fn session(answer: &Response) -> Option<String> {
    let lines = answer.headers().get_all(SET_COOKIE).iter();
    let mut pairs = lines.filter_map(|line| line.to_str().ok()?.split(';').next());
    pairs
        .find(|pair| pair.starts_with("longdan=lds_"))
        .map(str::to_owned)
}

async fn who(scene: &Scene, session: &str) -> Value {
    let request = scene
        .client
        .get(scene.at("/session"))
        .header(COOKIE, session);
    let answer = request.send().await.expect("an answer");
    answer.json().await.expect("JSON")
}

#[tokio::test]
async fn a_person_comes_back_signed_in_on_the_page_that_they_wanted() {
    on_both(async |fresh| {
        let scene = Scene::on(fresh.db).await;
        let sent = scene.begin("/rounds/2019%3Fx=1").await;
        for (name, value) in [
            ("response_type", "code"),
            ("client_id", CLIENT.0),
            ("scope", "openid profile"),
            ("code_challenge_method", "S256"),
            ("redirect_uri", &scene.at("/oidc/callback")),
        ] {
            assert_eq!(sent.asked[name], value, "{name}");
        }
        let code = scene.issuer.approve(&sent.asked, &scene.claims(&json!({})));
        let answer = scene.back(&sent.transit, &code, &sent.asked["state"]).await;
        assert_eq!(answer.status(), StatusCode::OK);
        let cookie = session(&answer).expect("a session");
        let page = answer.text().await.expect("a page");
        assert!(
            page.contains("content=\"0;url=/rounds/2019?x=1\""),
            "{page}"
        );
        let told = who(&scene, &cookie).await;
        assert_eq!(told["name"], "Nguyễn Thị Lan");
        assert_eq!(told["roles"], json!(["FRONT"]));
        assert_eq!(told["ways"]["oidc"], true);
        // Signing out here leads to signing out there.
        let out = scene
            .client
            .delete(scene.at("/session"))
            .header(COOKIE, &cookie);
        let out = out
            .header("graphql-require-preflight", "1")
            .send()
            .await
            .expect("an answer");
        let told: Value = out.json().await.expect("JSON");
        let there = told["endSession"].as_str().expect("an address");
        assert!(
            there.starts_with(&format!("{}/end?client_id=longdan&", scene.issuer.name())),
            "{there}"
        );
        // Once more with the same code and cookie.
        let replayed = scene.back(&sent.transit, &code, &sent.asked["state"]).await;
        assert_eq!(
            (replayed.status(), session(&replayed)),
            (StatusCode::BAD_REQUEST, None)
        );
    })
    .await;
}

#[tokio::test]
async fn an_answer_that_is_not_believed_signs_nobody_in() {
    on_both(async |fresh| {
        let scene = Scene::on(fresh.db).await;
        let now = scene.field.world.clock.now().timestamp();
        for (what, claims) in [
            ("another nonce", json!({ "nonce": "x" })),
            ("no nonce", json!({ "nonce": null })),
            ("another provider", json!({ "iss": "https://idp.example" })),
            ("another client", json!({ "aud": "other" })),
            (
                "several clients, none said",
                json!({ "aud": ["longdan", "other"] }),
            ),
            ("for another party", json!({ "azp": "other" })),
            ("expired", json!({ "exp": now - 61 })),
            ("no end", json!({ "exp": null })),
            (
                "an end that is a text",
                json!({ "exp": (now + 300).to_string() }),
            ),
            ("from the future", json!({ "iat": now + 61 })),
            ("not yet", json!({ "nbf": now + 61 })),
            ("not yet, as a text", json!({ "nbf": "x" })),
            ("nobody", json!({ "sub": null })),
        ] {
            let answer = scene.enter(claims).await;
            assert_eq!(
                (answer.status(), session(&answer)),
                (StatusCode::BAD_REQUEST, None),
                "{what}"
            );
        }
        for (what, claims) in [
            (
                "no group of the table",
                json!({ "realm_access": { "roles": ["offline_access"] } }),
            ),
            ("no groups", json!({ "realm_access": null })),
        ] {
            let answer = scene.enter(claims).await;
            assert_eq!(
                (answer.status(), session(&answer)),
                (StatusCode::FORBIDDEN, None),
                "{what}"
            );
        }
        // A clock that is a little off is none of these.
        let answer = scene
            .enter(json!({ "iat": now + 30, "exp": now - 30, "aud": ["longdan"] }))
            .await;
        assert!(session(&answer).is_some());
    })
    .await;
}

#[tokio::test]
async fn what_is_not_of_this_browser_or_too_old_signs_nobody_in() {
    on_sqlite(async |fresh| {
        let scene = Scene::on(fresh.db).await;
        let sent = scene.begin("/").await;
        let other = scene.begin("/").await;
        let approve = |sent: &Sent| scene.issuer.approve(&sent.asked, &scene.claims(&json!({})));
        let (state, code) = (&sent.asked["state"], approve(&sent));
        let forged = format!("{}A", sent.transit);
        let cut = sent.transit.split('.').next().expect("a part").to_owned();
        for (what, transit, state) in [
            (
                "another state",
                sent.transit.as_str(),
                other.asked["state"].as_str(),
            ),
            ("no state", &sent.transit, ""),
            ("another browser", &other.transit, state),
            ("no cookie", "a=b", state),
            ("a forged seal", &forged, state),
            ("no seal", &cut, state),
        ] {
            let answer = scene.back(transit, &code, state).await;
            assert_eq!(
                (answer.status(), session(&answer)),
                (StatusCode::BAD_REQUEST, None),
                "{what}"
            );
        }
        // A code of another sign-in is no good with this one's verifier.
        let stolen = approve(&other);
        let answer = scene.back(&sent.transit, &stolen, state).await;
        assert_eq!(session(&answer), None);
        // An answer that says that it is another provider's.
        let mixed = format!("{state}&iss=https://idp.example");
        let answer = scene.back(&sent.transit, &code, &mixed).await;
        assert_eq!(session(&answer), None);
        scene.field.world.pass(Duration::minutes(10));
        let late = scene.back(&sent.transit, &code, state).await;
        assert_eq!(session(&late), None);
    })
    .await;
}

#[tokio::test]
async fn a_provider_may_change_its_keys() {
    on_sqlite(async |fresh| {
        let scene = Scene::on(fresh.db).await;
        assert!(session(&scene.enter(json!({})).await).is_some());
        scene.issuer.change_key();
        // Asked for just now: a stranger's tokens must not make the server ask again and again.
        assert_eq!(session(&scene.enter(json!({})).await), None);
        scene.field.world.pass(Duration::seconds(10));
        assert!(session(&scene.enter(json!({})).await).is_some());
    })
    .await;
}

#[tokio::test]
async fn one_is_led_on_to_pages_of_this_server_alone() {
    on_sqlite(async |fresh| {
        let scene = Scene::on(fresh.db).await;
        for next in [
            "https://evil.example",
            "//evil.example",
            "/%5Cevil.example",
            "/%22%3E",
            "x",
            "",
        ] {
            let sent = scene.begin(next).await;
            let code = scene.issuer.approve(&sent.asked, &scene.claims(&json!({})));
            let answer = scene.back(&sent.transit, &code, &sent.asked["state"]).await;
            let page = answer.text().await.expect("a page");
            assert!(page.contains("content=\"0;url=/\""), "{next}: {page}");
        }
    })
    .await;
}
