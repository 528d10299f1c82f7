//! The idle time of a session: kept by people, not by pages alone.

use chrono::Duration;
use longdan::graphql::id::GlobalId;
use longdan::http::limits::HttpOptions;
use reqwest::header::{ACCEPT, COOKIE, SET_COOKIE};
use reqwest::{RequestBuilder, StatusCode};
use serde_json::{Value, json};

use crate::support::database::{on_both, on_sqlite};
use crate::support::phone::Field;
use crate::support::served::{Client, Seen};
use crate::support::world::World;

const PROOF: (&str, &str) = ("graphql-require-preflight", "1");
const UNATTENDED: (&str, &str) = ("longdan-unattended", "1");
const VIEWER: &str = "{ viewer { name } }";
/// Seconds of a session that was just used.
const WHOLE: i64 = 30 * 60;
/// Seconds that are left after twenty minutes.
const REST: i64 = 10 * 60;

/// Somebody at a browser, and a survey to follow.
struct Scene {
    field: Field,
    cookie: String,
    follow: String,
}

impl Scene {
    async fn on(world: World) -> Self {
        let survey = world.opened().await;
        let id = GlobalId::Survey(survey.id).encode().0;
        let field = Field::with(world, HttpOptions::default()).await;
        let token = field.front().await;
        let request = field
            .client
            .post(format!("http://{}/session", field.address));
        let answer = request.bearer_auth(token).send().await.expect("an answer");
        let line = answer.headers()[SET_COOKIE].to_str().expect("a text");
        let cookie = line.split(';').next().expect("a pair").to_owned();
        let told: Value = answer.json().await.expect("JSON");
        assert_eq!(told["idleIn"], WHOLE);
        assert_eq!(told["endsIn"], 12 * 60 * 60);
        Self {
            field,
            cookie,
            follow: format!("subscription {{ surveyProgress(surveyId: \"{id}\") {{ state }} }}"),
        }
    }

    fn at(&self, path: &str) -> String {
        format!("http://{}{path}", self.field.address)
    }

    fn asks(&self, query: &str) -> RequestBuilder {
        let body = json!({ "query": query });
        let request = self.field.client.post(self.at("/graphql")).json(&body);
        request
            .header(COOKIE, &self.cookie)
            .header(PROOF.0, PROOF.1)
    }

    /// What the server says of the session; looking changes nothing.
    async fn standing(&self) -> Value {
        let request = self.field.client.get(self.at("/session"));
        let answer = request.header(COOKIE, &self.cookie).send().await;
        answer.expect("an answer").json().await.expect("JSON")
    }

    /// Seconds until the session counts as idle, once twenty minutes went by and then something happened.
    async fn left_after(&self, what: impl AsyncFnOnce()) -> i64 {
        let stay = self.field.client.put(self.at("/session"));
        let stay = stay.header(COOKIE, &self.cookie).header(PROOF.0, PROOF.1);
        assert_eq!(
            stay.send().await.expect("an answer").status(),
            StatusCode::OK
        );
        self.field.world.pass(Duration::minutes(20));
        assert_eq!(self.standing().await["idleIn"], REST);
        what().await;
        self.standing().await["idleIn"].as_i64().expect("seconds")
    }

    async fn socket(&self) -> Client {
        let origin = format!("http://{}", self.field.address);
        let headers = [
            ("sec-websocket-protocol", "graphql-transport-ws"),
            ("cookie", self.cookie.as_str()),
            ("origin", origin.as_str()),
        ];
        let address = format!("ws://{}/graphql", self.field.address);
        let mut client = Client::to(&address, &headers).await.expect("a socket");
        client.say(json!({ "type": "connection_init" })).await;
        assert_eq!(client.hears().await["type"], "connection_ack");
        client
    }
}

async fn is_taken(request: RequestBuilder) {
    let mut answer = request.send().await.expect("an answer");
    assert_eq!(answer.status(), StatusCode::OK);
    // Of a stream the first event is enough.
    assert!(answer.chunk().await.expect("a body").is_some());
}

#[tokio::test]
async fn what_people_do_keeps_a_session_and_what_pages_do_by_themselves_does_not() {
    on_both(async |fresh| {
        let scene = Scene::on(World::on(fresh.db).await).await;
        let events = (ACCEPT, "text/event-stream");
        // A client that would take events too, as some do for every query.
        let either = (ACCEPT, "application/json, text/event-stream");
        let (events, either) = ((&events.0, events.1), (&either.0, either.1));
        let by_events = |query: &str| scene.asks(query).header(events.0, events.1);
        for (what, request, left) in [
            ("a query", scene.asks(VIEWER), WHOLE),
            (
                "a query, events taken",
                scene.asks(VIEWER).header(either.0, either.1),
                WHOLE,
            ),
            ("a query by events", by_events(VIEWER), WHOLE),
            (
                "a query by itself",
                scene.asks(VIEWER).header(UNATTENDED.0, UNATTENDED.1),
                REST,
            ),
            (
                "a query by events by itself",
                by_events(VIEWER).header(UNATTENDED.0, UNATTENDED.1),
                REST,
            ),
            ("a stream", by_events(&scene.follow), REST),
        ] {
            let seen = scene.left_after(async || is_taken(request).await).await;
            assert_eq!(seen, left, "{what}");
        }
    })
    .await;
}

#[tokio::test]
async fn over_a_socket_questions_keep_a_session_and_following_does_not() {
    on_both(async |fresh| {
        let scene = Scene::on(World::on(fresh.db).await).await;
        let opened = scene.left_after(async || drop(scene.socket().await)).await;
        assert_eq!(opened, REST, "opening a socket");
        let mut client = scene.socket().await;
        let followed = async || {
            client.subscribe("a", &scene.follow).await;
            assert_eq!(client.hears().await["type"], "next");
        };
        assert_eq!(scene.left_after(followed).await, REST, "following");
        let asked = async || {
            client.subscribe("b", VIEWER).await;
            assert_eq!(client.hears().await["type"], "next");
            assert_eq!(client.hears().await["type"], "complete");
        };
        assert_eq!(scene.left_after(asked).await, WHOLE, "asking");
    })
    .await;
}

#[tokio::test]
async fn whoever_only_looks_on_is_signed_out_with_the_socket() {
    on_sqlite(async |fresh| {
        let scene = Scene::on(World::on(fresh.db).await).await;
        let mut client = scene.socket().await;
        client.subscribe("a", &scene.follow).await;
        assert_eq!(client.hears().await["type"], "next");
        for _ in 0..2 {
            scene.field.world.pass(Duration::minutes(14));
            is_taken(scene.asks(VIEWER).header(UNATTENDED.0, UNATTENDED.1)).await;
        }
        scene.field.world.pass(Duration::minutes(2));
        let late = scene.asks(VIEWER).send().await.expect("an answer");
        assert_eq!(late.status(), StatusCode::UNAUTHORIZED);
        match client.next().await {
            Seen::Closed(code, _) => assert_eq!(code, 4403),
            other => panic!("{other:?}"),
        }
        let standing = scene.standing().await;
        assert_eq!(standing["signedIn"], false);
        assert_eq!(standing["idleIn"], Value::Null);
    })
    .await;
}

#[tokio::test]
async fn staying_is_for_our_own_pages_and_for_what_still_holds() {
    on_sqlite(async |fresh| {
        let scene = Scene::on(World::on(fresh.db).await).await;
        let stay = || {
            let request = scene.field.client.put(scene.at("/session"));
            request.header(COOKIE, &scene.cookie)
        };
        let bare = stay().send().await.expect("an answer");
        assert_eq!(bare.status(), StatusCode::FORBIDDEN);
        scene.field.world.pass(Duration::minutes(20));
        let by_itself = stay()
            .header(PROOF.0, PROOF.1)
            .header(UNATTENDED.0, UNATTENDED.1);
        let told: Value = by_itself
            .send()
            .await
            .expect("an answer")
            .json()
            .await
            .expect("JSON");
        assert_eq!(told["idleIn"], REST);
        scene.field.world.pass(Duration::minutes(10));
        let late = stay()
            .header(PROOF.0, PROOF.1)
            .send()
            .await
            .expect("an answer");
        let told: Value = late.json().await.expect("JSON");
        assert_eq!(told["signedIn"], false);
        // A token has no idle time.
        let token = scene.field.front().await;
        let request = scene
            .field
            .client
            .put(scene.at("/session"))
            .bearer_auth(token);
        let told: Value = request
            .send()
            .await
            .expect("an answer")
            .json()
            .await
            .expect("JSON");
        assert_eq!(told["signedIn"], true);
        assert_eq!(told["idleIn"], Value::Null);
    })
    .await;
}
