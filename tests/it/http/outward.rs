//! Where requests of ours may go, and that no answer leads them elsewhere.

use std::net::SocketAddr;
use std::time::Duration;

use longdan::http::outward::address::{Reach, is_public};
use longdan::http::outward::client::{Bounds, Outward, OutwardFault};
use longdan::http::outward::trust::Authorities;

use crate::support::receiver::{Mood, Receiver};

#[test]
fn public_addresses_are_told_from_others() {
    for (address, public) in [
        ("8.8.8.8", true),
        ("203.162.4.190", true),
        ("127.0.0.1", false),
        ("10.1.2.3", false),
        ("172.16.0.1", false),
        ("172.32.0.1", true),
        ("192.168.1.10", false),
        ("100.64.0.1", false),
        ("169.254.169.254", false),
        ("0.0.0.0", false),
        ("224.0.0.1", false),
        ("255.255.255.255", false),
        ("2001:4860:4860::8888", true),
        ("::1", false),
        ("::", false),
        ("fe80::1", false),
        ("fd00::1", false),
        ("::ffff:10.0.0.1", false),
        ("::ffff:8.8.8.8", true),
        ("64:ff9b::a00:1", false),
        ("2002:a00:1::", false),
        ("2001:db8::1", false),
        ("ff02::1", false),
    ] {
        let address = address.parse().expect("an address");
        assert_eq!(is_public(address), public, "{address}");
    }
}

#[test]
fn every_address_that_is_connected_to_was_judged() {
    let of = |text: &str| -> SocketAddr { text.parse().expect("an address") };
    let all = ["8.8.8.8:443", "127.0.0.1:443", "10.1.2.3:443", "[::1]:443"].map(of);
    let allowed = |reach: Reach, encrypted| reach.allowed(all, encrypted);
    assert_eq!(allowed(Reach::Public, true), [all[0]]);
    assert!(allowed(Reach::Public, false).is_empty());
    assert_eq!(allowed(Reach::Encrypted, true), all);
    assert_eq!(allowed(Reach::Encrypted, false), [all[1], all[3]]);
    assert_eq!(allowed(Reach::Anywhere, false), all);
}

#[tokio::test]
async fn a_redirect_is_an_answer_and_plain_http_is_spoken_where_it_may_be() {
    let receiver = Receiver::start().await;
    receiver.be(Mood::Says(307));
    let outward = Outward::trusting(&Authorities::default()).expect("TLS");
    let bounds = |reach| Bounds {
        time: Duration::from_secs(30),
        bytes: 0,
        reach,
    };
    for reach in [Reach::Encrypted, Reach::Anywhere] {
        let answer = outward.get(&receiver.url, bounds(reach)).await;
        assert_eq!(answer.expect("an answer").status, 307);
    }
    assert_eq!(receiver.heard().len(), 2, "asked once each");
    let refused = outward.get(&receiver.url, bounds(Reach::Public)).await;
    assert!(matches!(refused, Err(OutwardFault::NotEncrypted)));
    let strange = outward
        .get("ftp://example.org/", bounds(Reach::Anywhere))
        .await;
    assert!(matches!(strange, Err(OutwardFault::Address)));
}
