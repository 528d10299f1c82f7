//! Live progress and the end of sessions: the real program over a real WebSocket.

use async_graphql::futures_util::FutureExt as _;
use serde_json::{Value, json};

use crate::support::database::{on_postgres, on_sqlite};
use crate::support::program::{Desk, Server};
use crate::support::served::Client;

const SUBMIT: &str = "mutation ($input: SubmitResponsesInput!) { submitResponses(input: $input) {
    receipts { status } survey { version coverage { responded } candidacy { id round { id } } }
} }";

/// A demonstration with two servers; on SQLite, where one serves, both are the same.
struct Stage<'a> {
    here: &'a Server,
    there: &'a Server,
    desk: &'a Desk,
    demo: &'a Value,
}

impl Stage<'_> {
    fn token(&self, role: &str) -> &str {
        self.demo["tokens"][role].as_str().expect("a token")
    }

    fn socket(&self) -> String {
        self.there.at("/graphql").replace("http:", "ws:")
    }

    /// The survey that is open, as its collector sees it.
    async fn survey(&self) -> Value {
        let query = "{ assignedSurveys { id version opensAt hamlets { assigned hamlet { code } }
            coverage { responded } candidacy { id round { id } }
            questionnaire { items { code options { code } } } } }";
        let answer = self.here.ask(self.token("FRONT"), query, json!({})).await;
        answer["data"]["assignedSurveys"][0].clone()
    }

    /// One household more answers, through the first server.
    async fn answer(&self, survey: &Value, number: u128) -> Value {
        let items = survey["questionnaire"]["items"]
            .as_array()
            .expect("items")
            .iter();
        let answers: Vec<Value> = items
            .map(|item| json!({ "item": item["code"], "choice": item["options"][0]["code"] }))
            .collect();
        let response = json!({
            "id": uuid::Uuid::from_u128(number), "hamletCode": survey["hamlets"][0]["hamlet"]["code"],
            "householdCode": format!("LIVE-{number}"), "collectedAt": survey["opensAt"], "answers": answers,
        });
        let input = json!({ "input": { "surveyId": survey["id"], "responses": [response] } });
        let answer = self.here.ask(self.token("FRONT"), SUBMIT, input).await;
        assert_eq!(
            answer["data"]["submitResponses"]["receipts"][0]["status"], "ACCEPTED",
            "{answer}"
        );
        answer["data"]["submitResponses"]["survey"].clone()
    }
}

/// Runs a test with one server on SQLite, and between two on PostgreSQL.
async fn on_stages(test: impl AsyncFn(Stage<'_>)) {
    on_sqlite(async |_| {
        let desk = Desk::new();
        let demo = desk.demo();
        let server = desk.serve();
        test(Stage {
            here: &server,
            there: &server,
            desk: &desk,
            demo: &demo,
        })
        .await;
    })
    .await;
    on_postgres(async |fresh| {
        let desk = Desk::at(&fresh.options.url);
        let demo = desk.demo();
        let (here, there) = (desk.serve(), desk.serve());
        test(Stage {
            here: &here,
            there: &there,
            desk: &desk,
            demo: &demo,
        })
        .await;
    })
    .await;
}

/// What a subscription brings next.
async fn brought(client: &mut Client, id: &str, field: &str) -> Value {
    let message = client.hears().await;
    assert_eq!(message["type"], "next", "{message}");
    assert_eq!(message["id"], id, "{message}");
    message["payload"]["data"][field].clone()
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_survey_is_followed_from_its_present_state_on() {
    on_stages(async |stage| {
        let survey = stage.survey().await;
        let mut client = Client::begin_at(&stage.socket(), stage.token("FRONT")).await;
        let id = survey["id"].as_str().expect("an id");
        let query = format!(
            "subscription {{ surveyProgress(surveyId: \"{id}\") {{ version coverage {{ responded }} }} }}"
        );
        client.subscribe("progress", &query).await;
        let first = brought(&mut client, "progress", "surveyProgress").await;
        assert_eq!(first["version"], survey["version"]);
        assert_eq!(first["coverage"], survey["coverage"]);
        for number in 1..=3 {
            let after = stage.answer(&survey, number).await;
            let next = brought(&mut client, "progress", "surveyProgress").await;
            assert_eq!(next["version"], after["version"]);
            assert_eq!(next["coverage"], after["coverage"], "no figure is older than its receipt");
        }
    })
    .await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_round_is_followed_candidacy_by_candidacy() {
    on_stages(async |stage| {
        let survey = stage.survey().await;
        let mut client = Client::begin_at(&stage.socket(), stage.token("FRONT")).await;
        let round = survey["candidacy"]["round"]["id"].as_str().expect("an id");
        let query = format!(
            "subscription {{ roundProgress(roundId: \"{round}\") {{ id surveys {{ coverage {{ responded }} }} }} }}"
        );
        client.subscribe("round", &query).await;
        // Nothing tells that the following has begun, so households answer until one is heard of.
        let (mut next, mut after, mut number) = (Value::Null, Value::Null, 0);
        while next.is_null() && number < 1_000 {
            number += 1;
            after = stage.answer(&survey, number).await;
            let heard = brought(&mut client, "round", "roundProgress").now_or_never();
            next = heard.unwrap_or_default();
        }
        let coverage = &after["coverage"];
        let is_last = |next: &Value| {
            next["id"] == survey["candidacy"]["id"] && next["surveys"][0]["coverage"] == *coverage
        };
        while !is_last(&next) {
            next = brought(&mut client, "round", "roundProgress").await;
        }
    })
    .await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_session_ends_when_another_process_revokes_its_token() {
    on_stages(async |stage| {
        let survey = stage.survey().await;
        let id = survey["id"].as_str().expect("an id");
        let query = format!("subscription {{ surveyProgress(surveyId: \"{id}\") {{ version }} }}");
        let made = stage.desk.done(&[
            "token",
            "create",
            "--role",
            "ADMIN",
            "--name",
            "Người quản trị",
        ]);
        let mut stays = Client::begin_at(&stage.socket(), stage.token("FRONT")).await;
        let mut first = Client::begin_at(&stage.socket(), &made).await;
        let mut second = Client::begin_at(&stage.socket(), &made).await;
        for client in [&mut stays, &mut first, &mut second] {
            client.subscribe("a", &query).await;
            brought(client, "a", "surveyProgress").await;
        }
        let listed: Value =
            serde_json::from_str(&stage.desk.done(&["token", "list", "--json"])).expect("JSON");
        let tokens = listed.as_array().expect("tokens").iter();
        let mut named = tokens.filter(|token| token["name"] == "Người quản trị");
        let token = named.next().expect("the token")["id"]
            .as_str()
            .expect("an id")
            .to_owned();
        stage.desk.done(&["token", "revoke", &token]);
        assert_eq!(first.is_closed_with().await, 4403);
        assert_eq!(second.is_closed_with().await, 4403);
        let after = stage.answer(&survey, 1).await;
        let next = brought(&mut stays, "a", "surveyProgress").await;
        assert_eq!(
            next["version"], after["version"],
            "another token's session goes on"
        );
    })
    .await;
}

const CALL: &str = "mutation($input: CallSessionInput!) { callSession(input: $input) {
    session { id version state } userErrors { code } } }";
const STEP: &str = "mutation($input: SessionStepInput!) { step: STEP(input: $input) {
    session { version state } userErrors { code } } }";

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_session_of_the_council_is_followed_until_it_is_over() {
    on_stages(async |stage| {
        let office = stage.token("COORDINATION_OFFICE");
        let round = "{ certificationRound(year: 2019, ordinal: 2) { id } }";
        let round = stage.here.ask(office, round, json!({})).await;
        let input = json!({
            "roundId": round["data"]["certificationRound"]["id"], "heldOn": "2019-12-27",
            "venue": "Hội trường UBND tỉnh", "mode": "SHOW_OF_HANDS",
        });
        let called = stage.here.ask(office, CALL, json!({ "input": input })).await;
        let session = called["data"]["callSession"]["session"].clone();
        let id = session["id"].as_str().unwrap_or_else(|| panic!("{called}"));
        let query = format!(
            "subscription {{ councilSessionProgress(sessionId: \"{id}\") {{ version state members }} }}"
        );
        let step = async |name: &str| {
            let query = STEP.replace("STEP", name);
            let done = stage.here.ask(office, &query, json!({ "input": { "sessionId": id } })).await;
            assert_eq!(done["data"]["step"]["userErrors"], json!([]), "{done}");
        };
        let mut member = Client::begin_at(&stage.socket(), stage.token("COUNCIL_MEMBER")).await;
        member.subscribe("session", &query).await;
        let field = "councilSessionProgress";
        let first = brought(&mut member, "session", field).await;
        assert_eq!(first, json!({ "version": session["version"], "state": "CALLED", "members": 0 }));
        step("openSession").await;
        let opened = brought(&mut member, "session", field).await;
        assert_eq!(opened["state"], "OPEN");
        assert!(opened["members"].as_i64() > Some(0), "{opened}");
        step("adjournSession").await;
        let ended = brought(&mut member, "session", field).await;
        assert_eq!(ended["state"], "ADJOURNED");
        let complete = member.hears().await;
        assert_eq!(complete, json!({ "type": "complete", "id": "session" }));

        // Whoever may not read of the council is told that there is no such session.
        let mut front = Client::begin_at(&stage.socket(), stage.token("FRONT")).await;
        front.subscribe("session", &query).await;
        let refused = front.hears().await;
        let code = &refused["payload"][0]["extensions"]["code"];
        assert_eq!(code, "NOT_FOUND", "{refused}");
    })
    .await;
}
