//! The parts that need the server in a process of its own.

use std::collections::HashMap;
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, AtomicUsize, Ordering};

use longdan::domain::base::ids::SurveyId;
use longdan::storage::database::Database;

use super::bench::Bench;
use super::inside;
use super::numbers::{median_by, point, thousandths_of};
use super::outcome::Outcome;
use super::processes::Watched;
use super::province;
use super::questions;
use super::report::{HEAD, Line};
use super::server::{self, Server};
use super::works::{Desk, Submit};

/// CPU that a piece of each work may cost, server and database together, in microseconds.
const TARGETS: [(&str, u64); 5] = [
    ("W1", 150),
    ("W2", 4_000),
    ("W3", 100),
    ("W4", 3_000),
    ("W5", 400),
];
/// Start to ready, in microseconds.
const READY: u64 = 300_000;
/// Memory in KiB: idle, and under load.
const MEMORY: [u64; 2] = [40 * 1024, 120 * 1024];
/// Clients that ask for all communes at once.
const READERS_OF_ALL: [usize; 2] = [1, 4];

fn target(work: &str) -> Option<u64> {
    TARGETS
        .iter()
        .find(|(name, _)| work.starts_with(name))
        .map(|(_, target)| *target)
}

impl Bench<'_> {
    /// Start to ready on the filled database, and memory before anybody asks.
    pub async fn start(&self) -> Outcome<()> {
        let mut starts = Vec::new();
        let mut idle = 0;
        for _ in 0..self.flags.runs().max(3) {
            let server = Server::start(self.place).await?;
            starts.push(server.ready_after);
            idle = server.memory()?.0.max(idle);
            server.stop()?;
        }
        let median = median_by(starts, |micros| *micros).unwrap_or_default();
        self.note(&format!(
            "start to ready: {} ms (target {}); idle: {} KiB (target {})",
            point(median),
            point(READY),
            idle,
            MEMORY[0],
        ));
        Ok(())
    }

    /// W1 to W5.
    pub async fn works(&self) -> Outcome<()> {
        let desk = |server: &Server, token: &str| Desk {
            address: server.address,
            token: token.to_owned(),
        };
        let token = server::token(self.place)?;
        let server = Server::start(self.place).await?;
        let desk = desk(&server, &token);
        let watched = server.watched(self.place);
        self.reads(&desk, watched).await?;
        self.writes(&desk, watched).await?;
        let (now, most) = server.memory()?;
        self.note(&format!(
            "memory after the load: {now} KiB, at most {most} KiB (target {})",
            MEMORY[1]
        ));
        server.stop()
    }

    async fn writes(&self, desk: &Desk, watched: Watched) -> Outcome<()> {
        let accepted = Arc::new(AtomicU64::new(0));
        let before = self.stored().await?;
        for (name, size) in [("W1", 1), ("W2", 100)] {
            for (spread, surveys) in [("spread", self.province.spots.len()), ("one survey", 1)] {
                for clients in self.flags.clients() {
                    let work = Arc::new(Submit {
                        desk: desk.clone(),
                        province: Arc::clone(&self.province),
                        size,
                        surveys,
                        batches: AtomicUsize::new(0),
                        accepted: Arc::clone(&accepted),
                    });
                    let name = format!("{name}, {spread}");
                    let line = self.served(&work, name, clients, size, watched).await?;
                    self.note_share_of_raw(line.as_ref());
                }
            }
        }
        let expected = before.saturating_add(accepted.load(Ordering::Relaxed));
        let after = self.stored().await?;
        if after == expected {
            Ok(())
        } else {
            super::outcome::wrong(format!("{after} responses stored, not {expected}"))
        }
    }

    /// What share of the raw multi-row rate the batches reach; half is the target.
    fn note_share_of_raw(&self, line: Option<&Line>) {
        let Some(line) = line.filter(|line| line.responses > 1) else {
            return;
        };
        let share = thousandths_of(line.responses_a_second(), self.raw_rate.get());
        if share > 0 {
            self.note(&format!(
                "{}, {} clients: {} of the raw multi-row rate (target 0.500)",
                line.work,
                line.clients,
                point(share)
            ));
        }
    }

    async fn reads(&self, desk: &Desk, watched: Watched) -> Outcome<()> {
        let counted = self.counted().await?;
        let commune = Arc::new(questions::commune(desk, &self.province, &counted).await?);
        for clients in self.flags.clients() {
            self.served(&commune, "W3".to_owned(), clients, 0, watched)
                .await?;
        }
        let province = Arc::new(questions::province(desk, &self.province, &counted).await?);
        for clients in READERS_OF_ALL {
            self.served(&province, "W4".to_owned(), clients, 0, watched)
                .await?;
        }
        let page = Arc::new(questions::page(desk, &self.province).await?);
        for clients in self.flags.clients() {
            self.served(&page, "W5".to_owned(), clients, 0, watched)
                .await?;
        }
        Ok(())
    }

    async fn served<W: super::press::Work>(
        &self,
        work: &Arc<W>,
        name: String,
        clients: usize,
        responses: usize,
        watched: Watched,
    ) -> Outcome<Option<Line>> {
        if !self.flags.wants_work(&name) {
            return Ok(None);
        }
        let target = target(&name);
        let line = Line {
            target,
            ..self.of(name, clients, responses)
        };
        self.line_of(work, line, watched).await.map(Some)
    }

    async fn counted(&self) -> Outcome<HashMap<SurveyId, (i64, Vec<i64>)>> {
        let db = Database::open(&self.place.options).await?;
        let counted = questions::counted(&db, &self.province).await?;
        db.close().await?;
        Ok(counted)
    }

    /// Responses in the table, which must be as many as are counted.
    async fn stored(&self) -> Outcome<u64> {
        let counted: i64 = self.counted().await?.values().map(|(sum, _)| sum).sum();
        let rows = self.place.rows().await?;
        if rows == counted {
            Ok(u64::try_from(rows)?)
        } else {
            super::outcome::wrong(format!("{rows} responses stored, {counted} counted"))
        }
    }

    /// W3 and W4 at 10^4, 10^5 and 10^6 responses.
    pub async fn growth(&self) -> Outcome<()> {
        let token = server::token(self.place)?;
        println!("\n{HEAD}");
        for goal in [10_000_u64, 100_000, 1_000_000] {
            let stored = self.stored().await?;
            if stored > goal {
                continue;
            }
            let office = province::office(self.place).await?;
            inside::fill(&office, &self.province, goal.saturating_sub(stored)).await?;
            office.close().await?;
            self.place.settle().await?;
            let server = Server::start(self.place).await?;
            let desk = Desk {
                address: server.address,
                token: token.clone(),
            };
            let watched = server.watched(self.place);
            let counted = self.counted().await?;
            let commune = Arc::new(questions::commune(&desk, &self.province, &counted).await?);
            let name = |work: &str| format!("{work} at {goal} responses");
            self.served(&commune, name("W3"), 32, 0, watched).await?;
            let province = Arc::new(questions::province(&desk, &self.province, &counted).await?);
            self.served(&province, name("W4"), 4, 0, watched).await?;
            server.stop()?;
        }
        Ok(())
    }
}
