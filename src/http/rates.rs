//! How fast requests may come: a bucket for each token, and for each address.

use std::fmt::{self, Debug, Formatter};
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};
use std::time::{Duration, Instant};

use governor::clock::Clock;
use governor::middleware::NoOpMiddleware;
use governor::nanos::Nanos;
use governor::state::keyed::HashMapStateStore;
use governor::{Quota, RateLimiter};
use sha2::{Digest, Sha256};

use super::limits::{PerSecond, RateLimits};
use crate::services::tries::Client;

/// How often full buckets are thrown away, in requests.
const TIDY_EVERY: u64 = 8_192;

/// Whose bucket a request takes from.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Caller {
    /// That of a token, by its hash.
    Token([u8; 32]),
    /// That of an address: no token was shown, or a bad one.
    Address(Client),
}

impl Caller {
    /// The bucket of a token.
    #[must_use]
    pub fn of_token(token: &str) -> Self {
        Self::Token(Sha256::digest(token).into())
    }
}

/// What time it is for the buckets: how long since some beginning.
#[derive(Clone)]
pub struct Ticks(Arc<dyn Fn() -> Duration + Send + Sync>);

impl Ticks {
    /// A clock that is asked each time.
    pub fn of(now: impl Fn() -> Duration + Send + Sync + 'static) -> Self {
        Self(Arc::new(now))
    }
}

impl Default for Ticks {
    fn default() -> Self {
        let begun = Instant::now();
        Self::of(move || begun.elapsed())
    }
}

impl Debug for Ticks {
    fn fmt(&self, formatter: &mut Formatter<'_>) -> fmt::Result {
        formatter.write_str("Ticks")
    }
}

impl Clock for Ticks {
    type Instant = Nanos;

    fn now(&self) -> Nanos {
        (self.0)().into()
    }
}

type Buckets = RateLimiter<Caller, HashMapStateStore<Caller>, Ticks, NoOpMiddleware<Nanos>>;

/// Requests come too fast.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("too fast; wait {0:?}")]
pub struct TooFast(pub Duration);

impl TooFast {
    /// The time to wait as Retry-After has it: whole seconds, rounded up, at least one.
    #[must_use]
    pub const fn seconds(self) -> u64 {
        let part = if self.0.subsec_nanos() > 0 { 1 } else { 0 };
        let seconds = self.0.as_secs().saturating_add(part);
        if seconds == 0 { 1 } else { seconds }
    }
}

/// All buckets. Each process counts for itself, in memory.
#[derive(Debug)]
pub struct Rates {
    tokens: Option<Buckets>,
    addresses: Option<Buckets>,
    clock: Ticks,
    asked: AtomicU64,
}

impl Rates {
    /// Buckets that fill as the limits say, by this clock.
    #[must_use]
    pub fn new(limits: &RateLimits, clock: Ticks) -> Self {
        let buckets = |limit: PerSecond| {
            let (rate, burst) = limit.bound()?;
            let quota = Quota::per_second(rate).allow_burst(burst);
            Some(RateLimiter::hashmap_with_clock(quota, clock.clone()))
        };
        Self {
            tokens: buckets(limits.token),
            addresses: buckets(limits.address),
            clock,
            asked: AtomicU64::new(0),
        }
    }

    /// Takes one request out of a bucket.
    ///
    /// # Errors
    /// [`TooFast`] where there is none in it.
    pub fn take(&self, caller: &Caller) -> Result<(), TooFast> {
        let buckets = match caller {
            Caller::Token(_) => &self.tokens,
            Caller::Address(_) => &self.addresses,
        };
        let Some(buckets) = buckets else {
            return Ok(());
        };
        if self.asked.fetch_add(1, Ordering::Relaxed) % TIDY_EVERY == TIDY_EVERY - 1 {
            buckets.retain_recent();
            buckets.shrink_to_fit();
        }
        buckets.check_key(caller).map_err(|not_until| {
            metrics::counter!("longdan_rate_limited_total").increment(1);
            TooFast(not_until.wait_time_from(self.clock.now()))
        })
    }
}
