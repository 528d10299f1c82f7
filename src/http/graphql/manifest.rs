//! The list of trusted documents: what apps may ask, by the ids that they ask with.

use std::collections::BTreeMap;
use std::sync::Arc;

use serde::Deserialize;
use sha2::{Digest, Sha256};

/// The SHA-256 of a document's text.
pub type Hash = [u8; 32];

/// What an id begins with whose rest is the hash of the text, in hexadecimal digits.
const SHA256: &str = "sha256:";

/// How Apollo's tools call their file.
const APOLLO: &str = "apollo-persisted-query-manifest";

/// Documents by id and by hash.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Manifest {
    by_id: BTreeMap<String, Arc<str>>,
    by_hash: BTreeMap<Hash, Arc<str>>,
}

/// Why a manifest can't be taken.
#[derive(Debug, thiserror::Error)]
pub enum ManifestFault {
    /// It is not JSON, or none of the two shapes.
    #[error("neither an object of ids and documents nor an {APOLLO}: {0}")]
    Shape(#[from] serde_json::Error),
    /// An id that names a hash is not that of its document.
    #[error("the document of `{0}` has another hash")]
    OtherHash(String),
}

/// The two shapes: what Relay's compiler and graphql-codegen write, and what Apollo's tools write.
#[derive(Deserialize)]
#[serde(untagged)]
enum Shape {
    Apollo {
        #[serde(rename = "format")]
        _format: ApolloFormat,
        operations: Vec<Operation>,
    },
    Plain(BTreeMap<String, String>),
}

#[derive(Deserialize)]
enum ApolloFormat {
    #[serde(rename = "apollo-persisted-query-manifest")]
    Manifest,
}

#[derive(Deserialize)]
struct Operation {
    id: String,
    body: String,
}

impl Manifest {
    /// Reads a manifest.
    ///
    /// # Errors
    /// [`ManifestFault`].
    pub fn of_json(text: &str) -> Result<Self, ManifestFault> {
        let mut manifest = Self::default();
        let documents: Vec<(String, String)> = match serde_json::from_str(text)? {
            Shape::Plain(documents) => documents.into_iter().collect(),
            Shape::Apollo { operations, .. } => operations
                .into_iter()
                .map(|Operation { id, body }| (id, body))
                .collect(),
        };
        for (id, document) in documents {
            let hash = manifest.put(&document);
            let named = id.strip_prefix(SHA256);
            if named.is_some_and(|named| hash_of_hex(named) != Some(hash)) {
                return Err(ManifestFault::OtherHash(id));
            }
            manifest.by_id.insert(id, document.into());
        }
        Ok(manifest)
    }

    /// The same with documents that are named by their hash alone.
    #[must_use]
    pub fn with(mut self, documents: impl IntoIterator<Item = String>) -> Self {
        for document in documents {
            self.put(&document);
        }
        self
    }

    fn put(&mut self, document: &str) -> Hash {
        let hash = Sha256::digest(document).into();
        self.by_hash.insert(hash, document.into());
        hash
    }

    /// The document of an id.
    #[must_use]
    pub fn by_id(&self, id: &str) -> Option<&str> {
        self.by_id.get(id).map(|text| &**text)
    }

    /// The document of a hash.
    #[must_use]
    pub fn by_hash(&self, hash: &Hash) -> Option<&str> {
        self.by_hash.get(hash).map(|text| &**text)
    }
}

/// The hash that an id such as `sha256:0f…` names; `None` for any other id.
#[must_use]
pub fn hash_in(id: &str) -> Option<Hash> {
    id.strip_prefix(SHA256).and_then(hash_of_hex)
}

/// The hash that 64 lower-case hexadecimal digits write.
#[must_use]
pub fn hash_of_hex(digits: &str) -> Option<Hash> {
    let is_hex = |byte: u8| matches!(byte, b'0'..=b'9' | b'a'..=b'f');
    if digits.len() != 64 || !digits.bytes().all(is_hex) {
        return None;
    }
    let mut hash = [0; 32];
    for (index, byte) in hash.iter_mut().enumerate() {
        let at = index.checked_mul(2)?;
        let pair = digits.get(at..at.checked_add(2)?)?;
        *byte = u8::from_str_radix(pair, 16).ok()?;
    }
    Some(hash)
}
