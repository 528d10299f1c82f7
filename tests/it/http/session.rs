//! The cookie of a session: what it opens, what is shown beside it, its end.

use longdan::domain::trust::actor::Role;
use longdan::http::limits::HttpOptions;
use longdan::services::accounts;
use longdan::services::tries::MOST_TRIES;
use reqwest::header::{COOKIE, RETRY_AFTER, SET_COOKIE};
use reqwest::{RequestBuilder, Response, StatusCode};
use serde_json::{Value, json};
use tokio_tungstenite::tungstenite::Error;

use crate::support::database::{on_both, on_sqlite};
use crate::support::phone::Field;
use crate::support::served::{Client, Seen};
use crate::support::world::World;

const PROOF: (&str, &str) = ("graphql-require-preflight", "1");

fn at(field: &Field, path: &str) -> String {
    format!("http://{}{path}", field.address)
}

/// The cookie's whole line, and what a browser sends of it.
fn cookie(answer: &Response) -> (String, String) {
    let line = answer.headers()[SET_COOKIE]
        .to_str()
        .expect("a text")
        .to_owned();
    let pair = line.split(';').next().expect("a pair").to_owned();
    (line, pair)
}

async fn signed_in(field: &Field, token: &str) -> String {
    let url = at(field, "/session");
    let answer = field
        .client
        .post(url)
        .bearer_auth(token)
        .send()
        .await
        .expect("an answer");
    assert_eq!(answer.status(), StatusCode::CREATED);
    cookie(&answer).1
}

fn viewer(field: &Field, cookie: &str) -> RequestBuilder {
    let body = json!({ "query": "{ viewer { name } }" });
    field
        .client
        .post(at(field, "/graphql"))
        .header(COOKIE, cookie)
        .json(&body)
}

async fn json_of(request: RequestBuilder) -> (StatusCode, Value) {
    let answer = request.send().await.expect("an answer");
    let status = answer.status();
    (status, answer.json().await.expect("JSON"))
}

#[tokio::test]
async fn a_token_is_exchanged_for_a_cookie_that_no_script_reads() {
    on_both(async |fresh| {
        let field = Field::on(fresh.db).await;
        let token = field.front().await;
        let url = at(&field, "/session");
        let by_header = field.client.post(&url).bearer_auth(&token);
        let by_body = field.client.post(&url).json(&json!({ "token": token }));
        for request in [by_header, by_body] {
            let answer = request.send().await.expect("an answer");
            assert_eq!(answer.status(), StatusCode::CREATED);
            let (line, pair) = cookie(&answer);
            assert!(
                line.ends_with("; Path=/; HttpOnly; SameSite=Strict"),
                "{line}"
            );
            assert!(pair.starts_with("longdan=lds_"), "{pair}");
            let told: Value = answer.json().await.expect("JSON");
            assert_eq!(told["signedIn"], true);
            assert!(!told.to_string().contains("lds_"), "{told}");
            let (status, seen) = json_of(field.client.get(&url).header(COOKIE, pair)).await;
            assert_eq!(status, StatusCode::OK);
            assert_eq!(seen["name"], "Mặt trận xã");
            assert_eq!(seen["roles"], json!(["FRONT"]));
            assert_eq!(seen["csrfHeader"], PROOF.0);
            assert_eq!(seen["ways"], json!({ "token": true, "oidc": false }));
        }
        let (_, nobody) = json_of(field.client.get(&url)).await;
        assert_eq!(nobody["signedIn"], false);
    })
    .await;
}

#[tokio::test]
async fn where_the_server_is_reached_over_tls_the_cookie_is_this_hosts_alone() {
    on_sqlite(async |fresh| {
        let options = HttpOptions {
            public_url: Some("https://longdan.example".to_owned()),
            ..HttpOptions::default()
        };
        let field = Field::with(World::on(fresh.db).await, options).await;
        let token = field.front().await;
        let request = field
            .client
            .post(at(&field, "/session"))
            .bearer_auth(&token);
        let (line, pair) = cookie(&request.send().await.expect("an answer"));
        assert!(pair.starts_with("__Host-longdan=lds_"), "{pair}");
        assert!(
            line.ends_with("; Path=/; HttpOnly; SameSite=Strict; Secure"),
            "{line}"
        );
        // One that another page of the network may have planted is not looked at.
        let planted = pair.trim_start_matches("__Host-");
        let request = viewer(&field, planted).header(PROOF.0, PROOF.1);
        assert_eq!(json_of(request).await.1["data"]["viewer"], Value::Null);
    })
    .await;
}

#[tokio::test]
async fn a_cookie_counts_only_with_a_header_that_no_form_can_set() {
    on_sqlite(async |fresh| {
        let field = Field::on(fresh.db).await;
        let token = field.front().await;
        let cookie = signed_in(&field, &token).await;
        for (name, value) in [
            PROOF,
            ("apollo-require-preflight", "true"),
            ("x-apollo-operation-name", "Q"),
        ] {
            let (status, answer) = json_of(viewer(&field, &cookie).header(name, value)).await;
            assert_eq!(status, StatusCode::OK);
            assert_eq!(answer["data"]["viewer"]["name"], "Mặt trận xã", "{name}");
        }
        let refused = [
            viewer(&field, &cookie),
            viewer(&field, &cookie).header(PROOF.0, ""),
            field
                .client
                .get(at(&field, "/graphql?query=%7B__typename%7D"))
                .header(COOKIE, &cookie),
            field
                .client
                .post(at(&field, "/documents?name=a.txt"))
                .header(COOKIE, &cookie),
            field
                .client
                .delete(at(&field, "/session"))
                .header(COOKIE, &cookie),
        ];
        for request in refused {
            let (status, answer) = json_of(request).await;
            assert_eq!(status, StatusCode::FORBIDDEN);
            assert_eq!(answer["errors"][0]["extensions"]["code"], "FORBIDDEN");
        }
        // A token needs none of it, and counts before the cookie.
        let (_, answer) = json_of(viewer(&field, &cookie).bearer_auth(&token)).await;
        assert_eq!(answer["data"]["viewer"]["name"], "Mặt trận xã");
        let twice = format!("{cookie}; {cookie}");
        let (status, _) = json_of(viewer(&field, &twice).header(PROOF.0, PROOF.1)).await;
        assert_eq!(status, StatusCode::UNAUTHORIZED);
    })
    .await;
}

#[tokio::test]
async fn signing_out_ends_the_session_for_good() {
    on_both(async |fresh| {
        let field = Field::on(fresh.db).await;
        let token = field.front().await;
        let cookie_sent = signed_in(&field, &token).await;
        let url = at(&field, "/session");
        let request = field.client.delete(&url).header(COOKIE, &cookie_sent);
        let answer = request
            .header(PROOF.0, PROOF.1)
            .send()
            .await
            .expect("an answer");
        let (line, _) = cookie(&answer);
        assert!(
            line.contains("longdan=;") && line.contains("Max-Age=0"),
            "{line}"
        );
        let told: Value = answer.json().await.expect("JSON");
        assert_eq!(
            (&told["signedIn"], &told["endSession"]),
            (&json!(false), &Value::Null)
        );
        let request = viewer(&field, &cookie_sent).header(PROOF.0, PROOF.1);
        let (status, answer) = json_of(request).await;
        assert_eq!(status, StatusCode::UNAUTHORIZED);
        assert_eq!(answer["errors"][0]["extensions"]["code"], "UNAUTHENTICATED");
        // Looking takes the dead cookie away.
        let request = field.client.get(&url).header(COOKIE, &cookie_sent);
        let answer = request.send().await.expect("an answer");
        assert!(cookie(&answer).0.contains("Max-Age=0"));
        assert_eq!(
            answer.json::<Value>().await.expect("JSON")["signedIn"],
            false
        );
    })
    .await;
}

#[tokio::test]
async fn failed_tries_are_told_alike_and_lock_out_with_a_time_to_wait() {
    on_both(async |fresh| {
        let field = Field::on(fresh.db).await;
        let good = field.front().await;
        let revoked = field.token("Cũ", Role::Admin, &[]).await;
        let old = accounts::authenticate(&field.world.office, &revoked)
            .await
            .expect("an actor");
        accounts::revoke(&field.world.office, old.token)
            .await
            .expect("revoked");
        let attempt = async |token: &str| {
            let request = field.client.post(at(&field, "/session")).bearer_auth(token);
            request
                .header("accept-language", "en")
                .send()
                .await
                .expect("an answer")
        };
        let mut told = Vec::new();
        for number in 0..MOST_TRIES {
            let token = match number % 3 {
                0 => revoked.clone(),
                1 => "x".to_owned(),
                _ => format!("ldn_{number:043}"),
            };
            let answer = attempt(&token).await;
            assert_eq!(answer.status(), StatusCode::UNAUTHORIZED);
            told.push(answer.text().await.expect("a text"));
        }
        told.dedup();
        assert_eq!(told.len(), 1, "{told:?}");
        let locked = attempt(&good).await;
        assert_eq!(locked.status(), StatusCode::TOO_MANY_REQUESTS);
        assert_eq!(locked.headers()[RETRY_AFTER], "601");
        let told: Value = locked.json().await.expect("JSON");
        assert_eq!(
            told["errors"][0]["extensions"],
            json!({ "code": "RATE_LIMITED", "retryAfter": 601 })
        );
        // Who is signed in works on, and phones with tokens do.
        assert_eq!(
            field.ask(&good, "{ viewer { name } }", json!({})).await["data"]["viewer"]["name"],
            "Mặt trận xã"
        );
    })
    .await;
}

#[tokio::test]
async fn what_is_no_token_in_json_is_refused_without_a_trace_of_it() {
    on_sqlite(async |fresh| {
        let field = Field::on(fresh.db).await;
        let url = at(&field, "/session");
        let post = || field.client.post(&url);
        let form = post()
            .body("token=ldn_x")
            .header("content-type", "text/plain");
        assert_eq!(
            form.send().await.expect("an answer").status(),
            StatusCode::UNSUPPORTED_MEDIA_TYPE
        );
        for body in [json!({}), json!({ "token": 1 }), json!([]), json!("x")] {
            let (status, answer) = json_of(post().json(&body)).await;
            assert_eq!(status, StatusCode::BAD_REQUEST, "{body}: {answer}");
        }
        let large = json!({ "token": "x".repeat(5_000) });
        assert_eq!(
            json_of(post().json(&large)).await.0,
            StatusCode::PAYLOAD_TOO_LARGE
        );
    })
    .await;
}

async fn socket(field: &Field, cookie: &str, origin: Option<&str>) -> Result<Client, Error> {
    let mut headers = vec![
        ("sec-websocket-protocol", "graphql-transport-ws"),
        ("cookie", cookie),
    ];
    headers.extend(origin.map(|origin| ("origin", origin)));
    Client::to(&format!("ws://{}/graphql", field.address), &headers).await
}

#[tokio::test]
async fn a_socket_with_a_cookie_is_for_our_own_pages_and_ends_with_the_session() {
    on_both(async |fresh| {
        let options = HttpOptions {
            origins: vec!["https://partner.example".to_owned()],
            ..HttpOptions::default()
        };
        let field = Field::with(World::on(fresh.db).await, options).await;
        let token = field.front().await;
        let cookie = signed_in(&field, &token).await;
        let own = format!("http://{}", field.address);
        for origin in [None, Some("https://elsewhere.example"), Some("null")] {
            match socket(&field, &cookie, origin).await {
                Err(Error::Http(answer)) => assert_eq!(answer.status(), 403, "{origin:?}"),
                other => panic!("{origin:?}: {:?}", other.map(|_| ())),
            }
        }
        for origin in [own.as_str(), "https://partner.example"] {
            let mut client = socket(&field, &cookie, Some(origin))
                .await
                .expect("a socket");
            client.say(json!({ "type": "connection_init" })).await;
            assert_eq!(client.hears().await["type"], "connection_ack");
            client.subscribe("a", "{ viewer { name } }").await;
            let heard = client.hears().await;
            assert_eq!(heard["payload"]["data"]["viewer"]["name"], "Mặt trận xã");
        }
        let mut client = socket(&field, &cookie, Some(&own)).await.expect("a socket");
        client.say(json!({ "type": "connection_init" })).await;
        client.hears().await;
        let out = field
            .client
            .delete(at(&field, "/session"))
            .header(COOKIE, &cookie);
        out.header(PROOF.0, PROOF.1)
            .send()
            .await
            .expect("an answer");
        match client.next().await {
            Seen::Closed(code, _) => assert_eq!(code, 4403),
            other => panic!("{other:?}"),
        }
    })
    .await;
}
