//! Writes the log of reading: lines that come together are written together.

use tokio::sync::{Mutex, mpsc, oneshot};
use tokio::task::JoinHandle;

use crate::domain::trust::access::AccessLine;
use crate::storage::access_log;
use crate::storage::database::Database;

/// Lines that may wait, and that are written at once at the most.
const MOST: usize = 512;

struct Waiting {
    line: AccessLine,
    written: oneshot::Sender<()>,
}

/// Writes the lines of one process.
pub(super) struct Reading {
    lines: mpsc::Sender<Waiting>,
    task: Mutex<Option<JoinHandle<()>>>,
}

impl Reading {
    /// Begins to write.
    pub fn start(db: &Database) -> Self {
        let (lines, waiting) = mpsc::channel(MOST);
        let task = tokio::spawn(write(db.clone(), waiting));
        Self {
            lines,
            task: Mutex::new(Some(task)),
        }
    }

    /// Waits until a line is on disk; `false` where it can't be written.
    pub async fn write_down(&self, line: AccessLine) -> bool {
        let (written, done) = oneshot::channel();
        self.lines.send(Waiting { line, written }).await.is_ok() && done.await.is_ok()
    }

    /// Ends; whoever waits is told that the database is busy.
    pub async fn finish(&self) {
        if let Some(task) = self.task.lock().await.take() {
            task.abort();
            drop(task.await);
        }
    }
}

async fn write(db: Database, mut waiting: mpsc::Receiver<Waiting>) {
    let mut together = Vec::with_capacity(MOST);
    while waiting.recv_many(&mut together, MOST).await > 0 {
        let lines = together
            .iter()
            .map(|one: &Waiting| one.line.clone())
            .collect();
        match access_log::append(db.write(), lines).await {
            Ok(()) => {
                for one in together.drain(..) {
                    // Whoever has hung up reads nothing, and is written down all the same.
                    _ = one.written.send(());
                }
            }
            Err(error) => {
                tracing::warn!(%error, "reads could not be written down");
                together.clear();
            }
        }
    }
}
