//! One app's outbox: batches, repeats on purpose, answers that get lost.

use std::collections::BTreeMap;
use std::sync::Arc;

use serde_json::{Value, json};

use super::figures::Figures;
use super::survey::Assigned;
use super::wire::{Wire, WireFault};
use crate::domain::base::clock::{Clock, SystemClock};
use crate::services::demo::dice::Dice;
use crate::services::demo::residents::{Sheet, pick};
use crate::services::progress::Progress;
use crate::services::submit::LARGEST_BATCH;

const SUBMIT: &str = "mutation($input: SubmitResponsesInput!) { submitResponses(input: $input) {
    receipts { status code message kept } userErrors { code message } } }";
/// Forms that can't be counted: so many of a thousand.
const SPOILT_PER_MILLE: u64 = 6;
/// Responses that a batch repeats at the most.
const MOST_REPEATED: usize = 20;

/// How the apps behave.
#[derive(Debug, Clone)]
pub struct Manners {
    /// Responses in a batch.
    pub batch: u64,
    /// Batches, in a hundred, that carry responses sent before.
    pub repeated: u64,
    /// Answers, in a hundred, that get lost, so that the batch is sent again.
    pub lost: u64,
    /// The seed.
    pub seed: u64,
    /// What tells this run's households from another's.
    pub run: String,
}

/// What one app has seen.
#[derive(Debug, Clone, Default)]
pub struct Seen {
    /// Receipts by status.
    pub receipts: BTreeMap<String, u64>,
    /// Batches whose answer got lost.
    pub lost: u64,
    /// Batches sent.
    pub batches: u64,
    /// What each survey must report more than before.
    pub added: BTreeMap<String, Figures>,
    /// Why responses were not taken, each reason once.
    pub refused: BTreeMap<String, u64>,
}

impl Seen {
    /// Adds what another app has seen.
    pub fn merge(&mut self, other: &Self) {
        let add = |to: &mut BTreeMap<String, u64>, from: &BTreeMap<String, u64>| {
            for (name, count) in from {
                let sum = to.entry(name.clone()).or_default();
                *sum = sum.saturating_add(*count);
            }
        };
        add(&mut self.receipts, &other.receipts);
        add(&mut self.refused, &other.refused);
        self.lost = self.lost.saturating_add(other.lost);
        self.batches = self.batches.saturating_add(other.batches);
        for (survey, figures) in &other.added {
            self.added.entry(survey.clone()).or_default().merge(figures);
        }
    }

    fn note(names: &mut BTreeMap<String, u64>, name: String) {
        let count = names.entry(name).or_default();
        *count = count.saturating_add(1);
    }
}

/// One app.
pub struct App {
    wire: Arc<Wire>,
    token: String,
    surveys: Arc<Vec<Assigned>>,
    manners: Manners,
    number: u64,
    dice: Dice,
    sent: u64,
    /// Responses of the last batch to each survey.
    last: BTreeMap<String, Vec<Value>>,
    seen: Seen,
}

impl App {
    /// An app of this number.
    #[must_use]
    pub fn new(
        wire: &Arc<Wire>,
        token: &str,
        surveys: &Arc<Vec<Assigned>>,
        manners: &Manners,
        number: u64,
    ) -> Self {
        Self {
            wire: Arc::clone(wire),
            token: token.to_owned(),
            surveys: Arc::clone(surveys),
            manners: manners.clone(),
            number,
            dice: Dice::of(manners.seed, number),
            sent: 0,
            last: BTreeMap::new(),
            seen: Seen::default(),
        }
    }

    /// Sends so many responses, and says what it has seen.
    ///
    /// # Errors
    /// [`WireFault`] where the server is given up.
    pub async fn send(
        mut self,
        responses: u64,
        progress: &dyn Progress,
    ) -> Result<Seen, WireFault> {
        let surveys = Arc::clone(&self.surveys);
        let mut turn = surveys
            .iter()
            .cycle()
            .skip(usize::try_from(self.number).unwrap_or(0));
        let mut left = responses;
        while left > 0 {
            let Some(survey) = turn.next() else { break };
            let size = left.min(self.manners.batch);
            self.send_batch(survey, size).await?;
            left = left.saturating_sub(size);
            progress.advance(size);
        }
        Ok(self.seen)
    }

    async fn send_batch(&mut self, survey: &Assigned, size: u64) -> Result<(), WireFault> {
        let fresh = self.responses(survey, size);
        let mut batch = fresh.clone();
        if self.dice.below(100) < self.manners.repeated
            && let Some(before) = self.last.get(&survey.id)
        {
            let room = LARGEST_BATCH.saturating_sub(batch.len()).min(MOST_REPEATED);
            batch.extend(before.iter().take(room).cloned());
        }
        if self.dice.below(100) < self.manners.lost {
            // The answer never arrives, whatever the server did: the batch is sent again.
            self.post(survey, &batch).await?;
            self.seen.lost = self.seen.lost.saturating_add(1);
        }
        let receipts = self.post(survey, &batch).await?;
        self.read(&receipts);
        self.last.insert(survey.id.clone(), fresh);
        Ok(())
    }

    async fn post(&mut self, survey: &Assigned, batch: &[Value]) -> Result<Value, WireFault> {
        self.seen.batches = self.seen.batches.saturating_add(1);
        let input = json!({ "input": { "surveyId": survey.id, "responses": batch } });
        self.wire.ask(&self.token, SUBMIT, input).await
    }

    fn read(&mut self, answer: &Value) {
        let receipts = answer
            .pointer("/submitResponses/receipts")
            .and_then(Value::as_array);
        for receipt in receipts.into_iter().flatten() {
            let field = |name: &str| {
                receipt
                    .get(name)
                    .and_then(Value::as_str)
                    .unwrap_or_default()
            };
            let status = field("status");
            Seen::note(&mut self.seen.receipts, status.to_owned());
            if status == "REJECTED" {
                Seen::note(&mut self.seen.refused, field("code").to_owned());
            }
        }
        let faults = answer
            .pointer("/submitResponses/userErrors")
            .and_then(Value::as_array);
        for fault in faults.into_iter().flatten() {
            let code = fault
                .get("code")
                .and_then(Value::as_str)
                .unwrap_or_default();
            Seen::note(&mut self.seen.refused, code.to_owned());
        }
    }

    /// New responses of households that nobody else has.
    fn responses(&mut self, survey: &Assigned, size: u64) -> Vec<Value> {
        let shares = survey.form.ordinary_shares(&mut self.dice);
        let residents = usize::try_from(size).unwrap_or(0);
        let sheets = survey.form.sheets(&shares, residents, &mut self.dice);
        sheets
            .into_iter()
            .map(|sheet| self.response(survey, &sheet))
            .collect()
    }

    fn response(&mut self, survey: &Assigned, sheet: &Sheet) -> Value {
        let now = SystemClock.now();
        self.sent = self.sent.saturating_add(1);
        let spoilt = self.dice.happens(SPOILT_PER_MILLE);
        let sheet = (!spoilt).then_some(sheet);
        let added = self.seen.added.entry(survey.id.clone()).or_default();
        added.count(&survey.form, sheet);
        let hamlets: Vec<&str> = survey.hamlets.iter().map(String::as_str).collect();
        let hamlet = pick(&hamlets, &mut self.dice);
        let answers = sheet
            .map(|sheet| survey.form.answers(sheet, &mut self.dice))
            .unwrap_or_default();
        json!({
            "id": self.dice.uuid(now),
            "hamletCode": hamlet,
            "householdCode": format!("{}-{}-{}", self.manners.run, self.number, self.sent),
            "collectedAt": now,
            "answers": answers,
            "spoilt": spoilt,
        })
    }
}
