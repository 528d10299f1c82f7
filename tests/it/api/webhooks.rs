//! Programs that are told of events: signed, in order, tried again.

use std::collections::BTreeSet;
use std::time::Duration as Time;

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use chrono::Duration;
use hmac::{Hmac, KeyInit as _, Mac as _};
use longdan::domain::base::ids::SurveyId;
use longdan::domain::trust::actor::{Actor, Role};
use longdan::graphql::id::GlobalId;
use longdan::http::outward::client::Outward;
use longdan::http::outward::trust::Authorities;
use longdan::http::webhooks::client::{HookClient, HookOptions};
use longdan::http::webhooks::sender::look;
use longdan::services::{submit, surveys};
use serde_json::{Value, json};
use sha2::Sha256;

use super::published::closed;
use crate::support::app::App;
use crate::support::database::on_both;
use crate::support::receiver::{Heard, Mood, Receiver};

const CREATE: &str = "mutation($input: CreateWebhookInput!) { createWebhook(input: $input) {
    webhook { id url kinds told behind createdBy } secret userErrors { code path } } }";
pub const RESUME: &str = "mutation($input: ResumeWebhookInput!) { resumeWebhook(input: $input) {
    webhook { told disabledAt } userErrors { code path } } }";
const LIST: &str = "{ webhooks { id told behind failingSince lastFailure nextTryAt disabledAt } }";

/// Trusts nobody: these tests are told without TLS.
fn outward() -> Outward {
    Outward::trusting(&Authorities::default()).expect("TLS")
}

/// A client that may send to the test's own machine and waits briefly.
fn client() -> HookClient {
    let options = HookOptions {
        time: Time::from_millis(300),
        private_too: true,
    };
    HookClient::new(outward(), &options)
}

pub async fn tell(app: &App) {
    tell_moved(app, []).await;
}

async fn tell_moved(app: &App, moved: impl IntoIterator<Item = SurveyId>) {
    let moved: BTreeSet<SurveyId> = moved.into_iter().collect();
    look(&app.world.office, &client(), moved)
        .await
        .expect("a look");
}

/// Puts a receiver on record; its secret.
pub async fn hooked(
    app: &App,
    who: &Actor,
    receiver: &Receiver,
    kinds: &[&str],
) -> (String, Vec<u8>) {
    let input = json!({ "input": { "url": receiver.url, "kinds": kinds } });
    let made = app.ask(Some(who), CREATE, input).await;
    let payload = &made["data"]["createWebhook"];
    let secret = payload["secret"]
        .as_str()
        .unwrap_or_else(|| panic!("{made}"));
    let secret = secret.strip_prefix("whsec_").expect("its beginning");
    let id = payload["webhook"]["id"].as_str().expect("an id").to_owned();
    (id, STANDARD.decode(secret).expect("base64"))
}

/// What the list says of the one program.
async fn state(app: &App, who: &Actor) -> Value {
    let list = app.ask(Some(who), LIST, json!({})).await;
    list["data"]["webhooks"][0].clone()
}

fn signed(heard: &Heard, secret: &[u8]) -> bool {
    let (id, time) = (
        heard.header("webhook-id"),
        heard.header("webhook-timestamp"),
    );
    let mut mac = Hmac::<Sha256>::new_from_slice(secret).expect("a key");
    mac.update(format!("{id}.{time}.{}", heard.body).as_bytes());
    let code = STANDARD.encode(mac.finalize().into_bytes());
    heard.header("webhook-signature") == format!("v1,{code}")
}

#[tokio::test]
async fn a_closed_survey_is_told_once_signed_and_with_ids_alone() {
    on_both(async |fresh| {
        let app = App::on(fresh.db).await;
        let office = app.world.coordination_office();
        let receiver = Receiver::start().await;
        let (_, secret) = hooked(&app, &office, &receiver, &["SURVEY_CLOSED"]).await;
        let survey = closed(&app).await;
        tell(&app).await;
        tell(&app).await;
        let heard = receiver.heard();
        assert_eq!(heard.len(), 1, "{heard:?}");
        assert!(
            heard[0]
                .head
                .starts_with("POST /told?from=longdan HTTP/1.1")
        );
        assert_eq!(heard[0].header("content-type"), "application/json");
        assert!(signed(&heard[0], &secret), "{:?}", heard[0]);
        assert!(!signed(&heard[0], b"another"));
        let json = heard[0].json();
        assert_eq!(json["type"], "SURVEY_CLOSED");
        let id = GlobalId::Survey(survey.id).encode().0;
        assert_eq!(
            json["data"],
            json!({ "sequence": json["data"]["sequence"], "surveyId": id })
        );
        let state = state(&app, &office).await;
        assert_eq!(
            (&state["behind"], &state["lastFailure"]),
            (&json!(0), &Value::Null)
        );
    })
    .await;
}

#[tokio::test]
async fn what_fails_is_tried_again_later_in_order_and_other_programs_go_on() {
    on_both(async |fresh| {
        let app = App::on(fresh.db).await;
        let office = app.world.coordination_office();
        let (bad, good) = (Receiver::start().await, Receiver::start().await);
        let kinds = ["SURVEY_CLOSED", "SURVEY_PROGRESS"];
        hooked(&app, &office, &bad, &kinds).await;
        hooked(&app, &office, &good, &kinds).await;
        bad.be(Mood::Says(500));
        let survey = closed(&app).await;
        tell_moved(&app, [survey.id]).await;
        assert_eq!(good.kinds(), ["SURVEY_CLOSED", "SURVEY_PROGRESS"]);
        // The second event waits behind the first one.
        assert_eq!(bad.kinds(), ["SURVEY_CLOSED"]);
        let seen = state(&app, &office).await;
        assert!(
            seen["lastFailure"]
                .as_str()
                .expect("why")
                .starts_with("500"),
            "{seen}"
        );
        tell(&app).await;
        assert_eq!(bad.heard().len(), 1, "not before its time");
        bad.be(Mood::Hangs);
        app.world.pass(Duration::seconds(5));
        tell(&app).await;
        assert_eq!(bad.heard().len(), 2);
        let seen = state(&app, &office).await;
        assert_eq!(seen["lastFailure"], "no answer in time");
        bad.be(Mood::Says(200));
        app.world.pass(Duration::minutes(1));
        tell(&app).await;
        let kinds = [
            "SURVEY_CLOSED",
            "SURVEY_CLOSED",
            "SURVEY_CLOSED",
            "SURVEY_PROGRESS",
        ];
        assert_eq!(bad.kinds(), kinds);
        let names: Vec<String> = bad
            .heard()
            .iter()
            .map(|heard| heard.header("webhook-id"))
            .collect();
        assert!(
            names[0] == names[1] && names[1] == names[2] && names[2] != names[3],
            "{names:?}"
        );
        assert_eq!(good.heard().len(), 2, "told once");
        let seen = state(&app, &office).await;
        assert_eq!(
            (&seen["failingSince"], &seen["behind"]),
            (&Value::Null, &json!(0)),
            "{seen}"
        );
    })
    .await;
}

#[tokio::test]
async fn a_program_that_fails_for_days_is_given_up_until_it_is_resumed() {
    on_both(async |fresh| {
        let app = App::on(fresh.db).await;
        let office = app.world.coordination_office();
        let receiver = Receiver::start().await;
        let (id, _) = hooked(&app, &office, &receiver, &["SURVEY_CLOSED"]).await;
        receiver.be(Mood::Says(503));
        closed(&app).await;
        for _ in 0..20 {
            tell(&app).await;
            app.world.pass(Duration::hours(10));
        }
        let seen = state(&app, &office).await;
        assert!(seen["disabledAt"].is_string(), "{seen}");
        let tries = receiver.heard().len();
        assert!(tries < 16, "{tries}");
        receiver.be(Mood::Says(200));
        tell(&app).await;
        assert_eq!(receiver.heard().len(), tries);

        let input = json!({ "input": { "webhookId": id } });
        let resumed = app.ask(Some(&office), RESUME, input).await;
        assert!(
            resumed["data"]["resumeWebhook"]["webhook"]["disabledAt"].is_null(),
            "{resumed}"
        );
        tell(&app).await;
        assert_eq!(receiver.heard().len(), tries + 1);
        // All over again, from a number on.
        let input = json!({ "input": { "webhookId": id, "after": 0 } });
        app.ask(Some(&office), RESUME, input).await;
        tell(&app).await;
        assert_eq!(receiver.heard().len(), tries + 2);
        let input = json!({ "input": { "webhookId": id, "after": 99 } });
        let refused = app.ask(Some(&office), RESUME, input).await;
        let fault = &refused["data"]["resumeWebhook"]["userErrors"][0];
        assert_eq!(fault["code"], "OUT_OF_RANGE", "{refused}");
    })
    .await;
}

#[tokio::test]
async fn a_program_that_is_gone_or_taken_away_is_told_no_more() {
    on_both(async |fresh| {
        let app = App::on(fresh.db).await;
        let office = app.world.coordination_office();
        let receiver = Receiver::start().await;
        let (id, _) = hooked(&app, &office, &receiver, &["SURVEY_CLOSED"]).await;
        receiver.be(Mood::Says(410));
        closed(&app).await;
        tell(&app).await;
        assert!(state(&app, &office).await["disabledAt"].is_string());
        let remove = "mutation($input: RemoveWebhookInput!) { removeWebhook(input: $input) {
            webhook { id } userErrors { code } } }";
        let input = json!({ "input": { "webhookId": id } });
        let removed = app.ask(Some(&office), remove, input.clone()).await;
        assert_eq!(
            removed["data"]["removeWebhook"]["userErrors"],
            json!([]),
            "{removed}"
        );
        assert!(state(&app, &office).await.is_null());
        let again = app.ask(Some(&office), remove, input).await;
        assert_eq!(
            again["errors"][0]["extensions"]["code"], "NOT_FOUND",
            "{again}"
        );
    })
    .await;
}

#[tokio::test]
async fn progress_is_told_of_running_surveys_once_for_many_answers() {
    on_both(async |fresh| {
        let app = App::on(fresh.db).await;
        let office = app.world.coordination_office();
        let receiver = Receiver::start().await;
        hooked(&app, &office, &receiver, &["SURVEY_PROGRESS"]).await;
        let world = &app.world;
        let survey = world.opened().await;
        receiver.be(Mood::Says(500));
        for household in ["H1", "H2", "H3"] {
            let drafts = vec![world.draft(0, household)];
            submit::batch(
                &world.office,
                Some(&world.commune_front()),
                survey.id,
                drafts,
            )
            .await
            .expect("receipts");
            tell_moved(&app, [survey.id]).await;
        }
        receiver.be(Mood::Says(200));
        world.pass(Duration::minutes(10));
        tell(&app).await;
        // What was missed is one event.
        assert_eq!(receiver.kinds().len(), 2, "{:?}", receiver.kinds());
        surveys::close(&world.office, Some(&world.commune_front()), survey.id)
            .await
            .expect("a closed survey");
        tell(&app).await;
        assert_eq!(receiver.kinds().len(), 2, "of closings it is not told");
    })
    .await;
}

#[tokio::test]
async fn only_an_administrator_and_the_provinces_office_say_who_is_told() {
    on_both(async |fresh| {
        let app = App::on(fresh.db).await;
        let input =
            json!({ "input": { "url": "https://example.org/", "kinds": ["SURVEY_CLOSED"] } });
        let front = app.world.provincial_front();
        let district = app
            .world
            .somebody(Role::CoordinationOffice, &[&app.world.district]);
        for who in [&front, &district] {
            for (query, variables) in [(CREATE, input.clone()), (LIST, json!({}))] {
                let refused = app.ask(Some(who), query, variables).await;
                assert_eq!(
                    refused["errors"][0]["extensions"]["code"], "FORBIDDEN",
                    "{refused}"
                );
            }
        }
        let nobody = app.ask(None, CREATE, input.clone()).await;
        assert_eq!(nobody["errors"][0]["extensions"]["code"], "UNAUTHENTICATED");
        let office = app
            .world
            .somebody(Role::CoordinationOffice, &[&app.world.province]);
        let admin = app.world.somebody(Role::Admin, &[]);
        for who in [&office, &admin] {
            let made = app.ask(Some(who), CREATE, input.clone()).await;
            assert!(
                made["data"]["createWebhook"]["webhook"]["id"].is_string(),
                "{made}"
            );
        }
        let count = async |who: &Actor| {
            let list = app.ask(Some(who), LIST, json!({})).await;
            list["data"]["webhooks"].as_array().map(Vec::len)
        };
        assert_eq!(
            (count(&office).await, count(&admin).await),
            (Some(1), Some(2))
        );
        for url in [
            "ftp://example.org",
            "https://",
            "https://a:b@example.org/",
            "example.org",
            "https://ví dụ",
        ] {
            let input = json!({ "input": { "url": url, "kinds": ["SURVEY_CLOSED"] } });
            let refused = app.ask(Some(&office), CREATE, input).await;
            let fault = &refused["data"]["createWebhook"]["userErrors"][0];
            assert_eq!(fault["code"], "INVALID_TEXT", "{url}: {refused}");
        }
        let none = json!({ "input": { "url": "https://example.org/", "kinds": [] } });
        let refused = app.ask(Some(&office), CREATE, none).await;
        let fault = &refused["data"]["createWebhook"]["userErrors"][0];
        assert_eq!(fault["code"], "VALUE_MISSING", "{refused}");
    })
    .await;
}

#[tokio::test]
async fn machines_inside_the_network_are_not_sent_to_unless_that_is_allowed() {
    on_both(async |fresh| {
        let app = App::on(fresh.db).await;
        let office = app.world.coordination_office();
        let receiver = Receiver::start().await;
        hooked(&app, &office, &receiver, &["SURVEY_CLOSED"]).await;
        closed(&app).await;
        let strict = HookClient::new(outward(), &HookOptions::default());
        look(&app.world.office, &strict, BTreeSet::new())
            .await
            .expect("a look");
        assert_eq!(receiver.heard().len(), 0);
        assert_eq!(
            state(&app, &office).await["lastFailure"],
            "only https is sent to"
        );
        let https = receiver.url.replace("http://", "https://");
        let message = longdan::http::webhooks::client::Message {
            id: "a".to_owned(),
            timestamp: 0,
            signature: "v1,".to_owned(),
            body: "{}".to_owned(),
        };
        let refused = strict.send(&https, &message).await.expect_err("refused");
        assert_eq!(refused.to_string(), "the name leads to no public address");
        let named = https.replace("127.0.0.1", "localhost");
        let refused = strict.send(&named, &message).await.expect_err("refused");
        assert_eq!(refused.to_string(), "the name leads to no public address");
    })
    .await;
}
