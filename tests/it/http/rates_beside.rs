//! How fast requests may come beside GraphQL, told as each protocol tells it.

use longdan::domain::trust::mapping::Mapping;
use longdan::http::limits::HttpOptions;
use longdan::http::oidc::options::OidcOptions;
use longdan::http::rates::Rates;
use reqwest::header::{CONTENT_TYPE, RETRY_AFTER};
use reqwest::{Method, RequestBuilder, StatusCode};
use serde_json::{Value, json};

use super::rates::{Hands, SLOW};
use crate::support::database::on_sqlite;
use crate::support::phone::Field;
use crate::support::world::World;

/// Requests of a token, and of an address, that pass at once.
const OF_TOKEN: usize = 4;
const OF_ADDRESS: usize = 2;

const XML: &str = "text/xml; charset=utf-8";
const PAGE: &str = "text/html; charset=utf-8";

/// What a request was answered.
struct Told {
    status: StatusCode,
    retry_after: Option<String>,
    media_type: String,
    text: String,
}

async fn told(request: RequestBuilder) -> Told {
    let answer = request.send().await.expect("an answer");
    let header = |name| {
        let value = answer.headers().get(name)?;
        Some(value.to_str().expect("a text").to_owned())
    };
    Told {
        status: answer.status(),
        retry_after: header(RETRY_AFTER),
        media_type: header(CONTENT_TYPE).unwrap_or_default(),
        text: answer.text().await.expect("a text"),
    }
}

/// A server whose buckets fill by the test's hands.
struct Scene {
    field: Field,
    hands: Hands,
}

impl Scene {
    async fn on(world: World) -> Self {
        let hands = Hands::default();
        let oidc = OidcOptions {
            issuer: "http://127.0.0.1:9".to_owned(),
            client_id: "longdan".to_owned(),
            secret: None,
            scope: "openid".to_owned(),
            name_claim: "name".to_owned(),
            roles_claim: "roles".to_owned(),
            mapping: Mapping::parse("").expect("a table"),
        };
        let options = HttpOptions {
            oidc: Some(oidc),
            ..HttpOptions::default()
        };
        let rates = Rates::new(&SLOW, hands.ticks());
        Self {
            field: Field::bounded(world, options, rates).await,
            hands,
        }
    }

    fn ask(&self, method: &Method, path: &str, from: &str) -> RequestBuilder {
        let url = format!("http://{}{path}", self.field.address);
        let request = self.field.client.request(method.clone(), url);
        request.header("x-forwarded-for", from)
    }

    /// Asks until the bucket is empty, which it is after so many; what is told then.
    async fn emptied(&self, many: usize, ask: impl Fn() -> RequestBuilder) -> Told {
        self.hands.pass(60_000);
        for number in 0..many {
            let told = told(ask()).await;
            assert_ne!(
                told.status,
                StatusCode::TOO_MANY_REQUESTS,
                "{number}: {}",
                told.text
            );
        }
        let told = told(ask()).await;
        assert_eq!(told.status, StatusCode::TOO_MANY_REQUESTS, "{}", told.text);
        assert_eq!(told.retry_after.as_deref(), Some("1"));
        told
    }
}

#[tokio::test]
async fn every_route_that_works_takes_from_the_bucket_of_its_token() {
    on_sqlite(async |fresh| {
        let scene = Scene::on(World::on(fresh.db).await).await;
        let token = scene.field.front().await;
        let other = scene.field.phone().await.token;
        let get = Method::GET;
        let paths = [
            (Method::POST, "/documents?name=a.txt"),
            (get.clone(), "/documents/none"),
            (get.clone(), "/print/none/FORMS"),
            (Method::POST, "/print/none/invitations?hamlet=x"),
            (get.clone(), "/exports/round.csv"),
            (get.clone(), "/session"),
            (Method::DELETE, "/session"),
        ];
        let ask = |method: &Method, path: &str, token: &str| {
            let ask = scene.ask(method, path, "192.0.2.1").bearer_auth(token);
            ask.header("graphql-require-preflight", "1")
        };
        for (method, path) in paths {
            let empty = scene.emptied(OF_TOKEN, || ask(&method, path, &token));
            let empty = empty.await;
            let json: Value = serde_json::from_str(&empty.text).expect("JSON");
            let error = &json["errors"][0];
            assert_eq!(error["extensions"]["code"], "RATE_LIMITED", "{path}");
            assert_eq!(
                error["message"],
                "Yêu cầu đến quá nhanh; hãy thử lại sau giây lát."
            );
            // The bucket is one for all routes, and each token has its own.
            let body = json!({ "query": "{ viewer { name } }" });
            let graphql = ask(&Method::POST, "/graphql", &token).json(&body);
            assert_eq!(told(graphql).await.status, StatusCode::TOO_MANY_REQUESTS);
            let elses = told(ask(&get, "/session", &other)).await;
            assert_eq!(elses.status, StatusCode::OK);
        }
    })
    .await;
}

#[tokio::test]
async fn phones_and_spreadsheets_are_told_in_their_own_form() {
    on_sqlite(async |fresh| {
        let scene = Scene::on(World::on(fresh.db).await).await;
        let phone = scene.field.phone().await.token;
        let get = Method::GET;
        for path in ["formList", "submission", "manifest/none", "qr.svg", "sheet"] {
            let path = format!("/openrosa/k/{phone}/{path}");
            let empty = scene.emptied(OF_TOKEN, || scene.ask(&get, &path, "192.0.2.1"));
            let empty = empty.await;
            assert_eq!(empty.media_type, XML, "{path}");
            assert!(
                empty
                    .text
                    .contains("<OpenRosaResponse xmlns=\"http://openrosa.org/http/response\"")
                    && empty.text.contains("Yêu cầu đến quá nhanh"),
                "{}",
                empty.text
            );
        }
        let front = scene.field.front().await;
        for path in ["/odata/v4", "/odata/v4/$metadata", "/odata/v4/Items/$count"] {
            let by_bearer = || scene.ask(&get, path, "192.0.2.1").bearer_auth(&front);
            let empty = scene.emptied(OF_TOKEN, by_bearer).await;
            assert!(
                empty.media_type.starts_with("application/json;odata"),
                "{path}"
            );
            let json: Value = serde_json::from_str(&empty.text).expect("JSON");
            assert_eq!(json["error"]["code"], "RATE_LIMITED", "{json}");
            // The password of Basic is the same token.
            let by_password = scene.ask(&get, path, "192.0.2.1");
            let by_password = by_password.basic_auth("excel", Some(&front));
            let again = told(by_password).await;
            assert_eq!(again.status, StatusCode::TOO_MANY_REQUESTS);
        }
    })
    .await;
}

#[tokio::test]
async fn without_a_good_token_the_address_counts_at_every_route() {
    on_sqlite(async |fresh| {
        let scene = Scene::on(World::on(fresh.db).await).await;
        let token = scene.field.front().await;
        let (get, post) = (Method::GET, Method::POST);
        let paths = [
            (&get, "/documents/none", "application/json"),
            (&get, "/print/none/FORMS", "application/json"),
            (&get, "/exports/round.csv", "application/json"),
            (&get, "/public/results.json", "application/json"),
            (&get, "/session", "application/json"),
            (&post, "/session", "application/json"),
            (&get, "/odata/v4", "application/json;odata"),
            (&get, "/openrosa/k/wrong/formList", XML),
            (&get, "/oidc/start", PAGE),
            (&get, "/oidc/callback", PAGE),
        ];
        for (method, path, media_type) in paths {
            let ask = |from| {
                let ask = scene.ask(method, path, from).bearer_auth("wrong");
                ask.header("accept-language", "en")
            };
            let empty = scene.emptied(OF_ADDRESS, || ask("192.0.2.1")).await;
            assert!(
                empty.media_type.starts_with(media_type),
                "{path}: {}",
                empty.media_type
            );
            assert!(
                empty.text.contains("Requests come too fast"),
                "{}",
                empty.text
            );
            let elsewhere = told(ask("192.0.2.2")).await;
            assert_ne!(elsewhere.status, StatusCode::TOO_MANY_REQUESTS, "{path}");
            let known = scene.ask(&get, "/session", "192.0.2.1").bearer_auth(&token);
            assert_eq!(told(known).await.status, StatusCode::OK, "{path}");
        }
    })
    .await;
}

#[tokio::test]
async fn files_of_the_pages_are_given_at_any_rate() {
    on_sqlite(async |fresh| {
        let scene = Scene::on(World::on(fresh.db).await).await;
        for path in ["/", "/survey/", "/graphiql", "/healthz", "/readyz"] {
            for _ in 0..20 {
                let told = told(scene.ask(&Method::GET, path, "192.0.2.1")).await;
                assert_eq!(told.status, StatusCode::OK, "{path}");
            }
        }
    })
    .await;
}
