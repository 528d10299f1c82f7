//! Finds the document that a request names instead of sending it.
//!
//! Two ways: trusted documents, from the manifest of the settings, by `documentId`; and automatic persisted queries,
//! whose hash a client sends first, and with the text where the hash isn't known. Those are kept while there is room.

use std::num::NonZeroUsize;
use std::sync::{Arc, Mutex, PoisonError};

use lru::LruCache;
use sha2::{Digest, Sha256};

use super::fault::{Fault, JsonType};
use super::manifest::{Hash, hash_in};
use crate::http::limits::DocumentOptions;

/// Automatic documents that are kept; beyond them the one goes that was not asked for the longest.
const KEPT: NonZeroUsize = NonZeroUsize::MIN.saturating_add(1_023);
/// The longest text that is kept, in bytes, so that all of them stay within 16 MiB.
const LONGEST: usize = 16 * 1024;

/// How a request says which document it means.
#[derive(Debug, Default)]
pub struct Named {
    /// The text itself.
    pub query: Option<String>,
    /// The id of a trusted document.
    pub id: Option<String>,
    /// The hash of an automatic one.
    pub hash: Option<Hash>,
}

/// The documents that can be named.
#[derive(Debug)]
pub struct Persisted {
    options: DocumentOptions,
    kept: Mutex<LruCache<Hash, Arc<str>>>,
}

impl Persisted {
    /// The documents of the settings, and none that were sent.
    #[must_use]
    pub fn new(options: DocumentOptions) -> Self {
        Self {
            options,
            kept: Mutex::new(LruCache::new(KEPT)),
        }
    }

    /// The text that is meant, and the hash to keep it by once it was found to be sound.
    ///
    /// # Errors
    /// [`Fault::PersistedQueryNotFound`] for an unknown id or hash alone; [`Fault::TwoDocuments`],
    /// [`Fault::HashMismatch`], [`Fault::NotTrusted`]; [`Fault::Property`] where nothing is named.
    pub fn find(&self, named: Named) -> Result<(String, Option<Hash>), Fault> {
        match named {
            Named {
                query: Some(_),
                id: Some(_),
                ..
            } => Err(Fault::TwoDocuments),
            Named {
                query: Some(query),
                hash,
                ..
            } => self.sent(query, hash),
            Named { id: Some(id), .. } => {
                let trusted = self.options.trusted.by_id(&id).map(str::to_owned);
                let found = trusted.or_else(|| self.by_hash(&hash_in(&id)?));
                found.map(known).ok_or(Fault::PersistedQueryNotFound)
            }
            Named {
                hash: Some(hash), ..
            } => {
                let found = self.by_hash(&hash);
                found.map(known).ok_or(Fault::PersistedQueryNotFound)
            }
            Named { .. } => Err(Fault::Property {
                property: "query",
                expected: JsonType::Text,
            }),
        }
    }

    /// A document that was sent, with or without its hash.
    fn sent(&self, query: String, hash: Option<Hash>) -> Result<(String, Option<Hash>), Fault> {
        if hash.is_none() && !self.options.only {
            return Ok((query, None));
        }
        let own: Hash = Sha256::digest(&query).into();
        if hash.is_some_and(|hash| hash != own) {
            return Err(Fault::HashMismatch);
        }
        let is_trusted = self.options.trusted.by_hash(&own).is_some();
        if self.options.only && !is_trusted {
            return Err(Fault::NotTrusted);
        }
        let is_kept = hash.is_some() && !is_trusted && query.len() <= LONGEST;
        Ok((query, is_kept.then_some(own)))
    }

    fn by_hash(&self, hash: &Hash) -> Option<String> {
        if let Some(trusted) = self.options.trusted.by_hash(hash) {
            return Some(trusted.to_owned());
        }
        let mut kept = self.kept.lock().unwrap_or_else(PoisonError::into_inner);
        kept.get(hash).map(ToString::to_string)
    }

    /// Keeps a document that was found to be sound.
    pub fn keep(&self, hash: Hash, text: &str) {
        let mut kept = self.kept.lock().unwrap_or_else(PoisonError::into_inner);
        if !kept.contains(&hash) {
            kept.put(hash, text.into());
        }
    }
}

const fn known(text: String) -> (String, Option<Hash>) {
    (text, None)
}
