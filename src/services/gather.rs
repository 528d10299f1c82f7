//! One read for all requests that ask for the same kind of thing at once.

use std::collections::{BTreeSet, HashMap};
use std::hash::Hash;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use futures_util::FutureExt;
use futures_util::future::{BoxFuture, Shared};

use super::refusal::Refusal;
use crate::storage::fault::StorageFault;

/// What a read found, by key.
type Found<K, V> = Result<Arc<HashMap<K, V>>, Arc<StorageFault>>;
/// A read to come or under way, which any of those who wait for it moves on.
type Pending<K, V> = Shared<BoxFuture<'static, Found<K, V>>>;
/// Reads keys from the database.
type Read<K, V> =
    dyn Fn(Vec<K>) -> BoxFuture<'static, Result<HashMap<K, V>, StorageFault>> + Send + Sync;

/// Gathers what requests ask for while the read before is under way, then reads all of it.
///
/// Nobody waits for others to come, and everybody is answered by a read that began after the
/// question: so the answer is as fresh as a read of one's own, and many requests share its cost.
pub struct Gather<K, V> {
    gathered: Arc<Mutex<Gathered<K, V>>>,
    read: Arc<Read<K, V>>,
}

struct Gathered<K, V> {
    /// What is asked for and not yet being read.
    asked: BTreeSet<K>,
    /// The read that will take it.
    pending: Option<Pending<K, V>>,
    /// The newest read, begun or not; the next one waits for it.
    newest: Option<Pending<K, V>>,
}

impl<K, V> Gather<K, V>
where
    K: Copy + Ord + Hash + Send + Sync + 'static,
    V: Clone + Send + Sync + 'static,
{
    /// Gathers for a read; a key that it doesn't answer is taken as not there.
    pub fn of<F, R>(read: F) -> Self
    where
        F: Fn(Vec<K>) -> R + Send + Sync + 'static,
        R: Future<Output = Result<HashMap<K, V>, StorageFault>> + Send + 'static,
    {
        let gathered = Gathered {
            asked: BTreeSet::new(),
            pending: None,
            newest: None,
        };
        Self {
            gathered: Arc::new(Mutex::new(gathered)),
            read: Arc::new(move |keys| read(keys).boxed()),
        }
    }

    /// What there is under these keys now.
    ///
    /// # Errors
    /// Those of the read, the same for all who share it.
    pub async fn load(&self, keys: &[K]) -> Result<HashMap<K, V>, Refusal> {
        let pending = {
            let mut gathered = locked(&self.gathered);
            gathered.asked.extend(keys);
            match &gathered.pending {
                Some(pending) => pending.clone(),
                None => self.begin(&mut gathered),
            }
        };
        let found = pending.await?;
        let of_key = |key: &K| Some((*key, found.get(key)?.clone()));
        Ok(keys.iter().filter_map(of_key).collect())
    }

    fn begin(&self, gathered: &mut Gathered<K, V>) -> Pending<K, V> {
        let before = gathered.newest.take();
        // Weak, since what is gathered holds the read.
        let shared = Arc::downgrade(&self.gathered);
        let read = Arc::clone(&self.read);
        let pending = async move {
            if let Some(before) = before {
                // Its answer is its own askers'.
                drop(before.await);
            }
            let asked = shared.upgrade().map(|shared| {
                let mut gathered = locked(&shared);
                gathered.pending = None;
                std::mem::take(&mut gathered.asked)
            });
            let asked = asked.into_iter().flatten().collect();
            read(asked).await.map(Arc::new).map_err(Arc::new)
        }
        .boxed()
        .shared();
        gathered.pending = Some(pending.clone());
        gathered.newest = Some(pending.clone());
        pending
    }
}

fn locked<T>(shared: &Mutex<T>) -> MutexGuard<'_, T> {
    // A panic while holding the lock can't leave the sets half written.
    shared.lock().unwrap_or_else(PoisonError::into_inner)
}
