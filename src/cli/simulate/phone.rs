//! One phone: takes forms, keeps them, sends them over a bad network.

use std::collections::BTreeMap;
use std::sync::Arc;

use chrono::TimeDelta;
use reqwest::StatusCode;
use serde_json::{Value, json};
use uuid::Uuid;

use super::fate::{Fate, Luck};
use super::field::Field;
use super::form::Form;
use super::outbox::Outbox;
use super::residents::Residents;
use super::seen::Seen;
use super::wire::WireFault;
use crate::domain::base::clock::{Clock, Instant, SystemClock};
use crate::domain::survey::judge::RejectionCode;
use crate::services::progress::Progress;
use crate::services::submit::LARGEST_BATCH;

const SUBMIT: &str = "mutation($input: SubmitResponsesInput!) { submitResponses(input: $input) {
    receipts { id status code message kept } userErrors { code message } } }";
/// Responses that a batch repeats at the most.
const MOST_REPEATED: usize = 20;

/// How a phone speaks to the server.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Tongue {
    GraphQl,
    OpenRosa,
}

/// What an app holds in memory; gone when it dies.
#[derive(Debug, Default)]
struct Memory {
    /// Forms of the last batch to each survey, sent again now and then.
    last: BTreeMap<usize, Vec<Form>>,
}

/// One phone.
pub struct Phone {
    field: Arc<Field>,
    number: u64,
    residents: Residents,
    luck: Luck,
    tongue: Tongue,
    /// How far its clock is ahead.
    ahead: TimeDelta,
    outbox: Outbox,
    memory: Memory,
    /// Forms that the network holds up.
    held_up: Vec<Form>,
    seen: Seen,
}

impl Phone {
    /// The phone of this number, whose residents have so many forms to fill.
    #[must_use]
    pub fn new(field: &Arc<Field>, number: u64, residents: Residents) -> Self {
        let manners = &field.manners;
        let mut luck = Luck::of(manners.seed, number);
        let mut seen = Seen::default();
        let tongue = if luck.percent(manners.openrosa) {
            seen.troubles.openrosa = 1;
            Tongue::OpenRosa
        } else {
            Tongue::GraphQl
        };
        let wrong = luck.percent(manners.wrong_clocks);
        seen.troubles.wrong_clocks = u64::from(wrong);
        let ahead = if wrong {
            luck.wrong_by(tongue == Tongue::GraphQl)
        } else {
            TimeDelta::zero()
        };
        Self {
            field: Arc::clone(field),
            number,
            residents,
            luck,
            tongue,
            ahead,
            outbox: Outbox::default(),
            memory: Memory::default(),
            held_up: Vec::new(),
            seen,
        }
    }

    /// Takes and sends all its forms, and says what it has seen.
    ///
    /// # Errors
    /// [`WireFault`] where the server is given up.
    pub async fn work(mut self, progress: &dyn Progress) -> Result<Seen, WireFault> {
        loop {
            self.take();
            if self.outbox.is_empty() {
                return Ok(self.seen);
            }
            let gone = self.send_next().await?;
            progress.advance(u64::try_from(gone).unwrap_or(0));
        }
    }

    /// Takes the next forms and writes them down.
    fn take(&mut self) {
        let now = self.now();
        let may_be_spoilt = self.tongue == Tongue::GraphQl;
        // A clock that is wrong is corrected by what an app says with each call; OpenRosa has no word for it.
        let will_count = self.tongue == Tongue::GraphQl || self.ahead.is_zero();
        let taken = self.residents.answer(&self.field, now, may_be_spoilt);
        for (form, figures) in taken {
            let survey = self.survey(form.survey);
            if !will_count {
                let aside = self.seen.aside.entry(survey).or_default();
                aside.insert(form.id);
            } else if form.contested {
                let household = (survey, format!("{}/{}", form.hamlet, form.household));
                let rivals = self.seen.contested.entry(household).or_default();
                rivals.push((form.id, figures));
            } else {
                self.seen.added.entry(survey).or_default().merge(&figures);
            }
            self.outbox.put(form);
        }
    }

    /// Sends what is due, whatever becomes of it; says of how many forms the server has said its last word.
    async fn send_next(&mut self) -> Result<usize, WireFault> {
        let fate = self.luck.next(&self.field.manners);
        let most = match self.tongue {
            Tongue::GraphQl => usize::try_from(self.field.manners.batch).unwrap_or(1),
            Tongue::OpenRosa => 1,
        };
        // What the network holds up is what the phone sends again last.
        let newest_first = !self.held_up.is_empty();
        let batch = self.outbox.next(most, newest_first);
        let troubles = &mut self.seen.troubles;
        match fate {
            Fate::Unsent => {
                troubles.unsent = troubles.unsent.saturating_add(1);
                return Ok(0);
            }
            Fate::Overtaken if self.held_up.is_empty() => {
                troubles.overtaken = troubles.overtaken.saturating_add(1);
                self.held_up = batch;
                return Ok(0);
            }
            _ => {}
        }
        let final_words = self.deliver(&batch).await?;
        let late = std::mem::take(&mut self.held_up);
        if !late.is_empty() {
            self.deliver(&late).await?;
        }
        let troubles = &mut self.seen.troubles;
        match fate {
            Fate::Crash => {
                troubles.crashes = troubles.crashes.saturating_add(1);
                self.memory = Memory::default();
                Ok(0)
            }
            Fate::Lost => {
                troubles.lost = troubles.lost.saturating_add(1);
                Ok(0)
            }
            _ => {
                self.read(&final_words);
                if let Some(first) = batch.first() {
                    self.memory.last.insert(first.survey, batch);
                }
                let ids = final_words.into_iter().map(|word| word.id);
                Ok(self.outbox.let_go(&ids.collect()))
            }
        }
    }

    async fn deliver(&mut self, batch: &[Form]) -> Result<Vec<Word>, WireFault> {
        match self.tongue {
            Tongue::GraphQl => self.submit(batch).await,
            Tongue::OpenRosa => self.submit_each(batch).await,
        }
    }

    async fn submit(&mut self, batch: &[Form]) -> Result<Vec<Word>, WireFault> {
        let Some(survey) = batch.first().map(|form| form.survey) else {
            return Ok(Vec::new());
        };
        let mut responses: Vec<Value> = batch.iter().map(Form::in_json).collect();
        if self.luck.percent(self.field.manners.repeated)
            && let Some(before) = self.memory.last.get(&survey)
        {
            let room = LARGEST_BATCH.saturating_sub(batch.len()).min(MOST_REPEATED);
            responses.extend(before.iter().take(room).map(Form::in_json));
        }
        let still_queued = self.outbox.len().saturating_sub(batch.len());
        let survey = self.survey(survey);
        let device = format!("{}-{}", self.field.manners.run, self.number);
        let input = || {
            json!({ "input": {
                "surveyId": survey,
                "responses": responses,
                "sentAt": self.now(),
                "device": device,
                "stillQueued": still_queued,
            } })
        };
        let field = Arc::clone(&self.field);
        let answer = field.wire.ask_anew(&field.token, SUBMIT, input).await?;
        self.seen.troubles.requests = self.seen.troubles.requests.saturating_add(1);
        let faults = answer.pointer("/submitResponses/userErrors");
        for fault in faults.and_then(Value::as_array).into_iter().flatten() {
            self.seen.refusal(text(fault, "code"));
        }
        let receipts = answer.pointer("/submitResponses/receipts");
        let receipts = receipts.and_then(Value::as_array);
        Ok(receipts
            .into_iter()
            .flatten()
            .filter_map(Word::of)
            .collect())
    }

    async fn submit_each(&mut self, batch: &[Form]) -> Result<Vec<Word>, WireFault> {
        let field = Arc::clone(&self.field);
        let mut words = Vec::new();
        for form in batch {
            let form_id = field.surveys.get(form.survey).map(|survey| &survey.form_id);
            let xml = form.in_xml(form_id.map_or("", String::as_str));
            let status = field.wire.submit(&field.token, &xml).await?;
            self.seen.troubles.requests = self.seen.troubles.requests.saturating_add(1);
            words.push(Word {
                id: form.id,
                status: format!("HTTP {}", status.as_u16()),
                refused: (status != StatusCode::CREATED).then(|| format!("HTTP {status}")),
            });
        }
        Ok(words)
    }

    fn read(&mut self, words: &[Word]) {
        for word in words {
            self.seen.receipt(&word.status);
            if let Some(reason) = &word.refused {
                self.seen.refusal(reason);
            }
        }
    }

    fn survey(&self, position: usize) -> String {
        let survey = self.field.surveys.get(position);
        survey.map(|survey| survey.id.clone()).unwrap_or_default()
    }

    fn now(&self) -> Instant {
        let now = SystemClock.now();
        now.checked_add_signed(self.ahead).unwrap_or(now)
    }
}

/// The server's last word about a form.
#[derive(Debug)]
struct Word {
    id: Uuid,
    status: String,
    /// Why the server neither counts nor keeps it.
    refused: Option<String>,
}

impl Word {
    /// Reads a receipt. A household that two phones have asked is no surprise; all else is.
    fn of(receipt: &Value) -> Option<Self> {
        let code = text(receipt, "code");
        let kept = receipt.get("kept") == Some(&Value::Bool(true));
        let rival = kept && code == RejectionCode::HouseholdAlreadyAnswered.as_str();
        let status = text(receipt, "status");
        let refused = status == "REJECTED" && !rival;
        Some(Self {
            id: Uuid::try_parse(text(receipt, "id")).ok()?,
            status: status.to_owned(),
            refused: refused.then(|| code.to_owned()),
        })
    }
}

fn text<'a>(of: &'a Value, name: &str) -> &'a str {
    of.get(name).and_then(Value::as_str).unwrap_or_default()
}
