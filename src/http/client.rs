//! Where a request comes from, as far as that can be believed.

use std::net::IpAddr;

use axum::http::{Extensions, HeaderMap, HeaderName};

use crate::services::tries::Client;

/// What a proxy in front says of whom it speaks for: the one nearest to it stands last.
const X_FORWARDED_FOR: HeaderName = HeaderName::from_static("x-forwarded-for");

/// The other end of the connection.
#[derive(Debug, Clone, Copy)]
pub struct Peer(pub IpAddr);

/// The client of a request. A proxy on this machine or in its own network is believed whom it speaks
/// for; nobody else is, since anybody can write the header.
#[must_use]
pub fn client(extensions: &Extensions, headers: &HeaderMap) -> Client {
    let Some(Peer(peer)) = extensions.get::<Peer>() else {
        return Client::default();
    };
    let named = headers.get_all(X_FORWARDED_FOR).iter().next_back();
    let named =
        named.and_then(|value| value.to_str().ok()?.rsplit(',').next()?.trim().parse().ok());
    Client::at(named.filter(|_| is_near(*peer)).unwrap_or(*peer))
}

const fn is_near(address: IpAddr) -> bool {
    match address.to_canonical() {
        IpAddr::V4(address) => address.is_loopback() || address.is_private(),
        IpAddr::V6(address) => address.is_loopback() || address.is_unique_local(),
    }
}
