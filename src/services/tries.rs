//! Codes that were none, counted by where they came from: guessing must not pay.
//!
//! A code has some 54 bits, so guessing is hopeless already where a whole province's codes stand against a thousand
//! tries a second; this keeps it from loading the server. Each process counts for itself, in memory. A mobile network
//! shows many phones under one address: the number is far above what slips of the keyboard make, most of which the
//! code's check finds before anything is looked up.

use std::collections::HashMap;
use std::net::{IpAddr, Ipv6Addr};
use std::sync::{Mutex, PoisonError};

use chrono::TimeDelta;

use crate::domain::base::clock::Instant;

/// Wrong codes from one place within [`WINDOW`], beyond which none is looked up.
pub const MOST_TRIES: u32 = 20;
/// How long they count.
pub const WINDOW: TimeDelta = TimeDelta::minutes(10);
/// Places that are counted at once. Beyond them the length of the codes alone protects.
const MOST_PLACES: usize = 100_000;
/// The part of an IPv6 address that one subscriber has.
const SUBSCRIBER: u128 = !0 << 64;

/// Where a request comes from, as far as it is known; those that don't say count together.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Hash)]
pub struct Client(Option<IpAddr>);

impl Client {
    /// The client at an address; of an IPv6 address, all of its subscriber's.
    #[must_use]
    pub fn at(address: IpAddr) -> Self {
        let whole = match address.to_canonical() {
            IpAddr::V6(address) => Ipv6Addr::from_bits(address.to_bits() & SUBSCRIBER).into(),
            address @ IpAddr::V4(_) => address,
        };
        Self(Some(whole))
    }

    /// The network that it is in, as the audit names it: not whose line it is.
    pub(super) fn network(self) -> Option<String> {
        match self.0? {
            IpAddr::V4(address) => {
                let [a, b, c, _] = address.octets();
                Some(format!("{a}.{b}.{c}.0/24"))
            }
            IpAddr::V6(address) => {
                let [a, b, c, ..] = address.segments();
                Some(format!("{a:x}:{b:x}:{c:x}::/48"))
            }
        }
    }
}

#[derive(Debug, Clone, Copy)]
struct Counted {
    since: Instant,
    tries: u32,
}

/// The wrong codes of late, by where they came from.
#[derive(Debug, Default)]
pub struct Tries(Mutex<HashMap<Client, Counted>>);

impl Tries {
    /// Seconds that a client must wait before its next code is looked up; `None`: none.
    pub(super) fn wait(&self, client: Client, now: Instant) -> Option<u32> {
        let places = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        let counted = places.get(&client)?;
        let left = WINDOW.checked_sub(&now.signed_duration_since(counted.since))?;
        if counted.tries < MOST_TRIES || left <= TimeDelta::zero() {
            return None;
        }
        let seconds = left.num_seconds().saturating_add(1);
        Some(u32::try_from(seconds).unwrap_or(u32::MAX))
    }

    /// Counts a wrong code; true where it is the one beyond which none is looked up.
    pub(super) fn failed(&self, client: Client, now: Instant) -> bool {
        let mut places = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        let is_over = |counted: &Counted| now.signed_duration_since(counted.since) >= WINDOW;
        if places.len() >= MOST_PLACES {
            places.retain(|_, counted| !is_over(counted));
        }
        let is_full = places.len() >= MOST_PLACES && !places.contains_key(&client);
        if is_full {
            return false;
        }
        let fresh = Counted {
            since: now,
            tries: 0,
        };
        let counted = places.entry(client).or_insert(fresh);
        if is_over(counted) {
            *counted = fresh;
        }
        counted.tries = counted.tries.saturating_add(1);
        counted.tries == MOST_TRIES
    }
}
