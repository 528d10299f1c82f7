//! A provider signs people out by itself: whom, and what is not believed.

use base64::Engine;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use chrono::Duration;
use longdan::domain::base::clock::Clock;
use reqwest::header::{CACHE_CONTROL, CONTENT_TYPE};
use reqwest::{Response, StatusCode};
use serde_json::{Map, Value, json};

use crate::support::database::{on_both, on_sqlite};
use crate::support::entrance::{Scene, session, who};
use crate::support::issuer::{CLIENT, Issuer};
use crate::support::served::{Client, Seen};

const EVENT: &str = "http://schemas.openid.net/event/backchannel-logout";
const FORM: &str = "application/x-www-form-urlencoded";

/// The claims of a token that signs Lan out, but for what a test says otherwise; null takes a claim away.
fn out(scene: &Scene, other: &Value) -> Map<String, Value> {
    let now = scene.field.world.clock.now().timestamp();
    let mut all = json!({
        "iss": scene.issuer.name(), "aud": CLIENT.0, "iat": now, "exp": now + 120, "jti": "1",
        "sub": "lan", "events": { EVENT: {} },
    });
    let all = all.as_object_mut().expect("an object");
    all.extend(other.as_object().expect("an object").clone());
    all.retain(|_, value| !value.is_null());
    all.clone()
}

async fn send(scene: &Scene, body: String, media: &str) -> Response {
    let request = scene.client.post(scene.at("/oidc/backchannel-logout"));
    let request = request.header(CONTENT_TYPE, media).body(body);
    request.send().await.expect("an answer")
}

async fn told(scene: &Scene, token: &str) -> StatusCode {
    let answer = send(scene, format!("logout_token={token}"), FORM).await;
    assert_eq!(answer.headers()[CACHE_CONTROL], "no-store");
    answer.status()
}

async fn signed_in(scene: &Scene, claims: Value) -> String {
    let answer = scene.enter(claims).await;
    session(&answer).expect("a session")
}

async fn holds(scene: &Scene, cookie: &str) -> bool {
    who(scene, cookie).await["signedIn"] == true
}

async fn socket(scene: &Scene, cookie: &str) -> Client {
    let origin = format!("http://{}", scene.field.address);
    let headers = [
        ("sec-websocket-protocol", "graphql-transport-ws"),
        ("cookie", cookie),
        ("origin", origin.as_str()),
    ];
    let address = format!("ws://{}/graphql", scene.field.address);
    let mut client = Client::to(&address, &headers).await.expect("a socket");
    client.say(json!({ "type": "connection_init" })).await;
    assert_eq!(client.hears().await["type"], "connection_ack");
    client
}

#[tokio::test]
async fn a_provider_ends_one_session_or_all_of_a_person_with_what_hangs_on_them() {
    on_both(async |fresh| {
        let scene = Scene::on(fresh.db).await;
        let first = signed_in(&scene, json!({ "sid": "s1" })).await;
        let second = signed_in(&scene, json!({ "sid": "s2" })).await;
        let unnamed = signed_in(&scene, json!({})).await;
        let other = signed_in(&scene, json!({ "sub": "bao", "name": "Bảo", "sid": "s3" })).await;
        let mut client = socket(&scene, &first).await;
        let token = scene
            .issuer
            .signed(&out(&scene, &json!({ "sid": "s1", "sub": null })));
        assert_eq!(told(&scene, &token).await, StatusCode::OK);
        match client.next().await {
            Seen::Closed(code, _) => assert_eq!(code, 4403),
            seen => panic!("{seen:?}"),
        }
        assert!(!holds(&scene, &first).await);
        assert!(holds(&scene, &second).await && holds(&scene, &unnamed).await);
        // A session whose own the provider never told is meant where the person is.
        let token = json!({ "sid": "s0", "jti": "2" });
        let token = scene.issuer.signed(&out(&scene, &token));
        assert_eq!(told(&scene, &token).await, StatusCode::OK);
        assert!(holds(&scene, &second).await && !holds(&scene, &unnamed).await);
        // Another's session is not ended in this one's name.
        let token = json!({ "sid": "s3", "jti": "3" });
        let token = scene.issuer.signed(&out(&scene, &token));
        assert_eq!(told(&scene, &token).await, StatusCode::OK);
        assert!(holds(&scene, &second).await && holds(&scene, &other).await);
        let token = scene.issuer.signed(&out(&scene, &json!({ "jti": "4" })));
        assert_eq!(told(&scene, &token).await, StatusCode::OK);
        assert!(!holds(&scene, &second).await && holds(&scene, &other).await);
        // Whoever was signed out may sign in again, and the same token ends nothing twice.
        let again = signed_in(&scene, json!({ "sid": "s4" })).await;
        assert_eq!(told(&scene, &token).await, StatusCode::BAD_REQUEST);
        assert!(holds(&scene, &again).await);
    })
    .await;
}

/// Claims that no provider signs somebody out by.
fn hostile(now: i64) -> Vec<(&'static str, Value)> {
    vec![
        ("another provider", json!({ "iss": "https://idp.example" })),
        ("another client", json!({ "aud": "other" })),
        ("no client", json!({ "aud": null })),
        ("a nonce", json!({ "nonce": "x" })),
        ("an empty nonce", json!({ "nonce": "" })),
        ("a token of a sign-in", json!({ "events": null })),
        (
            "another event",
            json!({ "events": { "http://schemas.example/x": {} } }),
        ),
        (
            "an event that is a text",
            json!({ "events": { EVENT: "" } }),
        ),
        ("events that are a list", json!({ "events": [EVENT] })),
        ("no name of its own", json!({ "jti": null })),
        ("a number as name", json!({ "jti": 1 })),
        ("an empty name", json!({ "jti": "" })),
        ("nobody", json!({ "sub": null })),
        ("a person who is a number", json!({ "sub": 1 })),
        ("a session that is a list", json!({ "sid": ["s1"] })),
        ("expired", json!({ "exp": now - 61 })),
        (
            "an end that is a text",
            json!({ "exp": (now + 120).to_string() }),
        ),
        ("no beginning", json!({ "iat": null })),
        ("from the future", json!({ "iat": now + 61 })),
        (
            "too old, whatever it says",
            json!({ "iat": now - 361, "exp": now + 9_999 }),
        ),
        (
            "too old, and says no end",
            json!({ "iat": now - 361, "exp": null }),
        ),
    ]
}

#[tokio::test]
async fn claims_that_are_not_believed_end_nothing() {
    on_both(async |fresh| {
        let scene = Scene::on(fresh.db).await;
        let cookie = signed_in(&scene, json!({ "sid": "s1" })).await;
        let now = scene.field.world.clock.now().timestamp();
        for (what, other) in hostile(now) {
            let token = scene.issuer.signed(&out(&scene, &other));
            assert_eq!(
                told(&scene, &token).await,
                StatusCode::BAD_REQUEST,
                "{what}"
            );
        }
        assert!(holds(&scene, &cookie).await);
        let good = scene.issuer.signed(&out(&scene, &json!({})));
        assert_eq!(told(&scene, &good).await, StatusCode::OK);
        assert!(!holds(&scene, &cookie).await);
    })
    .await;
}

/// Tokens with good claims that no key of the provider vouches for, and what is no token at all.
fn forged(scene: &Scene, stranger: &Issuer) -> Vec<(&'static str, String)> {
    let claims = out(scene, &json!({}));
    let good = scene.issuer.signed(&claims);
    let with = |head: Value| scene.issuer.signed_with(&head, &claims);
    let (unsigned, signature) = good.rsplit_once('.').expect("parts");
    let content = unsigned.split('.').nth(1).expect("a part");
    let none = URL_SAFE_NO_PAD.encode(json!({ "alg": "none" }).to_string());
    vec![
        ("another's key, same name", stranger.signed(&claims)),
        ("no algorithm", format!("{none}.{content}.")),
        ("none, signed", format!("{none}.{content}.{signature}")),
        ("a shared secret", with(json!({ "alg": "HS256" }))),
        ("another algorithm", with(json!({ "alg": "RS256" }))),
        (
            "a critical part",
            with(json!({ "alg": "ES256", "crit": ["x"] })),
        ),
        ("no signature", format!("{unsigned}.")),
        ("not a token", "x".to_owned()),
        ("nothing", String::new()),
        ("twice", format!("{good}&logout_token={good}")),
    ]
}

#[tokio::test]
async fn signatures_and_forms_that_are_not_believed_end_nothing() {
    on_sqlite(async |fresh| {
        let scene = Scene::on(fresh.db).await;
        let cookie = signed_in(&scene, json!({ "sid": "s1" })).await;
        let stranger = Issuer::start().await;
        for (what, token) in forged(&scene, &stranger) {
            let status = told(&scene, &token).await;
            assert_eq!(status, StatusCode::BAD_REQUEST, "{what}");
        }
        let good = scene.issuer.signed(&out(&scene, &json!({})));
        let in_json = json!({ "logout_token": good }).to_string();
        let huge = format!("logout_token={}", "x".repeat(70_000));
        for (body, media) in [(in_json, "application/json"), (huge, FORM)] {
            let answer = send(&scene, body, media).await;
            assert_eq!(answer.status(), StatusCode::BAD_REQUEST, "{media}");
        }
        assert!(holds(&scene, &cookie).await);
    })
    .await;
}

#[tokio::test]
async fn strangers_tokens_make_the_server_ask_the_provider_seldom() {
    on_sqlite(async |fresh| {
        let scene = Scene::on(fresh.db).await;
        signed_in(&scene, json!({})).await;
        let stranger = Issuer::start().await;
        stranger.change_key_as("unknown");
        let forged = stranger.signed(&out(&scene, &json!({})));
        scene.field.world.pass(Duration::seconds(10));
        let before = scene.issuer.was_asked_for("keys");
        for _ in 0..5 {
            assert_eq!(told(&scene, &forged).await, StatusCode::BAD_REQUEST);
        }
        assert_eq!(scene.issuer.was_asked_for("keys"), before + 1);
        // A provider that does not answer is not asked for each of them either.
        scene.issuer.goes_down(true);
        scene.field.world.pass(Duration::hours(1));
        let before = scene.issuer.was_asked_for("configuration");
        for _ in 0..5 {
            assert_eq!(told(&scene, &forged).await, StatusCode::BAD_REQUEST);
        }
        assert_eq!(scene.issuer.was_asked_for("configuration"), before + 1);
        scene.issuer.goes_down(false);
        scene.field.world.pass(Duration::seconds(10));
        let good = scene.issuer.signed(&out(&scene, &json!({})));
        assert_eq!(told(&scene, &good).await, StatusCode::OK);
    })
    .await;
}
