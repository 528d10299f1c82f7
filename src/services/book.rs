//! What a writer's transaction knows and what it is about to write.

use std::collections::{BTreeMap, BTreeSet, HashMap, HashSet};

use super::batch::{Batch, Entry, Receipt, ReceiptStatus};
use super::brought::{Brought, heads};
use super::known::{self, Asking, Known};
use super::refusal::Refusal;
use crate::domain::base::chance::Chance;
use crate::domain::base::clock::Instant;
use crate::domain::base::ids::{AreaId, AuditId, ResponseId, SurveyId};
use crate::domain::survey::judge::{
    self, Circumstances, HamletStanding, Held, Judgement, RejectionCode,
};
use crate::domain::survey::lifecycle::SurveyKind;
use crate::domain::survey::record::{Response, SetAside, Survey};
use crate::domain::survey::sending::corrected;
use crate::domain::survey::submission::{Digest, SubmissionKey};
use crate::domain::survey::tally::{Tally, TallyFault, Weight};
use crate::domain::trust::audit::AuditEntry;
use crate::domain::trust::chain::{Chained, Head};
use crate::storage::database::Transaction;
use crate::storage::fault::StorageFault;
use crate::storage::{households, samples, survey_hamlets, surveys};

/// The state of one transaction.
pub(super) struct Book {
    now: Instant,
    surveys: HashMap<SurveyId, Survey>,
    held: HashMap<(SurveyId, ResponseId), Held>,
    answered: HashSet<(SurveyId, Digest)>,
    rosters: HashSet<AreaId>,
    listed: HashSet<(AreaId, String)>,
    drawn: HashSet<(SurveyId, AreaId, String)>,
    counted_by_hand: HashSet<(SurveyId, AreaId)>,
    added: BTreeMap<(SurveyId, AreaId), Tally>,
    /// To be inserted and counted.
    pub accepted: Vec<Response>,
    /// To be stored apart.
    pub set_aside: Vec<SetAside>,
    /// One entry for each batch that changes something, at its place in its survey's chain.
    pub audit: Vec<Chained>,
    heads: HashMap<SurveyId, Head>,
}

impl Book {
    /// Locks the surveys and reads what the judging needs, each in one statement for all batches.
    pub async fn open(
        tx: &Transaction,
        batches: &[&Batch],
        now: Instant,
        asking: Asking,
    ) -> Result<Self, StorageFault> {
        let ids: BTreeSet<SurveyId> = batches.iter().map(|batch| batch.survey).collect();
        let ids: Vec<SurveyId> = ids.into_iter().collect();
        let surveys: HashMap<SurveyId, Survey> = surveys::lock(tx, &ids)
            .await?
            .into_iter()
            .map(|survey| (survey.id, survey))
            .collect();
        let heads = heads(tx, &ids).await?;
        let entries = || known::entries(batches);
        let hamlets: BTreeSet<AreaId> = entries().filter_map(|(_, entry)| entry.hamlet).collect();
        let rosters = households::rosters(tx, &hamlets.into_iter().collect::<Vec<_>>()).await?;
        let on_rosters: Vec<_> = entries()
            .filter_map(|(_, entry)| {
                Some((entry.hamlet?, entry.form.draft.household_code.as_str()))
            })
            .filter(|(hamlet, _)| rosters.contains(hamlet))
            .collect();
        let sampled: Vec<_> = entries()
            .filter(|(survey, _)| surveys.get(survey).is_some_and(is_sampled))
            .filter_map(|(survey, entry)| {
                Some((
                    survey,
                    entry.hamlet?,
                    entry.form.draft.household_code.as_str(),
                ))
            })
            .collect();
        let Known { held, answered } = Known::read(tx, batches, &ids, asking).await?;
        Ok(Self {
            now,
            drawn: samples::drawn(tx, &sampled).await?,
            counted_by_hand: survey_hamlets::counted_by_hand(tx, &ids).await?,
            surveys,
            held,
            answered,
            listed: households::listed(tx, &on_rosters).await?,
            rosters,
            added: BTreeMap::new(),
            accepted: Vec::new(),
            set_aside: Vec::new(),
            audit: Vec::new(),
            heads,
        })
    }

    /// A survey as it is now.
    pub fn survey(&self, id: SurveyId) -> Option<&Survey> {
        self.surveys.get(&id)
    }

    /// Judges a batch, in the order of its input; each response sees what those before it did.
    pub fn judge(
        &mut self,
        batch: &Batch,
        key: &SubmissionKey,
        chance: &dyn Chance,
    ) -> Result<Vec<Receipt>, Refusal> {
        let mut receipts = Vec::with_capacity(batch.entries.len());
        let before = (self.accepted.len(), self.set_aside.len());
        for entry in &batch.entries {
            let judgement = self.judge_one(batch, entry)?;
            self.enter(batch, entry, judgement)?;
            receipts.push(receipt(entry.form.draft.id, judgement));
        }
        let brought = Brought::of(
            key,
            self.accepted.get(before.0..).unwrap_or_default(),
            self.set_aside.get(before.1..).unwrap_or_default(),
        );
        self.note(batch, &receipts, &brought, chance)?;
        Ok(receipts)
    }

    fn judge_one(&self, batch: &Batch, entry: &Entry) -> Result<Judgement, Refusal> {
        let survey = self.survey(batch.survey).ok_or(Refusal::NotFound)?;
        let hamlet = match (entry.hamlet, entry.assigned) {
            (None, _) => HamletStanding::Unknown,
            (Some(_), false) => HamletStanding::NotAssigned,
            (Some(hamlet), true) if self.counted_by_hand.contains(&(survey.id, hamlet)) => {
                HamletStanding::CountedByHand
            }
            (Some(_), true) => HamletStanding::Assigned,
        };
        let household_known = entry.hamlet.is_none_or(|hamlet| {
            let code = entry.form.draft.household_code.clone();
            if is_sampled(survey) {
                return self.drawn.contains(&(survey.id, hamlet, code));
            }
            let home = (hamlet, code);
            !self.rosters.contains(&hamlet) || self.listed.contains(&home)
        });
        let around = Circumstances {
            survey: &survey.lifecycle,
            now: self.now,
            hamlet,
            held: self.held.get(&(batch.survey, entry.form.draft.id)).copied(),
            household_known,
            household_answered: entry
                .household
                .is_some_and(|key| self.answered.contains(&(batch.survey, key))),
        };
        let collected_at = corrected(entry.form.draft.collected_at, batch.clock_ahead);
        Ok(judge::judge_at(&entry.form, collected_at, &around))
    }

    fn enter(
        &mut self,
        batch: &Batch,
        entry: &Entry,
        judgement: Judgement,
    ) -> Result<(), TallyFault> {
        let (Some(hamlet), Some(household)) = (entry.hamlet, entry.household) else {
            return Ok(());
        };
        let set_aside = match judgement {
            Judgement::Accept => None,
            Judgement::SetAside(code) => Some(code),
            Judgement::Duplicate | Judgement::SetAsideBefore(_) | Judgement::Refuse { .. } => {
                return Ok(());
            }
        };
        let held = Held {
            fingerprint: Some(entry.form.fingerprint),
            set_aside,
        };
        self.held.insert((batch.survey, entry.form.draft.id), held);
        match set_aside {
            None => self.accept(batch, entry, hamlet, household)?,
            Some(code) => {
                self.set_aside
                    .push(self.put_aside(batch, entry, (hamlet, household), code));
            }
        }
        Ok(())
    }

    fn accept(
        &mut self,
        batch: &Batch,
        entry: &Entry,
        hamlet: AreaId,
        household: Digest,
    ) -> Result<(), TallyFault> {
        let draft = &entry.form.draft;
        let sheet = entry
            .form
            .sheet
            .as_ref()
            .ok()
            .filter(|_| !draft.spoilt)
            .cloned();
        let layout = &batch.form.layout;
        let added = self
            .added
            .entry((batch.survey, hamlet))
            .or_insert_with(|| Tally::empty(layout));
        added.add(layout, sheet.as_ref().map_or(Weight::Spoilt, Weight::Valid))?;
        self.answered.insert((batch.survey, household));
        self.accepted.push(Response {
            id: draft.id,
            survey: batch.survey,
            hamlet,
            household_key: Some(household),
            household_code: Some(draft.household_code.clone()),
            collected_at: draft.collected_at,
            received_at: self.now,
            sheet,
            unjudged: if draft.spoilt {
                draft.answers.clone()
            } else {
                Vec::new()
            },
            comment: draft.comment.clone(),
            fingerprint: entry.form.fingerprint,
            consent: draft.consent.clone(),
            account: batch.account,
            voided: None,
            entry: self.next_entry(batch.survey),
        });
        Ok(())
    }

    fn put_aside(
        &self,
        batch: &Batch,
        entry: &Entry,
        (hamlet, household_key): (AreaId, Digest),
        code: RejectionCode,
    ) -> SetAside {
        SetAside {
            survey: batch.survey,
            hamlet,
            household_key: Some(household_key),
            draft: entry.form.draft.clone(),
            fingerprint: entry.form.fingerprint,
            received_at: self.now,
            code,
            account: batch.account,
            entry: self.next_entry(batch.survey),
        }
    }

    /// The number of the entry that the batch at hand will have in its survey's chain.
    fn next_entry(&self, survey: SurveyId) -> Option<i64> {
        let head = self.heads.get(&survey)?;
        Some(head.sequence.saturating_add(1))
    }

    /// The heads of these surveys' chains behind the entries of this transaction.
    pub fn heads(&self, changed: &[SurveyId]) -> Vec<Head> {
        let heads = changed.iter().filter_map(|survey| self.heads.get(survey));
        heads.copied().collect()
    }

    /// What was done, without what anybody answered: of that, a digest.
    fn note(
        &mut self,
        batch: &Batch,
        receipts: &[Receipt],
        brought: &Brought,
        chance: &dyn Chance,
    ) -> Result<(), Refusal> {
        let count = |status| {
            receipts
                .iter()
                .filter(|receipt| receipt.status == status)
                .count()
        };
        let accepted = count(ReceiptStatus::Accepted);
        if accepted == 0 && brought.forms_aside == 0 {
            return Ok(());
        }
        let Some(head) = self.heads.get_mut(&batch.survey) else {
            return Err(Refusal::NotFound);
        };
        let mut details = serde_json::json!({
            "accepted": accepted,
            "duplicate": count(ReceiptStatus::Duplicate),
            "rejected": count(ReceiptStatus::Rejected),
            "setAside": brought.forms_aside,
            "acceptedDigest": brought.accepted,
            "acceptedLinks": brought.accepted_links,
            "setAsideDigest": brought.set_aside,
            "setAsideLinks": brought.set_aside_links,
        });
        if let (Some(ahead), Some(details)) = (batch.clock_ahead, details.as_object_mut()) {
            // The times of these forms were judged with this taken off.
            details.insert("clockAheadSeconds".to_owned(), ahead.num_seconds().into());
        }
        let entry = AuditEntry {
            id: AuditId(chance.id(self.now)?),
            at: self.now,
            survey: Some(batch.survey),
            account: Some(batch.account),
            role: batch.role,
            action: "responses.submit".to_owned(),
            subject: None,
            details,
            request_id: batch.request.as_deref().map(str::to_owned),
        };
        // The rows that a batch changes are vouched for by its digests, and by counting again.
        self.audit.push(head.take(entry, None)?);
        Ok(())
    }

    /// The surveys that something is written of.
    pub fn changed(&self) -> Vec<SurveyId> {
        let accepted = self.accepted.iter().map(|response| response.survey);
        let surveys: BTreeSet<SurveyId> = accepted
            .chain(self.set_aside.iter().map(|form| form.survey))
            .collect();
        surveys.into_iter().collect()
    }

    /// The hamlets whose counters change, in key order.
    pub fn counted_hamlets(&self) -> Vec<(SurveyId, AreaId)> {
        self.added.keys().copied().collect()
    }

    /// The counters as they stand after this transaction.
    pub fn tallies(
        &self,
        mut before: HashMap<(SurveyId, AreaId), Tally>,
    ) -> Result<Vec<(SurveyId, AreaId, Tally)>, TallyFault> {
        self.added
            .iter()
            .map(|((survey, hamlet), added)| {
                let mut tally = before.remove(&(*survey, *hamlet)).unwrap_or_else(|| Tally {
                    counts: vec![0; added.counts.len()],
                    ..Tally::default()
                });
                tally.merge(added)?;
                Ok((*survey, *hamlet, tally))
            })
            .collect()
    }

    /// Raises the versions as the database did, and tells them.
    pub fn raise_versions(&mut self, changed: &[SurveyId]) -> Vec<(SurveyId, i64)> {
        let mut versions = Vec::with_capacity(changed.len());
        for id in changed {
            if let Some(survey) = self.surveys.get_mut(id) {
                survey.version = survey.version.saturating_add(1);
                versions.push((*id, survey.version));
            }
        }
        versions
    }
}

/// Whether a survey hears those alone that its sample drew.
fn is_sampled(survey: &Survey) -> bool {
    survey.kind == SurveyKind::DirectCheck
}

const fn receipt(id: ResponseId, judgement: Judgement) -> Receipt {
    let (status, code, kept, retry) = match judgement {
        Judgement::Accept => (ReceiptStatus::Accepted, None, true, false),
        Judgement::Duplicate => (ReceiptStatus::Duplicate, None, true, false),
        Judgement::SetAside(code) | Judgement::SetAsideBefore(code) => {
            (ReceiptStatus::Rejected, Some(code), true, false)
        }
        Judgement::Refuse { code, retry } => (ReceiptStatus::Rejected, Some(code), false, retry),
    };
    Receipt {
        id,
        status,
        code,
        kept,
        retry,
    }
}
