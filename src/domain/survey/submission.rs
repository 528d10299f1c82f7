//! What makes a form the same form: keyed fingerprint and household key.

use hmac::{Hmac, KeyInit, Mac};
use sha2::Sha256;
use unicode_normalization::UnicodeNormalization;

use super::response::Draft;
use crate::domain::base::ids::{AreaId, SurveyId};

/// A keyed hash, 32 bytes.
pub type Digest = [u8; 32];

/// The secret that fingerprints and household keys are made with.
///
/// Made once, by the first migration, and kept in the database: every process and every restore
/// tells the same repeat from the same conflict.
#[derive(Clone)]
pub struct SubmissionKey(Hmac<Sha256>);

impl std::fmt::Debug for SubmissionKey {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("SubmissionKey(secret)")
    }
}

/// A key that HMAC doesn't take; no length is refused in practice.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("the submission key can't be used")]
pub struct UnusableKey;

impl SubmissionKey {
    /// A key of these bytes.
    ///
    /// # Errors
    /// [`UnusableKey`] where HMAC refuses the length.
    pub fn new(bytes: &[u8]) -> Result<Self, UnusableKey> {
        Hmac::new_from_slice(bytes)
            .map(Self)
            .map_err(|_| UnusableKey)
    }

    /// The fingerprint of a form's content: hamlet, household, when collected, spoilt, comment,
    /// and the set of answers. Who sent it, when, by which token, and reasons are not content.
    #[must_use]
    pub fn fingerprint(&self, survey: SurveyId, draft: &Draft) -> Digest {
        let mut answers: Vec<(&str, &str)> = draft
            .answers
            .iter()
            .map(|answer| (answer.item.as_str(), answer.choice.as_str()))
            .collect();
        answers.sort_unstable();
        answers.dedup();
        let mut hash = self.begin(b"content-1");
        hash.field(survey.0.as_bytes());
        hash.field(draft.hamlet_code.as_bytes());
        hash.field(draft.household_code.as_bytes());
        hash.field(&draft.collected_at.timestamp_micros().to_be_bytes());
        hash.field(&[u8::from(draft.spoilt)]);
        hash.field(
            canonical_text(draft.comment.as_deref())
                .unwrap_or_default()
                .as_bytes(),
        );
        for (item, choice) in answers {
            hash.field(item.as_bytes());
            hash.field(choice.as_bytes());
        }
        hash.finish()
    }

    /// The key of a household within a survey: what makes two forms one household's.
    #[must_use]
    pub fn household(&self, survey: SurveyId, hamlet: AreaId, code: &str) -> Digest {
        let mut hash = self.begin(b"household-1");
        hash.field(survey.0.as_bytes());
        hash.field(hamlet.0.as_bytes());
        hash.field(code.as_bytes());
        hash.finish()
    }

    /// The seal of a text that leaves the server and comes back: nobody else can make it.
    #[must_use]
    pub fn seal(&self, text: &[u8]) -> Digest {
        let mut hash = self.begin(b"seal-1");
        hash.field(text);
        hash.finish()
    }

    /// Begins a keyed hash of one kind of content.
    pub(super) fn begin(&self, kind: &[u8]) -> KeyedHash {
        let mut hash = KeyedHash(self.0.clone());
        hash.field(kind);
        hash
    }
}

/// Free text as it is compared and kept: NFC, trimmed, `None` where nothing is left.
#[must_use]
pub fn canonical_text(text: Option<&str>) -> Option<String> {
    let text = text?.trim();
    (!text.is_empty()).then(|| text.nfc().collect())
}

/// Fields one after another, each behind its length, so that none can run into the next.
pub(super) struct KeyedHash(Hmac<Sha256>);

impl KeyedHash {
    pub(super) fn field(&mut self, bytes: &[u8]) {
        let length = u64::try_from(bytes.len()).unwrap_or(u64::MAX);
        self.0.update(&length.to_be_bytes());
        self.0.update(bytes);
    }

    pub(super) fn finish(self) -> Digest {
        self.0.finalize().into_bytes().into()
    }
}
