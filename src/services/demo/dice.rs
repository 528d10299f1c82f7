//! Seeded chance that is the same on every machine, for simulated residents alone.

use rand_chacha::ChaCha8Rng;
use rand_chacha::rand_core::{RngCore, SeedableRng};
use uuid::{Builder, Uuid};

use crate::domain::base::clock::Instant;

/// A stream of chance that a seed repeats; never for keys or tokens.
#[derive(Debug, Clone)]
pub struct Dice(ChaCha8Rng);

impl Dice {
    /// The stream of a seed and a part of the work, so that one part's length moves no other.
    #[must_use]
    pub fn of(seed: u64, part: u64) -> Self {
        let mut stream = ChaCha8Rng::seed_from_u64(seed);
        stream.set_stream(part);
        Self(stream)
    }

    /// A number below `limit`, each as likely as the others; 0 where `limit` is 0.
    pub fn below(&mut self, limit: u64) -> u64 {
        // What lies past the last whole multiple of the limit would favour small numbers.
        let whole = u64::MAX
            .checked_rem(limit)
            .map_or(0, |rest| u64::MAX.saturating_sub(rest));
        loop {
            let number = self.0.next_u64();
            if number < whole || limit == 0 {
                return number.checked_rem(limit).unwrap_or(0);
            }
        }
    }

    /// A number from `least` to `most`.
    pub fn between(&mut self, least: u64, most: u64) -> u64 {
        let span = most.saturating_sub(least).saturating_add(1);
        least.saturating_add(self.below(span))
    }

    /// Whether something happens that happens so many times in a thousand.
    pub fn happens(&mut self, per_mille: u64) -> bool {
        self.below(1_000) < per_mille
    }

    /// Puts things in another order, each order as likely as the others.
    pub fn shuffle<T>(&mut self, things: &mut [T]) {
        for end in (1..things.len()).rev() {
            let other = self.below(u64::try_from(end).unwrap_or(u64::MAX).saturating_add(1));
            things.swap(end, usize::try_from(other).unwrap_or(end));
        }
    }

    /// An identifier of version 7, as an app makes it.
    pub fn uuid(&mut self, at: Instant) -> Uuid {
        let mut random = [0; 10];
        self.0.fill_bytes(&mut random);
        let millis = u64::try_from(at.timestamp_millis()).unwrap_or(0);
        Builder::from_unix_timestamp_millis(millis, &random).into_uuid()
    }
}
