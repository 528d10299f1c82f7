//! graphql-transport-ws: handshake, operations, close codes.

use std::time::Duration;

use longdan::http::limits::{HttpOptions, SocketLimits};
use serde_json::{Value, json};
use tokio_tungstenite::tungstenite::{Error, Message};

use crate::support::served::{Client, Seen, Served};

async fn served() -> Served {
    Served::start(HttpOptions::default()).await
}

async fn served_with(socket: SocketLimits) -> Served {
    Served::start(HttpOptions {
        socket,
        ..HttpOptions::default()
    })
    .await
}

async fn begun() -> Client {
    Client::begin(&served().await, json!(null)).await
}

#[expect(
    clippy::needless_pass_by_value,
    reason = "reads as the message it makes"
)]
fn next(id: &str, data: Value) -> Value {
    json!({ "type": "next", "id": id, "payload": { "data": data } })
}

#[tokio::test]
async fn a_subscription_gives_its_values_and_completes() {
    let mut client = begun().await;
    client
        .subscribe("a", "subscription { countdown(from: 3) }")
        .await;
    for number in [3, 2, 1] {
        assert_eq!(
            client.hears().await,
            next("a", json!({ "countdown": number }))
        );
    }
    assert_eq!(
        client.hears().await,
        json!({ "type": "complete", "id": "a" })
    );
}

#[tokio::test]
async fn queries_run_beside_one_another() {
    let mut client = begun().await;
    client.subscribe("slow", "{ slow(millis: 60000) }").await;
    client.subscribe("live", "subscription { forever }").await;
    client.subscribe("quick", "{ hello }").await;
    let mut heard = vec![
        client.hears().await,
        client.hears().await,
        client.hears().await,
    ];
    heard.sort_by_key(ToString::to_string);
    assert_eq!(
        heard,
        [
            next("live", json!({ "forever": 1 })),
            next("quick", json!({ "hello": "Xin chào " })),
            json!({ "type": "complete", "id": "quick" }),
        ]
    );
}

#[tokio::test]
async fn an_operation_that_is_not_run_gets_one_error_message() {
    let mut client = begun().await;
    for (query, code) in [
        ("{", "GRAPHQL_PARSE_FAILED"),
        ("{ nothing }", "GRAPHQL_VALIDATION_FAILED"),
        (
            "query($id: ID!) { satisfactionSurvey(id: $id) { id } }",
            "BAD_USER_INPUT",
        ),
        (
            "{ ...A } fragment A on Query { ...A }",
            "GRAPHQL_VALIDATION_FAILED",
        ),
        ("subscription { refused }", "FORBIDDEN"),
        ("subscription { panics }", "INTERNAL_SERVER_ERROR"),
        ("{ panics }", "INTERNAL_SERVER_ERROR"),
    ] {
        client.subscribe("a", query).await;
        let message = client.hears().await;
        assert_eq!(message["type"], "error", "{query}: {message}");
        assert_eq!(message["id"], "a");
        assert_eq!(message["payload"][0]["extensions"]["code"], code, "{query}");
        assert!(!message.to_string().contains("secret"), "{message}");
    }
    client.subscribe("a", "{ hello forbidden }").await;
    let message = client.hears().await;
    assert_eq!(
        message["payload"]["errors"][0]["extensions"]["code"],
        "FORBIDDEN"
    );
    assert_eq!(message["payload"]["data"]["hello"], "Xin chào ");
}

#[tokio::test]
async fn a_completed_operation_says_nothing_more_and_its_id_is_free() {
    let mut client = begun().await;
    client.subscribe("a", "subscription { forever }").await;
    assert_eq!(client.hears().await, next("a", json!({ "forever": 1 })));
    client.say(json!({ "type": "complete", "id": "a" })).await;
    client
        .say(json!({ "type": "complete", "id": "never" }))
        .await;
    client.subscribe("a", "{ hello }").await;
    assert_eq!(
        client.hears().await,
        next("a", json!({ "hello": "Xin chào " }))
    );
    assert_eq!(
        client.hears().await,
        json!({ "type": "complete", "id": "a" })
    );
}

#[tokio::test]
async fn a_ping_gets_a_pong_before_and_after_the_handshake() {
    let served = served().await;
    let mut client = Client::open(&served).await;
    client
        .say(json!({ "type": "ping", "payload": { "x": 1 } }))
        .await;
    assert_eq!(client.hears().await, json!({ "type": "pong" }));
    client.say(json!({ "type": "connection_init" })).await;
    assert_eq!(client.hears().await, json!({ "type": "connection_ack" }));
    client.say(json!({ "type": "pong" })).await;
    client.say(json!({ "type": "ping" })).await;
    assert_eq!(client.hears().await, json!({ "type": "pong" }));
}

#[tokio::test]
async fn what_is_no_message_closes_with_4400() {
    let long = format!("{{\"type\":\"{}\"}}", "ế".repeat(500));
    for text in [
        "",
        "nonsense",
        "[]",
        "{}",
        "{\"type\":\"start\"}",
        "{\"type\":\"subscribe\",\"id\":\"a\"}",
        "{\"type\":\"subscribe\",\"id\":5,\"payload\":{\"query\":\"{hello}\"}}",
        "{\"type\":\"subscribe\",\"id\":\"a\",\"payload\":{\"query\":5}}",
        "{\"type\":\"connection_init\",\"payload\":5}",
        &long,
    ] {
        let mut client = begun().await;
        client.send(Message::Text(text.to_owned().into())).await;
        assert_eq!(client.is_closed_with().await, 4400, "{text}");
    }
    let mut client = begun().await;
    client
        .send(Message::Binary(b"{\"type\":\"ping\"}".to_vec().into()))
        .await;
    assert_eq!(client.is_closed_with().await, 4400);
}

#[tokio::test]
async fn an_operation_without_a_query_gets_an_error() {
    let mut client = begun().await;
    client
        .say(json!({ "type": "subscribe", "id": "a", "payload": {} }))
        .await;
    assert_eq!(
        client.hears().await["payload"][0]["extensions"]["code"],
        "BAD_USER_INPUT"
    );
}

#[tokio::test]
async fn an_operation_before_the_handshake_closes_with_4401() {
    let mut client = Client::open(&served().await).await;
    client.subscribe("a", "{ hello }").await;
    assert_eq!(client.is_closed_with().await, 4401);
}

#[tokio::test]
async fn a_second_handshake_closes_with_4429() {
    let mut client = begun().await;
    client.say(json!({ "type": "connection_init" })).await;
    assert_eq!(client.is_closed_with().await, 4429);
}

#[tokio::test]
async fn an_id_in_use_closes_with_4409() {
    let mut client = begun().await;
    client.subscribe("a", "subscription { forever }").await;
    client.hears().await;
    client.subscribe("a", "{ hello }").await;
    assert_eq!(
        client.next().await,
        Seen::Closed(4409, "Subscriber for a already exists".to_owned())
    );
}

#[tokio::test]
async fn no_handshake_in_time_closes_with_4408() {
    let init_time = Duration::from_millis(30);
    let served = served_with(SocketLimits {
        init_time,
        ..SocketLimits::default()
    })
    .await;
    let mut client = Client::open(&served).await;
    assert_eq!(client.is_closed_with().await, 4408);
}

#[tokio::test]
async fn another_protocol_or_none_closes_with_4406() {
    let served = served().await;
    let mut client = Client::connect(&served, &[]).await.expect("a socket");
    assert_eq!(client.is_closed_with().await, 4406);
    // A client that asked for the old protocol takes no connection without it.
    let old = Client::connect(&served, &[("sec-websocket-protocol", "graphql-ws")]).await;
    assert!(matches!(old, Err(Error::Protocol(_))));
}

#[tokio::test]
async fn a_token_comes_by_header_or_by_the_handshake() {
    let served = served().await;
    let protocol = ("sec-websocket-protocol", "graphql-transport-ws");
    let mut client = Client::connect(
        &served,
        &[
            protocol,
            ("authorization", "Bearer front"),
            ("accept-language", "en"),
        ],
    )
    .await
    .expect("a socket");
    client.say(json!({ "type": "connection_init" })).await;
    client.hears().await;
    client.subscribe("a", "{ viewer language }").await;
    assert_eq!(
        client.hears().await,
        next("a", json!({ "viewer": "front", "language": "En" }))
    );

    let mut client = Client::begin(
        &served,
        json!({ "authorization": "Bearer front", "Accept-Language": "en" }),
    )
    .await;
    client.subscribe("a", "{ viewer language }").await;
    assert_eq!(
        client.hears().await,
        next("a", json!({ "viewer": "front", "language": "En" }))
    );

    let mut client = Client::begin(&served, json!({ "Authorization": null })).await;
    client.subscribe("a", "{ viewer language }").await;
    assert_eq!(
        client.hears().await,
        next("a", json!({ "viewer": null, "language": "Vi" }))
    );
}

#[tokio::test]
async fn a_bad_token_is_401_at_the_upgrade_and_4403_in_the_handshake() {
    let served = served().await;
    let protocol = ("sec-websocket-protocol", "graphql-transport-ws");
    let refused = Client::connect(&served, &[protocol, ("authorization", "Bearer wrong")]).await;
    match refused {
        Err(Error::Http(response)) => assert_eq!(response.status().as_u16(), 401),
        _ => panic!("not refused with a status"),
    }
    for (payload, code) in [
        (json!({ "Authorization": "Bearer wrong" }), 4403),
        (json!({ "Authorization": "front" }), 4403),
        (json!({ "Authorization": ["Bearer front"] }), 4403),
        (json!({ "Authorization": "Bearer busy" }), 1013),
        (json!({ "Authorization": "Bearer failing" }), 4500),
    ] {
        let mut client = Client::open(&served).await;
        client
            .say(json!({ "type": "connection_init", "payload": payload }))
            .await;
        assert_eq!(client.is_closed_with().await, code, "{payload}");
    }
}

#[tokio::test]
async fn a_message_beyond_the_bound_closes_with_1009() {
    let served = served_with(SocketLimits {
        message_bytes: 1_000,
        ..SocketLimits::default()
    })
    .await;
    let mut client = Client::begin(&served, json!(null)).await;
    client
        .say(json!({ "type": "ping", "payload": { "x": "x".repeat(900) } }))
        .await;
    assert_eq!(client.hears().await, json!({ "type": "pong" }));
    client
        .say(json!({ "type": "ping", "payload": { "x": "x".repeat(1_000) } }))
        .await;
    assert_eq!(client.is_closed_with().await, 1009);
}

#[tokio::test]
async fn operations_and_sessions_are_bounded() {
    let served = served_with(SocketLimits {
        operations: 2,
        sessions: 1,
        ..SocketLimits::default()
    })
    .await;
    let mut client = Client::begin(&served, json!(null)).await;
    for id in ["a", "b"] {
        client.subscribe(id, "subscription { forever }").await;
        client.hears().await;
    }
    client.subscribe("c", "{ hello }").await;
    let refused = client.hears().await;
    assert_eq!(refused["payload"][0]["extensions"]["code"], "RATE_LIMITED");
    client.say(json!({ "type": "complete", "id": "a" })).await;
    client.subscribe("c", "{ hello }").await;
    assert_eq!(
        client.hears().await,
        next("c", json!({ "hello": "Xin chào " }))
    );

    let second = Client::connect(
        &served,
        &[("sec-websocket-protocol", "graphql-transport-ws")],
    )
    .await;
    assert!(matches!(second, Err(Error::Http(response)) if response.status().as_u16() == 503));
}

#[tokio::test]
async fn a_client_that_answers_pings_stays() {
    let ping_every = Duration::from_millis(20);
    let served = served_with(SocketLimits {
        ping_every,
        ..SocketLimits::default()
    })
    .await;
    let mut client = Client::begin(&served, json!(null)).await;
    for _ in 0..5 {
        client.is_pinged().await;
    }
}

#[tokio::test]
async fn a_session_ends_with_its_token() {
    let served = served().await;
    let mut client = Client::begin(&served, json!({ "Authorization": "Bearer ending" })).await;
    assert_eq!(client.is_closed_with().await, 4403);
}

#[tokio::test]
async fn a_close_is_answered() {
    let mut client = begun().await;
    client.close(1000).await;
    assert_eq!(client.is_closed_with().await, 1000);
}
