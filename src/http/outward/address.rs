//! Which addresses a request of ours may go to.
//!
//! Webhooks go to the open internet, unless a setting allows more. Who may put a webhook on record could else make the
//! server ask machines inside its own network. A provider of identities is named by the operator and may be inside.

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

/// Where a request of ours may go.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Reach {
    /// Over TLS, to addresses of the open internet.
    Public,
    /// Over TLS to any address; without it to this very machine.
    Encrypted,
    /// To any address, without TLS too.
    Anywhere,
}

impl Reach {
    /// Those of some addresses that may be connected to.
    #[must_use]
    pub fn allowed(
        self,
        addresses: impl IntoIterator<Item = SocketAddr>,
        encrypted: bool,
    ) -> Vec<SocketAddr> {
        let may = |address: &SocketAddr| match self {
            Self::Public => encrypted && is_public(address.ip()),
            Self::Encrypted => encrypted || address.ip().to_canonical().is_loopback(),
            Self::Anywhere => true,
        };
        addresses.into_iter().filter(may).collect()
    }
}
