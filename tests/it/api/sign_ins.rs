//! Who is signed in where, through the API: the own sessions, and anybody's.

use longdan::domain::trust::actor::Role;
use reqwest::header::{COOKIE, SET_COOKIE, USER_AGENT};
use serde_json::{Value, json};

use crate::support::database::{on_both, on_sqlite};
use crate::support::phone::Field;
use crate::support::served::{Client, Seen};

const FIREFOX: &str =
    "Mozilla/5.0 (Windows NT 10.0; Win64; x64; rv:130.0) Gecko/20100101 Firefox/130.0";
const COC_COC: &str = "Mozilla/5.0 (Linux; Android 14) AppleWebKit/537.36 (KHTML, like Gecko) \
    coc_coc_browser/130.0 Chrome/124.0.6367.207 Mobile Safari/537.36";
const OWN: &str = "{ viewer { signIns { id accountName device isOwn begunAt usedAt endsAt } } }";

async fn signed_in(field: &Field, token: &str, agent: &str) -> String {
    let request = field
        .client
        .post(format!("http://{}/session", field.address));
    let request = request.bearer_auth(token).header(USER_AGENT, agent);
    let answer = request.send().await.expect("an answer");
    let line = answer.headers()[SET_COOKIE].to_str().expect("a text");
    line.split(';').next().expect("a pair").to_owned()
}

/// Asks as a page of the session does.
async fn ask(field: &Field, cookie: &str, query: &str, variables: Value) -> Value {
    let body = json!({ "query": query, "variables": variables });
    let request = field
        .client
        .post(format!("http://{}/graphql", field.address));
    let request = request.header(COOKIE, cookie).json(&body);
    let request = request.header("graphql-require-preflight", "1");
    let answer = request.send().await.expect("an answer");
    answer.json().await.expect("JSON")
}

async fn end(field: &Field, cookie: &str, id: &Value) -> Value {
    let query = "mutation ($input: EndSignInInput!) { endSignIn(input: $input) {
        signIn { device } userErrors { code } } }";
    let input = json!({ "input": { "signInId": id } });
    let answer = ask(field, cookie, query, input).await;
    match answer["errors"].get(0) {
        Some(error) => error["extensions"]["code"].clone(),
        None => answer["data"]["endSignIn"]["signIn"]["device"].clone(),
    }
}

async fn own(field: &Field, cookie: &str) -> Vec<Value> {
    let answer = ask(field, cookie, OWN, json!({})).await;
    let found = answer["data"]["viewer"]["signIns"].as_array();
    found.unwrap_or_else(|| panic!("{answer}")).clone()
}

#[tokio::test]
async fn everybody_sees_and_ends_the_own_sessions_and_nobody_elses() {
    on_both(async |fresh| {
        let field = Field::on(fresh.db).await;
        let token = field.front().await;
        let other = field
            .token("Văn phòng", Role::CoordinationOffice, &[])
            .await;
        let desk = signed_in(&field, &token, FIREFOX).await;
        field.world.pass(chrono::Duration::minutes(5));
        let phone = signed_in(&field, &token, COC_COC).await;
        let theirs = signed_in(&field, &other, "curl/8.9").await;
        let seen = own(&field, &phone).await;
        let told: Vec<_> = seen
            .iter()
            .map(|one| (one["device"].as_str(), one["isOwn"].as_bool()))
            .collect();
        assert_eq!(
            told,
            [
                (Some("Cốc Cốc · Android"), Some(true)),
                (Some("Firefox · Windows"), Some(false)),
            ]
        );
        assert_eq!(seen[1]["accountName"], "Mặt trận xã");
        assert_eq!(seen[1]["begunAt"], seen[1]["usedAt"]);
        assert_eq!(own(&field, &theirs).await[0]["device"], Value::Null);
        // What hangs on a session ends with it.
        let origin = format!("http://{}", field.address);
        let headers = [
            ("sec-websocket-protocol", "graphql-transport-ws"),
            ("cookie", desk.as_str()),
            ("origin", origin.as_str()),
        ];
        let address = format!("ws://{}/graphql", field.address);
        let mut client = Client::to(&address, &headers).await.expect("a socket");
        client.say(json!({ "type": "connection_init" })).await;
        client.hears().await;
        let id = &seen[1]["id"];
        assert_eq!(end(&field, &theirs, id).await, "NOT_FOUND", "another's");
        assert_eq!(own(&field, &desk).await.len(), 2);
        assert_eq!(end(&field, &phone, id).await, "Firefox · Windows");
        match client.next().await {
            Seen::Closed(code, _) => assert_eq!(code, 4403),
            seen => panic!("{seen:?}"),
        }
        assert_eq!(own(&field, &phone).await.len(), 1);
        let dead = ask(&field, &desk, OWN, json!({})).await;
        assert_eq!(dead["errors"][0]["extensions"]["code"], "UNAUTHENTICATED");
        assert_eq!(end(&field, &phone, id).await, "NOT_FOUND", "ended before");
        assert_eq!(end(&field, &phone, &json!("x")).await, "BAD_USER_INPUT");
        assert_eq!(end(&field, "a=b", id).await, "UNAUTHENTICATED");
    })
    .await;
}

#[tokio::test]
async fn an_administrator_ends_anybodys_session_and_the_front_sees_none() {
    on_both(async |fresh| {
        let field = Field::on(fresh.db).await;
        let admin = field.token("Quản trị 1", Role::Admin, &[]).await;
        let front = field.front().await;
        let hamlet = &field.world.hamlets[0];
        let collector = field.token("Tổ 1", Role::Collector, &[hamlet]).await;
        let theirs = signed_in(&field, &collector, FIREFOX).await;
        let at = signed_in(&field, &admin, FIREFOX).await;
        let list = "{ accounts(first: 9) { nodes { name signIns { id isOwn } } } }";
        let of = |answer: &Value| {
            let nodes = answer["data"]["accounts"]["nodes"].as_array();
            let nodes = nodes.unwrap_or_else(|| panic!("{answer}"));
            let found = nodes.iter().find(|node| node["name"] == "Tổ 1");
            found.expect("an account")["signIns"].clone()
        };
        let as_front = field.ask(&front, list, json!({})).await;
        assert_eq!(of(&as_front), json!([]));
        let as_admin = ask(&field, &at, list, json!({})).await;
        let seen = of(&as_admin);
        assert_eq!(seen[0]["isOwn"], false);
        assert_eq!(end(&field, &at, &seen[0]["id"]).await, "Firefox · Windows");
        let dead = ask(&field, &theirs, OWN, json!({})).await;
        assert_eq!(dead["errors"][0]["extensions"]["code"], "UNAUTHENTICATED");
        // A token has no session of its own, and still sees those of its account.
        let by_token = field.ask(&admin, OWN, json!({})).await;
        assert_eq!(by_token["data"]["viewer"]["signIns"][0]["isOwn"], false);
    })
    .await;
}

#[tokio::test]
async fn what_a_browser_says_of_itself_is_told_in_words_of_ours() {
    on_sqlite(async |fresh| {
        let field = Field::on(fresh.db).await;
        let token = field.front().await;
        for (agent, device) in [
            ("Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 Chrome/130.0 Safari/537.36 Edg/130.0", json!("Edge · Linux")),
            ("Mozilla/5.0 (iPhone; CPU iPhone OS 17_5 like Mac OS X) AppleWebKit/605.1 Version/17.5 Mobile/15E148 Safari/604.1", json!("Safari · iPhone")),
            ("<script>Firefox</script>", json!("Firefox")),
            ("", Value::Null),
        ] {
            let cookie = signed_in(&field, &token, agent).await;
            let mut seen = own(&field, &cookie).await;
            seen.retain(|one| one["isOwn"] == true);
            assert_eq!(seen[0]["device"], device, "{agent}");
        }
    })
    .await;
}
