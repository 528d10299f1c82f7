//! How fast requests may come, with the time of the test.

use std::net::IpAddr;
use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::{Arc, Mutex};
use std::time::Duration;

use axum::Router;
use axum::body::Body;
use axum::http::{Request, StatusCode};
use longdan::http::client::Peer;
use longdan::http::limits::{HttpOptions, PerSecond, RateLimits};
use longdan::http::rates::{Caller, Rates, Ticks};
use longdan::http::request_id::RequestIds;
use longdan::http::router::router;
use longdan::http::state::Api;
use longdan::services::tries::Client;
use serde_json::json;

use crate::support::door::{Answer, api, health, post, send};
use crate::support::served::{Client as Socket, Served};

/// A clock that stands until it is moved.
#[derive(Clone, Default)]
pub struct Hands(Arc<AtomicU64>);

impl Hands {
    pub fn ticks(&self) -> Ticks {
        let hands = self.clone();
        Ticks::of(move || Duration::from_millis(hands.0.load(Ordering::SeqCst)))
    }

    pub fn pass(&self, millis: u64) {
        self.0.fetch_add(millis, Ordering::SeqCst);
    }
}

pub const SLOW: RateLimits = RateLimits {
    token: PerSecond(2),
    address: PerSecond(1),
};

fn slow_door(hands: &Hands) -> Router {
    let mut api = Arc::into_inner(api(HttpOptions::default())).expect("alone");
    api.rates = Arc::new(Rates::new(&SLOW, hands.ticks()));
    router(Arc::<Api<_, _>>::new(api), health(), RequestIds::new(1))
}

async fn hello(door: &Router, token: Option<&str>, peer: &str) -> Answer {
    let body = json!({ "query": "{ hello }" }).to_string();
    let mut request: Request<Body> = post(body, &[]);
    if let Some(token) = token {
        let token = format!("Bearer {token}").parse().expect("a header");
        request.headers_mut().insert("authorization", token);
    }
    let peer: IpAddr = peer.parse().expect("an address");
    request.extensions_mut().insert(Peer(peer));
    send(door, request).await
}

#[tokio::test]
async fn a_token_has_a_bucket_of_its_own_wherever_it_comes_from() {
    let hands = Hands::default();
    let door = slow_door(&hands);
    // Twice the rate may come at once.
    for peer in ["192.0.2.1", "192.0.2.2", "192.0.2.1", "192.0.2.3"] {
        assert_eq!(
            hello(&door, Some("front"), peer).await.status,
            StatusCode::OK
        );
    }
    let answer = hello(&door, Some("front"), "192.0.2.9").await;
    assert_eq!(answer.status, StatusCode::TOO_MANY_REQUESTS);
    assert_eq!(answer.codes(), ["RATE_LIMITED"]);
    assert_eq!(answer.header("retry-after"), "1");
    assert_eq!(answer.json()["errors"][0]["extensions"]["retryAfter"], 1);
    // Another token, and those without one, are not touched.
    assert_eq!(
        hello(&door, Some("ending"), "192.0.2.1").await.status,
        StatusCode::OK
    );
    assert_eq!(hello(&door, None, "192.0.2.1").await.status, StatusCode::OK);
    hands.pass(500);
    assert_eq!(
        hello(&door, Some("front"), "192.0.2.1").await.status,
        StatusCode::OK
    );
    assert_eq!(
        hello(&door, Some("front"), "192.0.2.1").await.status,
        StatusCode::TOO_MANY_REQUESTS
    );
}

#[tokio::test]
async fn without_a_token_or_with_a_bad_one_the_address_counts() {
    let hands = Hands::default();
    let door = slow_door(&hands);
    assert_eq!(
        hello(&door, Some("wrong"), "192.0.2.1").await.status,
        StatusCode::UNAUTHORIZED
    );
    assert_eq!(hello(&door, None, "192.0.2.1").await.status, StatusCode::OK);
    for token in [None, Some("wrong"), Some("wronger")] {
        let answer = hello(&door, token, "192.0.2.1").await;
        assert_eq!(answer.status, StatusCode::TOO_MANY_REQUESTS, "{token:?}");
    }
    assert_eq!(hello(&door, None, "192.0.2.2").await.status, StatusCode::OK);
    assert_eq!(
        hello(&door, Some("front"), "192.0.2.1").await.status,
        StatusCode::OK
    );
    hands.pass(1_000);
    assert_eq!(hello(&door, None, "192.0.2.1").await.status, StatusCode::OK);
}

#[test]
fn a_rate_of_nothing_is_no_bound() {
    let none = RateLimits {
        token: PerSecond(0),
        address: PerSecond(0),
    };
    let rates = Rates::new(&none, Hands::default().ticks());
    for _ in 0..100_000 {
        assert!(rates.take(&Caller::Address(Client::default())).is_ok());
        assert!(rates.take(&Caller::of_token("a")).is_ok());
    }
}

#[test]
fn buckets_that_are_full_again_are_thrown_away_and_others_kept() {
    let hands = Hands::default();
    let rates = Rates::new(&SLOW, hands.ticks());
    for number in 0..20_000 {
        hands.pass(1);
        assert!(rates.take(&Caller::of_token(&number.to_string())).is_ok());
    }
    for _ in 0..3 {
        assert!(rates.take(&Caller::of_token("19999")).is_ok());
    }
    assert!(rates.take(&Caller::of_token("19999")).is_err());
}

#[tokio::test]
async fn sixty_four_submitters_on_one_token_pass_by_default() {
    let door = crate::support::door::door();
    let refused = Arc::new(Mutex::new(0));
    let work = (0..64).map(|_| {
        let (door, refused) = (door.clone(), Arc::clone(&refused));
        tokio::spawn(async move {
            for _ in 0..50 {
                let answer = hello(&door, Some("front"), "192.0.2.1").await;
                if answer.status != StatusCode::OK {
                    *refused.lock().expect("a sound lock") += 1;
                }
            }
        })
    });
    for one in work.collect::<Vec<_>>() {
        one.await.expect("no panic");
    }
    assert_eq!(*refused.lock().expect("a sound lock"), 0);
}

#[tokio::test]
async fn operations_over_a_socket_are_counted_too() {
    let served = Served::start(HttpOptions {
        rates: RateLimits {
            token: PerSecond(1),
            address: PerSecond(0),
        },
        ..HttpOptions::default()
    })
    .await;
    let init = json!({ "Authorization": "Bearer front" });
    let mut client = Socket::begin(&served, init).await;
    for id in ["a", "b", "c", "d", "e", "f"] {
        client.subscribe(id, "subscription { forever }").await;
    }
    // Two at once, and one more a second: six in a row can't all be taken.
    loop {
        let heard = client.hears().await;
        if heard["type"] == "error" {
            assert_eq!(heard["payload"][0]["extensions"]["code"], "RATE_LIMITED");
            break;
        }
    }
}
