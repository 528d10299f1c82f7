//! Many clients at one work for some time, and how long each piece took.

use std::sync::Arc;
use std::time::{Duration, Instant};

use tokio::task::JoinSet;

use super::numbers::micros;
use super::outcome::Outcome;
use super::processes::{Used, Watched};

/// A work that clients do again and again.
pub trait Work: Send + Sync + 'static {
    /// What one client works with, such as its connection.
    type Seat: Send;

    /// Seats a client.
    fn seat(&self) -> impl Future<Output = Outcome<Self::Seat>> + Send;

    /// Does one piece and holds that its answer is right.
    fn once(&self, seat: &mut Self::Seat) -> impl Future<Output = Outcome<()>> + Send;
}

/// One run.
#[derive(Debug, Clone)]
pub struct Run {
    /// How long it took, in microseconds.
    pub elapsed: u64,
    /// How long each piece took, in microseconds, the shortest first.
    pub times: Vec<u64>,
    /// CPU time that was used.
    pub used: Used,
}

impl Run {
    /// CPU of server and database together.
    pub const fn cost(&self) -> u64 {
        self.used.server.saturating_add(self.used.database)
    }
}

/// Has some clients do a work for some time. Each finishes its last piece.
///
/// # Errors
/// The first answer that isn't right.
pub async fn run<W: Work>(
    work: &Arc<W>,
    clients: usize,
    time: Duration,
    watched: Watched,
) -> Outcome<Run> {
    let mut seats = Vec::with_capacity(clients);
    for _ in 0..clients {
        seats.push(work.seat().await?);
    }
    let before = watched.used()?;
    let began = Instant::now();
    let mut tasks = JoinSet::new();
    for seat in seats {
        tasks.spawn(sit(Arc::clone(work), seat, began + time));
    }
    let mut times = Vec::new();
    while let Some(done) = tasks.join_next().await {
        times.extend(done??);
    }
    let elapsed = micros(began.elapsed());
    let used = watched.used()?.since(before);
    times.sort_unstable();
    Ok(Run {
        elapsed,
        times,
        used,
    })
}

async fn sit<W: Work>(work: Arc<W>, mut seat: W::Seat, until: Instant) -> Outcome<Vec<u64>> {
    let mut times = Vec::new();
    loop {
        let began = Instant::now();
        if began >= until && !times.is_empty() {
            return Ok(times);
        }
        work.once(&mut seat).await?;
        times.push(micros(began.elapsed()));
    }
}
