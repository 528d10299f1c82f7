//! The keyed digest of a batch: what the audit holds of answers, without an answer.
//!
//! The entry of a batch carries one digest over all that it brought. Whoever changes an answer, a
//! comment, a hamlet or a time later, or takes a form away, is found, though nobody can read an answer
//! from it: it is keyed. The household doesn't stand in it: the form's fingerprint, which goes when the
//! link from household to answer is dropped, has a digest of its own beside it. Free text stands in it
//! only as a hash of its own.

use sha2::{Digest as _, Sha256};

use super::record::{Response, SetAside};
use super::response::DraftAnswer;
use super::submission::{Digest, KeyedHash, SubmissionKey};

/// The digests of what one batch brought, gathered in the order of the ids.
#[derive(Debug, Clone, Default)]
pub struct Seal {
    hash: Sha256,
    forms: u64,
}

impl Seal {
    /// Adds a form; the ids must come in their order.
    pub fn add(&mut self, form: &Digest) {
        self.hash.update(form);
        self.forms = self.forms.saturating_add(1);
    }

    /// How many forms there are.
    #[must_use]
    pub const fn forms(&self) -> u64 {
        self.forms
    }

    /// The digest over all of them.
    #[must_use]
    pub fn digest(self) -> Digest {
        self.hash.finalize().into()
    }

    /// The digest of forms in whatever order.
    #[must_use]
    pub fn of<I: Ord>(mut forms: Vec<(I, Digest)>) -> Digest {
        forms.sort_unstable_by(|(one, _), (other, _)| one.cmp(other));
        let mut seal = Self::default();
        for (_, form) in &forms {
            seal.add(form);
        }
        seal.digest()
    }
}

impl SubmissionKey {
    /// The digest of an accepted response as it was taken in; what is voided later changes nothing.
    #[must_use]
    pub fn response(&self, response: &Response) -> Digest {
        let mut hash = self.begin(b"response-1");
        hash.field(response.id.0.as_bytes());
        hash.field(response.survey.0.as_bytes());
        hash.field(response.hamlet.0.as_bytes());
        hash.field(&response.collected_at.timestamp_micros().to_be_bytes());
        hash.field(&response.received_at.timestamp_micros().to_be_bytes());
        hash.field(response.account.0.as_bytes());
        hash.field(&[u8::from(response.sheet.is_none())]);
        for choice in response.sheet.iter().flat_map(|sheet| &sheet.choices) {
            // No option is the greatest number: a form has fewer than that.
            hash.field(&choice.unwrap_or(u16::MAX).to_be_bytes());
        }
        hash.field(&self.words(response));
        hash.finish()
    }

    /// The hash of a response's free text, which lies outside the audit.
    fn words(&self, response: &Response) -> Digest {
        let mut hash = self.begin(b"words-1");
        hash.field(response.comment.as_deref().unwrap_or_default().as_bytes());
        for (item, reason) in response.sheet.iter().flat_map(|sheet| &sheet.reasons) {
            hash.field(item.as_bytes());
            hash.field(reason.as_bytes());
        }
        answers(&mut hash, &response.unjudged);
        hash.finish()
    }

    /// The digest of a form as it was set aside.
    #[must_use]
    pub fn set_aside(&self, form: &SetAside) -> Digest {
        let mut hash = self.begin(b"set-aside-1");
        hash.field(form.draft.id.0.as_bytes());
        hash.field(form.survey.0.as_bytes());
        hash.field(form.hamlet.0.as_bytes());
        hash.field(&form.draft.collected_at.timestamp_micros().to_be_bytes());
        hash.field(&form.received_at.timestamp_micros().to_be_bytes());
        hash.field(form.account.0.as_bytes());
        hash.field(form.code.as_str().as_bytes());
        hash.field(&[u8::from(form.draft.spoilt)]);
        let mut words = self.begin(b"words-1");
        words.field(form.draft.comment.as_deref().unwrap_or_default().as_bytes());
        answers(&mut words, &form.draft.answers);
        hash.field(&words.finish());
        hash.finish()
    }
}

fn answers(hash: &mut KeyedHash, answers: &[DraftAnswer]) {
    for answer in answers {
        hash.field(answer.item.as_bytes());
        hash.field(answer.choice.as_bytes());
        hash.field(answer.reason.as_deref().unwrap_or_default().as_bytes());
    }
}
