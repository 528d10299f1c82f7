//! What to measure, and for how long.

use clap::{Parser, ValueEnum};

/// A part of the benchmark.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum Part {
    /// Raw limits: the same rows and reads in plain SQL, without a server.
    Limits,
    /// The way in of responses without HTTP and GraphQL.
    Inside,
    /// Start to ready, and idle memory.
    Start,
    /// W1 to W5 over HTTP.
    Server,
    /// W3 and W4 at 10^4, 10^5 and 10^6 responses.
    Growth,
    /// Tables of a survey with 10^6 responses; `--responses` says how many.
    Exports,
}

/// Load on the server and on the database below it.
#[derive(Debug, Clone, Parser)]
pub struct Flags {
    /// About a minute: 32 clients, one short run of each work, 10,000 responses, no growth.
    #[arg(long)]
    pub quick: bool,
    /// A PostgreSQL on this machine, without other work; left out: SQLite alone.
    #[arg(long, value_name = "URL", env = "LONGDAN_TEST_POSTGRES_URL")]
    pub postgres: Option<String>,
    /// Leaves SQLite out.
    #[arg(long)]
    pub no_sqlite: bool,
    /// Only these parts.
    #[arg(long, value_enum, value_delimiter = ',')]
    pub parts: Vec<Part>,
    /// Only these works, such as `W1,W3`.
    #[arg(long, value_delimiter = ',')]
    pub works: Vec<String>,
    /// Clients at once.
    #[arg(long, value_delimiter = ',')]
    pub clients: Vec<usize>,
    /// Seconds of one run.
    #[arg(long)]
    pub seconds: Option<u64>,
    /// Runs of each work, of which the median is told.
    #[arg(long)]
    pub runs: Option<usize>,
    /// Responses in the database at the start.
    #[arg(long)]
    pub responses: Option<u64>,
    /// What cargo adds to every benchmark.
    #[arg(long, hide = true)]
    bench: bool,
}

impl Flags {
    /// Whether a part is wanted.
    pub fn wants(&self, part: Part) -> bool {
        if self.parts.is_empty() {
            return !matches!(part, Part::Growth | Part::Exports) || !self.quick;
        }
        self.parts.contains(&part)
    }

    /// Whether a work is wanted; its name begins with `W1` to `W5`.
    pub fn wants_work(&self, name: &str) -> bool {
        let chosen = |work: &String| name.starts_with(work.as_str());
        self.works.is_empty() || self.works.iter().any(chosen)
    }

    /// How many clients at once.
    pub fn clients(&self) -> Vec<usize> {
        match (self.clients.is_empty(), self.quick) {
            (false, _) => self.clients.clone(),
            (true, true) => vec![32],
            (true, false) => vec![1, 8, 32, 64],
        }
    }

    /// Seconds of one run.
    pub fn seconds(&self) -> u64 {
        self.seconds.unwrap_or(if self.quick { 2 } else { 5 })
    }

    /// Runs of each work.
    pub fn runs(&self) -> usize {
        self.runs.unwrap_or(if self.quick { 1 } else { 3 }).max(1)
    }

    /// Responses in the database at the start: 400 households of each commune.
    pub fn responses(&self) -> u64 {
        self.responses
            .unwrap_or(if self.quick { 10_000 } else { 104_800 })
    }
}
