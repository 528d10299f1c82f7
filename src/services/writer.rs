//! Group commit: one writer a lane makes one transaction of whatever has gathered.
//!
//! A request hands its examined batch over and waits for the commit. While one transaction is
//! being written, later batches gather for the next: no delay is added, and the cost of making
//! something durable is shared. SQLite has one lane; PostgreSQL a few, chosen by survey, so that
//! one hot survey can't hold up the others.

use std::sync::Arc;

use tokio::sync::{Mutex, OwnedSemaphorePermit, Semaphore, mpsc, oneshot};
use tokio::task::JoinHandle;

use super::batch::{Batch, Submitted};
use super::ledger::{self, Ledger};
use super::refusal::Refusal;
use crate::domain::base::ids::SurveyId;
use crate::domain::survey::judge::RejectionCode;

/// Responses that may wait for a lane; beyond, a batch is told to come again.
const MOST_WAITING: usize = 20_000;
/// Responses in one transaction, unless a single batch has more.
const MOST_IN_A_GROUP: usize = 2_000;
/// Seconds after which to come again.
const RETRY_AFTER: u32 = 2;

struct Job {
    batch: Batch,
    done: oneshot::Sender<Result<Submitted, Refusal>>,
    _room: OwnedSemaphorePermit,
}

/// What a lane is told.
enum Message {
    Write(Box<Job>),
    /// Nothing was taken after this.
    Stop,
}

struct Lane {
    messages: mpsc::UnboundedSender<Message>,
    room: Arc<Semaphore>,
}

/// The lanes of one process.
pub struct Writer {
    lanes: Vec<Lane>,
    tasks: Mutex<Vec<JoinHandle<()>>>,
}

impl std::fmt::Debug for Writer {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Writer")
            .field("lanes", &self.lanes.len())
            .finish_non_exhaustive()
    }
}

impl Writer {
    /// Starts the lanes.
    #[must_use]
    pub fn start(ledger: &Ledger, lanes: usize) -> Self {
        let (lanes, tasks) = (0..lanes.max(1))
            .map(|_| start_lane(ledger.clone()))
            .unzip();
        Self {
            lanes,
            tasks: Mutex::new(tasks),
        }
    }

    /// Hands a batch to its survey's lane and waits until it is on disk.
    pub(super) async fn submit(&self, batch: Batch) -> Result<Submitted, Refusal> {
        let overloaded = || Refusal::Overloaded {
            retry_after: RETRY_AFTER,
        };
        let lane = self.lane_of(batch.survey).ok_or_else(overloaded)?;
        let size = u32::try_from(batch.entries.len()).unwrap_or(u32::MAX);
        let room = Arc::clone(&lane.room)
            .try_acquire_many_owned(size)
            .map_err(|_| overloaded())?;
        let (done, answer) = oneshot::channel();
        let job = Job {
            batch,
            done,
            _room: room,
        };
        lane.messages
            .send(Message::Write(Box::new(job)))
            .map_err(|_| overloaded())?;
        answer.await.map_err(|_| overloaded())?
    }

    /// Takes nothing more, and waits until all that was taken is on disk.
    pub async fn finish(&self) {
        for lane in &self.lanes {
            lane.room.close();
            drop(lane.messages.send(Message::Stop));
        }
        for task in self.tasks.lock().await.drain(..) {
            drop(task.await);
        }
    }

    fn lane_of(&self, survey: SurveyId) -> Option<&Lane> {
        let lanes = u128::try_from(self.lanes.len()).ok()?;
        let lane = survey.0.as_u128().checked_rem(lanes)?;
        self.lanes.get(usize::try_from(lane).ok()?)
    }
}

fn start_lane(ledger: Ledger) -> (Lane, JoinHandle<()>) {
    let (messages, waiting) = mpsc::unbounded_channel();
    let room = Arc::new(Semaphore::new(MOST_WAITING));
    let task = tokio::spawn(run_lane(ledger, waiting));
    (Lane { messages, room }, task)
}

async fn run_lane(ledger: Ledger, mut waiting: mpsc::UnboundedReceiver<Message>) {
    let mut stopped = false;
    while !stopped && let Some(Message::Write(first)) = waiting.recv().await {
        let mut size = first.batch.entries.len();
        let mut group = vec![*first];
        while size < MOST_IN_A_GROUP
            && let Ok(message) = waiting.try_recv()
        {
            let Message::Write(job) = message else {
                stopped = true;
                break;
            };
            size = size.saturating_add(job.batch.entries.len());
            group.push(*job);
        }
        let batches = group.len();
        commit(&ledger, group).await;
        ledger::checkpoint(&ledger, batches).await;
    }
}

/// One transaction for the group; if it fails, each batch alone, so that none can fail another.
async fn commit(ledger: &Ledger, group: Vec<Job>) {
    let batches: Vec<&Batch> = group.iter().map(|job| &job.batch).collect();
    if let Ok(submitted) = ledger::commit(ledger, &batches).await {
        answer(group, submitted.into_iter().map(Ok));
        return;
    }
    let mut alone = Vec::with_capacity(batches.len());
    for batch in batches {
        let submitted = ledger::commit(ledger, &[batch]).await;
        alone.push(submitted.and_then(|mut one| one.pop().ok_or(Refusal::Conflict(None))));
    }
    answer(group, alone.into_iter());
}

fn answer(group: Vec<Job>, submitted: impl Iterator<Item = Result<Submitted, Refusal>>) {
    metrics::counter!("longdan_submit_groups_total").increment(1);
    metrics::histogram!("longdan_submit_group_batches")
        .record(f64::from(u32::try_from(group.len()).unwrap_or(u32::MAX)));
    for (job, submitted) in group.into_iter().zip(submitted) {
        count(submitted.as_ref().ok());
        // Whoever has hung up will send again, and be told that it is a duplicate.
        drop(job.done.send(submitted));
    }
}

/// Counts receipts by what became of them; nothing says of whom.
fn count(submitted: Option<&Submitted>) {
    for receipt in submitted.map_or(&[][..], |submitted| &submitted.receipts) {
        let code = receipt.code.map_or("", RejectionCode::as_str);
        metrics::counter!("longdan_responses_total", "status" => receipt.status.as_str(), "code" => code).increment(1);
    }
}
