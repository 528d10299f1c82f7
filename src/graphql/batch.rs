//! One read for all that siblings ask for at once, without timers.
//!
//! The library's own loader spawns a task and sleeps a millisecond for each batch. Here the first
//! that asks waits for the request's next turn (see [`super::turns`]), which comes when every
//! sibling has asked, and then reads for all of them.

use std::collections::{BTreeMap, HashMap};
use std::hash::Hash;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use async_graphql::Error;
use futures_util::FutureExt;
use futures_util::future::{BoxFuture, Shared};

use super::turns::Turns;

/// What a batch found, by key.
type Found<K, V> = Result<Arc<HashMap<K, V>>, Error>;
/// A batch under way, which any of those who wait for it moves on.
type Pending<K, V> = Shared<BoxFuture<'static, Found<K, V>>>;

/// Gathers keys until nobody adds one, then reads them together.
pub struct Batch<K, I, V>(Arc<Mutex<Gathered<K, I, V>>>);

struct Gathered<K, I, V> {
    /// What is asked for and not yet being read, with what the read needs beside the key.
    asked: BTreeMap<K, I>,
    /// The read that will take it.
    pending: Option<Pending<K, V>>,
}

impl<K, I, V> Default for Batch<K, I, V> {
    fn default() -> Self {
        let gathered = Gathered {
            asked: BTreeMap::new(),
            pending: None,
        };
        Self(Arc::new(Mutex::new(gathered)))
    }
}

impl<K, I, V> Batch<K, I, V>
where
    K: Copy + Ord + Hash + Send + Sync + 'static,
    I: Send + 'static,
    V: Clone + Send + Sync + 'static,
{
    /// The value of a key, read together with all other keys that are asked for now.
    ///
    /// `read` is used by the first that asks; each caller gives the same.
    ///
    /// # Errors
    /// Those of `read`, the same for everyone in the batch.
    pub async fn load<F, R>(
        &self,
        turns: &Arc<Turns>,
        key: K,
        input: I,
        read: F,
    ) -> Result<Option<V>, Error>
    where
        F: FnOnce(Vec<(K, I)>) -> R + Send + 'static,
        R: Future<Output = Result<HashMap<K, V>, Error>> + Send,
    {
        let pending = {
            let mut gathered = locked(&self.0);
            gathered.asked.insert(key, input);
            gathered
                .pending
                .get_or_insert_with(|| self.begin(Arc::clone(turns), read))
                .clone()
        };
        pending.await.map(|found| found.get(&key).cloned())
    }

    fn begin<F, R>(&self, turns: Arc<Turns>, read: F) -> Pending<K, V>
    where
        F: FnOnce(Vec<(K, I)>) -> R + Send + 'static,
        R: Future<Output = Result<HashMap<K, V>, Error>> + Send,
    {
        // Weak, since what is gathered holds the read: a request that is given up frees both.
        let gathered = Arc::downgrade(&self.0);
        async move {
            let _reading = turns.next().await;
            let asked = gathered.upgrade().map_or_else(BTreeMap::new, |gathered| {
                let mut gathered = locked(&gathered);
                gathered.pending = None;
                std::mem::take(&mut gathered.asked)
            });
            read(asked.into_iter().collect()).await.map(Arc::new)
        }
        .boxed()
        .shared()
    }
}

fn locked<T>(shared: &Mutex<T>) -> MutexGuard<'_, T> {
    // A panic while holding the lock can't leave the maps half written.
    shared.lock().unwrap_or_else(PoisonError::into_inner)
}
