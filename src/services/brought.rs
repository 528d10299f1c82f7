//! What a batch brought, as its entry of the audit holds it.

use std::collections::HashMap;

use crate::domain::base::canonical::hex;
use crate::domain::base::ids::{ResponseId, SurveyId};
use crate::domain::survey::record::{Response, SetAside};
use crate::domain::survey::seal::Seal;
use crate::domain::survey::submission::{Digest, SubmissionKey};
use crate::domain::trust::chain::{ChainId, Head};
use crate::storage::audit_heads;
use crate::storage::database::Transaction;
use crate::storage::fault::StorageFault;

/// The digests of what a batch brought; nothing where it brought nothing.
pub(super) struct Brought {
    /// Of what was accepted.
    pub accepted: Option<String>,
    /// Of the links from households to what was accepted.
    pub accepted_links: Option<String>,
    /// How many forms were set aside; a repeat of one that was before is none.
    pub forms_aside: usize,
    /// Of what was set aside.
    pub set_aside: Option<String>,
    /// Of the links from households to what was set aside.
    pub set_aside_links: Option<String>,
}

impl Brought {
    /// The digests of these responses and forms.
    pub fn of(key: &SubmissionKey, accepted: &[Response], set_aside: &[SetAside]) -> Self {
        Self {
            accepted: sealed(accepted, |response| (response.id, key.response(response))),
            accepted_links: sealed(accepted, |response| (response.id, response.fingerprint)),
            forms_aside: set_aside.len(),
            set_aside: sealed(set_aside, |form| (form.draft.id, key.set_aside(form))),
            set_aside_links: sealed(set_aside, |form| (form.draft.id, form.fingerprint)),
        }
    }
}

fn sealed<T>(forms: &[T], digest: impl Fn(&T) -> (ResponseId, Digest)) -> Option<String> {
    (!forms.is_empty()).then(|| hex(&Seal::of(forms.iter().map(digest).collect())))
}

/// The heads of surveys' chains, locked behind their surveys.
pub(super) async fn heads(
    tx: &Transaction,
    surveys: &[SurveyId],
) -> Result<HashMap<SurveyId, Head>, StorageFault> {
    let chains: Vec<ChainId> = surveys
        .iter()
        .map(|survey| ChainId::of(Some(*survey)))
        .collect();
    let none = surveys
        .iter()
        .zip(&chains)
        .map(|(survey, chain)| (*survey, Head::before(*chain)));
    let mut heads: HashMap<SurveyId, Head> = none.collect();
    for head in audit_heads::lock(tx, &chains).await? {
        if let Some(survey) = head.chain.survey() {
            heads.insert(survey, head);
        }
    }
    Ok(heads)
}

/// The number that the next entry of a survey's chain will have; the chain is held until the
/// transaction ends.
pub(super) async fn next_entry(
    tx: &Transaction,
    survey: SurveyId,
) -> Result<Option<i64>, StorageFault> {
    let heads = heads(tx, &[survey]).await?;
    let next = |head: &Head| head.sequence.saturating_add(1);
    Ok(heads.get(&survey).map(next))
}
