//! The only source of chance: ids, keys and salts.

use std::sync::atomic::{AtomicU64, Ordering};

use uuid::{Builder, Uuid};

use super::clock::Instant;

/// Gives random bytes and ids. A parameter of every use case, so that a test is repeatable.
pub trait Chance: Send + Sync {
    /// Fills `bytes` at random.
    ///
    /// # Errors
    /// Where the operating system gives no random bytes.
    fn fill(&self, bytes: &mut [u8]) -> Result<(), NoChance>;

    /// A new identifier of version 7, ordered by the time it was made.
    ///
    /// # Errors
    /// As [`Chance::fill`].
    fn id(&self, now: Instant) -> Result<Uuid, NoChance> {
        let mut random = [0_u8; 10];
        self.fill(&mut random)?;
        let millis = u64::try_from(now.timestamp_millis()).unwrap_or(0);
        Ok(Builder::from_unix_timestamp_millis(millis, &random).into_uuid())
    }
}

/// The operating system gave no random bytes.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("the operating system gave no random bytes")]
pub struct NoChance;

/// The operating system's generator.
#[derive(Debug, Clone, Copy, Default)]
pub struct SystemChance;

impl Chance for SystemChance {
    #[expect(
        clippy::disallowed_methods,
        reason = "the one place that asks the machine for chance"
    )]
    fn fill(&self, bytes: &mut [u8]) -> Result<(), NoChance> {
        getrandom::fill(bytes).map_err(|_| NoChance)
    }
}

/// A counter in place of chance, for tests and the demo: never for keys of a real database.
#[derive(Debug, Default)]
pub struct CountingChance(AtomicU64);

impl CountingChance {
    /// A counter that begins after `seed`.
    #[must_use]
    pub fn from_seed(seed: u64) -> Self {
        Self(AtomicU64::new(seed))
    }
}

impl Chance for CountingChance {
    fn fill(&self, bytes: &mut [u8]) -> Result<(), NoChance> {
        for chunk in bytes.rchunks_mut(8) {
            let count = self
                .0
                .fetch_add(1, Ordering::SeqCst)
                .wrapping_add(1)
                .to_be_bytes();
            let skip = count.len().saturating_sub(chunk.len());
            chunk
                .iter_mut()
                .zip(count.iter().skip(skip))
                .for_each(|(to, from)| *to = *from);
        }
        Ok(())
    }
}
