//! The tables of a report, in Markdown.

use super::numbers::{median_by, number, per_second, point, quantile, thousandths_of};
use super::press::Run;

/// The runs of one work with so many clients.
pub struct Line {
    /// What was done.
    pub work: String,
    /// On which database.
    pub database: &'static str,
    /// Clients at once.
    pub clients: usize,
    /// Responses of a piece; 0 where it writes none.
    pub responses: usize,
    /// The runs.
    pub runs: Vec<Run>,
    /// CPU that a piece may cost, server and database together, in microseconds.
    pub target: Option<u64>,
}

impl Line {
    /// The run in the middle by its CPU a piece.
    pub fn median(&self) -> Option<Run> {
        median_by(self.runs.clone(), |run| {
            thousandths_of(run.cost(), number(run.times.len()))
        })
    }

    /// CPU of server and database a piece in the median run, in microseconds.
    pub fn cost(&self) -> u64 {
        self.median().map_or(0, |run| {
            run.cost()
                .checked_div(number(run.times.len()))
                .unwrap_or_default()
        })
    }

    /// Responses a second in the median run.
    pub fn responses_a_second(&self) -> u64 {
        let size = number(self.responses);
        self.median()
            .map_or(0, |run| rate(&run).saturating_mul(size))
    }
}

fn rate(run: &Run) -> u64 {
    per_second(number(run.times.len()), run.elapsed)
}

/// The head of the tables that [`row`] makes lines of.
pub const HEAD: &str = "\
| work | database | clients | a second (min-max) | responses a second | p50 ms | p99 ms | server CPU ms | database CPU ms | sum | target | cores server/database/load/others |
|---|---|---|---|---|---|---|---|---|---|---|---|";

/// A line of the table: the median run by CPU.
pub fn row(line: &Line) -> String {
    let Some(run) = line.median() else {
        return String::new();
    };
    let pieces = number(run.times.len());
    let each = |used: u64| point(used.checked_div(pieces).unwrap_or_default());
    let core = |used: u64| point(thousandths_of(used, run.elapsed));
    let rates = || line.runs.iter().map(rate);
    let (least, most) = (rates().min().unwrap_or(0), rates().max().unwrap_or(0));
    let responses = match line.responses_a_second() {
        0 => String::new(),
        rate => rate.to_string(),
    };
    let verdict = line.target.map_or_else(String::new, |target| {
        let met = if line.cost() <= target {
            "met"
        } else {
            "missed"
        };
        format!("{} {met}", point(target))
    });
    format!(
        "| {} | {} | {} | {} ({least}-{most}) | {responses} | {} | {} | {} | {} | {} | {verdict} | {}/{}/{}/{} |",
        line.work,
        line.database,
        line.clients,
        rate(&run),
        point(quantile(&run.times, 500)),
        point(quantile(&run.times, 990)),
        each(run.used.server),
        each(run.used.database),
        each(run.cost()),
        core(run.used.server),
        core(run.used.database),
        core(run.used.load),
        core(run.used.by_others()),
    )
}
