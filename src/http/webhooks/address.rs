//! Which addresses a webhook may be sent to.
//!
//! Those of the open internet, unless a setting allows more. Who may put a webhook on record could else make the server ask machines inside its own network.

use std::net::{IpAddr, Ipv4Addr, Ipv6Addr, SocketAddr};

/// Whether an address is one of the open internet.
#[must_use]
pub fn is_public(address: IpAddr) -> bool {
    match address.to_canonical() {
        IpAddr::V4(address) => is_public_v4(address),
        IpAddr::V6(address) => is_public_v6(address),
    }
}

fn is_public_v4(address: Ipv4Addr) -> bool {
    let [first, second, third, _] = address.octets();
    let is_special = match (first, second) {
        (0 | 10 | 127 | 224..=255, _) => true,
        (100, 64..=127) | (169, 254) | (172, 16..=31) | (192, 168) | (198, 18 | 19) => true,
        // For protocols, documentation, and an old way into IPv6.
        (192, 0) => matches!(third, 0 | 2),
        (192, 88) => third == 99,
        (198, 51) => third == 100,
        (203, 0) => third == 113,
        _ => false,
    };
    !is_special
}

/// Global unicast without what leads elsewhere: documentation, Teredo, 6to4.
fn is_public_v6(address: Ipv6Addr) -> bool {
    let [first, second, ..] = address.segments();
    let is_global = (0x2000..=0x3fff).contains(&first);
    let leads_elsewhere = first == 0x2002 || (first == 0x2001 && matches!(second, 0 | 0x0db8));
    is_global && !leads_elsewhere
}

/// The first of some addresses that may be sent to.
#[must_use]
pub fn allowed(
    addresses: impl IntoIterator<Item = SocketAddr>,
    private_too: bool,
) -> Option<SocketAddr> {
    let mut addresses = addresses.into_iter();
    addresses.find(|address| private_too || is_public(address.ip()))
}
