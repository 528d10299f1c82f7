//! One benchmark from the empty database to the report.

use std::cell::{Cell, RefCell};
use std::sync::Arc;
use std::sync::atomic::AtomicUsize;
use std::time::Duration;

use longdan::storage::database::Database;
use sea_orm::Value;

use super::flags::{Flags, Part};
use super::inside::{self, Inside};
use super::limits::{Reads, Rows};
use super::numbers::{micros, number, per_second, point, thousandths_of};
use super::outcome::Outcome;
use super::place::Place;
use super::press::{Work, run as press};
use super::processes::Watched;
use super::province::{self, Province};
use super::report::{HEAD, Line, row};

/// What a benchmark works with.
pub struct Bench<'a> {
    /// What is wanted.
    pub flags: &'a Flags,
    /// The database.
    pub place: &'a Place,
    /// What is in it.
    pub province: Arc<Province>,
    /// Rows a second that the database takes in multi-row statements; 0 where not measured.
    pub raw_rate: Cell<u64>,
    notes: RefCell<Vec<String>>,
}

/// Runs what the flags ask for, on each database.
///
/// # Errors
/// The first thing that isn't right.
pub async fn run(flags: &Flags) -> Outcome<()> {
    let servers = (!flags.no_sqlite)
        .then_some(None)
        .into_iter()
        .chain(flags.postgres.as_deref().map(Some));
    for server in servers {
        let place = Place::make(server).await?;
        println!("\n## {}\n\n{}\n", place.name, place.settings);
        on(place, async |bench| bench.parts().await, flags).await?;
        if flags.wants(Part::Growth) {
            // From an empty database on.
            let place = Place::make(server).await?;
            on(place, async |bench| bench.growth().await, flags).await?;
        }
        if flags.wants(Part::Exports) {
            let place = Place::make(server).await?;
            on(place, async |bench| bench.exports().await, flags).await?;
        }
    }
    Ok(())
}

/// Does something on a database with a province in it, and removes it.
async fn on(
    place: Place,
    work: impl AsyncFnOnce(&Bench<'_>) -> Outcome<()>,
    flags: &Flags,
) -> Outcome<()> {
    let bench = Bench {
        flags,
        place: &place,
        province: Arc::new(province::found(&place).await?),
        raw_rate: Cell::default(),
        notes: RefCell::default(),
    };
    let done = work(&bench).await;
    place.remove().await?;
    done
}

impl Bench<'_> {
    async fn parts(&self) -> Outcome<()> {
        let wants = |part| self.flags.wants(part);
        if ![Part::Limits, Part::Inside, Part::Server, Part::Start]
            .into_iter()
            .any(wants)
        {
            return Ok(());
        }
        self.fill().await?;
        println!("{HEAD}");
        if wants(Part::Limits) {
            self.limits().await?;
        }
        if wants(Part::Inside) {
            self.inside().await?;
        }
        if wants(Part::Server) {
            self.works().await?;
        }
        if wants(Part::Start) {
            self.start().await?;
        }
        self.tell();
        Ok(())
    }

    async fn fill(&self) -> Outcome<()> {
        let began = std::time::Instant::now();
        let office = province::office(self.place).await?;
        inside::fill(&office, &self.province, self.flags.responses()).await?;
        office.close().await?;
        let elapsed = micros(began.elapsed());
        println!(
            "{} responses filled in at {} a second.\n",
            self.flags.responses(),
            per_second(self.flags.responses(), elapsed)
        );
        self.place.settle().await
    }

    /// Runs a work as often and as long as the flags say; prints and gives its line.
    pub async fn line_of<W: Work>(
        &self,
        work: &Arc<W>,
        mut line: Line,
        watched: Watched,
    ) -> Outcome<Line> {
        let time = Duration::from_secs(self.flags.seconds());
        press(work, line.clients, time / 4, watched).await?;
        for _ in 0..self.flags.runs() {
            let run = press(work, line.clients, time, watched).await?;
            line.runs.push(run);
        }
        println!("{}", row(&line));
        Ok(line)
    }

    /// The same of a work that is done in this process.
    async fn line<W: Work>(&self, work: &Arc<W>, line: Line) -> Outcome<Line> {
        self.line_of(work, line, self.place.watched).await
    }

    /// Keeps a sentence until the table is over.
    pub fn note(&self, sentence: &str) {
        self.notes.borrow_mut().push(sentence.to_owned());
    }

    /// The sentences that were kept.
    fn tell(&self) {
        println!();
        for note in self.notes.borrow().iter() {
            println!("- {note}");
        }
    }

    /// A line without runs yet.
    pub fn of(&self, work: impl Into<String>, clients: usize, responses: usize) -> Line {
        Line {
            work: work.into(),
            database: self.place.name,
            clients,
            responses,
            runs: Vec::new(),
            target: None,
        }
    }

    async fn limits(&self) -> Outcome<()> {
        let db = Database::open(&self.place.options).await?;
        let writers = if self.place.is_sqlite() { 1 } else { 8 };
        for size in [100, 1000] {
            let rows = Arc::new(Rows::new(&db, &self.province, size).await?);
            let name = format!("raw: {size} rows a statement and transaction");
            let line = self.line(&rows, self.of(name, writers, size)).await?;
            self.raw_rate
                .set(self.raw_rate.get().max(line.responses_a_second()));
            rows.settle().await?;
        }
        let survey = self.province.spare.survey;
        let reads = [
            (
                "raw: counters of one commune",
                "SELECT hamlet_id, collected, spoilt, counts FROM tally WHERE survey_id = $1",
                vec![Value::from(survey.0)],
                10,
            ),
            (
                "raw: counters of all communes",
                "SELECT survey_id, hamlet_id, collected, spoilt, counts FROM tally",
                Vec::new(),
                2630,
            ),
            (
                "raw: a page of 50 responses",
                "SELECT * FROM response WHERE survey_id = $1 ORDER BY id LIMIT 50",
                vec![Value::from(survey.0)],
                50,
            ),
        ];
        for (name, text, values, rows) in reads {
            let db = db.clone();
            let work = Arc::new(Reads {
                db,
                text,
                values,
                rows,
            });
            self.line(&work, self.of(name, 8, 0)).await?;
        }
        Ok(db.close().await?)
    }

    async fn inside(&self) -> Outcome<()> {
        let office = province::office(self.place).await?;
        let everywhere = self.province.spots.len();
        for (name, size) in [("W1 inside", 1), ("W2 inside", 100)] {
            for (spread, surveys) in [("spread", everywhere), ("one survey", 1)] {
                for clients in self.flags.clients() {
                    let work = Arc::new(Inside {
                        office: Arc::clone(&office),
                        province: Arc::clone(&self.province),
                        size,
                        surveys,
                        batches: AtomicUsize::new(0),
                    });
                    let before = office.statements();
                    let line = self.of(format!("{name}, {spread}"), clients, size);
                    let line = self.line(&work, line).await?;
                    let pieces: usize = line.runs.iter().map(|run| run.times.len()).sum();
                    let statements = office.statements().saturating_sub(before);
                    let each = point(thousandths_of(statements, number(pieces)));
                    self.note(&format!(
                        "{}, {clients} clients: {each} statements a batch",
                        line.work
                    ));
                }
            }
        }
        Ok(office.close().await?)
    }
}
