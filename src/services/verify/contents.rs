//! Holds a survey's responses against the digests in their batches' entries.

use std::collections::{BTreeMap, HashMap};

use serde_json::Value;

use super::chains::hash_in;
use super::erased::Erased;
use super::finding::{Finding, Wrong};
use crate::domain::base::canonical::hex;
use crate::domain::base::ids::AreaId;
use crate::domain::base::ids::SurveyId;
use crate::domain::survey::record::{Response, SetAside, Survey, SurveyHamlet};
use crate::domain::survey::response::{Draft, DraftAnswer};
use crate::domain::survey::seal::Seal;
use crate::domain::survey::submission::SubmissionKey;
use crate::domain::trust::chain::{ChainId, Hash};
use crate::services::forms::Form;
use crate::services::genesis::BEGIN;
use crate::services::library;
use crate::services::office::Office;
use crate::services::refusal::Refusal;
use crate::storage::database::Transaction;
use crate::storage::{audit, responses, retentions, set_aside, survey_hamlets, surveys};

/// Forms and entries that are read at a time.
const CHUNK: u64 = 1_000;

/// What a batch brought: its forms, and the links from households to them.
#[derive(Default)]
struct Held {
    forms: Seal,
    links: Seal,
}

/// What the batches of a survey brought, by the number of their entry; none before there were chains.
type Batches = BTreeMap<Option<i64>, Held>;

struct Contents<'a> {
    survey: &'a Survey,
    form: &'a Form,
    key: &'a SubmissionKey,
    codes: HashMap<AreaId, &'a str>,
    accepted: Batches,
    set_aside: Batches,
    /// The erasures of the links, which entries of their own vouch for.
    erased: Erased<'a>,
    /// Whether there is one.
    dropped: bool,
    /// Whether what residents said was taken away; then only how many forms there were is compared.
    taken_away: bool,
    findings: &'a mut Vec<Finding>,
}

/// Compares each form of a survey with its fingerprint, and each batch with its entry, in one
/// snapshot; what is held in memory is one hash a batch.
///
/// # Errors
/// [`Refusal::NotFound`] for a survey that isn't there; where the database can't be read.
pub(super) async fn of_survey(
    office: &Office,
    id: SurveyId,
    findings: &mut Vec<Finding>,
) -> Result<(), Refusal> {
    let tx = office.db.begin_read().await?;
    let survey = surveys::find(&tx, id).await?.ok_or(Refusal::NotFound)?;
    let form = library::form(office, survey.questionnaire).await?;
    let hamlets = survey_hamlets::of_surveys(&tx, &[id]).await?;
    let code = |hamlet: &'_ SurveyHamlet| (hamlet.place.area, hamlet.code.clone());
    let codes: Vec<(AreaId, String)> = hamlets.iter().map(code).collect();
    let erased = Erased::of(&tx, &survey).await?;
    let mut contents = Contents {
        survey: &survey,
        form: &form,
        key: &office.key,
        codes: codes
            .iter()
            .map(|(id, code)| (*id, code.as_str()))
            .collect(),
        accepted: Batches::new(),
        set_aside: Batches::new(),
        dropped: erased.is_any(),
        erased,
        taken_away: retentions::taken_away(&tx, id).await?.is_some(),
        findings,
    };
    contents.read(&tx).await?;
    contents.compare(&tx).await
}

impl Contents<'_> {
    async fn read(&mut self, tx: &Transaction) -> Result<(), Refusal> {
        let mut last = None;
        loop {
            let chunk = responses::chunk(tx, self.survey.id, last, CHUNK).await?;
            let Some(end) = chunk.last() else { break };
            last = Some(end.id);
            for response in &chunk {
                self.response(response);
            }
        }
        last = None;
        loop {
            let chunk = set_aside::chunk(tx, self.survey.id, last, CHUNK).await?;
            let Some(end) = chunk.last() else { break };
            last = Some(end.draft.id);
            for form in &chunk {
                self.form_aside(form);
            }
        }
        Ok(())
    }

    fn response(&mut self, response: &Response) {
        let batch = self.accepted.entry(response.entry).or_default();
        batch.forms.add(&self.key.response(response));
        batch.links.add(&response.fingerprint);
        let (Some(code), Some(key)) = (&response.household_code, response.household_key) else {
            return;
        };
        let id = format!("{}/{}", self.survey.id, response.id);
        let household = self.key.household(self.survey.id, response.hamlet, code);
        if household != key {
            self.findings.push(
                Finding::new("response", &id, Wrong::Household).hashes(Some(household), Some(key)),
            );
        }
        let draft = self.draft(response, code);
        let fingerprint = self.key.fingerprint(self.survey.id, &draft);
        if fingerprint != response.fingerprint {
            self.findings.push(
                Finding::new("response", &id, Wrong::Content)
                    .hashes(Some(response.fingerprint), Some(fingerprint)),
            );
        }
    }

    fn form_aside(&mut self, form: &SetAside) {
        let batch = self.set_aside.entry(form.entry).or_default();
        batch.forms.add(&self.key.set_aside(form));
        batch.links.add(&form.fingerprint);
        if form.draft.household_code.is_empty() {
            return;
        }
        let fingerprint = self.key.fingerprint(self.survey.id, &form.draft);
        if fingerprint != form.fingerprint {
            let id = format!("{}/{}", self.survey.id, form.draft.id);
            self.findings.push(
                Finding::new("set_aside", &id, Wrong::Content)
                    .hashes(Some(form.fingerprint), Some(fingerprint)),
            );
        }
    }

    /// A response as it was sent.
    fn draft(&self, response: &Response, household_code: &str) -> Draft {
        let sheet = response.sheet.iter().flat_map(|sheet| &sheet.choices);
        let items = &self.form.questionnaire.items;
        let answers = items.iter().zip(sheet).filter_map(|(item, choice)| {
            let option = item.options.get(usize::from((*choice)?))?;
            Some(DraftAnswer {
                item: item.code.clone(),
                choice: option.code.clone(),
                reason: None,
            })
        });
        Draft {
            id: response.id,
            hamlet_code: self
                .codes
                .get(&response.hamlet)
                .copied()
                .unwrap_or_default()
                .to_owned(),
            household_code: household_code.to_owned(),
            collected_at: response.collected_at,
            answers: if response.sheet.is_some() {
                answers.collect()
            } else {
                response.unjudged.clone()
            },
            comment: response.comment.clone(),
            spoilt: response.sheet.is_none(),
            consent: None,
        }
    }

    /// Holds each batch against its entry; what is left over has none.
    async fn compare(mut self, tx: &Transaction) -> Result<(), Refusal> {
        let chain = ChainId::of(Some(self.survey.id));
        let mut last = 0;
        loop {
            let entries = audit::chunk(tx, chain, last, CHUNK).await?;
            let Some(end) = entries.last().and_then(|last| last.link) else {
                break;
            };
            last = end.sequence;
            for one in &entries {
                let Some(link) = one.link else { continue };
                let (action, details) = (&one.entry.action, &one.entry.details);
                self.erased.entry(action, details, self.findings);
                let batch = (one.entry.action != BEGIN).then_some(link.sequence);
                self.batch(batch, link.sequence, details);
            }
        }
        self.left_over();
        Ok(())
    }

    fn batch(&mut self, batch: Option<i64>, sequence: i64, details: &Value) {
        let noted = |forms: &str, digest: &str| {
            let digest = hash_in(details, digest)?;
            Some((
                details.get(forms).and_then(Value::as_u64).unwrap_or(0),
                digest,
            ))
        };
        let place = format!("{}:{sequence}", ChainId::of(Some(self.survey.id)));
        let pairs = [
            (
                "response",
                noted("accepted", "acceptedDigest"),
                hash_in(details, "acceptedLinks"),
                self.accepted.remove(&batch),
            ),
            (
                "set_aside",
                noted("setAside", "setAsideDigest"),
                hash_in(details, "setAsideLinks"),
                self.set_aside.remove(&batch),
            ),
        ];
        for (table, noted, links_noted, found) in pairs {
            let (forms, links) = match found {
                Some(held) => (
                    Some((held.forms.forms(), held.forms.digest())),
                    Some((held.links.forms(), held.links.digest())),
                ),
                None => (None, None),
            };
            self.differ(table, &place, noted, forms);
            // An entry without them was written before links had a digest of their own.
            if let Some(digest) = links_noted.filter(|_| !self.dropped) {
                let noted = noted.map(|(forms, _)| (forms, digest));
                self.differ(table, &place, noted, links);
            }
        }
    }

    fn differ(
        &mut self,
        table: &'static str,
        place: &str,
        noted: Option<(u64, Hash)>,
        there: Option<(u64, Hash)>,
    ) {
        let number = |held: Option<(u64, Hash)>| held.map(|(forms, _)| forms);
        let is_same = if self.taken_away {
            number(there) == number(noted)
        } else {
            there == noted
        };
        if !is_same {
            let expected = noted.map(shown).unwrap_or_default();
            let found = there.map(shown).unwrap_or_default();
            let finding = Finding::new(table, &place, Wrong::Batch);
            self.findings.push(finding.with(&expected, &found));
        }
    }

    fn left_over(self) {
        let Self {
            survey,
            accepted,
            set_aside,
            findings,
            erased,
            ..
        } = self;
        erased.left_over(findings);
        for (table, batches) in [("response", accepted), ("set_aside", set_aside)] {
            for (entry, held) in batches {
                let entry = entry.map_or_else(|| "-".to_owned(), |entry| entry.to_string());
                let id = format!("{}:{entry}", survey.id);
                findings
                    .push(Finding::new(table, &id, Wrong::Unentered).with(&0, &held.forms.forms()));
            }
        }
    }
}

/// How many forms, and their digest.
fn shown((forms, digest): (u64, Hash)) -> String {
    format!("{forms}: {}", hex(&digest))
}
