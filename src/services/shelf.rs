//! A bounded shelf of things read before, shared between requests.

use std::collections::HashMap;
use std::hash::Hash;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

/// Keeps things by key; when it is full it is emptied, so it never outgrows its bound.
#[derive(Debug)]
pub struct Shelf<K, V> {
    kept: Mutex<HashMap<K, Arc<V>>>,
    most: usize,
    reading: tokio::sync::Mutex<()>,
}

impl<K: Copy + Eq + Hash, V> Shelf<K, V> {
    /// A shelf for so many things.
    #[must_use]
    pub fn of(most: usize) -> Self {
        Self {
            kept: Mutex::default(),
            most,
            reading: tokio::sync::Mutex::default(),
        }
    }

    /// What is kept under a key.
    pub fn get(&self, key: K) -> Option<Arc<V>> {
        self.kept().get(&key).map(Arc::clone)
    }

    /// What is kept under a key; else what `read` brings, which is kept. Many that miss a thing at
    /// once have it read once.
    ///
    /// # Errors
    /// Those of `read`.
    pub async fn get_or_read<E>(
        &self,
        key: K,
        read: impl Future<Output = Result<Arc<V>, E>>,
    ) -> Result<Arc<V>, E> {
        if let Some(kept) = self.get(key) {
            return Ok(kept);
        }
        let _reading = self.reading.lock().await;
        if let Some(kept) = self.get(key) {
            return Ok(kept);
        }
        let value = read.await?;
        self.put(key, Arc::clone(&value));
        Ok(value)
    }

    /// Keeps a thing under a key.
    pub fn put(&self, key: K, value: Arc<V>) {
        let mut kept = self.kept();
        if kept.len() >= self.most && !kept.contains_key(&key) {
            kept.clear();
        }
        kept.insert(key, value);
    }

    fn kept(&self) -> MutexGuard<'_, HashMap<K, Arc<V>>> {
        // A panic while holding the lock can't leave the map half written.
        self.kept.lock().unwrap_or_else(PoisonError::into_inner)
    }
}
